"""Traps: text that YAML would lose, bend or refuse unless it stands in quotes, and the line that mends it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import yaml

from ..problems import Problem
from .tree import Document, Node

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Nothing here gives back what it took (`*+`, or a look at what follows): a line is read once, however it is made.
# No group repeats with `*+`: the first releases of Python 3.11, such as Debian's, lose such matches.
_PREFIX = re.compile(r"(?P<indent> *+)(?P<dashes>(?:- +(?! ))*)(?P<key>[A-Za-z_][\w-]*+:(?: ++|(?= *+$)))?")
_COMMENT = re.compile(r"(?<!\s)\s++#(?=\s|$)")
_TIGHT = re.compile(r"(?P<field> *+(?:- +(?! ))*(?:(?P<name>[A-Za-z_][\w-]*+):(?!//)|-(?=[^\W\d_])))(?P<text>\S.*)")
_BULLET = re.compile(r"(?:[-*+•–]|\d{1,2}[.)])\s+(?=\S)")
_BOX = re.compile(rf"((?:{_BULLET.pattern})?\[(?:\s{{0,3}}\](?![(\[:])|[xXoO/>!~✓✔✗-]\](?=\s|[A-Z]))|[☐☑☒✅])\s*(?=\S)")
_MUST = re.compile(r"(?i)[*_`]*(must|text)(?:[ _-]not[ _-]miss)?[*_`]*:[*_`]*\s+(?=\S)")
"""An item of a checklist with the field that it begins with, however that is dressed up."""
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
"""A character as JSON escapes it, in two halves, which YAML does not know."""
_FIELD = re.compile(r"[a-z_]+: ")
_NEEDS_QUOTES = re.compile(r"[#@&*!%`,]|[^\"'].*(?:: | #\S)")


def _behind(lines: Sequence[str], line: int) -> Iterator[str]:
    """The lines behind one, without a copy of them all."""
    return (lines[number] for number in range(line + 1, len(lines)))


@dataclass(frozen=True, slots=True)
class Trap:
    """A text that has to stand in quotes: where it starts (from 0), how many lines it has, its characters."""

    line: int
    column: int
    rows: int
    text: str

    @classmethod
    def at(cls, lines: Sequence[str], line: int, *, whole: bool = True) -> Trap | None:
        """The text on a line behind its dashes and key; `whole`: with the more indented lines that continue it."""
        if line >= len(lines):
            return None
        row = lines[line]
        prefix = _PREFIX.match(row)
        assert prefix is not None  # every part is optional
        if not (prefix["dashes"] or prefix["key"]):
            return None
        parent = (
            prefix.start("key")
            if prefix["key"]
            else len(prefix["indent"]) + max(0, prefix["dashes"].rstrip().rfind("-"))
        )
        parts = [row[prefix.end() :].strip()]
        if whole:
            for following in _behind(lines, line):
                indent = len(following) - len(following.lstrip(" "))
                if not following.strip() or indent <= parent or _PREFIX.match(following, indent)["key"]:  # type: ignore[index]
                    break
                if following.lstrip().startswith(("- ", "#")):
                    break
                parts.append(following.strip())
        if not parts[0] and len(parts) > 1 and all(map(_BULLET.match, parts[1:])):
            return cls(line, prefix.end(), len(parts), "\n".join(parts[1:]))
        text = " ".join(parts)
        if (comment := _COMMENT.search(text)) and len(parts) == 1:
            text = text[: comment.start()]
        return cls(line, prefix.end(), len(parts), text) if text else None

    @property
    def is_collection(self) -> bool:
        """Whether the text was meant as `[a, b]` or `{a: b}`: text that begins with a bracket goes on behind it."""
        closing = {"[": "]", "{": "}"}.get(self.text[0])
        return closing is not None and not self.text[:-1].count(closing)

    def quoted(self) -> str:
        """The text in quotes: double ones, unless single ones read better."""
        text, opening = _PAIR.sub(_joined, self.text), self.text[0]
        if opening in "\"'" and len(text) > 1:
            if opening not in text[1:]:
                text = text if re.match("'[a-z]", text) else text[1:]  # never closed; but 'tis is a word
            elif text[-1] == opening and not re.match(rf"[^{opening}]*{opening}\s", text[1:-1]):
                text = text[1:-1]  # not two quoted parts, but one in quotes
        if ("\\" in text or '"' in text) and "'" not in text:
            return f"'{text}'"
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def row(self, lines: Sequence[str]) -> str:
        """The mended line; for a list with other marks than dashes, its lines."""
        row = lines[self.line][: self.column]
        if "\n" in self.text:
            indent = " " * (len(row) - len(row.lstrip()))
            return row.rstrip() + "".join(f"\n{indent}  - {as_written(item)}" for item in items(self.text))
        mark, rest = box(self.text)
        bullet = _BULLET.match(self.text)
        rest = rest[bullet.end() :] if bullet and not mark else rest
        must = _MUST.match(rest) if row.rstrip().endswith("-") and (mark or bullet or rest[0] in "*_`") else None
        if must:
            text = f"{must[1].lower()}: {as_written(rest[must.end() :])}"
        else:
            text = as_written(rest) if mark or bullet else self.quoted()
        return (row if row.endswith((" ", "- ")) or not row else row + " ") + text

    def apply(self, lines: list[str]) -> None:
        """Put the mended line in the place of the text; the lines that it takes up stay, empty."""
        rows = self.row(lines).split("\n")
        lines[self.line : self.line + self.rows] = rows + [""] * (self.rows - len(rows))

    def problem(self, path: str, lines: Sequence[str]) -> Problem:
        """What the author is told, with the line to paste."""
        text = self.text
        if text.startswith("#") or re.search(r"\s#\S", text):
            why = "YAML takes what follows the # for a comment and drops it"
        elif text[0] in "\"'":
            why = (
                f"the text begins with the quote {text[0]} but is not wholly inside quotes"
                if text[-1] != text[0] or len(text) == 1
                else "a character inside the quotes stops YAML"
            )
        elif text[0] in "@*&!%[]{}`|>,?-":
            why = f"YAML gives a first {text[0]} a meaning of its own"
        else:
            why = "a colon followed by a space would start a new field"
        mend = "put the text in quotes"
        if _BULLET.match(text):
            mend = "leave the mark out"
        elif _MUST.match(text):
            mend = "write it as a field"
        if box(text)[0]:
            why, mend = "YAML takes the box for a list, and the text behind it stops it", "leave the box out"
        if "\n" in text:
            mend = "write one item a line"
        hint = f"{mend}:\n{textwrap.dedent(self.row(lines)).strip()}"
        return Problem(path, self.line + 1, self.column + 1, "quote-this", why, hint)


@dataclass(frozen=True, slots=True)
class Tight:
    """A field without the space behind its colon, or an item without that behind its dash: YAML takes it for text.

    Its line (from 0) and its parts; `name` is empty for an item.
    """

    line: int
    column: int
    name: str
    field: str
    text: str
    rows: ClassVar[int] = 1

    @classmethod
    def at(cls, lines: Sequence[str], line: int) -> Tight | None:
        """The field on a line that has its colon, but no space behind it."""
        found = _TIGHT.fullmatch(lines[line])
        if found is None:
            return None
        text = found["text"]
        starts_a_field = not found["name"] and _FIELD.match(text)
        if _NEEDS_QUOTES.match(text) and not starts_a_field:
            text = Trap(line, found.start("text"), 1, text).quoted()
        name = found["name"] or ""
        return cls(line, found.end("field") - len(name) - 1, name, found["field"], text)

    def apply(self, lines: list[str]) -> None:
        """Put the space in."""
        lines[self.line] = f"{self.field} {self.text}"

    def problem(self, path: str, lines: Sequence[str]) -> Problem:
        """What the author is told, with the line to paste."""
        what, sign = ("a field", "colon") if self.name else ("an item", "dash")
        why = f"without a space after its {sign}, {what} is read as text"
        hint = f"put a space after the {sign}:\n{self.field.strip()} {self.text}"
        return Problem(path, self.line + 1, self.column + 1, "yaml-syntax", why, hint)


def box(text: str) -> tuple[str, str]:
    """The box to tick that a text begins with, as other programs write lists, and the text behind it."""
    found = _BOX.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def items(text: str) -> list[str]:
    """The items of a list that was written as text, each with a dash or another mark; none where it was not."""
    rows = text.strip().split("\n")
    if len(rows) == 1:
        rows = re.split(r"\s+(?=•\s)" if text.startswith("•") else r"\s+(?=\d{1,2}[.)]\s)", rows[0])
        if any(re.search(r"\s[-*+–]\s", row[2:]) for row in rows):
            return []  # whether a dash divides two items or belongs to one, only its author knows
    marks = [_BULLET.match(row) for row in rows]
    return [row[mark.end() :].strip() for row, mark in zip(rows, marks, strict=True) if mark] if all(marks) else []


def _joined(pair: re.Match[str]) -> str:
    return chr(0x10000 + ((int(pair[1], 16) & 0x3FF) << 10) + (int(pair[2], 16) & 0x3FF))


def as_written(text: str) -> str:
    """A text as YAML takes it in a line of its own: in quotes where it would be read as something else."""
    try:
        read = [event.value for event in yaml.parse(f"- {text}", Loader=Loader) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        read = []
    return text if read == [text] and text[0] not in "\"'" else Trap(0, 0, 1, text).quoted()


def quote_this(document: Document, node: Node) -> Problem | None:
    """The problem of a text on the node's line in which a colon and a space made a field of its first words."""
    lines = document.lines
    if lines[node.line - 1][node.column - 1 :].startswith("{"):
        return None  # written as a group on purpose
    trap = Trap.at(lines, node.line - 1)
    if trap is None or trap.column > node.column - 1:
        # The words before the colon look like a field; the text begins at the node itself.
        text = lines[node.line - 1][node.column - 1 :].strip()
        trap = Trap(node.line - 1, node.column - 1, 1, text) if text else None
    return trap.problem(document.path, lines) if trap else None


def space_this(document: Document, node: Node, names: Iterable[str] | None = None) -> Problem | None:
    """The problem of a text that is a field without the space behind its colon; `names`: only one of these."""
    lines = document.lines
    tight = Tight.at(lines, node.line - 1)
    if tight is None or tight.column != node.column - 1 or (names is not None and tight.name not in names):
        return None
    return tight.problem(document.path, lines)


def slips_behind(error: yaml.MarkedYAMLError, lines: list[str]) -> list[Trap | Tight]:
    """The slips whose mending moves a YAML error further down or away, tried for real."""
    tight = _tight_behind(error, lines)
    for mends in (tight[-1:], tight):
        if mends and _moves(error, lines, mends):
            return [*mends]
    trap = _trap_behind(error, lines)
    return [trap] if trap else []


def _tight_behind(error: yaml.MarkedYAMLError, lines: list[str]) -> list[Tight]:
    """The fields without their space from a YAML error up to the nearest whole field."""
    last = max((m.line for m in (error.context_mark, error.problem_mark) if m is not None), default=0)
    found = []
    for line in range(min(last, len(lines) - 1), -1, -1):
        prefix = _PREFIX.match(lines[line])
        if tight := Tight.at(lines, line):
            found.append(tight)
        elif line < last and prefix and (prefix["dashes"] or prefix["key"]):
            break
    return found[::-1]


def _moves(error: yaml.MarkedYAMLError, lines: list[str], mends: Sequence[Trap | Tight]) -> bool:
    """Whether the mends move a YAML error further down, or away."""
    mended = list(lines)
    for mend in mends:
        mend.apply(mended)
    try:
        for _ in yaml.parse("\n".join(mended), Loader=Loader):
            pass
    except yaml.MarkedYAMLError as next_error:
        rows = max(mend.line + mend.rows - 1 for mend in mends)
        return _first_line(next_error) > max(_first_line(error), rows)
    return True


def _trap_behind(error: yaml.MarkedYAMLError, lines: list[str]) -> Trap | None:
    """The text whose quoting moves a YAML error further down or away."""
    marks = [m for m in (error.context_mark, error.problem_mark) if m is not None]
    candidates = [m.line - back for back in (0, 1) for m in reversed(marks)]
    # What follows an open quote stands in it: quotes there would close the wrong one.
    last = _first_line(error) if error.context and "quoted" in error.context else len(lines) - 1
    for line in dict.fromkeys(c for c in candidates if 0 <= c <= last):
        tried = ""
        for whole in (True, False):
            trap = Trap.at(lines, line, whole=whole)
            if trap is None or trap.is_collection or (not whole and trap.text == tried):
                continue
            tried = trap.text
            if _moves(error, lines, [trap]):
                return trap
    return None


def _first_line(error: yaml.MarkedYAMLError) -> int:
    marks = [m.line for m in (error.context_mark, error.problem_mark) if m is not None]
    # A context mark is where a collection began; only an open quote makes it the place of the error.
    if error.context and "quoted" in error.context:
        return min(marks)
    return error.problem_mark.line if error.problem_mark is not None else 0
