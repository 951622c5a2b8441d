"""How far a day lies from the one that is counted from: `10 business days before`, `6 weeks after`, `on the day`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import ValidationInfo

from ..problems import shown
from .context import Read, context_of, wrong
from .text import Text, read_text

_OFFSET = re.compile(
    r"(?P<sign>[+-])?(?P<amount>\d{1,3}) (?P<unit>(?:working |business )?day|week)s?(?: (?P<side>before|after))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance in whole days, business days or weeks; an `amount` below zero lies before. `text` is as written."""

    text: Text
    amount: int
    unit: str


def _offset(characters: str, info: ValidationInfo) -> Offset:
    text = read_text(characters, info)
    unread = context_of(info).values is None and "[[value:" in characters  # playbook.yml has the error, not this field
    if unread or text.lower() == "on the day":
        return Offset(text, 0, "day")
    match = _OFFSET.fullmatch(text)
    # One of the two says on which side: "-5 business days", "5 business days before".
    if match is None or (match["sign"] is None) == (match["side"] is None):
        hint = "write it as 10 business days before, 6 weeks after, [[value:name]] before, or on the day"
        raise wrong("wrong-value", f"{shown(text)} is not a distance from a day", hint)
    before = match["sign"] == "-" or (match["side"] or "").lower() == "before"
    return Offset(
        text, int(match["amount"]) * (-1 if before else 1), match["unit"].lower().replace("working", "business")
    )


Distance = Annotated[Offset, Read(_offset, "a distance from a day (10 business days before)")]
