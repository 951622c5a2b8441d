"""The playbook as Markdown pages, the same for every outlet."""

from __future__ import annotations

from .site import Page, Site, render

__all__ = ["Page", "Site", "render"]
