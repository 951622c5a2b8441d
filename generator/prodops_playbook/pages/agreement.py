"""The page of an agreement."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..kinds.agreement import Agreement, Side
from ..links import Anchors
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame
from ..parts.steps import Step, steps


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who said yes, how, and when."""

    by: Markup
    how: Markup
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, with its address on the page."""

    id: str
    text: Markup
    how_we_know: Markup


@dataclass(frozen=True, slots=True)
class Party:
    """One side, with what it promises."""

    who: Markup
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """An expected time or amount. `clock`: which hours or days count, where the target does not say it."""

    what: Markup
    target: Markup
    unit: str
    clock: str


@dataclass(frozen=True, slots=True)
class Interaction:
    """How two teams work together."""

    mode: str
    purpose: Markup
    until: Markup


@dataclass(frozen=True, slots=True)
class Scope:
    """What it covers, and what not."""

    covers: tuple[Markup, ...]
    leaves_out: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """How it went, by one day."""

    on: datetime.date
    verdict: str
    note: Markup


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """What two sides, or the people of one team, promise each other. `within`: it is one team's own."""

    frame: Frame
    agreed: Agreed | None
    within: bool
    parties: tuple[Party, ...]
    when_broken: Markup
    steps: tuple[Step, ...]
    expectations: tuple[Expectation, ...]
    scope: Scope | None
    interaction: Interaction | None
    channels: tuple[Markup, ...]
    talk_again_on: datetime.date | None
    kept: tuple[Kept, ...]


def page(here: Linker, record: Agreement) -> AgreementPage:
    """The page of one agreement. What happens when it is broken is a sentence, or steps."""
    anchors, agreed, scope, interaction = Anchors(), record.agreed, record.scope, record.interaction
    short = len(record.when_broken) == 1
    return AgreementPage(
        frame=frame(here, record),
        agreed=Agreed(here.links(agreed.by, ", "), here.rich(agreed.how), agreed.on) if agreed else None,
        within=record.within,
        parties=tuple(_party(here, anchors, side) for side in record.parties),
        when_broken=here.rich(record.when_broken[0].do) if short else Markup(""),
        steps=() if short else steps(here, anchors, record.when_broken, None),
        expectations=tuple(
            Expectation(
                here.rich(e.what),
                here.rich(e.target),
                e.unit or "",
                e.clock if e.clock and e.clock.split("_")[0] not in e.target else "",
            )
            for e in record.expectations
        ),
        scope=Scope(here.texts(scope.in_), here.texts(scope.out)) if scope else None,
        interaction=Interaction(interaction.mode, here.rich(interaction.purpose), here.rich(interaction.until))
        if interaction
        else None,
        channels=tuple(map(here.reach, record.channels)),
        talk_again_on=record.talk_again_on,
        kept=tuple(Kept(k.on, k.verdict, here.rich(k.note)) for k in record.kept),
    )


def _party(here: Linker, anchors: Anchors, side: Side) -> Party:
    promises = (
        Promise(anchors(p.id or p.text.named, "promise"), here.rich(p.text), here.rich(p.how_we_know))
        for p in side.promises
    )
    return Party(here.name(side.who), tuple(promises))
