"""Public holidays, from the library that keeps them for every country."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import holidays

from ..problems import did_you_mean


def mend(country: str) -> str:
    """How to mend the name of a country that nobody knows holidays of; empty when it is known."""
    known = holidays.list_supported_countries(include_aliases=False)
    code, _, part = country.partition("-")
    if code not in known:
        return did_you_mean(code, known) or "write the two letters of the country, as GB, and its part, as GB-ENG"
    if part and part not in known[code]:
        parts = [f"{code}-{name}" for name in known[code]]
        return did_you_mean(country, parts) or f"write one of: {', '.join([code, *parts])}"
    return ""


def public(country: str, years: Iterable[int]) -> Mapping[datetime.date, str]:
    """The public holidays of a country (`GB`) or of its part (`GB-ENG`), with their names."""
    if mend(country):
        return {}
    code, _, part = country.partition("-")
    return dict(sorted(holidays.country_holidays(code, subdiv=part or None, years=years).items()))
