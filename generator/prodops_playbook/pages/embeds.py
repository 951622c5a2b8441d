"""What stands in pages that people wrote: a record, or a part of the playbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..kinds import Record
from ..kinds.checklist import Checklist
from ..kinds.people import Role
from ..kinds.principle import Principle
from ..kinds.reference import Ritual
from ..links import Anchors
from ..parts import Linker, Markup
from ..views import coverage
from ..words import later
from . import changed, checklist, door, principle

STAGES = {
    later("Choosing"): "choose",
    later("Shaping"): "shape",
    later("Changing"): "change",
    later("Settling"): "settle",
    later("Always"): None,
}
"""The life of a change, and the moment that principles name for each part of it."""


@dataclass(frozen=True, slots=True)
class RecordEmbed:
    """A record in one sentence."""

    link: Markup
    lead: Markup


def record(here: Linker, anchors: Anchors, record: Record) -> object:
    """A record inside another page, whose addresses are `anchors`: a checklist live, all others in one sentence."""
    if isinstance(record, Checklist):
        return checklist.embed(here, anchors, record)
    return RecordEmbed(here.link(record), here.lead(record))


@dataclass(frozen=True, slots=True)
class LibraryCountView:
    """How much is in use, and how much waits. `library`: the link to what does."""

    used: int
    library: Markup


def _library_count(here: Linker) -> LibraryCountView:
    used, kept = coverage.counts(here.playbook)
    return LibraryCountView(
        used,
        here.page_link(
            "library.md",
            here.playbook.words.ngettext("%(num)s in the library", "%(num)s in the library", kept) % {"num": kept},
        ),
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the life of a change, with the principles that count most there. `always`: they count in all of it."""

    heading: str
    always: bool
    cards: tuple[principle.Card, ...]


@dataclass(frozen=True, slots=True)
class PrinciplesView:
    """The principles in use, by where in the life of a change they count most."""

    stages: tuple[Stage, ...]


def _principles(here: Linker) -> PrinciplesView:
    used = [p for p in here.playbook.all(Principle) if p.in_use]
    stages = (
        Stage(here.say(heading), moment is None, principle.cards(here, (p for p in used if p.moment == moment)))
        for heading, moment in STAGES.items()
    )
    return PrinciplesView(tuple(stage for stage in stages if stage.cards))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. `when`: its place on the calendar as names and values, where its words name one."""

    link: Markup
    when: tuple[tuple[str, str], ...]
    every: str
    on: Markup
    question: Markup


@dataclass(frozen=True, slots=True)
class RitualsView:
    """What comes round. `quarters`: the months in which fiscal quarters begin."""

    quarters: str
    meetings: tuple[Meeting, ...]


def _rituals(here: Linker) -> RitualsView:
    quarters = " ".join(map(str, here.playbook.settings.quarter_months))
    return RitualsView(quarters, tuple(_meeting(here, r) for r in here.playbook.all(Ritual) if r.in_use))


def _meeting(here: Linker, ritual: Ritual) -> Meeting:
    when = tuple(ritual.when.data.items()) if ritual.when else ()
    return Meeting(here.link(ritual), when, ritual.every, here.rich(ritual.on), here.rich(ritual.question))


@dataclass(frozen=True, slots=True)
class RolesView:
    """The roles that say what to read first."""

    roles: Markup


def _roles(here: Linker) -> RolesView:
    return RolesView(here.links(role for role in here.playbook.all(Role) if role.read))


VIEWS: Mapping[str, Callable[[Linker], object]] = {
    "changed": changed.view,
    "doors": door.view,
    "library-count": _library_count,
    "principles": _principles,
    "rituals": _rituals,
    "roles": _roles,
}
"""The parts of the playbook that `![[view:name]]` puts into a page."""
