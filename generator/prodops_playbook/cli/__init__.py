"""The command `playbook`: adapts the command line to the rooms, and does nothing else."""

from __future__ import annotations

from . import pages, records
from .group import main

__all__ = ["main", "pages", "records"]
