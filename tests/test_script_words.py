"""What scripts say comes from the catalogue as well, in the language of the site."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.jslexer import Token, tokenize, unquote_string
from playwright.sync_api import Browser, Page, expect

from catalogue import IN_SCRIPTS, marked, pseudo, speak, spoken
from conftest import SETTINGS, Playground, opened, serve, write
from greek import latin, read_greek
from prodops_playbook import resources
from prodops_playbook.render import assets
from prodops_playbook.words import words
from prodops_playbook.words.scripts import MODULE, lesson
from spots import FULL
from test_words import outside

__all__ = ["spoken"]
Speak = Callable[[Catalog], None]
SCRIPTS = {name: path for name, path in resources.assets().items() if path.suffix == ".js"}


def test_a_site_teaches_its_scripts_its_language(
    spoken: Speak, playground: Playground, page: Page, tmp_path: Path
) -> None:
    made = Catalog(locale="pl")
    made.add("Copied: %(what)s.", "Skopiowano: %(what)s.")
    made.add(("%(num)s day", "%(num)s days"), ("%(num)s dzień", "%(num)s dni", "%(num)s dnia"))
    spoken(made)
    playground.write({"data/playbook.yml": f"{SETTINGS}language: pl\n"})
    folder = write(tmp_path / "scripts", assets(playground.load().playbook.settings))
    # As if a script said so.
    lines = lesson(['several("%(num)s day", "%(num)s days", days)', 'say("Copied: %(what)s.")'], words("pl"))
    with (folder / MODULE).open("a", encoding="utf-8") as file:
        file.write(lines)
    with serve(folder) as address:
        page.goto(f"{address}/assets/playbook.css")
        told = page.evaluate(
            """async () => {
                const { say, several, woven } = await import("/assets/words.js")
                return [
                    ...[1, 2, 5, 22].map(days => several("%(num)s day", "%(num)s days", days)),
                    say("Copied: %(what)s.", { what: "%(num)s $& %%" }),
                    woven("Copied: %(what)s.", { what: new Image() }).map(part => part.nodeName || part),
                    several("%(num)s person", "%(num)s people", 5),
                ]
            }"""
        )
    assert told == [
        *("1 dzień", "2 dni", "5 dnia", "22 dni"),
        "Skopiowano: %(num)s $& %%.",
        ["Skopiowano: ", "IMG", "."],
        "5 people",
    ]


# In every line, also where no page leads


SAYS = re.compile(r"\b(say|several|woven)\(")
"""Inside of a text no message would be found."""
PUT_IN = re.compile(r"\$\{[^{}]*(\{[^{}]*\}[^{}]*)*\}")


def tokens(name: str) -> list[Token]:
    text = SCRIPTS[name].read_text(encoding="utf-8")
    return [token for token in tokenize(text, jsx=False) if not token.type.endswith("comment")]


def called(name: str) -> Iterator[tuple[str, str]]:
    """Every text of a script, with what is called with it."""
    calls: list[str] = []
    read = tokens(name)
    for before, token in zip([Token("operator", "", 0), *read], read, strict=False):
        if token.type == "operator" and token.value == "(":
            calls.append(before.value if before.type == "name" else "")
        elif token.type == "operator" and token.value == ")":
            calls = calls[:-1]
        elif token.type == "template_string":
            text = token.value[1:-1]
            yield (calls or [""])[-1], text if SAYS.search(text) else PUT_IN.sub("\0", text)
        elif token.type == "string" and before.value not in ("from", "import"):
            yield (calls or [""])[-1], unquote_string(token.value)


NO_WORDS = re.compile(r"(a?\.)?(pb|md)-[a-z]+|--share: |[a-z]*\[|:is\(|:scope")
"""Classes, a style, and places in a page."""
WORDS = re.compile(r"[A-Za-z]{2,}\W* \W*[A-Za-z]|^\W*[A-Z][a-z]+\W*$|[a-z]{2}[.,:] |\0 [a-z]|[a-z] \0|" + SAYS.pattern)
KNOWN = {
    "tried:\\n  - on: \0\\n    by: \0\\n    changed: \0\\n": "lines of a record",
    "ul, ol": "elements",
    "tbody tr": "elements",
    "input, select": "elements",
    "working day": "a unit in records",
    "noopener noreferrer": "how a link opens",
    "Enter": "a key",
    "hear both ends": "a flag",
}


@pytest.mark.parametrize("name", [name for name in SCRIPTS if not re.search("/maturity", name)])
def test_a_script_has_no_words_outside_of_messages(name: str) -> None:
    bare = [text for by, text in called(name) if by not in {*IN_SCRIPTS, "Error"} and WORDS.search(text)]
    assert [text for text in bare if text not in KNOWN and not NO_WORDS.match(text)] == []


# On pages, where people see them

GREEK = {
    "data/playbook.yml": {"language: en": "language: el", "pdf: true": "pdf: false", "holidays: GB-ENG": ""},
    "data/processes/triage.yml": {'"[[value:notice]] before"': "20 working days before"},  # a unit is no text
    "data/principles/partner.yml": {"- Who asked": "- Who misses it?\n  - Who asked"},
    "data/roles.yml": {},
}
QUARTERLY = """\
title: Quarter plan
summary: We plan the quarter.
owner: product-manager
prevents: Surprises.
trigger: The quarter comes near.
steps: [{do: Write the plan, when: 2 weeks before}, {do: Look back, when: 3 working days after}]
dates: {count_from: quarter}
"""
SEEN = """
const seen = new Set(JSON.parse(sessionStorage.getItem("seen")))
const said = ["aria-label", "title", "placeholder", "alt", "label"]
const leave = "code, pre, script, style, .headerlink, .md-content__button"
function look(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
    if (!element?.closest("article, dialog") || element.closest(leave)) return
    if (node !== element) seen.add(node.data)
    else for (const name of said) if (node.hasAttribute(name)) seen.add(node.getAttribute(name))
    if (node.validationMessage) seen.add(node.validationMessage)
    node.childNodes.forEach(look)
}
const whole = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: said }
const watch = new MutationObserver(changes => {
    for (const { target, addedNodes } of changes) (addedNodes.length ? addedNodes : [target]).forEach(look)
    sessionStorage.setItem("seen", JSON.stringify([...seen]))
})
document.addEventListener("readystatechange", () => watch.observe(document, whole), { once: true })
"""
"""Remembers everything that ever came to a page after it was read, and before any module ran."""


NAMES = ("x", "ics")
"""A ticked box, and a kind of file."""


def button(message: str) -> str:
    return f'role=button[name="{marked(message)}"]'


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def lists(page: Page, address: str) -> list[str]:
    page.goto(f"{address}/assessments/")
    page.fill("[type=search]", "ω")
    expect(page.locator(".pb-filters")).to_contain_text("⟦ of ⟧")
    page.goto(f"{address}/cards/")
    page.click(button("One card at a time"))
    page.click(button("Shuffle"))
    page.goto(f"{address}/principles/partner/")
    copied = page.locator(".pb-copy").first
    copied.click()
    expect(copied).to_have_text("⟦Copied⟧")
    page.goto(f"{address}/forms/letter/")
    page.locator(".pb-copy").first.click()
    return [clipboard(page)]


def runs(page: Page, address: str) -> list[str]:
    page.goto(f"{address}/checklists/launch-go/")
    finish = page.locator(".pb-below .pb-buttons button").first
    said = page.locator(".pb-below .pb-said")
    finish.click()
    expect(said).to_contain_text("⟦choose the outcome⟧")
    page.locator(".pb-decision [type=radio]").first.check()
    page.locator(".pb-decision [type=text]").last.fill("Ω")
    page.locator(".pb-strip input").first.fill("Ω")
    for place in (0, 2):
        page.locator(".pb-tick").nth(place).check()
    finish.click()
    expect(said).to_contain_text("⟦Without evidence: ⟧")
    finish.click()
    copies = []
    for ways in page.locator(".pb-take .pb-buttons button").all()[:3]:
        ways.click()
        expect(said).to_contain_text("⟦Copied: ⟧")
        copies.append(clipboard(page))
    page.click(button("New run"))
    page.click(button("Clear this run"))
    page.locator("dialog").get_by_role("button").first.click()
    expect(said).to_contain_text("⟦Copied, then cleared.")
    page.click(button("Undo"))
    page.goto(f"{address}/checklists/switch-off/#run=broken")
    expect(page.locator(".pb-said").first).to_contain_text("⟦The link to a run was damaged")
    return copies[1:]


def dates(page: Page, address: str) -> list[str]:
    said = page.locator("[data-playbook=dates] > .pb-said")
    page.goto(f"{address}/processes/triage/")
    for day in ("2020-02-01", "2030-12-24"):
        page.fill("[type=date]", day)
        page.click(button("Copy the dates"))
        expect(said).to_contain_text("⟦Copied: ⟧")
    with page.expect_download():
        page.click(button("Calendar file"))
    expect(said).to_contain_text("ics⟦. Open it with your calendar.⟧")
    copied = clipboard(page)
    page.goto(f"{address}/processes/quarter/")
    page.click(".pb-whole summary")
    return [copied]


WAYS = [lists, runs, dates]


@pytest.fixture(scope="module")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, set[str]]]:
    """The project that uses every field, in Greek letters, with every message in brackets; and its names."""
    folder = tmp_path_factory.mktemp("pseudo")
    shutil.copytree(FULL, folder / "project")
    project = Playground(folder / "project")
    for name, changes in GREEK.items():
        text = (FULL / name).read_text(encoding="utf-8")
        for said, instead in changes.items():
            text = text.replace(said, instead)
        project.write({name: text})
    project.write({"data/processes/quarter.yml": QUARTERLY})
    with pytest.MonkeyPatch.context() as patch:
        speak(patch, folder / "languages", pseudo("el"))
        names = read_greek(patch)
        site = project.build(strict=False)
    words.cache_clear()
    with serve(site) as address:
        yield address, names


@pytest.mark.parametrize("way", WAYS)
def test_no_word_of_a_script_is_bare(
    way: Callable[[Page, str], list[str]], pseudo_site: tuple[str, set[str]], browser: Browser
) -> None:
    address, names = pseudo_site
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], locale="el-GR")
    context.add_init_script(SEEN)
    with opened(context) as page:
        taken = way(page, address)
        seen = json.loads(page.evaluate("sessionStorage.getItem('seen')"))
    context.close()
    english = latin({*names, *NAMES})
    bare = {text for said in (*seen, *taken) for text in outside(said, [0]) if english(text)}
    assert sorted(bare) == []
