"""The page of a result: what a group answered on one day, and what it comes to."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..kinds.assessment import Action, Answer, Result
from ..kinds.maturity import MaturityModel
from ..kinds.questions import Question
from ..kinds.scored import Scored as Found
from ..maturity import profile, tables
from ..maturity.limits import ALL, UNKNOWN
from ..maturity.tables import Table
from ..maturity.wording import phrases
from ..parts import Book, Linker, Markup, escape
from ..parts.frame import Frame, frame
from ..parts.levels import Bar, bar, called, percent
from ..views.assessed import Part as Seen
from ..views.assessed import page as beside
from .since import OverTime, Since, over_time, since
from .talk import Talk, talk


@dataclass(frozen=True, slots=True)
class People:
    """How many people of a role took part."""

    role: Markup
    number: int


@dataclass(frozen=True, slots=True)
class Part:
    """One dimension. `more`: what else the level could be; `unsettled`: the middle of the votes stands for agreement.

    `open`: a question could still raise it.
    """

    title: str
    bar: Bar
    level: int | None
    words: str
    called: str
    more: str
    unsettled: bool
    last: int | None
    target: int | None
    by: datetime.date | None
    open: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """How the level of some dimensions comes about."""

    sentence: str
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lifts a dimension to a level."""

    title: str
    level: int
    records: Markup


@dataclass(frozen=True, slots=True)
class Scored:
    """What a result comes to by the questions, weights and rules of its model. `widest`: where people differ most."""

    model: str
    version: str
    whose: str
    all_sides: bool
    parts: tuple[Part, ...]
    lowest: tuple[str, ...]
    as_low: tuple[str, ...]
    widest: str
    rules: tuple[Rule, ...]
    counting: Markup
    points: Table
    groups: Table
    percent_to_target: str
    aimed: tuple[Ahead, ...]
    others: tuple[Ahead, ...]
    talk: Talk | None
    since: tuple[Since, ...]
    over_time: OverTime | None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next."""

    question: str
    to: str
    note: Markup
    go: Markup
    owner: Markup
    due: datetime.date | None


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to one question: one of `na` (why not), `unknown`, `level` (with its sentence) and `answer`, or none.

    `votes`: what people chose, and how many; only with so many that they tell on nobody.
    """

    text: str
    na: str
    unknown: bool
    level: int | None
    sentence: Markup
    answer: Markup
    criteria: tuple[str, ...]
    votes: tuple[tuple[str, int], ...]
    note: Markup
    confidence: int | None
    evidence: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What a group answered. `scored` is None where readers may not see the model."""

    frame: Frame
    called: str
    draft: bool
    summary: str
    model: Markup
    version: str
    compare: Markup
    team: Markup
    on: datetime.date
    method: str
    count: int | None
    roles: tuple[People, ...]
    scored: Scored | None
    actions: tuple[NextStep, ...]
    answers: tuple[Said, ...]


def title(book: Book, record: Result) -> str:
    """What a result is called: whose, and of which day."""
    return f"{book.assessed.called(record)}, {record.date}"


def page(here: Linker, record: Result) -> ResultPage:
    """The page of one result."""
    assessed = here.book.assessed
    model, found = assessed.model(record), assessed.score(record)
    people = record.respondents
    every = here.say("every team") if record.team else here.say("every side")
    return ResultPage(
        frame=frame(here, record, title(here.book, record)),
        called=assessed.called(record),
        draft=record.state == "draft",
        summary=record.first_words(here.playbook.words),
        model=here.link(record.model),
        version=record.version,
        compare=here.page_link(beside(model, "results"), every) if model else Markup(""),
        team=here.link(record.team) if record.team else Markup(""),
        on=record.date,
        method=record.method,
        count=people.count if people else None,
        roles=tuple(People(here.link(role), number) for role, number in people.roles.items())
        if people and record.many
        else (),
        scored=_scored(here, found) if found else None,
        actions=tuple(_action(here, model, action) for action in record.actions),
        answers=tuple(_said(here, record, model, id_, answer) for id_, answer in record.answers.items()),
    )


def _scored(here: Linker, found: Found) -> Scored:
    assessed, model = here.book.assessed, found.model
    said = phrases(model, here.playbook.words)
    parts, ahead = assessed.profile(found), assessed.ahead(found)
    titles = {dimension.id: dimension.title for dimension in model.dimensions}
    low, as_low, widest = profile.lowest(found), profile.as_low(found), profile.widest(found)
    return Scored(
        model=model.title,
        version=model.version if found.other_version else "",
        whose=assessed.whose(found.result),
        all_sides=found.result.side == ALL,
        parts=tuple(_part(here, found, part) for part in parts),
        lowest=tuple(title for id_, title in titles.items() if id_ in low),
        as_low=tuple(title for id_, title in titles.items() if id_ in as_low),
        widest=model.by_id[widest].text if widest else "",
        rules=tuple(_rules(parts)),
        counting=here.page_link(beside(model, "counting"), here.say("How it is counted")),
        points=tables.points(found, said),
        groups=tables.groups(found, said),
        percent_to_target=percent(found.percent_to_target),
        aimed=tuple(Ahead(a.dimension.title, a.level, here.links(a.records)) for a in ahead if a.aimed),
        others=tuple(Ahead(a.dimension.title, a.level, here.links(a.records)) for a in ahead if not a.aimed),
        talk=talk(found, said),
        since=tuple(since(here, found, compared) for compared in assessed.since(found)),
        over_time=over_time(here, found),
    )


def _part(here: Linker, found: Found, part: Seen) -> Part:
    scored, target = part.found, part.target
    return Part(
        title=part.dimension.title,
        bar=bar(scored, found.model.top, target=target.level if target else None, last=part.last),
        level=scored.level,
        words=part.words,
        called=called(here, found.model, scored.level),
        more=part.more,
        unsettled=bool(found.unsettled(part.dimension.id)),
        last=part.last,
        target=target.level if target else None,
        by=target.by if target else None,
        open=scored.max > 0 and scored.coverage != 1,
    )


def _rules(parts: Iterable[Seen]) -> Iterator[Rule]:
    for sentence, group in groupby(sorted(parts, key=operator.attrgetter("explained")), lambda part: part.explained):
        yield Rule(sentence, tuple(part.dimension.title for part in group))


def _action(here: Linker, model: MaturityModel | None, action: Action) -> NextStep:
    question = model.by_id.get(action.question) if model else None
    return NextStep(
        question=question.text if question else action.question,
        to=action.to or "",
        note=here.rich(action.note),
        go=here.link(action.go) if action.go else Markup(""),
        owner=here.link(action.owner) if action.owner else Markup(""),
        due=action.due,
    )


def _said(here: Linker, record: Result, model: MaturityModel | None, id_: str, answer: Answer) -> Said:
    question = model.by_id.get(id_) if model else None
    criteria = question.criteria if question else {}
    level = answer.level
    return Said(
        text=question.text if question else id_,
        na=answer.na or "",
        unknown=answer.unknown,
        level=level,
        sentence=here.rich(question.ladder.get(level)) if question and level is not None else Markup(""),
        answer=_answer(here, model, question, answer),
        criteria=tuple(criteria.get(name, name) for name in answer.criteria),
        votes=tuple(("" if choice == UNKNOWN else choice, number) for choice, number in answer.votes.items())
        if record.many
        else (),
        note=here.rich(answer.note),
        confidence=answer.confidence,
        evidence=tuple(here.outside(e.url, e.title) if e.url else here.rich(e.title) for e in answer.evidence),
    )


def _answer(here: Linker, model: MaturityModel | None, question: Question | None, answer: Answer) -> Markup:
    options = model.options(question) if model and question else ()
    label = next((option.label for option in options if option.id == answer.answer), None)
    return here.rich(label) if label is not None else escape(answer.answer or "")
