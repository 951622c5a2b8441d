"""The site in a real browser: what a person does with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlparse

import pytest
import yaml
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect

from conftest import Playground, serve

PAGES = {
    "a process": "/processes/weekly-triage/",
    "a checklist": "/checklists/launch-go/",
    "an agreement": "/agreements/no-surprises/",
}


@pytest.fixture
def page(visit: Page) -> Page:
    return visit


@pytest.fixture
def said(page: Page) -> Iterator[list[str]]:
    """What the console says; an error or a warning there fails the test."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            found.append(f"{message.type}: {message.text}")

    page.on("console", note)
    yield found
    page.remove_listener("console", note)
    assert found == []


@pytest.fixture
def asked(page: Page) -> Iterator[list[str]]:
    """Every address that the page asks for; one that is not ours fails the test."""
    found: list[str] = []

    def note(request: Request) -> None:
        found.append(request.url)

    page.on("request", note)
    yield found
    page.remove_listener("request", note)
    foreign = [
        url for url in found if urlparse(url).scheme in ("http", "https") and urlparse(url).hostname != "127.0.0.1"
    ]
    assert foreign == []


def test_home_opens_and_says_what_this_is(page: Page, own_address: str, said: list[str], asked: list[str]) -> None:
    answer = page.goto(own_address)
    assert answer is not None
    assert answer.ok
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("I need to"))).to_be_visible()
    assert asked
    assert said == []


def test_a_principle_can_be_reached_through_the_tabs(
    page: Page, own_address: str, said: list[str], asked: list[str]
) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(own_address)
    page.locator(".md-tabs").get_by_role("link", name="Principles").click()
    expect(page).to_have_url(f"{own_address}/principles/")
    page.locator("article").get_by_role("link", name="Let it settle").first.click()
    expect(page).to_have_url(f"{own_address}/principles/pace/")
    expect(page.locator("h1")).to_contain_text("Let it settle")
    page.locator("article").get_by_role("link", name="change load check").first.click()
    expect(page).to_have_url(f"{own_address}/processes/change-load-check/")


def test_every_tab_opens(page: Page, own_address: str, said: list[str], asked: list[str]) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(own_address)
    for name in page.locator(".md-tabs__link").all_inner_texts():
        page.locator(".md-tabs").get_by_role("link", name=name.strip()).click()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".md-tabs__item--active")).to_have_text(re.compile(rf"^\s*{re.escape(name.strip())}\s*$"))


def test_search_finds_a_record_while_one_types(page: Page, own_address: str, said: list[str], asked: list[str]) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(own_address)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("triage requests weekly", delay=20)
    result = page.locator(".md-search-result__link", has_text="Triage requests weekly").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(r"/processes/weekly-triage/"))


def test_search_shows_titles_letter_for_letter(
    page: Page, playground: Playground, said: list[str], asked: list[str]
) -> None:
    playground.write(
        {
            "data/teams.yml": yaml.safe_dump(
                {"web": {"title": "Zebra <b>& co</b> {{ 7*7 }}", "summary": "Zebras <i>run</i> & *jump*."}}
            ),
            "playbook/index.md": "# Home\n",
        }
    )
    with serve(playground.build(strict=False)) as address:
        page.set_viewport_size({"width": 1400, "height": 900})
        page.goto(address)
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.type("zebra", delay=20)
        expect(page.locator(".md-search-result__article h1").first).to_have_text("Zebra <b>& co</b> {{ 7*7 }}")
        expect(page.locator(".md-search-result__article").first).to_contain_text("Zebras <i>run</i> & *jump*.")
        assert page.locator(".md-search-result__article b, .md-search-result__article i").count() == 0


def test_no_title_runs_a_script(page: Page, playground: Playground, said: list[str], asked: list[str]) -> None:
    evil = '<img src=x onerror=alert(1)></title><script>alert(2)</script>" onmouseover="alert(3)'
    team = {"title": evil, "summary": evil, "aliases": [f"Also {evil}"], "reach": evil}
    playground.write(
        {
            "data/teams.yml": yaml.safe_dump({"web": team}),
            "playbook/index.md": "# Home\n\n[[team:web]] ![[team:web]]\n",
        }
    )
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    with serve(playground.build(strict=False)) as address:
        page.set_viewport_size({"width": 1400, "height": 900})
        for place in ("/", "/teams/", "/teams/web/"):
            page.goto(address + place)
            expect(page.locator("article")).to_contain_text(evil)
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.type("onmouseover", delay=20)
        expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.remove_listener("dialog", note)
    assert dialogs == []


def test_the_dark_scheme_can_be_chosen_and_stays(
    page: Page, own_address: str, said: list[str], asked: list[str]
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(own_address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    before = body.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator("label[title='Switch to dark']").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert body.evaluate("e => getComputedStyle(e).backgroundColor") != before
    page.goto(f"{own_address}/processes/weekly-triage/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_a_reader_who_prefers_dark_gets_dark(page: Page, own_address: str, said: list[str], asked: list[str]) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{own_address}/checklists/launch-go/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("name", PAGES)
def test_every_step_item_and_promise_can_be_linked_to(name: str, page: Page, own_address: str) -> None:
    page.goto(own_address + PAGES[name])
    ids = page.locator("article span[id]").evaluate_all("found => found.map(e => e.id)")
    assert len(ids) > 3
    page.set_viewport_size({"width": 1000, "height": 300})
    page.goto(f"{own_address}{PAGES[name]}#{ids[-1]}")
    target = page.locator(f"[id='{ids[-1]}']")
    page.wait_for_function("window.scrollY > 0")
    expect(target.locator("xpath=..")).to_be_in_viewport()


def test_a_page_is_complete_without_scripts(browser: Browser, own_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{own_address}/checklists/launch-go/")
    expect(plain.locator("h1")).to_be_visible()
    assert plain.locator("article li:visible").count() > 4
    context.close()


REPOSITORIES = (
    "{url: https://github.com/acme/playbook}",
    "{url: https://gitlab.com/acme/playbook, host: gitlab}",
    "{url: https://git.example/acme/playbook, host: gitea}",
)


@pytest.mark.parametrize("repository", REPOSITORIES)
def test_a_repository_makes_no_page_ask_another_origin(
    repository: str, page: Page, playground: Playground, asked: list[str]
) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write({"data/playbook.yml": f"{settings}repository: {repository}\n", "playbook/index.md": "# Home\n"})
    with serve(playground.build()) as address:
        for place in ("/", "/roles/product-manager/"):
            page.goto(address + place)
            expect(page.locator("h1")).to_be_visible()
            page.wait_for_load_state("networkidle")
    assert asked
