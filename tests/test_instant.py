"""A site whose pages change without being loaded (`navigation.instant`, prefetch, progress): every part starts on each
page, once, and lets go of what it held outside of its elements."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from assessing import FILES
from conftest import ROOT, Playground, free_port, opened, serve
from sites import CHECKLIST, process

TODAY = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
INSTANT = ["navigation.instant", "navigation.instant.prefetch", "navigation.instant.progress"]

LAUNCH = {
    "dates": {"count_from": "day", "day": "The day", "tiers": {"T1": "Large", "T2": "Small"}},
    "steps": [
        {"do": "Say it.", "when": {"T1": "2 weeks before", "T2": "1 week before"}},
        {"do": "Do it.", "when": "on the day"},
    ],
    "say": [{"when": "Somebody asks", "words": "We say it on the day."}],
}
RITUAL = """\
title: {title}
summary: We look.
question: What came in?
every: {every}
minutes: 30
attendees: [product-manager]
outputs: [A list]
"""
ROOT_FILES = {
    **FILES,
    "data/checklists/before-i-send.yml": CHECKLIST,
    "data/checklists/demo-go.yml": CHECKLIST.replace("title: Before I send", "title: Demo go")
    + "outcomes: [Go, No-go]\ndecided_by: product-ops-lead\nold_ids: [old-go]\n",
    **{f"data/processes/p{i}.yml": process(f"Process {i}") for i in range(5)},
    "data/processes/launch.yml": process("Launch", **LAUNCH),
    "data/rituals/triage.yml": RITUAL.format(title="Triage", every="week\non: Monday 10:00"),
    "data/rituals/retro.yml": RITUAL.format(title="Look back", every="month"),
    "data/areas.yml": "".join(
        f"{id_}: {{title: {id_}, pm: product-manager, reach: '#ask'}}\n" for id_ in ("billing", "shop")
    ),
    "data/principles/pace.yml": (
        "title: Pace\nsummary: Slow is fast.\nstatement: Slow is fast.\nrationale: It settles.\n"
        "implications: [We wait., We look.]\nquestions: [What waits?, What settles?]\n"
    ),
    "playbook/index.md": "# Home\n\n![[view:rituals]]\n\n![[view:doors]]\n\n![[checklist:before-i-send]]\n",
}

HELD = """() => {
    // What our own scripts hold beyond their elements: listeners of window, document and body; timers; observers.
    const own = () => /\\/assets\\/(?!javascripts\\/)/.test(new Error().stack)
    const held = window.held = new Map()
    const { addEventListener, removeEventListener } = EventTarget.prototype
    const wide = (target) => [window, document, document.body, document.documentElement].includes(target)
    EventTarget.prototype.addEventListener = function (name, call, options) {
        const target = this || window
        if (wide(target) && own()) {
            const key = {}
            held.set(key, [name, target, call])
            const signal = options && options.signal
            if (signal) addEventListener.call(signal, "abort", () => held.delete(key))
            if (options && options.once) addEventListener.call(target, name, () => held.delete(key), { once: true })
        }
        return addEventListener.call(target, name, call, options)
    }
    EventTarget.prototype.removeEventListener = function (name, call, options) {
        const target = this || window
        for (const [key, one] of held) {
            if (one[0] === name && one[1] === target && one[2] === call) held.delete(key)
        }
        return removeEventListener.call(target, name, call, options)
    }
    for (const [start, stop] of [["setInterval", "clearInterval"], ["setTimeout", "clearTimeout"]]) {
        const [begin, end] = [window[start], window[stop]]
        window[start] = (call, wait, ...rest) => {
            const mine = own()
            const id = begin(() => { if (start === "setTimeout") held.delete(id); call() }, wait, ...rest)
            if (mine) held.set(id, [start, wait])
            return id
        }
        window[stop] = (id) => { held.delete(id); end(id) }
    }
    for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver", "BroadcastChannel"]) {
        window[name] = class extends window[name] {
            constructor(...told) { super(...told); if (own()) held.set(this, [name]) }
            disconnect() { held.delete(this); super.disconnect() }
            close() { held.delete(this); super.close() }
        }
    }
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with every part that starts by script, whose pages change without loading."""
    project = Playground(tmp_path_factory.mktemp("instant")).write(ROOT_FILES)
    theme = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["theme"]
    theme["features"] += INSTANT
    port = free_port()
    # Pages change in this way only if the list of all pages knows them under the address at which they are read.
    site = project.build(strict=False, site_url=f"http://127.0.0.1:{port}/", theme=theme)
    with serve(site, port) as served:
        yield served


@contextlib.contextmanager
def today(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, on a fixed day, that may use the clipboard."""
    made = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    made.clock.set_fixed_time(TODAY)
    yield made
    made.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with today(browser) as made:
        yield made


@pytest.fixture(scope="module")
def left_open(browser: Browser) -> Iterator[Page]:
    with today(browser) as made:
        yield made.new_page()


@pytest.fixture
def page(visit: Page) -> Page:
    return visit


class Reader:
    """Somebody who clicks through the site and never loads a page a second time."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.goto(f"{address}/terms/")
        page.evaluate("window.loaded = 'once'")

    def go(self, path: str, title: str) -> None:
        """Follow a link to a page of the site."""
        self.page.evaluate(
            """path => {
                const link = document.createElement("a")
                link.href = path
                document.querySelector("article").append(link)
                link.click()
            }""",
            f"{self.address}/{path}",
        )
        self.arrived(title)

    def arrived(self, title: str) -> None:
        """The page with a title is there, in the document that was loaded at first."""
        expect(self.page.locator("h1")).to_contain_text(title)
        assert self.page.evaluate("window.loaded") == "once"


@pytest.fixture
def reader(page: Page, address: str) -> Reader:
    return Reader(page, address)


def test_every_part_is_alive_on_the_page_that_was_clicked_to_and_stands_there_once(reader: Reader) -> None:
    page = reader.page
    for _ in range(2):
        reader.go("", "Home")
        expect(page.locator('[data-playbook="rhythm"] li').first).to_contain_text("Monday 10:00")
        expect(page.get_by_role("checkbox")).to_have_count(5)
        reader.go("checklists/demo-go/", "Demo go")
        expect(page.get_by_role("checkbox")).to_have_count(5)
        expect(page.locator(".pb-run")).to_have_count(1)
        expect(page.locator("a.pb-here + button.pb-copy")).to_have_count(5)
        expect(page.locator("button.pb-copy")).to_have_count(5)
        reader.go("processes/", "Processes")
        expect(page.locator("form.pb-filters")).to_have_count(1)
        page.get_by_label("Words").fill("Process 3")
        expect(page.locator('[data-playbook="index"] tbody tr:visible')).to_have_count(1)
        reader.go("areas/", "Who owns what")
        page.get_by_label("What are you looking for?").fill("bill")
        expect(page.locator('[data-playbook="find"] tbody tr:visible')).to_have_count(1)
        reader.go("cards/", "Questions")
        page.get_by_role("button", name="One card at a time").click()
        expect(page.get_by_text("1 of 2")).to_be_visible()
        reader.go("processes/launch/", "Launch")
        page.get_by_role("textbox", name="The day").fill("2026-12-21")
        expect(page.locator(".pb-dated tbody tr")).to_have_count(3)
        expect(page.locator(".pb-say + button.pb-copy")).to_have_count(1)
        reader.go("maturity/habits/assess/", "Assess yourselves")
        expect(page.get_by_role("radio", name="In the room", exact=True)).to_have_count(1)
        reader.go("what-changed/", "What changed")


def test_a_tick_counts_once_however_often_the_page_was_shown(reader: Reader) -> None:
    page = reader.page
    for _ in range(3):
        reader.go("terms/", "Terms")
        reader.go("checklists/before-i-send/", "Before I send")
        expect(page.get_by_role("checkbox")).to_have_count(5)
    page.get_by_role("checkbox", name="The date is clear.").check()
    expect(page.locator(".pb-progress")).to_contain_text("1 of 5")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".pb-progress")).to_contain_text("0 of 5")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.get_by_role("checkbox", name="The date is clear.").check()
    page.go_back()
    reader.arrived("Terms")
    page.go_forward()
    reader.arrived("Before I send")
    expect(page.locator(".pb-progress")).to_contain_text("1 of 5")


def test_pages_that_are_left_hold_nothing_any_more(fresh: Page, address: str) -> None:
    fresh.add_init_script(f"({HELD})()")
    reader = Reader(fresh, address)
    reader.go("terms/#nowhere", "Terms")
    held = "[...window.held.values()].map(([name]) => name).sort()"
    before = fresh.evaluate(held)
    for _ in range(2):
        reader.go("checklists/demo-go/", "Demo go")
        fresh.get_by_text("Decided by").first.wait_for()
        fresh.locator("button.pb-copy").first.click()
        expect(fresh.locator("button.pb-copy").first).to_have_text("Copied")
        fresh.get_by_role("checkbox", name="The date is clear.").check()
        fresh.get_by_role("button", name="Clear this run").click()
        expect(fresh.get_by_role("dialog", name="Clear")).to_be_visible()
        reader.go("processes/launch/", "Launch")
        expect(fresh.get_by_role("dialog", name="Clear")).to_have_count(0)
        fresh.get_by_role("textbox", name="The day").fill("2026-12-21")
        reader.go("maturity/habits/assess/", "Assess yourselves")
        fresh.get_by_role("radio", name="In the room", exact=True).check()
        fresh.get_by_role("combobox", name="Side").select_option("product")
        fresh.get_by_role("region", name="In the room").get_by_role("radio", name="It comes early.").check()
        assert len(fresh.evaluate(held)) > len(before)
        reader.go("", "Home")
        expect(fresh.get_by_role("checkbox")).to_have_count(5)
        reader.go("terms/", "Terms")
        assert fresh.evaluate(held) == before
        assert fresh.evaluate("document.body.className") == ""
        assert fresh.evaluate("document.body.querySelectorAll(':scope > dialog, :scope > textarea').length") == 0


def test_a_page_that_was_left_before_its_part_came_is_left_alone(fresh: Page, address: str) -> None:
    page = fresh
    reader = Reader(page, address)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/assets/checklist/list.js", hold)
    with page.expect_request("**/assets/checklist/list.js"):
        reader.go("checklists/before-i-send/", "Before I send")
    reader.go("terms/", "Terms")
    with page.expect_response("**/assets/checklist/list.js"):
        waiting[0].continue_()
    reader.go("checklists/before-i-send/", "Before I send")
    expect(page.get_by_role("checkbox")).to_have_count(5)
    expect(page.locator(".pb-run")).to_have_count(1)


def test_a_link_to_dates_or_to_a_run_works_from_another_page_and_on_its_own(reader: Reader) -> None:
    page = reader.page
    reader.go("processes/launch/#dates/T1/2026-12-21/Invoices", "Launch")
    expect(page.locator(".pb-dated h3")).to_contain_text("Invoices")
    reader.go("processes/launch/#dates/T2/2026-12-22/Search", "Launch")
    expect(page.locator(".pb-dated h3")).to_contain_text("Search")
    page.go_back()
    expect(page.locator(".pb-dated h3")).to_contain_text("Invoices")
    reader.go("checklists/before-i-send/", "Before I send")
    page.get_by_role("checkbox", name="The date is clear.").check()
    page.locator(".pb-take summary").click()
    page.get_by_role("button", name="Copy a link to this run").click()
    expect(page.locator(".pb-below .pb-said")).to_contain_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()").removeprefix(f"{reader.address}/")
    page.get_by_role("button", name="Clear this run").click()
    page.get_by_role("button", name="Clear without a copy").click()
    for there, title in (("demo-go", "Demo go"), ("before-i-send", "Before I send")):
        reader.go(f"checklists/{there}/", title)
        expect(page.locator(".pb-progress")).to_contain_text("0 of 5")
        reader.go(link, "Before I send")
        expect(page.locator(".pb-progress")).to_contain_text("1 of 5")
        expect(page.locator(".pb-run .pb-said")).to_contain_text("This run came with the link")
        assert page.evaluate("location.hash") == ""
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".pb-below .pb-said")).to_have_text("Undone.")


def test_what_a_browser_that_keeps_nothing_was_told_stays_from_page_to_page(fresh: Page, address: str) -> None:
    fresh.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError') }")
    reader = Reader(fresh, address)
    reader.go("checklists/before-i-send/", "Before I send")
    fresh.get_by_role("checkbox", name="The date is clear.").check()
    reader.go("terms/", "Terms")
    reader.go("checklists/before-i-send/", "Before I send")
    expect(fresh.locator(".pb-progress")).to_contain_text("1 of 5")


def test_an_old_address_leads_on(reader: Reader) -> None:
    reader.page.goto(f"{reader.address}/checklists/old-go/")
    expect(reader.page.locator("h1")).to_contain_text("Demo go")
    with opened(reader.page.context) as other:
        other.goto(f"{reader.address}/checklists/old-go/#item-the-date-is-clear")
        expect(other).to_have_url(f"{reader.address}/checklists/demo-go/#item-the-date-is-clear")
