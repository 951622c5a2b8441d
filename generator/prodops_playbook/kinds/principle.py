"""Principle: a sentence that somebody could break, and what it costs to keep it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from ..problems import Problem
from ..records.record import Record
from ..types import Inline, Markdown, Model, Text, Whole
from ..words import Words


class Tension(Model):
    """Two good things of which the principle prefers one (after the product operations manifesto)."""

    prefer: Text = Field(description="What we choose.")
    over: Text = Field(description="The plausible opposite that we choose it over.")


class Principle(Record):
    """What we hold to when it is inconvenient."""

    statement: Text = Field(
        description="One sentence that somebody could break.", examples=["One sentence that somebody here could break."]
    )
    rationale: Markdown = Field(description="Why we hold to it.", examples=["Why we hold to it, in a few sentences."])
    implications: tuple[Inline, ...] = Field(
        description="What we do differently, and what it costs us; two or more.",
        examples=[["What we do differently because of it.", "What that costs us."]],
    )
    tension: Tension | None = Field(None, description="What we prefer over what.")
    say_this: Text | None = Field(None, description="One sentence to say in the room.")
    looks_like: tuple[Inline, ...] = Field((), description="Where you would see it.")
    not_like: tuple[Inline, ...] = Field((), description="What it is mistaken for.")
    questions: tuple[Text, ...] = Field((), description="Questions to ask in the room.")
    order: Whole | None = Field(None, description="Its place among the principles.")
    moment: Literal["choose", "shape", "change", "settle"] | None = Field(
        None, description="Where in the life of a change it counts most: its place in the picture on home."
    )

    at_least: ClassVar[dict[str, int]] = {"implications": 2}

    def first_words(self, words: Words) -> str:
        """The statement."""
        return self.statement

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """A principle with fewer than two implications changes nothing."""
        yield from super().check(today)
        if len(self.implications) < self.at_least["implications"]:
            hint = "say what you do differently because of it, and what that costs"
            yield self.problem(
                "principle-empty", "a principle needs two implications or more", "implications", hint=hint
            )
