"""A folder that is built aside and put in the place of the old one in a single step."""

from __future__ import annotations

import contextlib
import ctypes
import glob
import os
import secrets
import shutil
import sys
from pathlib import Path

from .held import begin, clear

_OLD = "-old"


class Aside:
    """A new folder beside an old one: `folder` is where to write; `swap` puts it in the old one's place.

    Until then the old one stays as it is, and for ever when the process ends before. Two at once do not meet: what the
    last one swaps is there in the end. What is hidden in the old folder, such as `.git`, is in the new one too.
    """

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.realpath(target))
        self.target.parent.mkdir(parents=True, exist_ok=True)
        # Where the folder may be written to but not the one that it is in, the new one is inside, hidden.
        self.beside = os.access(self.target.parent, os.W_OK)
        home = self.target.parent if self.beside else self.target
        name = f".{self.target.name}-new-"
        for old in home.glob(f"{glob.escape(name)}*{_OLD}"):
            if not self.target.exists():
                old.rename(self.target)  # ended between the two steps of a system that has no single one
        clear(home.glob(f"{glob.escape(name)}*"))

        def make() -> Path:
            folder = home / f"{name}{secrets.token_hex(4)}"
            folder.mkdir()
            return folder

        self.folder, self._lock = begin(make)

    def swap(self) -> None:
        """Put the new folder in the place of the old one, and remove that."""
        if self.beside and self.target.is_dir():
            shutil.copymode(self.target, self.folder)
            for path in self.target.iterdir():
                if path.name.startswith("."):
                    _copy(path, self.folder / path.name)
        try:
            _exchange(self.folder, self.target)
        except OSError:
            # Such as a folder that is a volume of its own: it stays, and what is in it changes.
            _move_in(self.folder, self.target)
        self.drop()

    def drop(self) -> None:
        """Remove what was written."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()


def _copy(path: Path, to: Path) -> None:
    """A file, link or folder once more, as links to the same bytes where that can be."""
    if to.exists():
        return
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, symlinks=True, copy_function=_copy_file)
    else:
        _copy_file(path, to)


def _copy_file(path: str | Path, to: str | Path) -> None:
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, to, follow_symlinks=False)


def _exchange(new: Path, old: Path) -> None:
    """Give two folders each other's name in one step; where the system has none, in two."""
    with contextlib.suppress(OSError):
        if not old.exists():
            new.rename(old)
            return
    if _exchanged(os.fsencode(new), os.fsencode(old)):
        return
    aside = new.with_name(f"{new.name}{_OLD}")
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def _exchanged(one: bytes, other: bytes) -> bool:
    """Whether the system could give two folders each other's name in one step."""
    if sys.platform == "win32":
        return False
    system = ctypes.CDLL(None)
    here, exchange = -100, 2
    try:
        if sys.platform == "darwin":
            return bool(system.renamex_np(one, other, exchange) == 0)
        return bool(system.renameat2(here, one, here, other, exchange) == 0)
    except AttributeError:  # an older system
        return False


def _move_in(new: Path, old: Path) -> None:
    """Put what is in one folder into the other, and out what was there and is not hidden."""
    gone = new / ".gone"
    gone.mkdir()
    for name in sorted({path.name for folder in (new, old) for path in folder.iterdir()}):
        if name.startswith("."):
            continue
        if (old / name).exists() or (old / name).is_symlink():
            shutil.move(old / name, gone / name)
        if (new / name).exists():
            shutil.move(new / name, old / name)
