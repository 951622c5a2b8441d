"""What comes by a link, a paste or from storage in another form than it should: it is told, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessing import FILES, Assess, as_file
from conftest import Playground, serve
from sites import CHECKLIST

RESULTS: dict[str, dict[str, Any]] = {
    "the version as a list": {"version": ["1.1.0"]},
    "the model as a list": {"model": ["habits"]},
    "the side as a list": {"side": ["field"]},
    "the date as a list": {"date": ["2026-11-01"]},
    "the method as a list": {"method": ["peer"]},
    "the state as a mapping": {"state": {"draft": True}},
    "people as a number": {"respondents": 5},
    "their number as a list": {"respondents": {"count": ["5"]}},
    "answers as a list": {"answers": ["talk.doubt"]},
    "an answer as a number": {"answers": {"talk.doubt": 3}},
    "a level as a list": {"answers": {"talk.doubt": {"level": [3]}}},
    "a level as a mapping": {"answers": {"talk.doubt": {"level": {"3": 3}}}},
    "an option as a list": {"answers": {"data.owner": {"answer": ["some"]}}},
    "a reason as a list": {"answers": {"data.owner": {"na": ["other"]}}},
    "criteria as a text": {"answers": {"data.owner": {"answer": "some", "criteria": "named"}}},
    "criteria as lists": {"answers": {"data.owner": {"answer": "some", "criteria": [["named"]]}}},
    "votes as a list": {"answers": {"talk.doubt": {"votes": [1, 2]}}},
    "a vote as a list": {"answers": {"talk.doubt": {"votes": {"1": [4]}}}},
    "a note as a list": {"answers": {"talk.doubt": {"level": 3, "note": ["a"]}}},
    "evidence as a mapping": {"answers": {"talk.doubt": {"level": 3, "evidence": {"title": "a"}}}},
    "a sureness as a list": {"answers": {"talk.doubt": {"level": 3, "confidence": [3]}}},
    "targets as a list": {"targets": [{"level": 2}]},
    "a target's level as a list": {"targets": {"talk": {"level": [2]}}},
    "steps as a mapping": {"actions": {"question": "talk.doubt"}},
    "a step's question as a list": {"actions": [{"question": ["talk.doubt"]}]},
}
RUNS: dict[str, Any] = {
    "the id as a list": {"id": ["abcdef"]},
    "the day as a list": {"started": ["2026-11-01"]},
    "the end as a number": {"finished": 20261101},
    "ticks as a list": {"ticks": ["item-one"]},
    "a tick as a text": {"ticks": {"item-one": "true"}},
    "fields as a text": {"fields": "for us"},
    "a field as a list": {"fields": {"Run for": ["us"]}},
    "evidence as a list": {"evidence": ["seen"]},
    "the outcome as a list": {"outcome": ["Go"]},
    "conditions as a mapping": {"conditions": {"a": "b"}},
    "who decided as a number": {"decided": 7},
    "no run at all": [],
}
ARRIVE = """async ([name, value]) => {
    const { pack } = await import("/assets/travel.js")
    location.hash = `${name}=${await pack(value)}`
}"""
SLOWEST = 20_000
"""Milliseconds: a text of the greatest length takes some 50; one that is gone over again and again takes hours."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with a list and a model."""
    project = Playground(tmp_path_factory.mktemp("arriving"))
    with serve(project.write({**FILES, "data/checklists/send.yml": CHECKLIST}).build(strict=False)) as served:
        yield served


def test_a_result_in_a_link_with_a_part_of_another_form_is_refused_in_words(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone")
    assess.answer("How does news travel?", "By mail.")
    notices = page.locator(".pb-notices .pb-status")
    for number, (name, changed) in enumerate(RESULTS.items(), 1):
        result = {"model": "habits", "version": "1.1.0", "side": "field", **changed}
        page.evaluate(ARRIVE, ["result", {"id": "abcde", "result": result}])
        expect(notices, name).to_have_count(number)
        expect(notices.last, name).to_contain_text("Nothing was changed.")
    for id_ in (["abcde"], {"a": 1}, 12345, None):
        page.evaluate(ARRIVE, ["result", {"id": id_, "result": {"model": "habits", "version": "1.1.0"}}])
        expect(notices.last).to_contain_text("The link is damaged.")
        notices.last.get_by_role("button").click()
    expect(assess.progress).to_have_text("1 of 3 answered")


def test_a_run_in_a_link_with_a_part_of_another_form_is_refused_in_words(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/send/")
    page.get_by_role("checkbox").first.check()
    came = page.locator(".pb-run .pb-said")
    for name, changed in RUNS.items():
        run = {"id": "abcdef", "started": "2026-11-01", **changed} if isinstance(changed, dict) else changed
        came.evaluate("said => { said.textContent = '' }")
        page.evaluate(ARRIVE, ["run", {"list": "send", "run": run}])
        expect(came, name).to_contain_text("Nothing was changed.")
    page.evaluate(ARRIVE, ["run", {"list": ["send"], "run": {"id": "abcdef"}}])
    expect(came).to_contain_text("belongs to another list")
    expect(page.locator(".pb-progress")).to_contain_text("1 of 5")


def test_a_pasted_text_of_any_length_is_answered_at_once(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Collect answers")
    box = page.get_by_label("Paste links, codes or files here")
    told = {
        "a-": "no link, code or file",
        "a/1.1.1/": "no link, code or file",
        "http://": "no link, code or file",
        "#result= ": "too much text at once",
        "model:\n": "too much text at once",
        "model: 'a'\n\"": "The file:",
        "model: [" + "a " * 9 + "\n": "too much text at once",
    }
    for piece, words in told.items():
        text = piece * (2**20 // len(piece))
        box.evaluate("(box, text) => { box.value = text }", text)
        took = page.evaluate(
            "async text => { const { bring } = await import('/assets/maturity/page/bring.js');"
            "const about = JSON.parse(document.querySelector('[data-about]').dataset.about);"
            "const start = performance.now(); await bring(about, text); return performance.now() - start }",
            text,
        )
        assert took < SLOWEST, (piece, took)
        assess.press("Add them")
        expect(assess.collected, piece).to_contain_text(words, timeout=SLOWEST)
    box.evaluate("box => { box.value = 'a'.repeat(2 ** 20 + 1) }")
    assess.press("Add them")
    expect(assess.collected).to_contain_text("This is too much text at once.")
    page.get_by_label("Or open files").set_input_files([as_file("large.yml", "model: habits\n" * 100_000)])
    expect(assess.collected).to_contain_text("large.yml: This file is too large to be a result.")


def test_a_file_is_read_at_once_whatever_its_lines_are(page: Page, address: str) -> None:
    page.goto(address)
    slow = page.evaluate(
        """async slowest => {
            const { read } = await import("/assets/maturity/page/opening.js")
            const long = (piece) => piece.repeat((2 ** 20 - 99) / piece.length)
            const texts = [
                `a: ${long('"')}`, `a: ${long(" ")}b`, `a: [b${long(" ")}c]`, `a: ${long("' ")}`, long("a: b\\n"),
                `a: [${long("[")}`, `a: ${long("{a: ")}`, long("- "), `a: "${long("\\\\")}"`, `a: ${long(" #")}`,
                `a: ${long(": ")}`, `a:${long(" ")}\\u2028b`, `a: [${long("a, ")}b]`, `a: "${long("\\\\\\n")}"`,
                long("]"), long("&a "), long("!a "), long("*a "), long("%a\\n"), long("---\\n"), long("a:\\n"),
                long("\\n"), Array.from({ length: 130000 }, (_, i) => `a${i}:`).join("\\n"), `a: |\\n${long(" b\\n")}`,
            ]
            const found = []
            for (const text of texts) {
                const start = performance.now()
                const told = await read(text).then(() => "", (error) => error.message)
                if (told && !/^(Line|This)/.test(told)) found.push(told)
                const took = performance.now() - start
                if (took > slowest) found.push([text.slice(0, 12), took])
            }
            return found
        }""",
        SLOWEST,
    )
    assert slow == []


def test_more_people_than_fit_are_refused_and_nobody_is_dropped(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(
        """() => {
            const result = { model: "habits", version: "1.1.0", side: "field", answers: { "talk.doubt": { level: 3 } } }
            const others = Array.from({ length: 200 }, (_, i) => ({ id: `person${i}`, result }))
            const kept = { format: 1, id: "abcde", way: "together", result, others }
            localStorage.setItem("playbook:/:assess:habits:1.1.0", JSON.stringify(kept))
        }"""
    )
    assess = Assess(page, address).open()
    expect(page.locator(".pb-came > li")).to_have_count(200, timeout=SLOWEST)
    assess.collect(
        "model: habits\nversion: 1.1.0\nside: field\ndate: 2026-11-01\nanswers:\n  talk.doubt:\n    level: 3\n"
    )
    expect(assess.collected).to_contain_text("No more than 200 people’s answers fit on this page.", timeout=SLOWEST)
    expect(page.locator(".pb-came > li")).to_have_count(200)


@pytest.mark.parametrize("path", ["checklists/send/", "maturity/habits/assess/"])
def test_a_storage_that_cannot_be_read_is_told_and_never_written_over(page: Page, address: str, path: str) -> None:
    page.goto(address)
    page.evaluate(
        "for (const name of ['checklist:send', 'assess:habits:1.1.0']) localStorage[`playbook:/:${name}`] = 'old'"
    )
    page.add_init_script(
        """{ const read = Storage.prototype.getItem
        Storage.prototype.getItem = function (name) {
            if (/^playbook:.:(checklist|assess)/.test(name)) throw new DOMException("no", "InvalidStateError")
            return read.call(this, name)
        } }"""
    )
    page.goto(f"{address}/{path}")
    told = "does not let this site read what it kept"
    expect(page.locator(".pb-said", has_text=told)).to_be_visible()
    if "assess" in path:
        page.get_by_role("radio", name="Alone", exact=True).check()
    page.locator("article input:is([type=checkbox], [value='1'])").first.check()
    expect(page.locator(".pb-progress:visible")).to_contain_text("1 of")
    expect(page.locator(".pb-said", has_text=told)).to_be_visible()
    kept = "['checklist:send', 'assess:habits:1.1.0'].map(name => localStorage[`playbook:/:${name}`])"
    assert page.evaluate(kept) == ["old", "old"]
