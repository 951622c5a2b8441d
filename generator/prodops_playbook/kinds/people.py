"""Role, team and area: who answers for what, and whom to ask."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from ..problems import Problem
from ..records.record import Record, fields, first_sentence
from ..source import Node, Scalar
from ..types import Address, Date, Flag, Meaning, Model, Reference, Text, To
from ..words import Words


class Role(Record):
    """What somebody answers for, and how to reach whoever does it now."""

    accountable_for: tuple[Text, ...] = Field(
        description="What nobody else answers for.", examples=[["What nobody else answers for"]]
    )
    reach: Text = Field(description="The channel, list or address to ask.", examples=["#the-channel-to-ask"])
    held_by: tuple[Text, ...] = Field((), description="Who holds it now: a name, a directory link, or `vacant`.")
    not_accountable_for: tuple[Text, ...] = Field((), description="What people mistake it for.")
    cover: Annotated[Reference, To(("role",), Meaning.COVERS_FOR)] | None = Field(
        None, description="The role that stands in."
    )
    works_with: tuple[Annotated[Reference, To(("role",), Meaning.WORKS_WITH)], ...] = Field(
        (), description="Roles it works with."
    )
    read: tuple[Annotated[Reference, To((), Meaning.READ_FIRST_BY)], ...] = Field(
        (), description="The few pages that somebody in this role reads first, as `kind:id` or `page:address`."
    )
    product_ops: Flag = Field(False, description="`true` for roles of product operations.")

    @property
    def named(self) -> bool:
        """Whether somebody is named as holding the role."""
        return any(name.lower() != "vacant" for name in self.held_by)

    def first_words(self, words: Words) -> str:
        """What the role answers for first."""
        return self.accountable_for[0] if self.accountable_for else self.title


class Active(Model):
    """From when until when."""

    from_: Date | None = Field(None, alias="from", description="First day.")
    to: Date | None = Field(None, description="Last day.")


class Team(Record):
    """A team that records and assessments refer to."""

    aliases: tuple[Text, ...] = Field((), description="Other names it is known by.")
    reach: Text | None = Field(None, description="The channel, list or address to ask.")
    active: Active | None = Field(None, description="From when until when the team exists.")

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """Days in order."""
        yield from super().check(today)
        if self.active and self.active.from_ and self.active.to and self.active.to < self.active.from_:
            yield self.problem("dates-reversed", "the last day is before the first", "active", "to", hint="swap them")


class Holder(Model):
    """Short: `role:id`, or a name."""

    role: Annotated[Reference, To(("role",), Meaning.PRODUCT_MANAGER_OF)] | None = Field(
        None, description="A role, as `role:id`."
    )
    name: Text | None = Field(None, description="A name, where no role is recorded.")

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """`role:id` as a reference, anything else as a name."""
        if not isinstance(node, Scalar):
            return node
        return fields(node, role=node) if node.text.startswith("role:") else fields(node, name=node)


class Area(Record):
    """A part of the product: "who is the product manager for billing?"."""

    pm: Holder = Field(description="Its product manager: `role:id`, or a name.", examples=["A name, or role:id"])
    reach: Text = Field(description="The channel, list or address to ask.", examples=["#the-channel-to-ask"])
    engineering: Text | None = Field(None, description="Name or link.")
    design: Text | None = Field(None, description="Name or link.")
    support: Text | None = Field(None, description="Name or link.")
    aliases: tuple[Text, ...] = Field((), description="What other departments call it.")
    roadmap: Address | None = Field(None, description="Where its roadmap is.")
    numbers: tuple[Annotated[Reference, To(("metric",), Meaning.WATCHED_IN)], ...] = Field(
        (), description="Its metrics."
    )

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """One product manager."""
        yield from super().check(today)
        if self.pm.role and self.pm.name:
            yield self.problem("two-shapes", "`role` already says who it is", "pm", hint="keep `role:id`, or the name")
        elif self.lacks(role=self.pm.role, name=self.pm.name):
            yield self.problem("incomplete", "nobody is named here", "pm", hint="write `pm: role:id`, or a name")

    def first_words(self, words: Words) -> str:
        """What else it is called."""
        if not self.aliases:
            return self.title
        return first_sentence(words.gettext("Also called %(names)s") % {"names": ", ".join(self.aliases)})
