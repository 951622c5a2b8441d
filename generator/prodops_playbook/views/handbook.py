"""What an author may write: every field of every kind, read from the models themselves."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds import Kind, Record, Settings
from ..types import Model, Prose, To
from ..types.context import Read
from ..types.prose import read_inline


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: `name` as authors write it (`parties.promises.text`), what it takes, what it is for."""

    name: str
    takes: Prose
    required: bool
    description: Prose


def _takes(annotation: object) -> tuple[str, type[Model] | None]:
    """What a field takes in words, and the group of fields behind it."""
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        told = next((note.takes for note in args[1:] if isinstance(note, Read | To)), None)
        return (told, None) if told else _takes(args[0])
    if origin in (types.UnionType, typing.Union):
        return _takes(next(a for a in args if a is not type(None)))
    if origin is tuple:
        words, model = _takes(args[0])
        return f"a list: {words}", model
    if origin is dict:
        words, model = _takes(args[1])
        return f"names, each with {words}", model
    if origin is typing.Literal:
        return ", ".join(f"`{a}`" for a in args), None
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return "fields", annotation
    return "text", None


def _rows(model: type[Model], prefix: str = "", *, leave_out: frozenset[str] = frozenset()) -> Iterator[FieldRow]:
    for name, info in model.model_fields.items():
        if name in leave_out:
            continue
        annotation: object = info.annotation
        if info.metadata:
            annotation = typing.Annotated[(annotation, *info.metadata)]
        takes, inner = _takes(annotation)
        written = f"{prefix}{info.alias or name}"
        yield FieldRow(written, read_inline(takes), info.is_required(), read_inline(info.description or "?"))
        if inner is not None:
            yield from _rows(inner, f"{written}.")


def common_fields() -> tuple[FieldRow, ...]:
    """The fields that every record has."""
    return tuple(_rows(Record))


def kind_fields(kind: Kind) -> tuple[FieldRow, ...]:
    """The fields that a kind adds, or makes required."""
    shared = frozenset(
        name
        for name, info in Record.model_fields.items()
        if kind.model.model_fields[name].is_required() == info.is_required()
        and kind.model.model_fields[name].description == info.description
    )
    return tuple(_rows(kind.model, leave_out=shared | kind.model.computed))


def settings_fields() -> tuple[FieldRow, ...]:
    """The fields of playbook.yml."""
    return tuple(_rows(Settings))
