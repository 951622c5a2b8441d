"""Process: how a recurring piece of work goes, in the lightest form that will do."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..problems import Problem, did_you_mean, shown
from ..records.record import Link, Record, fields
from ..source import Mapping, Node, Scalar
from ..types import Called, Date, Distance, Inline, Length, Markdown, Meaning, Model, Number, Reference, Text, To, Whole

Every = Annotated[
    Literal["week", "2 weeks", "month", "quarter", "half_year", "year"],
    Called(
        {
            **dict.fromkeys(("weekly", "1week", "everyweek", "7days"), "week"),
            **dict.fromkeys(("biweekly", "fortnight", "fortnightly", "every2weeks", "everytwoweeks"), "2 weeks"),
            **dict.fromkeys(("twoweeks", "everyotherweek", "14days"), "2 weeks"),
            **dict.fromkeys(("monthly", "1month", "everymonth"), "month"),
            **dict.fromkeys(("quarterly", "1quarter", "everyquarter", "3months", "every3months"), "quarter"),
            **dict.fromkeys(("halfyearly", "semiannual", "semiannually", "6months", "every6months"), "half_year"),
            **dict.fromkeys(("twiceayear", "2quarters"), "half_year"),
            **dict.fromkeys(("yearly", "annual", "annually", "1year", "everyyear", "12months"), "year"),
        }
    ),
]
MAX_STEPS = 9
NAMED = r"(?:(?:role|team|area):)?[^\W\d_][\w.,/&+'()-]*(?: [\w.,/&+'()-]+){0,5}"
"""The id or title of a role, or of several; only the whole playbook can tell whether it is one, or text."""
ANY_TIER = "all"
"""Stands for the tier where a step's distance is the same for all of them."""


class Dates(Model):
    """The day from which the steps are counted."""

    count_from: Literal["day", "quarter"] = Field(
        description="`day`: one that the reader enters. `quarter`: the first day of each fiscal quarter."
    )
    day: Text | None = Field(None, description="What happens on that day, as a name: On for all.")
    tiers: dict[str, Text] = Field(
        default_factory=dict, description="Sizes that are given different notice, each with what it is."
    )


class Step(Model):
    """One step. Short: a sentence, or `role-id: sentence` when it is not the owner's."""

    do: Inline = Field(description="What is done; begin with a verb.", examples=["Say what happens then."])
    by: Annotated[Reference, To(("role",), Meaning.TAKES_A_STEP_IN)] | None = Field(
        None, description="The role that does it. Missing: the owner."
    )
    note: Inline | None = Field(None, description="What helps to do it well.")
    output: Text | None = Field(None, description="What exists afterwards.")
    link: Link | None = Field(None, description="Where it is done.")
    when: dict[str, Distance] = Field(
        default_factory=dict,
        description="How far from the day of `dates`: `[[value:notice]] before`, `on the day`. Or one for each tier.",
    )

    others_say: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("responsible", "owner", "who", "role", "dri", "r"), "by"),
        **dict.fromkeys(("action", "task", "what", "text", "step"), "do"),
        **dict.fromkeys(("deliverable", "result"), "output"),
    }
    where_others_go: ClassVar[dict[str, str]] = {
        "by": "one role takes a step; write the other's part as its own step",
        **dict.fromkeys(
            (
                "accountable",
                "approver",
                "approvers",
                "decided_by",
                "consulted",
                "asked",
                "informed",
                "raci",
                "a",
                "c",
                "i",
            ),
            "a step says who does it, under `by:`; who decides, is asked and hears of it stands once for all steps: "
            "`decided_by:`, `asked:` and `informed:` of the process",
        ),
    }

    @classmethod
    def long_form(cls, node: Node) -> Node:
        """`sentence` and `role-id: sentence` as fields; one distance as that of all tiers."""
        if isinstance(node, Mapping) and isinstance(when := node.get("when"), Scalar):
            every = fields(when, **{ANY_TIER: when})
            return Mapping(node.line, node.column, tuple((k, every if v is when else v) for k, v in node.entries))
        if isinstance(node, Scalar):
            return fields(node, do=node)
        if isinstance(node, Mapping) and len(node.entries) == 1:
            key, value = node.entries[0]
            if (
                key.text not in cls.model_fields
                and isinstance(value, Scalar)
                and re.fullmatch(NAMED, key.text)
                and (re.fullmatch(r"[a-z][a-z0-9-]*", key.text) or not value.nothing)
            ):
                return Mapping(
                    node.line,
                    node.column,
                    ((Scalar(key.line, key.column, "by"), key), (Scalar(key.line, key.column, "do"), value)),
                )
        return node


class Effort(Model):
    """What one run takes."""

    people: Whole = Field(description="How many people take part.")
    hands_on: Length = Field(description="How long each of them works on it.")


class CostToTeams(Model):
    """What the process asks of others."""

    people: Whole = Field(description="How many people outside the owner's team.")
    hours_per_month: Number = Field(description="Hours a month of each of them.")


class Signals(Model):
    """How one can tell whether the process works."""

    working: tuple[Text, ...] = Field((), description="What you see when it works.")
    failing: tuple[Text, ...] = Field((), description="What you see when it fails.")


class Say(Model):
    """Words for a moment that is hard to find words for."""

    when: Text = Field(description="The moment, in few words.", examples=["Handing a task back"])
    words: Text = Field(description="What to say then, as one would say it aloud.", examples=["This one is yours."])


class Keep(Model):
    """The answer to: if we stopped this for a month, who would notice?"""

    on: Date = Field(description="The day of the answer.")
    verdict: Annotated[Literal["keep", "trim", "stop"], Called({"kept": "keep", "stopped": "stop"})] = Field(
        description="What was decided."
    )
    missed_by: Text | None = Field(None, description="Who would have missed it.")


class Process(Record):
    """How a recurring piece of work goes."""

    summary: Text = Field(
        description="One sentence for lists and search, at most 160 characters.",
        examples=["What it does, in one sentence."],
    )
    owner: Annotated[Reference, To(("role",), Meaning.OWNS)] = Field(description="The role that answers for it.")
    prevents: Text = Field(description="The failure that it exists for.", examples=["The failure that it exists for."])
    trigger: Text = Field(description="The event that starts it.", examples=["The event that starts it."])
    steps: tuple[Step, ...] = Field(
        (),
        description="Two to nine steps. It needs steps, a tip, checklists or templates.",
        examples=[["Write down the question.", "Ask the people whose work it is."]],
    )
    dates: Dates | None = Field(
        None, description="The day that `when` in the steps counts from; the page then works out dates."
    )
    do: Inline | None = Field(None, description="The whole process as one tip.")
    checklists: tuple[Annotated[Reference, To(("checklist",), Meaning.USED_IN)], ...] = Field(
        (), description="Lists that are run in it."
    )
    templates: tuple[Annotated[Reference, To(("template",), Meaning.USED_IN)], ...] = Field(
        (), description="Forms that are filled in."
    )
    purpose: Markdown | None = Field(None, description="What it is for, where the summary is not enough.")
    inputs: tuple[Text, ...] = Field((), description="What it starts from.")
    outputs: tuple[Text, ...] = Field((), description="What exists at the end.")
    ritual: Annotated[Reference, To(("ritual",), Meaning.DONE_HERE)] | None = Field(
        None, description="The meeting that it happens in."
    )
    every: Every | None = Field(None, description="How often, where no ritual says it.")
    decided_by: Annotated[Reference, To(("role",), Meaning.DECIDES_IN)] | None = Field(
        None, description="The one role that decides."
    )
    asked: tuple[Annotated[Reference, To(("role",), Meaning.IS_ASKED_IN)], ...] = Field(
        (), description="Roles that are asked first."
    )
    informed: tuple[Annotated[Reference, To(("role",), Meaning.IS_INFORMED_IN)], ...] = Field(
        (), description="Roles that hear of it afterwards."
    )
    effort: Effort | None = Field(None, description="What one run takes.")
    cost_to_teams: CostToTeams | None = Field(None, description="What it asks of others.")
    agreements: tuple[Annotated[Reference, To(("agreement",), Meaning.USED_IN)], ...] = Field(
        (), description="Promises that it rests on."
    )
    tools: tuple[Annotated[Reference, To(("tool",), Meaning.USED_IN)], ...] = Field(
        (), description="Tools that it needs."
    )
    signals: Signals | None = Field(None, description="How one can tell whether it works.")
    say: tuple[Say, ...] = Field((), description="Sentences for it, ready to copy: `when`, and the `words`.")
    metric: Annotated[Reference, To(("metric",), Meaning.WATCHED_IN)] | None = Field(
        None, description="The number that shows it."
    )
    exceptions: tuple[Inline, ...] = Field((), description="Where it is done differently.")
    escalation: Text | None = Field(None, description="Where to go when it is stuck.")
    keep: tuple[Keep, ...] = Field((), description="Answers to: who would notice if we stopped?")

    suggested: ClassVar[tuple[str, ...]] = ("status", "steps")
    others_say: ClassVar[dict[str, str]] = {
        **Record.others_say,
        **dict.fromkeys(("accountable", "approver", "approvers", "approved_by", "a"), "decided_by"),
        **dict.fromkeys(("decider", "decides", "decision_maker", "decision_makers"), "decided_by"),
        **dict.fromkeys(("consulted", "consult", "contributors", "c"), "asked"),
        **dict.fromkeys(("notified", "inform", "i"), "informed"),
        **dict.fromkeys(("goal", "objective", "why"), "purpose"),
        **dict.fromkeys(("frequency", "cadence", "how_often"), "every"),
        **dict.fromkeys(("results", "deliverables"), "outputs"),
        **dict.fromkeys(("procedure", "tasks", "actions"), "steps"),
        "kpi": "metric",
    }
    where_others_go: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("raci", "rasci", "daci", "rapid"),
            "write each of them on its own line: `owner:`, `decided_by:`, `asked:`, `informed:`; "
            "and `by:` in the steps that somebody else takes",
        ),
        "summary": "what does not fit into it goes under `purpose:`",
        "decided_by": "one role decides; who is asked first goes under `asked:`, who hears of it under `informed:`",
        "owner": "one role owns it; name the others in the steps that they take",
    }

    @property
    def form(self) -> str:
        """How much form it has: documented, checklist, template or tip."""
        if self.steps:
            return "documented"
        return "checklist" if self.checklists else "template" if self.templates else "tip"

    def check(self, today: datetime.date) -> Iterator[Problem]:
        """Something to do, in two to nine steps."""
        yield from super().check(today)
        if self.lacks(steps=self.steps, do=self.do, checklists=self.checklists, templates=self.templates):
            hint = "add `steps:`, or one sentence under `do:`, or `checklists:`, or `templates:`"
            yield self.problem("process-empty", "this process does not say what to do", hint=hint)
        if self.steps and not 2 <= len(self.steps) <= MAX_STEPS:
            one = len(self.steps) == 1
            hint = "write it as a tip under `do:`" if one else "split it where the work changes hands or waits"
            message = (
                "a process with one step"
                if one
                else f"{len(self.steps)} steps; people keep {MAX_STEPS} in mind at most"
            )
            yield self.problem("process-length", message, "steps", hint=hint)
        if self.ritual and self.every:
            yield self.problem("two-shapes", "`ritual` already says how often", "every", hint="keep one of the two")
        yield from self._check_dates()

    def _check_dates(self) -> Iterator[Problem]:
        """Distances count from a day, and a day has steps that count from it."""
        dated = [(i, step.when) for i, step in enumerate(self.steps) if step.when]
        if dated and self.lacks(dates=self.dates):
            hint = "add `dates:` with `count_from: day` or `count_from: quarter`"
            message = "this step is so far from a day, but the process does not say from which"
            yield self.problem("incomplete", message, "steps", dated[0][0], "when", hint=hint)
        if self.dates is None:
            return
        if not dated and self.lacks(steps=(), when=()):
            hint = "add `when: 10 business days before` to a step, or delete `dates:`"
            yield self.problem("incomplete", "no step says how far it is from this day", "dates", hint=hint)
        if not self.dates.tiers and not self.lacks(tiers=self.dates.tiers):
            return  # `tiers` is misspelt, which is told already
        known = (*self.dates.tiers, ANY_TIER)
        for i, tier in ((i, tier) for i, when in dated for tier in when if tier not in known):
            hint = did_you_mean(tier, known) or f"add it under `tiers:`, or write one of: {', '.join(known)}"
            message = f"there is no tier {shown(tier)}"
            yield self.problem("unknown-tier", message, "steps", i, "when", tier, hint=hint)
