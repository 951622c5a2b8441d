"""What changed between two results of one model: only questions that both answer are compared.

How maturity.md is read:

- A question is shared when both results answer it, each under its own id or an old one. "Don't know" and "not
  applicable" answer nothing that could be compared.
- The shared weight is looked at for each dimension: the weight of the questions that both answer, of those that either
  answers. Below 80 % the line breaks there and no change is told; so it does everywhere when the first number of the
  model's version is another. Where neither answers anything there is no line.
- Questions that are no longer asked have no weight any more, and count on neither side.
- The target on the way is the later result's; where it has none, the earlier one's.
- Two sides, or two teams, are apart; neither is on the way from the other. So there is no progress between them.
- A result keeps its own level in a trend. Only the change beside it comes from the shared questions.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ..words import later
from .counting import Counting, Dimension, Question, numbers
from .limits import LIMITS
from .plain import plain
from .replies import Reply, place_of, replies
from .scores import Score, choice_name, dimension_score
from .scoring import DimensionScore
from .sheet import Sheet
from .targets import progress


class Break(StrEnum):
    """Why two results cannot be compared."""

    VERSION = "version"
    QUESTIONS = "questions"

    @property
    def words(self) -> str:
        """The reason as people read it."""
        return {
            Break.VERSION: later("the model was another one then"),
            Break.QUESTIONS: later("too few questions were answered both times"),
        }[self]


@dataclass(frozen=True, slots=True)
class Moved:
    """A shared question whose answer changed, with both answers as results write them."""

    question: str
    before: int | str | None
    after: int | str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One dimension in two results, scored over the shared questions alone.

    `shared` is None where neither result answers anything. Where the line is `broken`, nothing is compared: the scores
    are None. `progress` is the part of the way to the target that is done, None without a target or a way.
    """

    shared: Fraction | None
    broken: Break | None
    before: DimensionScore | None = None
    after: DimensionScore | None = None
    progress: Fraction | None = None
    moved: tuple[Moved, ...] = ()

    @property
    def points(self) -> Fraction | None:
        """How many points more (or fewer) than before."""
        if self.before is None or self.after is None or self.before.points is None or self.after.points is None:
            return None
        return self.after.points - self.before.points

    def as_json(self) -> dict[str, Any]:
        """The change with fractions as texts; levels and points as pairs, before and after."""
        pair = (self.before, self.after)
        return {
            "shared": plain(self.shared),
            "broken": self.broken,
            "level": [score and score.level for score in pair],
            "points": [score and plain(score.points) for score in pair],
            "change": plain(self.points),
            "progress": plain(self.progress),
            "questions": {moved.question: [moved.before, moved.after] for moved in self.moved},
        }


@dataclass(frozen=True, slots=True)
class Point:
    """A dimension's score at one result of a trend, and why no line leads to it from the one before."""

    score: Score
    dimension: DimensionScore
    broken: Break | None


def broken(model: Counting, found: Mapping[str, Change]) -> dict[Break, list[Dimension]]:
    """The dimensions in which nothing can be compared, by the reason."""
    reasons: dict[Break, list[Dimension]] = {}
    for dimension in model.dimensions:
        if reason := found[dimension.id].broken:
            reasons.setdefault(reason, []).append(dimension)
    return reasons


def changes(before: Score, after: Score) -> dict[str, Change]:
    """What changed in each dimension from one result to a later one of the same model."""
    return {dimension.id: _change(before, after, dimension.id) for dimension in after.model.dimensions}


def trend(scores: Iterable[Score]) -> dict[str, list[Point]]:
    """For each dimension its scores by date, with the breaks between them."""
    ordered = sorted(scores, key=lambda score: score.sheet.date)
    found = {}
    for id_ in ordered[0].dimensions if ordered else ():
        breaks = [None, *(_shared(before, after, id_)[1] for before, after in pairwise(ordered))]
        found[id_] = [
            Point(score, score.dimensions[id_], broken) for score, broken in zip(ordered, breaks, strict=True)
        ]
    return found


def _change(before: Score, after: Score, dimension: str) -> Change:
    share, broken = _shared(before, after, dimension)
    if broken:
        return Change(share, broken)
    answered = _answered(before, dimension).keys() & _answered(after, dimension).keys()
    aims = (score.dimensions[dimension].target for score in (after, before))
    target = next((aim for aim in aims if aim is not None), None)
    then, now = (
        dimension_score(s.model, dimension, (s.replies[id_] for id_ in answered), target) for s in (before, after)
    )
    way = None
    own = before.sheet.whose == after.sheet.whose
    if own and target is not None and then.points is not None and now.points is not None:
        way = progress(then.points, now.points, target)
    moved = [
        Moved(id_, _named(before, reply), _named(after, after.replies[id_]))
        for id_, reply in before.replies.items()
        if id_ in answered and reply.choice != after.replies[id_].choice
    ]
    return Change(share, None, then, now, way, tuple(moved))


def _shared(before: Score, after: Score, dimension: str) -> tuple[Fraction | None, Break | None]:
    """The share of the answered weight that both results have, and what breaks the line."""
    first, second = _answered(before, dimension), _answered(after, dimension)
    total = sum((first | second).values(), Fraction(0))
    both = sum((weight for id_, weight in first.items() if id_ in second), Fraction(0))
    share = both / total if total else None
    if numbers(before.sheet.version)[0] != numbers(after.sheet.version)[0]:
        return share, Break.VERSION
    return share, Break.QUESTIONS if share is None or share < LIMITS.shared_at_least else None


def _answered(score: Score, dimension: str) -> dict[str, Fraction]:
    """The answered questions of a dimension with their weight."""
    return {
        id_: reply.counted.weight
        for id_, reply in score.replies.items()
        if reply.question.dimension == dimension and reply.choice is not None and reply.counted is not None
    }


def _named(score: Score, reply: Reply) -> int | str | None:
    return choice_name(score.model, reply.question, reply.choice)


# Answers far above those before them


@dataclass(frozen=True, slots=True)
class Before:
    """The choice that was made before, and when."""

    choice: int
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Leap:
    """An answer so many choices above the one before it, with nothing that shows it. `id`: where the answer stands."""

    question: Question
    more: int
    since: datetime.date
    id: str


def answered_before(model: Counting, sheets: Iterable[Sheet]) -> dict[str, Before]:
    """What submitted results, in the order of their dates, said last to each question of the model as it is."""
    return {
        reply.question.id: Before(reply.choice, sheet.date)
        for sheet in sheets
        if sheet.state == "submitted" and _comparable(model, sheet)
        for reply in replies(model, sheet)
        if reply.choice is not None
    }


def leaps(model: Counting, before: Mapping[str, Before], sheet: Sheet) -> list[Leap]:
    """The answers of a result that are far above those before it."""
    found = []
    for reply in replies(model, sheet) if _comparable(model, sheet) else ():
        then = before.get(reply.question.id)
        if reply.choice is None or then is None or then.date >= sheet.date:
            continue
        if reply.choice - then.choice < LIMITS.leap:
            continue
        id_ = place_of(model, sheet, reply.question)
        if id_ is not None and not sheet.answers[id_].evidence:
            found.append(Leap(reply.question, reply.choice - then.choice, then.date, id_))
    return found


def _comparable(model: Counting, sheet: Sheet) -> bool:
    return numbers(sheet.version)[0] == numbers(model.version)[0]
