"""Where a hand-written page is prose: code, comments, raw elements and formulas are passed over."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator

_FENCE = re.compile(r"[ ]{0,12}(`{3,}|~{3,})([^\n]*)")
_OPENS = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|!!!|\?\?\?|===|:[ \t]|\[\^[^\]\n]{1,80}\]:|///")
"""What holds indented text: list items, admonitions, tabs, definitions, footnotes, blocks."""
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_START = re.compile(r"\\?\[\[|`+|<!--|<(?i:pre|code|script|style|textarea|svg)\b|\$\$|\\\(")
TAB = 4

Range = tuple[int, int]


def prose(text: str) -> Iterator[int]:
    """The places of every `[[`, and of every backslash before one, that stands in prose."""
    blocks = code(text)
    starts = [start for start, _ in blocks]
    ends = _Ends(text)
    at = 0
    while (match := _START.search(text, at)) is not None:
        at, mark = match.start(), match[0]
        block = bisect.bisect_right(starts, at) - 1
        if block >= 0 and at < blocks[block][1]:
            at = blocks[block][1]
        elif mark.endswith("[["):
            yield at
            at = match.end()
        else:
            at = ends.of(mark, match.end())


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
    found: list[Range] = []
    at = 0
    if front := _front(text):
        found.append((0, front))
        at = front
    lines = _lines(text, at)
    closers = _Closers(text, lines)
    holders: list[int] = []
    blank = True
    skip = -1
    for start, end in lines:
        if start < skip:
            continue
        line = text[start:end]
        words = line.lstrip(" \t")
        if not words:
            blank = True
            continue
        indent = _width(line[: len(line) - len(words)])
        if (fence := _FENCE.fullmatch(line)) and "`" not in fence[2] and (close := closers.after(fence[1], end)) >= 0:
            found.append((start, close))
            skip, blank = close, False
            continue
        while holders and holders[-1] >= indent:
            holders.pop()
        base = holders[-1] + TAB if holders else 0
        if indent >= base + TAB and (blank or (found and found[-1][1] == start)):
            found.append((start, end + 1))
        else:
            blank = False
            if _OPENS.match(words):
                holders.append(indent)
    return found


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
