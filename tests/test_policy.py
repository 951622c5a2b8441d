"""The Content-Security-Policy of “Publishing” holds on every page, and while somebody uses it, on a phone too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from assessing import FILES
from axe import complete, settled
from conftest import Playground, opened, write
from sites import pages_of
from test_page_features import KINDS_OF_PAGES, moving
from test_publishing import POLICY, serve_with

TELL = """() => {
    window.refused = []
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, lineNumber }) =>
        refused.push(`${effectiveDirective} ${blockedURI} ${lineNumber}`))
    window.print = () => dispatchEvent(new Event("afterprint"))
    window.open = () => null
}"""

USE = """async () => {
    // Everything that a person can tick, write, choose or press in the text of a page; questions are left unanswered.
    const all = (what) => [...document.querySelectorAll(`article ${what}`)].filter((one) => one.checkVisibility())
    for (const one of all("details")) one.open = true
    for (const one of all("input, textarea, select")) {
        if (["checkbox", "radio"].includes(one.type)) one.click()
        else if (one.type === "date") one.value = "2026-12-21"
        else if (one.type !== "file" && one.tagName !== "SELECT") one.value = "a"
        one.dispatchEvent(new Event("input", { bubbles: true }))
        one.dispatchEvent(new Event("change", { bubbles: true }))
    }
    for (const one of all("button")) {
        if (one.isConnected && !one.disabled) one.click()
        for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close()
    }
    await new Promise((done) => setTimeout(done))
}"""


PHONE = ViewportSize(width=390, height=844)
WIDE = """() => {
    // What is wider than the window of a page that scrolls sideways.
    const { clientWidth, scrollWidth } = document.documentElement
    return scrollWidth > clientWidth ? [clientWidth, ...[...document.querySelectorAll("article *")]
        .filter(e => e.getBoundingClientRect().right > clientWidth + 1 && !e.closest(".md-typeset__scrollwrap"))
        .map(e => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`)] : []
}"""


@pytest.fixture(scope="module")
def address(own_site: Path) -> Iterator[str]:
    """The repository's own site, served with the policy."""
    with serve_with(own_site, {"Content-Security-Policy": POLICY}) as served:
        yield served


FORBIDDEN = re.compile(
    r"""
    <style\b | <[^>]*\sstyle\s*=                              # style-src 'self': neither in tags nor beside them
    | <(?:iframe|frame|object|embed|audio|video|track|base)\b  # default-src 'none', base-uri 'none'
    | <link\s[^>]*\brel=["']?(?:manifest|preload|prefetch|modulepreload)\b
    | <(?:script|link\s[^>]*\brel=["']?(?:stylesheet|icon))\b[^>]*\s(?:src|href)\s*=\s*["']?(?:[a-z]+:|//)
    | <(?:img|source|input)\b[^>]*\s(?:src|srcset)\s*=\s*["']?(?!data:)(?:[a-z]+:|//)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What a page may not hold, as the browser reads the policy; it reads one page of each kind itself, below."""
HELD = (
    "<style>a {}</style>",
    '<p id="a" style="color: red">',
    "<iframe src=a.html>",
    '<link rel="stylesheet" href="https://a.example/a.css">',
    "<script defer src=//a.example/a.js></script>",
    '<script src="data:text/javascript,a()"></script>',
    '<img alt="a" src="http://a.example/a.png">',
)


def test_what_the_pattern_finds_the_browser_refuses(browser: Browser, tmp_path: Path) -> None:
    write(tmp_path, {f"{number}.html": f"<!doctype html><title>A</title>{held}" for number, held in enumerate(HELD)})
    page = browser.new_context().new_page()
    with serve_with(tmp_path, {"Content-Security-Policy": POLICY}) as site:
        for number, held in enumerate(HELD):
            assert FORBIDDEN.search(held), held
            with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
                page.goto(f"{site}/{number}.html")
    page.context.close()
    assert not FORBIDDEN.search('<link rel="icon" href="a.png"><script src="a.js"></script><img src="data:,">')


def test_no_page_holds_anything_that_the_policy_forbids(own_site: Path) -> None:
    pages = {name: path.read_text(encoding="utf-8") for name, path in pages_of(own_site).items()}
    held = {name: found.group() for name, text in pages.items() if (found := FORBIDDEN.search(text))}
    assert held == {}
    assert len(pages) > 200


def test_no_kind_of_page_moves_or_scrolls_sideways_on_a_phone_or_does_what_the_policy_forbids_while_it_is_used(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(f"({TELL})()")
    wrong: dict[str, list[object]] = {}
    with opened(context) as page:
        said: list[str] = []

        def note(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                said.append(message.text)

        page.on("console", note)
        for name, path in (KINDS_OF_PAGES | {"process without dates": "processes/weekly-triage/"}).items():
            page.set_viewport_size(PHONE)
            page.goto(f"{address}/{path}")
            complete(page)
            settled(page)
            # A link with a hash brings dates along, for which there is no place before.
            found = moving(page) if "#" not in path else []
            for width in (PHONE["width"], 320):
                page.set_viewport_size({"width": width, "height": PHONE["height"]})
                found += page.evaluate(WIDE)
            page.evaluate(USE)
            found += page.evaluate("refused") + said
            said.clear()
            wrong |= {name: found} if found else {}
    context.close()
    assert wrong == {}


def test_the_pictures_of_a_result_have_their_shape_under_the_policy(visit: Page, address: str) -> None:
    page = visit
    page.goto(f"{address}/assessments/product-ops/product/2026-10-08/")
    heights = (
        page.locator(".pb-histogram").first.locator("span").evaluate_all("all => all.map(one => one.clientHeight)")
    )
    assert len(set(heights)) > 1
    marks = page.locator(".pb-track .pb-mark").evaluate_all(
        "all => all.map(one => Math.round(100 * (one.offsetLeft / one.parentElement.clientWidth)))"
    )
    assert len(set(marks)) > 1


TEAM = """\
model: teams-habits
version: 1.0.0
team: web
date: 2026-08-20
state: submitted
answers:
  talk: {level: 1}
"""


def test_teams_beside_each_other_bring_no_style_of_their_own(playground: Playground) -> None:
    playground.write({**FILES, "data/assessments/teams-habits/web/2026-08-20.yml": TEAM})
    pages = {page.uri: page.text for page in playground.render().pages}
    assert 'class="pb-heat pb-share-50"' in pages["maturity/teams-habits/results.md"]
    assert [uri for uri, text in pages.items() if " style=" in text] == []
