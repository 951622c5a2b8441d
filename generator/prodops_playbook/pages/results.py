"""What the results of one model say together: its sides beside each other, or its teams in the order of their names."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds.maturity import MaturityModel
from ..kinds.scored import Scored
from ..maturity.scoring import DimensionScore
from ..parts import Linker, Markup
from ..parts.levels import Bar, bar, decimal, share
from ..parts.plain import Plain, plain
from ..views.assessed import Part as Seen
from ..views.assessed import page as beside


@dataclass(frozen=True, slots=True)
class Cell:
    """A team's level in one dimension, or from where to where it could be; neither where it is not applicable.

    `share`: the level as percent of the highest.
    """

    level: int | None
    low: int | None
    high: int | None
    share: int


@dataclass(frozen=True, slots=True)
class Team:
    """One team's latest result."""

    link: Markup
    cells: tuple[Cell, ...]
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Spread:
    """How the teams' levels lie in one dimension: how many stand at each, from 0 up."""

    title: str
    median: int | None
    lowest: int | None
    counts: tuple[int, ...]
    open: int


@dataclass(frozen=True, slots=True)
class Side:
    """One side with the day of its latest result. `whose`: as it stands inside a line."""

    called: str
    whose: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class View:
    """How one side sees a dimension. `more`: what else the level could be; `points`, `most`: what it counts."""

    level: int | None
    bar: Bar
    more: str
    points: str
    most: int


@dataclass(frozen=True, slots=True)
class Beside:
    """One dimension as each side sees it, and how far the levels are apart."""

    title: str
    views: tuple[View, ...]
    gap: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """Every result of one side or team, the latest first."""

    called: str
    results: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """`parts`: the dimensions. Of `teams` and `sides`, one is empty."""

    frame: Plain
    of_teams: bool
    examples: bool
    top: int
    parts: tuple[str, ...]
    teams: tuple[Team, ...]
    spreads: tuple[Spread, ...]
    sides: tuple[Side, ...]
    beside: tuple[Beside, ...]
    series: tuple[Series, ...]
    questions: Markup
    counting: Markup


def page(here: Linker, record: MaturityModel, title: str) -> ResultsPage:
    """The page of one model's results."""
    assessed = here.book.assessed
    latest, of_teams = assessed.latest(record), record.subject == "team"
    sides = () if of_teams else latest
    return ResultsPage(
        frame=plain(here, title, "", record.path),
        of_teams=of_teams,
        examples=any(found.result.example for found in latest),
        top=record.counting.top,
        parts=tuple(dimension.title for dimension in record.dimensions),
        teams=tuple(_team(here, record, found) for found in latest) if of_teams else (),
        spreads=tuple(Spread(s.dimension.title, s.median, s.lowest, s.counts, s.open) for s in assessed.spreads(record))
        if of_teams
        else (),
        sides=tuple(Side(assessed.called(f.result), assessed.whose(f.result), f.result.date) for f in sides),
        beside=tuple(_beside(here, record, sides)),
        series=tuple(_series(here, found) for found in latest),
        questions=here.link(record, here.say("The questions")),
        counting=here.page_link(beside(record, "counting"), here.say("How it is counted")),
    )


def _team(here: Linker, model: MaturityModel, found: Scored) -> Team:
    cells = tuple(_cell(model, found.dimensions[dimension.id]) for dimension in model.dimensions)
    return Team(here.link(found.result, here.book.assessed.whose(found.result)), cells, found.result.date)


def _cell(model: MaturityModel, found: DimensionScore) -> Cell:
    return Cell(found.level, found.level_low, found.level_high, share((found.level or 0) / model.counting.top))


def _beside(here: Linker, model: MaturityModel, sides: tuple[Scored, ...]) -> Iterator[Beside]:
    if not sides:
        return
    titles, top = {dimension.id: dimension.title for dimension in model.dimensions}, model.counting.top
    seen = [{part.dimension.id: part for part in here.book.assessed.profile(found)} for found in sides]
    for row in here.book.assessed.sides(model):
        yield Beside(titles[row.dimension], tuple(_view(parts[row.dimension], top) for parts in seen), row.gap)


def _view(part: Seen, top: int) -> View:
    found = part.found
    return View(found.level, bar(found, top), part.more, decimal(found.points), found.max)


def _series(here: Linker, found: Scored) -> Series:
    dates = (here.link(score.result, str(score.result.date)) for score in reversed(here.book.assessed.series(found)))
    return Series(here.book.assessed.called(found.result), tuple(dates))
