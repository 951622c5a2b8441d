"""The score of one result: a level and points for each dimension, and what the people who answered agree on.

There is never one number for everything. The shape of `as_json` and the order of its names are fixed: the browser makes
the same, and other programs read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .counting import Counting, Question
from .plain import plain
from .replies import Reply, State, replies
from .respondents import Agreement, heard
from .scoring import DimensionScore, group_points
from .scoring import score as score_dimension
from .sheet import Sheet
from .targets import percent_to_target


@dataclass(frozen=True)
class Score:
    """What one result comes to, by the questions, weights and rules that its model has today.

    `replies` are what it says to each question that it was asked. `agreement` has only questions with votes, and is
    empty for fewer than three people.
    """

    model: Counting
    sheet: Sheet
    dimensions: Mapping[str, DimensionScore]
    groups: Mapping[str, Fraction | None]
    percent_to_target: Fraction | None
    agreement: Mapping[str, Agreement]
    replies: Mapping[str, Reply]

    @property
    def other_version(self) -> bool:
        """Whether the model has changed since; then a page says that these are today's weights and questions."""
        return self.sheet.version != self.model.version

    def open_questions(self, dimension: str, state: State) -> list[Question]:
        """The questions of a dimension that nobody knew (`State.UNKNOWN`) or answered (`State.UNANSWERED`)."""
        return [r.question for r in self.replies.values() if r.question.dimension == dimension and r.state is state]

    def unsettled(self, dimension: str) -> list[Question]:
        """The questions of a dimension on which people differ and have not agreed; the middle of their votes counts."""
        differ = (self.replies[id_] for id_, heard in self.agreement.items() if heard.flags)
        return [r.question for r in differ if r.question.dimension == dimension and not r.agreed]

    def as_json(self) -> dict[str, Any]:
        """The score as `playbook assess score --format json` prints it: fractions as texts, "9/4", "0", "1"."""
        sheet = self.sheet
        return {
            "model": sheet.model,
            "version": sheet.version,
            **({"team": sheet.team} if sheet.team else {"side": sheet.side}),
            "date": sheet.date.isoformat(),
            "dimensions": plain(self.dimensions),
            "groups": {id_: {"points": plain(points)} for id_, points in self.groups.items()},
            "percent_to_target": plain(self.percent_to_target),
            "agreement": {
                id_: plain(agreement)
                | {"median": choice_name(self.model, self.replies[id_].question, agreement.median)}
                for id_, agreement in self.agreement.items()
            },
        }


def score(model: Counting, sheet: Sheet) -> Score:
    """The score of what a group answered; targets of dimensions that the model does not have count nowhere."""
    said = {reply.question.id: reply for reply in replies(model, sheet)}
    dimensions = {}
    for dimension in model.dimensions:
        target = sheet.targets.get(dimension.id)
        dimensions[dimension.id] = dimension_score(model, dimension.id, said.values(), target.level if target else None)
    return Score(
        model,
        sheet,
        dimensions,
        groups={
            group.id: group_points(
                [(d.weight, dimensions[d.id]) for d in model.dimensions if d.group == group.id],
                model.top,
            )
            for group in model.groups
        },
        percent_to_target=percent_to_target(
            (d.points, d.target) for d in dimensions.values() if d.points is not None and d.target is not None
        ),
        agreement={id_: found for id_, reply in said.items() if (found := heard(reply.votes))},
        replies=said,
    )


def dimension_score(
    model: Counting, dimension: str, said: Iterable[Reply], target: int | None = None
) -> DimensionScore:
    """What those of the replies that count in a dimension come to."""
    counted = [r.counted for r in said if r.question.dimension == dimension and r.counted is not None]
    return score_dimension(counted, model.scoring, target)


def choice_name(model: Counting, question: Question, choice: int | None) -> int | str | None:
    """A choice as results write it: the number of a level, or the id of an option."""
    if choice is None:
        return None
    return model.level_numbers[choice] if question.ladder else model.choices(question)[choice]
