"""Result: what a group answered, on one day, for one team or from one side. Fixed seven days after it is submitted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Field, model_validator

from ..maturity import sheet as plain
from ..maturity.limits import LIMITS, NotApplicable
from ..maturity.sheet import Sheet
from ..problems import Problem, shown
from ..records.record import Record, fields
from ..source import Node, Scalar
from ..types import Address, Date, Flag, Id, Meaning, Model, Reference, Text, To, Version, Whole, between
from ..words import Words
from .questions import LevelNumber, QuestionId


class Respondents(Model):
    """How many took part: counts, never names."""

    count: Annotated[int, between(1, LIMITS.people)] = Field(description="How many people answered.")
    roles: dict[Annotated[Reference, To(("role",), Meaning.TOOK_PART_IN)], Whole] = Field(
        default_factory=dict, description="How many of them hold which role. Only with three people or more."
    )


class Evidence(Model):
    """What shows the answer. Short: its title."""

    title: Text = Field(description="What it is.")
    url: Address | None = Field(None, description="Where it is.")

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """A title as fields."""
        return fields(node, title=node) if isinstance(node, Scalar) else node


class Answer(Model):
    """The answer to one question: a level, an option, “not applicable” or “don't know”; or votes alone."""

    level: LevelNumber | None = Field(None, description="Ladder: the level that was agreed on.")
    answer: Id | None = Field(None, description="Graded: the option that was agreed on.")
    criteria: tuple[Id, ...] = Field((), description="Graded: the criteria that hold.")
    na: NotApplicable | None = Field(None, description="Not applicable, and why. `other` needs a note.")
    unknown: Flag = Field(False, description="`true`: nobody knew. Neither no nor not applicable.")
    votes: dict[Id, Whole] = Field(
        default_factory=dict,
        description="How many chose what: level or option, and `unknown`. Only with three people or more.",
    )
    confidence: Annotated[int, between(1, 5)] | None = Field(
        None, description="How sure the group was, from 1 (guessed) to 5 (seen)."
    )
    note: Text | None = Field(None, description="One line: because … Everybody who reads the site can read it.")
    evidence: tuple[Evidence, ...] = Field((), description="What shows it.")


class Target(Model):
    """Where a dimension should be."""

    level: LevelNumber = Field(description="The level. “Good enough for us” is a target too.")
    by: Date | None = Field(None, description="By when.")


class Action(Model):
    """A next step, with owner and date."""

    question: QuestionId = Field(description="The question whose answer it should change.")
    to: Id | None = Field(None, description="The level or option that it aims at.")
    note: Text | None = Field(None, description="What is done, where no record says it.")
    owner: Annotated[Reference, To(("role",), Meaning.NEXT_STEPS_OF)] | None = Field(
        None, description="The role that does it."
    )
    due: Date | None = Field(None, description="By when.")
    go: Annotated[Reference, To((), Meaning.NEXT_STEP_IN)] | None = Field(
        None, description="The record that says how, as `kind:id`."
    )


class Named(NamedTuple):
    """The parts of a result's path."""

    model: str
    whose: str
    day: str


class Result(Record):
    """What a group answered on one day. The file is whole in itself: model, side or team, and date stand in it too.

    >>> playbook = prepare(find(Path("our-playbook")), today).playbook
    >>> [result.id for result in playbook.all(Result)][0]
    'function/product/2026-05-04'
    """

    model: Annotated[Reference, To(("model",), Meaning.RESULTS)] = Field(description="The maturity model.")
    version: Version = Field(description="The model's version that was answered.")
    side: Id | None = Field(None, description="For a model of one function: the side that answered, or `all`.")
    team: Annotated[Reference, To(("team",), Meaning.ASSESSED_IN)] | None = Field(
        None, description="For a model of teams: the team."
    )
    date: Date = Field(description="The day.")
    method: Literal["self", "facilitated", "peer", "external"] = Field(
        "self", description="Who led it: nobody, a facilitator, another team, somebody from outside."
    )
    state: Literal["draft", "submitted"] = Field(
        "draft", description="`submitted` results count. They may be corrected for seven days; then write a new one."
    )
    respondents: Respondents | None = Field(None, description="How many took part.")
    answers: dict[QuestionId, Answer] = Field(
        default_factory=dict, description="The answers, under the questions' ids."
    )
    targets: dict[Id, Target] = Field(default_factory=dict, description="Where to go, under the dimensions' ids.")
    actions: tuple[Action, ...] = Field((), description="What happens next; two are plenty.")

    title: Text = Field(Text(""), description="Side or team, and date.")

    computed: ClassVar[frozenset[str]] = frozenset(Record.model_fields) - {"example", "hidden"}

    @model_validator(mode="before")
    @classmethod
    def _called(cls, data: Any) -> Any:
        """A result is called by what it is about."""
        named = ", ".join(filter(None, (data.get(name) for name in ("side", "team", "date"))))
        return {**data, "title": named[:1].upper() + named[1:] or "Assessment"}

    @property
    def named(self) -> Named:
        """What its path says that it is."""
        return Named(*self.id.rsplit("/", 2))

    @property
    def place_of_file(self) -> str:
        """The path that it should have."""
        return self.path.removesuffix(f"{self.id}.yml") + f"{self.model.id}/{self.whose}/{self.date}.yml"

    def first_words(self, words: Words) -> str:
        """How many people answered how many questions."""
        number = len(self.answers)
        answered = words.ngettext("%(num)s question answered", "%(num)s questions answered", number) % {"num": number}
        if not self.count:
            return answered
        people = words.ngettext("%(num)s person", "%(num)s people", self.count) % {"num": self.count}
        return words.gettext("%(answered)s by %(people)s") % {"answered": answered, "people": people}

    @property
    def whose(self) -> str:
        """The side or the team."""
        return self.team.id if self.team else self.side or ""

    @property
    def count(self) -> int:
        """How many took part; 0 when it is not said."""
        return self.respondents.count if self.respondents else 0

    @property
    def sheet(self) -> Sheet:
        """What was answered as the plain values that the engine counts."""
        people = self.respondents
        return Sheet(
            model=self.model.id,
            version=self.version,
            side=self.side,
            team=self.team.id if self.team else None,
            date=self.date,
            method=self.method,
            state=self.state,
            example=self.example,
            respondents=plain.Respondents(people.count, {role.id: n for role, n in people.roles.items()})
            if people
            else None,
            answers={
                id_: plain.Answer(
                    **dict(answer) | {"evidence": tuple(plain.Evidence(**dict(e)) for e in answer.evidence)}
                )
                for id_, answer in self.answers.items()
            },
            targets={id_: plain.Target(**dict(target)) for id_, target in self.targets.items()},
            actions=tuple(
                plain.Action(
                    question=action.question,
                    to=action.to,
                    note=action.note,
                    owner=action.owner.id if action.owner else None,
                    due=action.due,
                    go=action.go.target if action.go else None,
                )
                for action in self.actions
            ),
        )

    @property
    def many(self) -> bool:
        """Whether so many took part that votes and roles tell on nobody."""
        return self.count >= LIMITS.fewest

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """What is wrong without looking at the model."""
        yield from super().check(today)
        if str(self.date) != self.named.day:
            message = f"{self.date} is not the day in the name of this file: {shown(self.named.day)}"
            yield self.problem(
                "result-path", message, "date", hint=f"rename the file to {self.date}.yml, or mend the date"
            )
        elif self.date > today + datetime.timedelta(days=1):
            yield self.problem("future-date", f"{self.date} has not come yet", "date", hint="check the year")
        if self.side and self.team:
            yield self.problem("two-shapes", "a result has a side or a team", "side", hint="keep one of the two")
        elif self.lacks(side=self.side, team=self.team):
            hint = "add `side:`, or `team:` where the model is about teams"
            yield self.problem("incomplete", "this result does not say whose it is", hint=hint)
        if self.state == "submitted" and self.lacks(answers=self.answers):
            hint = "add `answers:`, or write `state: draft`"
            yield self.problem("incomplete", "a submitted result has answers", "state", hint=hint)
        if self.respondents and self.respondents.roles and not self.many:
            yield self._few("roles", "respondents", "roles")
        yield from self._counts_and_days()
        for id_, answer in self.answers.items():
            yield from self._answer(answer, "answers", id_)

    def _counts_and_days(self) -> Iterator[Problem]:
        """People of a role who did not take part; days to come that were over on the day of the result."""
        people = self.respondents
        for role, number in people.roles.items() if people and self.many else ():
            if number > self.count:
                message = f"{number} in the role {shown(role.id)}, of {self.count} people"
                hint = "count the people who took part"
                yield self.problem("votes-over-count", message, "respondents", "roles", role.id, hint=hint)
        days: list[tuple[datetime.date | None, tuple[str | int, ...]]] = [
            *((target.by, ("targets", id_, "by")) for id_, target in self.targets.items()),
            *((action.due, ("actions", i, "due")) for i, action in enumerate(self.actions)),
        ]
        for day, loc in days:
            if day is not None and day < self.date:
                message = f"{day} is before the day of this result, {self.date}"
                yield self.problem("dates-reversed", message, *loc, hint="check the year")

    def _few(self, what: str, *loc: str | int) -> Problem:
        message = f"with fewer than {LIMITS.fewest} people, {what} would show who said what"
        return self.problem("too-few-respondents", message, *loc, hint="delete them; the answer itself can stay")

    def _answer(self, answer: Answer, *here: str | int) -> Iterator[Problem]:
        said = {"level": answer.level is not None, "answer": answer.answer, "na": answer.na, "unknown": answer.unknown}
        given = [name for name, there in said.items() if there]
        if len(given) > 1:
            message = f"one question has one answer, not `{given[0]}` and `{given[1]}`"
            yield self.problem("two-shapes", message, *here, given[1], hint="keep one of the two")
        if answer.na == "other" and self.lacks(note=answer.note):
            message = "“not applicable” for another reason than the named ones says which"
            yield self.problem("not-applicable", message, *here, "na", hint="add `note:` with the reason")
        if not answer.votes:
            return
        if self.lacks(respondents=self.respondents):
            hint = "add `respondents:` with its `count:`"
            yield self.problem("too-few-respondents", "votes without a count of people", *here, "votes", hint=hint)
        elif self.respondents and not self.many:
            yield self._few("votes", *here, "votes")
        elif self.respondents and (total := sum(answer.votes.values())) > self.count:
            message = f"{total} votes of {self.count} people"
            hint = "count each person once, “don't know” included"
            yield self.problem("votes-over-count", message, *here, "votes", hint=hint)
