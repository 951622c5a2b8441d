"""The playbook as Markdown pages, the same for every outlet."""

from __future__ import annotations

from .nav import Section
from .site import Page, Site, render

__all__ = ["Page", "Section", "Site", "render"]
