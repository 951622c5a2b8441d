"""A result to fill in: every question of a model, with what can be answered in comments. Valid as written."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator

from ..maturity.counting import Counting, Question
from ..maturity.limits import LIMITS

_WIDTH = 100
REASONS = f"{', '.join(LIMITS.reasons[:-1])} or {LIMITS.reasons[-1]}"


def blank(model: Counting, whose: str, date: datetime.date) -> str:
    """The text of a result of a side or team, in which every answer is still “don't know”."""
    lines = _comment(" ".join(filter(None, (f"{model.title}.", model.prompt))))
    lines += ["#", "# Under each question, put the answer in place of “unknown: true”, as in"]
    lines += _example(model)
    lines += _comment(
        "What nobody knows stays as it is: that is an answer too. Everybody who reads the site can read the notes. "
        "“Writing records” in the site lists all fields."
    )
    lines += [
        "",
        f"model: {model.id}",
        f"version: {model.version}",
        f"{'team' if model.subject == 'team' else 'side'}: {whose}",
        f"date: {date}",
        "method: self # or facilitated, peer, external",
        "state: draft # submitted, once everybody agrees; after seven days it is fixed",
        "# respondents: {count: 6}",
        "answers:",
    ]
    for question in model.questions:
        lines += ["", *_question(model, question)]
    lines += [
        "",
        "# Where to go, and what happens next: take away the # and fill in.",
        "# targets:",
        f"#   {model.dimensions[0].id}: {{level: {model.top}, by: {date.year + 1}-{date:%m}-01}}",
        "# actions:",
        f"#   - question: {model.questions[0].id}",
        "#     note: What you do",
        f"#     due: {date.year + 1}-{date:%m}-01",
    ]
    return "\n".join(lines) + "\n"


def _example(model: Counting) -> Iterator[str]:
    """Answers of the kinds that the model asks for."""
    if any(question.ladder for question in model.questions):
        yield "#     level: 2"
    if graded := next((question for question in model.questions if not question.ladder), None):
        yield f"#     answer: {model.options(graded)[-1].id}"
    yield "#     note: One line, because …"
    yield "#     evidence: [What shows it]"


def _question(model: Counting, question: Question) -> Iterator[str]:
    yield from _comment(question.text, "  # ")
    if question.ladder:
        for level, sentence in zip(model.level_numbers, question.ladder, strict=True):
            yield from _comment(sentence, f"  #   {level}  ", "  #      ")
    else:
        options = model.options(question)
        wide = max(len(option.id) for option in options)
        for option in options:
            yield from _comment(option.label, f"  #   {option.id:{wide}}  ", f"  #   {'':{wide}}  ")
    if question.criteria:
        yield f"  #   criteria: [{', '.join(one.id for one in question.criteria)}], those of them that hold:"
        for criterion in question.criteria:
            yield from _comment(criterion.text, f"  #     {criterion.id}: ", "  #       ")
    if question.na:
        yield from _comment(f"Not applicable? Then na: with {REASONS}.", "  #   ")
    yield f"  {question.id}:"
    yield "    unknown: true"


def _comment(text: str, first: str = "# ", then: str = "") -> list[str]:
    wrap = textwrap.TextWrapper(_WIDTH, first, then or first, break_long_words=False, break_on_hyphens=False)
    return wrap.wrap(text)
