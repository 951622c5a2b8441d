"""What people come for, and where each need leads: a list, and a part of home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kinds import Kind
from ..kinds.reference import Door
from ..parts import Linker, Markup
from ..parts.add import Add, add
from ..parts.plain import Plain, listed


@dataclass(frozen=True, slots=True)
class Need:
    """A need, and the link to what answers it."""

    id: str
    need: Markup
    go: Markup


@dataclass(frozen=True, slots=True)
class DoorIndex:
    """Every need."""

    frame: Plain
    needs: tuple[Need, ...]
    add: Add


def index(here: Linker, kind: Kind, records: Sequence[Door]) -> DoorIndex:
    """The needs."""
    needs = (Need(door.id, here.rich(door.need), _go(here, door)) for door in records)
    return DoorIndex(listed(here, kind, records), tuple(needs), add(here, kind))


def _go(here: Linker, door: Door) -> Markup:
    to, url = door.go.to, door.go.url
    return here.link(to) if to else here.outside(url, door.go.title or url) if url else Markup("")
