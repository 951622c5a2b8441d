"""Values with the nodes they were read from, all the way down: what is refused leaves both."""

from __future__ import annotations

import types
import typing
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, Any, TypeVar, Union

from pydantic import Field, PrivateAttr, create_model
from pydantic.fields import FieldInfo

from ..problems import Problem
from ..source import Document, Node, Scalar
from ..types import Model

AnyModel = TypeVar("AnyModel", bound=Model)

Loc = tuple[str | int, ...]
"""The way to a field: names and positions in lists, as they are in the values that were read."""

KEY = "[key]"
"""Behind a name of the author's own choice in the way to a field: the name itself, not its value."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text, a list, or values by name, at the node that holds it.

    `key` is the name that it stands under, as written. `refused`: names that were written here but could not be used.
    """

    node: Node
    value: str | tuple[Placed, ...] | Mapping[str, Placed]
    key: Scalar | None = None
    refused: frozenset[str] = field(default=frozenset())

    def plain(self) -> Any:
        """The value alone, as texts, lists and dicts."""
        match self.value:
            case str():
                return self.value
            case tuple():
                return [item.plain() for item in self.value]
            case _:
                return {name: item.plain() for name, item in self.value.items()}

    def _below(self, step: str | int) -> Placed | None:
        match self.value:
            case tuple() if isinstance(step, int):
                return self.value[step] if step < len(self.value) else None
            case Mapping() if isinstance(step, str):
                # A reference is also found by its id where it was written with its kind: `role:product-manager`.
                ends = (item for name, item in self.value.items() if name.endswith(f":{step}"))
                return self.value.get(step) or next(ends, None)
            case _:
                return None

    def nearest(self, loc: Loc) -> tuple[Placed, Loc]:
        """What stands at a way, or else nearest around it, with the part of the way that leads no further."""
        here = self
        for i, step in enumerate(loc):
            below = here._below(step)
            if below is None:
                return here, loc[i:]
            here = below
        return here, ()

    def place(self, loc: Loc) -> Node:
        """The node at a way, or the nearest around it."""
        found, rest = self.nearest(loc)
        return found.key if rest[:1] == (KEY,) and found.key else found.node

    def without(self, locs: Collection[Loc]) -> Placed:
        """The same without what stands at these ways; `[key]` at the end means the name with its value."""
        gone = {loc[0] for loc in locs if len(loc) == 1 or loc[1:] == (KEY,)}
        inner: dict[str | int, list[Loc]] = {}
        for loc in locs:
            if len(loc) > 1 and loc[0] not in gone:
                inner.setdefault(loc[0], []).append(loc[1:])
        match self.value:
            case str():
                return self
            case tuple():
                kept = ((i, item) for i, item in enumerate(self.value) if i not in gone)
                return replace(self, value=tuple(item.without(inner.get(i, ())) for i, item in kept))
            case _:
                named = ((name, item) for name, item in self.value.items() if name not in gone)
                return replace(self, value={name: item.without(inner.get(name, ())) for name, item in named})


class Written(Model):
    """A group of fields that was read from a document, and knows where each of them stands."""

    _document: Document = PrivateAttr()
    _placed: Placed | None = PrivateAttr(None)

    def says(self, *loc: str | int) -> bool:
        """Whether a field is written, and could be read."""
        return self._placed is not None and not self._placed.nearest(loc)[1]

    def place(self, *loc: str | int) -> Node:
        """The node of a field as written, or the nearest one around it."""
        placed = self._placed
        assert placed is not None  # what was not read has no problems
        return placed.place(loc)

    def problem(
        self, code: str, message: str, *loc: str | int, hint: str = "", needle: str = "", secret: bool = False
    ) -> Problem:
        """A problem at a field; `needle`: at that part of the field's text; `secret`: it tells of a hidden record."""
        node = self.place(*loc)
        line, column = self._document.find(node, needle) if needle else (node.line, node.column)
        return Problem(self._document.path, line, column, code, message, hint, secret=secret)


@cache
def partial(model: type[AnyModel]) -> type[AnyModel]:
    """The model that can do without any of its fields, all the way down: for what is left of a broken record."""
    return create_model(
        model.__name__, __base__=model, **{name: _optional(info) for name, info in model.model_fields.items()}
    )


def _optional(info: FieldInfo) -> Any:
    annotation = _partial(info.annotation)
    if info.metadata:
        annotation = Annotated[annotation, *info.metadata]
    if info.is_required():
        return annotation | None, Field(None, alias=info.alias)
    return annotation, Field(info.get_default(call_default_factory=True), alias=info.alias)


def _partial(annotation: Any) -> Any:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return Annotated[_partial(arguments[0]), *arguments[1:]]
    if origin in (types.UnionType, typing.Union):
        return Union[*map(_partial, arguments)]
    if origin in (tuple, dict):
        return origin[*(argument if argument is ... else _partial(argument) for argument in arguments)]
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return partial(annotation)
    return annotation
