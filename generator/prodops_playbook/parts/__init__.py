"""What pages are made of: finished Markdown, links that know where they stand, and the parts that many pages share."""

from __future__ import annotations

from .book import Book
from .linker import Linker
from .markup import Markup, escape, lines

__all__ = ["Book", "Linker", "Markup", "escape", "lines"]
