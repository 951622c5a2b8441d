"""Scores and results as text: tables for a terminal, and the YAML of a result file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from ..maturity.counting import Counting
from ..maturity.profile import few_know, guessed, lowest, next_steps, widest
from ..maturity.replies import State
from ..maturity.scores import Score, choice_name
from ..maturity.scoring import DimensionScore
from ..maturity.sheet import Sheet
from ..maturity.trends import Change
from ..maturity.wording import decimal, level_in_words, percent

_NOTHING = "-"
_STEPS = 5


def score_text(score: Score) -> str:
    """A score as tables, with the arithmetic behind the levels."""
    model = score.model
    parts = [_heading(score), _table(_dimensions(score))]
    if model.groups:
        rows = [[group.title, _points(score.groups[group.id], model.top)] for group in model.groups]
        parts.append(_table([["Group", "Points"], *rows]))
    if score.percent_to_target is not None:
        parts.append(f"{percent(score.percent_to_target)} % of what the targets ask for")
    if score.agreement:
        parts.append(_table(_agreement(score)))
    parts.append("\n".join(_first(score)))
    return "\n\n".join(filter(None, parts)) + "\n"


def _heading(score: Score) -> str:
    sheet = score.sheet
    people = f"{sheet.count} {'people' if sheet.count > 1 else 'person'}" if sheet.count else ""
    about = ", ".join(filter(None, (sheet.whose, str(sheet.date), people, sheet.state)))
    lines = [f"{score.model.title}, version {sheet.version}", about]
    if score.other_version:
        lines.append(f"Scored by the questions, weights and rules of version {score.model.version}.")
    return "\n".join(lines)


def _dimensions(score: Score) -> list[list[str]]:
    levels = [f"at {level}" for level in range(1, score.model.top + 1)]
    rows = [["Dimension", "Level", "Target", "Points", "Answered", "Priority", *levels]]
    for dimension in score.model.dimensions:
        found = score.dimensions[dimension.id]
        rows.append(
            [
                dimension.title,
                _level(score, dimension.id),
                _shown(found.target),
                _interval(found),
                _share(found.coverage),
                _NOTHING if found.priority is None else decimal(found.priority),
                *map(_share, found.attainment),
            ]
        )
    return rows


def _level(score: Score, dimension: str) -> str:
    unknown, unanswered = (len(score.open_questions(dimension, s)) for s in (State.UNKNOWN, State.UNANSWERED))
    return level_in_words(score.dimensions[dimension], unknown, unanswered)


def _interval(found: DimensionScore) -> str:
    """Points, and in brackets what could become of them."""
    told = _points(found.points, found.max)
    low, high = found.points_low, found.points_high
    if low is None or high is None or low == high:
        return told
    return f"{told} ({decimal(low)} to {decimal(high)})"


def _points(points: Fraction | None, most: int) -> str:
    return _NOTHING if points is None else f"{decimal(points)} of {most}"


def _share(share: Fraction | None) -> str:
    return _NOTHING if share is None else f"{percent(share)} %"


def _shown(value: object) -> str:
    return _NOTHING if value is None else str(value)


def _agreement(score: Score) -> list[list[str]]:
    rows, few = [["Question", "Votes", "Median", "A", "Say"]], few_know(score)
    for id_, found in score.agreement.items():
        median = choice_name(score.model, score.replies[id_].question, found.median)
        say = [*found.flags, *([f"{found.n} of {score.sheet.count} answered"] if id_ in few else [])]
        rows.append([id_, str(found.n), str(median), decimal(found.a), ", ".join(say)])
    return rows


def _first(score: Score) -> Iterable[str]:
    """What to look at first, and what to do."""
    titles = {dimension.id: dimension.title for dimension in score.model.dimensions}
    if low := lowest(score):
        yield f"Lowest: {', '.join(titles[id_] for id_ in low)}"
    if (apart := widest(score)) is not None:
        yield f"Furthest apart: {score.replies[apart].question.text}"
    for id_ in guessed(score):
        yield f"Sure {score.replies[id_].sure} of 5, so look again: {score.replies[id_].question.text}"
    for step in next_steps(score)[:_STEPS]:
        yield f"Lifts {titles[step.dimension]} to {step.level}: {step.go}"


def changes_text(model: Counting, before: Sheet, after: Sheet, found: Mapping[str, Change]) -> str:
    """What changed from one result to another, by dimension; of two sides or teams, how far they are apart."""
    own = before.whose == after.whose
    heads = ["Before", "After", "Points", "Way to the target"] if own else [before.whose, after.whose, "Points apart"]
    rows = [["Dimension", *heads]]
    for dimension in model.dimensions:
        change = found[dimension.id]
        if change.before is None or change.after is None:
            broken = f"not compared: {change.broken.words}" if change.broken else ""
            rows.append([dimension.title, *[_NOTHING] * (len(heads) - 1), broken])
            continue
        levels = [_shown(change.before.level), _shown(change.after.level)]
        points = _NOTHING if change.points is None else _signed(change.points) if own else decimal(abs(change.points))
        way = _NOTHING if change.progress is None else f"{percent(change.progress)} %"
        rows.append([dimension.title, *levels, points, *([way] if own else [])])
    to = " -> " if own else " | "
    names = [f"{sheet.whose}, {sheet.date}" for sheet in (before, after)]
    moved = [
        f"{step.question}: {_shown(step.before)}{to}{_shown(step.after)}"
        for change in found.values()
        for step in change.moved
    ]
    return "\n\n".join(filter(None, (to.join(names), _table(rows), "\n".join(moved)))) + "\n"


def _signed(number: Fraction) -> str:
    return f"+{decimal(number)}" if number > 0 else decimal(number)


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns, the first a heading."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [[*map(str.ljust, row, wide)] for row in (rows[0], ["-" * width for width in wide], *rows[1:])]
    return "\n".join("  ".join(line).rstrip() for line in lines)
