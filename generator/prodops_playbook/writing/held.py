"""Files and folders that a process holds while it writes them. What nobody holds was begun by one that has ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

if sys.platform != "win32":
    import fcntl


class Lock:
    """A file or folder that one process holds. It is free again when that process ends, however it ends.

    `kept` is false on systems without locks: there nobody knows who holds what, and nothing is cleared away.
    """

    def __init__(self, path: Path, *, wait: bool = True) -> None:
        """Raises BlockingIOError where another process holds it and this one does not `wait`."""
        self._handle, self.kept = -1, False
        if sys.platform == "win32":
            return
        self._handle = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            self.kept = True
        except BlockingIOError:
            self.release()
            raise
        except OSError:
            pass  # a network's file system, for example

    def holds(self, path: Path) -> bool:
        """Whether a path is still what is held, and has not been removed."""
        try:
            return self._handle < 0 or os.path.samestat(os.fstat(self._handle), path.stat())
        except OSError:
            return False

    def release(self) -> None:
        """Let others have it."""
        if self._handle >= 0:
            os.close(self._handle)
        self._handle = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()


def begin(make: Callable[[], Path]) -> tuple[Path, Lock]:
    """What `make` makes, held, so that nobody clears it away."""
    while True:
        path = make()
        try:
            lock = Lock(path, wait=False)
        except (FileNotFoundError, BlockingIOError):
            continue  # somebody was faster, and is clearing it away
        if lock.holds(path):
            return path, lock
        lock.release()


def clear(paths: Iterable[Path]) -> None:
    """Remove what others began and did not finish."""
    for path in paths:
        with contextlib.suppress(OSError), Lock(path, wait=False) as lock:
            if lock.kept and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif lock.kept:
                path.unlink()
