"""What a hand-written page asks of the engine, which has no limits of its own: some signs keep it busy for hours.

Python-Markdown looks from each bracket, angle and backtick for what closes it, through all the rest of a paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..links import code
from ..playbook import HandWritten
from ..problems import Problem
from ..source import MAX_DEPTH

LIMIT = 8_000_000
"""Characters that may be looked through: some seconds of work."""
_SIGNS = re.compile(r"\\.|\n[ \t]*(?=\n)|`+|<(?=[A-Za-z/!?])|(?<=\])\(|[\[\])>]")
_OPENS = {"]": "[", ")": "(", ">": "<"}
_QUICK = 16
"""How many times as fast backticks and fences are looked through."""
_NESTED = re.compile(r"(?P<space>[ \t]*+)(?P<marks>(?:(?:[-*+]|\d{1,9}[.)]|>)[ \t]+(?![ \t]))*)")
_FENCE = re.compile(r"(?m)^[ ]{0,3}(?:`{3,}|~{3,})")
_TAB = 4


_ENDS = re.compile(r"[ ]{0,3}(?:#|[=-]+[ \t]*\Z|([-*_])(?:[ ]*\1){2,}[ \t]*\Z|:[ \t]|\*\[)")
"""A line that is no more of the paragraph before it: the engine begins with the rest of that anew."""
_AGAIN = 4


def effort(page: HandWritten) -> Iterator[Problem]:
    """The problem of a page that would keep the engine busy for long, or that is nested deeper than it can follow."""
    text = _without_code(page.text)
    ended = size = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.isspace():
            ended = size = 0
            continue
        ended, size = ended + bool(_ENDS.match(line)), size + len(line) + 1
        if ended * size > LIMIT * _AGAIN:
            message = "so many headings, rules or definitions without an empty line would keep MkDocs busy for long"
            yield Problem(page.path, number, 1, "too-large", message, "put an empty line before each of them")
            return
        nested = _NESTED.match(line)
        if nested and nested["marks"]:
            depth = len(nested["space"].expandtabs(_TAB)) // _TAB + len(nested["marks"].split())
            if depth > MAX_DEPTH:
                message = f"more than {MAX_DEPTH} levels of nesting"
                yield Problem(page.path, number, 1, "too-deep", message, "check the indentation, or divide the list")
                return
    if (at := _Looking(text).too_much()) is not None:
        number, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        message = "from here on, brackets, angles or backticks that nothing closes would keep MkDocs busy for long"
        hint = "close them, put a \\ before each, or put them into a block of code"
        yield Problem(page.path, number, column, "too-large", message, hint)


def _without_code(text: str) -> str:
    """The text with spaces in the place of its code, and the same lines."""
    parts, end = list[str](), 0
    for start, after in code(text):
        parts += [text[end:start], re.sub(r"[^\n]", " ", text[start:after])]
        end = after
    return "".join((*parts, text[end:]))


class _Looking:
    """How far is looked from the signs of a text, paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spent = 0
        self.opened: dict[str, list[int]] = defaultdict(list)
        self.pairs = 0

    def too_much(self) -> int | None:
        """Where the first sign is that costs more than a page may; None where all are within."""
        fences = [fence.start() for fence in _FENCE.finditer(self.text)]
        if len(fences) * len(self.text) > 2 * _QUICK * LIMIT:
            return fences[0]
        for match in _SIGNS.finditer(self.text):
            sign, at = match[0], match.start()
            opening = _OPENS.get(sign, sign)
            if sign[0] == "\n":
                if (found := self._paragraph(at)) is not None:
                    return found
            elif sign[0] != "\\" and (opening != sign or sign[0] == "`") and self.opened.get(opening):
                self.spent += (at - self.opened[opening].pop()) // (_QUICK if sign[0] == "`" else 1)
                self.pairs += sign[0] == "`"
            elif sign[0] != "\\" and opening == sign:
                self.opened[sign].append(at)
            if self.spent > LIMIT:
                return at
        return self._paragraph(len(self.text))

    def _paragraph(self, end: int) -> int | None:
        """Count what nothing has closed where a paragraph ends."""
        if not self.opened:
            return None
        first = min((places[0] for places in self.opened.values() if places), default=end)
        for sign, places in self.opened.items():
            far = sum(end - place for place in places)
            # A span of code that is found lets the search begin anew.
            self.spent += far * (self.pairs + 1) // _QUICK if sign[0] == "`" else far
        self.opened.clear()
        self.pairs = 0
        return first if self.spent > LIMIT else None
