"""Every word that readers see comes from records or from the catalogue, and another language needs no code."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import bs4
import markdown
import pytest
import yaml
from babel.messages import Catalog
from jinja2 import nodes

from catalogue import KEYWORDS, POT, pseudo, spoken, written
from conftest import SETTINGS, TODAY, Playground
from greek import latin, read_greek
from placing import TEMPLATES, parsed
from prodops_playbook.edition import Edition, prepare
from prodops_playbook.exports.feed import feed
from prodops_playbook.exports.sheets import everything
from prodops_playbook.kinds import KINDS
from prodops_playbook.kinds.maturity import MaturityModel
from prodops_playbook.links import VIEWS
from prodops_playbook.playbook import Project
from prodops_playbook.render import Renderer, Section
from repositories import git
from spots import FULL
from test_rooms import PACKAGE

__all__ = ["spoken"]
Speak = Callable[[Catalog], None]
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "data-day", "data-title")
FOR_AUTHORS = ("checks.md",)
"""Pages whose tables say what the check says, in its words."""
STATUSES = {"in use": "", "library": "status: library\n", "trial": "status: trial\ntrial_until: 2026-12-01\n"}
STATUSES |= {"retired": "status: retired\n", "example": "example: true\n"}


def test_the_catalogue_has_every_message_of_templates_and_code(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("update_goldens"):
        POT.write_text(written(), encoding="utf-8")
    assert POT.read_text(encoding="utf-8") == written(), "write it anew: pytest tests/test_words.py --update-goldens"


def project(folder: Path, status: str) -> Project:
    """The fixture that uses every field, with all its records of one status since the second of two days."""
    shutil.copytree(FULL, folder)
    whole = [
        f"![[{kind.name}:{path.stem}]]" for kind in KINDS.values() for path in folder.glob(f"data/{kind.folder}/*")
    ]
    pages = "\n\n".join(["# Ω", *whole, *(f"![[view:{name}]]" for name in VIEWS)])
    (folder / "playbook" / "index.md").write_text(pages + "\n", encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Begin", day="2026-03-01")
    for path in folder.glob("data/*/*.yml"):
        said = path.read_text(encoding="utf-8")
        kept = re.sub(r"(?m)^(status|trial_until|example):.*\n", "", said) if status else said
        path.write_text(kept.rstrip("\n") + "\n" + status, encoding="utf-8")
    git(folder, "commit", "-qam", "Change", "--allow-empty", day="2026-03-02")
    return Project(folder)


def bare(page: str) -> Iterator[str]:
    """The texts of a page that are in no message; code is no text."""
    soup = bs4.BeautifulSoup(page, "html.parser")
    for element in soup.find_all(True):
        for name in ATTRIBUTES:
            yield from outside(str(element.get(name, "")), [0])
    depth = [0]
    for text in soup.find_all(string=True):
        if text.find_parent(["code", "pre"]) or text.find_parent(class_="pb-code"):
            depth[0] += text.count("⟦") - text.count("⟧")
        else:
            yield from outside(str(text), depth)


def outside(text: str, depth: list[int]) -> Iterator[str]:
    """The parts of a text outside of brackets."""
    piece = ""
    for sign in text + "⟦⟧":
        if sign == "⟦":
            if not depth[0]:
                yield " ".join(piece.split())
            depth[0] += 1
            piece = ""
        elif sign == "⟧":
            depth[0] -= 1
        elif not depth[0]:
            piece += sign


def html(text: str) -> str:
    """The body of a page of Markdown."""
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    return markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables"])


@pytest.mark.parametrize("status", STATUSES)
def test_no_word_of_a_page_is_bare(status: str, spoken: Speak, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken(pseudo("en"))
    names = read_greek(monkeypatch)
    edition = prepare(project(tmp_path / "project", STATUSES[status]), lambda _: TODAY)
    found = [(place, text) for place, texts in shown(edition) for text in texts]
    names |= {change.commit for change in edition.history.changes.values()} | {"playbook.yml", "cards"}
    names |= {line.change.version.title for line in edition.changes.lines}
    names |= {side.capitalize() for model in edition.playbook.all(MaturityModel) for side in model.sides}
    english = latin(names)
    left = {(place, text) for place, text in found if english(text)}
    assert not left, "\n".join(f"{place}: {text}" for place, text in sorted(left))


def shown(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """Every place where readers see something, with its texts that are in no message."""
    for pdf in (False, True):
        renderer = Renderer(edition, pdf=pdf)
        site = renderer.site()
        assert not site.problems
        for page in site.pages:
            front = yaml.safe_load(page.text.split("\n---\n", 1)[0])
            text = html(page.text)
            if page.uri in FOR_AUTHORS:
                text = re.sub(r"(?s)<td>.*?</td>", "", text)
            yield page.uri, [*bare(text), *outside(front["title"] + front.get("description", ""), [0])]
        for own in edition.playbook.pages:
            yield own.uri, [*bare(html(renderer.hand_written(own)))]
        for sheet in everything(edition.playbook, renderer) if pdf else ():
            yield sheet.name, [*bare(sheet.body), *outside(sheet.title, [0])]
    yield "menu", [text for title in titles(site.nav) for text in outside(title, [0])]
    for file in feed(edition.changes, edition.playbook).values():
        said = (entry.text or "" for entry in ET.fromstring(file).iter() if entry.tag.endswith(("title", "summary")))
        yield "feed", [text for line in said for text in outside(line, [0])]


def titles(menu: Sequence[str | Section]) -> Iterator[str]:
    """The titles in a menu."""
    for entry in menu:
        if isinstance(entry, Section):
            yield entry.title
            yield from titles([entry.entries] if isinstance(entry.entries, str) else entry.entries)


SPEAKING = [path for room in ("pages", "parts") for path in sorted((PACKAGE / room).glob("*.py"))]
SPEAKING += [
    PACKAGE / name for name in ("changes/fields.py", "changes/telling.py", "exports/feed.py", "maturity/wording.py")
]
NO_TEXT = re.compile(r"(?s)```.*?```|<[a-z/!][^<>]*>|\{:[^}]*\}|&\w+;|`[^`]*`|\]\(<?[^)]*\)?")
"""What is no text in a template: code, tags, attributes, addresses."""
NO_WORDS = {
    "partials/flow.md.j2": ["rtl", "ltr", "start", "end"],  # values of attributes
    "partials/run.md.j2": [" decision "],  # the name of a field
    "indexes/result.md.j2": ["playbook assess blank"],  # a command
    "partials/levels.md.j2": ["pb", "share"],  # a class
    "views/writing-records.md.j2": ["playbook", "yml"],  # a file
}


@pytest.mark.parametrize("name", sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2")))
def test_a_template_has_no_words_outside_of_messages(name: str) -> None:
    """Also where the fixture never leads."""
    outputs = (part for output in parsed(name).find_all(nodes.Output) for part in output.nodes)
    text = "".join(part.data if isinstance(part, nodes.TemplateData) else "\0" for part in outputs)
    found = re.findall(r"[A-Za-z][A-Za-z ]*(?<! )", NO_TEXT.sub("", text))
    found += re.findall(rf'(?:{"|".join(ATTRIBUTES)})="[^"]*?([A-Za-z]+)', text)
    found += [word for word in chosen(name) if re.search("[A-Za-z]", word)]
    assert found == NO_WORDS.get(name, [])


def chosen(name: str) -> Iterator[str]:
    """Texts that a template writes as they are, chooses from, or joins to others."""
    for node in parsed(name).find_all((nodes.Output, nodes.CondExpr, nodes.Or, nodes.Tuple, nodes.Pair, nodes.Concat)):
        parts = [node.value] if isinstance(node, nodes.Pair) else node.iter_child_nodes(exclude=("test",))
        yield from (part.value for part in parts if isinstance(part, nodes.Const) and isinstance(part.value, str))


@pytest.mark.parametrize("module", SPEAKING)
def test_a_page_made_in_python_has_no_words_outside_of_messages(module: Path) -> None:
    """Also where the fixture never leads."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    said = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Call) and called(node) in KEYWORDS)
        for part in ast.walk(node)
        if isinstance(node, ast.Call) or node.value is part
    }
    texts = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and n not in said)
    words = [t for t in texts if isinstance(t, str) and re.search(r"\w \w|^[A-Z][a-z]+$", re.sub("<.*", "", t))]
    assert [word for word in words if word not in ("Reference", "Book", "Linker", "Markup")] == []


def called(node: ast.Call) -> str:
    """The name of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


GERMAN: dict[str | tuple[str, ...], str | tuple[str, ...]] = {
    "Owner": "Verantwortlich",
    "Reference": "Nachschlagen",
    "every week": "jede Woche",
    "process": "Prozess",
    "Applied by": "Angewandt von",
    ("%(num)s question answered", "%(num)s questions answered"): ("%(num)s Antwort", "%(num)s Antworten"),
}


def german() -> Catalog:
    made = Catalog(locale="de")
    for message, said in GERMAN.items():
        made.add(message, said, flags=["python-format"])
    return made


def test_another_language_is_a_catalogue_and_a_setting(spoken: Speak, tmp_path: Path) -> None:
    spoken(german())
    folder = tmp_path / "project"
    shutil.copytree(FULL, folder)
    path = folder / "data" / "playbook.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("language: en", "language: de"), encoding="utf-8")
    edition = prepare(Project(folder), lambda _: TODAY)
    site = Renderer(edition).site()
    pages = {page.uri: page.text for page in site.pages}
    assert "**Verantwortlich** " in pages["processes/triage.md"]
    assert "- **Angewandt von** " in pages["principles/partner.md"]
    assert "| Verantwortlich |" in pages["processes/index.md"]
    assert "jede Woche" in pages["rituals/index.md"]
    assert "Nachschlagen" in titles(site.nav)
    assert "2 Antworten" in pages["assessments/function/product/2026-10-05.md"]
    assert "1 Antwort" in pages["assessments/habits/sales/2026-10-05.md"]


def test_a_language_without_a_catalogue_speaks_english(playground: Playground) -> None:
    playground.write({"data/playbook.yml": f"{SETTINGS}language: fr\n"})
    assert "- **Ask** " in playground.page("roles/product-manager.md")
