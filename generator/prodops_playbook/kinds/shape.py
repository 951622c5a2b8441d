"""The shape a model wants of the tree: text, list, group or table; and what a node says, whatever its layout."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..source import Mapping, Node, Scalar, Sequence
from ..types import Model


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field takes: `form` is text, list, group or table (names of the author's own choice).

    `sample` stands for such a name in a hint.
    """

    form: str
    item: Shape | None = None
    model: type[Model] | None = None
    sample: str = "name"


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field of a model, by the name that authors write."""

    name: str
    shape: Shape
    required: bool


def _shape(annotation: Any) -> Shape:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _shape(typing.get_args(annotation)[0])
    if origin in (types.UnionType, typing.Union):
        return _shape(next(a for a in typing.get_args(annotation) if a is not type(None)))
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
        found[written] = FieldShape(written, _shape(field.annotation), field.is_required())
    return found


def said(shape: Shape | None, node: Node) -> Any:
    """What a node says, as texts, lists and dicts: long forms, one space between words, nothing that is empty.

    For comparing two versions of a record: layout, comments and quotes make no difference.
    """
    if shape is not None and shape.model is not None:
        node = shape.model.long_form(node)
    match node:
        case Scalar():
            return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", node.text.strip()))
        case Sequence():
            return [said(shape and shape.item, item) for item in items(node)]
        case Mapping():
            known = shapes(shape.model) if shape is not None and shape.model is not None else {}
            inner = shape.item if shape is not None and shape.form == "table" else None
            entries = ((key.text, value) for key, value in node.entries if not empty(value))
            return {name: said(known[name].shape if name in known else inner, value) for name, value in entries}


def empty(node: Node) -> bool:
    """Whether nothing is written there."""
    return isinstance(node, Scalar) and node.plain and not node.text


def items(node: Sequence) -> Iterator[Node]:
    """The items of a list that say something."""
    return (item for item in node.items if not empty(item))
