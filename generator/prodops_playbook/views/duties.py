"""What a role carries: hours in meetings, what it promises, what is promised to it. Only what is in use counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..kinds.agreement import Agreement, Promise
from ..kinds.people import Role
from ..kinds.reference import MONTHLY, Ritual
from ..playbook import Playbook


@dataclass(frozen=True, slots=True)
class Meeting:
    """A ritual that a role attends, with the hours a month that it takes each person of that role."""

    ritual: Ritual
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Owed:
    """The promises of one side of an agreement."""

    agreement: Agreement
    promises: tuple[Promise, ...]


def meetings(playbook: Playbook, role: Role) -> tuple[Meeting, ...]:
    """The rituals in use that a role attends."""
    return tuple(
        Meeting(ritual, Decimal(ritual.minutes) / 60 * MONTHLY[ritual.every])
        for ritual in playbook.all(Ritual)
        if ritual.in_use and any(playbook.get(a.role) is role for a in ritual.attendees)
    )


def gives(playbook: Playbook, role: Role) -> tuple[Owed, ...]:
    """What a role promises."""
    return tuple(_sides(playbook, role, own=True))


def gets(playbook: Playbook, role: Role) -> tuple[Owed, ...]:
    """What others promise in agreements that a role is party to."""
    return tuple(_sides(playbook, role, own=False))


def proposed(playbook: Playbook, role: Role) -> tuple[Agreement, ...]:
    """Agreements in the library that name a role as a party."""
    found = (a for a in playbook.all(Agreement) if a.status == "library")
    return tuple(a for a in found if any(playbook.get(side.who) is role for side in a.parties))


def _sides(playbook: Playbook, role: Role, *, own: bool) -> Iterator[Owed]:
    for agreement in playbook.all(Agreement):
        parties = [playbook.get(side.who) for side in agreement.parties]
        if not agreement.in_use or role not in parties:
            continue
        for side, party in zip(agreement.parties, parties, strict=True):
            if (party is role) is own:
                yield Owed(agreement, side.promises)
