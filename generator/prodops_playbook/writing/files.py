"""Files written whole or not at all, and folders kept equal to what they should hold."""

from __future__ import annotations

import contextlib
import functools
import glob
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .held import Lock, begin, clear

LIST = ".playbook-files"
"""Names every file that `sync` wrote into a folder, one a line, so that the next run knows what is stale."""


_BEGUN = ".begun"
"""The end of the name of a file that is not finished."""


class ForeignFolderError(Exception):
    """A folder that holds files which `sync` did not write."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What `sync` did, in files."""

    written: int
    unchanged: int
    removed: int


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole: into a temporary file beside it, then renamed."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    clear(path.parent.glob(f".{glob.escape(path.name)}.*{_BEGUN}"))
    temporary, lock = begin(functools.partial(_temporary, path))
    with lock:
        try:
            temporary.write_bytes(data)
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise


def _temporary(path: Path) -> Path:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_BEGUN)
    os.close(handle)
    return Path(temporary)


def sync(folder: Path, files: Mapping[str, str | bytes]) -> Synced:
    """Make a folder hold exactly these files (paths with `/`), and write only what differs. One at a time does so.

    Raises ForeignFolderError, before anything is touched, for a folder with files of somebody else's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with Lock(folder):
        known = _listed(folder)
        _refuse_foreign(folder, known, files)
        known = known or set()
        folders = {(folder / name).parent for name in (LIST, *known, *files)}
        clear(path for inside in folders for path in inside.glob(f".*{_BEGUN}"))
        # Listed before they are written: a run that is killed half way leaves nothing that the next one does not know.
        write(folder / LIST, "".join(f"{name}\n" for name in sorted(known | set(files))))
        written = 0
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            path = folder / name
            if not (path.is_file() and path.read_bytes() == data):
                write(path, data)
                written += 1
        stale = sorted(known - set(files))
        for name in stale:
            _remove(folder, name)
        write(folder / LIST, "".join(f"{name}\n" for name in sorted(files)))
    return Synced(written, len(files) - written, len(stale))


def _refuse_foreign(folder: Path, known: set[str] | None, files: Mapping[str, str | bytes]) -> None:
    if known is None and any(not path.name.endswith(_BEGUN) for path in folder.iterdir()):
        raise ForeignFolderError(f"{folder} holds files that were not written by this command")
    foreign = sorted(name for name in files if name not in (known or ()) and (folder / name).exists())
    if foreign:
        raise ForeignFolderError(f"{folder / foreign[0]} was not written by this command")


def _listed(folder: Path) -> set[str] | None:
    try:
        names = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    # A list that somebody edited must not lead outside the folder.
    return {name for name in names if name and not Path(name).is_absolute() and ".." not in Path(name).parts}


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    for parent in path.relative_to(folder).parents:
        with contextlib.suppress(OSError):  # not empty
            if parent != Path():
                (folder / parent).rmdir()
