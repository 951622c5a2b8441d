"""The playbook as Markdown pages, the same for every outlet."""

from __future__ import annotations

from .environment import UnsafeError
from .nav import Section
from .site import Page, Renderer, Site
from .style import assets, search

__all__ = ["Page", "Renderer", "Section", "Site", "UnsafeError", "assets", "search"]
