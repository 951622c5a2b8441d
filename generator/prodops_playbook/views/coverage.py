"""How far the playbook puts its principles into practice: principles against kinds, in use and in the library."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds import KINDS, Kind, Record
from ..kinds.principle import Principle
from ..playbook import Playbook
from ..types import Meaning

COUNTED = ("process", "agreement", "checklist", "ritual", "metric")
"""The kinds that can put a principle into practice."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Records of one kind that apply one principle."""

    in_use: tuple[Record, ...]
    library: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One principle, with a cell for each counted kind."""

    principle: Record
    cells: tuple[Cell, ...]


def kinds() -> tuple[Kind, ...]:
    """The columns of the table."""
    return tuple(KINDS[name] for name in COUNTED)


def coverage(playbook: Playbook) -> tuple[Row, ...]:
    """A row for each principle, in their order."""
    rows = []
    for principle in playbook.all(Principle):
        applied = playbook.backlinks(principle).get(Meaning.APPLIED_BY, ())
        cells = []
        for name in COUNTED:
            records = [r for r in applied if r.kind == name]
            cells.append(
                Cell(
                    tuple(r for r in records if r.in_use),
                    tuple(r for r in records if r.status == "library"),
                )
            )
        rows.append(Row(principle, tuple(cells)))
    return tuple(rows)


def counts(playbook: Playbook) -> tuple[int, int]:
    """How many processes, agreements, checklists and rituals are in use, and how many wait in the library."""
    records = [r for name in ("process", "agreement", "checklist", "ritual") for r in playbook.of_kind(name)]
    return sum(r.in_use for r in records), sum(r.status == "library" for r in records)
