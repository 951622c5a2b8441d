"""Finished Markdown: whatever is joined to it is escaped first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import markupsafe

from .. import escaping


class Markup(markupsafe.Markup):
    """Finished Markdown; whatever is joined to it is escaped first."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Markup:
        """Finished Markdown for any value."""
        return escape(s)


def escape(value: Any, /) -> Markup:
    """Finished Markdown for any value: as it is when it says how it is written, else letter for letter."""
    return Markup(value.__html__() if hasattr(value, "__html__") else escaping.text(str(value)))


def markup_join(values: Iterable[Any]) -> Markup:
    """What `a ~ b` makes."""
    return Markup("").join(values)


def lines(text: str) -> Markup:
    """A text of several lines for inside <pre>, on one line of Markdown, so that no engine reads it."""
    return Markup("&#10;".join(map(escaping.inline, text.rstrip("\n").split("\n"))))
