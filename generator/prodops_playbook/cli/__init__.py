"""The command `playbook`: adapts the command line to the rooms, and does nothing else."""

from __future__ import annotations

from . import assess, changes, pages, paper, records
from .group import main

__all__ = ["assess", "changes", "main", "pages", "paper", "records"]
