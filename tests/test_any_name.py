"""A name is anybody's word: what scripts call "constructor", "__proto__" or "toString" is a name like others here."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from assessing import HABITS, Assess
from conftest import Playground, serve
from sites import process

NAMES = ("constructor", "__proto__", "toString")
LIST = """\
title: toString
pause_point: Before the demo.
run_by: constructor
decided_by: constructor
outcomes: [constructor, __proto__]
run_fields: [constructor, __proto__, toString]
items:
  - {must: The demo shows the new version, id: constructor, evidence: A link}
  - The screen shows nothing private
  - One person answers questions
  - {text: The rollback is tested, id: to-string, evidence: A link}
  - {text: The room has a door, id: proto}
"""
ROLES = """\
constructor:
  title: Constructor
  accountable_for: [What is built]
  reach: '#product'
  held_by: [Ada]
  product_ops: true
"""
MODEL = (
    HABITS.replace("talk.doubt", "constructor")
    .replace("id: data.owner", "id: has.own")
    .replace("{id: some,", "{id: constructor,")
    .replace("criteria_gate: some", "criteria_gate: constructor")
    .replace("named: The", "constructor: The")
    .replace("id: talk,", "id: constructor,")
    .replace("dimension: talk", "dimension: constructor")
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = Playground(tmp_path_factory.mktemp("names"))
    owned = process("__proto__").replace("product-manager", "constructor")
    project.write(
        {
            "data/playbook.yml": "default_owner: constructor\nfeedback: '#ask'\n",
            "data/roles.yml": ROLES,
            "data/checklists/constructor.yml": LIST,
            "data/maturity/constructor.yml": MODEL.replace("process:show-it", "process:constructor").replace(
                "checklist:before", "checklist:constructor"
            ),
            "data/processes/constructor.yml": owned,
            "data/processes/other.yml": owned.replace("__proto__", "toString"),
            "playbook/index.md": "# Home\n",
        }
    )
    with serve(project.build(strict=False)) as served:
        yield served


def test_an_item_is_open_until_it_is_ticked_whatever_its_id_is(fresh: Page, address: str) -> None:
    fresh.clock.set_fixed_time(datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC))
    fresh.goto(f"{address}/checklists/constructor/")
    status = fresh.locator(".pb-progress").first
    expect(status).to_have_text("0 of 5, one must-not-miss open.")
    for field in fresh.locator(".pb-field input").all():
        expect(field).to_have_value("")
    expect(fresh.get_by_role("textbox", name="Evidence").first).to_have_value("")
    fresh.get_by_role("checkbox", name="The screen shows").check()
    expect(status).to_have_text("1 of 5, one must-not-miss open.")
    fresh.get_by_role("checkbox", name="The demo shows").check()
    expect(status).to_have_text("2 of 5, nothing that must not be missed is open.")


def test_a_field_keeps_what_is_written_whatever_its_name_is(fresh: Page, address: str) -> None:
    fresh.goto(f"{address}/checklists/constructor/")
    fields = fresh.locator(".pb-field input")
    for place, name in enumerate(NAMES):
        fields.nth(place).fill(f"for {name}")
    fresh.get_by_role("radio", name="__proto__").check()
    fresh.reload()
    for place, name in enumerate(NAMES):
        expect(fields.nth(place)).to_have_value(f"for {name}")
    expect(fresh.get_by_role("radio", name="__proto__")).to_be_checked()


def test_a_question_and_a_choice_are_answered_whatever_their_ids_are(fresh: Page, address: str) -> None:
    assess = Assess(fresh, address, "constructor").open("In the room", side="field", people=4)
    assess.counts(1, 0, 3, 0, 0, 0)
    assess.agree("3 ")
    assess.next()
    assess.agree("2 ")
    assess.next()
    assess.counts(0, 4, 0, 0)
    assess.agree("For some work")
    assess.next()
    text = assess.file()
    assert "constructor:\n    level: 3" in text.replace("\n  constructor", "\nconstructor")
    assert "votes: {constructor: 4}" in text
    assert "answer: constructor" in text
