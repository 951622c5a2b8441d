"""The shape a model wants of the tree: text, list, group or table; and what a node says, whatever its layout."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Annotated, Any

from ..source import Mapping, Node, Scalar, Sequence
from ..types import Called, Model, To
from ..types.context import Read


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field takes: `form` is text, list, group or table (names of the author's own choice).

    `choices` are the texts that it takes, if not any; `called` what others write for them. `sample` stands for a name
    in a hint. `same` makes one of several spellings of a value. `to`: the kinds of records that it refers to.
    """

    form: str
    item: Shape | None = None
    model: type[Model] | None = None
    choices: tuple[str, ...] = ()
    called: Table[str, str] | None = None
    sample: str = "name"
    same: Callable[[str], str] | None = None
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field of a model, by the name that authors write."""

    name: str
    shape: Shape
    required: bool
    default: str | None = None
    """What it says when it is not written, as an author would write it; None where that is nothing."""


def _shape(annotation: Any) -> Shape:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        base, *marks = typing.get_args(annotation)
        same = next((mark.same for mark in marks if isinstance(mark, Read | To)), None)
        called = next((mark.choices for mark in marks if isinstance(mark, Called)), None)
        to = next((mark.kinds for mark in marks if isinstance(mark, To)), ())
        return replace(_shape(base), same=same, called=called, to=to) if same or called or to else _shape(base)
    if origin in (types.UnionType, typing.Union):
        return _shape(next(a for a in typing.get_args(annotation) if a is not type(None)))
    if origin is typing.Literal:
        return Shape("text", choices=typing.get_args(annotation))
    if origin is tuple:
        return Shape("list", _shape(typing.get_args(annotation)[0]))
    if origin is dict:
        key, value = typing.get_args(annotation)
        return Shape("table", _shape(value), sample="1" if int in typing.get_args(key) else "name")
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Shape("group", model=annotation)
    return Shape("text")


@cache
def shapes(model: type[Model]) -> dict[str, FieldShape]:
    """The fields of a model by the name that authors write."""
    found = {}
    for name, field in model.model_fields.items():
        if name in model.computed:
            continue
        written = field.alias or name
        annotation = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        found[written] = FieldShape(written, _shape(annotation), field.is_required(), _default(field.default))
    return found


def _default(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | Decimal) else None


def said(shape: Shape | None, node: Node) -> Any:
    """What a node says, as texts, lists and dicts: long forms, one space between words, nothing that is empty.

    For comparing two versions of a record: layout, comments and quotes make no difference, nor does saying what holds
    anyway.
    """
    node = filled(node)
    if shape is not None and shape.model is not None:
        node = shape.model.long_form(node)
    match node:
        case Scalar() if shape is not None and shape.same is not None:
            return shape.same(node.text)
        case Scalar():
            return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", node.text.strip()))
        case Sequence():
            return [said(shape and shape.item, item) for item in node.items]
        case Mapping():
            known = shapes(shape.model) if shape is not None and shape.model is not None else {}
            inner = shape.item if shape is not None and shape.form == "table" else None
            entries = ((key.text, value) for key, value in node.entries)
            told = {name: said(known[name].shape if name in known else inner, value) for name, value in entries}
            return {name: value for name, value in told.items() if name not in known or known[name].default != value}


_BOX = re.compile(r"\s*(?:[-*+•–]\s*)?(?:\[[\sxX]?\]|[☐☑☒])\s*")
"""A box to tick with nothing behind it."""


def empty(node: Node, shape: Shape | None = None) -> bool:
    """Whether a node says nothing: an empty text, null, a list or group of nothing else. It counts as absent.

    A name that the shape does not have says something: it is misspelt, or the beginning of a sentence.
    """
    match node:
        case Scalar():
            return node.nothing or _BOX.fullmatch(node.text) is not None
        case Sequence():
            return all(empty(item, shape and shape.item) for item in node.items)
        case Mapping():
            return all(_says_nothing(key, value, shape) for key, value in node.entries)


def _says_nothing(key: Scalar, value: Node, shape: Shape | None) -> bool:
    if shape is None or shape.form == "table":
        return empty(value, shape and shape.item)
    if shape.model is None:
        return False
    known = shapes(shape.model)
    field = known.get(shape.model.also_written.get(key.text, key.text))
    return field is not None and empty(value, field.shape)


def left_open(node: Node) -> bool:
    """Whether a name stands there and nothing behind it, or a box, which somebody may have meant to fill in."""
    match node:
        case Scalar():
            return (node.plain and not node.text) or not node.nothing
        case Sequence():
            return any(map(left_open, node.items))
        case Mapping():
            return any(left_open(value) for _, value in node.entries)


def filled(node: Node, shape: Shape | None = None) -> Node:
    """A list or group without those of its parts that say nothing."""
    match node:
        case Sequence(items=items):
            saying = tuple(item for item in items if not empty(item, shape and shape.item))
            return node if len(saying) == len(items) else replace(node, items=saying)
        case Mapping(entries=entries):
            told = tuple(entry for entry in entries if not _says_nothing(*entry, shape))
            return node if len(told) == len(entries) else replace(node, entries=told)
        case _:
            return node
