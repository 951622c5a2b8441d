"""The playbook: every record of a project, loaded, and linked both ways."""

from __future__ import annotations

from .loading import Loaded, load
from .model import Key, Playbook, Use
from .pages import SitePage, address
from .project import SETTINGS, HandWritten, Project, placed, records_in

__all__ = [
    "SETTINGS",
    "HandWritten",
    "Key",
    "Loaded",
    "Playbook",
    "Project",
    "SitePage",
    "Use",
    "address",
    "load",
    "placed",
    "records_in",
]
