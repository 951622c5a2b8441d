"""Random models and results, for tests that hold two engines to each other: every form that there may be, and slips.

They come from a `random.Random`, so that a seed says which one it was. They are values, made without files and checks;
some have what the checks would refuse, since what cannot be counted must be left out by both engines alike.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from random import Random
from typing import Any

from maturities import answer
from maturities import model as made_model
from prodops_playbook.maturity.counting import Counting, Criterion, Dimension, Group, Level, Lift, Option, Question
from prodops_playbook.maturity.limits import ALL, LIMITS, UNKNOWN
from prodops_playbook.maturity.scoring import Rules
from prodops_playbook.maturity.sheet import Action, Answer, Evidence, Respondents, Sheet, Target

NAMES = ("constructor", "10", "2", "a", "length", "b-c", "null", "x1", "true", "0", "at", "z", "nan", "e5", "keys")
"""Ids that are words of a programming language, or numbers that sort otherwise than they stand."""
STRANGE = (
    "a",
    "a; b",
    "a b",
    'a"b',
    "a\\b",
    "Z",
    "é",
    "e\u0301",
    "\U0001f600",
    "\uff5e",
    "<b>",
    "ß",
    "10",
    "9",
    "-",
    "ﬁ",
)
"""Texts that sort differently by character, by half character and by what a writer would expect."""
VERSIONS = ("1.0.0", "1.1.0", "1.01.0", "1.10.0", "1.9.0", "2.0.0")
WEIGHTS = ("1", "1", "1", "0.5", "1.5", "0.1", "2", "0.333333333", "3", "1000000")
SIDES = ("constructor", "2", "1")
FORMS = {"mixed": 40, "ladders": 20, "graded": 20, "yes and no": 10, "wide": 10}
"""How often which form comes; `activities` come where they are asked for, since they are long."""

_RECORDS = [f"{kind}:{id_}" for kind in ("process", "checklist") for id_ in ("one", "two")]
_ROLES = ["constructor", "b", "a", "10", "9"]
_TEAMS = ["checkout", "web"]
_GRADES = (
    ("0", "0.25", "0.5", "1"),
    ("0", "1"),
    ("0.1", "0.25", "0.9"),
    ("0.3", "0.31"),
    ("0", "0.5", "0.85", "0.850000001", "1"),
)


def some(chance: Random, share: float) -> bool:
    """Whether something that happens in so many cases happens now."""
    return chance.random() < share


# Models


def random_model(chance: Random, form: str = "") -> Counting:
    """A model of a form in FORMS, or `activities`: 194 things done or not, on five levels, in fifteen dimensions."""
    form = form or chance.choices(list(FORMS), list(FORMS.values()))[0]
    levels = 5 if form == "activities" else chance.randint(2, 7)
    dimensions = [f"d{i}" for i in range(15)] if form in ("activities", "wide") else _few(chance, NAMES, 1, 4)
    groups = [f"g{i}" for i in range(5)] if form in ("activities", "wide") else _few(chance, NAMES, 0, 2)
    sets = _answer_sets(chance, form)
    count = {"activities": 194, "wide": chance.randint(15, 30)}.get(form) or chance.randint(1, 10)
    ids = [*_few(chance, NAMES, 0, 3), *(f"q{i}.a" for i in range(count))][:count]
    chance.shuffle(ids)
    first = chance.randint(0, 1)
    numbers = range(first, first + levels)
    questions = [_question(chance, form, id_, numbers, dimensions, sets) for id_ in ids]
    return made_model(
        *questions,
        version=chance.choice(VERSIONS),
        lowest=first,
        levels=tuple(Level(f"L{n}") for n in range(levels)),
        answer_sets=sets,
        groups=tuple(Group(id_, id_) for id_ in groups),
        dimensions=tuple(
            Dimension(id_, id_, chance.choice([None, *groups, *groups, *groups]), Fraction(chance.choice(WEIGHTS)))
            for id_ in dimensions
        ),
        scoring=Rules(numbers[-1], *_thresholds(chance)),
    )


def _few(chance: Random, names: tuple[str, ...], least: int, most: int) -> list[str]:
    return chance.sample(names, chance.randint(least, most))


def _thresholds(chance: Random) -> list[Fraction]:
    own = [Fraction(chance.choice(["0", "0.25", "0.333333333", "0.5", "0.85", "1"])) for _ in range(3)]
    return own if some(chance, 0.3) else []


def _answer_sets(chance: Random, form: str) -> dict[str, tuple[Option, ...]]:
    grades = {"graded": _GRADES[:1], "yes and no": _GRADES[1:2], "activities": _GRADES[1:2]}.get(form, _GRADES)
    return {
        name: tuple(
            Option(id_, id_, Fraction(value))
            for id_, value in zip(chance.sample(NAMES, len(values)), values, strict=True)
        )
        for name, values in zip(chance.sample(NAMES, len(grades)), grades, strict=True)
    }


def _question(
    chance: Random, form: str, id_: str, levels: range, dimensions: list[str], sets: dict[str, tuple[Option, ...]]
) -> Question:
    known: dict[str, Any] = {
        "id": id_,
        "dimension": chance.choice(dimensions),
        "text": id_,
        "weight": Fraction("1" if some(chance, 0.4) else chance.choice(WEIGHTS)),
        "na": some(chance, 0.4),
        "was": tuple(chance.sample([f"old-{id_}", "q1.a", "old", "constructor", "10"], chance.choice([0, 0, 1, 2]))),
        "since": chance.choice([None, None, None, *VERSIONS]),
        "raise_": tuple(
            Lift(level, record)
            for level in sorted(chance.sample(range(8), chance.choice([0, 1, 3])))
            for record in chance.sample(_RECORDS, chance.randint(1, 2))
        ),
    }
    if form == "ladders" or (form in ("mixed", "wide") and some(chance, 0.5)):
        return Question(**known, ladder=tuple(map(str, levels)))
    name = chance.choice(list(sets))
    criteria = _few(chance, NAMES, 0, 3)
    gate = chance.choice([None, *(option.id for option in sets[name]), "gone"]) if criteria else None
    return Question(
        **known,
        # A few cannot be answered: they count at a level that there is not, or take a set of answers that is gone.
        level=9 if some(chance, 0.02) else chance.randint(1, levels[-1]),
        answers=chance.choice(["gone", "constructor"]) if some(chance, 0.02) else name,
        criteria=tuple(Criterion(id_, id_) for id_ in criteria),
        gate=gate,
    )


# Results


def random_result(chance: Random, model: Counting, *, team: str | None = None) -> Sheet:
    """A result of the model: full, half empty, of one person or many, of an older version, with slips."""
    people = chance.choice([0, 1, 2, 3, 3, 6, 9, 40])
    answered = chance.choice([0.3, 0.8, 0.8, 1])
    answers = {}
    for question in model.questions:
        for id_ in (question.id, *question.was):
            if some(chance, answered if id_ == question.id else 0.15):
                answers[id_] = _answer(chance, model, question, people)
    if some(chance, 0.2):
        answers["never.asked"] = answer(level=1)
    roles = {role: chance.randint(0, 3) for role in chance.sample(_ROLES, chance.randint(0, 3))} if people >= 3 else {}
    return Sheet(
        model="habits",
        version=model.version if some(chance, 0.7) else chance.choice(VERSIONS),
        side=None if team else chance.choice([*SIDES, ALL]),
        team=team,
        date=datetime.date(2026, 1, 1) + datetime.timedelta(days=chance.randint(0, 300)),
        method=chance.choice(["self", "facilitated", "peer", "external"]),
        state=chance.choice(["draft", "submitted"]),
        respondents=Respondents(people, roles) if people else None,
        answers=answers,
        targets={
            id_: Target(chance.randint(0, 7), chance.choice([None, _day(chance)]))
            for id_ in [*(dimension.id for dimension in model.dimensions), "gone"]
            if some(chance, 0.4)
        },
        actions=tuple(_action(chance, model) for _ in range(chance.choice([0, 0, 1, 3, 6]))),
        example=some(chance, 0.1),
    )


def _day(chance: Random) -> datetime.date:
    return datetime.date(2027, chance.randint(1, 3), chance.randint(1, 2))


def _answer(chance: Random, model: Counting, question: Question, people: int) -> Answer:
    choices = model.choices(question) or ("gone",)
    said: dict[str, Any] = {}
    match chance.choices(["agreed", "votes", "both", "unknown", "na", "slip", "nothing"], [40, 25, 15, 8, 6, 3, 3])[0]:
        case "agreed" | "both" as way:
            place = chance.randrange(len(choices))
            said = {"level": model.level_numbers[place]} if question.ladder else {"answer": choices[place]}
            said |= {"votes": _votes(chance, choices, people)} if way == "both" else {}
        case "votes":
            said = {"votes": _votes(chance, choices, people)}
        case "unknown":
            said = {"unknown": True}
        case "na":
            said = {"na": chance.choice(LIMITS.reasons)}
            said |= {"votes": _votes(chance, choices, people)} if some(chance, 0.2) else {}
        case "slip":  # an answer of the other kind, or one that the question does not have
            said = {
                "level": chance.randint(0, 7),
                "answer": chance.choice(["gone", "constructor"]),
                "votes": {"gone": 3},
            }
    if question.criteria or some(chance, 0.05):
        said["criteria"] = tuple(
            id_ for id_ in [*(criterion.id for criterion in question.criteria), "gone"] if some(chance, 0.6)
        )
    if some(chance, 0.3):
        said["note"] = chance.choice(STRANGE)
        said["confidence"] = chance.randint(1, 5)
        said["evidence"] = tuple(
            Evidence(chance.choice(STRANGE), chance.choice([None, "https://a.example/"]))
            for _ in range(chance.randint(0, 2))
        )
    return answer(**said)


def _votes(chance: Random, choices: tuple[str, ...], people: int) -> dict[str, int]:
    """Votes, mostly near each other; with fewer than three people they are there in spite of the rule."""
    middle = chance.randrange(len(choices))
    near = choices[max(middle - 1, 0) : middle + 2] if some(chance, 0.5) else choices
    voters = chance.choices([*near, *near, UNKNOWN], k=max(people, 1))
    return {choice: voters.count(choice) for choice in sorted({*voters, *chance.sample(choices, 1)})}


def _action(chance: Random, model: Counting) -> Action:
    ids = [id_ for question in model.questions for id_ in (question.id, *question.was)]
    return Action(
        question=chance.choice([*ids, "never.asked", "nor.this"]),
        to=chance.choice([None, "2", "3"]),
        note=chance.choice(STRANGE) if some(chance, 0.5) else None,
        owner=chance.choice([None, None, *_ROLES]),
        due=chance.choice([None, _day(chance)]),
        go=chance.choice([None, *_RECORDS]),
    )


def random_results(chance: Random, model: Counting, count: int) -> list[Sheet]:
    """Several results; of one team, of two, or of sides."""
    teams: list[str | None] = chance.choice([[None], [None], [*_TEAMS[:1]], [*_TEAMS]])
    return [random_result(chance, model, team=chance.choice(teams)) for _ in range(count)]
