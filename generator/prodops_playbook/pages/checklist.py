"""The page of a checklist."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..kinds.checklist import Checklist
from ..links import Anchors
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame
from ..parts.run import Run, run


@dataclass(frozen=True, slots=True)
class Tried:
    """One real use of the list, and what was changed because of it."""

    on: datetime.date
    by: Markup
    changed: Markup


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """What to check at one pause point. `about`: whether the minutes are an estimate."""

    frame: Frame
    pause_point: Markup
    summary: Markup
    run_by: Markup
    read_with: Markup
    minutes: int
    about: bool
    type: str
    decided_by: Markup
    outcomes: tuple[str, ...]
    informed: Markup
    run: Run
    tried: tuple[Tried, ...]


def page(here: Linker, record: Checklist) -> ChecklistPage:
    """The page of one list."""
    return ChecklistPage(
        frame=frame(here, record),
        pause_point=here.rich(record.pause_point),
        summary=here.rich(record.summary),
        run_by=here.link(record.run_by),
        read_with=here.links(record.read_with, ", "),
        minutes=record.estimated_minutes,
        about=not record.minutes,
        type=record.type,
        decided_by=here.link(record.decided_by) if record.decided_by else Markup(""),
        outcomes=record.outcomes,
        informed=here.links(record.informed, ", "),
        run=run(here, Anchors(), record, "item"),
        tried=tuple(Tried(t.on, here.rich(t.by), here.rich(t.changed)) for t in record.tried),
    )


@dataclass(frozen=True, slots=True)
class ChecklistEmbed:
    """A list inside a page that people wrote."""

    link: Markup
    pause_point: Markup
    run: Run


def embed(here: Linker, anchors: Anchors, record: Checklist) -> ChecklistEmbed:
    """A list, live inside another page, whose addresses are `anchors`."""
    return ChecklistEmbed(here.link(record), here.rich(record.pause_point), run(here, anchors, record, record.id))
