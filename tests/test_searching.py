"""Search behind Material's box: what a page fetches for it and when, whose search a site has, and what leads where."""

from __future__ import annotations

import gzip
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Playground, serve
from sites import CHECKLIST, process, search_of
from test_publishing import POLICY, serve_with

OURS, THEIRS = "assets/search/worker.js", "assets/javascripts/workers/search."
BOX = "[data-md-component=search-query]"
FOUND = ".md-search-result__link"
RECORDS = {
    "data/processes/triage.yml": process("Weekly triage", tags=["intake", "prioritisation"]),
    "data/processes/launch.yml": process("Launch", status="library"),
    "data/checklists/send.yml": CHECKLIST,
    "data/terms.yml": "quiet: {title: Quiet weeks, definition: No launch then., aliases: [blackout]}\n",
    "playbook/index.md": "# Home\n",
}


def asked(page: Page) -> list[str]:
    """What the page and its worker fetch of search, from now on."""
    every: list[str] = []
    page.context.on("request", lambda request: every.append(request.url) if "search" in request.url else None)
    return every


def type_in(page: Page, words: str) -> None:
    """Type it at once, so that what is found is found for all of it."""
    page.locator(BOX).click()
    page.keyboard.insert_text(words)
    page.keyboard.press("Shift")  # search listens to keys


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with all that Material offers for search, in either style of addresses, with a strict policy."""
    project = Playground(tmp_path_factory.mktemp("site")).write(RECORDS)
    features = ["navigation.instant", "search.suggest", "search.highlight", "search.share"]
    theme = {"name": "material", "font": False, "features": features}
    site = project.build(theme=theme, use_directory_urls=request.param, site_url="http://127.0.0.1/")
    with serve_with(site, {"Content-Security-Policy": POLICY}) as served:
        yield served


def test_nothing_is_fetched_to_search_in_before_somebody_searches(page: Page, address: str) -> None:
    fetched = asked(page)
    page.goto(address, wait_until="networkidle")
    page.locator(BOX).click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    assert {url.removeprefix(f"{address}/") for url in fetched} == {OURS, "search/search_index.json"}
    page.keyboard.type("triage")
    expect(page.locator(FOUND).first).to_contain_text("Weekly triage")


def test_enter_leads_to_the_first_that_is_found_and_marks_the_words(page: Page, address: str) -> None:
    page.goto(address)
    type_in(page, "weekly tri")
    expect(page.locator(FOUND).first).to_contain_text("Weekly triage")
    expect(page.locator(".md-search__suggest")).to_have_text("weekly triage")
    page.keyboard.press("ArrowRight")
    expect(page.locator(BOX)).to_have_value("weekly triage")
    expect(page.locator(".md-search__suggest")).to_have_text("weekly triage")
    expect(page.locator(FOUND).first).to_have_attribute("href", re.compile("h=weekly.triage"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Weekly triage")
    expect(page.locator("h1 mark")).to_contain_text("Weekly triage")
    type_in(page, "blackout")  # in the same document, when the page came without being loaded
    expect(page.locator(FOUND).first).to_contain_text("Terms")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Terms")
    assert page.url.endswith("#quiet")


def test_a_link_to_a_search_opens_it(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=blackout")
    expect(page.locator(FOUND).last).to_contain_text("Quiet weeks")


def test_a_phone_searches_too(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    page.locator("header .md-header__button[for=__search]").tap()
    page.keyboard.type("prioritization")
    page.locator(FOUND).first.tap()
    expect(page.locator("h1")).to_contain_text("Weekly triage")
    context.close()


@pytest.mark.parametrize(
    ("feedback", "leads"),
    [("'#ask-product-ops'", None), ("ops@example.com", "mailto:ops@example.com"), ("https://example.com/form", "")],
)
def test_what_is_not_found_says_where_to_ask(
    page: Page, playground: Playground, feedback: str, leads: str | None
) -> None:
    settings = f"default_owner: product-ops-lead\nfeedback: {feedback}\n"
    site = playground.write(RECORDS | {"data/playbook.yml": settings}).build()
    way = feedback.strip("'")
    with serve(site) as address:
        page.goto(f"{address}/processes/triage/")
        type_in(page, "xyzzy")
        line = page.locator(".pb-search-ask")
        expect(line).to_have_text(f"Not here? Ask us: {way}")
        if leads is not None:
            page.keyboard.press("ArrowDown")
            expect(line.locator("a")).to_be_focused()
            expect(line.locator("a")).to_have_attribute("href", leads or way)
        page.locator(BOX).fill("")
        type_in(page, "triage")
        expect(page.locator(FOUND).first).to_contain_text("Weekly triage")
        expect(line).to_be_hidden()


def test_what_is_searched_in_weighs_no_more_than_it_did(tmp_path: Path) -> None:
    """Less than what Material's own search fetches of the same pages, as a file and on its way."""
    records = {f"data/processes/p-{n}.yml": process(f"Process {n}", tags=[f"other {n}"]) for n in range(20)}
    sites = {
        ours: Playground(tmp_path / str(ours)).write(records).build(plugins=plugins(search=ours))
        for ours in (True, False)
    }
    index = (sites[True] / "assets/search/index.json").read_bytes()
    theirs = (sites[False] / "search/search_index.json").read_bytes()
    assert len(index) < len(theirs)
    assert len(gzip.compress(index)) < len(gzip.compress(theirs))


# Whose search a site has


def plugins(**ours: Any) -> list[Any]:
    return ["search", {"playbook": {"under": "", **ours}}]


def searched_by(site: Path) -> str:
    """Whose search a site has, as its pages start it."""
    home = (site / "index.html").read_text(encoding="utf-8")
    own, theirs = OURS in home, THEIRS in home
    assert own != theirs
    told = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert own == (told["docs"] == [])
    assert own == bool(list(site.rglob("assets/search/index.json")))
    assert own == bool(list(site.rglob("assets/search/worker.js")))
    return "ours" if own else "theirs"


def test_a_site_that_is_the_playbook_has_ours_unless_it_says_no(playground: Playground) -> None:
    playground.write(RECORDS)
    assert searched_by(playground.build()) == "ours"
    assert searched_by(playground.build(plugins=plugins(search=False))) == "theirs"


def test_a_guest_leaves_the_search_of_the_site_unless_it_is_asked(playground: Playground) -> None:
    playground.write(RECORDS)
    below: dict[str, Any] = {"under": "handbook/playbook/"}
    assert searched_by(playground.build(plugins=["search", {"playbook": below}])) == "theirs"
    assert searched_by(playground.build(plugins=["search", {"playbook": below | {"search": True}}])) == "ours"


def test_our_search_finds_pages_written_by_hand_and_every_other_word(tmp_path: Path) -> None:
    playground = Playground(tmp_path).write(RECORDS)
    playground.write({"playbook/cats.md": "---\ntags: [felines]\n---\n# Cats\n"})
    found = search_of(playground.build())
    assert found["cats/"]["words"] == ["felines"]
    assert found["terms/#quiet"]["words"] == ["blackout"]
    assert found["processes/launch/"]["boost"] < 1


def test_where_a_site_is_read_without_a_server_the_search_stays_as_it_is(playground: Playground) -> None:
    playground.write(RECORDS)
    assert searched_by(playground.build(plugins=["search", "offline", {"playbook": {"under": ""}}])) == "theirs"


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_another_theme_keeps_its_search(playground: Playground, caplog: pytest.LogCaptureFixture, theme: str) -> None:
    playground.write(RECORDS)
    site = playground.build(theme={"name": theme})
    assert json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    with caplog.at_level(logging.WARNING):
        playground.build(theme={"name": theme}, plugins=plugins(search=True), strict=False)
    assert "the option search of playbook is on, but the theme is not Material" in caplog.text


def test_a_theme_that_starts_a_search_of_its_own_keeps_it(playground: Playground) -> None:
    playground.write(RECORDS)
    playground.write({"theme/partials/search.html": "", "theme/main.html": OWN})
    site = playground.build(theme={"name": "material", "font": False, "custom_dir": "theme"})
    assert json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]


OWN = """\
{% extends "base.html" %}
{% block config %}
<script id="__config" type="application/json">{"base": ".", "search": "mine.js"}</script>
{% endblock %}
"""
