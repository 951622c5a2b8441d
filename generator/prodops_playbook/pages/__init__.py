"""Every page as a value: what a template places, and nothing else, made from one record or from the playbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..kinds import Kind, Record
from ..kinds.agreement import Agreement
from ..kinds.assessment import Result
from ..kinds.checklist import Checklist
from ..kinds.maturity import MaturityModel
from ..kinds.people import Area, Role, Team
from ..kinds.principle import Principle
from ..kinds.process import Process
from ..kinds.reference import Door, Metric, Ritual, ScopeMap, Template, Term, Tool
from ..parts import Linker
from ..parts.frame import Frame, frame
from . import (
    agreement,
    area,
    checklist,
    door,
    index,
    maturity,
    metric,
    principle,
    process,
    ritual,
    role,
    scope,
    team,
    template,
    term,
    tool,
)


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page whose template still takes its record."""

    frame: Frame


_PAGES: Mapping[type[Record], Callable[[Linker, Any], object]] = {
    Agreement: agreement.page,
    Area: area.page,
    Checklist: checklist.page,
    Metric: metric.page,
    Principle: principle.page,
    Process: process.page,
    Ritual: ritual.page,
    Role: role.page,
    Team: team.page,
    Template: template.page,
    Tool: tool.page,
}


def of_record(here: Linker, record: Record, title: str) -> object:
    """The page of one record."""
    make = _PAGES.get(type(record))
    return make(here, record) if make else RecordPage(frame(here, record, title))


# The kinds whose lists are no plain tables.
_INDEXES: Mapping[type[Record], Callable[[Linker, Kind, Any], object]] = {
    Area: area.index,
    Door: door.index,
    MaturityModel: maturity.models,
    Principle: principle.index,
    Result: maturity.results,
    ScopeMap: scope.index,
    Team: team.index,
    Term: term.index,
}


def of_kind(here: Linker, kind: Kind, records: Sequence[Record]) -> object:
    """The list of one kind."""
    return _INDEXES.get(kind.model, index.index)(here, kind, records)
