"""Checklist: what is read aloud at one pause point, short enough to be used."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..links import Anchors
from ..problems import Problem, shown
from ..records.record import Link, Record, fields
from ..source import Mapping, Node, Scalar
from ..types import Date, Flag, Id, Inline, Meaning, Model, Reference, Text, To, Whole
from ..words import Words, later
from . import wording

ITEMS = range(5, 10)
ITEM_LENGTH = 90
MAX_MUST = 3
RUN_FIELDS = (Text(later("Run for")), Text(later("Date")), Text(later("Run by")))


class Item(Model):
    """One check. Short: a sentence, or `must: sentence` when it must not be missed."""

    text: Text = Field(
        description="One check, at most 90 characters. `must:` instead of `text:` marks one that must not be missed."
    )
    must_not_miss: Flag = Field(False, description="The long form of `must:`.")
    id: Id | None = Field(None, description="Its address. Missing: made from the text.")
    why: Inline | None = Field(None, description="Why it is on the list.")
    if_no: Text | None = Field(None, description="What to do when the answer is no.")
    evidence: Text | None = Field(None, description="What shows that it holds.")
    owner: Annotated[Reference, To(("role",), Meaning.ANSWERS_FOR_AN_ITEM_OF)] | None = Field(
        None, description="The role that answers."
    )
    link: Link | None = Field(None, description="Where to look.")

    also_written: ClassVar[dict[str, str]] = {"must": "text"}
    others_say: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("responsible", "accountable", "who", "dri", "by"), "owner"),
        **dict.fromkeys(("check", "item", "question", "title"), "text"),
        **dict.fromkeys(("critical", "required", "mandatory", "essential", "important"), "must_not_miss"),
        **dict.fromkeys(("killer", "blocker", "blocking", "showstopper", "must_have"), "must_not_miss"),
        **dict.fromkeys(("must", "must_not_miss"), "must"),
    }

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """A sentence, or `must: sentence`, as fields."""
        if isinstance(node, Scalar):
            return fields(node, text=node)
        if (
            isinstance(node, Mapping)
            and (key := node.key("must"))
            and isinstance(node.get("must"), Scalar)
            and not node.get("text")
        ):
            flag = (Scalar(key.line, key.column, "must_not_miss"), Scalar(key.line, key.column, "true"))
            named = ((Scalar(k.line, k.column, "text") if k is key else k, value) for k, value in node.entries)
            return Mapping(node.line, node.column, (*named, flag))
        return node


class Section(Model):
    """Some of the items, under a title."""

    title: Text = Field(description="What these items have in common.")
    items: tuple[Item, ...] = Field(description="Five to nine checks.")


class Tried(Model):
    """Somebody used the list for real."""

    on: Date = Field(description="The day.")
    by: Text = Field(description="Who ran it: a team or a role.")
    changed: Text | None = Field(None, description="What was changed because of it.")


class Checklist(Record):
    """What to check at one pause point (after The Checklist Manifesto)."""

    pause_point: Text = Field(description="The moment to stop and run it.", examples=["The moment to stop and run it."])
    run_by: Annotated[Reference, To(("role",), Meaning.RUNS)] = Field(description="The role that runs it.")
    items: tuple[Item, ...] = Field(
        (),
        description="Five to nine checks; or `sections` with five to nine each.",
        examples=[
            [
                {"must": "The one check that must not be missed"},
                "The second check",
                "The third check",
                "The fourth check",
                "The fifth check",
            ]
        ],
    )
    sections: tuple[Section, ...] = Field((), description="Groups of checks, each with a title.")
    type: Literal["do_confirm", "read_do"] = Field(
        "do_confirm", description="`do_confirm`: work, then stop and check. `read_do`: read an item, do it."
    )
    decided_by: Annotated[Reference, To(("role",), Meaning.DECIDES_IN)] | None = Field(
        None, description="Who decides, in a go/no-go list."
    )
    outcomes: tuple[Text, ...] = Field((), description="The answers that the list can end with.")
    read_with: tuple[Annotated[Reference, To(("role",), Meaning.READS_ALONG_IN)], ...] = Field(
        (), description="Roles that are in the room."
    )
    informed: tuple[Annotated[Reference, To(("role",), Meaning.IS_INFORMED_IN)], ...] = Field(
        (), description="Roles that hear of the outcome."
    )
    minutes: Whole | None = Field(None, description="How long it takes. Missing: estimated.")
    tried: tuple[Tried, ...] = Field((), description="Real uses. From then on item ids stand in the file.")
    run_fields: tuple[Text, ...] = Field((), description="What is filled in for a run. Missing: Run for, Date, Run by.")
    pack: Text | None = Field(None, description="Lists with the same pack are printed together.")

    suggested: ClassVar[tuple[str, ...]] = ("status", "items")
    others_say: ClassVar[dict[str, str]] = {
        **Record.others_say,
        **dict.fromkeys(("responsible", "dri", "r"), "run_by"),
        **dict.fromkeys(("accountable", "approver", "approvers", "approved_by", "a"), "decided_by"),
        **dict.fromkeys(("decider", "decides", "decision_maker", "decision_makers"), "decided_by"),
        **dict.fromkeys(("consulted", "consult", "contributors", "participants", "c"), "read_with"),
        **dict.fromkeys(("notified", "inform", "i"), "informed"),
        **dict.fromkeys(("when", "trigger", "moment"), "pause_point"),
        **dict.fromkeys(("duration", "takes"), "minutes"),
        **dict.fromkeys(("checks", "questions"), "items"),
    }
    where_others_go: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("critical", "required", "mandatory", "must", "must_not_miss", "must-not-miss", "killer"),
            "write it in front of each item that must not be missed: `- must: sentence`",
        ),
        **dict.fromkeys(
            ("raci", "rasci", "daci", "rapid"),
            "write each of them on its own line: `run_by:`, `decided_by:`, `read_with:`, `informed:`",
        ),
        "decided_by": "one role decides; who is in the room goes under `read_with:`, who hears of it under `informed:`",
        "run_by": "one role runs it; who is in the room goes under `read_with:`",
    }

    @property
    def all_sections(self) -> tuple[tuple[Text | None, tuple[Item, ...]], ...]:
        """The items in groups; a list without sections is one group without a title."""
        return tuple((s.title, s.items) for s in self.sections) or ((None, self.items),)

    @property
    def all_items(self) -> tuple[Item, ...]:
        """Every item, in order."""
        return tuple(item for _, group in self.all_sections for item in group)

    @property
    def item_ids(self) -> tuple[str, ...]:
        """What ticks are kept under, for every item in order: the same wherever the list stands."""
        anchors = Anchors()
        return tuple(anchors(item.id or item.text.named) for item in self.all_items)

    @property
    def estimated_minutes(self) -> int:
        """Minutes as stated, else twenty seconds an item, and at least one."""
        return self.minutes or max(1, round(len(self.all_items) / 3))

    def first_words(self, words: Words) -> str:
        """The pause point."""
        return self.pause_point

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """Length, marks and wording."""
        yield from super().check(today)
        if self.items and self.sections:
            yield self.problem(
                "two-shapes", "a list has items or sections, not both", "items", hint="move the items into a section"
            )
        if self.pack is not None and (self.pack == "playbook" or self.pack.startswith(("principle:", "role:"))):
            message = f"{shown(self.pack)} is a pack that there is without being named"
            yield self.problem("duplicate-part", message, "pack", hint="give this one another name")
        if self.lacks(items=self.items, sections=self.sections):
            yield self.problem(
                "checklist-length", "this list has no items", hint="add `items:` with five to nine checks"
            )
        groups: list[tuple[tuple[str | int, ...], tuple[Item, ...]]] = (
            [(("sections", i, "items"), s.items) for i, s in enumerate(self.sections)]
            if self.sections
            else [(("items",), self.items)]
        )
        for loc, items in groups:
            if items and len(items) not in ITEMS:
                where = "in one section" if self.sections else "in one list"
                number = f"{len(items)} item{'s' * (len(items) != 1)}"
                message = f"{number} {where}; a pause point holds {ITEMS[0]} to {ITEMS[-1]}"
                hint = (
                    "split at the next pause point"
                    if len(items) > ITEMS[-1]
                    else "is this a list, or a step of a process?"
                )
                yield self.problem("checklist-length", message, *loc, hint=hint)
            for i, item in enumerate(items):
                yield from self._check_item(item, (*loc, i))
        if self.tried and (
            bare := next(((*loc, i) for loc, items in groups for i, item in enumerate(items) if not item.id), ())
        ):
            message = (
                "this list has been used, so its items keep their ids in the file: ticks then survive a new wording"
            )
            yield self.problem(
                "item-without-id", message, *bare, hint="add `id:` to each item, its first words will do"
            )
        must = sum(item.must_not_miss for item in self.all_items)
        if self.all_items and not 1 <= must <= MAX_MUST:
            number = f"{must or 'no'} item{'s' * (must != 1)}"
            message = f"{number} marked as ones that must not be missed; one to three help the eye"
            hint = "write `must: sentence` for what is dangerous to miss and easy to forget"
            yield self.problem("checklist-must", message, *groups[0][0], hint=hint)

    def _check_item(self, item: Item, loc: tuple[str | int, ...]) -> Iterator[Problem]:
        if len(item.text) > ITEM_LENGTH:
            message = f"{len(item.text)} characters; an item is read aloud in one breath: {ITEM_LENGTH}"
            yield self.problem("text-too-long", message, *loc, hint="move the reason to `why:`")
        if space := re.match(r"(must|text):(?=\S)", item.text):
            hint = f"put a space behind the colon: {space[0]} {item.text[space.end() :]}"
            yield self.problem("wrong-shape", f"“{space[0]}” is read as part of the text", *loc, hint=hint)
        order = self.type if self.lacks(type=None) else None
        for code, message, hint in wording.check(item.text, order):
            yield self.problem(code, message, *loc, hint=hint)
        if self.outcomes and item.must_not_miss and self.lacks(evidence=item.evidence):
            message = "a go/no-go list asks for evidence of what must not be missed"
            yield self.problem("evidence", message, *loc, hint="add `evidence:` with what shows it")
