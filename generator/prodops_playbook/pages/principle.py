"""The page of a principle."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds.principle import Principle
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame


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
