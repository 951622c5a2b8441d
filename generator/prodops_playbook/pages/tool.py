"""The page of a tool."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from ..kinds.reference import Tool
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class ToolPage:
    """What a tool is for, how to get in, and what it costs."""

    frame: Frame
    url: Markup
    for_what: Markup
    get_access: Markup
    data_allowed: Markup
    lifecycle: str
    seats: int | None
    cost_per_year: Decimal | None
    renewal_on: datetime.date | None
    exit: Markup


def page(here: Linker, record: Tool) -> ToolPage:
    """The page of one tool."""
    return ToolPage(
        frame=frame(here, record),
        url=here.outside(record.url, record.url),
        for_what=here.rich(record.for_what),
        get_access=here.rich(record.get_access),
        data_allowed=here.rich(record.data_allowed),
        lifecycle=record.lifecycle or "",
        seats=record.seats,
        cost_per_year=record.cost_per_year,
        renewal_on=record.renewal_on,
        exit=here.rich(record.exit),
    )
