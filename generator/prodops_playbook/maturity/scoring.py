"""From answers to a level, on plain values: contribution, attainment, level, points, interval and coverage.

All numbers are exact fractions, so that no rounding decides a threshold. The browser has the same rules in
assets/maturity/scoring.js; a test holds the two to each other.

Sources: attainment and the thresholds of `Rules` follow the process attribute ratings of ISO/IEC 33020 ("largely" is
more than 50 %, "fully" more than 85 %); that every lower level must hold first is the staged rating of SCAMPI; the sum
over the levels is the score of OWASP SAMM.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .targets import gap, priority

Row = tuple[Fraction | None, ...]
"""One entry for each level, the lowest first; None where nothing counts."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How many levels there are, and where one is reached."""

    levels: int
    reach: Fraction = Fraction(1, 2)
    below: Fraction = Fraction(17, 20)
    min_coverage: Fraction = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Counted:
    """One applicable question: its weight, and what it contributes with its lowest answer, its highest, and its own.

    `own` is None while the question is open: nobody answered, or nobody knew.
    """

    weight: Fraction
    low: Row
    high: Row
    own: Row | None = None


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """What one dimension reached.

    `level` is None below the coverage that the rules ask for, `points` while nothing is answered. `max` is how many
    levels the points were collected from. `low` and `high` say what could come of it once the open questions are
    answered. The answered questions alone may lie outside of that range, where the open ones cannot be answered as
    low (or as high): a ladder, say, never lies below level 1.
    """

    level: int | None
    points: Fraction | None
    max: int
    attainment: Row
    coverage: Fraction | None
    level_low: int | None
    level_high: int | None
    points_low: Fraction | None
    points_high: Fraction | None
    target: int | None = None
    priority: Fraction | None = None

    @property
    def share(self) -> Fraction | None:
        """Points of those that could be had, from 0 to 1."""
        return None if self.points is None else self.points / self.max

    @property
    def gap(self) -> Fraction:
        """How many points are missing to the target; 0 without a target, and while nothing is answered."""
        return Fraction(0) if self.points is None or self.target is None else gap(self.points, self.target)

    @property
    def reached(self) -> bool:
        """Whether the target is there, in level and in points."""
        return self.target is not None and self.level is not None and self.level >= self.target and not self.gap


def ladder(answer: int, levels: int) -> Row:
    """What a ladder contributes: the level that was chosen and all below it are there, those above are not."""
    return tuple(Fraction(k <= answer) for k in range(1, levels + 1))


def graded(value: Fraction, level: int, levels: int) -> Row:
    """What a graded question contributes: its value at its own level, and nothing at any other."""
    return tuple(value if k == level else None for k in range(1, levels + 1))


def attainment(counting: Sequence[tuple[Fraction, Row]], levels: int) -> Row:
    """For each level the mean of what its questions contribute, by weight; None where no question counts."""
    columns: list[Fraction | None] = []
    for k in range(levels):
        here = [(weight, value) for weight, row in counting if (value := row[k]) is not None]
        total = sum((weight for weight, _ in here), Fraction(0))
        columns.append(sum((weight * value for weight, value in here), Fraction(0)) / total if here else None)
    return tuple(columns)


def staged_level(attained: Row, rules: Rules) -> int | None:
    """The highest level above `reach` with every lower one above `below`; 0 if none is, None if nothing counts."""
    found = None if all(a is None for a in attained) else 0
    for k, a in enumerate(attained, start=1):
        if a is None:
            continue
        if a > rules.reach:
            found = k
        if a <= rules.below:
            break
    return found


def points(attained: Row) -> Fraction | None:
    """The sum over the levels that count; for ladders, the mean of the levels that were chosen. None without any."""
    values = [a for a in attained if a is not None]
    return sum(values, Fraction(0)) if values else None


def coverage(questions: Sequence[Counted]) -> Fraction | None:
    """The share of the weight that is answered; None when nothing is applicable."""
    total = sum((q.weight for q in questions), Fraction(0))
    answered = sum((q.weight for q in questions if q.own is not None), Fraction(0))
    return answered / total if questions else None


def score(questions: Sequence[Counted], rules: Rules, target: int | None = None) -> DimensionScore:
    """What the applicable questions of one dimension come to."""
    own = attainment([(q.weight, q.own) for q in questions if q.own is not None], rules.levels)
    low = attainment([(q.weight, q.low if q.own is None else q.own) for q in questions], rules.levels)
    high = attainment([(q.weight, q.high if q.own is None else q.own) for q in questions], rules.levels)
    covered, got = coverage(questions), points(own)
    return DimensionScore(
        level=None if covered is None or covered < rules.min_coverage else staged_level(own, rules),
        points=got,
        max=sum(a is not None for a in own),
        attainment=own,
        coverage=covered,
        level_low=staged_level(low, rules),
        level_high=staged_level(high, rules),
        points_low=points(low),
        points_high=points(high),
        target=target,
        priority=None if got is None or target is None else priority(gap(got, target), rules.levels),
    )


def group_points(dimensions: Sequence[tuple[Fraction, DimensionScore]], levels: int) -> Fraction | None:
    """The mean of what dimensions reached of their points, by weight, on the scale of the levels; None without any."""
    shares = [(weight, share) for weight, score in dimensions if (share := score.share) is not None]
    total = sum((weight for weight, _ in shares), Fraction(0))
    return sum((weight * share for weight, share in shares), Fraction(0)) / total * levels if shares else None
