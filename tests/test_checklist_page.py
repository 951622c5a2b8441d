"""A checklist in the room: ticking, several runs, finishing, taking a run along. In a real browser."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from axe import LOOKS, in_the_dark, settled, violations
from conftest import Playground, serve

TODAY = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
LIST = """\
title: Before the demo
pause_point: Ten minutes before the demo starts.
run_by: product-manager
items:
  - must: The demo account shows the new version
  - text: The screen shows nothing private
    why: Somebody always has their mail open.
    if_no: Close it.
  - One person answers questions
  - The way out is open if it breaks
  - must: Nothing is promised that is not published
"""
GO = LIST.replace("title: Before the demo", "title: Demo go").replace(
    "items:", "decided_by: product-ops-lead\noutcomes: [Go, Go with conditions, No-go]\nitems:"
)
PROCESS = """\
title: Show it
summary: We show it.
owner: product-manager
prevents: Slides.
trigger: Monday.
checklists: [before-the-demo, demo-go]
steps: [Show it, Ask about it]
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with two lists, a process that uses both, and a page with one."""
    project = Playground(tmp_path_factory.mktemp("lists"))
    settings = "default_owner: product-ops-lead\nfeedback: '#ask'\nrepository: {url: 'https://github.com/acme/p'}\n"
    project.write(
        {
            "data/playbook.yml": settings,
            "data/checklists/before-the-demo.yml": LIST,
            "data/checklists/demo-go.yml": GO,
            "data/processes/show-it.yml": PROCESS,
            "playbook/index.md": "# Home\n\n![[checklist:before-the-demo]]\n",
            "playbook/twice.md": "# Twice\n\n![[checklist:before-the-demo]]\n\n![[checklist:before-the-demo]]\n",
            "data/checklists/who.yml": LIST.replace("title: Before the demo", "title: Who does it").replace(
                "- One person", "- {owner: product-ops-lead, evidence: A link, text: Somebody mails}\n  - One person"
            ),
        }
    )
    with serve(project.build(strict=False)) as served:
        yield served


@contextlib.contextmanager
def at_work(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, with a fixed day, that may use the clipboard."""
    made = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    made.clock.set_fixed_time(TODAY)
    yield made
    made.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with at_work(browser) as made:
        yield made


@pytest.fixture(scope="module")
def left_open(browser: Browser) -> Iterator[Page]:
    with at_work(browser) as made:
        yield made.new_page()


@pytest.fixture
def page(visit: Page) -> Page:
    return visit


def box(page: Page, words: str) -> Locator:
    return page.get_by_role("checkbox", name=words)


def progress(page: Page) -> str:
    bar = page.locator(".pb-progress").first
    expect(bar).to_contain_text(re.compile(r"\d"))  # it is in the page before its script has counted
    return bar.inner_text()


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def take(page: Page, name: str) -> str:
    """Press one of the ways to take a run along; what is on the clipboard then."""
    if page.locator(".pb-take").first.get_attribute("open") is None:
        page.locator(".pb-take summary").first.click()
    page.get_by_role("button", name=name).first.click()
    expect(page.locator(".pb-below .pb-said").first).to_contain_text("Copied")
    return copied(page)


def test_every_box_has_the_whole_sentence_for_a_name_and_progress_is_told_in_words(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(5)
    expect(boxes.nth(0)).to_have_accessible_name("Must not miss: The demo account shows the new version")
    expect(boxes.nth(1)).to_have_accessible_name("The screen shows nothing private")
    assert progress(page) == "0 of 5, 2 must-not-miss open."
    page.get_by_text("The demo account shows the new version").click()
    assert progress(page) == "1 of 5, one must-not-miss open."
    box(page, "Nothing is promised").check()
    assert progress(page) == "2 of 5, nothing that must not be missed is open."


def test_the_keyboard_alone_is_enough(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    expect(page.get_by_label("Run for")).to_be_visible()
    page.get_by_label("Run for").focus()
    page.keyboard.type("Payments")
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert progress(page).startswith("1 of 5")
    page.get_by_role("button", name="Finish").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pb-below .pb-said")).to_contain_text("Still open, and it must not be missed: Nothing is")
    page.keyboard.press("Enter")
    expect(page.locator(".pb-progress")).to_contain_text("Finished on 2026-11-26")
    expect(page.get_by_role("checkbox").first).to_be_disabled()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox").first).to_be_enabled()


def test_why_is_one_tap_away(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/checklists/before-the-demo/")
    why = page.get_by_text("Somebody always has their mail open.")
    expect(why).to_be_hidden()
    page.get_by_role("button", name="Why: The screen shows nothing private").tap()
    expect(why).to_be_visible()
    page.get_by_text("One person answers questions").tap()
    assert progress(page).startswith("1 of 5")
    context.close()


def test_ticks_survive_a_reload_and_are_the_same_wherever_the_list_stands(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    box(page, "One person answers questions").check()
    page.reload()
    expect(box(page, "One person answers questions")).to_be_checked()
    page.goto(f"{address}/processes/show-it/")
    expect(box(page, "One person answers questions").first).to_be_checked()
    expect(box(page, "One person answers questions").last).not_to_be_checked()
    page.goto(f"{address}/")
    expect(box(page, "One person answers questions")).to_be_checked()


def test_a_list_that_stands_twice_on_a_page_is_one_list(page: Page, address: str) -> None:
    page.goto(f"{address}/twice/")
    boxes = box(page, "The demo account shows the new version")
    boxes.nth(1).check()
    expect(boxes.nth(0)).to_be_checked()
    expect(page.locator(".pb-progress")).to_have_text(["1 of 5, one must-not-miss open."] * 2)
    box(page, "One person answers questions").nth(0).check()
    expect(page.locator(".pb-progress")).to_have_text(["2 of 5, one must-not-miss open."] * 2)
    page.goto(f"{address}/checklists/before-the-demo/")
    expect(boxes.first).to_be_checked()


def test_a_copy_says_who_does_it_and_which_evidence_is_asked(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/who/")
    told = "Somebody mails (Product operations lead) (evidence asked: A link)"
    assert f"[ ] {told}" in take(page, "Copy as text")
    assert "- [ ] Somebody mails (Product operations lead)" in take(page, "Copy as Markdown")


def test_ticks_follow_an_item_that_is_worded_anew_under_its_id(context: BrowserContext, playground: Playground) -> None:
    playground.write({"playbook/index.md": "# Home\n"})
    before = LIST.replace("- One person answers", "- text: One person answers").replace(
        "questions\n", "questions\n    id: questions\n", 1
    )
    page = context.new_page()
    playground.write({"data/checklists/demo.yml": before})
    site = playground.build(strict=False)
    with serve(site) as address:
        page.goto(f"{address}/checklists/demo/")
        box(page, "One person answers questions").check()
        playground.write({"data/checklists/demo.yml": before.replace("One person answers", "Somebody named answers")})
        playground.build(strict=False)
        page.goto(f"{address}/checklists/demo/")
        expect(box(page, "Somebody named answers questions")).to_be_checked()


def test_several_runs_stand_side_by_side_and_undo_takes_back(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    page.get_by_label("Run for").fill("Payments")
    box(page, "One person answers questions").check()
    page.get_by_role("button", name="New run").click()
    expect(box(page, "One person answers questions")).not_to_be_checked()
    page.get_by_label("Run for").fill("Search")
    box(page, "The way out is open").check()
    runs = page.get_by_role("combobox", name="Run")
    assert runs.locator("option").all_inner_texts() == ["Payments, 2026-11-26", "Search, 2026-11-26"]
    runs.select_option(label="Payments, 2026-11-26")
    expect(box(page, "One person answers questions")).to_be_checked()
    expect(box(page, "The way out is open")).not_to_be_checked()
    box(page, "One person answers questions").uncheck()
    page.get_by_role("button", name="Undo").click()
    expect(box(page, "One person answers questions")).to_be_checked()


def test_two_tabs_do_not_undo_each_others_work(context: BrowserContext, address: str) -> None:
    one, two = context.new_page(), context.new_page()
    for tab in (one, two):
        tab.goto(f"{address}/checklists/before-the-demo/")
    one.get_by_label("Run for").fill("Payments")
    box(one, "One person answers questions").check()
    expect(two.get_by_label("Run for")).to_have_value("Payments")
    box(two, "The way out is open").check()
    expect(box(one, "The way out is open")).to_be_checked()
    expect(box(two, "One person answers questions")).to_be_checked()


def test_a_go_no_go_list_asks_for_outcome_decider_and_evidence(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/demo-go/")
    expect(page.get_by_role("checkbox").first).to_be_visible()
    for one in page.get_by_role("checkbox").all():
        one.check()
    finish, said = page.get_by_role("button", name="Finish"), page.locator(".pb-below .pb-said")
    finish.click()
    expect(said).to_have_text("Before it is finished, choose the outcome, say who decided and fill in “Run for”.")
    page.get_by_role("radio", name="Go with conditions").check()
    page.get_by_label("Run for").fill("Payments")
    finish.click()
    expect(said).to_have_text("Before it is finished, write the conditions and say who decided.")
    page.get_by_role("radio", name="Go", exact=True).check()
    page.get_by_label("Decided by (Product operations lead)").fill("Ada")
    finish.click()
    expect(said).to_contain_text("Without evidence: The demo account shows the new version; Nothing is promised")
    for field in page.get_by_label("Evidence").all():
        field.fill("seen at 9:50")
    finish.click()
    expect(page.locator(".pb-progress")).to_contain_text("Finished on 2026-11-26")
    text = take(page, "Copy as text for a chat")
    assert "[x] Must not miss: The demo account shows the new version (evidence: seen at 9:50)" in text
    assert "Outcome: Go. Decided by Ada." in text


def test_clearing_offers_a_copy_first(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    box(page, "One person answers questions").check()
    page.get_by_role("button", name="Clear this run").click()
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("Clear “Run 1, 20")
    expect(dialog).to_contain_text("1 of 5")
    expect(dialog).to_contain_text("Its ticks are nowhere else")
    page.keyboard.press("Escape")
    expect(box(page, "One person answers questions")).to_be_checked()
    page.get_by_role("button", name="Clear this run").click()
    page.get_by_role("button", name="Copy it first, then clear").click()
    expect(box(page, "One person answers questions")).not_to_be_checked()
    assert "[x] One person answers questions" in copied(page)
    page.get_by_role("button", name="Undo").click()
    expect(box(page, "One person answers questions")).to_be_checked()


def test_a_run_travels_by_link_into_another_browser(page: Page, browser: Browser, address: str) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    page.get_by_label("Run for").fill("<img src=x onerror=alert(1)> & *more*")
    box(page, "One person answers questions").check()
    link = take(page, "Copy a link to this run")
    assert urlparse(link).fragment.startswith("run=")
    other = browser.new_context()
    there = other.new_page()
    there.goto(link)
    expect(box(there, "One person answers questions")).to_be_checked()
    expect(there.get_by_label("Run for")).to_have_value("<img src=x onerror=alert(1)> & *more*")
    expect(there.locator(".pb-run .pb-said")).to_contain_text("came with the link")
    expect(there.locator(".pb-run .pb-said")).to_be_in_viewport()
    assert "#" not in there.url
    there.get_by_role("button", name="Undo").click()
    expect(box(there, "One person answers questions")).not_to_be_checked()
    there.goto(f"{address}/processes/show-it/")
    there.goto(link.replace("checklists/before-the-demo", "processes/show-it"))
    expect(box(there, "One person answers questions").first).to_be_checked()
    other.close()


@pytest.mark.parametrize(
    ("choice", "runs", "ticked"),
    [("Keep both", 2, 1), ("Take the one of the link in its place", 1, 1), ("Keep mine", 1, 2)],
)
def test_an_older_link_to_a_run_never_takes_newer_ticks_away_without_asking(
    page: Page, address: str, choice: str, runs: int, ticked: int
) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    box(page, "One person answers questions").check()
    link = take(page, "Copy a link to this run")
    box(page, "The screen").check()
    page.goto("about:blank")
    page.goto(link)
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("Here: 2 of 5")
    expect(dialog).to_contain_text("In the link: 1 of 5")
    dialog.get_by_role("button", name=choice).click()
    expect(page.get_by_role("combobox", name="Run", include_hidden=True).locator("option")).to_have_count(runs)
    expect(page.locator("input.pb-tick:checked")).to_have_count(ticked)
    page.goto("about:blank")
    page.goto(link.split("#")[0])
    expect(page.locator("input.pb-tick:checked")).to_have_count(ticked)


def test_what_is_typed_is_kept_while_the_cursor_is_still_in_the_field(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/demo-go/")
    page.get_by_label("Run for").press_sequentially("Spring launch")
    page.get_by_label("Conditions, or what must change, and by when").press_sequentially(
        "Ada mends the chart by Friday"
    )
    page.reload()
    expect(page.get_by_label("Run for")).to_have_value("Spring launch")
    expect(page.get_by_label("Conditions, or what must")).to_have_value("Ada mends the chart by Friday")
    assert "Conditions, or what must change: Ada mends the chart by Friday" in take(page, "Copy as text for a chat")


def test_what_has_the_focus_is_never_below_the_bar_at_the_top(page: Page, own_address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(f"{own_address}/checklists/launch-go/")
    page.get_by_role("button", name="Finish").focus()
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        bar = page.locator(".pb-bar").bounding_box()
        if page.evaluate("document.activeElement.closest('.pb-checklist, .pb-decision')") and bar and bar["y"] < 60:
            assert top >= bar["y"] + bar["height"] - 1


def test_a_number_in_an_item_is_ticked_like_its_words(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/checklists/launch-go/")
    line = page.get_by_role("checkbox", name="answered the most likely questions unaided")
    expect(line).not_to_be_checked()
    page.locator(".pb-line .pb-value").first.click()
    assert page.url.endswith("/launch-go/")
    expect(line).to_be_checked()


def test_writing_in_one_go_is_undone_in_one_go(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    box(page, "One person answers questions").check()
    page.get_by_label("Run for").press_sequentially("Spring launch")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Run for")).to_have_value("")
    expect(page.locator(".pb-below .pb-said")).to_have_text("Undone.")
    expect(box(page, "One person answers questions")).to_be_checked()


def test_a_run_that_another_tab_clears_leaves_this_one_at_the_next(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    page.get_by_label("Run for").fill("One")
    page.get_by_role("button", name="New run").click()
    page.get_by_label("Run for").fill("Two")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Clear this run").click()
    other.get_by_role("button", name="Clear without a copy").click()
    expect(page.get_by_label("Run for")).to_have_value("One")
    other.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda link: link[:-1] + ("0" if link[-1] != "0" else "1"),
        lambda link: link.replace("#run=", "#run=A"),
        lambda link: link.replace("before-the-demo", "demo-go"),
        lambda link: link.split("#")[0] + "#run=",
        lambda link: link.split("#")[0] + "#run=" + "A" * 70000 + ".00000000",
        lambda link: link.split("#")[0] + '#run=<script>alert(1)</script>".00000000',
    ],
    ids=["checksum", "letters", "another list", "empty", "very long", "hostile"],
)
def test_a_damaged_link_changes_nothing(page: Page, address: str, damage: object) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    box(page, "One person answers questions").check()
    link = take(page, "Copy a link to this run")
    assert callable(damage)
    page.goto("about:blank")
    page.goto(damage(link))
    expect(page.locator(".pb-run .pb-said")).to_be_in_viewport()
    expect(page.locator(".pb-run .pb-said")).to_contain_text("was damaged, or belongs to another list")
    page.goto(f"{address}/checklists/before-the-demo/")
    assert progress(page).startswith("1 of 5")


def test_a_link_that_unfolds_to_something_huge_is_refused(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    small = page.evaluate(
        """async () => {
            const { pack } = await import("./assets/travel.js")
            return pack({ list: "before-the-demo", run: { id: "abcdef", fields: { a: "x".repeat(390000) } } })
        }"""
    )
    page.goto(f"{address}/checklists/before-the-demo/#run={small}")
    expect(page.get_by_label("Run for")).to_be_visible()
    huge = page.evaluate(
        """async () => {
            const bytes = new TextEncoder().encode(JSON.stringify("x".repeat(5000000)))
            const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))
            const small = new Uint8Array(await new Response(stream).arrayBuffer())
            const { crc32, unpack } = await import("../../assets/travel.js")
            const text = btoa(String.fromCharCode(...small)).replaceAll("+", "-").replaceAll("/", "_")
            return [small.length, await unpack(`${text.replaceAll("=", "")}.${crc32(bytes)}`)]
        }"""
    )
    assert huge[0] < 60000
    assert huge[1] is None


def test_markdown_and_an_issue_hold_the_run_and_nothing_of_it_is_markup(fresh: Page, address: str) -> None:
    fresh.goto(f"{address}/checklists/before-the-demo/")
    fresh.get_by_label("Run for").fill("# [x](javascript:alert(1)) @everybody <b>")
    box(fresh, "One person answers questions").check()
    text = take(fresh, "Copy as Markdown")
    assert text.startswith(
        "## Before the demo\n\nRun for: \\# \\[x\\]\\(javascript:alert\\(1\\)\\) \\@everybody \\<b\\>"
    )
    assert "- [x] One person answers questions\n" in text
    assert "- [ ] **Must not miss:** The demo account shows the new version" in text
    fresh.context.route("https://github.com/**", lambda route: route.fulfill(body="new issue"))
    with fresh.context.expect_page() as opened:
        fresh.get_by_role("button", name="Open an issue with it").click()
    opened.value.wait_for_url("https://github.com/**")
    asked = urlparse(opened.value.url)
    assert asked.path == "/acme/p/issues/new"
    assert parse_qs(asked.query)["body"] == [text]


def test_a_finished_run_offers_the_lines_that_teach_the_list(page: Page, address: str, playground: Playground) -> None:
    page.goto(f"{address}/checklists/before-the-demo/")
    page.get_by_label("Run by").fill('Ada "the PM"')
    for one in page.get_by_role("checkbox").all():
        one.check()
    expect(page.locator(".pb-teach")).to_be_hidden()
    page.get_by_role("button", name="Finish").click()
    lines = take(page, "Copy the lines")
    playground.write({"data/checklists/demo.yml": LIST + lines})
    assert [p.code for p in playground.problems(TODAY.date()) if p.path.endswith("demo.yml")] == ["item-without-id"]
    link = page.locator(".pb-teach a")
    assert link.get_attribute("href") == "https://github.com/acme/p/edit/main/data/checklists/before-the-demo.yml"


KEY = "playbook:/:checklist:before-the-demo"


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("not json at all", "could not be read. It was set aside."),
        ('{"format": 1, "runs": "many"}', "could not be read. It was set aside."),
        ('{"format": 99, "runs": []}', "could not be read. It was set aside."),
        ('{"format": 1, "runs": [{"id": "<b>"}, 7, null], "current": {}}', ""),
    ],
)
def test_what_somebody_else_wrote_into_the_storage_is_set_aside(
    page: Page, address: str, broken: str, told: str
) -> None:
    page.goto(f"{address}/")
    expect(page.locator(".pb-bar").first).to_be_visible()
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, broken])
    page.goto(f"{address}/checklists/before-the-demo/")
    if told:
        expect(page.locator(".pb-bar .pb-said")).to_contain_text(told)
    box(page, "One person answers questions").check()
    page.reload()
    expect(box(page, "One person answers questions")).to_be_checked()
    if told:
        assert page.evaluate("key => localStorage.getItem(`${key}:aside`)", KEY) == broken


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (
            """const own = Storage.prototype.setItem
            Storage.prototype.setItem = function (key, value) {
                if (key.startsWith("playbook:")) throw new DOMException("x", "QuotaExceededError")
                own.call(this, key, value)
            }""",
            "storage is full. What you enter now stays until you close the page.",
        ),
        (
            """for (const name of ["getItem", "setItem"]) {
                const own = Storage.prototype[name]
                Storage.prototype[name] = function (key, ...rest) {
                    if (key.startsWith("playbook:")) throw new DOMException("no", "SecurityError")
                    return own.call(this, key, ...rest)
                }
            }""",
            "keeps nothing for this site",
        ),
    ],
    ids=["full", "forbidden"],
)
def test_without_storage_it_says_so_and_goes_on(fresh: Page, address: str, script: str, told: str) -> None:
    fresh.add_init_script(script)
    fresh.goto(f"{address}/checklists/before-the-demo/")
    box(fresh, "One person answers questions").check()
    box(fresh, "The way out is open").check()
    expect(fresh.locator(".pb-bar .pb-said")).to_contain_text(told)
    assert progress(fresh).startswith("2 of 5")
    fresh.get_by_role("button", name="Undo").click()
    assert progress(fresh).startswith("1 of 5")


def test_it_works_on_plain_http_where_there_is_no_clipboard_interface(fresh: Page, address: str) -> None:
    fresh.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    fresh.goto(f"{address}/checklists/before-the-demo/")
    box(fresh, "One person answers questions").check()
    assert "[x] One person answers questions" in take(fresh, "Copy as text for a chat")


@pytest.mark.parametrize("path", ["checklists/demo-go/", "processes/show-it/"])
def test_axe_finds_nothing_in_the_middle_of_a_run(page: Page, address: str, path: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/{path}")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Why: The screen").first.click()
    page.get_by_role("button", name="New run").first.click()
    page.locator(".pb-take summary").first.click()
    page.get_by_role("button", name="Clear this run").first.click()
    settled(page)
    told = {"asked, light": violations(page)}
    page.keyboard.press("Escape")
    told["light"] = violations(page)
    in_the_dark(page)
    told["dark"] = violations(page, LOOKS)
    page.get_by_role("button", name="Clear this run").first.click()
    settled(page)
    told["asked, dark"] = violations(page, LOOKS)
    assert {look: found for look, found in told.items() if found} == {}


def test_without_scripts_it_is_a_readable_list(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/checklists/demo-go/")
    expect(page.get_by_text("Must not miss: The demo account shows the new version")).to_be_visible()
    expect(page.get_by_text("Somebody always has their mail open.")).to_be_visible()
    assert page.locator(".pb-box:visible").count() == 8
    assert re.search(r"Run for.*Date.*Run by", page.locator(".pb-strip").inner_text(), re.DOTALL)
    context.close()
