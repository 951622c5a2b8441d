"""What product operations does, shares and leaves to others: one map, or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kinds import Kind
from ..kinds.reference import ScopeMap
from ..parts import Linker, Markup
from ..parts.add import Add, add
from ..parts.aside import Aside, aside
from ..parts.plain import Plain, listed


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work, by who does it."""

    title: Markup
    ours: tuple[Markup, ...]
    shared: tuple[Markup, ...]
    not_ours: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A map of the work. `id`: its address on the page."""

    id: str
    lead: Markup
    rows: tuple[Work, ...]
    aside: Aside


@dataclass(frozen=True, slots=True)
class ScopeIndex:
    """Who does which kind of work."""

    frame: Plain
    maps: tuple[Map, ...]
    add: Add


def index(here: Linker, kind: Kind, records: Sequence[ScopeMap]) -> ScopeIndex:
    """The map of the scope."""
    return ScopeIndex(listed(here, kind, records), tuple(_map(here, record) for record in records), add(here, kind))


def _map(here: Linker, record: ScopeMap) -> Map:
    rows = (
        Work(here.rich(r.title), here.texts(r.ours), here.texts(r.shared), here.texts(r.not_ours)) for r in record.rows
    )
    return Map(record.id, here.lead(record), tuple(rows), aside(here, record, led=True))
