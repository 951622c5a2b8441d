"""The company's business days, as the browser needs them to count: it knows what day it is, a built page does not."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass

from ..kinds import Settings, holidays
from ..kinds.settings import DAYS
from ..words import words

YEARS = range(-1, 4)
"""The years of which a page knows the holidays, from the year in which it is built."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """`week`: the business days, Monday = 1, as they follow each other; `off`: days off with their names.

    `off` reaches from the first to the last day of `years`; `quarters` are the months in which quarters begin.
    """

    week: tuple[int, ...]
    off: dict[datetime.date, str]
    quarters: tuple[int, ...]
    until: datetime.date

    @property
    def data(self) -> str:
        """All of it as JSON."""
        off = {day.isoformat(): name for day, name in self.off.items()}
        whole = {"week": self.week, "off": off, "quarters": self.quarters, "until": self.until.isoformat()}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def calendar(settings: Settings, today: datetime.date) -> Calendar:
    """The calendar of a playbook for the years around a day."""
    years = [today.year + step for step in YEARS]
    off = dict(holidays.public(settings.holidays, years)) if settings.holidays else {}
    own = words(settings.language).gettext("a day off here")
    off |= {day: off.get(day, own) for day in settings.days_off}
    week = tuple(DAYS.index(day) + 1 for day in settings.working_week)
    return Calendar(week, dict(sorted(off.items())), settings.quarter_months, datetime.date(years[-1], 12, 31))
