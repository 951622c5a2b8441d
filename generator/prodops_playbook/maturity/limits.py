"""The numbers and names that every model counts with. The page gets them as JSON, so that they stand here alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

NotApplicable = Literal["out_of_scope", "owned_elsewhere", "business_priority", "other"]
"""Why a question is not asked of a group."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What no model says otherwise.

    `people`: how many can answer together. `fewest`: people below which no votes and no roles are kept: with two, each
    would know the other's answer. `far_apart`: how many choices lie between two votes that should both be heard.
    `discussed_below`: the agreement A that is worth a talk. `shared_at_least`: how much of the answered weight two
    results share that can be compared. `leap`: so many levels above the last answer want something that shows it.
    `sure`: how sure a group can be, from guessed to seen; `guessed`: how sure an answer is at most that wants a second
    look. `lowest_shown`: how many dimensions are looked at first. `reasons`: why a question may be not applicable.
    """

    people: int = 100_000
    fewest: int = 3
    far_apart: int = 2
    discussed_below: Fraction = Fraction(2, 5)
    shared_at_least: Fraction = Fraction(4, 5)
    leap: int = 2
    sure: tuple[int, ...] = (1, 2, 3, 4, 5)
    guessed: int = 2
    lowest_shown: int = 2
    reasons: tuple[str, ...] = get_args(NotApplicable)


LIMITS = Limits()
UNKNOWN = "unknown"
"""Among votes, "don't know"; so no option is called that."""
ALL = "all"
"""The side of a result in which every side took part; so no side of a model is called that."""
