"""The page of a role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..kinds.people import Role
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame
from ..views import duties


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, and the agreement that it stands in."""

    text: Markup
    agreement: Markup


@dataclass(frozen=True, slots=True)
class Proposed:
    """An agreement that waits in the library."""

    link: Markup
    lead: Markup


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the role, with its hours a month."""

    link: Markup
    every: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class RolePage:
    """What somebody answers for, and how to reach whoever does it now. `hours`: a month in meetings."""

    frame: Frame
    reach: Markup
    held_by: tuple[Markup, ...]
    cover: Markup
    works_with: Markup
    read: tuple[Markup, ...]
    accountable_for: tuple[Markup, ...]
    not_accountable_for: tuple[Markup, ...]
    gets: tuple[Promise, ...]
    gives: tuple[Promise, ...]
    proposed: tuple[Proposed, ...]
    meetings: tuple[Meeting, ...]
    hours: Decimal


def page(here: Linker, record: Role) -> RolePage:
    """The page of one role."""
    playbook = here.playbook
    meetings = duties.meetings(playbook, record)
    return RolePage(
        frame=frame(here, record),
        reach=here.reach(record.reach),
        held_by=tuple(map(here.reach, record.held_by)) if record.named else (),
        cover=here.link(record.cover) if record.cover else Markup(""),
        works_with=here.links(record.works_with),
        read=tuple(map(here.link, record.read)),
        accountable_for=here.texts(record.accountable_for),
        not_accountable_for=here.texts(record.not_accountable_for),
        gets=_promises(here, duties.gets(playbook, record)),
        gives=_promises(here, duties.gives(playbook, record)),
        proposed=tuple(Proposed(here.link(a), here.lead(a)) for a in duties.proposed(playbook, record)),
        meetings=tuple(Meeting(here.link(m.ritual), m.ritual.every, m.hours) for m in meetings),
        hours=sum((m.hours for m in meetings), Decimal(0)),
    )


def _promises(here: Linker, sides: Iterable[duties.Owed]) -> tuple[Promise, ...]:
    return tuple(Promise(here.rich(p.text), here.link(side.agreement)) for side in sides for p in side.promises)
