"""One specification, two engines: what the command scores and what the page scores are the same.

The page's modules run in a browser without a page around them (twins.js). Both engines get the same models and results,
whole, and must say the same of each: every level, point, interval, coverage, agreement, flag and priority; what is
lowest, what needs talk and what comes next; what cannot be compared, what sides and several results come to; and the
words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from conftest import ROOT, serve
from prodops_playbook.maturity import tables
from prodops_playbook.maturity.asking import asking
from prodops_playbook.maturity.counting import Counting
from prodops_playbook.maturity.file import written
from prodops_playbook.maturity.limits import LIMITS
from prodops_playbook.maturity.merging import cannot_merge, merge
from prodops_playbook.maturity.plain import plain
from prodops_playbook.maturity.profile import (
    as_low,
    few_know,
    guessed,
    lowest,
    next_steps,
    nobody_knows,
    side_by_side,
    widest,
)
from prodops_playbook.maturity.respondents import heard
from prodops_playbook.maturity.scores import Score, score
from prodops_playbook.maturity.scoring import Counted, Rules, graded, staged_level
from prodops_playbook.maturity.scoring import score as score_dimension
from prodops_playbook.maturity.sheet import Sheet
from prodops_playbook.maturity.sheet import told as as_json
from prodops_playbook.maturity.targets import percent_to_target, priority
from prodops_playbook.maturity.trends import Before, answered_before, changes, leaps
from prodops_playbook.maturity.wording import decimal, percent, phrases
from prodops_playbook.words import ENGLISH
from sheets import FORMS, random_model, random_results
from test_scoring import exact, sure, vectors

RESULTS = 5
"""Results of each model."""
MODELS = {"mixed": 400, "ladders": 250, "graded": 250, "yes and no": 150, "wide": 60, "activities": 10}
"""Models of each form; times RESULTS, 5,600 sheets."""
BATCH = 50
ASK = "([name, text]) => JSON.stringify(twins[name](JSON.parse(text)))"

Case = tuple[Counting, list[Sheet]]


# What each engine says of a model and its results


def told(model: Counting, results: list[Sheet]) -> dict[str, Any]:
    """What the command says."""
    scores = [score(model, result) for result in results]
    refused = cannot_merge(model, results)
    merged = None if refused else merge(model, results)
    sides = {f"{i}": found for i, found in enumerate(scores)}
    return {
        "results": [one(found) for found in scores],
        "broken": [[change.broken for change in changes(before, after).values()] for before, after in pairwise(scores)],
        "leaps": [
            [[leap.question.id, leap.more] for leap in leaps(model, before, result)]
            for before, result in zip(said_before(model, results), results, strict=True)
        ],
        "sides": [[beside.dimension, dict(beside.levels), beside.gap] for beside in side_by_side(sides)],
        "refused": refused or "",
        "merged": merged and as_json(merged),
        "files": [written(result) for result in (*results, *([merged] if merged else []))],
        "score of merged": merged and one(score(model, merged)),
    }


def one(found: Score) -> dict[str, Any]:
    """What the command says of one result."""
    said = phrases(found.model)
    return {
        "dimensions": plain(found.dimensions),
        "groups": {id_: {"points": plain(points)} for id_, points in found.groups.items()},
        "percent_to_target": plain(found.percent_to_target),
        "agreement": plain(found.agreement),
        "states": {
            id_: [reply.state, reply.choice, list(reply.votes), reply.unsure, reply.agreed, reply.sure]
            for id_, reply in found.replies.items()
        },
        "lowest": lowest(found),
        "as low": as_low(found),
        "widest": widest(found),
        "few know": few_know(found),
        "nobody knows": nobody_knows(found),
        "guessed": guessed(found),
        "steps": [[step.dimension, step.question, step.level, step.go] for step in next_steps(found)],
        "tables": [
            [list(row) for row in (table.heads, *table.rows)]
            for table in (
                tables.levels(found, said),
                tables.points(found, said),
                tables.groups(found, said),
                tables.agreement(found, said, lambda question: question.text),
            )
        ],
    }


@pytest.fixture(scope="module")
def ask(browser: Browser) -> Iterator[Callable[[str, Any], Any]]:
    """Asks the page's modules, through a function of twins.js that gets a value as JSON and returns one."""
    with serve(ROOT / "generator" / "prodops_playbook" / "assets") as address:
        page: Page = browser.new_page()
        page.goto(f"{address}/dom.js")
        page.add_script_tag(path=ROOT / "tests" / "twins.js", type="module")
        page.wait_for_function("globalThis.twins")
        yield lambda name, value: json.loads(page.evaluate(ASK, [name, json.dumps(value)]))
        page.close()


def as_page(model: Counting, results: list[Sheet]) -> list[Any]:
    """A model and its results as the page gets them."""
    return [plain(asking(model, ENGLISH)), [as_json(result) for result in results], plain(said_before(model, results))]


def said_before(model: Counting, results: list[Sheet]) -> list[dict[str, Before]]:
    """What was said before each result, by the results in front of it."""
    return [answered_before(model, results[:i]) for i in range(len(results))]


def differences(here: Any, there: Any, at: str = "") -> Iterator[str]:
    """Where two values of the same form differ, as lines."""
    if isinstance(here, dict) and isinstance(there, dict):
        for name in sorted({*here, *there}):
            yield from differences(here.get(name), there.get(name), f"{at}/{name}")
    elif isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        for i, pair in enumerate(zip(here, there, strict=True)):
            yield from differences(*pair, f"{at}/{i}")
    elif here != there or type(here) is not type(there):
        yield f"{at}: the command says {here!r}, the page {there!r}"


def assert_alike(ask: Callable[[str, Any], Any], cases: dict[str, Case]) -> None:
    """Both engines say the same of every case."""
    for name, there in zip(cases, ask("cases", [as_page(*case) for case in cases.values()]), strict=True):
        here = json.loads(json.dumps(told(*cases[name])))
        found = list(differences(here, there))
        assert not found, "\n".join([f"{name}: {len(found)} differences", *found[:10]])


# Random models and results


def case(form: str, seed: int) -> Case:
    chance = Random(f"{form} {seed}")
    model = random_model(chance, form)
    return model, random_results(chance, model, RESULTS)


@pytest.mark.parametrize("form", MODELS)
def test_command_and_page_say_the_same_of_random_models_and_results(ask: Callable[[str, Any], Any], form: str) -> None:
    for start in range(0, MODELS[form], BATCH):
        seeds = range(start, min(start + BATCH, MODELS[form]))
        assert_alike(ask, {f"{form} {seed}": case(form, seed) for seed in seeds})


SHOWN = ("lowest", "as low", "widest", "steps", "few know", "nobody knows", "guessed")


def test_random_sheets_are_many_and_of_every_sort() -> None:
    """The test above is worth something only while its sheets reach every rule."""
    assert RESULTS * sum(MODELS.values()) >= 5000
    seen: set[str] = set()
    for form in FORMS:
        for seed in range(20):
            model, results = case(form, seed)
            found = told(model, results)
            seen |= {"refused" if found["refused"] else "merged"}
            for result in found["results"]:
                seen |= {f"state {said[0]}" for said in result["states"].values()}
                seen |= {flag for heard in result["agreement"].values() for flag in heard["flags"]}
                seen |= {name for name in SHOWN if result[name]}
                for d in result["dimensions"].values():
                    seen |= {f"no {name}" for name in ("level", "points", "coverage", "target") if d[name] is None}
                    seen |= {"range"} if d["level_low"] != d["level_high"] else set()
                    seen |= {"hole"} if None in d["attainment"] and d["points"] is not None else set()
            seen |= {"leap" for pair in found["leaps"] if pair}
            seen |= {f"broken {reason}" for pair in found["broken"] for reason in pair}
    assert seen == {
        *("refused", "merged", "range", "hole", "leap"),
        *("state answered", "state unknown", "state unanswered", "state na"),
        *("split", "discuss", "hear both ends", *SHOWN),
        *("no level", "no points", "no coverage", "no target"),
        *("broken None", "broken version", "broken questions"),
    }


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_command_and_page_say_the_same_of_what_is_searched_for(ask: Callable[[str, Any], Any], chance: Random) -> None:
    model = random_model(chance)
    assert_alike(ask, {"found": (model, random_results(chance, model, 3))})


# The rules one by one: the vectors, and values that no sheet comes to


def row_of_one(value: Fraction) -> Any:
    return graded(value, 1, 1)


def counted(value: str) -> Counted:
    """A graded question of the only level, with answers from 0 to 1."""
    own = None if value == "open" else row_of_one(Fraction(value))
    return Counted(Fraction(1), row_of_one(Fraction(0)), row_of_one(Fraction(1)), own)


def test_command_and_page_hold_the_same_rules(ask: Callable[[str, Any], Any]) -> None:
    """The command is held to the vectors in test_scoring.py."""
    chance = Random("rules")

    def share() -> Fraction:
        return Fraction(chance.randint(0, 20), chance.choice([20, 20, 27, 1000]))

    def number() -> Fraction:
        return Fraction(chance.randint(-300, 300), chance.choice([1, 2, 3, 100, 200, 999, 10**9]))

    levels = [
        ([exact(n) for n in case["attainment"]], [sure(case.get("rules", {}).get(*rule)) for rule in THRESHOLDS])
        for case in vectors("levels")
    ]
    levels += [
        ([chance.choice([None, share(), share()]) for _ in range(chance.randint(1, 7))], [share(), share()])
        for _ in range(500)
    ]
    votes = [case["votes"] for case in vectors("agreement")]
    votes += [[chance.choice([0, 0, 1, 2, 5, 999]) for _ in range(chance.randint(2, 7))] for _ in range(2000)]
    intervals = [[str(v) for v in case["values"] if v != "not applicable"] for case in vectors("intervals")]
    intervals += [[chance.choice(["open", str(share())]) for _ in range(chance.randint(0, 5))] for _ in range(300)]
    found = vectors("targets")
    targets = [
        list(zip(map(sure, c["current"]), map(sure, c["target"]), strict=True)) for c in found["percent_to_target"]
    ]
    targets += [[(abs(number()), abs(number())) for _ in range(chance.randint(0, 4))] for _ in range(300)]
    gaps = [sure(case["gap"]) for case in found["priority"]] + [abs(number()) for _ in range(300)]
    numbers = [*(number() for _ in range(2000)), *(share() for _ in range(500)), Fraction(1, 2), Fraction(-1, 200)]
    here = {
        "levels": [staged_level(tuple(row), Rules(len(row), *rules)) for row, rules in levels],
        "votes": [plain(heard(counts)) for counts in votes],
        "intervals": [plain(score_dimension([*map(counted, values)], Rules(1))) for values in intervals],
        "targets": [plain(percent_to_target(pairs)) for pairs in targets],
        "gaps": [plain(priority(gap, 3)) for gap in gaps],
        "numbers": [[percent(number), *(decimal(number, places) for places in range(4))] for number in numbers],
    }
    given = {
        "limits": plain(LIMITS),
        "votes": votes,
        "intervals": intervals,
        "targets": targets,
        "gaps": gaps,
        "numbers": numbers,
    }
    there = ask(
        "rules", json.loads(json.dumps(given | {"levels": [[row, *rules] for row, rules in levels]}, default=str))
    )
    assert not list(differences(here, there))


THRESHOLDS = (("reach", "1/2"), ("below", "17/20"))
