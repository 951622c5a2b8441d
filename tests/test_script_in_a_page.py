"""No text that anybody writes runs as a script: texts of records, settings and names of files, on every page."""

from __future__ import annotations

import re
import shutil
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import BrowserContext, expect

from conftest import ROOT, TODAY, Playground, serve
from prodops_playbook import source
from prodops_playbook.checks import check
from prodops_playbook.kinds import KINDS, Settings
from prodops_playbook.links import VIEWS
from prodops_playbook.problems import Level, level_of
from prodops_playbook.records.shape import empty
from prodops_playbook.source import Document, Mapping, Node, Scalar, Sequence
from prodops_playbook.types import Model, Prose, Text
from sites import dump, pages_of

FULL = ROOT / "tests" / "full"
PAYLOADS = (
    "<script>ran(1)</script>",
    '"><img src=x onerror=ran(1)>',
    "'><svg/onload=ran(1)>",
    "</title><img src=x onerror=ran(1)>",
    "</script><script>ran(1)</script>",
    '" autofocus tabindex=0 onfocus=ran(1) x="',
    "' onmouseover='ran(1)' style='position:fixed;inset:0' x='",
    "--><img src=x onerror=ran(1)><!--",
    "&lt;img src=x onerror=ran(1)&gt;",
    "[x](javascript:ran(1))",
    "![x](x){: onerror=ran(1) }",
    "<javascript:ran(1)>",
    "</textarea><iframe srcdoc='<script>parent.ran(1)</script>'>",
    "${ran(1)}{{ran(1)}}",
    "]]><img src=x onerror=ran(1)>",
    "<a href=javascript:ran(1)>x</a>",
)
"""What runs where a text is handed on as HTML, as an attribute, as Markdown or as a script."""
FIXED = {"timezone"}
"""Fields of text of which only some are known."""


class Poison:
    """Puts the payloads into the texts of a record, one after another, each with a number of its own."""

    def __init__(self) -> None:
        self.number = 0

    def file(self, path: str) -> str:
        """A file of the fixture with a payload in the place of every text that takes any characters."""
        document, problems = source.read_file(FULL, path)
        assert document is not None, problems
        words: dict[tuple[int, int], str] = {}
        for model, node in roots(document, path):
            for scalar, prose in texts(model, node):
                words[scalar.line, scalar.column] = self.word(prose=prose)
        return dump(_plain(document.root, words))

    def word(self, *, prose: bool) -> str:
        """The next payload. Prose holds no HTML, so there every sign is escaped, as its author would."""
        self.number += 1
        payload = PAYLOADS[self.number % len(PAYLOADS)]
        told = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", payload) if prose else payload
        return f"{self.number} poison {told}"


def texts(annotation: Any, node: Node) -> Iterator[tuple[Scalar, bool]]:
    """Every scalar of a field that takes a text of any characters, and whether it is prose."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (types.UnionType, typing.Union, typing.Annotated):
        yield from texts(arguments[0], node)
    elif isinstance(annotation, type) and issubclass(annotation, Model):
        node = annotation.long_form(node)
        for name, field in annotation.model_fields.items() if isinstance(node, Mapping) else ():
            value = node.get(field.alias or name) if isinstance(node, Mapping) else None
            if value is not None and name not in FIXED:
                yield from texts(field.annotation, value)
    elif isinstance(node, Scalar):
        if not empty(node) and annotation in (Text, Prose):
            yield node, annotation is Prose
    elif isinstance(node, Sequence) and arguments:
        for item in node.items:
            yield from texts(arguments[0], item)
    elif isinstance(node, Mapping) and origin is dict:
        for _, value in node.entries:
            yield from texts(arguments[1], value)


def roots(document: Document, path: str) -> Iterator[tuple[type[Model], Node]]:
    """The records of a file of the fixture with their models."""
    folders = {kind.folder: kind for kind in KINDS.values()}
    folder = Path(path).parts[1].removesuffix(".yml")
    if folder == "playbook":
        yield Settings, document.root
    elif path.count("/") > 1 or folders[folder].single:
        yield folders[folder].model, document.root
    elif isinstance(document.root, Mapping):
        yield from ((folders[folder].model, node) for _, node in document.root.entries)


def _plain(node: Node, words: dict[tuple[int, int], str]) -> Any:
    if isinstance(node, Scalar):
        return words.get((node.line, node.column), node.text)
    if isinstance(node, Sequence):
        return [_plain(item, words) for item in node.items]
    return {key.text: _plain(value, words) for key, value in node.entries}


LEADS_ON = 'data-playbook="moved"'
FOUND = r"""() => [...document.querySelectorAll("*")].filter(e => [...e.attributes].some(a =>
    /^on/i.test(a.name) && a.value.includes("ran") || a.name == "srcdoc" || /^\s*javascript:/i.test(a.value)
)).map(e => e.outerHTML)"""
"""Elements that would run one of the payloads at a touch."""


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project that uses every field, with a payload in each that takes a text, and in names of files."""
    root = tmp_path_factory.mktemp("poisoned")
    shutil.copytree(FULL, root, dirs_exist_ok=True)
    poison = Poison()
    for file in sorted(FULL.glob("data/**/*.yml")):
        path = file.relative_to(FULL).as_posix()
        (root / path).write_text(poison.file(path), encoding="utf-8")
    assert poison.number > 200
    playground = Playground.__new__(Playground)
    playground.root = root
    settings = yaml.safe_load((root / "data/playbook.yml").read_text(encoding="utf-8"))
    settings["repository"]["branch"] = '"><svg/onload=ran(1)>'
    settings["print"]["pdf"] = "false"
    settings["values"]["notice"]["unit"] = "business days"  # a date is counted with it
    playground.write(
        {
            "data/playbook.yml": dump(settings),
            "playbook/<img src=x onerror=ran(1)>.md": "Without a title. [[launch]]\n\n![[view:doors]]\n",
            "playbook/index.md": "# Home\n" + "".join(f"\n![[view:{view}]]\n" for view in VIEWS),
        }
    )
    loaded = playground.load()
    assert [p for p in check(loaded, TODAY) if level_of(p.code, loaded.levels) is Level.ERROR] == []
    return playground.build(strict=False)


def test_no_text_of_a_record_or_a_setting_and_no_name_of_a_file_runs_as_a_script(
    poisoned: Path, context: BrowserContext
) -> None:
    ran: list[str] = []
    context.expose_function("ran", lambda *_: ran.append(page.url))
    page = context.new_page()
    page.set_viewport_size({"width": 1400, "height": 900})
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    armed: dict[str, list[str]] = {}
    with serve(poisoned) as address:
        for name, path in pages_of(poisoned).items():
            if LEADS_ON in path.read_text(encoding="utf-8"):
                continue  # an old address, which is left at once for a page that is visited too
            page.goto(f"{address}/{quote(name)}", wait_until="domcontentloaded")
            if found := page.evaluate(FOUND):
                armed[name] = found
        page.goto(address)
        page.locator("[data-md-component=search-query]").click()
        page.keyboard.type("poison", delay=20)
        expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")
        armed |= {"search": found} if (found := page.evaluate(FOUND)) else {}
    assert ran == []
    assert armed == {}
