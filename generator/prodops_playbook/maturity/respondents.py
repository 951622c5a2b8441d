"""What the votes of several people say, on plain values: their median, how far they agree, what to talk about first.

A histogram counts the votes for each choice, the lowest choice first. Labels are ordinal, so they are never averaged.

Source: C. van der Eijk, "Measuring agreement in ordered rating scales", Quality & Quantity 35 (2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from .limits import LIMITS

Histogram = Sequence[int]

SPLIT, DISCUSS, BOTH_ENDS = "split", "discuss", "hear both ends"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike people answered one question: how many did, their lower median, van der Eijk's A, and what it asks for.

    `median` is the place among the choices, 0 the lowest. "Don't know" is no vote, and does not count in `n`.
    """

    n: int
    median: int
    a: Fraction
    flags: tuple[str, ...]


def lower_median(votes: Histogram) -> int | None:
    """The choice that half of the people or more are at or below; None without votes."""
    total, so_far = sum(votes), 0
    for choice, count in enumerate(votes):
        so_far += count
        if count and 2 * so_far >= total:
            return choice
    return None


def agreement(votes: Histogram) -> Fraction | None:
    """Van der Eijk's A: 1 when all chose alike, 0 when every choice got as many, -1 for two opposite ends.

    The histogram is cut into layers, each a pattern of choices with and without votes; A is the mean of the patterns'
    own agreement, by the votes in each layer. Two choices have no middle: there it is how far one outweighs the other.
    """
    total = sum(votes)
    if not total:
        return None
    if len(votes) == 2:
        return Fraction(abs(votes[0] - votes[1]), total)
    left, found = list(votes), Fraction(0)
    while any(left):
        chosen = [choice for choice, count in enumerate(left) if count]
        height = min(left[choice] for choice in chosen)
        found += Fraction(height * len(chosen), total) * _pattern(chosen, len(votes))
        for choice in chosen:
            left[choice] -= height
    return found


def _pattern(chosen: Sequence[int], choices: int) -> Fraction:
    """Agreement of a layer: 1 for a single choice, less for each more, negative when there is a hole in the middle."""
    if len(chosen) == 1:
        return Fraction(1)
    others = [choice for choice in range(choices) if choice not in chosen]
    # Two chosen ones with one that is not: beside them it speaks for agreement, between them against it.
    pairs = list(combinations(chosen, 2))
    beside = sum(not low < other < high for low, high in pairs for other in others)
    between = len(pairs) * len(others) - beside
    if not others:
        return Fraction(0)
    unimodal = Fraction((choices - 2) * beside - (choices - 1) * between, (choices - 2) * (beside + between))
    return unimodal * (1 - Fraction(len(chosen) - 1, choices - 1))


def heard(votes: Histogram) -> Agreement | None:
    """What a histogram says; None when nobody voted."""
    median, a = lower_median(votes), agreement(votes)
    if median is None or a is None:
        return None
    chosen = [choice for choice, count in enumerate(votes) if count]
    said = {
        SPLIT: a < 0,
        DISCUSS: 0 <= a < LIMITS.discussed_below,
        BOTH_ENDS: chosen[-1] - chosen[0] >= LIMITS.far_apart,
    }
    return Agreement(sum(votes), median, a, tuple(flag for flag, holds in said.items() if holds))


def urgency(a: Fraction, gap: Fraction) -> Fraction:
    """How early a question belongs on the agenda: the less agreement, and the further from the target, the earlier."""
    return (1 - a) * (1 + gap)
