"""Search finds by the words that people use: other words for a term, a role, a need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import opened

WANTED = {
    "change freeze": ("/terms/", "Quiet weeks"),
    "killer item": ("/terms/", "Critical item"),
    "ceremony": ("/terms/", "Ritual"),
    "sales lead": ("/roles/sales-lead/", "Sales lead"),
    "product manager": ("/roles/product-manager/", "Product manager"),
    "I need to plan the quarter": ("/doors/", "plan the next quarter"),
    "I need to launch": ("/doors/", "launch something, or give someone a date"),
    "GTM": ("/processes/launch/", "Launch"),
    "sunset": ("/processes/retire-a-feature/", "Retire a feature"),
    "tell the customer": ("/doors/", "know what I can tell a customer"),
    "who owns payments": ("/areas/", "Who owns what"),
    "how to change": ("/how-to-change/", "How to change this playbook"),
    "wrong": ("/doors/", "report or fix something wrong"),
    "launch": ("/processes/launch/", "Launch"),
}


@pytest.fixture(scope="module")
def searching(browser: Browser, own_address: str) -> Iterator[Page]:
    """The start page, on which one person after another searches: a browser reads the index once."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    with opened(context) as page:
        page.goto(own_address)
        yield page
    context.close()


@pytest.mark.parametrize("words", list(WANTED))
def test_search_finds_it_among_the_first_three(searching: Page, words: str) -> None:
    page = searching
    path, title = WANTED[words]
    field = page.locator("[data-md-component=search-query]")
    field.fill("")
    field.press("Shift")
    expect(page.locator(".md-search-result__link")).to_have_count(0)
    field.click()
    page.keyboard.type(words, delay=20)
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")
    found = page.locator(".md-search-result__item:nth-child(-n+3)").filter(
        has=page.locator(f'.md-search-result__link[href*="{path}"]')
    )
    expect(found).to_have_count(1)
    expect(found).to_contain_text(title)
