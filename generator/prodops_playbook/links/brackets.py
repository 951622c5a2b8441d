"""Where brackets of ours stand in a link, a definition or attributes: there a link would be no link."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

_SIGN = re.compile(r"\\.|\n[ \t]*(?=\n)|\[|\]")
# Bounded, so that a line of a million brackets is read in one go.
_ADDRESS = re.compile(r"\((?:[^()\n]|\n(?![ \t]{0,80}+\n)|\([^()\n]{0,100}+\)){0,600}\)")
_NAMED = re.compile(r"[ ]?\[([^\[\]\n]{0,200})\]")
_DEFINITION = re.compile(
    r"(?m)^[ \t>]{0,80}+(?:\[(?P<id>[^\[\]\n^][^\[\]\n]{0,200})\]:[ ]*[^\s]{1,2000}+[ ]*"
    r"(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))?[ ]*$|\*\[[^\]\n]{1,200}\][ ]?:[^\n]*$)"
)
_ATTRIBUTES = 300

LINK, ADDRESS = "link", "address"


def bracketed(text: str, mentions: Sequence[int]) -> dict[int, str]:
    """Which of these mentions, by their places in order, stand in the words of a link, or where a tag or address is."""
    found: dict[int, str] = {}
    defined = set[str]()
    for match in _DEFINITION.finditer(text):
        defined.add((match["id"] or "").lower())
        _mark(found, mentions, match.start(), match.end(), ADDRESS)
    for at in mentions:
        opened = text.rfind("{:", max(at - _ATTRIBUTES, 0), at)
        if opened >= 0 and not re.search(r"[}\n]", text[opened:at]):
            found[at] = ADDRESS
    _in_links(text, mentions, found, defined)
    return found


def _in_links(text: str, mentions: Sequence[int], found: dict[int, str], defined: set[str]) -> None:
    opened: list[int] = []
    waiting: list[int] = []
    following, past = 0, 0
    for match in _SIGN.finditer(text) if mentions else ():
        at, sign = match.start(), match[0]
        while following < len(mentions) and mentions[following] <= at:
            waiting.append(mentions[following])
            following += 1
        if sign[0] == "\n":
            opened.clear()
            waiting.clear()
        elif at < past or sign[0] == "\\":
            continue
        elif sign == "[":
            opened.append(at)
        elif opened:
            first = opened.pop()
            address = _ADDRESS.match(text, match.end())
            named = None if address else _NAMED.match(text, match.end())
            if named and (named[1] or text[first + 1 : at][:200]).lower() not in defined:
                named = None
            if (end := address or named) is None:
                continue
            # Each is marked once, by the innermost link.
            while waiting and waiting[-1] > first:
                found.setdefault(waiting.pop(), LINK)
            past = end.end()
            if address:
                _mark(found, mentions, match.end(), past, ADDRESS)


def _mark(found: dict[int, str], mentions: Sequence[int], start: int, end: int, what: str) -> None:
    for i in range(bisect.bisect_left(mentions, start), len(mentions)):
        if mentions[i] >= end:
            return
        found.setdefault(mentions[i], what)
