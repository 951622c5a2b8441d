"""Files and folders written whole or not at all, and folders kept equal to what they should hold.

A process can end at any moment, by a signal or for want of power. What is there then is the old or the new, and the
next one clears away what was begun.
"""

from __future__ import annotations

from .aside import Aside
from .files import LIST, ForeignFolderError, Synced, sync, write

__all__ = ["LIST", "Aside", "ForeignFolderError", "Synced", "sync", "write"]
