"""The command `playbook`: adapts the command line to the rooms, and does nothing else."""

from __future__ import annotations

from . import changes, pages, paper, records
from .group import main

__all__ = ["changes", "main", "pages", "paper", "records"]
