"""Whatever stands in a maturity model or a result, the checks and the pages answer, and nothing raises."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from conftest import ROOT, TODAY, Playground
from prodops_playbook.checks import check
from prodops_playbook.history import Revision, Revisions
from prodops_playbook.render import Renderer

CASE = ROOT / "tests" / "cases" / "maturity" / "a-model-and-its-results.yml"
FILES: dict[str, str] = yaml.safe_load(CASE.read_text(encoding="utf-8"))["files"]
DOCUMENTS = {name: yaml.load(text, yaml.BaseLoader) for name, text in FILES.items()}

JUNK: tuple[Any, ...] = (
    None, "", 0, 6, -1, 1.5, 10**30, "x", "1", "1e9", "٣", True, [], {}, [[]], [None], {"": ""}, {"a": {"b": "c"}},
    "[[value:x]]", "[[model:habits]]", "{{ x }}", "</script><script>alert(1)</script>", "a" * 3000, "\u202eevil",
    "all", "unknown", "../..", "1.0.0", "2.0.0", "2026-02-30", "talk.often", "data.owner", "none", "product-manager",
    "model:habits", "process:none", ["x"] * 200,
)  # fmt: skip


def places(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value below a document."""
    entries: Iterator[tuple[Any, Any]] = iter(())
    if isinstance(node, dict):
        entries = iter(node.items())
    elif isinstance(node, list):
        entries = iter(enumerate(node))
    for key, value in entries:
        yield (*at, key)
        yield from places(value, (*at, key))


def damaged(document: Any, chance: random.Random) -> Any:
    """A document with one to four of its values replaced, renamed, doubled or gone."""
    document = copy.deepcopy(document)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        ways = list(places(document))
        if not ways:
            break
        *way, last = chance.choice(ways)
        around = document
        for step in way:
            around = around[step]
        match chance.choice(["replace", "replace", "replace", "delete", "rename", "double"]):
            case "delete":
                del around[last]
            case "rename" if isinstance(around, dict):
                names = [junk for junk in JUNK if not isinstance(junk, list | dict)]
                around[chance.choice(names)] = around.pop(last)
            case "double" if isinstance(around, list):
                around.append(copy.deepcopy(around[last]))
            case _:
                around[last] = copy.deepcopy(chance.choice(JUNK))
    return document


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_file_is_told_of_and_still_has_a_page(seed: int, playground: Playground) -> None:
    chance = random.Random(seed)
    name = chance.choice(list(DOCUMENTS))
    text = yaml.safe_dump(damaged(DOCUMENTS[name], chance), allow_unicode=chance.random() < 0.5)
    playground.write({**FILES, name: text.replace("\n", chance.choice(["\n", "\r\n"]))})
    loaded = playground.load()
    before = {
        path: (
            Revision(date(2026, 1, 1), "a", yaml.safe_dump(damaged(document, chance)).encode()),
            Revision(date(2026, 2, 1), "b", FILES[path].encode()),
        )
        for path, document in DOCUMENTS.items()
    }
    problems = check(loaded, TODAY, Revisions(before))
    rows = text.count("\n") + 1
    assert all(p.hint and 1 <= p.line <= rows for p in problems if p.path == name)
    site = Renderer(playground.edition()).site()
    assert site.problems == ()
    for page in site.pages:
        assert "<script" not in page.text


def test_questions_that_point_at_each_other_with_old_ids_are_told_of(playground: Playground) -> None:
    model = copy.deepcopy(DOCUMENTS["data/maturity/habits.yml"])
    first, second, *_ = model["questions"]
    first["was"], second["was"] = [second["id"]], [first["id"]]
    playground.write({**FILES, "data/maturity/habits.yml": yaml.safe_dump(model)})
    found = [p for p in playground.problems() if p.path == "data/maturity/habits.yml"]
    assert [p.code for p in found] == ["was-reused", "was-reused"]


def test_retired_questions_that_replace_each_other_are_no_endless_way(playground: Playground) -> None:
    model = copy.deepcopy(DOCUMENTS["data/maturity/habits.yml"])
    model["retired"] = [
        {"id": "a", "in": "1.1.0", "replaced_by": ["b"]},
        {"id": "b", "in": "1.1.0", "replaced_by": ["a"]},
    ]
    playground.write({"data/maturity/habits.yml": yaml.safe_dump(model)})
    assert [p.code for p in playground.problems() if p.code != "nobody-named"] == []


def test_a_thousand_results_with_an_error_each_are_a_thousand_problems(playground: Playground) -> None:
    files = {"data/maturity/habits.yml": FILES["data/maturity/habits.yml"]}
    for year in range(1000, 2000):
        head = f"model: habits\nversion: 1.2.0\nside: product\ndate: {year}-01-01\n"
        files[f"data/assessments/habits/product/{year}-01-01.yml"] = head + "answers: {talk.oftn: {level: 1}}\n"
    playground.write(files)
    found = [p for p in playground.problems() if p.code != "nobody-named"]
    assert len(found) == 1000
    assert {(p.code, p.line, p.column) for p in found} == {("unknown-part", 5, 11)}
