"""The page of a part of the product."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds.people import Area
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame


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
    pm = record.pm
    return AreaPage(
        frame=frame(here, record),
        pm=here.link(pm.role) if pm.role else here.reach(pm.name or ""),
        reach=here.reach(record.reach),
        engineering=here.reach(record.engineering or ""),
        design=here.reach(record.design or ""),
        support=here.reach(record.support or ""),
        aliases=record.aliases,
        roadmap=here.outside(record.roadmap, "Roadmap") if record.roadmap else Markup(""),
        numbers=tuple(map(here.link, record.numbers)),
    )
