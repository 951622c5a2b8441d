"""The pictures of levels: what they show is said in numbers and in words too, and what nobody knows is not drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT, serve

TALK = {"title": "Talk", "level": 2, "target": 4, "last": 1}
DATA = {"title": "Numbers", "level": 0, "target": None, "last": None}
OPEN = {"title": "Pace", "level": None, "target": None, "last": 3}

DRAWN = """async ([kind, parts, levels]) => {
    const draw = await import("./maturity/draw.js")
    document.body.replaceChildren(draw[kind](parts, levels))
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    with serve(ROOT / "generator" / "prodops_playbook" / "assets") as address:
        page = browser.new_page()
        page.goto(f"{address}/dom.js")
        page.add_style_tag(path=ROOT / "generator" / "prodops_playbook" / "assets" / "playbook.css")
        yield page
        page.close()


def draw(page: Page, kind: str, *parts: dict[str, Any], levels: int = 5) -> Page:
    page.evaluate(DRAWN, [kind, parts, levels])
    return page


@pytest.mark.parametrize(("kind", "name"), [("bars", "bars"), ("radar", "a radar")])
def test_a_picture_is_one_image_that_says_what_it_shows(blank: Page, kind: str, name: str) -> None:
    image = draw(blank, kind, TALK, DATA, OPEN).get_by_role("img")
    assert image.get_attribute("aria-label") == (
        f"Levels from 0 to 5 as {name}. Talk: 2, target 4, last time 1. Numbers: 0. Pace: no level, last time 3."
    )


@pytest.mark.parametrize("kind", ["bars", "radar"])
def test_every_level_stands_in_the_picture_as_a_number(blank: Page, kind: str) -> None:
    shown = str(draw(blank, kind, TALK, DATA, OPEN).get_by_role("img").evaluate("one => one.textContent"))
    assert shown == ("Talk2Numbers0Pace–")


def test_a_bar_has_a_cell_for_each_level_and_marks_where_they_are(blank: Page) -> None:
    page = draw(blank, "bars", TALK, DATA)
    tracks = page.locator(".pb-track")
    assert [tracks.nth(i).locator(".pb-cell").count() for i in range(2)] == [5, 5]
    assert [tracks.nth(i).locator(".pb-full").count() for i in range(2)] == [2, 0]
    marks = page.locator(".pb-mark").evaluate_all(
        "all => all.map(one => [one.className.split('-').pop(), one.style.cssText])"
    )
    assert marks == [["last", "--share: 0.2;"], ["target", "--share: 0.8;"]]


def test_the_legend_names_only_what_is_there(blank: Page) -> None:
    assert draw(blank, "bars", TALK).locator(".pb-legend").inner_text().split() == ["today", "target", "last", "time"]
    assert draw(blank, "radar", DATA, DATA, DATA).locator(".pb-legend").inner_text().split() == ["today"]


def test_a_radar_is_a_shape_only_where_every_level_is_known(blank: Page) -> None:
    page = draw(blank, "radar", TALK, DATA, TALK)
    assert page.locator(".pb-shape-level.pb-closed").count() == 1
    page = draw(blank, "radar", TALK, OPEN, TALK, DATA)
    assert page.locator(".pb-closed").count() == 0
    assert (
        str(page.locator(".pb-shape-level").get_attribute("d")).count("M") == 2
    )  # from the 3rd to the 4th, to the 1st
    assert page.locator(".pb-spot").count() == 3


def test_names_beside_a_radar_stay_inside_it_and_off_each_other(blank: Page) -> None:
    parts = [{**TALK, "title": f"Dimension with a long name {i}"} for i in range(1, 15)]
    long = {**TALK, "title": "Donaudampfschifffahrtsgesellschaft <b>&"}
    boxes = draw(blank, "radar", *parts, long).evaluate(
        """() => {
            const { width, height } = document.querySelector("svg").viewBox.baseVal
            const boxes = [...document.querySelectorAll("svg text")].map(text => text.getBBox())
            const inside = boxes.filter(b => b.x >= 0 && b.y >= 0 && b.x + b.width <= width && b.y + b.height <= height)
            const before = (a, b) => a.x + a.width <= b.x || a.y + a.height <= b.y
            const apart = (a, b) => before(a, b) || before(b, a)
            const crossed = boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => !apart(a, b)))
            return [boxes.length, inside.length, crossed.length]
        }"""
    )
    assert boxes == [15, 15, 0]
