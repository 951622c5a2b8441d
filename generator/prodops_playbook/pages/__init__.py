"""Every page as a value: what a template places, and nothing else, made from one record or from the playbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..kinds import OTHER_PAGES, Kind, Record
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
from ..parts.plain import Plain, plain
from . import (
    agreement,
    area,
    cards,
    changed,
    checklist,
    door,
    index,
    maturity,
    metric,
    principle,
    process,
    promises,
    ritual,
    role,
    scope,
    team,
    template,
    term,
    tool,
    whole,
    writing,
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


_WHOLE: Mapping[str, Callable[[Linker, Plain], object]] = {
    "cards.md": cards.page,
    "checks.md": whole.checks_page,
    "coverage.md": whole.coverage_page,
    "library.md": whole.library_page,
    "promises.md": promises.page,
    "values.md": whole.values_page,
    "what-changed.md": changed.page,
    "writing-records.md": writing.page,
}


def of_whole(here: Linker, name: str, source: str | None = None) -> object:
    """One of the pages that are made from the playbook as a whole. `source`: the path of the file behind it."""
    return _WHOLE[name](here, plain(here, *OTHER_PAGES[name], source))
