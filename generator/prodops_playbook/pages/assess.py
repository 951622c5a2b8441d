"""The page on which a group assesses itself, complete as a form for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import escaping
from ..kinds.maturity import MaturityModel
from ..kinds.questions import Question
from ..links import Anchors
from ..parts import Linker, Markup
from ..parts.colophon import Colophon
from ..parts.plain import Plain, plain
from ..types import Reference
from ..views.assessing import assessing


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to tick. `code`: how it is written when answers are typed in; `value`: what a result says."""

    code: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What must hold for the full answer."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the form. `name`: that of its fields; `evidence`: what could show the answer, as an example."""

    id: str
    number: int
    name: str
    text: str
    why: str
    choices: tuple[Choice, ...]
    na: bool
    criteria: tuple[Criterion, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Part:
    """One dimension of the form."""

    id: str
    anchor: str
    title: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """A link that the script reads, and after it where the record stands. `record`: its name, where it may be seen."""

    link: Markup
    record: str
    standing: Markup


@dataclass(frozen=True, slots=True)
class Level:
    """What lifts to a level."""

    number: int
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Lifts:
    """What the playbook has to offer for one question, and whom to ask."""

    text: str
    levels: tuple[Level, ...]
    ask: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """What lifts one dimension. `principle`: its link and its name for the script."""

    title: str
    principle: Lead | None
    questions: tuple[Lifts, ...]


@dataclass(frozen=True, slots=True)
class AssessPage:
    """The form, and what a script needs to make it live: `data`."""

    frame: Plain
    prompt: Markup
    teams: bool
    data: Markup
    dimensions: tuple[Part, ...]
    offers: tuple[Offers, ...]
    colophon: Colophon


def page(here: Linker, record: MaturityModel, title: str) -> AssessPage:
    """The page to answer one model."""
    anchors, numbers = Anchors(), iter(range(1, len(record.questions) + 1))
    data = assessing(here.playbook, record, here.book.assessed)
    asked = {d.id: [q for q in record.questions if q.dimension == d.id] for d in record.dimensions}
    return AssessPage(
        frame=plain(here, title, record.lead(here.playbook.words), record.path),
        prompt=here.rich(record.prompt) if record.prompt != record.lead() else Markup(""),
        teams=record.subject == "team",
        data=Markup(escaping.attribute_json(data)),
        dimensions=tuple(
            Part(d.id, anchors(d.id), d.title, tuple(_asked(record, q, next(numbers)) for q in asked[d.id]))
            for d in record.dimensions
        ),
        offers=tuple(
            Offers(
                d.title,
                _lead(here, d.principle) if d.principle else None,
                tuple(_lifts(here, question) for question in asked[d.id]),
            )
            for d in record.dimensions
        ),
        colophon=Colophon(record.title, record.version, None, here.book.site_address),
    )


def _asked(model: MaturityModel, question: Question, number: int) -> Asked:
    return Asked(
        id=question.id,
        number=number,
        name=f"q{number}",
        text=question.text,
        why=question.why or "",
        choices=tuple(_choices(model, question)),
        na=question.na,
        criteria=tuple(Criterion(id_, text) for id_, text in question.criteria.items()),
        evidence=question.evidence[0] if question.evidence else "",
    )


def _choices(model: MaturityModel, question: Question) -> Iterator[Choice]:
    if question.ladder:
        for level, sentence in sorted(question.ladder.items()):
            yield Choice(str(level), str(level), sentence)
    else:
        for number, option in enumerate(model.options(question), 1):
            yield Choice(str(number), option.id, option.label)


def _lead(here: Linker, reference: Reference) -> Lead:
    record = reference.target if here.find(reference) else ""
    return Lead(here.link(reference), record, here.standing(reference))


def _lifts(here: Linker, question: Question) -> Lifts:
    def leads(references: tuple[Reference, ...]) -> tuple[Lead, ...]:
        return tuple(_lead(here, reference) for reference in references)

    levels = tuple(Level(level, leads(records)) for level, records in sorted(question.raise_.items()))
    return Lifts(question.text, levels, leads(question.roles))
