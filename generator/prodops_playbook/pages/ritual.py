"""The page of a ritual."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..kinds.process import Process
from ..kinds.reference import Ritual
from ..links import Anchors
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame
from ..parts.run import ListOfProcess, lists
from ..parts.steps import Sentence, sentences
from ..types import Meaning


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who takes part, and how many of them."""

    role: Markup
    count: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What is talked about."""

    topic: Markup
    minutes: int | None
    purpose: Markup


@dataclass(frozen=True, slots=True)
class Done:
    """A process that happens here, with what it needs in the meeting."""

    link: Markup
    lives_in: tuple[Markup, ...]
    say: tuple[Sentence, ...]
    lists: tuple[ListOfProcess, ...]


@dataclass(frozen=True, slots=True)
class RitualPage:
    """A meeting or pass that comes round. `hours`: what it costs a month, everybody together."""

    frame: Frame
    question: Markup
    every: str
    on: Markup
    minutes: int
    attendees: tuple[Attendee, ...]
    facilitator: Markup
    hours: Decimal
    notes: Markup
    processes: tuple[Done, ...]
    agenda: tuple[Topic, ...]
    outputs: tuple[Markup, ...]
    async_alternative: Markup
    cancel_if: Markup


def page(here: Linker, record: Ritual) -> RitualPage:
    """The page of one ritual."""
    anchors = Anchors()
    done = (r for r in here.playbook.backlinks(record).get(Meaning.DONE_HERE, ()) if isinstance(r, Process))
    return RitualPage(
        frame=frame(here, record),
        question=here.rich(record.question),
        every=record.every,
        on=here.rich(record.on),
        minutes=record.minutes,
        attendees=tuple(Attendee(here.link(a.role), a.count) for a in record.attendees),
        facilitator=here.link(record.facilitator) if record.facilitator else Markup(""),
        hours=record.hours_a_month,
        notes=here.outside(record.notes, here.say("Notes")) if record.notes else Markup(""),
        processes=tuple(_done(here, anchors, process) for process in done if process.in_use),
        agenda=tuple(Topic(here.rich(t.topic), t.minutes, here.rich(t.purpose)) for t in record.agenda),
        outputs=here.texts(record.outputs),
        async_alternative=here.rich(record.async_alternative),
        cancel_if=here.rich(record.cancel_if),
    )


def _done(here: Linker, anchors: Anchors, process: Process) -> Done:
    places = tuple(here.outside(place.url, place.title) for place in process.lives_in)
    return Done(here.link(process), places, sentences(here, process), lists(here, anchors, process))
