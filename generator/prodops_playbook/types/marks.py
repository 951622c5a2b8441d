"""Marks of Markdown in text that is not Markdown: whoever typed them did not mean them to be read."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..source import box

_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 20}).disable(["escape", "autolink", "html_inline"])
_MAYBE = re.compile(r"(?<!\w)\*\S|`|\]\(|\A\[")
_LONGEST = 1_000
"""Characters of a text that are looked at: whoever writes more in one line has another problem."""


def marks(text: str) -> tuple[str, str]:
    """The first mark in a text, as typed, and the text without any; the mark is empty where there is none.

    Underscores are no marks: people write names with them.
    """
    if len(text) > _LONGEST or not _MAYBE.search(text):
        return "", text
    found, rest = box(text)
    tokens = _MARKDOWN.parseInline(rest)[0].children or []
    found = found or next((mark for token in tokens if (mark := _mark(token))), "")
    return found, "".join(map(_without, tokens)).strip() if found else text


def _mark(token: Token) -> str:
    if token.type in ("strong_open", "em_open", "code_inline") and token.markup[0] != "_":
        return token.markup
    return {"link_open": "[", "image": "!["}.get(token.type, "")


def _without(token: Token) -> str:
    """What a token leaves of the text without its marks."""
    if token.type == "softbreak":
        return " "
    return token.markup if token.type.startswith(("em_", "strong_")) and token.markup[0] == "_" else token.content
