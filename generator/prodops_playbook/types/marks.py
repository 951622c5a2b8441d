"""Marks of Markdown in text that is not Markdown: whoever typed them did not mean them to be read."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..source import box

_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 20}).disable(["escape", "autolink", "html_inline"])
_MARKDOWN.enable("strikethrough")
_MAYBE = re.compile(r"(?<!\w)\*\S|`|\]\(|~~|(?<!\w)__\S")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_TAG = re.compile(r"</?(?:[abpisu]|em|strong|br|hr|div|span|[uo]l|li|code|pre|h[1-6]|img|del|su[bp])(?: [^<>]*)?/?>")
_NAMED = re.compile(r"__(?:init|main|name|file|all|version)__")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_TYPED = (
    (r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\])(?=\s)", "leave it out; what is checked off is a checklist"),
    (r"^[ \t>]*(\|)(?=.*\|[ \t]*$)", "write the table as a list"),
    (r"(~~)(?=\S[^~\n]*~~)", "leave it out, and what it strikes out"),
    (r"(\[\^[^\]\s]+\])", "write the note into the text, in brackets"),
    (r"^(!!!|\?\?\?)(?=\+? \w)", "write it as a paragraph, or as a quotation: > in front of each line"),
    (r"(?<!\[)\[[^\[\]\n]+(\]\[)[^\[\]\n]+\](?!\])", "write the address behind the words: [words](https://...)"),
    (r"\A(?!1[.)])(\d{1,9}[.)])(?=[ \t]+\S)", "begin with 1.: the page counts from there"),
)
"""What other Markdown knows and ours does not, and what to write in its place."""
_LONGEST = 1_000
"""Characters of a text that are looked at: whoever writes more in one line has another problem."""


def marks(text: str) -> tuple[str, str]:
    """The first mark in a text, as typed, and the text without any; the mark is empty where there is none.

    An underscore is no mark: people write names with it.
    """
    if len(text) > _LONGEST:
        return "", text
    found, rest = box(text)
    if not found and (heading := _HEADING.match(text)):
        found, rest = heading[1], text[heading.end() :]
    if not found and (tag := _TAG.search(text)) and (without := _TAG.sub("", text).strip()):
        found, rest = tag[0], without
    if not found and not _MAYBE.search(text):
        return "", text
    if not found and _NAMED.search(text):
        return "", text
    tokens = _MARKDOWN.parseInline(rest)[0].children or []
    found = found or next((mark for token in tokens if (mark := _mark(token))), "")
    return found, "".join(map(_without, tokens)).strip() if found else text


def typed(source: str) -> tuple[str, str]:
    """The first mark in a text in Markdown that a page shows as typed, and what to write instead; empty without any."""
    text = _CODE.sub(lambda code: " " * len(code[0]), source[:_LONGEST])
    for pattern, hint in _TYPED:
        if found := re.search(pattern, text, re.MULTILINE):
            return found[1], hint
    return "", ""


def _mark(token: Token) -> str:
    if token.type in ("strong_open", "em_open", "s_open", "code_inline") and token.markup != "_":
        return token.markup
    return {"link_open": "[", "image": "!["}.get(token.type, "")


def _without(token: Token) -> str:
    """What a token leaves of the text without its marks."""
    if token.type == "softbreak":
        return " "
    return token.markup if token.type.startswith("em_") and token.markup == "_" else token.content
