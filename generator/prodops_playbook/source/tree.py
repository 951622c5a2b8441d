"""The tree of a file: texts, lists and groups of fields, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written. `line` and `column` count from 1; `block` says that the text starts on the next line."""

    line: int
    column: int
    text: str
    plain: bool = True
    block: bool = False

    kind = "a text"


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: tuple[Node, ...]

    kind = "a list"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields with their values, in the order of the file; no key occurs twice."""

    line: int
    column: int
    entries: tuple[tuple[Scalar, Node], ...]

    kind = "a group of fields"

    def get(self, name: str) -> Node | None:
        """The value of a field, or None."""
        return next((value for key, value in self.entries if key.text == name), None)

    def key(self, name: str) -> Scalar | None:
        """The key of a field as written, or None."""
        return next((key for key, _ in self.entries if key.text == name), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its tree and its lines (without line ends)."""

    path: str
    root: Node
    lines: tuple[str, ...]

    def find(self, node: Node, text: str) -> tuple[int, int]:
        """Line and column where `text` first stands at or after the start of `node`; else the node's own."""
        at = node.column - 1
        for number in range(node.line, min(node.line + 400, len(self.lines)) + 1):
            if (column := self.lines[number - 1].find(text, at)) >= 0:
                return number, column + 1
            at = 0
        return node.line, node.column
