"""The page of a process."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields

from ..kinds.process import CostToTeams, Dates, Effort, Process
from ..links import Anchors
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame
from ..parts.run import ListOfProcess, lists
from ..parts.steps import Sentence, Step, sentences, steps
from ..views.flow import Flow, flow


@dataclass(frozen=True, slots=True)
class Tier:
    """A size that is given different notice. `words`: the same without links."""

    name: str
    about: Markup
    words: str


@dataclass(frozen=True, slots=True)
class Count:
    """A day in, the date of each step out: worked out in the browser. `calendar`: the business days as JSON."""

    process: str
    title: str
    count_from: str
    day: str
    calendar: str
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """What a process takes and gives."""

    inputs: tuple[Markup, ...]
    checklists: Markup
    templates: Markup
    agreements: Markup
    tools: Markup
    outputs: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Keep:
    """What was answered when somebody asked who would notice if it stopped."""

    on: datetime.date
    verdict: str
    missed_by: Markup


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """How a recurring piece of work goes."""

    frame: Frame
    dates: Count | None
    purpose: Markup
    trigger: Markup
    prevents: Markup
    form: str
    ritual: Markup
    every: str
    decided_by: Markup
    asked: Markup
    informed: Markup
    effort: Effort | None
    cost_to_teams: CostToTeams | None
    metric: Markup
    do: Markup
    flow: Flow | None
    steps: tuple[Step, ...]
    say: tuple[Sentence, ...]
    lists: tuple[ListOfProcess, ...]
    needs: Needs | None
    working: tuple[Markup, ...]
    failing: tuple[Markup, ...]
    exceptions: tuple[Markup, ...]
    escalation: Markup
    keep: tuple[Keep, ...]


def page(here: Linker, record: Process) -> ProcessPage:
    """The page of one process. On paper nothing is drawn or counted that the table of steps says as well."""
    anchors = Anchors()
    return ProcessPage(
        frame=frame(here, record),
        dates=_count(here, record, record.dates) if record.dates and not here.paper else None,
        purpose=here.rich(record.purpose),
        trigger=here.rich(record.trigger),
        prevents=here.rich(record.prevents),
        form=record.form,
        ritual=here.links([record.ritual] if record.ritual else []),
        every=record.every or "",
        decided_by=here.link(record.decided_by) if record.decided_by else Markup(""),
        asked=here.links(record.asked, ", "),
        informed=here.links(record.informed, ", "),
        effort=record.effort,
        cost_to_teams=record.cost_to_teams,
        metric=here.links([record.metric] if record.metric else []),
        do=here.rich(record.do),
        flow=None if here.paper else flow(here.playbook, record),
        steps=steps(here, anchors, record.steps, record.owner),
        say=sentences(here, record),
        lists=lists(here, anchors, record),
        needs=_needs(here, record),
        working=here.texts(record.signals.working) if record.signals else (),
        failing=here.texts(record.signals.failing) if record.signals else (),
        exceptions=here.texts(record.exceptions),
        escalation=here.rich(record.escalation),
        keep=tuple(Keep(k.on, k.verdict, here.rich(k.missed_by)) for k in record.keep),
    )


def _count(here: Linker, record: Process, dates: Dates) -> Count:
    tiers = tuple(Tier(name, here.rich(about), about) for name, about in dates.tiers.items())
    return Count(record.id, record.title, dates.count_from, dates.day or "", here.book.calendar.data, tiers)


def _needs(here: Linker, record: Process) -> Needs | None:
    needs = Needs(
        inputs=here.texts(record.inputs),
        checklists=here.links(record.checklists),
        templates=here.links(record.templates),
        agreements=here.links(record.agreements),
        tools=here.links(record.tools),
        outputs=here.texts(record.outputs),
    )
    return needs if any(getattr(needs, field.name) for field in fields(needs)) else None
