"""A list with sections and equal items keeps both in every copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pypdf
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import Playground, serve
from prodops_playbook.cli import main
from test_checklist_page import take

LIST = """\
title: Go live
pause_point: The day before.
run_by: product-manager
sections:
  - title: On staging
    items: [All pods run, Smoke test passed, {must: Health is green}, Data is loaded, Logs arrive]
  - title: In production
    items: [All pods run, {must: Smoke test passed}, {must: Health is green}, Alerts are on, Support knows]
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site with the list, in a repository."""
    project = Playground(tmp_path_factory.mktemp("sections"))
    settings = (project.root / "data/playbook.yml").read_text(encoding="utf-8")
    project.write(
        {
            "data/playbook.yml": f"{settings}repository: {{url: 'https://github.com/acme/p'}}\n",
            "data/checklists/go-live.yml": LIST,
        }
    )
    with serve(project.build(strict=False)) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own that may use the clipboard."""
    made = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield made
    made.close()


def test_every_copy_keeps_the_sections_and_tells_equal_items_apart(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/go-live/")
    production = page.get_by_role("group", name="In production")
    production.get_by_role("checkbox", name="Smoke test passed").check()
    chat = take(page, "Copy as text for a chat")
    staging = ["On staging", "[ ] All pods run", "[ ] Smoke test passed", "[ ] Must not miss: Health is green"]
    live = ["In production", "[ ] All pods run", "[x] Must not miss: Smoke test passed"]
    live += ["[ ] Must not miss: Health is green", "[ ] Alerts are on", "[ ] Support knows"]
    parts = [part.split("\n") for part in chat.split("\n\n")[1:3]]
    assert parts == [[*staging, "[ ] Data is loaded", "[ ] Logs arrive"], live]
    markdown = take(page, "Copy as Markdown")
    assert "### On staging\n\n- [ ] All pods run\n" in markdown
    assert "### In production\n\n- [ ] All pods run\n- [x] **Must not miss:** Smoke test passed\n" in markdown
    page.evaluate("window.open = address => { window.opened = address }")
    page.get_by_role("button", name="Open an issue with it").click()
    assert parse_qs(urlparse(page.evaluate("window.opened")).query)["body"] == [markdown]
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".pb-below .pb-said").first).to_have_text(
        "Still open, and it must not be missed: Health is green (On staging); Health is green (In production)."
    )
    link = take(page, "Copy a link to this run")
    page.get_by_role("button", name="Clear this run").click()
    page.get_by_role("button", name="Clear without a copy").click()
    page.goto("about:blank")
    page.goto(link)
    expect(production.get_by_role("checkbox", name="Smoke test passed")).to_be_checked()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)


def test_paper_keeps_the_sections(page: Page, address: str) -> None:
    page.goto(f"{address}/checklists/go-live/")
    expect(page.locator(".pb-run")).to_have_count(1)
    page.emulate_media(media="print")
    shown = page.locator(".pb-checklist").inner_text()
    assert shown.index("On staging") < shown.index("Logs arrive") < shown.index("In production")


def test_the_pdf_keeps_the_sections_and_a_box_for_each_item(playground: Playground, tmp_path: Path) -> None:
    playground.write({"data/checklists/go-live.yml": LIST})
    told = CliRunner().invoke(
        main, ["--project", str(playground.root), "print", "go-live", "-o", str(tmp_path / "pdf")]
    )
    assert told.exit_code == 0, told.output
    (file,) = (tmp_path / "pdf").rglob("*.pdf")
    reader = pypdf.PdfReader(file)
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert [text.count(words) for words in ("On staging", "In production", "Smoke test passed")] == [1, 1, 2]
    fields = reader.get_fields() or {}
    assert len([name for name, field in fields.items() if field.get("/FT") == "/Btn"]) == 10
