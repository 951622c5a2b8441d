"""What committed results say, for the pages: where each stands, what changed, the sides and teams beside each other.

Only submitted results count. Examples are compared with examples, and count for a model until it has a result of its
own, so that nothing invented stands in a real trend. Teams stand in the order of their names: nothing here ranks them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..kinds import KINDS, Record
from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..kinds.scored import Scored, score
from ..links import Mention
from ..maturity.counting import Counting, Dimension
from ..maturity.limits import ALL
from ..maturity.profile import Beside, next_steps, side_by_side
from ..maturity.replies import State
from ..maturity.respondents import lower_median
from ..maturity.scoring import DimensionScore
from ..maturity.sheet import Target
from ..maturity.trends import Change, Point, changes, trend
from ..maturity.wording import explained, level_in_words, more_in_words, phrases
from ..playbook import Playbook
from ..playbook.model import Key


def page(model: Counting | MaturityModel, name: str) -> str:
    """One of the pages beside a model's own, among the site's sources."""
    return KINDS["model"].page(f"{model.id}/{name}")


@dataclass(frozen=True, slots=True)
class Part:
    """One dimension of a result. `words`: its level with what could become of it; `more`: that without the level.

    `last`: the level last time.

    `last` is None without an earlier result, and where the two cannot be compared.
    """

    dimension: Dimension
    found: DimensionScore
    words: str
    more: str
    explained: str
    target: Target | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Since:
    """What changed from an earlier result, dimension by dimension."""

    before: Scored
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The records that lift one dimension to a level. `aimed`: the level lies on the way to a target."""

    dimension: Dimension
    level: int
    records: tuple[Record, ...]
    aimed: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How the teams' levels lie in one dimension: how many stand at each level, from 0 up; median and lowest."""

    dimension: Dimension
    counts: tuple[int, ...]
    median: int | None
    lowest: int | None
    open: int


@dataclass(frozen=True, slots=True)
class Lift:
    """A question that a record raises: the level that it lifts to, and the latest results that aim there or beyond."""

    model: MaturityModel
    dimension: Dimension
    level: int
    aiming: tuple[Result, ...]


class Assessed:
    """The results of a playbook, each scored once."""

    page = staticmethod(page)

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self._scores: dict[Key, Scored] = {}

    # One result

    def model(self, result: Result) -> MaturityModel | None:
        """The model that a result answers, if readers may see it."""
        found = self.playbook.get(result.model)
        return found if isinstance(found, MaturityModel) and not found.hidden else None

    def score(self, result: Result) -> Scored | None:
        """What a result comes to; None where readers may not see its model."""
        model = self.model(result)
        if model is None:
            return None
        if result.key not in self._scores:
            self._scores[result.key] = score(model, result)
        return self._scores[result.key]

    def whose(self, result: Result) -> str:
        """What the side or team is called."""
        team = self.playbook.get(result.team) if result.team else None
        if result.team:
            return (
                self.playbook.words.gettext("(not published)")
                if team and team.hidden
                else team.title
                if team
                else result.team.id
            )
        return self.playbook.words.gettext("all sides") if result.side == ALL else result.side or ""

    def called(self, result: Result) -> str:
        """The side or team as it begins a line."""
        whose = self.whose(result)
        return whose if result.team else whose[:1].upper() + whose[1:]

    def profile(self, found: Scored) -> tuple[Part, ...]:
        """Every dimension of a result, in the model's order."""
        last = next(iter(self.since(found)), None)
        parts, words = [], self.playbook.words
        said = phrases(found.model, words)
        for dimension in found.model.dimensions:
            change = last.changes[dimension.id] if last else None
            unknown, unanswered = (
                len(found.open_questions(dimension.id, state)) for state in (State.UNKNOWN, State.UNANSWERED)
            )
            scored = found.dimensions[dimension.id]
            told = level_in_words(scored, unknown, unanswered, said)
            parts.append(
                Part(
                    dimension,
                    scored,
                    told,
                    told if scored.level is None else more_in_words(scored, unknown, unanswered, said),
                    explained(found.model, dimension.id, words),
                    found.sheet.targets.get(dimension.id),
                    last.before.dimensions[dimension.id].level if last and change and not change.broken else None,
                )
            )
        return tuple(parts)

    def series(self, found: Scored) -> tuple[Scored, ...]:
        """The submitted results of the same side or team by date, and this one where it is a draft."""
        like = [other for other in self._of_model(found.model) if self._alike(other.result, found.result)]
        scores = [other for other in like if other.result.state == "submitted" or other.result is found.result]
        return tuple(sorted(scores, key=lambda other: other.result.date))

    def since(self, found: Scored) -> tuple[Since, ...]:
        """What changed since each earlier result of the same side or team, the last one first."""
        earlier = [other for other in self.series(found) if other.result.date < found.result.date]
        return tuple(Since(before, changes(before, found)) for before in reversed(earlier))

    def trend(self, found: Scored) -> Mapping[str, list[Point]]:
        """For each dimension the levels by date, with the breaks between them."""
        return trend(self.series(found))

    def ahead(self, found: Scored) -> tuple[Ahead, ...]:
        """What to do next, as far as readers may see it: the way to each target, else the next level alone."""
        records: dict[tuple[str, int], dict[Key, Record]] = defaultdict(dict)
        for step in next_steps(found):
            kind, _, id_ = step.go.partition(":")
            record = self.playbook.get(Mention(id_, kind))
            if record is not None and not record.hidden:
                records[step.dimension, step.level][record.key] = record
        rows, next_level = [], dict[str, int]()
        for (id_, level), group in records.items():
            dimension = next(d for d in found.model.dimensions if d.id == id_)
            aimed = found.dimensions[id_].target is not None
            if aimed or next_level.setdefault(id_, level) == level:
                rows.append(Ahead(dimension, level, tuple(group.values()), aimed))
        return tuple(rows)

    def _alike(self, one: Result, other: Result) -> bool:
        return self.name(one) == self.name(other) and one.example == other.example

    def name(self, result: Result) -> str:
        """The side, or the team by the id that it has now."""
        team = self.playbook.get(result.team) if result.team else None
        return team.id if team else result.whose

    # One model

    def _of_model(self, model: Counting | MaturityModel) -> list[Scored]:
        return self._by_model.get(model.id, [])

    @cached_property
    def _by_model(self) -> Mapping[str, list[Scored]]:
        found: dict[str, list[Scored]] = defaultdict(list)
        for result in self.playbook.all(Result):
            if scored := self.score(result):
                found[scored.model.id].append(scored)
        return found

    def counting(self, model: MaturityModel) -> tuple[Scored, ...]:
        """The results of a model that count: the submitted ones, and examples only while there are no others."""
        submitted = [found for found in self._of_model(model) if found.result.state == "submitted"]
        own = [found for found in submitted if not found.result.example]
        return tuple(own or submitted)

    def latest(self, model: MaturityModel) -> tuple[Scored, ...]:
        """The latest result of each side, in the model's order, or of each team, in the order of their names."""
        last: dict[str, Scored] = {}
        for found in sorted(self.counting(model), key=lambda found: found.result.date):
            last[self.name(found.result)] = found
        sides = [*model.sides, ALL]
        teams = {name: self.whose(found.result).casefold() for name, found in last.items()}
        places = {name: sides.index(name) if name in sides else len(sides) for name in last}
        return tuple(last[name] for name in sorted(last, key=lambda name: (places[name], teams[name], name)))

    def sides(self, model: MaturityModel) -> tuple[Beside, ...]:
        """The dimensions as each side sees them, those first on which the sides differ most."""
        return tuple(side_by_side({found.result.id: found for found in self.latest(model)}))

    def spreads(self, model: MaturityModel) -> tuple[Spread, ...]:
        """How the teams' latest levels lie in each dimension, in the model's order."""
        latest, rows = self.latest(model), []
        for dimension in model.counting.dimensions:
            levels = [found.dimensions[dimension.id].level for found in latest]
            counts = tuple(levels.count(level) for level in range(model.counting.top + 1))
            lowest = min((level for level in levels if level is not None), default=None)
            rows.append(Spread(dimension, counts, lower_median(counts), lowest, levels.count(None)))
        return tuple(rows)

    # Other records

    def lifts(self, record: Record) -> tuple[Lift, ...]:
        """What a record raises in the models that readers may see, in their order."""
        return self._lifts.get(record.key, ())

    @cached_property
    def _lifts(self) -> Mapping[Key, tuple[Lift, ...]]:
        found: dict[Key, dict[tuple[str, str, int], Lift]] = defaultdict(dict)
        for model in self.playbook.all(MaturityModel):
            latest, dimensions = self.latest(model), {d.id: d for d in model.counting.dimensions}
            for question in model.questions:
                for level, references in question.raise_.items():
                    for record in filter(None, map(self.playbook.get, references)):
                        if dimension := dimensions.get(question.dimension):
                            aiming = tuple(s.result for s in latest if _aims(s.dimensions[dimension.id], level))
                            lift = Lift(model, dimension, level, aiming)
                            found[record.key][model.id, dimension.id, level] = lift
        return {key: tuple(lifts.values()) for key, lifts in found.items()}


def _aims(found: DimensionScore, level: int) -> bool:
    """Whether somebody is on the way to a level: not there yet, with a target there or beyond."""
    return found.target is not None and found.target >= level and (found.level is None or found.level < level)
