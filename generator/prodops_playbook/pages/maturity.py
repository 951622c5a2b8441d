"""The lists of maturity models and of their results."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Sequence
from dataclasses import dataclass

from ..kinds import Kind
from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..kinds.scored import Scored
from ..maturity.profile import lowest
from ..parts import Linker, Markup, escape
from ..parts.add import Add, add
from ..parts.plain import Plain, listed


@dataclass(frozen=True, slots=True)
class Low:
    """A part of a model that is lowest in a result."""

    dimension: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest result of one side or team."""

    link: Markup
    example: bool
    on: datetime.date
    lowest: tuple[Low, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model, with the ways to its pages. `status`: empty for one in use; `subject`: `team` or `function`."""

    link: Markup
    example: bool
    status: str
    lead: Markup
    assess: Markup
    questions: Markup
    results: Markup
    counting: Markup
    subject: str
    latest: tuple[Latest, ...]


@dataclass(frozen=True, slots=True)
class ModelIndex:
    """The models, with where each side or team stands."""

    frame: Plain
    models: tuple[Model, ...]
    add: Add


@dataclass(frozen=True, slots=True)
class Row:
    """One result. `draft`: it does not count yet; `people`: how many took part, 0 where that is not said."""

    link: Markup
    example: bool
    draft: bool
    whose: Markup
    model: Markup
    people: int


@dataclass(frozen=True, slots=True)
class ResultIndex:
    """All results, the newest first. `data`, `file`: where one is kept; `models`: the ids that one can be begun for."""

    frame: Plain
    rows: tuple[Row, ...]
    data: str
    file: str
    models: tuple[str, ...]


def models(here: Linker, kind: Kind, records: Sequence[MaturityModel]) -> ModelIndex:
    """The list of models."""
    return ModelIndex(listed(here, kind, records), tuple(_model(here, model) for model in records), add(here, kind))


def _model(here: Linker, model: MaturityModel) -> Model:
    assessed = here.book.assessed
    return Model(
        link=here.link(model),
        example=model.example,
        status="" if model.in_use else model.status,
        lead=here.lead(model),
        assess=here.page_link(assessed.page(model, "assess"), here.say("Assess yourselves")),
        questions=here.link(model, here.say("The questions")),
        results=here.page_link(assessed.page(model, "results"), here.say("Results")),
        counting=here.page_link(assessed.page(model, "counting"), here.say("How it is counted")),
        subject=model.subject,
        latest=tuple(_latest(here, model, found) for found in assessed.latest(model)),
    )


def _latest(here: Linker, model: MaturityModel, found: Scored) -> Latest:
    result, titles = found.result, {dimension.id: dimension.title for dimension in model.dimensions}
    low = tuple(Low(titles[id_], found.dimensions[id_].level) for id_ in lowest(found))
    return Latest(here.link(result, here.book.assessed.called(result)), result.example, result.date, low)


def results(here: Linker, kind: Kind, records: Sequence[Result]) -> ResultIndex:
    """The list of results."""
    newest = sorted(records, key=operator.attrgetter("date"), reverse=True)
    return ResultIndex(
        frame=listed(here, kind, records),
        rows=tuple(_row(here, result) for result in newest),
        data=here.playbook.data,
        file=kind.file,
        models=tuple(model.id for model in here.playbook.all(MaturityModel)),
    )


def _row(here: Linker, result: Result) -> Row:
    return Row(
        link=here.link(result, str(result.date)),
        example=result.example,
        draft=result.state == "draft",
        whose=here.link(result.team) if result.team else escape(result.side),
        model=here.link(result.model),
        people=result.count,
    )
