"""tests/full/, a project that uses every field, and every word of it that can be broken: for the tests that do so."""

from __future__ import annotations

import itertools
import re
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, TODAY
from prodops_playbook import source
from prodops_playbook.checks import check
from prodops_playbook.kinds import KINDS, Settings
from prodops_playbook.playbook import Project, load
from prodops_playbook.problems import Problem
from prodops_playbook.records.shape import Shape, empty, shapes
from prodops_playbook.source import Document, Mapping, Node, Scalar, Sequence
from prodops_playbook.types import Called, Model, To
from prodops_playbook.types.context import Read

FULL = ROOT / "tests" / "full"


@dataclass(frozen=True)
class Spot:
    """A word of the fixture: where it is, what it says, and the field that it names or fills."""

    path: str
    field: str
    model: type[Model]
    name: str
    line: int
    column: int
    text: str
    broken: str = ""

    @property
    def id(self) -> str:
        """The spot as a test is named."""
        return f"{Path(self.path).stem}:{self.line}-{self.field}"


# What the fixture holds


def _roots() -> Iterator[tuple[str, type[Model], Document, Node]]:
    """Every record of the fixture, and playbook.yml: path, model, document and node."""
    folders = {kind.folder: kind for kind in KINDS.values()}
    for file in sorted(FULL.glob("data/**/*.yml")):
        path = file.relative_to(FULL).as_posix()
        document, problems = source.read_file(FULL, path)
        assert document is not None
        assert problems == []
        if path == "data/playbook.yml":
            yield path, Settings, document, document.root
        elif (folder := Path(path).parts[1]) in folders:
            yield path, folders[folder].model, document, document.root
        elif folders[file.stem].single:
            yield path, folders[file.stem].model, document, document.root
        else:
            assert isinstance(document.root, Mapping)
            for _, node in document.root.entries:
                yield path, folders[file.stem].model, document, node


def _keys(path: str, model: type[Model], node: Node, field: str = "") -> Iterator[Spot]:
    """Every name of a field as it is written."""
    if not isinstance(node, Mapping):
        return
    known = shapes(model)
    for key, value in node.entries:
        name = model.also_written.get(key.text, key.text)
        if name in known:
            here = f"{field}.{key.text}".lstrip(".")
            yield Spot(path, here, model, key.text, key.line, key.column, key.text, misspelt(key.text))
            for inner, below in _below(known[name].shape, value):
                yield from _keys(path, inner, below, here)


def _below(shape: Shape, node: Node) -> Iterator[tuple[type[Model], Node]]:
    """The groups of fields below a field."""
    if shape.model is not None:
        yield shape.model, node
    elif shape.item is not None and isinstance(node, Sequence):
        for item in node.items:
            yield from _below(shape.item, item)
    elif shape.item is not None and isinstance(node, Mapping):
        for _, value in node.entries:
            yield from _below(shape.item, value)


def misspelt(word: str) -> str:
    """The word with a slip of the finger: a letter lost from the middle, or two letters swapped in a short word."""
    middle = len(word) // 2
    return word[1] + word[0] + word[2:] if len(word) < 4 else word[:middle] + word[middle + 1 :]


def _values(path: str, model: type[Model], node: Node, field: str = "") -> Iterator[Spot]:
    """Every value of a field that takes more than a text, with what does not fit it."""
    node = model.long_form(node)
    assert isinstance(node, Mapping)
    for name, info in model.model_fields.items():
        written = info.alias or name
        value = node.get(written)
        if value is None:
            continue
        here = f"{field}.{written}".lstrip(".")
        annotation = typing.Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        for broken, leaf in _leaves(path, annotation, value, here):
            if isinstance(broken, Spot):
                yield broken
            else:
                yield Spot(path, here, model, written, leaf.line, leaf.column, leaf.text, broken)


def _leaves(path: str, annotation: Any, node: Node, field: str) -> Iterator[tuple[str | Spot, Scalar]]:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union):
        yield from _leaves(path, arguments[0], node, field)
    elif origin is tuple and isinstance(node, Sequence):
        for item in node.items:
            yield from _leaves(path, arguments[0], item, field)
    elif origin is dict and isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _leaves(path, arguments[1], value, f"{field}.{key.text}")
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        for spot in _values(path, annotation, node, field):
            yield spot, Scalar(spot.line, spot.column, spot.text)
    elif isinstance(node, Scalar) and not empty(node) and (broken := _broken(annotation, node.text)):
        yield broken, node


_WRONG = {
    "an id": "Not An Id",
    "the id of a question": "Not.An.Id",
    "a version": "first",
    "a whole number": "several",
    "a number": "many",
    "`true`": "perhaps",
    "a date": "31.3.2026",
    "a length": "a while",
    "a distance": "soon",
    "an address": "somewhere",
    "a tag": "-",
    "a web address with {path}": "https://git.example.com/edit",
    "the name of a branch": "no..branch",
    "the path of a picture": "../logo.svg",
}


def _broken(annotation: Any, text: str) -> str:
    """What does not fit a type; empty for texts, which take anything."""
    if typing.get_origin(annotation) is typing.Literal:
        return "nonsense"
    for extra in typing.get_args(annotation)[1:]:
        if isinstance(extra, Called):
            return "nonsense"
        if isinstance(extra, To):
            kind = extra.kinds[0] if extra.kinds else "process"
            return f"{kind}:no-such-{kind}" if ":" in text else f"no-such-{kind}"
        if isinstance(extra, Read):
            return next((wrong for takes, wrong in _WRONG.items() if extra.takes.startswith(takes)), "")
        if getattr(extra, "pattern", None) or any(getattr(m, "pattern", None) for m in getattr(extra, "metadata", ())):
            return "+"
    return ""


TABLES = ("answers", "ladder", "raise", "roles", "targets", "votes")
"""The tables whose names are not the author's own: they say which question, level, role or dimension is meant."""


def _names(path: str, model: type[Model], node: Node, field: str = "") -> Iterator[Spot]:
    """Every name in such a table, with one that nothing has."""
    node = model.long_form(node)
    if not isinstance(node, Mapping):
        return
    for key, value in node.entries:
        known = shapes(model).get(key.text)
        here = f"{field}.{key.text}".lstrip(".")
        if known is None:
            continue
        if key.text in TABLES and known.shape.form == "table" and isinstance(value, Mapping):
            for name, _ in value.entries:
                broken = "no-such-role" if key.text == "roles" else "9" if name.text.isdigit() else "no-such-thing"
                yield Spot(path, f"{here}.{name.text}", model, key.text, name.line, name.column, name.text, broken)
        for inner, below in _below(known.shape, value):
            yield from _names(path, inner, below, here)


def _texts(path: str, node: Node) -> Iterator[Spot]:
    """Every text of a field of ours, with a list of it in its place."""
    match node:
        case Scalar(plain=True) if not empty(node):
            yield Spot(path, "", Model, "", node.line, node.column, node.text, f"[[{node.text}]]")
        case Sequence():
            yield from (spot for item in node.items for spot in _texts(path, item))
        case Mapping():
            ours = (value for key, value in node.entries if not key.text.startswith("x_"))
            yield from (spot for value in ours for spot in _texts(path, value))


def _unique(spots: Iterator[Spot]) -> list[Spot]:
    """Each place once; a short form puts one word into one field only."""
    rows = {path: (FULL / path).read_text(encoding="utf-8").split("\n") for path in {r[0] for r in ROOTS}}
    there = (s for s in spots if s.text in rows[s.path][s.line - 1][s.column - 1 : s.column + len(s.text)])
    return list({(s.path, s.line, s.column): s for s in there}.values())


ROOTS = list(_roots())
KEYS = _unique(spot for path, model, _, node in ROOTS for spot in _keys(path, model, node))
NAMES = _unique(spot for path, model, _, node in ROOTS for spot in _names(path, model, node))
VALUES = _unique(spot for path, model, _, node in ROOTS for spot in _values(path, model, node))
TEXTS = _unique(
    spot for path, _, _, node in ROOTS for spot in _texts(path, node) if re.fullmatch(r"[\w .-]+", spot.text)
)


def every_model() -> list[type[Model]]:
    """Every group of fields that authors write, once."""
    found: dict[type[Model], None] = {}
    todo: list[type[Model]] = [Settings, *(kind.model for kind in KINDS.values())]
    while todo:
        model = todo.pop(0)
        if model not in found:
            found[model] = None
            below = (s for field in shapes(model).values() for s in (field.shape, field.shape.item) if s is not None)
            todo += [shape.model for shape in below if shape.model is not None]
    return [*found]


def broken_at(*spots: Spot) -> str:
    """The text of a file with these words of it broken."""
    (path,) = {spot.path for spot in spots}
    rows = (FULL / path).read_text(encoding="utf-8").split("\n")
    for spot in spots:
        row = rows[spot.line - 1]
        at = row.index(spot.text, spot.column - 1)
        rows[spot.line - 1] = row[:at] + spot.broken + row[at + len(spot.text) :]
    return "\n".join(rows)


# Reading it again


class Full:
    """The fixture. Reading it with one word changed parses that one file only."""

    def __init__(self) -> None:
        self.told: dict[tuple[str, str], list[Problem]] = {}
        whole = load(Project(FULL))
        self.last = replace(whole, playbook=replace(whole.playbook, records={}))
        self.before = check(whole, TODAY)

    def added_by(self, *spots: Spot) -> list[Problem]:
        """The problems that broken words of one file add; each of the words stands on a line of its own."""
        (path,) = {spot.path for spot in spots}
        return self.added_with(path, broken_at(*spots))

    def added_with(self, path: str, text: str) -> list[Problem]:
        """The problems that another text of a file adds."""
        if (path, text) not in self.told:
            self.told[path, text] = self._added({path: text})
        return self.told[path, text]

    def _added(self, texts: dict[str, str]) -> list[Problem]:
        really_read = source.read_bytes

        def read_bytes(root: Path, path: str) -> tuple[bytes | None, list[Problem]]:
            return (texts[path].encode(), []) if path in texts else really_read(root, path)

        last = None if "data/playbook.yml" in texts else self.last
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(source, "read_bytes", read_bytes)
            return [p for p in check(load(Project(FULL), last), TODAY) if p not in self.before]

    def together(self, slips: Iterable[tuple[str, str]]) -> None:
        """Look at many texts of files in fewer readings, each of one slip in every file, for `added_with`.

        A slip that adds no problem to its own file is looked at alone, and so is one of the settings, which all files
        are read by. What a slip would add to another file stands there among the problems of that file's own slip.
        """
        of_file: dict[str, list[str]] = {}
        for path, text in dict.fromkeys(slips):
            if path != "data/playbook.yml":
                of_file.setdefault(path, []).append(text)
        for row in itertools.zip_longest(*of_file.values()):
            texts = {path: text for path, text in zip(of_file, row, strict=True) if text is not None}
            added = self._added(texts)
            for path, text in texts.items():
                if own := [p for p in added if p.path == path]:
                    self.told[path, text] = own
