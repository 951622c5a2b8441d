"""YAML text to a tree, from parse events: nothing is executed, and depth and size have limits."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.scanner import Scanner

from .. import escaping
from ..problems import Problem, Related, shown
from .files import MAX_BYTES, decode, read_bytes, visible
from .syntax import syntax
from .traps import Loader, Tight, Trap, slips_behind
from .tree import Document, Mapping, Node, Scalar, Sequence

MAX_DEPTH = 50
MAX_NODES = 40_000
"""Fields and items of one file. Five thousand records of a small kind have that many."""
MAX_MARKS = 40_000
"""Line ends and signs that Markdown looks at, in all texts of one file."""
MAX_SLIPS = 1_000
"""Slips told of in one file; nobody mends more at one sitting."""
_MAX_MENDS = 50
_MAX_WORK = 2 * (MAX_NODES + MAX_BYTES // 32)
"""What all passes over one text may cost; one costs its nodes, and a thirty-second of its characters."""
_TIGHT_COMMENT = re.compile(r"(?<=\s)#(?=[^\s#])")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_MARKS = re.compile(r"[\n\\`*_\[\]<&!]")
_WORD = re.compile(r"\S{0,60}")


def read_file(root: Path, path: str) -> tuple[Document | None, list[Problem]]:
    """The tree of one file below `root`, and all that is wrong with the file as YAML."""
    data, problems = read_bytes(root, path)
    return (None, problems) if data is None else read(path, data)


def read(path: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """The tree of one file's bytes, and all that is wrong with them as YAML. Never raises."""
    text, problems = decode(path, data)
    if text is None:
        return None, problems
    text, problems = visible(path, text)
    lines = text.split("\n")
    root = None
    mends, work = _MAX_MENDS, _MAX_WORK
    while True:
        builder = _Builder(path, lines)
        try:
            root = builder.build()
        except yaml.MarkedYAMLError as error:
            builder.comments(broken=True)
            if not builder.traps:
                # Each of the mends that are tried costs another pass.
                again = mends > 0 and work > 0
                builder.traps = {trap.line: trap for trap in slips_behind(error, lines)} if again else {}
                work -= 4 * builder.cost
                if not builder.traps:
                    problems.append(syntax(path, error, lines, builder.bracket))
                    break
        traps = [*builder.traps.values()]
        mends, work = mends - 1, work - builder.cost
        problems += (trap.problem(path, lines) for trap in traps)
        if not traps or work <= 0 or builder.slips > MAX_SLIPS:
            problems += builder.problems
            break
        for trap in traps:
            trap.apply(lines)
    if root is None:
        if not problems:
            problems.append(
                Problem(path, 1, 1, "empty-file", "this file has nothing in it", "write a record, or delete the file")
            )
        return None, sorted(problems)
    if any(p.code in ("too-deep", "too-large") for p in problems):
        return None, sorted(problems)
    return Document(path, root, tuple(lines)), sorted(problems)


class _Builder:
    """One pass over the parse events of one text."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self.path, self.lines = path, lines
        self.problems: list[Problem] = []
        # By line, and the same lines as a trap would begin on them.
        self.traps: dict[int, Trap | Tight] = {}
        self.begun: dict[int, Trap | None] = {}
        self.cost = 1 + sum(map(len, lines)) // 32
        # One open collection: its start event and the nodes so far. The bottom one collects documents.
        self.stack: list[tuple[Any, list[Node]]] = [(None, [])]
        # Every text: start line and column, end line and column (from 0), and whether it is plain.
        self.scalars: list[tuple[int, int, int, int, bool]] = []
        self.marks = 0

    @property
    def slips(self) -> int:
        """How many slips were met."""
        return len(self.problems) + len(self.traps)

    @property
    def bracket(self) -> Any:
        """The mark of the innermost [ or { that is open, or None."""
        start = self.stack[-1][0]
        return start.start_mark if start is not None and start.flow_style else None

    def build(self) -> Node | None:
        """The root of the tree, or None for an empty text. YAML errors pass through."""
        events: Iterator[Any] = yaml.parse("\n".join(self.lines), Loader=Loader)
        stack = self.stack
        for number, event in enumerate(events):
            self.cost += 1
            if number > 2 * MAX_NODES or self.slips > MAX_SLIPS or self.marks > MAX_MARKS:
                return self._too_many(event.start_mark.line + 1, event.start_mark.column + 1)
            match event:
                case yaml.DocumentStartEvent():
                    if event.version or event.tags:
                        self._feature(event.start_mark, "a directive")
                    if stack[0][1]:
                        self._feature(
                            event.start_mark, "a second document", "one file holds one document: delete this line"
                        )
                        break
                case yaml.AliasEvent():
                    self._special(event, f"the alias *{event.anchor}")
                    stack[-1][1].append(self._scalar(event, f"*{event.anchor}"))
                case yaml.ScalarEvent():
                    self._special(event)
                    stack[-1][1].append(self._scalar(event, event.value or event.tag or event.anchor or ""))
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    self._special(event)
                    stack.append((event, []))
                    if len(stack) - 1 > MAX_DEPTH:
                        return self._too_deep(event.start_mark)
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    start, nodes = stack.pop()
                    line, column = start.start_mark.line + 1, start.start_mark.column + 1
                    if isinstance(start, yaml.SequenceStartEvent):
                        stack[-1][1].append(Sequence(line, column, tuple(nodes)))
                    else:
                        stack[-1][1].append(Mapping(line, column, tuple(self._entries(nodes))))
        self.comments()
        root = stack[0][1][0] if stack[0][1] else None
        return None if isinstance(root, Scalar) and root.nothing else root

    def _entries(self, nodes: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                message = f"the name of a field must be a word, not {key.kind}"
                hint = "put it in double quotes, or write `name: value`"
                self.problems.append(Problem(self.path, key.line, key.column, "wrong-shape", message, hint))
            elif key.plain and key.text == "<<":
                self.problems.append(self._not_used(key.line, key.column, "a merge key"))
            elif first := seen.get(key.text):
                related = (Related(self.path, first.line, "first written here"),)
                message = f"{shown(key.text)} is written twice"
                hint = "keep one of the two"
                self.problems.append(Problem(self.path, key.line, key.column, "duplicate-key", message, hint, related))
            else:
                seen[key.text] = key
                yield key, value

    def _special(self, event: Any, what: str = "") -> None:
        """Anchors, aliases and tags: text meant to begin with & * or !, else a feature that is not used here."""
        tag = getattr(event, "tag", None)
        anchor = None if isinstance(event, yaml.AliasEvent) else getattr(event, "anchor", None)
        if not what and anchor is None and tag is None:
            return
        mark = event.start_mark
        trap = self._trap_at(mark.line)
        single = isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
        if single and trap and trap.column == mark.column and " " in trap.text:
            self.trap(trap)
        else:
            written = _WORD.match(self.lines[mark.line], mark.column)
            self._feature(mark, what or (f"the anchor &{anchor}" if anchor else f"the tag {written and written[0]}"))

    def _trap_at(self, line: int) -> Trap | None:
        """The text on a line, as a trap; looked at once."""
        if line not in self.begun:
            self.begun[line] = Trap.at(self.lines, line)
        return self.begun[line]

    def comments(self, *, broken: bool = False) -> None:
        """What follows a ` #` without a space is dropped by YAML, and was probably text: `channel: #ask`.

        In a `broken` text only what stands before the last text that was read is known.
        """
        starts = [(line, column) for line, column, *_ in self.scalars]
        known = (starts[-1][0] if starts else 0) if broken else len(self.lines)
        for number, line in enumerate(self.lines[:known]):
            if self.slips > MAX_SLIPS:
                self._too_many(number + 1, 1)
                break
            begins = len(line) - len(line.lstrip())
            for match in _TIGHT_COMMENT.finditer(line):
                at = match.start()
                before = bisect.bisect_right(starts, (number, at)) - 1
                inside = before >= 0 and self.scalars[before][2:4] > (number, at)
                if at <= begins or inside:
                    continue
                self._dropped(number, at, before)
                break

    def _dropped(self, number: int, at: int, before: int) -> None:
        """One comment that was probably text. Where the whole text is plain, it is mended."""
        line = self.lines[number]
        trap = self._trap_at(number)
        if before >= 0:
            start, _, end, column, plain = self.scalars[before]
            if plain and end == number and not line[column:at].strip():
                self.trap(self._trap_at(start))
                return
        following = self.scalars[before + 1 : before + 2]
        if trap and trap.column == at and following and following[0][4]:
            self.trap(trap)
            return
        message = "YAML takes what follows the # for a comment and drops it; a comment has a space behind the #"
        quoted = trap and not line[trap.column :].startswith(("|", ">", "[", "{", '"', "'", "? ", "&", "!"))
        hint = (
            f"put the text in quotes:\n{trap.row(self.lines).strip()}"
            if trap and quoted
            else "put a space behind the #"
        )
        self.problems.append(Problem(self.path, number + 1, at + 1, "quote-this", message, hint))

    def trap(self, trap: Trap | None) -> None:
        """Remember a text that needs quotes, once."""
        if trap is not None:
            self.traps.setdefault(trap.line, trap)

    def _scalar(self, event: Any, text: str) -> Scalar:
        """A text, with what the later passes need to know of it."""
        start, end = event.start_mark, event.end_mark
        style = getattr(event, "style", None)
        plain = style in (None, "")
        block = style in ("|", ">")
        begins = (start.line + 1, 0) if block else (start.line, start.column)
        self.scalars.append((*begins, end.line, end.column, plain))
        if plain and end.line > start.line:
            for number in range(start.line + 1, min(end.line + 1, len(self.lines))):
                if self.slips > MAX_SLIPS:
                    break
                if self.lines[number].lstrip().startswith("- "):
                    column = self.lines[number].index("-") + 1
                    message = "this item is indented too far, so it is read as part of the line above"
                    hint = "put its dash below the dash above; or put the text in double quotes"
                    self.problems.append(Problem(self.path, number + 1, column, "yaml-syntax", message, hint))
        if style == '"' and escaping.UNSEEN.search(text):
            self._escaped(start, end, frozenset(escaping.UNSEEN.findall(text)))
            text = escaping.UNSEEN.sub(" ", text)
        self.marks += len(_MARKS.findall(text))
        line = min(start.line, len(self.lines) - 1) + 1
        return Scalar(line, start.column + 1, text, plain, block)

    def _escaped(self, start: Any, end: Any, unseen: frozenset[str]) -> None:
        """The invisible characters of a text in double quotes, each with the letters that YAML makes it of."""
        bad = frozenset("".join(unseen))
        for number in range(start.line, min(end.line + 1, len(self.lines))):
            row = self.lines[number]
            last = end.column if number == end.line else len(row)
            for match in _ESCAPE.finditer(row, start.column if number == start.line else 0, last):
                code = match[1] or match[2] or match[3]
                made = chr(int(code, 16)) if code else Scanner.ESCAPE_REPLACEMENTS.get(match[4], "")
                if made in bad and self.slips <= MAX_SLIPS:
                    message = f"an invisible character, U+{ord(made):04X}, written as {match[0]}"
                    at = (self.path, number + 1, match.start() + 1)
                    hint = f"delete {match[0]}; or put the text in single quotes, if these letters are meant"
                    self.problems.append(Problem(*at, "control-character", message, hint))

    def _too_many(self, line: int, column: int) -> Node:
        what, hint = f"{MAX_NODES:,} fields and items", "divide it: one record a file, in a folder with its name"
        if self.marks > MAX_MARKS:
            what = f"{MAX_MARKS:,} lines and signs of Markdown in its texts"
        if self.slips > MAX_SLIPS:
            what, hint = f"{MAX_SLIPS:,} slips", "mend those above first"
        message = f"this file has more than {what}; what follows is not read"
        self.problems.append(Problem(self.path, line, column, "too-large", message, hint))
        return Scalar(line, column, "")

    def _too_deep(self, mark: Any) -> Node:
        line, column = mark.line + 1, mark.column + 1
        message, hint = f"more than {MAX_DEPTH} levels of nesting", "records are flat; check the indentation"
        self.problems.append(Problem(self.path, line, column, "too-deep", message, hint))
        return Scalar(line, column, "")

    def _feature(self, mark: Any, what: str, hint: str = "") -> None:
        self.problems.append(self._not_used(mark.line + 1, mark.column + 1, what, hint))

    def _not_used(self, line: int, column: int, what: str, hint: str = "") -> Problem:
        hint = hint or "write the text out, in double quotes if it begins with & * ! or %"
        return Problem(self.path, line, column, "yaml-feature", f"{what} is YAML that records do not use", hint)
