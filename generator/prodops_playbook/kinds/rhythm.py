"""When something comes round: a day of the week, of the month, or weeks around a quarter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PLACED = {
    "week": "Monday 10:00",
    "month": "First Tuesday 14:00",
    "quarter": "4 weeks before the quarter begins, or Q+2w Monday",
}
"""How the place is written, for the rhythms that have one."""
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_QUARTER = re.compile(
    r"(?:Q(?P<sign>[+-])(?P<short>\d{1,2})w\b"
    r"|(?P<long>\d{1,2}) weeks? (?P<side>before|into) the quarter(?: begins)?),? *",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?:(?P<nth>{'|'.join(NTH)}) )?(?P<day>{'|'.join(DAYS)})?,? *(?:(?:at )?(?P<time>\d{{1,2}}:\d\d))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A place on the calendar. What is not said is None.

    `day` counts from Monday = 1; `nth` is the first to fourth such day of the month, -1 the last; `weeks` counts from
    the first day of a fiscal quarter.
    """

    every: str
    day: int | None = None
    nth: int | None = None
    weeks: int | None = None
    time: str = ""

    @property
    def data(self) -> Mapping[str, str]:
        """What a page hands to the browser, which knows what day it is."""
        parts = {"every": self.every, "day": self.day, "nth": self.nth, "weeks": self.weeks, "time": self.time}
        return {name: str(part) for name, part in parts.items() if part not in (None, "")}


def read(every: str, text: str) -> When | None:
    """The place that a text names: "Monday 10:00", "First Tuesday", "Q-4w", "4 weeks before the quarter begins".

    None where it names none that fits the rhythm, or in other words.
    """
    quarter = _QUARTER.match(text)
    weeks = None
    if quarter is not None:
        before = quarter["sign"] == "-" or (quarter["side"] or "").lower() == "before"
        weeks = int(quarter["short"] or quarter["long"]) * (-1 if before else 1)
    rest = _DAY.fullmatch(text[quarter.end() :] if quarter else text)
    if rest is None:
        return None
    day = DAYS.index(rest["day"].lower()) + 1 if rest["day"] else None
    nth = NTH[rest["nth"].lower()] if rest["nth"] else None
    said = {
        "week": day is not None and nth is None and weeks is None,
        "month": day is not None and nth is not None and weeks is None,
        "quarter": nth is None and weeks is not None,
    }
    return When(every, day, nth, weeks, rest["time"] or "") if said.get(every) else None
