"""The lines of a hand-written page: which are code, and how far those are indented that belong to an item or a note."""

from __future__ import annotations

import bisect
import functools
import re

_FENCE = re.compile(r"(?m)^[ ]{0,12}(`{3,}|~{3,})([^\n]*)$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}\.)[ \t]+")
MARKER = re.compile(rf"(?:{_ITEM.pattern}|(?::|\[\^[^\]\n]{{1,80}}\]:)[ \t]+)")
"""What begins an item, a definition or a footnote: its further lines are indented."""
_OPENS = re.compile(rf"{MARKER.pattern}|!!!|\?\?\?|===|///|\[\^[^\]\n]{{1,80}}\]:")
"""What holds indented text: those, and admonitions, tabs, blocks."""
_EMBED = re.compile(r"[ \t>]*!\[\[[^\[\]\n]{1,400}\]\][ \t]*")
_QUOTE = re.compile(r"[ \t]*+(?:>[ ]?)+")
_NOTES = ("!!!", "???", "===")
_PUT = re.compile(rf"(?:{MARKER.pattern})?!\[\[[^\[\]\n]{{1,400}}\]\][ \t]*\Z")
"""A line with an embed alone, behind which there is an empty line."""
TAB = 4

Range = tuple[int, int]


def code(text: str) -> list[Range]:
    """Front matter, fenced and indented code, as ranges of characters."""
    return lines(text).code


def body(text: str) -> str:
    """A page without its front matter."""
    return text[_front(text) :]


class Lines:
    """The lines of a page, as Python-Markdown reads them: which are code, and with which margin a block stands."""

    def __init__(self, text: str) -> None:
        self.code: list[Range] = []
        self.margins: dict[int, tuple[str, str]] = {}
        """For each line with an embed, by its place: what it begins with, and what further lines of a block do."""
        self._embeds: dict[int, int] = {}
        """For each line of code that is an embed alone: by how many spaces it is code."""
        if front := _front(text):
            self.code.append((0, front))
        lines = _lines(text, front)
        closers = _Closers(text, front)
        self._page, self._quote, self._quoted = _Held(), _Held(), 0
        skip = -1
        for start, end in lines:
            if start < skip:
                continue
            line = text[start:end]
            fence = _FENCE.fullmatch(line) if "```" in line or "~~~" in line else None
            if fence and "`" not in fence[2] and (close := closers.after(fence[1], end)) >= 0:
                self.code.append((start, close))
                self._page.blank, self._page.fresh, skip = False, True, close
            elif not line.strip(" \t"):
                self._page.blank, self._quoted = True, 0
            elif self._is_code(start, line, after=bool(self.code) and self.code[-1][1] == start):
                if _EMBED.fullmatch(line):
                    self._embeds[start] = (self._quote if self._quoted else self._page).beyond
                self.code.append((start, end + 1))
        self.typed = self._typed(text)

    def _typed(self, text: str) -> dict[int, int]:
        """The embeds in indented code that hold no other code beside them."""
        typed, block, last = dict[int, int](), list[int](), 0
        for start, end in (*self.code, (len(text) + 1, 0)):
            if text[last:start].strip(" \t>\n") or start > len(text):
                typed |= {at: self._embeds[at] for at in block} if self._embeds.keys() >= set(block) else {}
                block = []
            block.append(start)
            last = end
        return typed

    def _is_code(self, start: int, line: str, *, after: bool) -> bool:
        marks = _QUOTE.match(line)
        outer = line[: marks.end()] if marks else ""
        depth = outer.count(">")
        lazy = bool(self._quoted) and not depth
        if self._page.is_code(line, after=after, lazy=lazy):
            return True
        if lazy:
            self._quote.is_code(line, lazy=True)
        elif depth:
            self._quote = self._quote if depth == self._quoted else _Held()
            self._quoted, rest = depth, line[len(outer) :]
            if not rest.strip(" \t"):
                self._quote.blank = True
                return False
            if self._quote.is_code(rest, after=after):
                return True
            if "![[" in rest:
                outer = outer if outer.endswith(" ") else f"{outer} "
                begin, margin = self._quote.margin(rest)
                self.margins[start] = outer + " " * begin, outer + " " * margin
            return False
        if "![[" in line:
            begin, margin = self._page.margin(line)
            self.margins[start] = " " * begin, " " * margin
        return False


@functools.lru_cache(maxsize=4)
def lines(text: str) -> Lines:
    """The lines of a page, which its mentions, its code and the work that it is for the engine are all found by."""
    return Lines(text)


_NEAR = 60
"""How many holders of a line are looked at: nothing is nested deeper."""


class _Held:
    """What holds the text of a page, or of a quote: items, notes, definitions, each by its indentation."""

    def __init__(self) -> None:
        self.holders: list[int] = []
        self.last: list[int] = []
        """Those that a line before it was still in, though it is indented by less than the engine asks for."""
        self.blank, self.fresh = True, False
        """Whether a line begins a paragraph: behind an empty one, or behind what is a block without one."""
        self.listing = self.opened = self.begun = self.strict = False
        self.beyond = 0
        """By how many spaces the last line of code is indented further than what holds it."""

    def is_code(self, line: str, *, after: bool = False, lazy: bool = False) -> bool:
        """Whether a line is code; `after`: what stands before it is. A line that is none may hold those that follow.

        A `lazy` one belongs to the quote before it.
        """
        words = line.lstrip(" \t")
        indent = _width(line[: len(line) - len(words)])
        held = self.holders[-_NEAR:]
        ends = self.blank or self.strict
        while self.holders and (self.holders[-1] >= indent or (ends and indent < _inside(self.holders[-1]))):
            self.holders.pop()
        base = _inside(self.holders[-1]) if self.holders else 0
        if indent >= base + TAB and (self.blank or after):
            self.beyond = indent - base
            return True
        near = self.holders if self.strict else held
        self.last = [holder for holder in near if holder < indent and not lazy]
        # To the engine, a dash below other words is one of them.
        item = _ITEM.match(words) is not None
        self.listing = item if self.blank or self.fresh or self.strict else self.listing
        opens = self.listing if item else _OPENS.match(words) is not None
        self.opened = opens and not lazy and (words[0] != ":" or self.begun)
        self.strict = self.opened and words.startswith(_NOTES)
        self.fresh = words[0] == "#" or _PUT.match(words) is not None
        self.blank, self.begun = False, True
        if self.opened:
            self.holders.append(indent)
        return False

    def margin(self, line: str) -> tuple[int, int]:
        """The indentation of this line, the last that was looked at, and of what a block goes on with there."""
        words = line.lstrip(" \t")
        indent = _width(line[: len(line) - len(words)])
        # By two or three spaces, a line is meant to be inside of what stands before it.
        base = _inside(self.last[-1]) if self.last else 0
        if self.opened and MARKER.match(words):
            begin = min(indent, base + TAB - 1)
            return begin, _inside(begin)
        return base, base


def _inside(holder: int) -> int:
    """The indentation of what an item, or a note, holds."""
    return holder // TAB * TAB + TAB


def _front(text: str) -> int:
    if not text.startswith("---"):
        return 0
    first = text.find("\n")
    if first < 0 or text[3:first].strip():
        return 0
    end = text.find("\n---", first - 1 if first else 0)
    if end < 0:
        return 0
    line = text.find("\n", end + 1)
    return len(text) if line < 0 else line + 1


def _lines(text: str, at: int) -> list[Range]:
    """Every line without its end, from a place on."""
    lines: list[Range] = []
    for line in text[at:].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines if lines[-1][0] < len(text) else lines[:-1]


class _Closers:
    """The lines that can end a fence, by their sign."""

    def __init__(self, text: str, at: int) -> None:
        self.places: dict[str, list[tuple[int, int, int]]] = {"`": [], "~": []}
        self.gone: dict[str, int] = {}
        for fence in _FENCE.finditer(text, at):
            if not fence[2].strip(" \t`~"):
                self.places[fence[1][0]].append((*fence.span(), len(fence[1])))

    def after(self, fence: str, at: int) -> int:
        """The end of the first line after a place that closes a fence; -1 where none does."""
        sign, long = fence[0], len(fence)
        if long >= self.gone.get(sign, long + 1):
            return -1
        places = self.places[sign]
        for i in range(bisect.bisect_left(places, (at, 0, 0)), len(places)):
            if places[i][2] >= long:
                return places[i][1]
        self.gone[sign] = long
        return -1


def _width(space: str) -> int:
    return len(space.expandtabs(TAB))
