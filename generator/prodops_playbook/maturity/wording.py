"""Numbers as people read them. Nothing is rounded anywhere else; assets/maturity/wording.js says the same."""

from __future__ import annotations

from fractions import Fraction

from ..kinds.maturity import MaturityModel
from .replies import rules
from .scoring import DimensionScore

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
EQUAL_LADDERS = "Your lowest answer, plus one if more than half of the answers are higher."


def percent(share: Fraction) -> int:
    """A share as whole percent: 0 only for none, 100 only for all."""
    rounded = _round(share * 100)
    if share and not rounded:
        return 1 if share > 0 else -1
    if rounded == 100 and share != 1:
        return 99 if share < 1 else 101
    return rounded


def decimal(number: Fraction, places: int = 2) -> str:
    """A number with at most so many decimals: "2.25", "2.1", "3"."""
    scaled = _round(number * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    behind = f".{rest:0{places}}".rstrip("0").rstrip(".") if rest else ""
    return f"{'-' if scaled < 0 else ''}{whole}{behind}"


def _round(number: Fraction) -> int:
    """The nearest whole number; a half goes away from 0."""
    up = (abs(number) + Fraction(1, 2)).__floor__()
    return up if number >= 0 else -up


def level_in_words(score: DimensionScore, unknown: int, unanswered: int) -> str:
    """The level with what could become of it: "2", "2, could be 3: one don't know", "1 to 4: two not answered".

    `unknown` and `unanswered` are how many questions are open, and why. Where all are, it is "open: two don't knows".
    """
    low, high, level = score.level_low, score.level_high, score.level
    if low is None or high is None:
        return "not applicable"
    if not score.max and not unknown:
        return "no answer yet"
    open_ = [f"{_number(unknown)} don't know{'s' * (unknown > 1)}"] if unknown else []
    open_ += [f"{_number(unanswered)} not answered"] if unanswered else []
    because = f": {' and '.join(open_)}" if open_ else ""
    if not score.max:
        return "open: don't know" if unknown == 1 and not unanswered else f"open{because}"
    if level is None:
        return f"{_span(low, high)}{because}"
    if low == high == level:
        return str(level)
    # The level itself is said already, so it does not stand at an end of what else it could be.
    return f"{level}, could be {_span(low + (low == level), high - (high == level))}{because}"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def explained(model: MaturityModel, dimension: str) -> str:
    """How a level of this dimension comes about, in one sentence that is exact for its questions.

    With two to six ladders of the same weight and the usual thresholds, all but one of them never reach what lower
    levels must have (five of six are less than 85 %), so that the level is at most one above the lowest answer.
    """
    questions = [question for question in model.questions if question.dimension == dimension]
    held = rules(model)
    alike = all(question.ladder for question in questions) and len({question.weight for question in questions}) == 1
    if alike and len(questions) == 1 and max(held.reach, held.below) < 1:
        return "Your answer is the level."
    all_but_one = Fraction(len(questions) - 1, max(len(questions), 1))
    if alike and held.reach == Fraction(1, 2) and all_but_one <= held.below < 1:
        return EQUAL_LADDERS
    return by_share(model)


def by_share(model: MaturityModel) -> str:
    """The rule of the level, which holds for all questions."""
    held = rules(model)
    reach, below = percent(held.reach), percent(held.below)
    return f"The highest level that is reached by more than {reach} %, with every lower one by more than {below} %."
