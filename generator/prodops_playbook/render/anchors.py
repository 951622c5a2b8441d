"""Addresses inside a page: one for every step, item and promise."""

from __future__ import annotations

import re

_LONGEST = 48


def slug(text: str) -> str:
    """A text as small words with hyphens, at most 48 characters; letters of any alphabet stay."""
    words = re.findall(r"[^\W_]+", text.lower())
    made = "-".join(words)
    return made if len(made) <= _LONGEST else made[:_LONGEST].rsplit("-", 1)[0]


class Anchors:
    """Hands out ids for one page, each once."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def __call__(self, text: str, prefix: str = "") -> str:
        """An id made from a text; a number follows where it is taken."""
        base = "-".join(filter(None, (prefix, slug(str(text))))) or "part"
        made, n = base, 2
        while made in self.taken:
            made, n = f"{base}-{n}", n + 1
        self.taken.add(made)
        return made
