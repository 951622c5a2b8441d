"""The tree of a file: texts, lists and groups of fields, each with its place."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_FAR = 400
"""How many lines a text is searched for; longer ones report their start."""
_NULLS = frozenset(("null", "Null", "NULL", "~"))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written. `line` and `column` count from 1; `block` says that the text starts on the next line."""

    line: int
    column: int
    text: str
    plain: bool = True
    block: bool = False

    kind = "a text"

    @property
    def nothing(self) -> bool:
        """Whether it says nothing: no characters, only spaces, or YAML's word for nothing. In quotes that is a word."""
        return not self.text.strip() or (self.plain and self.text in _NULLS)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: tuple[Node, ...]

    kind = "a list"


@dataclass(frozen=True)
class Mapping:
    """Fields with their values, in the order of the file; no key occurs twice."""

    line: int
    column: int
    entries: tuple[tuple[Scalar, Node], ...]

    kind = "a group of fields"

    def get(self, name: str) -> Node | None:
        """The value of a field, or None."""
        entry = self._by_name.get(name)
        return entry[1] if entry else None

    def key(self, name: str) -> Scalar | None:
        """The key of a field as written, or None."""
        entry = self._by_name.get(name)
        return entry[0] if entry else None

    @cached_property
    def _by_name(self) -> dict[str, tuple[Scalar, Node]]:
        return {entry[0].text: entry for entry in reversed(self.entries)}


Node = Scalar | Sequence | Mapping


def scalars(node: Node) -> Iterator[Scalar]:
    """Every text below a node, in the order of the file; the names of fields are none."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            yield from (scalar for item in node.items for scalar in scalars(item))
        case Mapping():
            yield from (scalar for _, value in node.entries for scalar in scalars(value))


_OPENED = re.compile(r"\[\[([^\]|\[]++)(?=[\]|])(?!\]\](?:\(|\[(?!\[)))")


@dataclass(frozen=True)
class Document:
    """One file: its tree and its lines (without line ends)."""

    path: str
    root: Node
    lines: tuple[str, ...]

    def find_mention(self, node: Node, target: str, number: int = 0) -> tuple[int, int]:
        """Line and column of the `[[target]]` of that number (from 0) at or after the start of `node`."""
        places = self._mentions.get(target, [])
        at = bisect.bisect_left(places, (node.line, node.column)) + number
        near = at < len(places) and places[at][0] <= node.line + _FAR
        return places[at] if near else (node.line, node.column)

    @cached_property
    def _mentions(self) -> dict[str, list[tuple[int, int]]]:
        """The places of everything that opens like a mention, in the order of the file, by what it names."""
        found: dict[str, list[tuple[int, int]]] = {}
        for line, text in enumerate(self.lines, 1):
            for match in _OPENED.finditer(text):
                found.setdefault(match[1], []).append((line, match.start() + 1))
        return found

    def find(self, node: Node, text: str) -> tuple[int, int]:
        """Line and column where `text` first stands at or after the start of `node`; else the node's own."""
        at = node.column - 1
        for number in range(node.line, min(node.line + _FAR, len(self.lines)) + 1):
            if (column := self.lines[number - 1].find(text, at)) >= 0:
                return number, column + 1
            at = 0
        return node.line, node.column
