"""What a score says in tables, for the site and the terminal; assets/maturity/tables.js says the same on the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..words import Words
from .counting import Counting, Question
from .profile import agenda, few_know
from .replies import State
from .scores import Score
from .sheet import Sheet
from .trends import Change
from .wording import Phrases, decimal, level_in_words, percent


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts below their heads. The first says whose row it is; an empty one that there is nothing to say."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def standing(score: Score, dimension: str, said: Phrases) -> str:
    """Where a dimension stands: "3, On purpose", "3, On purpose; not agreed yet", "1 to 4: two not answered"."""
    found = score.dimensions[dimension]
    unknown, unanswered = (len(score.open_questions(dimension, state)) for state in (State.UNKNOWN, State.UNANSWERED))
    words = level_in_words(found, unknown, unanswered, said)
    if found.level is not None and words == str(found.level):
        words = named(score, found.level, said)
    return said.unsettled % {"level": words} if score.unsettled(dimension) else words


def named(score: Score, level: int, said: Phrases) -> str:
    """A level with its name: "3, On purpose"."""
    known = score.model.level(level)
    return said.named % {"level": level, "name": known.name} if known else str(level)


def levels(score: Score, said: Phrases) -> Table:
    """Where each dimension stands, and where it should."""
    rows = (
        (d.title, standing(score, d.id, said), "" if target is None else named(score, target, said))
        for d in score.model.dimensions
        for target in [score.dimensions[d.id].target]
    )
    return Table((said.part, said.level, said.target), tuple(rows))


def points(score: Score, said: Phrases) -> Table:
    """The arithmetic behind the levels."""
    at = (said.at % {"level": level} for level in range(1, score.model.top + 1))
    rows = []
    for dimension in score.model.dimensions:
        found = score.dimensions[dimension.id]
        low, high = found.points_low, found.points_high
        could_be = "" if low is None or high is None or low == high else _span(low, high, said)
        shares = (_share(share) for share in found.attainment)
        got = _of(found.points, found.max, said)
        priority = "" if found.priority is None else decimal(found.priority)
        rows.append((dimension.title, got, could_be, _share(found.coverage), *shares, priority))
    return Table((said.part, said.points, said.range, said.answered, *at, said.priority), tuple(rows))


def groups(score: Score, said: Phrases) -> Table:
    """What groups of dimensions come to together."""
    rows = ((group.title, _of(score.groups[group.id], score.model.top, said)) for group in score.model.groups)
    return Table((said.group, said.points), tuple(rows))


def agreement(score: Score, said: Phrases, called: Callable[[Question], str]) -> Table:
    """How far people agree, what needs talk most first."""
    rows, few = [], few_know(score)
    for id_, order in agenda(score):
        heard, question = score.agreement[id_], score.replies[id_].question
        say = [said.flags[flag] for flag in heard.flags]
        if id_ in few:
            say.append(said.few % {"some": heard.n, "all": score.sheet.count})
        median = score.model.names(question)[heard.median]
        rows.append((called(question), str(heard.n), median, decimal(heard.a), decimal(order), ", ".join(say)))
    return Table((said.question, said.votes, said.median, said.a, said.order, said.say), tuple(rows))


def changes(before: Sheet, after: Sheet, found: Mapping[str, Change], model: Counting, words: Words) -> Table:
    """What each dimension comes to in two results, by the questions that both answer; two sides or teams are apart."""
    own = before.whose == after.whose
    ends = [str(before.date), str(after.date)] if own else [before.whose, after.whose]
    got = [words.gettext("Points of %(whose)s") % {"whose": end} for end in ends]
    if own:
        got = [words.gettext("Points then"), words.gettext("Points now"), words.gettext("Change")]
    last = words.gettext("Way to the target") if own else words.gettext("Apart")
    rows = []
    for dimension in model.dimensions:
        change = found[dimension.id]
        pair = (change.before, change.after)
        levels = ("" if score is None or score.level is None else str(score.level) for score in pair)
        points = ("" if score is None or score.points is None else decimal(score.points) for score in pair)
        more = change.points
        moved = [_signed(more), _share(change.progress)] if own else ["" if more is None else decimal(abs(more))]
        rows.append((dimension.title, *levels, _share(change.shared), *points, *moved))
    return Table((words.gettext("Part"), *ends, words.gettext("Compared"), *got, last), tuple(rows))


def _signed(number: Fraction | None) -> str:
    return "" if number is None else f"+{decimal(number)}" if number > 0 else decimal(number)


def _of(points: Fraction | None, most: int, said: Phrases) -> str:
    return "" if points is None else said.of % {"points": decimal(points), "most": most}


def _span(low: Fraction, high: Fraction, said: Phrases) -> str:
    return said.span % {"low": decimal(low), "high": decimal(high)}


def _share(share: Fraction | None) -> str:
    return "" if share is None else f"{percent(share)} %"
