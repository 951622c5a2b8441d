"""A record to begin with: what is needed filled in as an example, the rest in comments. Valid as written."""

from __future__ import annotations

import re
import textwrap
import typing
from collections.abc import Iterator

import yaml

from ..kinds import Kind
from ..kinds.people import Role
from ..links import ID
from ..playbook import Playbook, Project
from ..problems import WrongUseError
from ..records.record import Record
from ..records.shape import Shape, shapes
from ..source import Mapping, Scalar
from ..types import Model, To


def skeleton(kind: Kind, playbook: Playbook) -> str:
    """The text of a new record of a kind. References in it lead to records that exist."""
    lines = [f"# {line}" for line in _about(kind)]
    needed = [name for name, field in shapes(kind.model).items() if field.required or name in kind.model.suggested]
    lines += _fields(kind.model, playbook, needed)
    lines += ["", "# What else it can say: take away the # and fill in."]
    optional = (name for name in shapes(kind.model) if name not in needed)
    own = [name for name in optional if name not in Record.model_fields]
    shared = [name for name in Record.model_fields if name not in needed]
    for name in (*own, *shared):
        description = next(f.description for n, f in kind.model.model_fields.items() if (f.alias or n) == name)
        lines += textwrap.wrap(f"{name}: {description}", 100, initial_indent="# ", subsequent_indent="#   ")
    return "\n".join(lines) + "\n"


def begun(kind: Kind, id_: str, project: Project, playbook: Playbook) -> tuple[str, str]:
    """A new record: its place in the project, and its text. Raises WrongUseError where it cannot be begun so."""
    if kind.parts:
        raise WrongUseError(f"a {kind.name} is begun with its questions: playbook assess blank MODEL")
    if not re.fullmatch(ID, id_):
        raise WrongUseError(f"{id_!r} is not an id: write small letters, digits and hyphens")
    name = playbook.new_file(kind.name, id_)
    if (kind.name, id_) in playbook.known or (project.root / name).exists():
        where = playbook.known.get((kind.name, id_), (name, 1))[0]
        raise WrongUseError(f"there is already a {kind.name} {id_!r} in {where}")
    return name, skeleton(kind, playbook)


def _about(kind: Kind) -> Iterator[str]:
    yield from textwrap.wrap(" ".join((kind.model.__doc__ or "").split()), 100)
    yield "The name of this file is its address: small letters, digits and hyphens. Change every example."


class _Dumper(yaml.SafeDumper):
    """Indents lists below their field, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _fields(model: type[Model], playbook: Playbook, names: list[str]) -> list[str]:
    data = {name: _example(model, name, playbook) for name in names}
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)
    return text.rstrip("\n").split("\n")


def _example(model: type[Model], name: str, playbook: Playbook, number: int = 0) -> object:
    """The field's own example; a reference to a record that exists; a group from the examples of its parts."""
    shape = shapes(model)[name].shape
    field = next(f for n, f in model.model_fields.items() if (f.alias or n) == name)
    to = next((note for note in _notes(field.annotation, field.metadata) if isinstance(note, To)), None)
    if field.examples:
        return field.examples[0]
    if shape.form == "list":
        return [_item(shape, to, playbook, i) for i in range(model.at_least.get(name, 1))]
    return _item(shape, to, playbook, number)


def _item(shape: Shape, to: To | None, playbook: Playbook, number: int) -> object:
    if to is not None:
        return _record(to, playbook, number)
    inner = _innermost(shape).model
    if inner is None:
        raise LookupError("a needed field is without an example")
    example = {n: _example(inner, n, playbook, number) for n, f in shapes(inner).items() if f.required}
    short = inner.long_form(Scalar(1, 1, "x"))
    if isinstance(short, Mapping) and [key.text for key, _ in short.entries] == list(example):
        return next(iter(example.values()))
    return example


def _record(to: To, playbook: Playbook, number: int) -> str:
    """An existing record that the field accepts: for roles those first whose work product operations enables."""
    kind = to.kinds[0] if to.kinds else "role"
    records = sorted(playbook.of_kind(kind), key=lambda r: isinstance(r, Role) and r.product_ops)
    ids = [record.id for record in records]
    id_ = ids[number % len(ids)] if ids else "an-id"
    return id_ if len(to.kinds) == 1 else f"{kind}:{id_}"


def _innermost(shape: Shape) -> Shape:
    return shape if shape.item is None else _innermost(shape.item)


def _notes(annotation: object, metadata: typing.Sequence[object]) -> Iterator[object]:
    yield from metadata
    if typing.get_origin(annotation) is typing.Annotated:
        yield from typing.get_args(annotation)[1:]
    for argument in typing.get_args(annotation):
        yield from _notes(argument, ())
