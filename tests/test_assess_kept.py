"""What the assess page keeps in a browser, and what comes back to it. In a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from assessing import HABITS, Assess, new_context, project, site
from conftest import Playground, opened, serve

NOTE = '<img src=x onerror=alert(1)> & "more": #1'
KEY = "playbook:/:assess:habits:1.1.0"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(site(tmp_path_factory)) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = new_context(browser)
    yield made
    made.close()


HOSTILE = {
    "unknown question": {"answers": {"talk.nothing": {"level": 1}}},
    "unknown level": {"answers": {"talk.doubt": {"level": 9}}},
    "unknown option": {"answers": {"data.owner": {"answer": "<b>all</b>"}}},
    "unknown vote": {"respondents": {"count": 5}, "answers": {"talk.doubt": {"votes": {"9": 1}}}},
    "not applicable where it is not allowed": {"answers": {"talk.doubt": {"na": "other"}}},
    "unknown side": {"side": "sales"},
    "unknown criterion": {"answers": {"data.owner": {"answer": "some", "criteria": ["constructor"]}}},
    "unknown target": {"targets": {"__proto__": {"level": 1}, "speed": {"level": 2}}},
    "unknown next step": {"actions": [{"question": "talk.nothing"}]},
    "later version": {"version": "1.9.0"},
    "another major version": {"version": "0.9.0"},
    "another model": {"model": "others"},
    "no result": {"model": "", "version": ""},
}


class Before(NamedTuple):
    """What is left of answering: see the fixture."""

    kept: StorageState
    link: str
    hostile: dict[str, str]


def answered(page: Page, address: str) -> Assess:
    """The page with all three questions answered alone."""
    assess = Assess(page, address).open("Alone", side="field")
    assess.answer("What happens to a doubt?", "It comes early.")
    assess.answer("How does news travel?", "Don’t know")
    assess.answer("Does a number have an owner?", "For some work")
    assess.question("What happens to a doubt?").get_by_label("Because").fill(
        '<img src=x onerror=alert(1)> & "more": #1'
    )
    assess.page.keyboard.press("Tab")
    return assess


@pytest.fixture(scope="module")
def before(browser: Browser, address: str) -> Before:
    """What a browser has kept in which all three questions were answered, a link to these answers, and hostile ones."""
    context = new_context(browser)
    with opened(context) as page:
        assess = answered(page, address)
        link = assess.copied("Copy a link to these answers")
        kept = context.storage_state()
        packed = page.evaluate(
            """async hostile => {
                const { pack } = await import("../../../assets/travel.js")
                const whole = { model: "habits", version: "1.1.0", side: "field" }
                return Promise.all(hostile.map(one => pack({ id: "abcde", result: { ...whole, ...one } })))
            }""",
            [*HOSTILE.values()],
        )
    context.close()
    links = (f"{assess.address}#result={one}" for one in packed)
    return Before(kept, link, dict(zip(HOSTILE, links, strict=True)))


@pytest.fixture
def back(browser: Browser, address: str, before: Before) -> Iterator[Assess]:
    """The page as somebody finds it again who answered all three questions before, not opened yet."""
    context = new_context(browser, before.kept)
    with opened(context) as page:
        yield Assess(page, address)
    context.close()


# Keeping


def test_half_of_the_answers_survive_a_reload_and_the_rest_follows(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone", side="field")
    assess.answer("What happens to a doubt?", "It comes late.")
    expect(assess.progress).to_have_text("1 of 3 answered")
    page.reload()
    expect(assess.progress).to_have_text("1 of 3 answered")
    expect(page.get_by_role("radio", name="Alone", exact=True)).to_be_checked()
    expect(assess.question("What happens to a doubt?").get_by_role("radio", name="It comes late.")).to_be_checked()
    assess.answer("How does news travel?", "By a list.")
    assess.answer("Does a number have an owner?", "Not applicable")
    expect(assess.progress).to_have_text("3 of 3 answered")


def test_undo_takes_back_one_thing_after_the_other(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone")
    assess.answer("What happens to a doubt?", "It comes late.")
    assess.answer("What happens to a doubt?", "It comes early.")
    assess.press("Undo")
    expect(assess.question("What happens to a doubt?").get_by_role("radio", name="It comes late.")).to_be_checked()
    assess.press("Undo")
    expect(assess.progress).to_have_text("0 of 3 answered")


def test_beginning_again_offers_the_file_first_and_can_be_undone(page: Page, address: str) -> None:
    assess = answered(page, address)
    assess.press("Begin again")
    dialog = page.get_by_role("dialog", name="Begin again?")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(assess.progress).to_have_text("3 of 3 answered")
    assess.press("Begin again")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file first, then begin again").click()
    assert download.value.suggested_filename == "habits-field-2026-11-26.yml"
    expect(assess.progress).to_have_text("0 of 3 answered")
    assess.press("Undo")
    expect(assess.progress).to_have_text("3 of 3 answered")


def test_two_tabs_do_not_undo_each_others_work(context: BrowserContext, address: str) -> None:
    one, two = (Assess(context.new_page(), address).open("Alone") for _ in range(2))
    one.answer("What happens to a doubt?", "It comes late.")
    expect(two.progress).to_have_text("1 of 3 answered")
    two.answer("How does news travel?", "By mail.")
    expect(one.progress).to_have_text("2 of 3 answered")
    one.answer("Does a number have an owner?", "3.1 No")
    expect(two.progress).to_have_text("3 of 3 answered")
    two.way("In the room")
    expect(one.page.get_by_role("radio", name="Alone", exact=True)).to_be_checked()


def test_a_browser_that_forbids_all_storage_shows_the_whole_site_and_says_so(page: Page, address: str) -> None:
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
            configurable: true, get() { throw new DOMException("forbidden", "SecurityError") },
        })"""
    )
    assess = answered(page, address)
    expect(page.locator(".pb-said")).to_contain_text("keeps nothing for this site")
    expect(assess.progress).to_have_text("3 of 3 answered")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("doubt")
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")


@pytest.mark.parametrize(
    ("error", "told"),
    [("QuotaExceededError", "storage is full"), ("SecurityError", "keeps nothing for this site")],
    ids=["full", "forbidden"],
)
def test_without_storage_it_says_so_and_the_file_can_be_taken(page: Page, address: str, error: str, told: str) -> None:
    page.add_init_script(
        f"""for (const name of ["getItem", "setItem"]) {{
            const own = Storage.prototype[name]
            Storage.prototype[name] = function (key, ...rest) {{
                const refused = key.startsWith("playbook:") && (name === "setItem" || "{error}" === "SecurityError")
                if (refused) throw new DOMException("x", "{error}")
                return own.call(this, key, ...rest)
            }}
        }}"""
    )
    assess = answered(page, address)
    notice = page.locator(".pb-said", has_text=told)
    expect(notice).to_be_visible()
    expect(assess.progress).to_have_text("3 of 3 answered")
    with page.expect_download() as download:
        notice.get_by_role("button", name="Save the file").click()
    assert download.value.suggested_filename == "habits-field-2026-11-26.yml"


@pytest.mark.parametrize(
    "broken",
    ["not json", '{"format": 99}', '{"format": 1}', '{"format": 1, "result": {"model": "habits", "version": "9.0.0"}}'],
)
def test_what_somebody_else_wrote_into_the_storage_is_set_aside(page: Page, address: str, broken: str) -> None:
    page.goto(f"{address}/")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, broken])
    assess = Assess(page, address).open("Alone")
    expect(page.locator(".pb-said", has_text="could not be read. It was set aside.")).to_be_visible()
    assess.answer("What happens to a doubt?", "It comes late.")
    page.reload()
    expect(assess.progress).to_have_text("1 of 3 answered")
    assert page.evaluate("key => localStorage.getItem(`${key}:aside`)", KEY) == broken


def newer(folder: Playground, version: str) -> Playground:
    """The model in another version: one question renamed, one gone, one new."""
    other = HABITS.replace("version: 1.1.0", f"version: {version}", 1)
    other = other.replace("id: talk.doubt\n    was: [talk.old]", "id: talk.dissent\n    was: [talk.old, talk.doubt]")
    other = other.replace("id: talk.news\n", "id: talk.paths\n")
    other = other.replace("retired:\n", f"retired:\n  - {{id: talk.news, in: {version}, replaced_by: [talk.paths]}}\n")
    return folder.write({"data/maturity/habits.yml": other})


def test_a_newer_version_shows_what_carried_over(context: BrowserContext, tmp_path: Path) -> None:
    folder = project(tmp_path)
    with serve(folder.build(strict=False)) as served, opened(context) as page:
        assess = answered(page, served)
        newer(folder, "1.2.0").build(strict=False)
        assess.open()
        notice = page.locator(".pb-notices")
        expect(notice).to_contain_text("Two answers came over from version 1.1.0.")
        expect(notice).to_contain_text("Still to answer: “How does news travel?”.")
        expect(notice).to_contain_text("No longer asked, and left out: talk.news.")
        expect(assess.progress).to_have_text("2 of 3 answered")
        assert "version: 1.2.0" in assess.file()
        assess.answer("How does news travel?", "By mail.")
        page.reload()
        expect(assess.progress).to_have_text("3 of 3 answered")
        expect(notice).to_be_empty()
        newer(folder, "2.0.0").build(strict=False)
        assess.open("Alone")
        expect(notice).to_contain_text("Version 2.0.0 asks something else, so they cannot be carried over")
        expect(assess.progress).to_have_text("0 of 3 answered")
        with page.expect_download() as download:
            notice.get_by_role("button", name="Save them as a file").click()
        assert json.loads(download.value.path().read_text())["version"] == "1.2.0"


# Links, codes and files


def test_a_link_brings_the_same_answers_into_another_browser(page: Page, browser: Browser, address: str) -> None:
    assess = answered(page, address)
    link, file = assess.copied("Copy a link to these answers"), assess.file()
    other = new_context(browser)
    with opened(other) as there:
        there.goto(link)
        expect(there.locator(".pb-notices")).to_contain_text("The answers came with the link.")
        assert "#" not in there.url
        assert Assess(there, address).file() == file
        Assess(there, address).way("Alone")
        note = there.get_by_role("group", name="What happens to a doubt?").get_by_label("Because")
        expect(note).to_have_value(NOTE)
        Assess(there, address).press("Undo")
        expect(Assess(there, address).progress).to_have_text("0 of 3 answered")
    other.close()


def test_a_link_never_overwrites_answers_without_asking(page: Page, address: str, before: Before) -> None:
    assess = Assess(page, address).open("Alone")
    assess.answer("How does news travel?", "By mail.")
    page.goto(before.link)
    page.get_by_role("button", name="Leave everything as it is").click()
    expect(assess.progress).to_have_text("1 of 3 answered")
    page.goto(before.link)
    page.get_by_role("button", name="Show it in the place of the answers here").click()
    expect(assess.progress).to_have_text("3 of 3 answered")


@pytest.mark.parametrize(
    "damage",
    [
        lambda link: link[:-1] + ("0" if link[-1] != "0" else "1"),
        lambda link: link.replace("#result=", "#result=A"),
        lambda link: link.split("#")[0] + "#result=",
        lambda link: link.split("#")[0] + "#result=" + "A" * 70000 + ".00000000",
        lambda link: link.split("#")[0] + '#result=<img src=x onerror=alert(1)>".00000000',
        lambda link: link.replace("/habits/", "/teams-habits/"),
    ],
    ids=["checksum", "letters", "empty", "very long", "hostile", "another model"],
)
def test_a_damaged_link_changes_nothing(back: Assess, before: Before, damage: Callable[[str], str]) -> None:
    back.page.goto(damage(before.link))
    expect(back.page.locator(".pb-notices")).to_contain_text("Nothing was changed.")
    back.open()
    expect(back.progress).to_have_text("3 of 3 answered")


@pytest.mark.parametrize("changed", HOSTILE)
def test_a_link_with_what_the_model_does_not_know_is_refused(back: Assess, before: Before, changed: str) -> None:
    page = back.page
    page.goto(before.hostile[changed])
    expect(page.locator(".pb-notices")).to_contain_text("Nothing was changed.")
    expect(back.progress).to_have_text("3 of 3 answered")
    assert page.locator(".pb-notices b, .pb-notices img").count() == 0


def test_an_older_link_counts_for_today_s_questions(page: Page, address: str) -> None:
    page.goto(f"{address}/maturity/habits/assess/")
    packed = page.evaluate(
        """async () => {
            const { pack } = await import("../../../assets/travel.js")
            const answers = { "talk.old": { level: 4 }, "talk.gone": { level: 1 } }
            return pack({ id: "abcde", result: { model: "habits", version: "1.0.0", side: "field", answers } })
        }"""
    )
    assess = Assess(page, address)
    page.goto(f"{address}/")
    page.goto(f"{assess.address}#result={packed}")
    expect(assess.said).to_contain_text("It answered version 1.0.0, and counts here for 1.1.0.")
    expect(assess.said).to_contain_text("No longer asked, and left out: talk.gone.")
    assert "talk.doubt:\n    level: 4" in assess.file()
