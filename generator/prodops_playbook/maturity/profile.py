"""What a group sees of a score: its two lowest dimensions, what to talk about first, what to do next, the sides beside
each other. A ranking of teams is not among them.

How maturity.md is read:

- The lowest dimensions are those of the lowest level; of the same level, those with the smaller share of their points;
  then in the model's order. A dimension without a level (too little is answered) is not among them.
- The agenda has every question with votes. Its gap is the one of the question's dimension; 0 without a target.
- The widest disagreement is the lowest A; of the same A, the votes that are further apart; then the model's order.
  Where all chose alike there is none.
- Next steps come from `raise` of the questions that are answered. On a ladder those levels count that are above the
  answer; for a graded question all do, until it has its highest value. Without a target every level is worth a step,
  with one those up to the target, and none once it is reached in level and points. Steps are in the order of priority
  (dimensions without a target last), then level, then the model's own order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from .limits import LIMITS
from .replies import Reply, State
from .respondents import urgency
from .scores import Score

Ordered = TypeVar("Ordered", int, Fraction)


@dataclass(frozen=True, slots=True)
class Step:
    """A record that lifts a question to a level, as `kind:id`."""

    dimension: str
    question: str
    level: int
    go: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The levels of one dimension as several sides see it, and how far they are apart; None with fewer than two."""

    dimension: str
    levels: Mapping[str, int | None]
    gap: int | None


def lowest(score: Score, count: int = LIMITS.lowest_shown) -> list[str]:
    """The dimensions to look at first, as ids."""
    found = [(d.level, d.share, id_) for id_, d in score.dimensions.items() if d.level is not None]
    return [id_ for _, _, id_ in sorted(found, key=lambda entry: entry[:2])][:count]


def as_low(score: Score) -> list[str]:
    """The other dimensions that are as low as the last of the lowest, as ids."""
    low = lowest(score)
    levels = {id_: d.level for id_, d in score.dimensions.items()}
    return [id_ for id_ in levels if low and levels[id_] == levels[low[-1]] and id_ not in low]


def agenda(score: Score) -> list[tuple[str, Fraction]]:
    """The questions with votes as ids, what needs talk most first, each with its weight on the agenda."""
    found = []
    for id_, agreement in score.agreement.items():
        dimension = score.dimensions.get(score.replies[id_].question.dimension)
        found.append((id_, urgency(agreement.a, dimension.gap if dimension else Fraction(0))))
    return sorted(found, key=lambda entry: -entry[1])


def nobody_knows(score: Score) -> list[str]:
    """The questions that nobody could answer, as ids. Votes that must not be shown are not among them."""
    asked = score.replies.items()
    return [id_ for id_, reply in asked if reply.state is State.UNKNOWN and reply.unsure and not any(reply.votes)]


def few_know(score: Score) -> list[str]:
    """The questions with votes of half of the people or fewer, as ids: what those say is no agreement of all."""
    return [id_ for id_, heard in score.agreement.items() if 2 * heard.n <= score.sheet.count]


def guessed(score: Score) -> list[str]:
    """The questions whose answer the group was not sure of, as ids, the least sure first."""
    found = [(reply.sure, id_) for id_, reply in score.replies.items() if reply.sure is not None]
    return [id_ for sure, id_ in sorted(found, key=lambda entry: entry[0]) if sure <= LIMITS.guessed]


def widest(score: Score) -> str | None:
    """The question on which people differ most; None where nobody differs."""
    apart = {id_: _spread(score.replies[id_].votes) for id_, a in score.agreement.items() if a.a < 1}
    return min(apart, key=lambda id_: (score.agreement[id_].a, -apart[id_]), default=None)


def _spread(votes: tuple[int, ...]) -> int:
    chosen = [choice for choice, count in enumerate(votes) if count]
    return chosen[-1] - chosen[0]


def next_steps(score: Score) -> list[Step]:
    """What to do, from the records that the questions name."""
    found: list[tuple[tuple[Fraction, int], Step]] = []
    for reply in score.replies.values():
        question = reply.question
        dimension = score.dimensions.get(question.dimension)
        if dimension is None or dimension.reached:
            continue
        rank = -1 if dimension.priority is None else dimension.priority
        aim = score.model.top if dimension.target is None else dimension.target
        for lift in question.raise_:
            if lift.level <= aim and _lifts(score, reply, lift.level):
                step = Step(question.dimension, question.id, lift.level, lift.record)
                found.append(((Fraction(-rank), lift.level), step))
    return [step for _, step in sorted(found, key=lambda entry: entry[0])]


def _lifts(score: Score, reply: Reply, level: int) -> bool:
    """Whether what lifts to this level would change the answer."""
    if reply.choice is None or reply.counted is None:
        return False
    if reply.question.ladder:
        return level > score.model.level_numbers[reply.choice]
    return reply.counted.own != reply.counted.high


def side_by_side(scores: Mapping[str, Score]) -> list[Beside]:
    """The dimensions with the level that each side gave, those first on which the sides differ most."""
    found = []
    for dimension in next(iter(scores.values())).dimensions if scores else ():
        seen = {side: score.dimensions[dimension] for side, score in scores.items()}
        levels = {side: score.level for side, score in seen.items()}
        gap = _range([level for level in levels.values() if level is not None])
        points = _range([score.points for score in seen.values() if score.points is not None])
        found.append(((gap is not None, gap or 0, points or 0), Beside(dimension, levels, gap)))
    return [beside for _, beside in sorted(found, key=lambda entry: entry[0], reverse=True)]


def _range(values: Sequence[Ordered]) -> Ordered | None:
    """How far the lowest and the highest are apart; None with fewer than two."""
    return max(values) - min(values) if len(values) > 1 else None
