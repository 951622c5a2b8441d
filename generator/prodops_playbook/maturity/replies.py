"""What a result says to each question of its model: answered, not known, not answered or not applicable.

How results are read where their format leaves it open:

- An answer may stand under an id that the question had before (`was`); its own id wins over an old one.
- A question that came with a later version than the result's was never asked, so it neither opens a range nor lowers
  coverage. A question that is no longer asked has no weight, and is left out.
- "Not applicable" counts only where the model allows it; elsewhere the question is not answered.
- A question that cannot be answered, since it has neither a ladder nor options, is left out.
- A level, an option or a vote that the question does not have is no answer.
- Votes of fewer than three people are read by nobody, so they make no answer either.
- With a criterion unticked, an answer counts at most as the option of the gate. The gate says nothing about an open
  question, whose criteria may all turn out to hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .counting import Counting, Question, numbers
from .limits import UNKNOWN
from .respondents import lower_median
from .scoring import Counted, Row, graded, ladder
from .sheet import Answer, Sheet


class State(StrEnum):
    """How a question stands. The two in the middle leave it open, so that its dimension gets a range."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"
    NA = "na"


@dataclass(frozen=True, slots=True)
class Reply:
    """One question with what a result says to it.

    `choice` is the place among the question's choices, 0 the lowest; None unless answered. `votes` count people for
    each choice, and are empty where they must not be shown; `unsure` counts those who do not know. `agreed`: the group
    said so itself, and it is not just the middle of its votes. `sure`: how sure it was, 1 to 5, if it said so.
    `counted` is None where it is not applicable.
    """

    question: Question
    state: State
    choice: int | None
    votes: tuple[int, ...]
    unsure: int
    agreed: bool
    sure: int | None
    counted: Counted | None


def replies(model: Counting, sheet: Sheet) -> tuple[Reply, ...]:
    """Every question that the result was asked, in the model's order."""
    found = []
    for question in model.questions:
        if not _can_be_answered(model, question):
            continue
        answer = answer_to(model, sheet, question)
        if answer is not None or question.since is None or numbers(question.since) <= numbers(sheet.version):
            found.append(_reply(model, question, answer or Answer(), shows_votes=sheet.many))
    return tuple(found)


def _can_be_answered(model: Counting, question: Question) -> bool:
    """Whether the question has choices that count; the checks say where one has none."""
    counts = bool(question.ladder) or 1 <= (question.level or 0) <= model.top
    return counts and bool(model.choices(question))


def place_of(model: Counting, sheet: Sheet, question: Question) -> str | None:
    """The id under which a result answers a question: its own, or one that it had before."""
    known = (id_ for id_ in (question.id, *question.was) if id_ in sheet.answers)
    return next((id_ for id_ in known if model.by_id[id_] is question), None)


def answer_to(model: Counting, sheet: Sheet, question: Question) -> Answer | None:
    """What a result says to a question."""
    id_ = place_of(model, sheet, question)
    return None if id_ is None else sheet.answers[id_]


def histogram(model: Counting, question: Question, answer: Answer) -> tuple[int, ...]:
    """How many people chose what, the lowest choice first."""
    return tuple(answer.votes.get(choice, 0) for choice in model.choices(question))


def agreed(model: Counting, question: Question, answer: Answer) -> int | None:
    """The choice that the group agreed on, by its place; None when it did not, or when there is no such choice."""
    chosen = str(answer.level) if question.ladder else answer.answer
    choices = model.choices(question)
    return choices.index(chosen) if chosen in choices else None


def _reply(model: Counting, question: Question, answer: Answer, *, shows_votes: bool) -> Reply:
    votes = histogram(model, question, answer) if shows_votes else ()
    votes = votes if any(votes) else ()
    unsure = answer.votes.get(UNKNOWN, 0) if shows_votes else 0
    own, state = agreed(model, question, answer), State.UNANSWERED
    choice = None
    if answer.na:
        state = State.NA if question.na else State.UNANSWERED
    elif answer.unknown:
        state = State.UNKNOWN
    elif (choice := lower_median(votes) if own is None else own) is not None:
        state = State.ANSWERED
    elif unsure:
        state = State.UNKNOWN
    said = bool(answer.na or answer.unknown or own is not None)
    counted = _counted(model, question, answer, state, choice)
    return Reply(question, state, choice, votes, unsure, said, answer.confidence, counted)


def _counted(model: Counting, question: Question, answer: Answer, state: State, choice: int | None) -> Counted | None:
    """What the question weighs and contributes; None where it is not applicable."""
    if state is State.NA:
        return None
    last = len(model.choices(question)) - 1
    gated = not {criterion.id for criterion in question.criteria} <= {*answer.criteria}
    own = None if choice is None else _row(model, question, choice, gated=gated)
    return Counted(question.weight, _row(model, question, 0), _row(model, question, last), own)


def _row(model: Counting, question: Question, choice: int, *, gated: bool = False) -> Row:
    if question.ladder:
        return ladder(model.level_numbers[choice], model.top)
    options = model.options(question)
    counts = [options[choice].value]
    if gated:
        counts += [option.value for option in options if option.id == question.gate]
    return graded(min(counts), question.level or 0, model.top)
