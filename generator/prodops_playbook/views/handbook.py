"""What an author may write: every field of every kind, read from the models themselves, as `say` says it."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..kinds import Kind, Record, Settings
from ..types import Model, Prose, To
from ..types.context import Read
from ..types.prose import read_inline

Say = Callable[[str], str]
"""A message in the language of the page."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: `name` as authors write it (`parties.promises.text`), what it takes, what it is for."""

    name: str
    takes: Prose
    required: bool
    description: Prose


def _takes(annotation: object, say: Say) -> tuple[str, type[Model] | None]:
    """What a field takes in words, and the group of fields behind it."""
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        told = next((note.takes for note in args[1:] if isinstance(note, Read | To)), None)
        return (say(told), None) if told else _takes(args[0], say)
    if origin in (types.UnionType, typing.Union):
        return _takes(next(a for a in args if a is not type(None)), say)
    if origin is tuple:
        words, model = _takes(args[0], say)
        return say("a list: %(what)s") % {"what": words}, model
    if origin is dict:
        words, model = _takes(args[1], say)
        return say("names, each with %(what)s") % {"what": words}, model
    if origin is typing.Literal:
        return ", ".join(f"`{a}`" for a in args), None
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return say("fields"), annotation
    return say("text"), None


def _rows(
    model: type[Model], say: Say, prefix: str = "", *, leave_out: frozenset[str] = frozenset()
) -> Iterator[FieldRow]:
    for name, info in model.model_fields.items():
        if name in leave_out:
            continue
        annotation: object = info.annotation
        if info.metadata:
            annotation = typing.Annotated[(annotation, *info.metadata)]
        takes, inner = _takes(annotation, say)
        written = f"{prefix}{info.alias or name}"
        described = read_inline(say(info.description)) if info.description else read_inline("?")
        yield FieldRow(written, read_inline(takes), info.is_required(), described)
        if inner is not None:
            yield from _rows(inner, say, f"{written}.")


def common_fields(say: Say) -> tuple[FieldRow, ...]:
    """The fields that every record has."""
    return tuple(_rows(Record, say))


def kind_fields(kind: Kind, say: Say) -> tuple[FieldRow, ...]:
    """The fields that a kind adds, or makes required."""
    shared = frozenset(
        name
        for name, info in Record.model_fields.items()
        if kind.model.model_fields[name].is_required() == info.is_required()
        and kind.model.model_fields[name].description == info.description
    )
    return tuple(_rows(kind.model, say, leave_out=shared | kind.model.computed))


def settings_fields(say: Say) -> tuple[FieldRow, ...]:
    """The fields of playbook.yml."""
    return tuple(_rows(Settings, say))
