"""Levels as pictures, beside the text that says the same."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..maturity import wording
from ..maturity.counting import Counting
from ..maturity.replies import Reply
from ..maturity.scoring import DimensionScore
from ..maturity.trends import Point
from .linker import Linker

WIDE = 36
"""What one date takes in a drawing of levels over time."""


@dataclass(frozen=True, slots=True)
class Bar:
    """As many cells as levels: `full` when reached, `maybe` when an open question could reach it, else empty.

    `last` and `target`: where those marks stand, as percent of the bar; None without one.
    """

    cells: tuple[str, ...]
    last: int | None
    target: int | None


@dataclass(frozen=True, slots=True)
class Votes:
    """How many people chose what. `shares`: each choice as percent of the most chosen; `said`: those with votes."""

    shares: tuple[int, ...]
    said: tuple[tuple[str, int], ...]
    unsure: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A level on one day; None where it is open. `breaks`: the line breaks behind it. `down`, `label`: where it is."""

    on: datetime.date
    level: int | None
    breaks: bool
    across: int
    down: float
    label: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A line from one spot to the next, or a break between them."""

    broken: bool
    x1: int
    y1: float
    x2: int
    y2: float


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension over time."""

    wide: int
    spots: tuple[Spot, ...]
    segments: tuple[Segment, ...]


def share(part: float) -> int:
    """A part of a whole, 0 to 1, as percent: the page has a class for each."""
    return int(round(100 * part, 0))


def bar(found: DimensionScore, levels: int, *, target: int | None = None, last: int | None = None) -> Bar:
    """A level as a bar of so many cells."""
    full = (found.level_low or 0) if found.level is None else found.level
    maybe = found.level_high or 0
    cells = ("full" if k <= full else "maybe" if k <= maybe else "" for k in range(1, levels + 1))
    marks = (None if mark is None else share(mark / levels) for mark in (last, target))
    return Bar(tuple(cells), *marks)


def votes(model: Counting, reply: Reply) -> Votes:
    """The votes of one question."""
    most = max(reply.votes, default=0) or 1
    said = zip(model.choices(reply.question), reply.votes, strict=False)
    shares = tuple(share(count / most) for count in reply.votes)
    return Votes(shares, tuple((choice, count) for choice, count in said if count), reply.unsure)


def called(here: Linker, model: Counting, level: int | None) -> str:
    """What a level is called; below the lowest one, that it is so."""
    if level is None:
        return ""
    named = model.level(level)
    return named.name if named else here.say("below %(level)s") % {"level": model.levels[0].name}


def line(points: Sequence[Point], levels: int) -> Line:
    """One dimension over time: a spot for each result, and lines between those that can be compared."""
    spots, segments = list[Spot](), list[Segment]()
    for i, point in enumerate(points):
        level, across = point.dimension.level, WIDE * i + WIDE // 2
        height = 40 * (level or 0) / levels
        breaks = i + 1 < len(points) and points[i + 1].broken is not None
        spot = Spot(point.score.sheet.date, level, breaks, across, 60 - height, 51 - height)
        if i and point.broken:
            segments.append(Segment(True, across - WIDE // 2, 4, across - WIDE // 2, 64))
        elif i and level is not None and spots[-1].level is not None:
            segments.append(Segment(False, spots[-1].across, spots[-1].down, across, spot.down))
        spots.append(spot)
    return Line(WIDE * len(points), tuple(spots), tuple(segments))


def percent(found: Fraction | None) -> str:
    """A share in whole percent; empty where there is none."""
    return "" if found is None else str(wording.percent(found))


def decimal(found: Fraction | None) -> str:
    """A number as people read it; empty where there is none."""
    return "" if found is None else wording.decimal(found)
