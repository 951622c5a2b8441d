"""Every promise of every agreement, to be found by any word in it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..kinds import KINDS
from ..parts import Linker, Markup
from ..parts.plain import Plain
from ..views import promises


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. `to`: nobody named where people of one team promise it to each other.

    `agreement`: the link to its place there; `on`: the day on which that was agreed.
    """

    text: Markup
    who: Markup
    to: tuple[Markup, ...]
    agreement: Markup
    on: datetime.date | None


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """Promises by whether they count. `proposed`: nobody has said yes to them yet."""

    frame: Plain
    agreed: tuple[Promise, ...]
    proposed: tuple[Promise, ...]


def page(here: Linker, frame: Plain) -> PromisesPage:
    """The page of promises."""
    rows = promises.promises(here.playbook)
    return PromisesPage(
        frame,
        tuple(_promise(here, row) for row in rows if row.agreement.in_use),
        tuple(_promise(here, row) for row in rows if not row.agreement.in_use),
    )


def _promise(here: Linker, row: promises.Row) -> Promise:
    agreement = row.agreement
    return Promise(
        text=here.rich(row.promise.text),
        who=here.link(row.who),
        to=tuple(map(here.link, row.to)),
        agreement=here.page_link(KINDS[agreement.kind].page(agreement.id), agreement.title, row.anchor),
        on=agreement.agreed.on if agreement.agreed else None,
    )
