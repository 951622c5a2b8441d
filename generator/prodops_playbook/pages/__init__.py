"""Every page as a value: what a template places, and nothing else, made from one record or from the playbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from ..parts.plain import Plain, plain
from . import (
    agreement,
    area,
    assess,
    cards,
    changed,
    checklist,
    counting,
    door,
    index,
    maturity,
    metric,
    model,
    principle,
    process,
    promises,
    result,
    results,
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

_PAGES: Mapping[type[Record], Callable[[Linker, Any], object]] = {
    Agreement: agreement.page,
    Area: area.page,
    Checklist: checklist.page,
    MaturityModel: model.page,
    Metric: metric.page,
    Principle: principle.page,
    Process: process.page,
    Result: result.page,
    Ritual: ritual.page,
    Role: role.page,
    Team: team.page,
    Template: template.page,
    Tool: tool.page,
}


BESIDE: Mapping[str, Callable[..., object]] = {
    "assess": assess.page,
    "counting": counting.page,
    "results": results.page,
}
"""The pages beside that of a maturity model, by the last part of their address; each is made with its title."""


def of_record(here: Linker, record: Record) -> object:
    """The page of one record."""
    return _PAGES[type(record)](here, record)


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
    title, about = map(here.say, OTHER_PAGES[name])
    return _WHOLE[name](here, plain(here, title, about, source))
