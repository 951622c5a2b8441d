"""How a maturity model counts, with its own numbers and an example that the engine itself worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..kinds.maturity import MaturityModel
from ..maturity import wording
from ..maturity.counting import Counting
from ..maturity.replies import Reply
from ..parts import Linker, Markup
from ..parts.levels import decimal, percent
from ..parts.plain import Plain, plain
from ..views import counting
from ..views.assessed import page as beside


@dataclass(frozen=True, slots=True)
class Short:
    """The rule in a sentence that is exact for these dimensions; without any, for all."""

    sentence: str
    dimensions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worth:
    """An answer, and what it counts."""

    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of the example, with its answer; empty for “don't know”. `counted`: at each level."""

    text: str
    answer: str
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Answers that nobody gave, and what they come to."""

    dimension: str
    answers: tuple[Answered, ...]
    reached: tuple[str, ...]
    level: str
    points: str
    most: int


@dataclass(frozen=True, slots=True)
class CountingPage:
    """The rules of one model. Shares are in percent; `usual`: whether its thresholds are the usual ones."""

    frame: Plain
    top: int
    ladders: bool
    zero: bool
    answer_sets: tuple[tuple[Worth, ...], ...]
    graded: bool
    criteria: bool
    weights: bool
    reach: str
    below: str
    min_coverage: str
    short: tuple[Short, ...]
    na: bool
    groups: bool
    example: Example | None
    usual: bool
    questions: Markup
    results: Markup


def page(here: Linker, record: MaturityModel, title: str) -> CountingPage:
    """The page of one model's rules."""
    model, asked = record.counting, record.questions
    rules = model.scoring
    graded = [question for question in asked if not question.ladder]
    return CountingPage(
        frame=plain(here, title, "", record.path),
        top=model.top,
        ladders=any(question.ladder for question in asked),
        zero=model.lowest == 0,
        answer_sets=tuple(
            tuple(Worth(option.label, option.value) for option in options)
            for _, options in sorted(record.answer_sets.items(), key=lambda named: named[0].lower())
        ),
        graded=bool(graded),
        criteria=any(question.criteria_gate for question in graded),
        weights=len({question.weight for question in asked}) > 1,
        reach=percent(rules.reach),
        below=percent(rules.below),
        min_coverage=percent(rules.min_coverage),
        short=tuple(_short(here, model)),
        na=any(question.na for question in asked),
        groups=bool(record.groups),
        example=_example(here, model),
        usual=counting.usual(model),
        questions=here.link(record, here.say("The questions")),
        results=here.page_link(beside(record, "results"), here.say("Results")),
    )


def _short(here: Linker, model: Counting) -> Iterator[Short]:
    for sentence, dimensions in counting.in_short(model, here.playbook.words).items():
        some = len(dimensions) < len(model.dimensions)
        yield Short(sentence, tuple(d.title for d in dimensions) if some else ())


def _example(here: Linker, model: Counting) -> Example | None:
    worked = counting.worked(model, here.playbook.words)
    if worked is None:
        return None
    return Example(
        dimension=worked.dimension.title,
        answers=tuple(_answered(model, reply) for reply in worked.replies),
        reached=tuple(map(percent, worked.found.attainment)),
        level=worked.words,
        points=decimal(worked.found.points),
        most=worked.found.max,
    )


def _answered(model: Counting, reply: Reply) -> Answered:
    question, answer = reply.question, ""
    if reply.choice is not None:
        ladder = question.ladder
        answer = str(model.level_numbers[reply.choice]) if ladder else model.options(question)[reply.choice].label
    own = reply.counted.own if reply.counted else None
    counted = tuple("" if part is None else wording.decimal(part) for part in own or (None,) * model.top)
    return Answered(question.text, answer, counted)
