"""Numbers, flags, dates, durations and addresses, each read from the characters of a scalar."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import ValidationInfo

from ..links import ID
from ..problems import choice_meant, shown
from .context import Read, context_of, wrong

_VALUE = re.compile(r"\s*\[\[value:([A-Za-z0-9][\w.-]*)\]\]\s*")


def _filled(text: str, info: ValidationInfo, *, unit: bool) -> str:
    """The text, or number (and unit) of the value that it names."""
    if (use := _VALUE.fullmatch(text)) is None:
        return text.strip()
    value = context_of(info).value(use[1])
    return f"{value.amount} {value.unit}" if unit else value.amount


def _whole(text: str, info: ValidationInfo) -> int:
    number = _filled(text, info, unit=False)
    if not re.fullmatch(r"\d{1,9}", number):
        raise wrong("wrong-value", f"{shown(text)} is not a whole number", "write digits only, such as 30")
    return int(number)


def _number(text: str, info: ValidationInfo) -> Decimal:
    number = _filled(text, info, unit=False)
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", number):
        raise wrong("wrong-value", f"{shown(text)} is not a number", "write digits with a full stop, such as 12.5")
    return Decimal(number)


def _share(text: str, info: ValidationInfo) -> Decimal:
    number = _number(text, info)
    if not 0 <= number <= 1:
        raise wrong("wrong-value", f"{shown(text)} is not between 0 and 1", "write a share such as 0, 0.25 or 1")
    return number


def _weight(text: str, info: ValidationInfo) -> Decimal:
    number = _number(text, info)
    if number <= 0:
        raise wrong("wrong-value", f"{shown(text)} is not above 0", "write 1 for an ordinary weight, 2 for twice that")
    return number


YES = frozenset(("yes", "y", "on", "true", "1", "x"))
NO = frozenset(("no", "n", "off", "false", "0"))
"""What people write for true, and for false."""


def _flag(text: str, info: ValidationInfo) -> bool:
    if text not in ("true", "false"):
        hint = "write true" if text.lower() in YES else "delete the line" if text.lower() in NO else ""
        hint = hint or "write true, or delete the line"
        raise wrong("wrong-value", f"{shown(text)} is neither true nor false", hint)
    return text == "true"


_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ]\s*00:00(?::00(?:\.0+)?)?\s*(?:[Zz]|[+-]\d\d(?::?\d\d)?)?")
"""How programs write a day that they keep as a time: 2026-03-31T00:00:00.000Z."""
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ]\s*\d{1,2}(?::?\d\d.*)?")


def _day(text: str) -> str:
    """A day without the time at which it begins; anything else as it is."""
    midnight = _MIDNIGHT.fullmatch(text.strip())
    return midnight[1] if midnight else text.strip()


def _date(text: str, info: ValidationInfo) -> datetime.date:
    text = _day(text)
    if timed := _TIME.fullmatch(text):
        hint = f"write the day alone, as it was where you are: {timed[1]}"
        raise wrong("wrong-value", f"{shown(text)} is a day with a time", hint)
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if match is None:
        raise wrong("wrong-value", f"{shown(text)} is not a date", "write year-month-day, such as 2026-03-31")
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        message = f"there is no day {text} in the calendar"
        raise wrong("wrong-value", message, "check the month and the day") from None


UNITS = ("min", "h", "day", "business day", "week", "month", "year")
_UNIT_NAMES = {name: unit for unit in UNITS for name in (unit, unit if unit in ("min", "h") else f"{unit}s")}
_UNIT_NAMES |= {"working day": "business day", "working days": "business day"}
_UNITS_CALLED = {
    **dict.fromkeys(("minute", "minutes", "mins"), "min"),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), "h"),
    **dict.fromkeys(("workday", "businessday", "workingday"), "business day"),
    **dict.fromkeys(("workdays", "businessdays", "workingdays"), "business days"),
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in the unit that it was written in; `unit` is one of UNITS."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        several = "" if self.unit in ("min", "h") or abs(self.amount) == 1 else "s"
        return f"{self.amount} {self.unit}{several}"


def _duration(text: str, info: ValidationInfo) -> Duration:
    filled = " ".join(_filled(text, info, unit=True).split())
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?) ([a-z ]+)", filled)
    hint = "write a number and a unit: 15 min, 2 h, 3 business days, 6 weeks, 6 months"
    if match is None:
        raise wrong("wrong-value", f"{shown(text)} is not a length of time", hint)
    if (unit := _UNIT_NAMES.get(match[2])) is None:
        raise wrong(
            "wrong-value",
            f"{shown(match[2])} is not a unit of time",
            choice_meant(match[2], _UNIT_NAMES, _UNITS_CALLED) or hint,
        )
    return Duration(Decimal(match[1]), unit)


def _address(text: str, info: ValidationInfo) -> str:
    text = text.strip()
    if not re.fullmatch(r"(?i)(?:https?://[^\s/]\S*|mailto:\S+@\S+)", text):
        raise wrong("wrong-value", f"{shown(text)} is not a web or mail address", "begin it with https:// or mailto:")
    return text


def _tag(text: str, info: ValidationInfo) -> str:
    text = " ".join(text.split())
    if not re.fullmatch(r"[^\W_][\w +/.-]{0,39}", text):
        raise wrong("wrong-value", f"{shown(text)} is not a tag", "use up to 40 letters, digits, spaces and hyphens")
    return text


def word(pattern: str, what: str, hint: str) -> Read:
    """Reads a text that must match a pattern; `what` names it with its article."""

    def read(text: str, info: ValidationInfo) -> str:
        if not re.fullmatch(pattern, text.strip()):
            raise wrong("wrong-value", f"{shown(text)} is not {what}", hint)
        return text.strip()

    return Read(read, what)


def between(low: int, high: int) -> Read:
    """Reads a whole number of a range."""

    def read(text: str, info: ValidationInfo) -> int:
        number = _filled(text, info, unit=False)
        if not re.fullmatch(r"\d{1,9}", number) or not low <= int(number) <= high:
            raise wrong("wrong-value", f"{shown(text)} is not {takes}", f"write {low} to {high}")
        return int(number)

    takes = f"a whole number from {low} to {high}"
    return Read(read, takes)


Id = Annotated[str, word(ID, "an id", "use small letters, digits and hyphens")]
OldId = Annotated[str, word(rf"(?:{ID}:)?{ID}", "an id", "use small letters, digits and hyphens")]
"""An id that a record had, after its kind and a colon where it was of another kind then."""


def old_key(kind: str, old: str) -> tuple[str, str]:
    """Kind and id that a record of a kind had, from one of its `old_ids`."""
    was, colon, id_ = old.rpartition(":")
    return (was, id_) if colon else (kind, id_)


def _alike(text: str) -> str:
    """A number as text, without zeros that change nothing."""
    try:
        return f"{Decimal(text.strip()).normalize():f}"
    except InvalidOperation:
        return text.strip()


Whole = Annotated[int, Read(_whole, "a whole number", _alike)]
Number = Annotated[Decimal, Read(_number, "a number", _alike)]
Share = Annotated[Decimal, Read(_share, "a number from 0 to 1", _alike)]
Weight = Annotated[Decimal, Read(_weight, "a number above 0", _alike)]
Version = Annotated[str, word(r"\d{1,4}\.\d{1,4}\.\d{1,4}", "a version", "write three numbers, such as 1.0.0")]
Flag = Annotated[bool, Read(_flag, "`true`")]
Date = Annotated[datetime.date, Read(_date, "a date (2026-03-31)", _day)]
Length = Annotated[Duration, Read(_duration, "a length of time (30 min, 2 h, 3 business days)")]
Address = Annotated[str, Read(_address, "an address (https: or mailto:)")]
Tag = Annotated[str, Read(_tag, "a tag")]
