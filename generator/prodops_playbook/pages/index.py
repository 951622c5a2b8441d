"""The list of a kind: those in use first, then the library and what is retired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..kinds import Kind, Record
from ..kinds.reference import Ritual
from ..parts import Linker, Markup
from ..parts.add import Add, add
from ..parts.plain import Plain, listed

ENOUGH = 5
"""The records from which on a list can be narrowed down."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. `every`, `hours`: of a meeting, how often it comes round, and what it costs everybody a month."""

    link: Markup
    example: bool
    lead: Markup
    every: str
    hours: Decimal | None
    owner: Markup
    principles: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Records by whether they are used. `long`: enough to narrow them down; `apart`: by what, besides words."""

    in_use: tuple[Row, ...]
    library: tuple[Row, ...]
    retired: tuple[Row, ...]
    long: bool
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The records of one kind."""

    frame: Plain
    table: Table
    add: Add


def index(here: Linker, kind: Kind, records: Sequence[Record]) -> Index:
    """The list of a kind without a table of its own."""
    return Index(listed(here, kind, records), table(here, records), add(here, kind))


def table(here: Linker, records: Sequence[Record]) -> Table:
    """Records in a table."""

    def rows(found: Iterable[Record]) -> tuple[Row, ...]:
        return tuple(_row(here, record) for record in found)

    return Table(
        in_use=rows(r for r in records if r.in_use),
        library=rows(r for r in records if r.status == "library"),
        retired=rows(r for r in records if r.status == "retired"),
        long=len(records) >= ENOUGH,
        apart=tuple(_apart(here, records)),
    )


def _row(here: Linker, record: Record) -> Row:
    owner = here.playbook.owner(record)
    meeting = record if isinstance(record, Ritual) else None
    return Row(
        link=here.link(record),
        example=record.example,
        lead=here.lead(record),
        every=meeting.every if meeting else "",
        hours=meeting.hours_a_month if meeting else None,
        owner=here.link(owner) if owner else Markup(""),
        principles=tuple(map(here.link, record.principles)),
    )


def _apart(here: Linker, records: Sequence[Record]) -> Iterator[str]:
    """The names of what tells the records apart."""
    owners = {owner.key for owner in map(here.playbook.owner, records) if owner}
    principles = {principle.id for record in records for principle in record.principles}
    standings = {"used" if record.in_use else record.status for record in records}
    for name, found in (("owner", owners), ("principle", principles), ("status", standings)):
        if len(found) > 1:
            yield name
