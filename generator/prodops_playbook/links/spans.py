"""Where a hand-written page is prose: code, comments, raw elements and formulas are passed over."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .elements import TAG, Elements
from .lines import Range, code

_LARGE = re.compile(r"[A-Z]+")
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_START = re.compile(r"\\?\[\[|`+|<!--|<(?i:pre|code|script|style|textarea|svg)\b|</?(?=[A-Za-z])|\$\$|\\\(")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where `[[` stands in prose: what is read as Markdown there, and what keeps it from being read.

    `state` is `block`, `span` or `off`, or `code` for an embed in an indented line; `off` the element that is off, or
    `tag`; `read` the one that is read.
    """

    at: int
    state: str = "block"
    off: str = ""
    read: str = ""


def prose(text: str) -> Iterator[Spot]:
    """Every `[[`, and every backslash before one, that stands in prose or in HTML."""
    blocks = code(text)
    starts = [start for start, _ in blocks]
    ends, elements = _Ends(text), Elements(text)
    at = 0
    while (match := _START.search(text, at)) is not None:
        at, mark = match.start(), match[0]
        block = bisect.bisect_right(starts, at) - 1
        in_code = block >= 0 and at < blocks[block][1]
        # Inside raw HTML an indented line is no code; a fence is.
        if in_code and not (
            elements.state == "off" and text[starts[block]] in " \t" and _indented(text, blocks[block])
        ):
            if mark == "[[" and text[at - 1 : at] == "!" and _indented(text, blocks[block]):
                yield Spot(at, "code")
            at = blocks[block][1]
        elif mark.endswith("[["):
            yield Spot(at, elements.state, elements.outer, elements.reads)
            at = match.end()
        elif mark in ("<", "</"):
            tag = TAG.match(text, at)
            at = match.end()
            if tag is not None:
                yield from (Spot(found.start(), "off", "tag") for found in _BRACKETS.finditer(text, at, tag.end()))
                elements.take(tag)
                at = tag.end()
        else:
            at = ends.of(mark, match.end())


_BRACKETS = re.compile(r"\\?\[\[")


def _indented(text: str, block: Range) -> bool:
    return not text[block[0] : block[0] + 200].lstrip(" \t").startswith(("```", "~~~"))


class _Ends:
    """Where spans end. What is not found once is not looked for again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.gone: dict[str, int] = {}

    @cached_property
    def blanks(self) -> list[int]:
        """Where paragraphs end."""
        return [match.start() for match in _BLANK.finditer(self.text)]

    @cached_property
    def small(self) -> str:
        """The text with its ASCII letters in small; each sign is where it was."""
        return _LARGE.sub(lambda match: match[0].lower(), self.text)

    @cached_property
    def ticks(self) -> dict[int, list[int]]:
        """Where runs of backticks are, by their length."""
        found: dict[int, list[int]] = defaultdict(list)
        for match in re.finditer(r"`+", self.text):
            found[len(match[0])].append(match.start())
        return found

    def of(self, mark: str, at: int) -> int:
        """The end of the span that begins with a mark; where nothing ends it, the mark is text and ends itself."""
        if mark[0] == "`":
            places = self.ticks[len(mark)]
            i = bisect.bisect_left(places, at)
            end = places[i] + len(mark) if i < len(places) else -1
        elif mark == "<!--":
            end = self._find("-->", at)
        elif mark[0] == "<":
            end = self._find(f"</{mark[1:].lower()}", at)
        else:
            end = self._find("\\)" if mark == "\\(" else "$$", at)
        within = end if mark[0] == "<" else self._paragraph(at)
        return end if at <= end <= within else at

    def _find(self, wanted: str, at: int) -> int:
        if at >= self.gone.get(wanted, len(self.text) + 1):
            return -1
        found = self.small.find(wanted, at)
        if found < 0:
            self.gone[wanted] = at
        return found + len(wanted) if found >= 0 else -1

    def _paragraph(self, at: int) -> int:
        i = bisect.bisect_left(self.blanks, at)
        return self.blanks[i] if i < len(self.blanks) else len(self.text)
