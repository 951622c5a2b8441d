"""Numbers as people read them. Nothing is rounded anywhere else; assets/maturity/wording.js says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from fractions import Fraction

from ..words import ENGLISH, Words, later
from .counting import Counting
from .respondents import BOTH_ENDS, DISCUSS, SPLIT
from .scoring import DimensionScore

_NUMBERS = (
    *(later("no"), later("one"), later("two"), later("three"), later("four")),
    *(later("five"), later("six"), later("seven"), later("eight"), later("nine")),
)
EQUAL_LADDERS = later("Your lowest answer, plus one if more than half of the answers are higher.")


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


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the command and the page both say, in one language; the page gets it as JSON.

    `alone`: of a single question that nobody knew; `unknown`, `unanswered`: of one question, of two, and so on.
    `none`, `models`, `versions`, `teams`: why results cannot become one; `teamless`: of those without a team. From
    `named` on: what stands in tables.
    """

    unknown: tuple[str, ...]
    unanswered: tuple[str, ...]
    flags: Mapping[str, str]
    not_applicable: str = later("not applicable")
    no_answer: str = later("no answer yet")
    alone: str = later("open: don't know")
    open: str = later("open")
    could_be: str = later("could be %(levels)s")
    span: str = later("%(low)s to %(high)s")
    both: str = later("%(some)s and %(other)s")
    none: str = later("There is no result to merge.")
    models: str = later("Not all of these answer the model %(model)s: %(others)s.")
    versions: str = later("These answer versions whose answers cannot be compared: %(versions)s.")
    teams: str = later("These are of different teams: %(teams)s.")
    teamless: str = later("none")
    named: str = later("%(level)s, %(name)s")
    unsettled: str = later("%(level)s; not agreed yet")
    part: str = later("Part")
    level: str = later("Level")
    target: str = later("Target")
    points: str = later("Points")
    range: str = later("Could be")
    answered: str = later("Answered")
    at: str = later("At %(level)s")
    priority: str = later("Priority")
    group: str = later("Group")
    of: str = later("%(points)s of %(most)s")
    question: str = later("Question")
    votes: str = later("Votes")
    median: str = later("Middle answer")
    a: str = later("A")
    order: str = later("Order")
    say: str = later("Say")
    few: str = later("%(some)s of %(all)s answered")


def phrases(model: Counting | None = None, words: Words = ENGLISH) -> Phrases:
    """What is said of a model and its results, in one language."""
    asked = Counter(question.dimension for question in model.questions) if model else {}
    numbers = [(n, {"number": _number(n, words)}) for n in range(1, max(asked.values(), default=0) + 1)]
    unknown = (words.ngettext("%(number)s don't know", "%(number)s don't knows", n) % told for n, told in numbers)
    unanswered = (words.ngettext("%(number)s not answered", "%(number)s not answered", n) % told for n, told in numbers)
    flags = {SPLIT: later("split"), DISCUSS: later("discuss"), BOTH_ENDS: later("hear both ends")}
    return Phrases(
        tuple(unknown),
        tuple(unanswered),
        {flag: words.gettext(said) for flag, said in flags.items()},
        **{field.name: words.gettext(field.default) for field in fields(Phrases) if field.default is not MISSING},
    )


def level_in_words(score: DimensionScore, unknown: int, unanswered: int, said: Phrases) -> str:
    """The level with what could become of it: "2", "2, could be 3: one don't know", "1 to 4: two not answered".

    `unknown` and `unanswered` are how many questions are open, and why. Where all are, it is "open: two don't knows".
    """
    low, high, level = score.level_low, score.level_high, score.level
    if low is None or high is None:
        return said.not_applicable
    if not score.max and not unknown:
        return said.no_answer
    because = _because(unknown, unanswered, said)
    if not score.max:
        return said.alone if unknown == 1 and not unanswered else said.open + because
    if level is None:
        return _span(low, high, said) + because
    more = more_in_words(score, unknown, unanswered, said)
    return f"{level}, {more}" if more else str(level)


def more_in_words(score: DimensionScore, unknown: int, unanswered: int, said: Phrases) -> str:
    """What could become of a level, without the level itself: "could be 3: one don't know"."""
    low, high, level = score.level_low, score.level_high, score.level
    if low is None or high is None or level is None or low == high == level or not score.max:
        return ""
    # The level itself is said already, so it does not stand at an end of what else it could be.
    levels = _span(low + (low == level), high - (high == level), said)
    return said.could_be % {"levels": levels} + _because(unknown, unanswered, said)


def _because(unknown: int, unanswered: int, said: Phrases) -> str:
    """Why a level is open, behind it; empty where no question is."""
    reasons = [*said.unknown[unknown - 1 : unknown], *said.unanswered[unanswered - 1 : unanswered]]
    if len(reasons) > 1:
        reasons = [said.both % {"some": reasons[0], "other": reasons[1]}]
    return "".join(f": {reason}" for reason in reasons)


def _span(low: int, high: int, said: Phrases) -> str:
    return str(low) if low == high else said.span % {"low": low, "high": high}


def _number(count: int, words: Words) -> str:
    return words.gettext(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)


def explained(model: Counting, dimension: str, words: Words = ENGLISH) -> str:
    """How a level of this dimension comes about, in one sentence that is exact for its questions.

    With two to six ladders of the same weight and the usual thresholds, all but one of them never reach what lower
    levels must have (five of six are less than 85 %), so that the level is at most one above the lowest answer.
    """
    questions = [question for question in model.questions if question.dimension == dimension]
    held = model.scoring
    alike = all(question.ladder for question in questions) and len({question.weight for question in questions}) == 1
    if alike and len(questions) == 1 and max(held.reach, held.below) < 1:
        return words.gettext("Your answer is the level.")
    all_but_one = Fraction(len(questions) - 1, max(len(questions), 1))
    if alike and held.reach == Fraction(1, 2) and all_but_one <= held.below < 1:
        return words.gettext(EQUAL_LADDERS)
    return by_share(model, words)


def by_share(model: Counting, words: Words = ENGLISH) -> str:
    """The rule of the level, which holds for all questions."""
    held = model.scoring
    reach, below = percent(held.reach), percent(held.below)
    told = words.gettext(
        "The highest level that is reached by more than %(reach)s %%, with every lower one by more than %(below)s %%."
    )
    return told % {"reach": reach, "below": below}
