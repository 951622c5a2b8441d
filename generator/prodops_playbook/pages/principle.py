"""The page of a principle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..kinds import Kind
from ..kinds.principle import Principle
from ..parts import Linker, Markup
from ..parts.add import Add, add
from ..parts.frame import Frame, frame
from ..parts.plain import Plain, listed


@dataclass(frozen=True, slots=True)
class Tension:
    """Two good things of which the principle prefers one. `ends`: whether the second already ends a sentence."""

    prefer: Markup
    over: Markup
    ends: bool


@dataclass(frozen=True, slots=True)
class PrinciplePage:
    """What we hold to when it is inconvenient."""

    frame: Frame
    statement: Markup
    tension: Tension | None
    say_this: Markup
    rationale: Markup
    implications: tuple[Markup, ...]
    looks_like: tuple[Markup, ...]
    not_like: tuple[Markup, ...]
    questions: tuple[Markup, ...]


def page(here: Linker, record: Principle) -> PrinciplePage:
    """The page of one principle."""
    tension = record.tension
    return PrinciplePage(
        frame=frame(here, record),
        statement=here.rich(record.statement),
        tension=Tension(here.rich(tension.prefer), here.rich(tension.over), tension.over.endswith("."))
        if tension
        else None,
        say_this=here.rich(record.say_this),
        rationale=here.rich(record.rationale),
        implications=here.texts(record.implications),
        looks_like=here.texts(record.looks_like),
        not_like=here.texts(record.not_like),
        questions=here.texts(record.questions),
    )


@dataclass(frozen=True, slots=True)
class Card:
    """A principle in one sentence."""

    link: Markup
    statement: Markup


@dataclass(frozen=True, slots=True)
class PrincipleIndex:
    """All principles, in their order."""

    frame: Plain
    cards: tuple[Card, ...]
    add: Add


def index(here: Linker, kind: Kind, records: Sequence[Principle]) -> PrincipleIndex:
    """The principles."""
    return PrincipleIndex(listed(here, kind, records), cards(here, records), add(here, kind))


def cards(here: Linker, records: Iterable[Principle]) -> tuple[Card, ...]:
    """Principles, each in one sentence."""
    return tuple(Card(here.link(principle), here.rich(principle.statement)) for principle in records)
