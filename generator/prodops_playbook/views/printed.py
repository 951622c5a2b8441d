"""Scores and results as text: tables for a terminal, and the YAML of a result file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..maturity import tables
from ..maturity.counting import Counting
from ..maturity.limits import LIMITS
from ..maturity.profile import guessed, lowest, next_steps, widest
from ..maturity.scores import Score
from ..maturity.sheet import Sheet
from ..maturity.tables import Table
from ..maturity.trends import Change, broken
from ..maturity.wording import percent, phrases
from ..words import ENGLISH

_NOTHING = "-"
_STEPS = 5


def score_text(score: Score) -> str:
    """A score as tables, with the arithmetic behind the levels."""
    said = phrases(score.model)
    found = (tables.levels(score, said), tables.points(score, said), tables.groups(score, said))
    parts = [_heading(score), *map(_table, found)]
    if score.percent_to_target is not None:
        parts.append(f"{percent(score.percent_to_target)} % of what the targets ask for")
    parts.append(_table(tables.agreement(score, said, lambda question: question.id)))
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
    """What changed from one result to another, by dimension; two sides or teams stand beside each other."""
    to = " -> " if before.whose == after.whose else " | "
    parts = [to.join(f"{sheet.whose}, {sheet.date}" for sheet in (before, after))]
    parts.append(_table(tables.changes(before, after, found, model, ENGLISH)))
    for reason, dimensions in broken(model, found).items():
        parts.append(f"Not compared: {', '.join(d.title for d in dimensions)}. There, {reason.words}.")
    moved = (step for change in found.values() for step in change.moved)
    parts.append("\n".join(f"{step.question}: {step.before}{to}{step.after}" for step in moved))
    return "\n\n".join(filter(None, parts)) + "\n"


def merged_text(whole: Sheet, sheets: Iterable[Sheet]) -> str:
    """How many people one result of several is of, and what it could not keep."""
    sides, fewest = sorted({sheet.side for sheet in sheets if sheet.side}), LIMITS.fewest
    apart = f"; these are for {', '.join(sides)}, so the result is for all sides" if len(sides) > 1 else ""
    few = "" if whole.count >= fewest else f"; with fewer than {fewest} there are no votes and no roles in it"
    return f"{whole.count} {'person' if whole.count == 1 else 'people'}{apart}{few}"


def _table(table: Table) -> str:
    """A table in columns; empty without rows."""
    if not table.rows:
        return ""
    rows = [table.heads, *(tuple(cell or _NOTHING for cell in row) for row in table.rows)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [[*map(str.ljust, row, wide)] for row in (rows[0], ["-" * width for width in wide], *rows[1:])]
    return "\n".join("  ".join(line).rstrip() for line in lines)
