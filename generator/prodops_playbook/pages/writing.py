"""How records are written: every field of every kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..kinds import KINDS, Kind
from ..parts import Linker, Markup
from ..parts.plain import Plain
from ..views import handbook


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name`: as authors write it, such as `parties.promises.text`."""

    name: str
    required: bool
    takes: Markup
    description: Markup


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one kind. `name`: its address on the page.

    `single`: one file is the one record; `parts`: the path of a record says what it is. `folder`, `file`: where records
    are kept, below the folder of all.
    """

    name: str
    title: str
    single: bool
    parts: bool
    folder: str
    file: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class WritingPage:
    """What an author may write. `data`: the folder of the records; `common`: the fields of every record."""

    frame: Plain
    data: str
    common: tuple[Field, ...]
    kinds: tuple[Fields, ...]
    settings: tuple[Field, ...]


def page(here: Linker, frame: Plain) -> WritingPage:
    """The page for authors."""
    return WritingPage(
        frame=frame,
        data=here.playbook.data,
        common=_fields(here, handbook.common_fields(here.say)),
        kinds=tuple(_of_kind(here, kind) for kind in KINDS.values()),
        settings=_fields(here, handbook.settings_fields(here.say)),
    )


def _of_kind(here: Linker, kind: Kind) -> Fields:
    return Fields(
        name=kind.name,
        title=here.say(kind.title),
        single=kind.single,
        parts=bool(kind.parts),
        folder=kind.folder,
        file=kind.file,
        fields=_fields(here, handbook.kind_fields(kind, here.say)),
    )


def _fields(here: Linker, rows: Iterable[handbook.FieldRow]) -> tuple[Field, ...]:
    return tuple(Field(row.name, row.required, here.rich(row.takes), here.rich(row.description)) for row in rows)
