"""CommonMark with our references, read in a time that grows with its length whatever it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ..links import REFERENCE, Mention

_SPACE = re.compile(r"[ \t\n]*")
_DEEPEST = 20


class UnsupportedError(ValueError):
    """Something that is CommonMark, but none of ours: its name as a token, and its line from 0."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line


def _reference(state: StateInline, silent: bool) -> bool:
    match = REFERENCE.match(state.src, state.pos)
    if match is None:
        return False
    token = state.push("reference", "", 0)
    token.meta = {"mention": Mention(match["id"], match["kind"], match["label"])}
    state.pos = match.end()
    return True


@dataclass(slots=True)
class _Open:
    """Brackets that are open. Each is looked at once, when the next one closes: the library looks ahead from each."""

    brackets: list[tuple[Token, int]]
    """The bracket, and how many marks of emphasis stand before it."""
    within: int = 0
    """How many of them have a link behind them, so that they make none: links do not nest."""


def _open(state: StateInline) -> _Open:
    """The open brackets of one run of text."""
    opened: _Open = state.env.setdefault("open", {}).setdefault(state, _Open([]))
    return opened


def _opening(state: StateInline, silent: bool) -> bool:
    """`[` or `![`, which the bracket that closes it may make a link or an image."""
    mark = "![" if state.src.startswith("![", state.pos) else "["
    if not state.src.startswith(mark, state.pos):
        return False
    token = state.push("text", "", 0)
    token.content = mark
    _open(state).brackets.append((token, len(state.delimiters)))
    state.pos += len(mark)
    return True


def _closing(state: StateInline, silent: bool) -> bool:
    """`](address)`, which makes a link of the bracket that opened last."""
    opened = _open(state)
    if state.src[state.pos] != "]" or not opened.brackets:
        return False
    token, delimiters = opened.brackets.pop()
    left = len(opened.brackets)
    image = token.content == "!["
    alone = image or left >= opened.within
    opened.within = min(opened.within, left)
    found = _address(state) if alone else None
    if found is None:
        return False
    href, end = found
    close = Token("image" if image else "link_close", "a", -1)
    token.type, token.tag, token.nesting, token.content = "image" if image else "link_open", "a", 1, ""
    token.attrs = {"href": href}
    if state.pending:
        state.pushPending()
    state.tokens.append(close)
    # Emphasis is made inside of a link or around it.
    state.tokens_meta.append({"delimiters": state.delimiters[delimiters:]})
    del state.delimiters[delimiters:]
    opened.within = opened.within if image else left
    state.pos = end
    return True


def _address(state: StateInline) -> tuple[str, int] | None:
    """What stands in brackets behind the bracket that closes: an address, and perhaps a title; and where it ends."""
    src, last = state.src, state.posMax
    if not src.startswith("](", state.pos):
        return None
    at = _skip(src, state.pos + 2)
    address = parseLinkDestination(src, at, last)
    if address.ok:
        at = _skip(src, address.pos)
        title = parseLinkTitle(src, at, last)
        if title.ok and at > address.pos:
            at = _skip(src, title.pos)
    href = state.md.normalizeLink(address.str) if address.ok else ""
    return (href, at + 1) if src.startswith(")", at) else None


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


_COMMONMARK = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).disable(["link", "image"])
_COMMONMARK.validateLink = lambda url: True  # type: ignore[method-assign]  # a bad scheme is ours to report
# Only what is read here ends a run of plain text.
_COMMONMARK.inline.terminator_re = re.compile(r"[\n!&*<\[\\\]_`]")
_COMMONMARK.inline.ruler.before("link", "reference", _reference)
_COMMONMARK.inline.ruler.before("link", "opening", _opening)
_COMMONMARK.inline.ruler.before("link", "closing", _closing)


def parse(source: str) -> list[Token]:
    """The tokens of a text; UnsupportedError for link definitions, and for what is nested too deep."""
    env: dict[str, Any] = {}
    tokens = _COMMONMARK.parse(source, env)
    if definitions := env.get("references"):
        raise UnsupportedError(min(d["map"][0] for d in definitions.values()), "definition")
    if deep := next((token for token in tokens if token.level > _DEEPEST), None):
        raise UnsupportedError(deep.map[0] if deep.map else 0, "nesting")
    return tokens
