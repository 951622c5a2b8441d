"""The tree of a file as a typed record: short forms unfolded, shapes checked, every mistake at its place."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..problems import CODES, Problem, choice_meant, shown
from ..source import Document, Mapping, Node, Scalar, Sequence, quote_this, space_this
from ..types import Context, Model
from . import advice
from .placed import Loc, Placed, Written, partial
from .record import Origin, Record
from .shape import FieldShape, Shape, empty, filled, left_open, shapes

AnyWritten = TypeVar("AnyWritten", bound=Written)
AnyRecord = TypeVar("AnyRecord", bound=Record)
_OWN = re.compile("x_.")
"""How the name of a field of somebody's own begins."""


def read_record(
    model: type[AnyRecord], origin: Origin, context: Context
) -> tuple[AnyRecord | None, list[Problem], bool]:
    """A record of one kind, its problems, and whether it is whole.

    Of one that is not whole, what was refused is left out, and what is missing is None. None when it holds no fields at
    all. An unknown field is a problem, but leaves the record whole.
    """
    reader = _Reader(origin.document, origin.id)
    node, own = origin.node, dict[str, Any]()
    if isinstance(node, Mapping):
        theirs = [(key.text[2:], value) for key, value in node.entries if _OWN.match(key.text)]
        own = {name: _plain(value) for name, value in theirs if not empty(value)}
        if theirs:
            kept = tuple(entry for entry in node.entries if not _OWN.match(entry[0].text))
            node = Mapping(node.line, node.column, kept)
    record = reader.model(model, node, context)
    if record is not None:
        record._origin, record._own, record._meant = origin, own, frozenset(reader.meant)
    return record, reader.problems, not reader.lost


def read_model(
    model: type[AnyWritten], document: Document, node: Node, context: Context
) -> tuple[AnyWritten | None, list[Problem], bool]:
    """A group of fields that is no record, such as playbook.yml, its problems, and whether it is whole."""
    reader = _Reader(document, "the file")
    return reader.model(model, node, context), reader.problems, not reader.lost


def _plain(node: Node) -> Any:
    match filled(node):
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Mapping(entries=entries):
            return {key.text: _plain(value) for key, value in entries}


MAX_PARTS = 1_000
"""Items of a list, or fields of a group: more than anybody reads, and as many as can be checked at once."""


class _Reader:
    """Reads one group of fields of one document."""

    def __init__(self, document: Document, name: str) -> None:
        self.document = document
        self.name = name
        self.problems: list[Problem] = []
        self.lost = False
        # Fields that misspelt names probably mean: the record does not lack them.
        self.meant: set[str] = set()

    def model(self, model: type[AnyWritten], node: Node, context: Context) -> AnyWritten | None:
        """The model, or what is left of it, or None; with problems."""
        placed = self.data(Shape("group", model=model), node, ())
        if placed is None:
            return None
        try:
            made = model.model_validate(placed.plain(), context=context)
        except ValidationError as error:
            details = error.errors(include_url=False)
            for detail in details:
                self.detail(placed, detail)
            self.lost = True
            placed = placed.without([detail["loc"] for detail in details if detail["type"] != "missing"])
            made = partial(model).model_validate(placed.plain(), context=context)
        made._document, made._placed = self.document, placed
        return made

    def add(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """A problem at a node. One that costs a value costs the record, unless its code says otherwise."""
        self.problems.append(Problem(self.document.path, node.line, node.column, code, message, hint))
        self.lost = self.lost or CODES[code].fixed

    def refused(self, problem: Problem) -> Placed | None:
        """A text that was read as something else: its problem, and no value."""
        self.problems.append(problem)
        self.lost = True
        return None

    def tight(self, model: type[Model], node: Scalar) -> Problem | None:
        """The problem of a short form that is a field of the long one without its space; `role:id` is none."""
        if not node.plain or re.fullmatch(r"[a-z]+:[a-z0-9-]+", node.text):
            return None
        return space_this(self.document, node, {*shapes(model), *model.also_written})

    # Shapes

    def data(
        self, shape: Shape, node: Node, loc: Loc, key: Scalar | None = None, around: type[Model] | None = None
    ) -> Placed | None:
        """What a node says in the form of a shape; None when it has another.

        `key`: the name that it stands under. `around`: the group of fields that it is one of.
        """
        if shape.form == "group":
            assert shape.model is not None
            if isinstance(node, Scalar) and (tight := self.tight(shape.model, node)):
                return self.refused(tight)
            nothing = self.nothing(shape.model, node) if isinstance(node, Mapping) else frozenset[str]()
            return self.group(shape.model, shape.model.long_form(filled(node, shape)), loc, key, nothing)
        if shape.form == "text" and isinstance(node, Scalar):
            if shape.choices and node.text not in shape.choices:
                hint = choice_meant(node.text, shape.choices, shape.called) or "write one of: " + ", ".join(
                    shape.choices
                )
                self.add(node, "wrong-value", f"{shown(node.text)} is not a choice here", hint)
                return None
            return Placed(node, node.text, key)
        if shape.form == "list" and isinstance(node, Sequence):
            assert shape.item is not None
            return Placed(node, self.list(shape.item, node, loc), key)
        if shape.form == "table" and isinstance(node, Mapping):
            assert shape.item is not None
            return Placed(node, self.table(shape.item, node, loc), key)
        return self.misshapen(shape, node, loc, around)

    def bounded(self, parts: tuple[Any, ...]) -> tuple[Any, ...]:
        """The parts of a list or group that are read; where there are more, the first of the others is told."""
        if len(parts) > MAX_PARTS:
            after = parts[MAX_PARTS]
            message = f"more than {MAX_PARTS:,} in one list or group; from here on they are not read"
            self.add(after[0] if isinstance(after, tuple) else after, "too-large", message, "divide it, or shorten it")
        return parts[:MAX_PARTS]

    def list(self, shape: Shape, node: Sequence, loc: Loc) -> tuple[Placed, ...]:
        """The items that say something and have the shape."""
        made = []
        for i, item in enumerate(self.bounded(node.items)):
            if empty(item, shape):
                if left_open(item):
                    self.add(item, "empty-field", "a list item without a text", "write it, or delete the line")
            elif (placed := self.data(shape, item, (*loc, i))) is not None:
                made.append(placed)
        return tuple(made)

    def table(self, shape: Shape, node: Mapping, loc: Loc) -> dict[str, Placed]:
        """Names of the author's own choice, each with a value of the shape."""
        made = {}
        for key, value in self.bounded(node.entries):
            if empty(value, shape):
                self.left_open(key, value)
            elif (placed := self.data(shape, value, (*loc, key.text), key)) is not None:
                made[key.text] = placed
        return made

    def nothing(self, model: type[Model], node: Mapping) -> frozenset[str]:
        """The fields that are written and say nothing; those that the page cannot do without are told."""
        known = shapes(model)
        written = [(key, value, model.also_written.get(key.text, key.text)) for key, value in node.entries]
        there = [(key, value, known[name]) for key, value, name in written if name in known]
        silent = [empty(value, field.shape) for _, value, field in there]
        if not any(silent):
            return frozenset()
        said = {field.name for (_, _, field), nothing in zip(there, silent, strict=True) if not nothing}
        for (key, value, field), nothing in zip(there, silent, strict=True):
            if nothing and field.required and field.name not in said:
                self.has_no_value(key, value)
            elif nothing:
                self.left_open(key, value)
        return frozenset(field.name for _, _, field in there) - said

    def has_no_value(self, key: Scalar, value: Node) -> None:
        """Tells of a field that says nothing, and that the page cannot do without."""
        self.add(key, "missing-field", f"{shown(key.text)} has no value", advice.of_value(value))

    def left_open(self, key: Scalar, value: Node) -> None:
        """Tells of a name with nothing behind it. What is written as empty says what it means."""
        if left_open(value):
            self.add(key, "empty-field", f"{shown(key.text)} has no value", "write one, or delete the line")

    def group(
        self, model: type[Model], node: Node, loc: Loc, at: Scalar | None, nothing: frozenset[str]
    ) -> Placed | None:
        """The fields that the model knows; unknown ones are reported once, and stand for the missing one they meant.

        `nothing`: the fields that are written, but say nothing.
        """
        if not isinstance(node, Mapping):
            return self.misshapen(Shape("group", model=model), node, loc)
        known = shapes(model)
        written = {**{name: name for name in known}, **model.also_written}
        missing = {
            name: target for name, target in written.items() if known[target].required and node.get(target) is None
        }
        data: dict[str, Placed] = {}
        sentences = self.sentences(model, node)
        refused = {*nothing, *sentences}
        for key, value in self.bounded(node.entries):
            if key.text not in known:
                sentence = loc and len(node.entries) == 1 and not re.fullmatch(r"[a-z][a-z0-9_-]*", key.text)
                if sentence and not advice.ours(model, key.text) and (trap := quote_this(self.document, node)):
                    return self.refused(trap)
                if (target := model.also_written.get(key.text)) is not None:
                    self.written_twice(key, value, target, known[target].shape, node)
                    refused.add(target)
                    continue
                if key.text in model.computed:
                    hint = "delete it: records of this kind do without it"
                    self.add(key, "unknown-field", f"there is no field {shown(key.text)} here", hint)
                    continue
                self.unknown(key, value, node, model)
                if len(node.entries) == 1:
                    # Whatever this one field was meant to be, what the group lacks is not a second mistake.
                    refused.update(missing.values())
                    self.lost = self.lost or bool(missing)
                for name in advice.meant_by(model, key.text):
                    if name in missing:
                        refused.add(missing.pop(name))
                        self.lost = True
            elif empty(value, known[key.text].shape):
                refused.add(key.text)  # the long form has it from a short one: `role-id:` without a sentence
                self.has_no_value(key, value)
            elif (
                key.text in sentences
                or (made := self.field(known[key.text], value, (*loc, key.text), key, model)) is None
            ):
                refused.add(key.text)
            else:
                data[key.text] = made
        return Placed(node, data, at, frozenset(refused))

    def sentences(self, model: type[Model], node: Mapping) -> frozenset[str]:
        """The flags with a sentence behind them, which is told, and the fields that it stands for."""
        found = set[str]()
        for key, value in node.entries:
            if key.text in shapes(model) and isinstance(value, Scalar):
                mend, target = advice.of_flag(model, key, value, node)
                if mend:
                    self.add(value, "wrong-value", f"{shown(value.text)} is neither true nor false", mend)
                    found |= {key.text, target}
        return frozenset(found)

    def field(self, field: FieldShape, value: Node, loc: Loc, key: Scalar, model: type[Model]) -> Placed | None:
        """What a field says; None where it has another shape, or only a word for nothing."""
        if field.shape.form == "list" and (item := advice.nothing(value)) is not None:
            message = f"{shown(item.text)} would stand there as a word"
            self.add(item, "wrong-value", message, advice.of_nothing(item, required=field.required))
            return None
        return self.data(field.shape, value, loc, key, model)

    def written_twice(self, key: Scalar, value: Node, target: str, shape: Shape, node: Mapping) -> None:
        """A short form's name for a field that is there too, or with a value of the wrong shape."""
        if node.get(target) is None:
            wanted = "one text" if shape.form == "text" else f"a {shape.form}"
            self.add(
                value, "wrong-shape", f"{shown(key.text)} takes {wanted}, not {value.kind}", "write it on one line"
            )
        else:
            message = f"{shown(key.text)} and {shown(target)} both hold the text"
            self.add(key, "two-shapes", message, f"keep `{key.text}:` or `{target}:`")

    def unknown(self, key: Scalar, value: Node, group: Mapping, model: type[Model]) -> None:
        """A field that does not exist here."""
        self.meant.update(advice.meant_by(model, key.text))
        hint = advice.of_name(model, key, value, group)
        self.add(key, "unknown-field", f"there is no field {shown(key.text)} here", hint)

    def misshapen(self, shape: Shape, node: Node, loc: Loc, around: type[Model] | None = None) -> Placed | None:
        """The problem of a text where a list belongs, and the like."""
        own = "the file" if node is self.document.root else self.name
        name = next((str(part) for part in reversed(loc) if isinstance(part, str)), own)
        name = name if name == "the file" else shown(name)
        in_list = bool(loc) and isinstance(loc[-1], int)
        if shape.form == "text" and isinstance(node, Mapping) and in_list and (trap := quote_this(self.document, node)):
            return self.refused(trap)
        if shape.form != "text" and isinstance(node, Scalar) and (tight := space_this(self.document, node)):
            return self.refused(tight)
        wanted, hint = advice.of_shape(shape, node, loc, around)
        what = f"an item of {name}" if in_list else name
        self.add(node, "wrong-shape", f"{what} takes {wanted}, not {node.kind}", hint)
        return None

    # Values

    def detail(self, placed: Placed, detail: ErrorDetails) -> None:
        """One error of the model's validation as a Problem at its place."""
        loc = detail["loc"]
        node = placed.place(loc)
        context = detail.get("ctx", {})
        if detail["type"] == "missing":
            name = str(loc[-1])
            if name in placed.nearest(loc[:-1])[0].refused:
                return
            around = next((str(part) for part in reversed(loc[:-1]) if isinstance(part, str)), "")
            where = f" in {shown(around)}" if around else ""
            self.add(node, "missing-field", f"{shown(name)} is missing{where}", f"add a line `{name}: ...`")
        elif detail["type"] in CODES:
            for code, found in ((detail["type"], context), *context["more"]):
                self.add(self.at(node, str(found["needle"])), code, str(found["message"]), str(found["hint"]))
        else:
            self.add(node, "wrong-value", detail["msg"])

    def at(self, node: Node, needle: str) -> Node:
        """The place of a part of a text."""
        if not needle:
            return node
        find = self.document.find_mention if needle.startswith("[[") else self.document.find
        line, column = find(node, needle.removeprefix("[["))
        return Scalar(line, column, "")
