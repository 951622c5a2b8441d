"""What people come for, and where each need leads: a list, and a part of home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kinds import Kind
from ..kinds.reference import Door
from ..parts import Linker, Markup, escape
from ..parts.add import Add, add
from ..parts.aside import Aside, aside
from ..parts.plain import Plain, listed

MANY = 8
"""The doors from which on a script adds a field that narrows them down."""


@dataclass(frozen=True, slots=True)
class Need:
    """A need, and the link to what answers it."""

    id: str
    need: Markup
    go: Markup
    aside: Aside


@dataclass(frozen=True, slots=True)
class DoorIndex:
    """Every need."""

    frame: Plain
    needs: tuple[Need, ...]
    add: Add


def index(here: Linker, kind: Kind, records: Sequence[Door]) -> DoorIndex:
    """The needs."""
    needs = (Need(door.id, here.rich(door.need), _go(here, door), aside(here, door)) for door in records)
    return DoorIndex(listed(here, kind, records), tuple(needs), add(here, kind))


def _go(here: Linker, door: Door) -> Markup:
    to, url = door.go.to, door.go.url
    return here.link(to) if to else here.outside(url, door.go.title or url) if url else Markup("")


@dataclass(frozen=True, slots=True)
class Way:
    """A need that is itself the link. `where`: what answers it."""

    link: Markup
    where: Markup


@dataclass(frozen=True, slots=True)
class DoorsView:
    """The needs in use: those with a place of their own, then the others. `many`: enough to narrow them down."""

    first: tuple[Way, ...]
    others: tuple[Way, ...]
    many: bool


def view(here: Linker) -> DoorsView:
    """The needs, for a page that people wrote."""
    doors = [door for door in here.playbook.all(Door) if door.in_use]
    first = tuple(_way(here, door) for door in doors if door.order is not None)
    others = tuple(_way(here, door) for door in doors if door.order is None)
    return DoorsView(first, others, len(doors) >= MANY)


def _way(here: Linker, door: Door) -> Way:
    to, url = door.go.to, door.go.url
    if to:
        return Way(here.link(to, door.need), here.name(to))
    return Way(here.outside(url, door.need), escape(door.go.title or url)) if url else Way(Markup(""), Markup(""))
