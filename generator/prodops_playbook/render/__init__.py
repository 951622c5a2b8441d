"""The playbook as Markdown pages, the same for every outlet."""

from __future__ import annotations

from .site import Page, Section, Site, render

__all__ = ["Page", "Section", "Site", "render"]
