"""Agreement: what two sides promise each other."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..problems import Problem
from ..records.record import Record, fields
from ..source import Mapping, Node, Scalar, Sequence
from ..types import Called, Date, Id, Meaning, Model, Reference, Text, To
from .process import Step

Party = Annotated[Reference, To(("role", "team", "area"), Meaning.PARTY_TO)]


class Promise(Model):
    """One promise. Short: a sentence that begins with "We"."""

    text: Text = Field(description="The promise, as “We ...”.", examples=["We say what we will do, and by when."])
    id: Id | None = Field(None, description="Its address. Missing: made from the text.")
    how_we_know: Text | None = Field(None, description="What shows that it was kept.")

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """A sentence as fields."""
        return fields(node, text=node) if isinstance(node, Scalar) else node


class Side(Model):
    """One party, with what it promises. What it gets is what the others promise."""

    who: Party = Field(description="`role:id`, `team:id` or `area:id`.")
    promises: tuple[Promise, ...] = Field(description="What this side promises.")


class Agreed(Model):
    """Who said yes, and when."""

    on: Date = Field(description="The day.")
    by: tuple[Annotated[Reference, To(("role", "team"), Meaning.AGREED_TO, plain="role")], ...] = Field(
        description="The roles and teams that said yes."
    )
    how: Text | None = Field(None, description="Where it was agreed.")


class Expectation(Model):
    """An expected time or amount: an expectation, not a penalty (after the Team API template of Team Topologies)."""

    what: Text = Field(description="What is expected.")
    target: Text = Field(description="How much, or how soon.")
    unit: Text | None = Field(None, description="Unit, where the target does not name it.")
    clock: (
        Annotated[
            Literal["working_hours", "working_days", "calendar_days"],
            Called({"businesshours": "working_hours", "businessdays": "working_days", "workdays": "working_days"}),
        ]
        | None
    ) = Field(None, description="Which hours or days count.")


class Interaction(Model):
    """How two teams work together (after Team Topologies)."""

    mode: Annotated[
        Literal["collaboration", "x_as_a_service", "facilitating"],
        Called({"collaborating": "collaboration", "xaas": "x_as_a_service", "facilitation": "facilitating"}),
    ] = Field(description="The mode.")
    purpose: Text | None = Field(None, description="What for.")
    until: Text | None = Field(None, description="Until when, or until what.")


class Scope(Model):
    """What the agreement covers."""

    in_: tuple[Text, ...] = Field((), alias="in", description="What it covers.")
    out: tuple[Text, ...] = Field((), description="What it does not cover.")


class Kept(Model):
    """How it went."""

    on: Date = Field(description="The day of the answer.")
    verdict: Literal["kept", "mostly", "broken"] = Field(description="How it went.")
    note: Text | None = Field(None, description="What happened.")


class Agreement(Record):
    """What two sides promise each other, or the people of one team: then that team is the only side."""

    summary: Text = Field(
        description="One sentence for lists and search, at most 160 characters.",
        examples=["What the two sides promise each other, in one sentence."],
    )
    parties: tuple[Side, ...] = Field(
        description="Two sides or more, each with its promises. In a team's own working agreement, the team alone."
    )
    when_broken: tuple[Step, ...] = Field(description="What happens when a promise is broken: a sentence, or steps.")
    agreed: Agreed | None = Field(None, description="Who said yes; needed once it is in use.")
    type: Literal["working_agreement", "service", "interface", "sponsor", "pace"] = Field(
        "working_agreement", description="What sort of agreement it is."
    )
    expectations: tuple[Expectation, ...] = Field((), description="Expected times and amounts.")
    interaction: Interaction | None = Field(None, description="How the sides work together.")
    scope: Scope | None = Field(None, description="What it covers and what not.")
    channels: tuple[Text, ...] = Field((), description="Where the sides talk.")
    talk_again_on: Date | None = Field(None, description="When to look at it again.")
    kept: tuple[Kept, ...] = Field((), description="How it went, in the sides' own words.")

    suggested: ClassVar[tuple[str, ...]] = ("status",)
    at_least: ClassVar[dict[str, int]] = {"parties": 2}

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """`when_broken` may be one sentence."""
        if not isinstance(node, Mapping) or not isinstance(told := node.get("when_broken"), Scalar):
            return node
        steps = Sequence(told.line, told.column, (told,))
        entries = tuple((key, steps if key.text == "when_broken" else value) for key, value in node.entries)
        return Mapping(node.line, node.column, entries)

    @property
    def within(self) -> bool:
        """Whether it is the working agreement of one team, whose people promise each other."""
        return self.type == "working_agreement" and len(self.parties) == 1 and self.parties[0].who.kind == "team"

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """Two sides, or one team, and signed once in use."""
        yield from super().check(today)
        if len(self.parties) < self.at_least["parties"] and not self.within:
            hint = "add the other side, with what it promises; a working agreement can be of one team, `who: team:id`"
            yield self.problem("agreement-one-sided", "an agreement needs two parties or more", "parties", hint=hint)
        if self.status == "active" and self.lacks(agreed=self.agreed):
            all_ = "the team has" if self.within else "both sides have"
            hint = f"add `agreed:` with `on:` and `by:`, or set `status: library` until {all_} said yes"
            yield self.problem("agreement-unsigned", "an agreement in use says who agreed to it, and when", hint=hint)
        if self.in_use and self.talk_again_on and self.talk_again_on < today:
            hint = "talk, then add a line under `kept:` and a new date"
            yield self.problem(
                "date-passed", f"the next talk was due on {self.talk_again_on}", "talk_again_on", hint=hint
            )
