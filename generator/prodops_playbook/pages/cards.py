"""The questions of the principles, as cards."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds.principle import Principle
from ..parts import Linker, Markup, escape
from ..parts.colophon import Colophon, colophon
from ..parts.plain import Plain


@dataclass(frozen=True, slots=True)
class Card:
    """A question to ask in the room, and the principle that asks it."""

    question: Markup
    principle: Markup


@dataclass(frozen=True, slots=True)
class CardsPage:
    """A card for each question. `asking`: the names of the principles that ask; `pdf`: the link to a sheet, if any."""

    frame: Plain
    colophon: Colophon
    cards: tuple[Card, ...]
    asking: tuple[Markup, ...]
    pdf: Markup


def page(here: Linker, frame: Plain) -> CardsPage:
    """The page of questions."""
    asking = [principle for principle in here.playbook.all(Principle) if principle.in_use and principle.questions]
    return CardsPage(
        frame=frame,
        colophon=colophon(here, (principle.path for principle in asking)),
        cards=tuple(Card(here.rich(q), here.link(principle)) for principle in asking for q in principle.questions),
        asking=tuple(escape(principle.title) for principle in asking),
        pdf=here.page_link("cards.pdf", here.say("PDF")) if here.book.pdf else Markup(""),
    )
