"""Models and results for tests, as the plain values that the engine takes."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from prodops_playbook.maturity.counting import Counting, Dimension, Group, Level, Option, Question
from prodops_playbook.maturity.limits import UNKNOWN
from prodops_playbook.maturity.scoring import Rules
from prodops_playbook.maturity.sheet import Answer, Respondents, Sheet, Target

SET = {"no": "0.1", "some": "0.5", "all": "1"}
"""An answer set whose lowest value is not 0."""
RUNGS = ("rung 1", "rung 2", "rung 3", "rung 4")

answer = Answer


def question(id_: str, **fields: Any) -> Question:
    """A ladder of four, or what the fields say, in the dimension before the full stop."""
    ladder = None if fields.get("answers") else RUNGS
    known: dict[str, Any] = {"dimension": id_.partition(".")[0], "text": id_, "ladder": ladder}
    return Question(id_, **known | fields)


def graded(id_: str, level: int, **fields: Any) -> Question:
    """A question that counts at one level, with the answer set of these tests."""
    return question(id_, level=level, answers="set", **fields)


def model(*questions: Question, **fields: Any) -> Counting:
    """A model of four levels with these questions and their dimensions."""
    known: dict[str, Any] = {
        "id": "habits",
        "title": "Habits",
        "version": "1.0.0",
        "subject": "function",
        "sides": ("product", "field"),
        "prompt": None,
        "lowest": 1,
        "levels": tuple(Level(f"L{n}") for n in range(1, 5)),
        "answer_sets": {"set": tuple(Option(id_, id_, Fraction(value)) for id_, value in SET.items())},
        "dimensions": tuple(
            Dimension(id_, id_.title(), "all") for id_ in dict.fromkeys(q.dimension for q in questions)
        ),
        "groups": (Group("all", "All"),),
        "questions": questions,
    } | fields
    return Counting(**{"scoring": Rules(known["lowest"] + len(known["levels"]) - 1)} | known)


def result(answers: dict[str, Answer], count: int = 0, **fields: Any) -> Sheet:
    """A result of the product side with these answers."""
    known: dict[str, Any] = {
        "model": "habits",
        "version": "1.0.0",
        "side": "product",
        "team": None,
        "date": datetime.date(2026, 11, 2),
        "state": "submitted",
        "respondents": Respondents(count, fields.pop("roles", {})) if count else None,
        "answers": answers,
        "targets": {id_: Target(level) for id_, level in fields.pop("aims", {}).items()},
    }
    return Sheet(**known | fields)


ASKED = model(
    question("talk.a"), question("talk.b", weight=Fraction(2)), graded("data.a", 2, na=True), graded("data.b", 4)
)
"""Two ladders of different weight, and two graded questions, one of which may be not applicable."""


@st.composite
def answers(draw: st.DrawFn, asked: Any, count: int) -> Any:
    """Any valid answer of so many people to a question; None for no answer."""
    choices = ASKED.choices(asked)
    ways = ["none", "agreed", "unknown", *(["na"] if asked.na else []), *(["votes"] if count >= 3 else [])]
    match draw(st.sampled_from(ways)):
        case "agreed":
            place = draw(st.integers(0, len(choices) - 1))
            return answer(level=place + 1) if asked.ladder else answer(answer=choices[place])
        case "unknown":
            return answer(unknown=True)
        case "na":
            return answer(na="out_of_scope")
        case "votes":
            voters = draw(st.lists(st.sampled_from([*choices, UNKNOWN]), min_size=1, max_size=count))
            return answer(votes={choice: voters.count(choice) for choice in voters})
    return None


@st.composite
def results(draw: st.DrawFn, /, count: int | None = None, **fields: Any) -> Sheet:
    """Any valid result of the model ASKED."""
    people = draw(st.integers(1, 6)) if count is None else count
    drawn = {q.id: draw(answers(q, people)) for q in ASKED.questions}
    given = {id_: said for id_, said in drawn.items() if said}
    return result(given, people, aims=draw(st.dictionaries(st.just("talk"), st.integers(1, 4))), **fields)
