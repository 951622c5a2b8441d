"""What the tests of the assess page share: a small site, and what a person does on the page."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, StorageState, ViewportSize, expect

from conftest import Playground, shared

TODAY = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
REPOSITORY = "repository: {url: 'https://github.com/acme/p'}\n"
SETTINGS = "default_owner: product-ops-lead\nfeedback: '#ask'\n"

HABITS = """\
title: Habits here
version: 1.1.0
sides: [product, field]
prompt: Think of the last quarter.
levels: [By chance, As a rule, Always, Everywhere, Unasked]
answer_sets:
  much:
    - {id: none, label: "No", value: 0}
    - {id: some, label: For some work, value: 0.25}
    - {id: most, label: For most work, value: 1}
dimensions:
  - {id: talk, title: Talk}
  - {id: data, title: Numbers}
questions:
  - id: talk.doubt
    was: [talk.old]
    dimension: talk
    text: What happens to a doubt?
    ladder: {1: It stays away., 2: It comes late., 3: It comes early., 4: It changes plans., 5: It is asked for.}
    raise:
      2: [process:show-it]
      4: [checklist:before]
  - id: talk.news
    dimension: talk
    text: How does news travel?
    ladder: {1: By rumour., 2: By mail., 3: By a list., 4: By people., 5: By itself.}
  - id: data.owner
    dimension: data
    text: Does a number have an owner?
    level: 2
    answers: much
    criteria: {named: The owner has a name, found: The owner can be found}
    criteria_gate: some
    na: true
retired:
  - {id: talk.gone, in: 1.1.0, reason: Nobody understood it.}
"""
TEAMS = """\
title: A team's habits
version: 1.0.0
subject: team
levels: [By chance, As a rule]
dimensions: [{id: talk, title: Talk}]
questions:
  - {id: talk, dimension: talk, text: Does the team talk?, ladder: {1: When it must., 2: Every day.}}
"""
LAST = """\
model: habits
version: 1.1.0
side: field
date: 2026-08-20
state: submitted
respondents: {count: 4}
answers:
  talk.doubt: {level: 2}
  talk.news: {level: 4}
  data.owner: {answer: some}
"""
FILES = {
    "data/maturity/habits.yml": HABITS,
    "data/maturity/teams-habits.yml": TEAMS,
    "data/assessments/habits/field/2026-08-20.yml": LAST,
    "data/teams.yml": "web: {title: Web team, summary: We make the web.}\n",
    "data/processes/show-it.yml": (
        "title: Show it\nsummary: We show it.\nowner: product-manager\nprevents: Slides.\ntrigger: Monday.\n"
        "steps: [Show it, Ask about it]\n"
    ),
    "data/checklists/before.yml": (
        "title: Before\nstatus: library\npause_point: Before.\nrun_by: product-manager\n"
        "items: [One, Two, Three, Four, Five]\n"
    ),
    "playbook/index.md": "# Home\n",
}


class Assess:
    """The assess page of a model, as somebody uses it."""

    def __init__(self, page: Page, address: str, model: str = "habits") -> None:
        self.page = page
        self.address = f"{address}/maturity/{model}/assess/"

    def open(self, way: str = "", *, side: str = "", people: int = 0) -> Assess:
        self.page.goto(self.address)
        if way:
            self.way(way)
        if side:
            self.page.get_by_role("combobox", name="Side").select_option(side)
        if people:
            field = self.page.get_by_role("textbox", name="How many people")
            field.fill(str(people))
            field.press("Tab")
        return self

    def way(self, name: str) -> None:
        self.page.get_by_role("radio", name=name, exact=True).check()

    # In the room

    @property
    def room(self) -> Locator:
        return self.page.get_by_role("region", name="In the room")

    def counts(self, *numbers: int) -> None:
        """Type how many showed each rung, the lowest first, and last how many do not know."""
        fields = self.room.locator("input.pb-number")
        for place, number in enumerate(numbers):
            if number:
                fields.nth(place).fill(str(number))

    def agree(self, rung: str) -> None:
        self.room.get_by_role("radio", name=rung).check()

    def because(self, words: str) -> None:
        field = self.room.get_by_role("textbox", name="Because (")
        field.fill(words)
        field.press("Tab")

    def next(self) -> None:
        self.room.locator(".pb-first").click()

    # Alone

    def question(self, words: str) -> Locator:
        return self.page.locator(".pb-form").get_by_role("group", name=words)

    def answer(self, question: str, rung: str) -> None:
        self.question(question).get_by_role("radio", name=rung).check()

    @property
    def progress(self) -> Locator:
        return self.page.locator(".pb-form .pb-progress")

    # Out and in

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def copied(self, name: str) -> str:
        self.press(name)
        expect(self.said).to_contain_text("Copied")
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    @property
    def said(self) -> Locator:
        return self.page.locator(".pb-out .pb-told[role=status]")

    def file(self) -> str:
        """The text of the file as it stands."""
        return str(self.page.locator(".pb-out pre").evaluate("pre => pre.textContent"))

    def saved(self) -> tuple[str, str]:
        """Name and text of the file that “Save the file” makes."""
        with self.page.expect_download() as download:
            self.press("Save the file")
        return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8")

    def collect(self, *texts: str) -> None:
        self.page.get_by_label("Paste links, codes or files here").fill("\n".join(texts))
        self.press("Add them")

    @property
    def collected(self) -> Locator:
        return self.page.locator(".pb-together .pb-told")


def project(folder: Path) -> Playground:
    """A project with two small models."""
    return Playground(folder).write({"data/playbook.yml": SETTINGS + REPOSITORY, **FILES})


def site(factory: pytest.TempPathFactory) -> Path:
    """The built site of that project, one for all tests: read it, change nothing."""
    return shared(factory, "assess", lambda folder: project(folder).build(strict=False)) / "site"


def as_file(name: str, text: str) -> FilePayload:
    """A file to open on the page."""
    return {"name": name, "mimeType": "text/yaml", "buffer": text.encode()}


def new_context(browser: Browser, kept: StorageState | None = None) -> BrowserContext:
    """A browser of its own, on a fixed day, that may use the clipboard; `kept` is what another one has kept."""
    clipboard = ["clipboard-read", "clipboard-write"]
    window = ViewportSize(width=1400, height=900)
    made = browser.new_context(permissions=clipboard, viewport=window, storage_state=kept)
    made.clock.set_fixed_time(TODAY)
    return made
