"""The records that others lean on: ritual, metric, tool, term, door, scope map and template."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..problems import Problem, shown
from ..records.record import Record, fields, first_sentence
from ..source import Mapping, Node, Scalar
from ..types import Address, Called, Date, Markdown, Meaning, Model, Number, Reference, Text, To, Value, Whole
from ..words import Words
from . import rhythm
from .process import Every


class Attendee(Model):
    """Short: the role's id."""

    role: Annotated[Reference, To(("role",), Meaning.ATTENDS)] = Field(description="The role.")
    count: Whole = Field(1, description="How many people of that role.")

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """A role's id as fields."""
        return fields(node, role=node) if isinstance(node, Scalar) else node


class Topic(Model):
    """Short: the topic."""

    topic: Text = Field(description="What is talked about.")
    minutes: Whole | None = Field(None, description="How long.")
    purpose: Text | None = Field(None, description="To decide, to inform, to find out.")

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """A topic as fields."""
        return fields(node, topic=node) if isinstance(node, Scalar) else node


MONTHLY = {
    "week": Decimal(52) / 12,
    "2 weeks": Decimal(26) / 12,
    "month": Decimal(1),
    "quarter": Decimal(1) / 3,
    "half_year": Decimal(1) / 6,
    "year": Decimal(1) / 12,
}
"""How many times a month each `every` comes round."""


class Ritual(Record):
    """A meeting or pass that comes round, with what it costs."""

    question: Text = Field(description="The question that it answers.", examples=["Which question does it answer?"])
    every: Every = Field(description="How often it comes round.", examples=["month"])
    minutes: Whole = Field(description="How long it takes.", examples=[30])
    attendees: tuple[Attendee, ...] = Field(description="Who takes part: role ids, or role and count.")
    outputs: tuple[Text, ...] = Field(description="What exists afterwards.", examples=[["What exists afterwards"]])
    facilitator: Annotated[Reference, To(("role",), Meaning.FACILITATES)] | None = Field(
        None, description="Who leads it."
    )
    on: Text | None = Field(
        None, description="When: “Monday 10:00”, “First Tuesday”, “4 weeks before the quarter begins”, “Q+2w Monday”."
    )
    agenda: tuple[Topic, ...] = Field((), description="Topics, with minutes where it helps.")
    notes: Address | None = Field(None, description="Where the notes are.")
    async_alternative: Text | None = Field(None, description="How to do it without meeting.")
    cancel_if: Text | None = Field(None, description="When to leave it out.")

    suggested: ClassVar[tuple[str, ...]] = ("status",)
    others_say: ClassVar[dict[str, str]] = {
        **Record.others_say,
        **dict.fromkeys(("frequency", "cadence", "how_often"), "every"),
        **dict.fromkeys(("participants", "members", "invited"), "attendees"),
        **dict.fromkeys(("results", "deliverables"), "outputs"),
        **dict.fromkeys(("duration", "length"), "minutes"),
        **dict.fromkeys(("lead", "led_by", "host"), "facilitator"),
        **dict.fromkeys(("topics",), "agenda"),
    }

    @property
    def people(self) -> int:
        """How many take part."""
        return sum(a.count for a in self.attendees)

    @property
    def hours_a_month(self) -> Decimal:
        """Hours a month of everybody together."""
        return self.people * Decimal(self.minutes) / 60 * MONTHLY[self.every]

    @property
    def when(self) -> rhythm.When | None:
        """Its place on the calendar, if `on` names one."""
        return rhythm.read(self.every, self.on) if self.on else None

    def first_words(self, words: Words) -> str:
        """The question."""
        return self.question

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """A time that home can place."""
        yield from super().check(today)
        unread = self.on and any(isinstance(part, Value) and part.unread for part in self.on.parts)
        if self.on and not unread and self.when is None and self.every in rhythm.PLACED:
            message = f"home cannot place {shown(self.on)} on a calendar, for what comes every {self.every}"
            yield self.problem("unclear-time", message, "on", hint=f"write it as {rhythm.PLACED[self.every]}")


class Reading(Model):
    """A value on a day."""

    on: Date = Field(description="The day.")
    value: Number = Field(description="The number.")
    note: Text | None = Field(None, description="What explains it.")


class Baseline(Model):
    """Where it stood before."""

    value: Number = Field(description="The number.")
    on: Date = Field(description="The day.")


class Metric(Record):
    """A number that a decision rests on. Never about one person."""

    owner: Annotated[Reference, To(("role",), Meaning.OWNS)] = Field(description="The role that answers for it.")
    question: Text = Field(description="The question that it answers.", examples=["Which question does it answer?"])
    definition: Markdown = Field(description="What is counted, exactly.", examples=["What is counted, exactly."])
    source: Text = Field(description="Where the data comes from.", examples=["Where the data comes from"])
    decision: Text | None = Field(None, description="The decision that it supports.")
    formula: Text | None = Field(None, description="How it is worked out.")
    unit: Text | None = Field(None, description="Its unit.")
    grain: Literal["person", "team", "area", "product", "company"] | None = Field(
        None, description="What one number is about. `person` is refused."
    )
    direction: (
        Annotated[
            Literal["up", "down", "band"],
            Called(
                {"higher": "up", "more": "up", "lower": "down", "less": "down", "range": "band", "withinarange": "band"}
            ),
        ]
        | None
    ) = Field(None, description="Which way is better.")
    counter_metric: Annotated[Reference, To(("metric",), Meaning.COUNTER_METRIC_OF)] | None = Field(
        None, description="The metric that shows when this one is being gamed."
    )
    caveats: tuple[Text, ...] = Field((), description="What it does not say.")
    baseline: Baseline | None = Field(None, description="Where it stood before.")
    target: Text | None = Field(None, description="Where it should be.")
    readings: tuple[Reading, ...] = Field((), description="Values over time.")
    dashboards: tuple[Address, ...] = Field((), description="Where to see it.")

    others_say: ClassVar[dict[str, str]] = {
        **Record.others_say,
        **dict.fromkeys(("description", "meaning"), "definition"),
        **dict.fromkeys(("calculation",), "formula"),
    }

    def first_words(self, words: Words) -> str:
        """The question."""
        return self.question

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """About work, with a counterweight."""
        yield from super().check(today)
        if self.grain == "person":
            hint = "measure the work of a team or an area"
            yield self.problem("metric-about-people", "a metric about one person", "grain", hint=hint)
        if self.lacks(counter_metric=self.counter_metric):
            hint = "add `counter_metric:` with what gets worse when people chase this number"
            yield self.problem("no-counter-metric", "this metric has no counter-metric", hint=hint)


class Tool(Record):
    """A tool, with who looks after it and how to get in."""

    owner: Annotated[Reference, To(("role",), Meaning.OWNS)] = Field(description="The role that answers for it.")
    for_what: Text = Field(description="What it is for.", examples=["What it is for."])
    url: Address = Field(description="Where it is.", examples=["https://example.com"])
    get_access: Text | None = Field(None, description="How to get in.")
    lifecycle: Literal["proposed", "pilot", "approved", "standard", "deprecated", "retired"] | None = Field(
        None, description="Where it stands."
    )
    cost_per_year: Number | None = Field(None, description="What it costs a year.")
    seats: Whole | None = Field(None, description="How many seats are paid for.")
    renewal_on: Date | None = Field(None, description="When the contract renews.")
    exit: Text | None = Field(None, description="How to get out of it.")
    data_allowed: Text | None = Field(None, description="Which data may be put into it.")

    def first_words(self, words: Words) -> str:
        """What it is for."""
        return self.for_what

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """A renewal that has gone by."""
        yield from super().check(today)
        if self.renewal_on and self.renewal_on < today:
            yield self.problem(
                "date-passed", f"the renewal was due on {self.renewal_on}", "renewal_on", hint="enter the next one"
            )


class Term(Record):
    """A word, as it is used here."""

    definition: Markdown = Field(description="What it means here.", examples=["What it means here."])
    aliases: tuple[Text, ...] = Field((), description="Other words for it.")
    not_: Text | None = Field(None, alias="not", description="What it is confused with.")

    others_say: ClassVar[dict[str, str]] = {
        **Record.others_say,
        **dict.fromkeys(("description", "meaning"), "definition"),
        **dict.fromkeys(("synonyms", "aka", "also_called"), "aliases"),
    }

    def first_words(self, words: Words) -> str:
        """The first sentence of the definition."""
        return first_sentence(str(self.definition))


class Destination(Model):
    """Short: `kind:id`."""

    to: Annotated[Reference, To((), Meaning.I_NEED_TO)] | None = Field(
        None, description="A record, as `kind:id`, or a page, as `page:address`."
    )
    title: Text | None = Field(None, description="What an outside address is called.")
    url: Address | None = Field(None, description="An outside address.")

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """`kind:id` as fields."""
        return fields(node, to=node) if isinstance(node, Scalar) else node


class Door(Record):
    """An answer to "I need to ..."."""

    title: Text = Field(Text(""), description="Missing: the need.")
    need: Text = Field(description="What follows “I need to”.", examples=["do something that people come here for"])
    go: Destination = Field(
        description="Where to go: `kind:id`, `page:address`, or title and url.",
        examples=[{"title": "Where to go", "url": "https://example.com"}],
    )
    order: Whole | None = Field(None, description="Its place among the doors; those without come last.")
    for_: tuple[Annotated[Reference, To(("role",), Meaning.DOORS_FOR_THIS_ROLE)], ...] = Field(
        (), alias="for", description="Who comes with this need."
    )

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """A door is called by its need."""
        if not isinstance(node, Mapping) or node.get("title") or not (need := node.get("need")):
            return node
        return Mapping(node.line, node.column, (*node.entries, (Scalar(need.line, need.column, "title"), need)))

    def first_words(self, words: Words) -> str:
        """The need."""
        return self.need

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """A record, or an address with its title."""
        yield from super().check(today)
        if self.go.to and (self.go.title or self.go.url):
            yield self.problem(
                "two-shapes", "`to` already says where to go", "go", hint="keep `kind:id`, or title and url"
            )
        elif self.lacks(to=self.go.to) and (self.lacks(title=self.go.title) or self.lacks(url=self.go.url)):
            yield self.problem(
                "incomplete", "this door leads nowhere", "go", hint="write `go: kind:id`, or title and url"
            )


class Row(Model):
    """One kind of work."""

    title: Text = Field(description="What sort of work.", examples=["A kind of work"])
    ours: tuple[Text, ...] = Field((), description="What product operations does.")
    shared: tuple[Text, ...] = Field((), description="What is done together.")
    not_ours: tuple[Text, ...] = Field((), description="What somebody else does.")


class ScopeMap(Record):
    """What product operations does, shares and leaves to others."""

    rows: tuple[Row, ...] = Field(description="Kinds of work, each with who does what.")


class FormSection(Model):
    """One part of a form."""

    title: Text = Field(description="The heading.", examples=["A heading"])
    body: Markdown | None = Field(None, description="What to write there.")


class Template(Record):
    """A form to fill in: here, or in the company's document tool."""

    sections: tuple[FormSection, ...] = Field((), description="The form's parts, where it is kept here.")
    url: Address | None = Field(None, description="Where it is, where it is kept elsewhere.")

    suggested: ClassVar[tuple[str, ...]] = ("sections",)

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """Sections or an address."""
        yield from super().check(today)
        if self.lacks(sections=self.sections, url=self.url):
            yield self.problem(
                "template-empty", "this template has neither sections nor a url", hint="add one of the two"
            )
        if self.sections and self.url:
            yield self.problem(
                "two-shapes", "a template has sections or a url, not both", "url", hint="keep one of the two"
            )
