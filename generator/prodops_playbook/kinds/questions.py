"""The parts of a maturity model: levels, answers, dimensions, questions."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field, ValidationInfo

from ..links import ID
from ..maturity import counting
from ..problems import shown
from ..records.record import fields
from ..source import Node, Scalar
from ..types import Flag, Id, Meaning, Model, Reference, Share, Text, To, Version, Weight, word, wrong
from ..types.context import Read

LEVELS = range(2, 8)
"""How many levels a model can have."""
LOWEST = range(2)
"""What the lowest level can be called."""

QuestionId = Annotated[
    str, word(rf"{ID}(?:\.{ID})*", "the id of a question", "use small letters, digits, hyphens and full stops")
]


def _level(text: str, info: ValidationInfo) -> int:
    if not re.fullmatch(r"\d{1,2}", text.strip()):
        raise wrong("wrong-value", f"{shown(text)} is not the number of a level", "write digits only, such as 2")
    return int(text)


LevelNumber = Annotated[int, Read(_level, "a whole number, that of a level")]
"""Which of them there are, the model says."""


class LevelOfModel(Model):
    """One level. Short: its name."""

    name: Text = Field(description="What the level is called.")
    means: Text | None = Field(None, description="What it means, in one sentence.")

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """A name as fields."""
        return fields(node, name=node) if isinstance(node, Scalar) else node


class Option(Model):
    """One answer of a graded question."""

    id: Id = Field(description="What results call it.")
    label: Text = Field(description="What people read.")
    value: Share = Field(description="What it counts, from 0 to 1; each option more than the one before it.")


class Group(Model):
    """Some of the dimensions, under a title."""

    id: Id = Field(description="What dimensions call it.")
    title: Text = Field(description="The heading.")


class Dimension(Model):
    """One side of the work that gets a level of its own."""

    id: Id = Field(description="What questions and targets call it.")
    title: Text = Field(description="What people call it.")
    principle: Annotated[Reference, To(("principle",), Meaning.ASSESSED_BY)] | None = Field(
        None, description="The principle that it asks about."
    )
    group: Id | None = Field(None, description="The group that it belongs to.")
    weight: Weight = Field(Decimal(1), description="How much it counts in its group. Missing: 1.")


class Question(Model):
    """One question: a ladder with one sentence a level, or graded answers that count at one level."""

    id: QuestionId = Field(description="What results call it. It never changes; a new id keeps the old one in `was`.")
    dimension: Id = Field(description="The dimension that it counts in.")
    text: Text = Field(description="The question.")
    why: Text | None = Field(None, description="Why it is asked.")
    ladder: dict[LevelNumber, Text] = Field(
        default_factory=dict, description="One sentence for each level, `1:` or `0:` the lowest. What one can observe."
    )
    level: LevelNumber | None = Field(None, description="Graded: the one level at which the answer counts.")
    answers: Id | None = Field(None, description="Graded: the answer set to choose from.")
    criteria: dict[Id, Text] = Field(
        default_factory=dict, description="What must hold for the full answer, each ticked."
    )
    criteria_gate: Id | None = Field(
        None, description="With a criterion unticked, the answer counts at most as this option."
    )
    weight: Weight = Field(Decimal(1), description="How much it counts in its dimension. Missing: 1.")
    na: Flag = Field(False, description="`true`: it may be “not applicable”.")
    raise_: dict[LevelNumber, tuple[Annotated[Reference, To((), Meaning.RAISES)], ...]] = Field(
        default_factory=dict, alias="raise", description="For a level, the records that lift to it, each as `kind:id`."
    )
    evidence: tuple[Text, ...] = Field((), description="What could show the answer.")
    roles: tuple[Annotated[Reference, To(("role",), Meaning.ASKED_BY)], ...] = Field(
        (), description="The roles that can answer it."
    )
    was: tuple[QuestionId, ...] = Field((), description="Ids that it had before.")
    since: Version | None = Field(None, description="The version of the model that asked it first. Missing: all did.")

    @property
    def counted(self) -> counting.Question:
        """The question as a plain value."""
        return counting.Question(
            id=self.id,
            dimension=self.dimension,
            text=self.text,
            why=self.why,
            weight=Fraction(self.weight),
            ladder=tuple(self.ladder[level] for level in sorted(self.ladder)) or None,
            level=self.level,
            answers=self.answers,
            criteria=tuple(counting.Criterion(id_, text) for id_, text in self.criteria.items()),
            gate=self.criteria_gate,
            na=self.na,
            was=self.was,
            since=self.since,
            raise_=tuple(
                counting.Lift(level, record.target) for level in sorted(self.raise_) for record in self.raise_[level]
            ),
            evidence=self.evidence,
            roles=tuple(role.id for role in self.roles),
        )


class Scoring(Model):
    """Where a level is reached (the thresholds of ISO/IEC 33020 for largely and fully)."""

    reach: Share = Field(default=Decimal("0.5"), description="A level is reached above this share.")
    below: Share = Field(default=Decimal("0.85"), description="Every lower level must be above this share.")
    min_coverage: Share = Field(default=Decimal("0.5"), description="With a smaller share answered, no level is shown.")


class Retired(Model):
    """A question that is no longer asked."""

    id: QuestionId = Field(description="Its id, which old results still name.")
    in_: Version = Field(alias="in", description="The version that dropped it.")
    replaced_by: tuple[QuestionId, ...] = Field((), description="The questions that ask it now.")
    reason: Text | None = Field(None, description="Why it went.")
