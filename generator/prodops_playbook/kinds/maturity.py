"""Maturity model: the questions with which a group finds out where it stands, and how the answers are counted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .. import source
from ..maturity import counting
from ..maturity.counting import Counting, numbers
from ..maturity.limits import ALL, UNKNOWN
from ..maturity.scoring import Rules
from ..problems import Problem, did_you_mean, shown
from ..records.placed import KEY, Loc
from ..records.record import Record
from ..types import Id, Text, Version, between
from ..words import Words
from .questions import LEVELS, LOWEST, Dimension, Group, LevelOfModel, Option, Question, Retired, Scoring

_EXAMPLE_LADDER = {1: "What one sees when nobody looks after it.", 2: "What one sees when somebody does."}


class MaturityModel(Record):
    """Questions with which a group finds out where it stands. A level describes; it is no grade."""

    version: Version = Field(
        description="Three numbers. Raise the first when old and new answers no longer compare; the last for wording.",
        examples=["1.0.0"],
    )
    subject: Literal["function", "team"] = Field(
        "function", description="`function`: one subject, seen from several sides. `team`: one result for each team."
    )
    sides: tuple[Id, ...] = Field(
        (), description="For `function`: who looks at it, such as product, field, leadership."
    )
    prompt: Text | None = Field(None, description="What people are asked to think of while they answer.")
    levels: tuple[LevelOfModel, ...] = Field(
        description="Two to seven levels, the lowest first, each with what it means.",
        examples=[
            [
                {"name": "The name of the lowest level", "means": "What one sees there."},
                {"name": "The name of the next"},
            ]
        ],
    )
    begins_at: Annotated[int, between(LOWEST[0], LOWEST[-1])] | None = Field(
        None, description="The number of the lowest level, 0 or 1. Missing: 0 where a ladder says `0:`, else 1."
    )
    answer_sets: dict[Id, tuple[Option, ...]] = Field(
        default_factory=dict, description="The options of graded questions, under the name that questions use."
    )
    groups: tuple[Group, ...] = Field((), description="Groups of dimensions.")
    dimensions: tuple[Dimension, ...] = Field(
        description="What gets a level each.", examples=[[{"id": "first", "title": "The first thing we look at"}]]
    )
    questions: tuple[Question, ...] = Field(
        description="What is asked.",
        examples=[[{"id": "first.one", "dimension": "first", "text": "What is asked?", "ladder": _EXAMPLE_LADDER}]],
    )
    scoring: Scoring = Field(Scoring(), description="Where a level is reached.")
    retired: tuple[Retired, ...] = Field((), description="Questions that are no longer asked.")

    suggested: ClassVar[tuple[str, ...]] = ("status",)

    def first_words(self, words: Words) -> str:
        """What people are asked to think of, else the title."""
        return self.prompt or self.title

    @cached_property
    def counting(self) -> Counting:
        """The questions and the rules as the plain values that the engine counts with, and that the page gets."""
        zero = any(0 in question.ladder for question in self.questions)
        lowest = (0 if zero else 1) if self.begins_at is None else self.begins_at
        scoring = self.scoring
        thresholds = (Fraction(share) for share in (scoring.reach, scoring.below, scoring.min_coverage))
        return Counting(
            id=self.id,
            title=self.title,
            version=self.version,
            subject=self.subject,
            sides=self.sides,
            prompt=self.prompt,
            lowest=lowest,
            levels=tuple(counting.Level(level.name, level.means) for level in self.levels),
            answer_sets={
                name: tuple(counting.Option(o.id, o.label, Fraction(o.value)) for o in options)
                for name, options in self.answer_sets.items()
            },
            groups=tuple(counting.Group(group.id, group.title) for group in self.groups),
            dimensions=tuple(counting.Dimension(d.id, d.title, d.group, Fraction(d.weight)) for d in self.dimensions),
            questions=tuple(question.counted for question in self.questions),
            scoring=Rules(lowest + len(self.levels) - 1, *thresholds),
            retired=tuple(gone.id for gone in self.retired),
        )

    @property
    def level_numbers(self) -> range:
        """The numbers of the levels, the lowest first."""
        return self.counting.level_numbers

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """The questions by the ids that results may call them."""
        own = {question.id: question for question in self.questions}
        return {id_: own[question.id] for id_, question in self.counting.by_id.items()}

    def options(self, question: Question) -> tuple[Option, ...]:
        """The options of a graded question, lowest first; none for a ladder."""
        return self.answer_sets.get(question.answers or "", ())

    # Checks

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """Everything that its own parts say of each other."""
        yield from super().check(today)
        if len(self.levels) not in LEVELS:
            message = (
                f"{len(self.levels)} level{'s' * (len(self.levels) != 1)}; a model has {LEVELS[0]} to {LEVELS[-1]}"
            )
            few = "write one a line, the lowest first"
            many = f"put neighbors together until there are {LEVELS[-1]}"
            yield self.problem("choice-count", message, "levels", hint=few if len(self.levels) < LEVELS[0] else many)
        for name in ("dimensions", "questions"):
            if not getattr(self, name):
                yield self.problem("incomplete", f"a model without {name} asks nothing", name, hint="write one or more")
        if self.subject == "team" and self.sides:
            hint = "delete `sides:`, or write `subject: function`"
            yield self.problem("two-shapes", "a model of teams has no sides", "sides", hint=hint)
        if ALL in self.sides:
            hint = "delete it: a result of everybody together says `side: all` anyway"
            yield self.problem(
                "duplicate-part", f"no side can be called {ALL}", "sides", self.sides.index(ALL), hint=hint
            )
        yield from self._doubles()
        yield from self._answer_sets()
        groups = [group.id for group in self.groups]
        ids = [dimension.id for dimension in self.dimensions]
        asked = {question.dimension for question in self.questions}
        for i, dimension in enumerate(self.dimensions):
            here = ("dimensions", i)
            if dimension.group and not self.meant("groups"):
                yield from self.unknown("group", dimension.group, groups, *here, "group")
            # A question with a mistyped dimension leaves one empty: that is not a second mistake.
            if dimension.id not in asked and dimension.id not in ids[:i] and asked <= set(ids):
                message = f"no question counts in {shown(dimension.id)}"
                yield self.problem("empty-dimension", message, *here, "id", hint="add a question, or delete it")
        for i, question in enumerate(self.questions):
            yield from self._question(question, ("questions", i))
        yield from self._past()

    def unknown(self, what: str, name: str, known: Sequence[str], *loc: str | int) -> Iterator[Problem]:
        """The problem of an id that is not among those known, if it is not."""
        if name not in known:
            hint = did_you_mean(name, known) or f"{what}s here: {', '.join(known) or 'none yet'}"
            yield self.problem("unknown-part", f"there is no {what} {shown(name)} in this model", *loc, hint=hint)

    def _doubles(self) -> Iterator[Problem]:
        """Ids that two parts of one list claim."""
        lists: list[tuple[Loc, Sequence[str], bool]] = [(("sides",), self.sides, False)]
        named = ("groups", "dimensions", "questions", "retired")
        lists += [((name,), [part.id for part in getattr(self, name)], True) for name in named]
        lists += [(("answer_sets", n), [option.id for option in o], True) for n, o in self.answer_sets.items()]
        for loc, ids, in_group in lists:
            for i, id_ in enumerate(ids):
                if id_ in ids[:i]:
                    here = (*loc, i, "id") if in_group else (*loc, i)
                    hint = "give one of the two another id"
                    yield self.problem("duplicate-part", f"{shown(id_)} stands here twice", *here, hint=hint)

    def _answer_sets(self) -> Iterator[Problem]:
        for name, options in self.answer_sets.items():
            here = ("answer_sets", name)
            if len(options) < 2:
                message = "an answer set needs two options or more"
                yield self.problem("choice-count", message, *here, hint="add what else can be answered")
            for i, option in enumerate(options):
                if option.id == UNKNOWN:
                    message = f"no option can be called {UNKNOWN}: every question takes that answer anyway"
                    yield self.problem(
                        "duplicate-part", message, *here, i, "id", hint="delete it, or call it otherwise"
                    )
                if i and option.value <= options[i - 1].value:
                    message = f"{option.value} is not more than {options[i - 1].value}, the value before it"
                    hint = "order the options from the lowest value to the highest"
                    yield self.problem("answers-not-increasing", message, *here, i, "value", hint=hint)

    def _question(self, question: Question, here: Loc) -> Iterator[Problem]:
        yield from self.unknown("dimension", question.dimension, [d.id for d in self.dimensions], *here, "dimension")
        named = ("level", "answers", "criteria", "criteria_gate")
        graded = [name for name in named if getattr(question, name) not in (None, {})]
        if question.ladder and graded:
            hint = "keep the ladder, or `level:` and `answers:`"
            yield self.problem("two-shapes", "a question has a ladder or graded answers", *here, graded[0], hint=hint)
        elif question.ladder:
            yield from self._ladder(question, (*here, "ladder"))
        else:
            yield from self._graded(question, here)
        for level in question.raise_:
            yield from self._level(level, self.level_numbers, *here, "raise", str(level), KEY)
        if question.since and numbers(question.since) > numbers(self.version):
            yield from self._later(question.since, *here, "since")

    def _level(self, level: int, known: range, *loc: str | int) -> Iterator[Problem]:
        if level not in known and len(self.levels) in LEVELS:
            message = f"there is no level {level}: this model has {known[0]} to {known[-1]}"
            yield self.problem("unknown-level", message, *loc, hint=f"write {known[0]} to {known[-1]}")

    def _ladder(self, question: Question, here: Loc) -> Iterator[Problem]:
        known = self.level_numbers
        beyond = [level for level in question.ladder if level not in known]
        for level in beyond:
            yield from self._level(level, known, *here, str(level), KEY)
        node = self.place(*here)
        if known[:1] == range(1, 2) and isinstance(node, source.Mapping) and node.get("0") is not None:
            known = range(len(self.levels))  # meant to begin there, though nothing is written behind it
        missing = [str(level) for level in known if level not in question.ladder]
        if missing and not beyond and len(known) in LEVELS:  # else one slip of the finger would be two problems
            several = "s" * (len(missing) > 1)
            message = f"this ladder has no sentence for level{several} {', '.join(missing)}"
            hint = f"write one sentence for each level, {known[0]} to {known[-1]}"
            yield self.problem("ladder-gap", message, *here, hint=hint)

    def _graded(self, question: Question, here: Loc) -> Iterator[Problem]:
        if question.level is None and question.answers is None:
            if self.lacks(ladder=None, level=None, answers=None):
                hint = "add `ladder:` with one sentence a level, or `level:` and `answers:`"
                yield self.problem("incomplete", "this question has nothing to answer", *here, hint=hint)
            return
        if question.level is None and self.lacks(level=None):
            hint = "add `level:`, the one at which the answer counts"
            yield self.problem("incomplete", "a graded question counts at one level", *here, hint=hint)
        if question.level is not None:
            yield from self._level(question.level, self.level_numbers, *here, "level")
        if question.level == 0 and 0 in self.level_numbers:
            message = "nothing is reached at level 0, so nothing counts there"
            hint = f"write a level up to {self.counting.top}"
            yield self.problem("unknown-level", message, *here, "level", hint=hint)
        if question.answers is None and self.lacks(answers=None):
            hint = "add `answers:` with the name of an answer set"
            yield self.problem("incomplete", "a graded question has an answer set", *here, hint=hint)
        if question.answers and not self.meant("answer_sets"):
            yield from self.unknown("answer set", question.answers, [*self.answer_sets], *here, "answers")
        options = [option.id for option in self.options(question)]
        if question.criteria_gate and options:
            yield from self.unknown("option", question.criteria_gate, options, *here, "criteria_gate")
        if question.criteria_gate and self.lacks(criteria=question.criteria):
            hint = "add `criteria:`, or delete the gate"
            yield self.problem(
                "incomplete", "a gate without criteria is always open", *here, "criteria_gate", hint=hint
            )

    def _past(self) -> Iterator[Problem]:
        """Old ids, each of one question only, and retired questions, each with what became of it."""
        living = {question.id for question in self.questions}
        claimed: dict[str, str] = {}
        for i, question in enumerate(self.questions):
            for j, old in enumerate(question.was):
                message = ""
                if old in living:
                    message = f"{shown(old)} is the id of a question today"
                elif old in claimed:
                    message = f"{shown(old)} is already an old id of {shown(claimed[old])}"
                if message:
                    hint = "an old id belongs to one question, where its old answers count: delete it here"
                    yield self.problem("was-reused", message, "questions", i, "was", j, hint=hint)
                claimed.setdefault(old, question.id)
        for i, gone in enumerate(self.retired):
            here = ("retired", i)
            if gone.id in living or gone.id in claimed:
                renamed = f", as {shown(claimed[gone.id])}" if gone.id not in living else ""
                message = f"{shown(gone.id)} is still asked{renamed}"
                yield self.problem("was-reused", message, *here, "id", hint="delete one of the two")
            if self.lacks(replaced_by=gone.replaced_by, reason=gone.reason):
                message = "a retired question says what replaced it, or why it went"
                yield self.problem("retired-unexplained", message, *here, hint="add `replaced_by:` or `reason:`")
            for j, new in enumerate(gone.replaced_by):
                known = [q.id for q in self.questions] + [other.id for other in self.retired if other is not gone]
                yield from self.unknown("question", new, known, *here, "replaced_by", j)
            if numbers(gone.in_) > numbers(self.version):
                yield from self._later(gone.in_, *here, "in")

    def _later(self, version: str, *loc: str | int) -> Iterator[Problem]:
        message = f"{version} is later than the model's own version, {self.version}"
        yield self.problem("unknown-version", message, *loc, hint="raise `version:`, or write an earlier one")
