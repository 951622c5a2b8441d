"""Where a hand-written page is prose: code, comments, raw elements and formulas are passed over."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .elements import TAG, Elements

_FENCE = re.compile(r"[ ]{0,12}(`{3,}|~{3,})([^\n]*)")
MARKER = re.compile(r"(?:[-*+]|\d{1,9}\.|:|\[\^[^\]\n]{1,80}\]:)[ \t]+")
"""What begins an item, a definition or a footnote: its further lines are indented."""
_OPENS = re.compile(rf"{MARKER.pattern}|!!!|\?\?\?|===|///|\[\^[^\]\n]{{1,80}}\]:")
"""What holds indented text: those, and admonitions, tabs, blocks."""
_QUOTE = re.compile(r"[ \t]*+(?:>[ ]?)+")
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_START = re.compile(r"\\?\[\[|`+|<!--|<(?i:pre|code|script|style|textarea|svg)\b|</?(?=[A-Za-z])|\$\$|\\\(")
TAB = 4

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where `[[` stands in prose: what is read as Markdown there, and what keeps it from being read.

    `state` is `block`, `span` or `off`; `off` the element that is off, or `tag`; `read` the one that is read.
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
        self.blanks = [match.start() for match in _BLANK.finditer(text)]
        self.small = "".join(c.lower() if c.isascii() else c for c in text)
        self.gone: dict[str, int] = {}
        self.ticks: dict[int, list[int]] = defaultdict(list)
        for match in re.finditer(r"`+", text):
            self.ticks[len(match[0])].append(match.start())

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


def code(text: str) -> list[Range]:
    """Front matter, fenced and indented code, as ranges of characters."""
    return Lines(text).code


class Lines:
    """The lines of a page, as Python-Markdown reads them: which are code, and with which margin a block stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.code: list[Range] = []
        self.margins: dict[int, str] = {}
        """What each line of a block begins with, by the place of a line that holds an embed."""
        at = 0
        if front := _front(text):
            self.code.append((0, front))
            at = front
        lines = _lines(text, at)
        closers = _Closers(text, lines)
        page, quote, quoted = _Held(), _Held(), 0
        skip = -1
        for start, end in lines:
            if start < skip:
                continue
            line = text[start:end]
            if not line.strip(" \t"):
                page.blank = True
                quoted = 0
                continue
            if (
                (fence := _FENCE.fullmatch(line))
                and "`" not in fence[2]
                and (close := closers.after(fence[1], end)) >= 0
            ):
                self.code.append((start, close))
                skip, page.blank = close, False
                continue
            marks = _QUOTE.match(line)
            outer = line[: marks.end()] if marks else ""
            depth = outer.count(">")
            if page.is_code(line, after=bool(self.code) and self.code[-1][1] == start):
                self.code.append((start, end + 1))
                continue
            if not depth:
                self._margin(start, line, "", page)
                continue
            quote = quote if depth == quoted else _Held()
            quoted, rest = depth, line[len(outer) :]
            if not rest.strip(" \t"):
                quote.blank = True
            elif quote.is_code(rest, after=bool(self.code) and self.code[-1][1] == start):
                self.code.append((start, end + 1))
            else:
                self._margin(start, rest, outer if outer.endswith(" ") else f"{outer} ", quote)

    def _margin(self, start: int, line: str, before: str, held: _Held) -> None:
        if "![[" in line:
            self.margins[start] = before + " " * held.margin(line)


_NEAR = 60
"""How many holders of a line are looked at: nothing is nested deeper."""


class _Held:
    """What holds the text of a page, or of a quote: items, notes, definitions, each by its indentation."""

    def __init__(self) -> None:
        self.holders: list[int] = []
        self.last: list[int] = []
        """Those that a line before it was still in, though it is indented by less than the engine asks for."""
        self.blank = True

    def is_code(self, line: str, *, after: bool) -> bool:
        """Whether a line is code; `after`: what stands before it is. A line that is none may hold those that follow."""
        words = line.lstrip(" \t")
        indent = _width(line[: len(line) - len(words)])
        held = self.holders[-_NEAR:]
        while self.holders and (self.holders[-1] >= indent or (self.blank and indent < _inside(self.holders[-1]))):
            self.holders.pop()
        base = _inside(self.holders[-1]) if self.holders else 0
        if indent >= base + TAB and (self.blank or after):
            return True
        self.last = [holder for holder in held if holder < indent]
        self.blank = False
        if _OPENS.match(words):
            self.holders.append(indent)
        return False

    def margin(self, line: str) -> int:
        """The indentation of a block that begins with this line, the last that was looked at."""
        words = line.lstrip(" \t")
        indent = _width(line[: len(line) - len(words)])
        if MARKER.match(words):
            return _inside(indent)
        # By two or three spaces, a line is meant to be inside of what stands before it.
        return max(_inside(self.last[-1]), indent // TAB * TAB) if self.last else 0


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
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        lines.append((at, end))
        at = end + 1
    return lines


class _Closers:
    """The lines that can end a fence, by their sign."""

    def __init__(self, text: str, lines: list[Range]) -> None:
        self.places: dict[str, list[tuple[int, int, int]]] = {"`": [], "~": []}
        self.gone: dict[str, int] = {}
        for start, end in lines:
            if (fence := _FENCE.fullmatch(text, start, end)) and not fence[2].strip(" \t`~"):
                self.places[fence[1][0]].append((start, end, len(fence[1])))

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
