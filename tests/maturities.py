"""Models and results for tests, as values: without a file, and without the checks."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from prodops_playbook import source
from prodops_playbook.kinds.assessment import Action, Answer, Evidence, Respondents, Result, Target
from prodops_playbook.kinds.maturity import MaturityModel
from prodops_playbook.kinds.questions import UNKNOWN, Dimension, Group, LevelOfModel, Option, Question, Scoring
from prodops_playbook.records.placed import Placed
from prodops_playbook.records.record import Origin
from prodops_playbook.types import Meaning, Reference, Text, To

MODEL = Reference("habits", "model", To(("model",), Meaning.RESULTS))
SET = {"no": "0.1", "some": "0.5", "all": "1"}
"""An answer set whose lowest value is not 0."""


def question(id_: str, **fields: Any) -> Question:
    """A ladder of four, or what the fields say, in the dimension before the full stop."""
    ladder = {} if fields.get("answers") else {level: Text(f"rung {level}") for level in range(1, 5)}
    known: dict[str, Any] = {
        "id": id_,
        "dimension": id_.partition(".")[0],
        "text": Text(id_),
        "ladder": ladder,
        "weight": 1,
    }
    return Question.model_construct(**known | fields)


def graded(id_: str, level: int, **fields: Any) -> Question:
    """A question that counts at one level, with the answer set of these tests."""
    return question(id_, level=level, answers="set", **fields)


def model(*questions: Question, **fields: Any) -> MaturityModel:
    """A model of four levels with these questions and their dimensions."""
    dimensions = dict.fromkeys(q.dimension for q in questions)
    known: dict[str, Any] = {
        "title": Text("Habits"),
        "version": "1.0.0",
        "subject": "function",
        "sides": ("product", "field"),
        "levels": tuple(LevelOfModel.model_construct(name=Text(f"L{n}")) for n in range(1, 5)),
        "answer_sets": {
            "set": tuple(Option.model_construct(id=id_, label=Text(id_), value=value) for id_, value in SET.items())
        },
        "dimensions": tuple(
            Dimension.model_construct(id=id_, title=Text(id_.title()), group="all", weight=1) for id_ in dimensions
        ),
        "groups": (Group.model_construct(id="all", title=Text("All")),),
        "questions": questions,
        "scoring": Scoring.model_construct(reach="0.5", below="0.85", min_coverage="0.5"),
    }
    made = MaturityModel.model_construct(**known | fields)
    document, _ = source.read("data/maturity/habits.yml", b"title: Habits\n")
    assert document is not None
    made._origin = Origin("model", "habits", document, document.root)
    made._document, made._placed = document, Placed(document.root, {})
    return made


def answer(**fields: Any) -> Answer:
    """An answer, its other fields empty."""
    return Answer.model_construct(**fields)


def result(answers: dict[str, Answer], count: int = 0, **fields: Any) -> Result:
    """A result of the product side with these answers."""
    people = Respondents.model_construct(count=count, roles=fields.pop("roles", {})) if count else None
    targets = {id_: Target.model_construct(level=level, by=None) for id_, level in fields.pop("aims", {}).items()}
    known: dict[str, Any] = {
        "model": MODEL,
        "version": "1.0.0",
        "side": "product",
        "team": None,
        "date": datetime.date(2026, 11, 2),
        "method": "self",
        "state": "submitted",
        "respondents": people,
        "answers": answers,
        "targets": targets,
        "actions": (),
        "example": False,
    }
    return Result.model_construct(**known | fields)


__all__ = ["MODEL", "SET", "Action", "Evidence", "answer", "graded", "model", "question", "result"]

ASKED = model(question("talk.a"), question("talk.b", weight=2), graded("data.a", 2, na=True), graded("data.b", 4))
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
def results(draw: st.DrawFn, /, count: int | None = None, **fields: Any) -> Result:
    """Any valid result of the model ASKED."""
    people = draw(st.integers(1, 6)) if count is None else count
    drawn = {q.id: draw(answers(q, people)) for q in ASKED.questions}
    given = {id_: said for id_, said in drawn.items() if said}
    return result(given, people, aims=draw(st.dictionaries(st.just("talk"), st.integers(1, 4))), **fields)
