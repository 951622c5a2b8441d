"""What changed from one result to another, and over all of them: parts of a result's page."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..kinds.assessment import Result
from ..kinds.scored import Scored
from ..maturity import tables
from ..maturity.tables import Table
from ..maturity.trends import Point, broken
from ..parts import Linker, Markup, escape
from ..parts.levels import Line, line
from ..views.assessed import Since as Compared

LATEST = 9
"""How many dates are drawn."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose answer changed."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One dimension then and now. `broken`: it cannot be compared; `moved`: some of its answers are others now."""

    title: str
    broken: bool
    then: int | None
    now: int | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some dimensions cannot be compared."""

    dimensions: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since an earlier result."""

    before: datetime.date
    after: datetime.date
    rows: tuple[Changed, ...]
    reasons: tuple[Reason, ...]
    arithmetic: Table
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Breaks:
    """The days at which a line breaks for one reason."""

    days: tuple[datetime.date, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One dimension over the latest dates."""

    title: str
    line: Line
    breaks: tuple[Breaks, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level in the table of all dates. `broken`: it cannot be compared with the one before."""

    level: int | None
    broken: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension at all dates."""

    title: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """All results of one side or team. `cut`: only the latest are drawn, from `first` to `last`."""

    cut: bool
    first: datetime.date
    last: datetime.date
    trends: tuple[Trend, ...]
    dates: tuple[Markup, ...]
    rows: tuple[Row, ...]


def since(here: Linker, found: Scored, compared: Compared) -> Since:
    """What changed to a result since an earlier one."""
    return Since(
        before=compared.before.sheet.date,
        after=found.sheet.date,
        rows=tuple(_changed(compared, d.id, d.title) for d in found.model.dimensions),
        reasons=tuple(
            Reason(tuple(dimension.title for dimension in dimensions), here.say(reason.words))
            for reason, dimensions in broken(found.model, compared.changes).items()
        ),
        arithmetic=tables.changes(
            compared.before.sheet, found.sheet, compared.changes, found.model, here.playbook.words
        ),
        moved=tuple(
            Moved(found.model.by_id[step.question].text, str(step.before), str(step.after))
            for change in compared.changes.values()
            for step in change.moved
        ),
    )


def _changed(compared: Compared, dimension: str, title: str) -> Changed:
    change = compared.changes[dimension]
    return Changed(
        title=title,
        broken=change.broken is not None,
        then=change.before.level if change.before else None,
        now=change.after.level if change.after else None,
        moved=bool(change.moved),
    )


def over_time(here: Linker, found: Scored) -> OverTime | None:
    """The levels at every date; None where there is only this one."""
    series = here.book.assessed.series(found)
    if len(series) < 2:
        return None
    trend, recent = here.book.assessed.trend(found), series[-LATEST:]
    top = found.model.top
    return OverTime(
        cut=len(series) > LATEST,
        first=recent[0].result.date,
        last=recent[-1].result.date,
        trends=tuple(
            Trend(d.title, line(trend[d.id][-LATEST:], top), tuple(_breaks(here, trend[d.id][-LATEST:])))
            for d in found.model.dimensions
        ),
        dates=tuple(_date(here, score.result, found.result) for score in series),
        rows=tuple(
            Row(d.title, tuple(Level(p.dimension.level, i > 0 and p.broken is not None) for i, p in numbered))
            for d in found.model.dimensions
            for numbered in [tuple(enumerate(trend[d.id]))]
        ),
    )


def _date(here: Linker, result: Result, own: Result) -> Markup:
    day = str(result.date)
    return escape(day) if result is own else here.link(result, day)


def _breaks(here: Linker, points: Sequence[Point]) -> Iterator[Breaks]:
    broken = sorted((p for p in points[1:] if p.broken), key=operator.attrgetter("broken"))
    for reason, group in groupby(broken, operator.attrgetter("broken")):
        yield Breaks(tuple(point.score.sheet.date for point in group), here.say(reason.words))
