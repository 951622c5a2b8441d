"""How far it is to where a group wants to be, on plain values. No target is not a target equal to today.

Sources: percent to target is the relative scoring of OWASP SAMM; the priority of a gap is the one that SAMM's tools
use.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

Number = Fraction | int


def gap(points: Number, target: Number) -> Fraction:
    """What is missing; 0 when the target is reached."""
    return max(Fraction(target) - points, Fraction(0))


def percent_to_target(current_and_target: Iterable[tuple[Number, Number]]) -> Fraction | None:
    """The share of all targets together that is reached, from 0 to 1; None without a target.

    What one dimension has beyond its target does not make up for another.
    """
    pairs = list(current_and_target)
    wanted = sum((Fraction(target) for _, target in pairs), Fraction(0))
    missing = sum((gap(current, target) for current, target in pairs), Fraction(0))
    return 1 - missing / wanted if wanted else None


def progress(baseline: Number, current: Number, target: Number) -> Fraction | None:
    """The part of the way from the baseline to the target that is done; None where there was no way to go.

    Below 0 when things went the other way, above 1 beyond the target.
    """
    way = Fraction(target) - baseline
    return (Fraction(current) - baseline) / way if way else None


def priority(missing: Number, levels: int) -> Fraction:
    """How much a gap matters, from 0 to 1: a wide one more than two of half its width."""
    return ((1 + Fraction(missing)) ** 2 - 1) / ((1 + levels) ** 2 - 1)
