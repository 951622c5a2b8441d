"""What a person does with the site in a real browser: filter, copy, find, follow old addresses, change a page."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from axe import LOOKS, complete, in_the_dark, settled, violations
from conftest import Playground, serve

KINDS_OF_PAGES = {
    "home": "",
    "principle": "principles/pace/",
    "process": "processes/launch/",
    "dates of a launch": "processes/launch/#dates/T1/2026-12-21/Invoices",
    "dates of a quarter": "processes/planning-calendar/",
    "library process": "processes/premortem/",
    "agreement": "agreements/no-surprises/",
    "checklist": "checklists/launch-go/",
    "maturity model": "maturity/product-ops/",
    "assessing": "maturity/product-ops/assess/",
    "assessment": "assessments/product-ops/product/2026-10-08/",
    "assessments": "assessments/",
    "sides beside each other": "maturity/product-ops/results/",
    "how it is counted": "maturity/product-ops/counting/",
    "role": "roles/product-manager/",
    "ritual": "rituals/triage/",
    "metric": "metrics/launch-surprises/",
    "tool": "tools/roadmap-tool/",
    "area": "areas/billing/",
    "form": "forms/premortem/",
    "index": "processes/",
    "principles": "principles/",
    "who owns what": "areas/",
    "terms": "terms/",
    "doors": "doors/",
    "scope map": "scope/",
    "library": "library/",
    "coverage": "coverage/",
    "cards": "cards/",
    "what changed": "what-changed/",
    "promises": "promises/",
    "new here": "guides/new-here/",
    "numbers": "values/",
    "writing records": "writing-records/",
    "checks": "checks/",
}
ZOOMED = ViewportSize(width=640, height=400)
"""A window of 1280 pixels at 200 % zoom: the browser lays it out as half as wide."""
WIDTHS = (320, 390, ZOOMED["width"])
WIDE = """() => [...document.querySelectorAll(".md-typeset__scrollwrap")]
    .filter(table => table.checkVisibility() && table.scrollWidth > table.clientWidth)
    .map(table => table.querySelector("tr").textContent)"""
"""The tables that do not fit."""
MOVED = """() => new Promise((resolve) => {
    // What has moved under the reader's eyes while the page came, and by how much.
    const moved = []
    const named = ({ node, previousRect: from, currentRect: to }) =>
        [node?.className || node?.nodeName, to.x - from.x, to.y - from.y]
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved.push([entry.value, entry.sources.map(named)])
    }).observe({ type: "layout-shift", buffered: true })
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(moved), 0)))
})"""


@pytest.fixture
def page(visit: Page) -> Page:
    return visit


def moving(page: Page) -> list[object]:
    """What moves on a page each time that it comes, of three times.

    A slow browser may draw a table of which some rows have not come yet, and widen its columns for those.
    """
    moved: list[object] = page.evaluate(MOVED)
    for _ in range(2):
        if moved:
            page.reload()
            complete(page)
            settled(page)
            moved = page.evaluate(MOVED)
    return moved


@pytest.mark.parametrize("path", KINDS_OF_PAGES.values(), ids=KINDS_OF_PAGES.keys())
def test_axe_finds_nothing_and_the_page_fits_light_dark_zoomed_and_on_a_phone(
    page: Page, own_address: str, path: str
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{own_address}/{path}")
    complete(page)
    settled(page)
    moved = moving(page)
    told = {"light": violations(page)}
    in_the_dark(page)
    told["dark"] = violations(page, LOOKS)
    scrolls: dict[int, int] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": ZOOMED["height"]})
        scrolls[width] = page.evaluate("document.documentElement.scrollWidth")
        if width == 390:
            assert page.evaluate(WIDE) == []
    told["zoomed"] = violations(page)
    assert told == {"light": [], "dark": [], "zoomed": []}
    assert moved == [] or "#" in path, "only what a link brings along may move what was there"
    assert {width: scroll for width, scroll in scrolls.items() if scroll > width} == {}


def test_axe_tells_what_is_wrong_and_looks_anew_when_the_colours_change(fresh: Page) -> None:
    fresh.set_content(
        "<html lang='en'><title>A page</title><style>body { background: #fff } .dark { background: #000 }</style>"
        "<main><h1>A page</h1><p id='pale' style='color: #bbb'>Pale</p><p id='black' style='color: #111'>Black</p>"
        "<img src='data:,'></main>"
    )
    assert [(rule, target) for rule, target, _ in violations(fresh)] == [
        ("color-contrast", ["#pale"]),
        ("image-alt", ["img"]),
    ]
    fresh.evaluate("document.body.className = 'dark'")
    found = [target for _, target, _ in violations(fresh, LOOKS)]
    assert ["#black"] in found
    assert ["#pale"] not in found


CONTROLS = "article :is(button, input, select, textarea, form):visible"
SHEETS = ("", "checklists/launch-go/")
"""Pages with a list, whose boxes and lines are printed."""
TO_USE = (
    "processes/",
    "areas/",
    "promises/",
    "cards/",
    "assessments/",
    "processes/launch/",
    "processes/planning-calendar/",
)
"""Other pages that a script makes work."""


@pytest.mark.parametrize("path", [*SHEETS, *TO_USE], ids=lambda path: path or "home")
def test_no_page_shows_a_control_that_does_nothing(browser: Browser, own_address: str, path: str) -> None:
    """Where scripts are off, where none arrives, and on paper."""
    off = browser.new_context(java_script_enabled=False)
    lost = browser.new_context()
    lost.route("**/*.js", lambda route: route.abort())
    for context in (off, lost):
        page = context.new_page()
        page.goto(f"{own_address}/{path}")
        assert page.locator(CONTROLS).count() == 0
        context.close()
    page = browser.new_page()
    page.goto(f"{own_address}/{path}")
    expect(page.locator(CONTROLS).first).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator(CONTROLS).count() == 0 or path in SHEETS
    page.close()


def test_an_index_is_filtered_by_words_owner_principle_and_status_and_keeps_it_in_the_address(
    page: Page, own_address: str
) -> None:
    page.goto(f"{own_address}/processes/")
    rows = page.locator('[data-playbook="index"] tbody tr:visible')
    everything = rows.count()
    page.get_by_label("Principle").select_option("Let it settle")
    assert 0 < rows.count() < everything
    assert "principle=Let+it+settle" in page.url
    page.get_by_label("Status").select_option("In the library")
    page.get_by_label("Words").fill("unplanned")
    expect(rows).to_have_count(1)
    address = page.url
    page.goto(f"{own_address}/")
    page.goto(address)
    expect(rows).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text=f"1 of {everything}")).to_be_visible()
    page.get_by_label("Words").fill("no such words at all")
    expect(rows).to_have_count(0)
    expect(page.get_by_role("heading", name="In the library")).to_be_hidden()


def test_who_is_the_product_manager_for_billing_by_alias_on_a_phone(page: Page, own_address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{own_address}/areas/")
    page.get_by_label("What are you looking for?").fill("invoices")
    rows = page.locator('[data-playbook="find"] tbody tr:visible')
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Billing")


def test_every_step_item_and_promise_has_an_address_and_a_copy_button(browser: Browser, own_address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    parts = {"checklists/launch-go/": ("article", 13), "agreements/no-surprises/": ("article", 10)}
    for path, (part, count) in (parts | {"processes/launch/": (".pb-steps", 9)}).items():
        page.goto(f"{own_address}/{path}")
        expect(page.locator(f"{part} a.pb-here")).to_have_count(count)
        expect(page.locator(f"{part} a.pb-here + button.pb-copy")).to_have_count(count)
    button = page.locator("button.pb-copy").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert re.fullmatch(
        r"Set the tier, the four dates, and the launch decider\.\nhttp://.*/processes/launch/#step-set-the-tier.*",
        copied,
    )


def test_a_finger_gets_the_copy_button_by_touching_the_address(browser: Browser, own_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{own_address}/agreements/no-surprises/")
    line = page.locator("article li:has(a.pb-here)").nth(1)
    button = line.get_by_role("button")
    expect(button).to_be_hidden()
    line.locator("a.pb-here").tap()
    expect(button).to_be_visible()
    button.tap()
    expect(button).to_have_text("Copied")
    context.close()


def test_copying_works_on_plain_http_where_there_is_no_clipboard_interface(fresh: Page, own_address: str) -> None:
    fresh.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    fresh.goto(f"{own_address}/checklists/launch-go/")
    button = fresh.locator("button.pb-copy").first
    button.click()
    expect(button).to_have_text("Copied")


def test_copying_works_where_the_clipboard_interface_is_refused(fresh: Page, own_address: str) -> None:
    fresh.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    fresh.goto(f"{own_address}/checklists/launch-go/")
    button = fresh.locator("button.pb-copy").first
    button.click()
    expect(button).to_have_text("Copied")


def test_a_sentence_to_say_is_copied_without_an_address(browser: Browser, own_address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{own_address}/guides/words-to-use/")
    sentence = page.locator(".pb-say").first
    button = page.get_by_role("button", name=f"Copy: {sentence.inner_text()}")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    said = sentence.inner_text()
    context.close()
    assert copied == said
    assert "http" not in copied
    assert "“" not in copied


def test_a_date_says_how_far_away_it_is_in_the_reader_s_browser(fresh: Page, playground: Playground) -> None:
    text = (
        (
            "title: Trial\nsummary: We try it.\nowner: product-ops-lead\nprevents: Doubt.\ntrigger: Monday.\n"
            "status: trial\ntrial_until: {day}\nsteps: [One, Two]\nchecked: [{on: 2020-01-01}]\n"
        )
        .replace("{day}", "2026-11-10")
        .replace("{on:", "{on:")
    )
    playground.write({"data/processes/trial.yml": text})
    site = playground.build(strict=False)
    with serve(site) as address:
        fresh.clock.set_fixed_time(datetime.datetime(2026, 11, 7, 12, tzinfo=datetime.UTC))
        fresh.goto(f"{address}/processes/trial/")
        expect(fresh.locator(".pb-status time")).to_have_text("2026-11-10 (in 3 days)")
        fresh.clock.set_fixed_time(datetime.datetime(2026, 12, 10, 12, tzinfo=datetime.UTC))
        fresh.goto(f"{address}/processes/trial/")
        expect(fresh.locator(".pb-status time")).to_have_text("2026-11-10 (overdue, 4 weeks ago)")


def test_an_old_address_forwards_with_its_anchor(page: Page, playground: Playground) -> None:
    text = (
        "title: Triage\nsummary: Answers.\nowner: product-ops-lead\nprevents: Silence.\ntrigger: Monday.\n"
        "old_ids: [intake]\nsteps: [product-manager: Read it, product-manager: Answer it]\n"
    )
    playground.write({"data/processes/triage.yml": text})
    with serve(playground.build()) as address:
        page.goto(f"{address}/processes/intake/#step-read-it")
        page.wait_for_url("**/processes/triage/#step-read-it")


def test_a_page_leads_to_its_file_and_an_index_to_a_new_one(page: Page, playground: Playground) -> None:
    settings = "default_owner: product-ops-lead\nfeedback: ops@example.com\n"
    settings += "repository: {url: 'https://git.example.com/a/b', host: gitea}\n"
    playground.write({"data/playbook.yml": settings})
    with serve(playground.build()) as address:
        page.goto(f"{address}/roles/product-manager/")
        change = page.get_by_role("link", name="Change this page")
        assert change.get_attribute("href") == "https://git.example.com/a/b/_edit/main/data/roles.yml"
        tell = page.get_by_role("link", name="ops@example.com")
        assert tell.get_attribute("href") == "mailto:ops@example.com?subject=Product%20manager"
        page.goto(f"{address}/checklists/")
        page.get_by_text("Add one").click()
        link = page.get_by_role("link", name="Begin a new file in the repository")
        href = link.get_attribute("href") or ""
        assert href.startswith(
            "https://git.example.com/a/b/_new/main?filename=data/checklists/a-new-one.yml&value=%23%20What"
        )
        block = page.locator(".pb-add pre").inner_text()
    playground.write({"data/checklists/pasted.yml": block})
    pasted = {p.code for p in playground.problems() if p.path.endswith("pasted.yml")}
    assert pasted - {"checklist-order"} == {"example-left"}


def test_an_agreement_prints_on_one_page_with_lines_to_sign(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/agreements/no-surprises/")
    page.emulate_media(media="print")
    assert page.locator(".pb-sign").is_visible()
    assert page.locator("button.pb-copy").first.is_hidden()
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_the_button_of_an_item_says_what_is_behind_it_and_evidence_is_in_sight(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/checklists/launch-go/")
    expect(page.get_by_role("button", name="Why: The kill switch was tested once")).to_have_text("Why")
    expect(page.get_by_role("button", name="If not: The feature flag shows")).to_have_text("If not")
    expect(page.get_by_role("button", name="Why: The feature flag shows")).to_have_count(0)
    expect(page.get_by_label("Evidence: The log entry with the time it took")).to_be_visible()


def test_the_flow_of_a_process_is_drawn_without_a_script(browser: Browser, own_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{own_address}/processes/launch/")
    drawn = page.locator(".pb-flow svg")
    box = drawn.bounding_box()
    label = drawn.get_attribute("aria-label") or ""
    stops = page.locator(".pb-flow circle").count()
    context.close()
    assert box is not None
    assert box["width"] <= 390
    assert stops == 9
    assert "1: Product manager" in label


@pytest.mark.parametrize(
    ("today", "triage", "review", "first"),
    [
        ("2026-11-30", "today 10:00", "tomorrow 14:00", "Triage"),
        ("2026-12-01", "Monday 10:00", "today 14:00", "Product review"),
        ("2026-12-02", "Monday 10:00", "Tue, Jan 5 14:00", "Triage"),
    ],
)
def test_home_says_what_comes_next_the_soonest_first(
    fresh: Page, own_address: str, today: str, triage: str, review: str, first: str
) -> None:
    fresh.clock.set_fixed_time(f"{today}T12:00:00")
    fresh.goto(own_address)
    rows = fresh.locator('[data-playbook="rhythm"] li')
    expect(rows.first).to_contain_text(first)
    expect(rows.filter(has_text="Triage")).to_contain_text(f"Triage · {triage}")
    expect(rows.filter(has_text="Product review")).to_contain_text(f"Product review · {review}")


def test_a_place_on_the_calendar_has_a_next_day(fresh: Page, own_address: str) -> None:
    last_friday, fourth_monday = {"every": "month", "day": "5", "nth": "-1"}, {"every": "month", "day": "1", "nth": "4"}
    before, after = {"every": "quarter", "weeks": "-4"}, {"every": "quarter", "weeks": "2", "day": "3"}
    days: list[tuple[dict[str, str], str, str]] = [
        ({"every": "week", "day": "5"}, "2026-11-27", "today"),
        (last_friday, "2026-11-28", "Fri, Dec 25"),
        (fourth_monday, "2026-12-31", "Mon, Jan 25"),
        (before, "2026-11-25", "week of Nov 30"),
        (before, "2026-12-06", "this week"),
        (before, "2026-12-07", "week of Mar 1"),
        (after, "2026-12-01", "Wed, Jan 13"),
    ]
    fresh.goto(own_address)
    for when, today, said in days:
        fresh.clock.set_fixed_time(f"{today}T12:00:00")
        told = fresh.evaluate(
            """async (when) => {
                const { rhythm } = await import("./assets/rhythm.js")
                const list = document.createElement("ul")
                const mark = list.appendChild(document.createElement("li")).appendChild(document.createElement("b"))
                Object.assign(mark.dataset, { quarters: "1 4 7 10", ...when })
                rhythm(list)
                return mark.textContent
            }""",
            when,
        )
        assert told == said, (when, today)


def test_the_cards_are_asked_one_at_a_time_with_the_keyboard(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/cards/")
    cards = page.locator(".pb-deck li:visible")
    everything = cards.count()
    page.get_by_role("button", name="One card at a time").press("Enter")
    expect(cards).to_have_count(1)
    first = cards.inner_text()
    page.keyboard.press("ArrowRight")
    expect(cards).not_to_have_text(first)
    expect(page.get_by_role("status").filter(has_text=f"2 of {everything}")).to_be_visible()
    page.get_by_role("button", name="Back", exact=True).click()
    assert cards.inner_text() == first
    page.get_by_label("Principle").select_option("Let it settle")
    expect(cards).to_contain_text("Let it settle")
    page.get_by_role("button", name="Shuffle").click()
    expect(cards).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator(".pb-deck li:visible")).to_have_count(everything)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="All cards").click()
    assert 1 < cards.count() < everything
