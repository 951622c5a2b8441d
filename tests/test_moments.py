"""Moments that must not take longer than ten seconds, on a phone: from home, by at most two steps and a few letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Playground, serve


@pytest.fixture
def phone(browser: Browser, own_address: str) -> Iterator[Page]:
    """The own site's home on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(own_address)
    yield page
    context.close()


def door(page: Page, need: str) -> None:
    """Go through a door of home."""
    page.locator(".pb-doors").get_by_role("link", name=need).tap()


def test_monday_triage_has_its_list_and_the_sentence_to_hand_a_task_back(phone: Page) -> None:
    phone.get_by_role("link", name="Triage", exact=True).tap()
    expect(phone.get_by_role("heading", name="Run it: Is this ours?")).to_be_visible()
    box = phone.get_by_role("checkbox", name=re.compile("It has an end date"))
    box.tap()
    expect(box).to_be_checked()
    sentence = phone.locator("li", has_text="Handing a task back").locator(".pb-say")
    expect(sentence).to_contain_text("I'd like this one to stay with you")
    expect(sentence.locator("xpath=following-sibling::button")).to_have_text("Copy")


def test_monday_triage_has_the_board(browser: Browser, playground: Playground) -> None:
    playground.write(
        {
            "data/principles.yml": "p: {title: P, statement: S., rationale: R., implications: [A., B.]}\n",
            "data/rituals.yml": (
                "triage: {title: Triage, question: Q?, every: week, minutes: 30, attendees: [product-manager],"
                " outputs: [Answers]}\n"
            ),
            "data/processes/triage.yml": (
                "title: Weekly triage\nsummary: S.\nowner: product-manager\nprevents: Silence.\ntrigger: Monday.\n"
                "principles: [p]\nritual: triage\nsteps: [Read., 'product-ops-lead: Answer.']\n"
                "lives_in: [{title: The board, url: 'https://board.example.com/triage'}]\n"
            ),
        }
    )
    with serve(playground.build()) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{address}/rituals/triage/")
        expect(page.get_by_role("link", name="The board")).to_have_attribute("href", "https://board.example.com/triage")
        page.close()


def test_who_is_the_product_manager_for_billing(phone: Page) -> None:
    door(phone, "find out who owns a product area")
    phone.get_by_label("What are you looking for?").fill("invoices")
    row = phone.locator("tbody tr:visible")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Billing")


def test_one_question_to_ask_before_a_decision(phone: Page) -> None:
    door(phone, "ask one good question before a decision")
    phone.get_by_role("button", name="One card at a time").tap()
    expect(phone.locator(".pb-deck li:visible")).to_have_count(1)


def test_what_may_i_tell_the_customer(phone: Page) -> None:
    door(phone, "know what I can tell a customer about our plans")
    expect(phone.locator("h1")).to_have_text(re.compile("What we can tell customers"))


def test_go_or_no_go_in_the_room(phone: Page) -> None:
    door(phone, "decide go or no-go")
    box = phone.get_by_role("checkbox").first
    box.tap()
    expect(box).to_be_checked()
    expect(phone.get_by_text(re.compile(r"^1 of \d+"))).to_be_visible()


def test_which_promise_exactly_and_agreed_when(phone: Page) -> None:
    door(phone, "look up what teams have promised each other")
    phone.get_by_label("What are you looking for?").fill("launch channel")
    row = phone.locator("tbody tr:visible").first
    expect(row).to_contain_text("launch channel")
    row.get_by_role("link", name="Launch communication").tap()
    expect(phone).to_have_url(re.compile("#promise-"))
    promise = phone.url.partition("#")[2]
    expect(phone.locator("li", has=phone.locator(f"#{promise}"))).to_be_in_viewport()


def test_a_need_is_found_by_typing_and_those_behind_the_fold_too(phone: Page) -> None:
    phone.get_by_label("Narrow it down").fill("tool access")
    rows = phone.locator(".pb-doors li:visible")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("get access to a tool")
    phone.get_by_label("Narrow it down").fill("")
    assert rows.count() > 8


def test_each_role_has_its_door_with_what_it_gets_what_it_gives_and_three_pages(phone: Page, own_address: str) -> None:
    for role in ("Product manager", "Sales lead", "Product leader"):
        phone.get_by_role("link", name=role, exact=True).first.tap()
        expect(phone.locator("h1")).to_contain_text(role)
        headings = [text.removesuffix("¶") for text in phone.locator("article h2").all_inner_texts()]
        assert headings[0] == "Start here"
        assert phone.locator("article ol").first.locator("li").count() == 3
        assert {"What you can expect", "What's expected of you", "Proposed, not agreed yet"} & set(headings)
        phone.goto(own_address)
    phone.get_by_role("link", name="New here?").tap()
    expect(phone.locator("h1")).to_contain_text("New here")
