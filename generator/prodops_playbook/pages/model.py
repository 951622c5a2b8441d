"""The page of a maturity model: what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..kinds.maturity import MaturityModel
from ..kinds.questions import Dimension, Question
from ..links import Anchors
from ..parts import Linker, Markup
from ..parts.frame import Frame, Marked, frame
from ..views.assessed import page as beside


@dataclass(frozen=True, slots=True)
class Level:
    """One level, or the rung of a ladder that stands for it, with what lifts there."""

    number: int
    name: Markup
    means: Markup


@dataclass(frozen=True, slots=True)
class Rung:
    """One sentence of a ladder, with the records that lift there."""

    level: int
    sentence: Markup
    lifts: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a graded question, and what it counts."""

    label: Markup
    value: Decimal


@dataclass(frozen=True, slots=True)
class Lifts:
    """The records that lift to a level."""

    level: int
    records: Markup


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: a ladder, or options that count at one level, `counts_at`.

    `gate`: the option as which an answer counts at most with a criterion open.
    """

    id: str
    text: str
    why: Markup
    ladder: tuple[Rung, ...]
    counts_at: int | None
    level_name: str
    options: tuple[Option, ...]
    criteria: tuple[Markup, ...]
    gate: str
    lifts: tuple[Lifts, ...]
    na: bool
    evidence: tuple[str, ...]
    roles: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """One dimension with its questions."""

    id: str
    title: str
    groups: tuple[Markup, ...]
    principle: Markup
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A question that is no longer asked."""

    id: str
    since: str
    reason: Markup
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelPage:
    """Questions with which a group finds out where it stands. `assess`, `results`, `counting`: links to those pages."""

    frame: Frame
    assess: Markup
    results: Markup
    counting: Markup
    teams: bool
    sides: tuple[str, ...]
    version: str
    latest: tuple[Marked, ...]
    levels: tuple[Level, ...]
    dimensions: tuple[Part, ...]
    retired: tuple[Gone, ...]


def page(here: Linker, record: MaturityModel) -> ModelPage:
    """The page of one model."""
    anchors, assessed = Anchors(), here.book.assessed
    latest = (found.result for found in assessed.latest(record))
    return ModelPage(
        frame=frame(here, record),
        assess=here.page_link(beside(record, "assess"), here.say("Assess yourselves")),
        results=here.page_link(beside(record, "results"), here.say("What they say together")),
        counting=here.page_link(beside(record, "counting"), here.say("How it is counted")),
        teams=record.subject == "team",
        sides=record.sides,
        version=record.version,
        latest=tuple(Marked(here.link(r, f"{assessed.whose(r)}, {r.date}"), r.example) for r in latest),
        levels=tuple(
            Level(number, here.rich(level.name), here.rich(level.means))
            for number, level in zip(record.level_numbers, record.levels, strict=True)
        ),
        dimensions=tuple(_part(here, anchors, record, dimension) for dimension in record.dimensions),
        retired=tuple(Gone(gone.id, gone.in_, here.rich(gone.reason), gone.replaced_by) for gone in record.retired),
    )


def _part(here: Linker, anchors: Anchors, model: MaturityModel, dimension: Dimension) -> Part:
    return Part(
        id=anchors(dimension.id),
        title=dimension.title,
        groups=tuple(here.rich(group.title) for group in model.groups if group.id == dimension.group),
        principle=here.link(dimension.principle) if dimension.principle else Markup(""),
        questions=tuple(_asked(here, anchors, model, q) for q in model.questions if q.dimension == dimension.id),
    )


def _asked(here: Linker, anchors: Anchors, model: MaturityModel, question: Question) -> Asked:
    level = model.counting.level(question.level) if question.level else None
    gate = (option.label for option in model.options(question) if option.id == question.criteria_gate)
    return Asked(
        id=anchors(question.id),
        text=question.text,
        why=here.rich(question.why),
        ladder=tuple(_ladder(here, question)),
        counts_at=question.level if level else None,
        level_name=level.name if level else "",
        options=tuple(Option(here.rich(option.label), option.value) for option in model.options(question)),
        criteria=here.texts(question.criteria.values()),
        gate=next(gate, ""),
        lifts=tuple(Lifts(level, here.links(records)) for level, records in sorted(question.raise_.items())),
        na=question.na,
        evidence=question.evidence,
        roles=here.links(question.roles),
    )


def _ladder(here: Linker, question: Question) -> Iterator[Rung]:
    for level, sentence in sorted(question.ladder.items()):
        yield Rung(level, here.rich(sentence), tuple(map(here.link, question.raise_.get(level, ()))))
