"""A maturity model whose levels begin at 0: counted, asked, kept, collected and shown by that number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from assessing import Assess, project
from conftest import Playground, serve
from maturities import answer, model, question, result
from prodops_playbook.cli import main
from prodops_playbook.maturity.counting import Level
from prodops_playbook.maturity.scores import score
from prodops_playbook.maturity.wording import level_in_words, phrases


def test_levels_that_begin_at_0_count_what_is_above_it() -> None:
    names = tuple(map(Level, ("None", "Some", "Most", "All")))
    asked = [question(f"talk.{id_}") for id_ in "abc"]
    zero = model(*asked, lowest=0, levels=names)
    found = score(zero, result({"talk.a": answer(level=0), "talk.b": answer(level=2), "talk.c": answer(level=3)}))
    talk = found.dimensions["talk"]
    # 2 of 3 are at level 1 and at level 2, 1 of 3 at level 3; levels 2 and 3 have too little below them.
    assert (talk.level, talk.points, talk.max) == (1, Fraction(5, 3), 3)
    assert found.groups["all"] == Fraction(5, 3)
    lowest_ = score(zero, result({q.id: answer(level=0) for q in asked})).dimensions["talk"]
    assert (lowest_.level, lowest_.points) == (0, Fraction(0))
    open_ = score(zero, result({"talk.a": answer(level=2), "talk.b": answer(level=2)})).dimensions["talk"]
    assert level_in_words(open_, 0, 1, phrases(zero)) == "2, could be 1: one not answered"
    named = zero.level(0), zero.level(3), zero.level(4)
    assert [level and level.name for level in named] == ["None", "All", None]


STEPS = """\
title: Steps
version: 1.0.0
subject: team
levels: [None, Some, All]
dimensions: [{id: talk, title: Talk}]
questions:
  - id: talk.much
    dimension: talk
    text: How much do we talk?
    ladder: {0: Never., 1: At times., 2: Always.}
    raise: {1: [process:show-it]}
"""
RESULT = """\
model: steps
version: 1.0.0
team: web
date: 2026-10-01
state: submitted
respondents: {count: 3}
answers:
  talk.much: {level: 0, votes: {0: 2, 2: 1}, note: We never do.}
targets: {talk: {level: 2}}
"""


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Playground:
    made = project(tmp_path_factory.mktemp("zero"))
    path = "data/assessments/steps/web/2026-10-01.yml"
    return made.write({"data/maturity/steps.yml": STEPS, path: RESULT})


@pytest.fixture(scope="module")
def address(playground: Playground) -> Iterator[str]:
    with serve(playground.build(strict=False)) as served:
        yield served


def test_the_pages_call_the_lowest_level_by_its_number_and_name(playground: Playground) -> None:
    assert "| 0 | None |" in playground.page("maturity/steps.md")
    assert "Level 0 has no point." in playground.page("maturity/steps/counting.md")
    page = playground.page("assessments/steps/web/2026-10-01.md")
    assert "**0** None" in page
    assert "0: Never" in page
    assert "0 \N{MULTIPLICATION SIGN} 2" in page
    assert "Talk to 1" in page


def test_the_command_scores_it(playground: Playground, tmp_path: Path) -> None:
    where = ["--project", str(playground.root), "assess"]
    told = CliRunner().invoke(
        main, [*where, "score", str(playground.root / "data/assessments/steps/web/2026-10-01.yml")]
    )
    assert told.exit_code == 0, told.output
    assert "Talk  0, None" in told.output
    assert re.search("At 1 +At 2", told.output)
    assert "At 3" not in told.output
    CliRunner().invoke(main, [*where, "blank", "steps", "--team", "web", "-o", str(tmp_path / "blank.yml")])
    assert "#   0  Never." in (tmp_path / "blank.yml").read_text(encoding="utf-8")


def test_the_page_asks_keeps_and_reads_the_lowest_level(page: Page, address: str) -> None:
    assess = Assess(page, address, "steps").open("In the room")
    page.get_by_role("combobox", name="Team").select_option("web")
    field = page.get_by_role("textbox", name="How many people")
    field.fill("3")
    field.press("Tab")
    expect(assess.room.locator(".pb-code").first).to_have_text("0")
    assess.counts(3)
    assess.agree("0 Never.")
    expect(page.locator(".pb-levels tbody tr")).to_contain_text("0, None")
    text = assess.file()
    assert "level: 0" in text
    assert "votes: {0: 3}" in text
    page.get_by_role("button", name="Talk: we want more").click()
    assert "talk: {level: 1}" in assess.file()
    page.get_by_role("button", name="Talk: good enough for us").click()
    assert "talk: {level: 0}" in assess.file()
    page.get_by_role("button", name="Talk: we want more").click()
    expect(page.get_by_role("combobox", name="Talk: the level to reach").locator("option")).to_have_text(
        ["1, Some", "2, All"]
    )
    page.reload()
    expect(page.locator(".pb-levels tbody tr")).to_contain_text("0, None")
    assess.way("Alone")
    expect(assess.question("How much do we talk?").get_by_role("radio", name="Never.")).to_be_checked()


def test_a_form_on_paper_is_typed_in_by_the_numbers_that_it_shows(page: Page, address: str) -> None:
    assess = Assess(page, address, "steps").open("On paper")
    page.get_by_role("combobox", name="Team").select_option("web")
    page.get_by_role("textbox", name="1. How much do we talk?").fill("0")
    assess.press("Add this form")
    expect(page.locator(".pb-levels tbody tr")).to_contain_text("0, None")
