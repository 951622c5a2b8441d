"""The assess page scores like `playbook assess`: the same numbers, the same first steps, the same merged result.

Both read the same random answers to models of several forms. The browser's modules run without a page around them.
"""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from assessing import FILES, HABITS
from conftest import ROOT, Playground, serve
from prodops_playbook.kinds.assessment import Result
from prodops_playbook.kinds.maturity import MaturityModel
from prodops_playbook.maturity.embedding import model_as_json, result_as_json
from prodops_playbook.maturity.merging import cannot_merge, merge
from prodops_playbook.maturity.profile import agenda, lowest, next_steps, side_by_side, widest
from prodops_playbook.maturity.replies import State
from prodops_playbook.maturity.scores import Score, score
from prodops_playbook.maturity.wording import decimal, level_in_words, percent

SHEETS = 120
"""Random results for each model."""


def activities() -> dict[str, Any]:
    """Yes and no alone: 194 activities on five levels, in fifteen dimensions of five groups."""
    chance = random.Random(194)
    return {
        "title": "Activities",
        "version": "1.0.0",
        "sides": ["product", "field"],
        "levels": [f"Level {level}" for level in range(1, 6)],
        "answer_sets": {"yes": [{"id": "no", "label": "No", "value": 0}, {"id": "yes", "label": "Yes", "value": 1}]},
        "groups": [{"id": f"g{i}", "title": f"Group {i}"} for i in range(5)],
        "dimensions": [
            {"id": f"d{i}", "title": f"Dimension {i}", "group": f"g{i % 5}", "weight": i % 3 + 1} for i in range(15)
        ],
        "questions": [
            {
                "id": f"d{i % 15}.q{i}",
                "dimension": f"d{i % 15}",
                "text": f"Activity {i}?",
                "level": chance.randint(1, 5),
                "answers": "yes",
                "weight": chance.choice(["1", "0.5", "1.5"]),
                "na": chance.random() < 0.3,
            }
            for i in range(194)
        ],
    }


def graded() -> dict[str, Any]:
    """Three levels, graded questions alone, an answer set whose lowest value is not 0, thresholds of its own."""
    options = [("none", "0.1"), ("some", "0.25"), ("half", "0.5"), ("most", "1")]
    return {
        "title": "Graded",
        "version": "1.0.0",
        "levels": ["One", "Two", "Three"],
        "answer_sets": {"much": [{"id": id_, "label": id_, "value": value} for id_, value in options]},
        "dimensions": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}],
        "questions": [
            {
                "id": f"{d}.{i}",
                "dimension": d,
                "text": "How much?",
                "level": i % 3 + 1,
                "answers": "much",
                "na": True,
                **({"criteria": {"x": "X", "y": "Y"}, "criteria_gate": "half"} if i % 2 else {}),
            }
            for d in "ab"
            for i in range(5)
        ],
        "scoring": {"reach": "0.4", "below": "0.7", "min_coverage": "0.3"},
    }


def ladders() -> dict[str, Any]:
    """Several ladders of one weight in a dimension."""
    rungs = {level: f"Rung {level}." for level in range(1, 8)}
    return {
        "title": "Ladders",
        "version": "1.0.0",
        "sides": ["product", "field"],
        "levels": [f"Level {level}" for level in range(1, 8)],
        "dimensions": [{"id": d, "title": d} for d in ("a", "b", "c")],
        "questions": [
            {
                "id": f"{d}.{i}",
                "dimension": d,
                "text": "Which?",
                "ladder": dict(rungs),
                "raise": {2: ["process:show-it"], 4: ["checklist:before"]},
            }
            for d, count in (("a", 6), ("b", 7), ("c", 2))
            for i in range(count)
        ],
    }


MODELS = {
    "habits": HABITS,
    **{made.__name__: yaml.safe_dump(made(), sort_keys=False) for made in (activities, graded, ladders)},
}


def answer(chance: random.Random, model: MaturityModel, question: Any, people: int) -> dict[str, Any]:
    choices = model.choices(question)
    made: dict[str, Any] = {}
    if chance.random() < 0.7:
        choice = chance.choice(choices)
        made |= {"level": int(choice)} if question.ladder else {"answer": choice}
    elif chance.random() < 0.4:
        made["unknown"] = True
    elif question.na and chance.random() < 0.6:
        made["na"] = chance.choice(["out_of_scope", "owned_elsewhere", "business_priority"])
    if question.criteria:
        made["criteria"] = [id_ for id_ in question.criteria if chance.random() < 0.6]
    if people >= 3 and chance.random() < 0.6:
        votes: dict[str, int] = {}
        for _ in range(chance.randint(1, people)):
            choice = chance.choice([*choices, "unknown"])
            votes[choice] = votes.get(choice, 0) + 1
        made["votes"] = votes
    if chance.random() < 0.2:
        made["note"] = chance.choice(["one", "two"])
        made["confidence"] = chance.randint(1, 5)
        made["evidence"] = [{"title": chance.choice("xy")}]
    return made


def sheet(chance: random.Random, model: MaturityModel, day: datetime.date) -> dict[str, Any]:
    people = chance.choice([0, 1, 2, 3, 6, 9])
    asked = [question for question in model.questions if chance.random() < 0.85]
    answers = {question.id: answer(chance, model, question, people) for question in asked}
    targets = {d.id: {"level": chance.randint(1, len(model.levels))} for d in model.dimensions if chance.random() < 0.5}
    return {
        "model": model.id,
        "version": model.version,
        "side": chance.choice(model.sides or ("all",)),
        "date": day.isoformat(),
        **({"respondents": {"count": people}} if people else {}),
        "answers": {id_: said for id_, said in answers.items() if said},
        **({"targets": targets} if targets else {}),
        "actions": [{"question": model.questions[0].id, "note": chance.choice("ab")}],
    }


@pytest.fixture(scope="module")
def assets(browser: Browser) -> Iterator[Page]:
    with serve(ROOT / "generator" / "prodops_playbook" / "assets") as address:
        page = browser.new_page()
        page.goto(f"{address}/dom.js")
        yield page
        page.close()


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Playground:
    project = Playground(tmp_path_factory.mktemp("twins")).write(FILES)
    project.write({f"data/maturity/{name}.yml": text for name, text in MODELS.items()})
    (project.root / "data/assessments/habits/field/2026-08-20.yml").unlink()
    models = [record for record in project.load().playbook.of_kind("model") if record.id in MODELS]
    for model in models:
        assert isinstance(model, MaturityModel)
        for seed in range(SHEETS):
            day = datetime.date(2026, 1, 1) + datetime.timedelta(days=seed)
            made = sheet(random.Random(f"{model.id} {seed}"), model, day)
            path = f"data/assessments/{model.id}/{made['side']}/{day}.yml"
            project.write({path: yaml.safe_dump(made, sort_keys=False)})
    return project


def told(found: Score) -> dict[str, Any]:
    """Everything that the page shows of a score."""
    states = (State.UNKNOWN, State.UNANSWERED)
    dimensions = {
        id_: level_in_words(d, *(len(found.open_questions(id_, state)) for state in states))
        for id_, d in found.dimensions.items()
    }
    return {
        "score": found.as_json(),
        "lowest": lowest(found),
        "widest": widest(found),
        "agenda": [id_ for id_, _ in agenda(found)],
        "steps": [[step.dimension, step.question, step.level, step.go.target] for step in next_steps(found)],
        "words": dimensions,
        "points": {id_: d.points is not None and decimal(d.points) for id_, d in found.dimensions.items()},
        "answered": {id_: d.coverage is not None and percent(d.coverage) for id_, d in found.dimensions.items()},
    }


TOLD = """async ([model, results]) => {
    const { asJson, open, score } = await import("./maturity/scores.js")
    const { agenda, lowest, nextSteps, widest } = await import("./maturity/profile.js")
    const { decimal, levelInWords, percent } = await import("./maturity/wording.js")
    return results.map(result => {
        const found = score(model, result)
        const each = make => Object.fromEntries(Object.entries(found.dimensions).map(([id, d]) => [id, make(d, id)]))
        return {
            score: asJson(found),
            lowest: lowest(found),
            widest: widest(found),
            agenda: agenda(found),
            steps: nextSteps(found).map(step => [step.dimension, step.question, step.level, step.go.record]),
            words: each((d, id) => levelInWords(d, open(found, id, "unknown"), open(found, id, "unanswered"))),
            points: each(d => d.points !== null && decimal(d.points)),
            answered: each(d => d.coverage !== null && percent(d.coverage)),
        }
    })
}"""
MERGED = """async ([model, groups]) => {
    const { cannotMerge, merge } = await import("./maturity/merging.js")
    return groups.map(results => cannotMerge(model, results) || merge(model, results))
}"""
SIDES = """async ([model, pairs]) => {
    const { score } = await import("./maturity/scores.js")
    const { sideBySide } = await import("./maturity/profile.js")
    return pairs.map(([one, other]) => sideBySide({ one: score(model, one), other: score(model, other) }))
}"""


def results(playground: Playground, name: str) -> tuple[MaturityModel, dict[str, Any], list[Result]]:
    book = playground.load().playbook
    model = book.records["model", name]
    assert isinstance(model, MaturityModel)
    found = [r for r in book.of_kind("result") if isinstance(r, Result) and r.model.id == name]
    assert len(found) == SHEETS
    return model, model_as_json(model, lambda reference: (reference.id, "")), sorted(found, key=lambda r: r.date)


@pytest.mark.parametrize("name", MODELS)
def test_the_page_scores_random_answers_as_the_command_does(assets: Page, playground: Playground, name: str) -> None:
    model, form, found = results(playground, name)
    here = assets.evaluate(TOLD, [form, [result_as_json(result) for result in found]])
    for result, said in zip(found, here, strict=True):
        assert said == json.loads(json.dumps(told(score(model, result)))), result.path


def slim(result: dict[str, Any]) -> dict[str, Any]:
    """A merged result without the parts that say nothing."""
    people = {name: part for name, part in result["respondents"].items() if part}
    whole = {name: part for name, part in result.items() if part not in ({}, [])} | {"respondents": people}
    whole["answers"] = {id_: said for id_, said in whole.get("answers", {}).items() if said}
    return whole


@pytest.mark.parametrize("name", MODELS)
def test_the_page_merges_random_results_as_the_command_does(assets: Page, playground: Playground, name: str) -> None:
    model, form, found = results(playground, name)
    chance = random.Random(name)
    groups = [chance.sample(found, chance.choice([1, 2, 3, 5])) for _ in range(60)]
    here = assets.evaluate(MERGED, [form, [[result_as_json(result) for result in group] for group in groups]])
    for group, merged in zip(groups, here, strict=True):
        assert cannot_merge(model, group) is None
        assert slim(merged) == slim(json.loads(json.dumps(result_as_json(merge(model, group)))))


def test_the_page_lays_sides_beside_each_other_as_the_site_does(assets: Page, playground: Playground) -> None:
    model, form, found = results(playground, "ladders")
    pairs = [found[i : i + 2] for i in range(0, 100, 2)]
    here = assets.evaluate(SIDES, [form, [[result_as_json(result) for result in pair] for pair in pairs]])
    for (one, other), said in zip(pairs, here, strict=True):
        beside = side_by_side({"one": score(model, one), "other": score(model, other)})
        assert said == [{"dimension": b.dimension, "levels": dict(b.levels), "gap": b.gap} for b in beside]
