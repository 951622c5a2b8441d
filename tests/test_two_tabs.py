"""Two tabs with the same list, or the same answers, open: whatever is done in both, nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assessing import FILES
from conftest import Playground, as_new, serve

ITEMS = 40
LIST = "title: Many\npause_point: Before.\nrun_by: product-manager\nitems:\n" + "".join(
    f"  - Item number {number} is done\n" for number in range(ITEMS)
)

AT_ONCE = """([start, rounds, at, every, what]) => {
    // At the same moments in both tabs; returns at once.
    const places = { tick: ".pb-tick", answer: ".pb-form input:is([value='1'], [value=none])" }
    const all = document.querySelectorAll(places[what])
    for (let n = 0; n < rounds; n += 1) setTimeout(() => all[start + n].click(), at + n * every - Date.now())
}"""

CONVERGE = """async () => {
    const { apart, whole, merged, changed } = await import("/assets/merging.js")
    let seed = 1
    const chance = (n) => { seed = (seed * 48271) % 2147483647; return seed % n }
    const empty = () => ({ runs: [], name: "" })
    const wrong = []
    for (let history = 0; history < 400; history += 1) {
        const tabs = [0, 1, 2].map(() => ({ parts: apart(empty(), 4), times: new Map(), heard: [] }))
        const last = new Map()
        for (let step = 0; step < 12; step += 1) {
            const tab = tabs[chance(3)]
            const now = whole(tab.parts, empty())
            const id = `run${chance(2)}`
            if (!now.runs.some((run) => run.id === id)) now.runs.push({ id, ticks: {}, fields: {} })
            const run = now.runs.find((one) => one.id === id)
            run.ticks = run.ticks || {}
            if (chance(3)) run.ticks[`item${chance(4)}`] = step
            else if (chance(2)) now.name = `name${step}`
            else delete run.ticks[`item${chance(4)}`]
            const parts = apart(now, 4)
            tab.times = changed(tab.parts, parts, tab.times, 1000 + chance(5))
            tab.parts = parts
            for (const other of tabs) {
                if (other !== tab) other.heard.push({ parts: new Map(parts), times: new Map(tab.times) })
                if (chance(2)) for (const told of other.heard.splice(0)) Object.assign(other, merged(other, told))
            }
        }
        for (let round = 0; round < 3; round += 1) {
            for (const one of tabs) for (const told of one.heard.splice(0)) Object.assign(one, merged(one, told))
            for (const one of tabs) for (const other of tabs) Object.assign(one, merged(one, other))
        }
        const said = tabs.map(({ parts }) => JSON.stringify([...parts].sort()))
        if (new Set(said).size > 1) wrong.push(said)
        const again = merged(tabs[0], tabs[1])
        if (again.news || again.behind) wrong.push(["not at rest", history])
    }
    return wrong
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with a long list and a model."""
    project = Playground(tmp_path_factory.mktemp("tabs")).write({**FILES, "data/checklists/many.yml": LIST})
    with serve(project.build(strict=False)) as served:
        yield served


@pytest.fixture(scope="module")
def left_open(browser: Browser) -> Iterator[tuple[Page, Page]]:
    context = browser.new_context()
    yield context.new_page(), context.new_page()
    context.close()


@pytest.fixture
def tabs(left_open: tuple[Page, Page]) -> Iterator[tuple[Page, Page]]:
    """Two tabs of one browser, with a clock of their own."""
    with as_new(left_open[0]) as one, as_new(left_open[1]) as two:
        yield one, two


def race(tabs: tuple[Page, Page], what: str, rounds: int, every: int = 15) -> None:
    """Do the same number of things in both tabs at the same moments, the second tab with what comes after."""
    at = tabs[0].evaluate("Date.now()") + 150
    for start, tab in zip((0, rounds), tabs, strict=True):
        tab.evaluate(AT_ONCE, [start, rounds, at, every, what])


def test_of_many_ticks_at_the_same_moments_in_two_tabs_none_is_lost(tabs: tuple[Page, Page], address: str) -> None:
    for tab in tabs:
        tab.goto(f"{address}/checklists/many/")
        expect(tab.locator(".pb-tick")).to_have_count(ITEMS)
    race(tabs, "tick", ITEMS // 2)
    for tab in tabs:
        expect(tab.locator(".pb-progress")).to_contain_text(f"{ITEMS} of {ITEMS}")
        assert tab.locator(".pb-run option").count() == 1
    tabs[0].reload()
    expect(tabs[0].locator(".pb-progress")).to_contain_text(f"{ITEMS} of {ITEMS}")


def test_the_very_first_ticks_of_two_tabs_come_into_one_run(tabs: tuple[Page, Page], address: str) -> None:
    for _ in range(5):
        for tab in tabs:
            tab.goto(f"{address}/checklists/many/")
            expect(tab.locator(".pb-tick")).to_have_count(ITEMS)
        race(tabs, "tick", 1)
        for tab in tabs:
            expect(tab.locator(".pb-progress")).to_contain_text(f"2 of {ITEMS}")
            tab.goto("about:blank")
        tabs[0].goto(f"{address}/checklists/many/")
        expect(tabs[0].locator(".pb-progress")).to_contain_text(f"2 of {ITEMS}")
        tabs[0].evaluate("localStorage.clear()")
        tabs[0].goto("about:blank")


def test_a_tab_that_is_left_right_after_a_tick_loses_nothing(tabs: tuple[Page, Page], address: str) -> None:
    for tab in tabs:
        tab.goto(f"{address}/checklists/many/")
        expect(tab.locator(".pb-tick")).to_have_count(ITEMS)
    race(tabs, "tick", 1)
    tabs[0].wait_for_function("document.querySelectorAll('.pb-tick:checked').length")
    tabs[0].reload()
    for tab in tabs:
        expect(tab.locator(".pb-progress")).to_contain_text(f"2 of {ITEMS}")


def test_of_answers_at_the_same_moment_in_two_tabs_none_is_lost(tabs: tuple[Page, Page], address: str) -> None:
    for _ in range(2):
        for tab in tabs:
            tab.goto(f"{address}/maturity/habits/assess/")
            tab.get_by_role("radio", name="Alone", exact=True).check()
        race(tabs, "answer", 1)
        for tab in tabs:
            expect(tab.locator(".pb-form .pb-progress")).to_have_text("2 of 3 answered")
            tab.goto("about:blank")
        tabs[0].goto(address)
        tabs[0].evaluate("localStorage.clear()")


def test_what_one_tab_takes_away_is_gone_in_the_other_and_does_not_come_back(
    tabs: tuple[Page, Page], address: str
) -> None:
    for tab in tabs:
        tab.goto(f"{address}/checklists/many/")
    first, second = tabs
    first.get_by_role("checkbox", name="Item number 1 is done").check()
    first.get_by_role("checkbox", name="Item number 2 is done").check()
    expect(second.locator(".pb-progress")).to_contain_text("2 of")
    second.get_by_role("checkbox", name="Item number 1 is done").uncheck()
    expect(first.locator(".pb-progress")).to_contain_text("1 of")
    first.get_by_role("button", name="Clear this run").click()
    first.get_by_role("button", name="Clear without a copy").click()
    expect(second.locator(".pb-progress")).to_contain_text("0 of")
    second.get_by_role("checkbox", name="Item number 3 is done").check()
    expect(first.locator(".pb-progress")).to_contain_text("1 of")
    first.get_by_role("button", name="New run").click()
    first.get_by_role("checkbox", name="Item number 4 is done").check()
    expect(first.locator(".pb-progress")).to_contain_text("1 of")
    expect(second.locator(".pb-run option")).to_have_count(2)
    expect(second.get_by_role("checkbox", name="Item number 3 is done")).to_be_checked()


def test_whatever_tabs_do_and_in_whatever_order_they_hear_of_it_they_end_alike(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate(CONVERGE) == []
