"""What a maturity model asks, and what it says of counting the answers, as plain values.

The page that asks gets them as JSON, field by field (`plain`): the types in assets/maturity/embedding.js are made of
these. Records become such values in `kinds`; nothing here knows of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from .scoring import Rules


def numbers(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(map(int, version.split(".")))


@dataclass(frozen=True, slots=True)
class Level:
    """A level: what it is called, and what one sees there."""

    name: str
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a graded question; `value`: what it counts, from 0 to 1."""

    id: str
    label: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the dimensions, under a title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """What gets a level of its own; `weight`: how much it counts in its group."""

    id: str
    title: str
    group: str | None = None
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What must hold for the full answer."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Lift:
    """A record that lifts to a level, as `kind:id`."""

    level: int
    record: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a ladder with a sentence for each level, or one that is graded and counts at one `level`.

    `answers`: the name of its answer set. `gate`: with a criterion unticked, the answer counts at most as this option.
    `was`: ids that it had before; `since`: the version that asked it first, None for all.
    """

    id: str
    dimension: str
    text: str = ""
    why: str | None = None
    weight: Fraction = Fraction(1)
    ladder: tuple[str, ...] | None = None
    level: int | None = None
    answers: str | None = None
    criteria: tuple[Criterion, ...] = ()
    gate: str | None = None
    na: bool = False
    was: tuple[str, ...] = ()
    since: str | None = None
    raise_: tuple[Lift, ...] = ()
    evidence: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counting:
    """A model: its questions, and how answers to them are counted. `lowest`: the number of the lowest level, 0 or 1."""

    id: str
    title: str
    version: str
    subject: Literal["function", "team"]
    sides: tuple[str, ...]
    prompt: str | None
    lowest: int
    levels: tuple[Level, ...]
    answer_sets: Mapping[str, tuple[Option, ...]]
    groups: tuple[Group, ...]
    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]
    scoring: Rules
    retired: tuple[str, ...] = ()

    @cached_property
    def level_numbers(self) -> range:
        """The numbers of the levels, the lowest first. Nothing is reached at level 0, so it is not counted."""
        return range(self.lowest, self.lowest + len(self.levels))

    @property
    def top(self) -> int:
        """The number of the highest level: how many levels are counted."""
        return self.level_numbers.stop - 1

    def level(self, number: int) -> Level | None:
        """The level of that number; None below the lowest."""
        return self.levels[self.level_numbers.index(number)] if number in self.level_numbers else None

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """The questions by the ids that results may call them: their own, and those that they had before."""
        old = {was: question for question in self.questions for was in question.was}
        return old | {question.id: question for question in self.questions}

    def options(self, question: Question) -> tuple[Option, ...]:
        """The options of a graded question, lowest first; none for a ladder."""
        return self.answer_sets.get(question.answers or "", ())

    def choices(self, question: Question) -> tuple[str, ...]:
        """What can be answered, lowest first, as results write it: numbers of levels, or ids of options."""
        if question.ladder:
            return tuple(map(str, self.level_numbers))
        return tuple(option.id for option in self.options(question))

    def names(self, question: Question) -> tuple[str, ...]:
        """The same as people read it: numbers of levels, or what options are called."""
        return self.choices(question) if question.ladder else tuple(o.label for o in self.options(question))
