"""The page of a part of the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kinds import Kind
from ..kinds.people import Area, Role
from ..parts import Linker, Markup
from ..parts.add import Add, add
from ..parts.frame import Frame, frame
from ..parts.plain import Plain, listed


@dataclass(frozen=True, slots=True)
class AreaPage:
    """Who decides in a part of the product, and where to ask."""

    frame: Frame
    pm: Markup
    reach: Markup
    engineering: Markup
    design: Markup
    support: Markup
    aliases: tuple[str, ...]
    roadmap: Markup
    numbers: tuple[Markup, ...]


def page(here: Linker, record: Area) -> AreaPage:
    """The page of one part of the product."""
    return AreaPage(
        frame=frame(here, record),
        pm=_pm(here, record),
        reach=here.reach(record.reach),
        engineering=here.reach(record.engineering or ""),
        design=here.reach(record.design or ""),
        support=here.reach(record.support or ""),
        aliases=record.aliases,
        roadmap=here.outside(record.roadmap, here.say("Roadmap")) if record.roadmap else Markup(""),
        numbers=tuple(map(here.link, record.numbers)),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the product. `held_by`: the people in the role that decides there, where it is a role."""

    link: Markup
    example: bool
    pm: Markup
    held_by: tuple[str, ...]
    reach: Markup
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaIndex:
    """Who owns what."""

    frame: Plain
    rows: tuple[Row, ...]
    add: Add


def index(here: Linker, kind: Kind, records: Sequence[Area]) -> AreaIndex:
    """The parts of the product."""
    return AreaIndex(listed(here, kind, records), tuple(_row(here, area) for area in records), add(here, kind))


def _row(here: Linker, area: Area) -> Row:
    holder = here.find(area.pm.role)
    return Row(
        link=here.link(area),
        example=area.example,
        pm=_pm(here, area),
        held_by=holder.held_by if isinstance(holder, Role) and holder.named else (),
        reach=here.reach(area.reach),
        aliases=area.aliases,
    )


def _pm(here: Linker, area: Area) -> Markup:
    return here.link(area.pm.role) if area.pm.role else here.reach(area.pm.name or "")
