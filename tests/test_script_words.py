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

from catalogue import IN_SCRIPTS, kept, marked, pseudo, speak, spoken
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
ALL = {**resources.assets(), **resources.search()}
SCRIPTS = {name: path for name, path in ALL.items() if path.suffix == ".js" and not path.with_suffix(".txt").exists()}
"""Ours; beside a library stands its license."""


def test_a_site_teaches_its_scripts_its_language(
    spoken: Speak, playground: Playground, page: Page, tmp_path: Path
) -> None:
    made = Catalog(locale="pl")
    made.add("Copied: %(what)s.", "Skopiowano: %(what)s.")
    made.add("Copy", "Kopiuj")
    made.add(("%(num)s day", "%(num)s days"), ("%(num)s dzień", "%(num)s dni", "%(num)s dnia"))
    spoken(made)
    playground.write({"data/playbook.yml": f"{SETTINGS}language: pl\n"})
    folder = write(tmp_path / "scripts", assets(playground.load().playbook.settings))
    # As if a script said so.
    lines = lesson(['several("%(num)s day", "%(num)s days", days)', 'say("Copied: %(what)s.")'], words("pl"))
    with (folder / MODULE).open("a", encoding="utf-8") as file:
        file.write(lines)
    with serve(folder) as address:
        css = page.goto(f"{address}/assets/playbook.css")
        assert css is not None
        assert ':root { --pb-copy: "Kopiuj"; }' in css.text()
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


def test_a_site_teaches_its_scripts_every_message_of_theirs(spoken: Speak) -> None:
    spoken(pseudo("el"))
    line = lesson((path.read_text(encoding="utf-8") for path in SCRIPTS.values()), words("el"))
    taught = json.loads(line.removeprefix("learn(").rpartition(", (n) =>")[0])
    theirs = (message.id for message in kept() if any("/assets/" in path for path, _ in message.locations))
    assert taught.keys() == {message if isinstance(message, str) else message[0] for message in theirs}


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


NO_WORDS = re.compile(r"(a?\.)?(pb|md)-[a-z]+|--share: |[a-z]*\[|:is\(|:scope|\0<mark |([a-z]+ ){12}")
"""Classes, a style, places in a page, the sign of a hit, and a list of the words that a search does without."""
WORDS = re.compile(r"[A-Za-z]{2,}\W* \W*[A-Za-z]|^\W*[A-Z][a-z]+\W*$|[a-z]{2}[.,:] |\0 [a-z]|[a-z] \0|" + SAYS.pattern)
MESSAGES = {text for message in kept() for text in (message.id if isinstance(message.id, tuple) else (message.id,))}
FIELD = re.compile(r"[ -]*[a-z]+: |\{\$")
"""A line of a result's file."""
KNOWN = {
    "tried:\\n  - on: \0\\n    by: \0\\n    changed: \0\\n": "lines of a record",
    "ul, ol": "elements",
    "tbody tr": "elements",
    "input, select": "elements",
    "business day": "a unit in records",
    "votes \0": "a step to undo",
    "noopener noreferrer": "how a link opens",
    "Enter": "a key",
    "hear both ends": "a flag",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_has_no_words_outside_of_messages(name: str) -> None:
    bare = [text for by, text in called(name) if by not in {*IN_SCRIPTS, "Error"} and WORDS.search(text)]
    assert {text for by, text in called(name) if by in IN_SCRIPTS and "\0" not in text} <= MESSAGES
    bare = [text for text in bare if text not in KNOWN and not NO_WORDS.match(text)]
    assert [text for text in bare if name != "assets/maturity/page/file.js" or not FIELD.match(text)] == []


# On pages, where people see them

GREEK = {
    "data/playbook.yml": {"language: en": "language: el", "pdf: true": "pdf: false", "holidays: GB-ENG": ""},
    "data/processes/triage.yml": {'"[[value:notice]] before"': "20 business days before"},  # a unit is no text
    "data/principles/partner.yml": {"- Who asked": "- Who misses it?\n  - Who asked"},
    "data/roles.yml": {},
}
QUARTERLY = """\
title: Quarter plan
summary: We plan the quarter.
owner: product-manager
prevents: Surprises.
trigger: The quarter comes near.
steps: [{do: Write the plan, when: 2 weeks before}, {do: Look back, when: 3 business days after}]
dates: {count_from: quarter}
"""
SEEN = """
const seen = new Set(JSON.parse(sessionStorage.getItem("seen")))
const read = new WeakSet() // what the page brought itself
const said = ["aria-label", "title", "placeholder", "alt", "label"]
const every = node => [node, ...[...node.childNodes].flatMap(every)]
function note(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
    if (!element?.closest("article, dialog") || element.closest("code, pre, script, style")) return
    if (node !== element) seen.add(node.data)
    else for (const name of said) if (node.hasAttribute(name)) seen.add(node.getAttribute(name))
    if (node.validationMessage) seen.add(node.validationMessage)
}
const whole = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: said }
const watch = new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes) {
        if (type === "childList") [...addedNodes].flatMap(every).filter(node => !read.has(node)).forEach(note)
        else note(target)
    }
    sessionStorage.setItem("seen", JSON.stringify([...seen]))
})
document.addEventListener("readystatechange", () => {
    every(document).forEach(node => read.add(node))
    watch.observe(document, whole)
}, { once: true })
"""
"""Remembers everything that ever came to a page after it was read, and before any module ran."""
NAMES = ("x", "ics", "Product", "Field")
"""A ticked box, a kind of file, and what sides are called."""


ADDRESS = re.compile(r"\S*/\S*")
"""Addresses, paths, and the codes of answers."""


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


def assess(page: Page, address: str) -> list[str]:
    page.goto(f"{address}/maturity/function/assess/")
    way = "input[name=pb-assess-way][value=%s]"
    page.check(way % "alone")
    expect(page.locator(".pb-lacking")).to_contain_text("⟦Nothing is answered yet.⟧")
    form = page.locator(".pb-form")
    form.locator("[type=radio]").nth(2).check()
    expect(page.locator(".pb-lacking")).to_contain_text("⟦Say above which side answers.⟧")
    page.locator(".pb-strip select").select_option("field")
    form.locator("[type=radio][value=na]").check()
    form.locator(".pb-more-said summary").first.click()
    form.locator(".pb-more-said input").first.fill("Ω")
    page.locator(button("Add it")).first.click()
    copies = []
    for message in ("Copy a link to these answers", "Copy a short code", "Copy the text of the file"):
        page.click(button(message))
        expect(page.locator(".pb-out .pb-told").first).to_contain_text("⟦Copied: ⟧")
        copies.append(clipboard(page))
    page.click(".pb-back summary")
    for text in (
        "Ω",
        "model: [",
        copies[1] + "0",
        copies[0][:-1],
        copies[2].replace("out_of_scope", "none"),
        copies[0],
    ):
        page.fill(".pb-back textarea", text)
        page.click(button("Bring it back"))
        expect(page.locator(".pb-back textarea")).to_have_value("" if text == copies[0] else text)
    page.click(button("Begin again"))
    page.locator("dialog").get_by_role("button").nth(1).click()
    page.check(way % "together")
    for text in (*copies[:2], copies[2].replace("side: field", "side: product")):
        page.fill(".pb-together textarea", text)
        page.click(button("Add them"))
    page.locator("dialog").get_by_role("button").nth(1).click()
    expect(page.locator(".pb-came li")).not_to_have_count(0)
    page.check(way % "paper")
    page.locator(".pb-typing input").first.fill("9")
    page.click(button("Add this form"))
    expect(page.locator(".pb-together .pb-told")).to_contain_text("⟦Question ⟧")
    return []


def room(page: Page, address: str) -> list[str]:
    page.goto(f"{address}/maturity/function/assess/")
    page.check("input[name=pb-assess-way][value=room]")
    page.locator(".pb-strip select").select_option("product")
    page.locator(".pb-strip [type=text]").fill("5")
    page.locator(".pb-strip [type=text]").press("Tab")
    votes = page.locator(".pb-room input.pb-number")
    for place, number in enumerate(("2", "1", "2", "1")):
        votes.nth(place).fill(number)
    expect(page.locator(".pb-spread")).to_contain_text("⟦ people: count again⟧")
    votes.nth(0).fill("1")
    expect(page.locator(".pb-spread")).to_contain_text("⟦one person does not know⟧")
    page.locator(".pb-room [type=radio]").nth(1).check()
    page.click(".pb-room .pb-first")
    votes.nth(3).fill("5")
    page.click(".pb-room .pb-first")
    page.click(".pb-more-numbers summary")
    for view in page.locator(".pb-report > div > .pb-buttons button").all():
        if view.is_visible():
            view.click()
    for more in page.locator(".pb-aims li .pb-buttons button:last-child").all():
        if more.is_enabled():
            more.click()
    page.locator(".pb-offers button").first.click()
    page.locator(".pb-taken input").first.fill("Ω")
    page.locator(".pb-strip [type=text]").fill("2")
    page.locator(".pb-strip [type=text]").press("Tab")
    expect(page.locator(".pb-notices")).to_contain_text("⟦Bring them back⟧")
    page.locator(".pb-strip [type=text]").fill("Ω")
    page.locator(".pb-strip [type=text]").press("Tab")
    expect(page.locator(".pb-onepage")).to_contain_text("⟦What we do next⟧")
    return []


WAYS = [lists, runs, dates, assess, room]


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
    bare = {text for said in (*seen, *taken) for text in outside(ADDRESS.sub("", said), [0]) if english(text)}
    assert not bare, "\n".join(sorted(bare))
