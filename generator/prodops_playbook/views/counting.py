"""How a model counts, with an example worked out by the engine itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ..maturity.counting import Counting, Dimension
from ..maturity.replies import Reply, State
from ..maturity.scores import score
from ..maturity.scoring import DimensionScore, Rules
from ..maturity.sheet import Answer, Sheet
from ..maturity.wording import by_share, explained, level_in_words, phrases
from ..words import Words


@dataclass(frozen=True, slots=True)
class Worked:
    """Answers that nobody gave to the questions of one dimension, and what they come to."""

    dimension: Dimension
    replies: tuple[Reply, ...]
    found: DimensionScore
    words: str


def usual(model: Counting) -> bool:
    """Whether a model keeps the thresholds that are set when nobody says otherwise."""
    return model.scoring == Rules(model.top)


def in_short(model: Counting, words: Words) -> Mapping[str, tuple[Dimension, ...]]:
    """What the rule of the level comes to where a shorter sentence is exact, with the dimensions where it is."""
    found: dict[str, tuple[Dimension, ...]] = {}
    for dimension in model.dimensions:
        if (sentence := explained(model, dimension.id, words)) != by_share(model, words):
            found[sentence] = (*found.get(sentence, ()), dimension)
    return found


def worked(model: Counting, words: Words) -> Worked | None:
    """An example in the dimension with the most questions; from three on, nobody knows the last one's answer."""
    asked = score(model, _sheet(model, {})).replies.values()
    counts = {d.id: sum(r.question.dimension == d.id for r in asked) for d in model.dimensions}
    dimension = max(model.dimensions, key=lambda d: counts[d.id], default=None)
    if dimension is None or not counts[dimension.id]:
        return None
    replies = [reply for reply in asked if reply.question.dimension == dimension.id]
    answers: dict[str, Answer] = {}
    for number, question in enumerate(reply.question for reply in replies):
        choices = model.choices(question)
        top = len(choices) - 1
        choice = choices[min(1 + number % 2, top) if question.ladder else max(top - max(number - 1, 0), 0)]
        held = tuple(criterion.id for criterion in question.criteria)
        answers[question.id] = Answer(level=int(choice)) if question.ladder else Answer(answer=choice, criteria=held)
    if len(replies) > 2:
        answers[replies[-1].question.id] = Answer(unknown=True)
    found = score(model, _sheet(model, answers))
    unknown = len(found.open_questions(dimension.id, State.UNKNOWN))
    of_dimension = tuple(r for r in found.replies.values() if r.question.dimension == dimension.id)
    scored = found.dimensions[dimension.id]
    return Worked(dimension, of_dimension, scored, level_in_words(scored, unknown, 0, phrases(model, words)))


def _sheet(model: Counting, answers: dict[str, Answer]) -> Sheet:
    return Sheet(model.id, model.version, None, None, datetime.date.min, answers=answers)
