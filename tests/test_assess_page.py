"""A group assesses itself: in the room, alone and collected, on paper. In a real browser."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, ViewportSize, expect
from pypdf import PdfReader

from assessing import HABITS, Assess, as_file, new_context, project, site
from axe import LOOKS, Violations, settled, violations
from conftest import opened, serve
from test_page_features import ZOOMED


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(site(tmp_path_factory)) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = new_context(browser)
    yield made
    made.close()


def pages_of(page: Page, path: Path, size: str = "A4") -> int:
    page.pdf(path=path, format=size)
    return len(PdfReader(path).pages)


# In the room

NINE = {
    # counts for levels 1 to 5 and "don't know"; the level agreed on
    "1": ((0, 1, 4, 1, 0, 0), "3"),
    "2": ((2, 0, 0, 0, 4, 0), "2"),
    "3": ((0, 6, 0, 0, 0, 0), "2"),
    "4": ((0, 3, 3, 0, 0, 0), "2"),
    "5": ((0, 0, 5, 0, 0, 1), "3"),
    "6": ((5, 1, 0, 0, 0, 0), "1"),
    "7": ((0, 0, 2, 4, 0, 0), "4"),
    "8": ((0, 0, 0, 0, 0, 6), "?"),
    "9": ((0, 2, 2, 2, 0, 0), "3"),
}


def test_nine_questions_in_the_room_become_one_sheet_of_paper(page: Page, own_address: str, tmp_path: Path) -> None:
    assess = Assess(page, own_address, "product-ops").open("In the room", side="field", people=6)
    for number, (counts, agreed) in NINE.items():
        expect(assess.room).to_contain_text(f"Question {number} of 9")
        assess.counts(*counts)
        if number == "2":
            expect(assess.room).to_contain_text("Hear both ends: first somebody at 1, then somebody at 5.")
            expect(assess.room).to_contain_text("Median 5, from 1 to 5.")
        assess.room.get_by_role("radio", name=f"{agreed} ").check()
        assess.because(f"We saw it in week {number}.")
        assess.next()
    report = page.get_by_role("heading", name="Where you stand")
    expect(report).to_be_focused()
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Take this step")).first.click()
    steps = page.locator(".pb-taken li")
    expect(steps).to_have_count(2)
    expect(page.locator(".pb-offers")).to_be_hidden()
    for place in range(2):
        steps.nth(place).get_by_label("Who").select_option("product-ops-lead")
        steps.nth(place).get_by_label("By when").fill(f"2027-01-1{place}")
    page.emulate_media(media="print")
    sheet = page.locator(".pb-onepage")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Field")
    expect(sheet).to_contain_text("Lowest: Allies and Partner")
    expect(sheet).to_contain_text("Furthest apart, from 1 to 5: 2.")
    expect(sheet).to_contain_text("We saw it in week 9.")
    expect(sheet).to_contain_text("2027-01-11")
    for size in ("A4", "Letter"):
        assert pages_of(page, tmp_path / f"{size}.pdf", size) == 1


def test_a_step_into_the_library_says_so_before_and_after_it_is_taken(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone", side="field")
    assess.answer("What happens to a doubt?", "It comes early.")
    expect(page.locator(".pb-offers li")).to_have_text(["Take it Before library lifts Talk to 4"])
    page.get_by_role("button", name="Take this step: Before").click()
    expect(page.locator(".pb-taken li")).to_contain_text("Before library: What happens to a doubt?")


def test_back_and_forth_loses_nothing(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=6)
    assess.counts(1, 2, 3)
    assess.agree("3 It comes early.")
    assess.because("In week 40")
    assess.next()
    expect(assess.room).to_contain_text("Question 2 of 3")
    assess.press("Back")
    expect(assess.room.locator("input.pb-number").nth(2)).to_have_value("3")
    expect(assess.room.get_by_role("radio", name="3 It comes early.")).to_be_checked()
    expect(assess.room.get_by_role("textbox", name="Because (")).to_have_value("In week 40")
    page.reload()
    expect(assess.room.get_by_role("textbox", name="Because (")).to_have_value("In week 40")


def test_miscounts_are_told_at_once(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=6)
    assess.counts(0, 4)
    expect(assess.room).to_contain_text("All chose 2. Two answers still to come.")
    assess.counts(0, 4, 3)
    expect(assess.room).to_contain_text("7 answers of 6 people: count again.")
    assess.counts(0, 4, 1, 0, 0, 1)
    expect(assess.room).to_contain_text("Median 2, from 2 to 3. One person does not know.")


def test_what_is_no_number_does_not_count_and_says_so_until_it_is_mended(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=6)
    assess.counts(0, 2, 4)
    votes = assess.room.locator("input.pb-number").nth(1)
    votes.fill("2.5")
    votes.press("Tab")
    expect(votes).to_have_value("2.5")
    expect(votes).to_have_attribute("aria-invalid", "true")
    assert "votes: {3: 4}" in assess.file()
    expect(assess.room.locator(".pb-spread")).to_contain_text("Two answers still to come")
    votes.fill("2")
    expect(votes).not_to_have_attribute("aria-invalid", "true")
    assert "votes: {2: 2, 3: 4}" in assess.file()
    people = page.get_by_role("textbox", name="How many people")
    for written in ("-1", "abc", "6.5", "9999999"):
        people.fill(written)
        people.press("Tab")
        expect(people).to_have_value(written)
        expect(people).to_have_attribute("aria-invalid", "true")
        assert "votes: {2: 2, 3: 4}" in assess.file()
    people.fill("99999")
    people.press("Tab")
    assert "count: 99999" in assess.file()


def test_a_slip_in_the_number_of_people_brings_no_votes_away_for_good(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=6)
    assess.counts(0, 2, 4)
    people = page.get_by_role("textbox", name="How many people")
    people.fill("1")
    people.press("Tab")
    assert "votes" not in assess.file()
    expect(page.locator(".pb-notices")).to_contain_text("So the votes and roles went.")
    assess.press("Bring them back")
    assert "count: 6" in assess.file()
    assert "votes: {2: 2, 3: 4}" in assess.file()
    expect(page.locator(".pb-notices")).to_be_empty()


def test_an_answer_can_be_taken_back_and_what_was_said_about_it_stays(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone", side="field")
    question = assess.question("What happens to a doubt?")
    back = question.get_by_role("button", name="Take the answer back")
    expect(back).to_be_hidden()
    assess.answer("What happens to a doubt?", "1.3 ")
    note = question.get_by_role("textbox", name="Because (")
    note.fill("Often")
    back.click()
    expect(question.get_by_role("radio", checked=True)).to_have_count(0)
    expect(assess.progress).to_have_text("0 of 3 answered")
    assert "level" not in assess.file()
    assert 'note: "Often"' in assess.file()
    assess.way("In the room")
    assess.agree("3 It comes early.")
    assess.room.get_by_role("button", name="Take the answer back").click()
    assert "level" not in assess.file()


def test_what_people_differ_on_or_do_not_know_is_not_taken_for_agreed(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=6)
    assess.counts(3, 0, 0, 0, 3)
    assess.next()
    assess.counts(0, 0, 0, 0, 0, 6)
    assess.next()
    assess.counts(0, 5, 0, 1)
    assess.room.get_by_text("What shows it, and how sure you are").click()
    assess.room.get_by_role("combobox", name="How sure").select_option("1")
    talk = page.locator(".pb-levels tbody tr").first
    expect(talk).to_contain_text("not agreed yet")
    rows = page.locator(".pb-votes tbody tr")
    expect(rows.last).to_contain_text("2. How does news travel?")
    expect(rows.last).to_contain_text("don’t know \u00d7 6")
    expect(rows.last).to_contain_text("nobody knows: find out who could")
    expect(rows.filter(has_text="3. Does a number have an owner?")).to_contain_text("sure 1 of 5: look again")
    assess.way("In the room")
    assess.room.get_by_role("combobox", name="Go to a question").select_option("0")
    assess.agree("1 It stays away.")
    expect(talk).not_to_contain_text("not agreed yet")


def test_one_answer_among_five_who_do_not_know_stands_once_and_is_not_called_agreed(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=6)
    assess.counts(1, 0, 0, 0, 0, 5)
    row = page.locator(".pb-votes tbody tr").filter(has_text="1. What happens to a doubt?")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("1 of 6 answered")
    expect(row).not_to_contain_text("agreed")


def test_a_clock_runs(page: Page, context: BrowserContext, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=6)
    expect(assess.room).to_contain_text("0:00 in all")
    context.clock.set_fixed_time("2026-11-26T12:12:34Z")
    expect(assess.room).to_contain_text("12:34 in all")
    page.reload()
    expect(assess.room).to_contain_text("12:34 in all")


def test_with_fewer_than_three_people_nobody_types_votes(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=2)
    expect(assess.room.locator("input.pb-number").first).to_be_hidden()
    expect(assess.room).to_contain_text("From 3 people on")
    assess.agree("3 It comes early.")
    assert "votes" not in assess.file()


def test_votes_and_roles_go_when_it_turns_out_that_two_were_there(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=3)
    assess.counts(1, 0, 2)
    assess.agree("3 It comes early.")
    assert "votes: {1: 1, 3: 2}" in assess.file()
    people = page.get_by_role("textbox", name="How many people")
    people.fill("2")
    people.press("Tab")
    assert "votes" not in assess.file()
    assert "votes" not in page.evaluate("JSON.stringify(localStorage)")
    assert "level: 3" in assess.file()
    assess.press("Undo")
    assert "votes: {1: 1, 3: 2}" in assess.file()


# Alone, and collected

FIVE = (
    ("1.1 It stays away.", "2.2 By mail.", "3.1 No"),
    ("1.2 It comes late.", "2.2 By mail.", "3.2 For some work"),
    ("1.3 It comes early.", "2.2 By mail.", "3.2 For some work"),
    ("1.5 It is asked for.", "2.? Don’t know", "3.x Not applicable"),
    ("1.5 It is asked for.", "2.2 By mail.", "3.2 For some work"),
)
QUESTIONS = ("What happens to a doubt?", "How does news travel?", "Does a number have an owner?")


@functools.cache
def send(browser: Browser, address: str, choices: tuple[str, ...], by: str, side: str = "field") -> str:
    """What one person sends who answers alone. Who sends the same is the same person."""
    own = new_context(browser)
    with opened(own) as page:
        assess = Assess(page, address).open("Alone", side=side)
        for question, choice in zip(QUESTIONS, choices, strict=True):
            assess.answer(question, choice)
        sent = assess.copied(by)
    own.close()
    return sent


def test_five_people_answer_alone_and_their_links_become_one_result(page: Page, browser: Browser, address: str) -> None:
    links = [send(browser, address, choices, "Copy a link to these answers") for choices in FIVE]
    assess = Assess(page, address).open("Collect answers", side="field")
    assess.collect("Ada: here you are", *(f"{link} thanks!" for link in links[:2]))
    expect(assess.collected).to_contain_text("Two people’s answers came in.")
    expect(page.locator(".pb-votes")).to_be_hidden()
    assert "votes" not in assess.file()
    assess.collect(*links[2:])
    expect(page.locator(".pb-came li")).to_have_count(5)
    assert "count: 5" in assess.file()
    assert "votes: {1: 1, 2: 1, 3: 1, 5: 2}" in assess.file()
    assert "votes: {2: 4, unknown: 1}" in assess.file()
    first = page.locator(".pb-votes tbody tr").first
    expect(first).to_contain_text("What happens to a doubt?")
    expect(first).to_contain_text("hear both ends")
    assess.collect(links[0])
    expect(assess.collected).to_contain_text("One of them was here before")
    expect(page.locator(".pb-came li")).to_have_count(5)
    assess.way("In the room")
    assess.agree("3 It comes early.")
    assert "level: 3\n    votes: {1: 1, 2: 1, 3: 1, 5: 2}" in assess.file()
    assess.way("Collect answers")
    page.get_by_role("button", name="Remove number 5").click()
    assert "level: 3\n    votes: {1: 1, 2: 1, 3: 1, 5: 1}" in assess.file()


@pytest.mark.parametrize(
    ("choice", "people", "side"),
    [
        ("Take in only those for Field", 1, "field"),
        ("Make one result for all sides", 2, "all"),
        ("They mean Field: count them all", 2, "field"),
        ("Stop", 0, "field"),
    ],
)
def test_answers_for_another_side_never_come_in_without_a_word(
    page: Page, browser: Browser, address: str, choice: str, people: int, side: str
) -> None:
    links = [send(browser, address, FIVE[0], "Copy a link to these answers", side) for side in ("product", "field")]
    assess = Assess(page, address).open("Collect answers", side="field")
    assess.collect(*links)
    question = page.locator("dialog")
    expect(question).to_contain_text("Some of these answers are for Product, and this result is for Field.")
    question.get_by_role("button", name=choice).click()
    expect(page.locator(".pb-came li:has(button)")).to_have_count(people)
    assert f"side: {side}\n" in assess.file()
    if people == 1:
        expect(assess.collected).to_contain_text("One person’s answers stayed out.")


def test_a_side_that_is_changed_after_collecting_is_told(page: Page, browser: Browser, address: str) -> None:
    link = send(browser, address, FIVE[0], "Copy a link to these answers")
    assess = Assess(page, address).open("Collect answers")
    assess.collect(link)
    expect(page.get_by_role("combobox", name="Side")).to_have_value("field")
    expect(page.locator(".pb-came")).not_to_contain_text("Some of them")
    page.get_by_role("combobox", name="Side").select_option("product")
    expect(page.locator(".pb-came")).to_contain_text("Some of them answered for Field. Above stands Product.")


def test_codes_files_and_links_may_come_mixed_and_what_is_damaged_is_told(
    page: Page, browser: Browser, address: str
) -> None:
    link = send(browser, address, FIVE[0], "Copy a link to these answers")
    code = send(browser, address, FIVE[1], "Copy a short code")
    file = send(browser, address, FIVE[2], "Copy the text of the file")
    assert re.fullmatch(r"habits/1\.1\.0/field/222/[a-z0-9]{5}/[0-9a-f]{8}", code)
    assess = Assess(page, address).open("Collect answers", side="field")
    assess.collect(link, f"mine is {code}", code.replace("/222/", "/333/"), link[:-1], file)
    expect(assess.collected).to_contain_text("Three people’s answers came in.")
    expect(assess.collected).to_contain_text("Link 2 is damaged.")
    expect(assess.collected).to_contain_text("has a slip in it")
    assert "votes: {1: 1, 2: 1, 3: 1}" in assess.file()


def test_files_can_be_opened_and_other_texts_are_refused_with_their_line(
    page: Page, browser: Browser, address: str
) -> None:
    file = send(browser, address, FIVE[2], "Copy the text of the file")
    assess = Assess(page, address).open("Collect answers", side="field")
    files = {"a.yml": file, "b.yml": "model: habits\nversion: &v 1.1.0\n", "c.yml": "hello\n"}
    page.get_by_label("Or open files").set_input_files([as_file(name, text) for name, text in files.items()])
    expect(assess.collected).to_contain_text("One person’s answers came in.")
    expect(assess.collected).to_contain_text("b.yml: Line 2 is written in a way that this page does not read.")
    expect(assess.collected).to_contain_text("c.yml: Line 1 is written in a way")


def test_a_file_is_not_lost_where_what_reads_it_does_not_arrive(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Collect answers", side="field")
    page.route("**/assets/yaml/yaml.js*", lambda route: route.abort())
    assess.collect("model: habits\nversion: 1.1.0\nside: field\n")
    expect(assess.collected).to_contain_text("What reads files did not arrive. Try again when you are online.")
    assert "version: 1.1.0" in page.get_by_label("Paste links, codes or files here").input_value()


def test_who_collects_may_count_as_one_more(page: Page, browser: Browser, address: str) -> None:
    links = [send(browser, address, choices, "Copy a link to these answers") for choices in FIVE[:2]]
    assess = Assess(page, address).open("Alone", side="field")
    assess.answer("What happens to a doubt?", "1.4 It changes plans.")
    assess.way("Collect answers")
    assess.collect(*links)
    page.get_by_role("button", name="Yes, count them too").click()
    expect(page.locator(".pb-came li")).to_have_count(3)
    assert "votes: {1: 1, 2: 1, 4: 1}" in assess.file()


# On paper


def test_paper_forms_are_typed_in_with_one_key_for_each_answer(page: Page, address: str) -> None:
    assess = Assess(page, address).open("On paper", side="field")
    page.get_by_role("textbox", name="1. What happens to a doubt?").focus()
    for form in ("123", "12?", "52a"):
        page.keyboard.type(form)
        expect(page.get_by_role("button", name="Add this form")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator(".pb-came li")).to_have_count(3)
    file = assess.file()
    assert "votes: {1: 2, 5: 1}" in file
    assert "votes: {2: 3}" in file
    assert "votes: {most: 1, unknown: 1}" in file
    page.keyboard.type("9")
    page.get_by_role("button", name="Add this form").click()
    expect(assess.collected).to_contain_text("Question 1 has no answer “9”.")


def test_without_scripts_it_is_a_form_to_print(browser: Browser, own_address: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own_address}/maturity/product-ops/assess/")
    expect(page.get_by_role("group")).to_have_count(9)
    first = page.get_by_role("group").first
    expect(first.get_by_role("radio")).to_have_count(6)
    first.get_by_role("radio", name="1.3 ").check()
    first.get_by_role("radio", name="1.4 ").check()
    expect(first.get_by_role("radio", name="1.3 ")).not_to_be_checked()
    expect(page.get_by_role("heading", name="What lifts you")).to_be_visible()
    page.emulate_media(media="print")
    for words in ("1.1", "Don’t know", "Because", "Evidence", "What we do next", "How many people"):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.locator(".pb-lifts")).to_be_hidden()
    for size in ("A4", "Letter"):
        assert pages_of(page, tmp_path / f"{size}.pdf", size) == 3
    context.close()


def test_a_blank_form_can_be_printed_in_the_middle_of_it(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=4)
    assess.agree("3 It comes early.")
    page.evaluate("window.print = () => {}")
    assess.press("Print a blank form")
    page.emulate_media(media="print")
    expect(page.get_by_role("group", name=QUESTIONS[2])).to_be_visible()
    expect(page.get_by_text("Not applicable, because it is")).to_be_visible()
    expect(page.locator(".pb-onepage")).to_be_hidden()
    # Nobody who fills it in sees what the group has chosen.
    marks = "rungs => new Set(rungs.map((rung) => getComputedStyle(rung).boxShadow)).size"
    assert page.locator(".pb-rung").evaluate_all(marks) == 1
    people = page.get_by_label("How many people")
    assert people.evaluate("field => getComputedStyle(field).webkitTextFillColor") == "rgba(0, 0, 0, 0)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".pb-onepage")).to_be_visible()


# For everybody


def test_the_keyboard_alone_is_enough(page: Page, address: str) -> None:
    assess = Assess(page, address).open()
    expect(page.get_by_role("radio", name="In the room", exact=True)).to_be_visible()

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"the Tab key does not reach {selector}")

    tab_to("[name=pb-assess-way]")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="In the room", exact=True)).to_be_checked()
    tab_to(".pb-strip select")
    page.keyboard.type("F")
    tab_to(".pb-strip input[inputmode=numeric]")
    page.keyboard.type("5")
    tab_to(".pb-room input[type=radio]")
    for rung in (3, 2, 1):
        page.keyboard.press("Space")
        for _ in range(rung - 1):
            page.keyboard.press("ArrowDown")
        tab_to(".pb-room .pb-number")
        page.keyboard.type("5")
        tab_to(".pb-room .pb-first")
        page.keyboard.press("Enter")
        if rung != 1:
            expect(assess.room.locator(".pb-asked")).to_be_focused()
            tab_to(".pb-room input[type=radio]")
    expect(page.get_by_role("heading", name="Where you stand")).to_be_focused()
    tab_to("button[aria-label='Talk: good enough for us']")
    page.keyboard.press("Enter")
    assert "talk: {level: 2}" in assess.file()
    assert "side: field" in assess.file()
    tab_to(".pb-out .pb-first")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "habits-field-2026-11-26.yml"


WINDOWS = {
    "wide": ViewportSize(width=1400, height=900),
    "zoomed": ZOOMED,
    "phone": ViewportSize(width=320, height=640),
}


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WINDOWS["wide"])
    assess = Assess(page, address).open("In the room", side="field", people=6)
    assess.counts(1, 0, 3, 0, 2)
    assess.agree("3 It comes early.")
    page.get_by_role("button", name="Talk: we want more").click()
    page.get_by_role("button", name=re.compile("^Take this step")).first.click()
    told: dict[tuple[str, str], Violations] = {}
    for way in ("In the room", "Alone", "Collect answers", "On paper"):
        assess.way(way)
        for summary in page.locator("article summary:visible").all():
            summary.evaluate("one => { one.parentElement.open = true }")
        settled(page)
        told[way, "light"] = violations(page)
        page.locator("label[title='Switch to dark']").click()
        settled(page)
        told[way, "dark"] = violations(page, LOOKS)
        page.locator("label[title='Switch to light']").click()
        for window in ("zoomed", "phone"):
            page.set_viewport_size(WINDOWS[window])
            told[way, window] = violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= WINDOWS[window]["width"], (way, window)
        page.set_viewport_size(WINDOWS["wide"])
        assert page.evaluate("document.documentElement.scrollWidth") <= WINDOWS["wide"]["width"], way
    assess.press("Begin again")
    settled(page)
    told["Begin again", "light"] = violations(page)
    assert {look: found for look, found in told.items() if found} == {}


def test_sides_stand_beside_each_other_widest_gap_first_and_last_time_beside_today(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone", side="product")
    assess.answer("What happens to a doubt?", "1.1 ")
    assess.answer("How does news travel?", "2.1 ")
    assess.answer("Does a number have an owner?", "3.3 ")
    for criterion in assess.question("Does a number have an owner?").get_by_role("checkbox").all():
        criterion.check()
    expect(page.locator(".pb-levels")).not_to_contain_text("Last time")
    page.get_by_role("button", name="Sides").click()
    rows = page.locator(".pb-beside tbody tr")
    assert page.locator(".pb-beside thead").inner_text().split() == [
        "Part",
        "Product",
        "2026-11-26",
        "Field",
        "2026-08-20",
        "Apart",
    ]
    assert [row.split("\t") for row in rows.all_inner_texts()] == [["Numbers", "2", "0", "2"], ["Talk", "1", "2", "1"]]
    page.get_by_role("combobox", name="Side").select_option("field")
    assert [row.split("\t") for row in page.locator(".pb-levels tbody tr").all_inner_texts()] == [
        ["Talk", "1, By chance", "–", "2, now down 1"],
        ["Numbers", "2, As a rule", "–", "0, now up 2"],
    ]
    expect(page.get_by_role("button", name="Sides")).to_be_hidden()


def test_the_arithmetic_is_there_for_who_asks(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=5)
    assess.counts(0, 1, 3, 1)
    expect(page.locator(".pb-report")).not_to_contain_text("0.7")
    page.get_by_text("Show the arithmetic").click()
    expect(page.get_by_role("region", name="Agreement").get_by_role("row").nth(1)).to_contain_text("0.7")
    expect(page.get_by_role("region", name="Points").get_by_role("row").nth(1)).to_contain_text("3 of 5")
    expect(page.locator(".pb-levels")).to_contain_text("3, could be 1 to 2: one not answered")
    expect(page.locator(".pb-levels")).to_contain_text("plus one if more than half of the answers are higher")


def test_good_enough_is_said_with_one_press_and_can_be_taken_back(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone", side="field")
    assess.answer("What happens to a doubt?", "1.3 ")
    assess.answer("How does news travel?", "2.3 ")
    enough = page.get_by_role("button", name="Talk: good enough for us")
    enough.click()
    expect(enough).to_have_attribute("aria-pressed", "true")
    assert "talk: {level: 3}" in assess.file()
    expect(page.locator(".pb-aims")).to_contain_text("You have 100 % of what these targets ask for.")
    page.get_by_role("button", name="Talk: we want more").click()
    assert "talk: {level: 4}" in assess.file()
    page.get_by_role("combobox", name="Talk: the level to reach").select_option("5")
    page.get_by_label("Talk: by when").fill("2027-06-30")
    assert "talk: {level: 5, by: 2027-06-30}" in assess.file()
    page.get_by_label("Talk: by when").fill("2026-06-30")
    expect(page.locator(".pb-out")).to_contain_text("A target is to be reached before the day above: look at its date.")
    page.get_by_role("button", name="Talk: we want more").click()
    assert "targets" not in assess.file()


def test_how_far_to_go_from_a_level_that_nobody_knows_cannot_be_said(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone", side="field")
    assess.answer("What happens to a doubt?", "1.3 ")
    assess.answer("How does news travel?", "2.3 ")
    expect(page.get_by_role("button", name="Talk: good enough for us")).to_be_enabled()
    for words in ("Numbers: good enough for us", "Numbers: we want more"):
        expect(page.get_by_role("button", name=words)).to_be_disabled()


def test_what_the_check_would_refuse_is_said_before_there_is_a_file(page: Page, address: str) -> None:
    assess = Assess(page, address).open("In the room", side="field", people=3)
    assess.counts(2, 2)
    save = page.get_by_role("button", name="Save the file", exact=True)
    expect(page.locator(".pb-out")).to_contain_text("Question 1 has 4 answers of 3 people: count again.")
    expect(save).to_be_disabled()
    assess.counts(1)
    expect(save).to_be_enabled()
    assess.way("Alone")
    assess.answer("Does a number have an owner?", "Not applicable")
    asked = assess.question("Does a number have an owner?")
    asked.get_by_role("combobox", name="Why it is not applicable").select_option("other")
    expect(page.locator(".pb-out")).to_contain_text("Question 3 is not applicable for another reason: write which")
    expect(save).to_be_disabled()
    asked.get_by_label("Because").fill("We have no numbers")
    page.keyboard.press("Tab")
    expect(save).to_be_enabled()


def test_a_leap_above_last_time_asks_for_what_shows_it(page: Page, address: str) -> None:
    assess = Assess(page, address).open("Alone", side="field")
    assess.answer("What happens to a doubt?", "1.4 ")
    asked = page.locator(".pb-out .pb-lacking")
    expect(asked).to_have_text("Question 1 is 2 levels above last time. What shows it?")
    expect(page.get_by_role("button", name="Save the file", exact=True)).to_be_enabled()
    question = assess.question("What happens to a doubt?")
    question.get_by_text("What shows it, and how sure you are").click()
    question.get_by_label("What it is").fill("The plan of October")
    question.get_by_label("What it is").press("Enter")
    expect(asked).to_be_empty()
    assert 'evidence:\n      - title: "The plan of October"' in assess.file()
    question.get_by_role("button", name="Remove: The plan of October").click()
    assert "evidence" not in assess.file()


HOSTILE = '</script><img src=x onerror=alert(1)><script>alert(2)</script>"&amp;`{{ 7*7 }}'


def test_nothing_that_a_model_says_is_read_as_html(context: BrowserContext, tmp_path: Path) -> None:
    said = HABITS.replace("What happens to a doubt?", f"'{HOSTILE}'").replace("It comes late.", f"'{HOSTILE}'")
    folder = project(tmp_path).write({"data/maturity/habits.yml": said.replace("title: Talk", f"title: '{HOSTILE}'")})
    with serve(folder.build(strict=False)) as served, opened(context) as page:
        dialogs: list[str] = []

        def note(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", note)
        assess = Assess(page, served).open("In the room", side="field", people=4)
        expect(assess.room.locator("legend")).to_have_text(HOSTILE)
        assess.counts(0, 4)
        assess.way("Alone")
        expect(page.locator(".pb-form legend").first).to_have_text(f"1 {HOSTILE}")
        expect(page.locator(".pb-levels")).to_contain_text(HOSTILE)
        page.get_by_role("button", name="Bars").or_(page.locator(".pb-bars")).first.wait_for()
        assert page.locator("article img").count() == 0
        assert dialogs == []
