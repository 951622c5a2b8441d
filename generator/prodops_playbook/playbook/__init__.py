"""The playbook: every record of a project, loaded, and linked both ways."""

from __future__ import annotations

from .contents import HOME, Contents, Place
from .loading import Loaded, load, read_one
from .model import Key, Playbook, Use
from .pages import SitePage, address
from .project import SETTINGS, HandWritten, Project, kept_back, linked_out, placed, records_in, walk
from .putting import Put, put

__all__ = [
    "HOME",
    "SETTINGS",
    "Contents",
    "HandWritten",
    "Key",
    "Loaded",
    "Place",
    "Playbook",
    "Project",
    "Put",
    "SitePage",
    "Use",
    "address",
    "kept_back",
    "linked_out",
    "load",
    "placed",
    "put",
    "read_one",
    "records_in",
    "walk",
]
