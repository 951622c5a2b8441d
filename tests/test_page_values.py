"""Pages are values: finished, unchanging, and placed whole by templates that call nothing but macros."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
import pytest
from jinja2 import nodes

from conftest import ROOT, TODAY, write
from prodops_playbook import pages, parts, resources
from prodops_playbook.edition import prepare
from prodops_playbook.kinds import KINDS
from prodops_playbook.links import VIEWS
from prodops_playbook.pages import embeds
from prodops_playbook.parts import Book
from prodops_playbook.parts.frame import OwnField
from prodops_playbook.playbook import Project
from prodops_playbook.render import Renderer
from prodops_playbook.render.environment import Environment
from repositories import git
from spots import FULL

TEMPLATES = {p.relative_to(resources.templates()).as_posix(): p for p in sorted(resources.templates().rglob("*.j2"))}
FOR_PROJECTS = {(OwnField, "address")}
"""What no template of ours places: it is there for those of a project."""
RESULT = """\
model: habits
version: 1.0.0
team: {}
date: 2026-11-01
method: self
state: submitted
answers: {{talk: {}}}
"""
MORE = {
    "data/teams/web.yml": "title: Web\n",
    "data/assessments/habits/sales/2026-11-01.yml": RESULT.format("sales", "{level: 2}"),
    "data/assessments/habits/web/2026-11-01.yml": RESULT.format("web", "{unknown: true}"),
}
"""Beside the project that uses every field: teams of which one has a level, and one has none."""


def _modules(room: ModuleType) -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(room.__path__):
        yield importlib.import_module(f"{room.__name__}.{module.name}")


VALUES = [
    thing
    for room in (pages, parts)
    for module in (room, *_modules(room))
    for thing in vars(module).values()
    if isinstance(thing, type) and dataclasses.is_dataclass(thing) and thing.__module__ == module.__name__
]
PLACED = [value for value in VALUES if value is not Book]


def _is_macro(call: nodes.Call, imported: set[str], modules: set[str]) -> bool:
    match call.node:
        case nodes.Name(name=name):
            return name in imported or name in ("super", "range")
        case nodes.Getattr(node=nodes.Name(name=name)):
            return name in modules
    return False


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_calls_nothing_but_macros(name: str) -> None:
    tree = Environment(resources.templates()).parse(TEMPLATES[name].read_text(encoding="utf-8"))
    aliases = [alias for line in tree.find_all(nodes.FromImport) for alias in line.names]
    macros = {alias if isinstance(alias, str) else alias[1] for alias in aliases}
    macros |= {macro.name for macro in tree.find_all(nodes.Macro)}
    modules = {line.target for line in tree.find_all(nodes.Import)}
    assert [call.lineno for call in tree.find_all(nodes.Call) if not _is_macro(call, macros, modules)] == []
    assert [include.lineno for include in tree.find_all(nodes.Include)] == []


@pytest.mark.parametrize("value", VALUES, ids=lambda v: f"{v.__module__.rpartition('.')[2]}-{v.__name__}")
def test_a_value_cannot_be_changed_and_says_what_it_is(value: Any) -> None:
    assert value.__dataclass_params__.frozen
    assert not value.__doc__.startswith(f"{value.__name__}(")


def test_every_view_has_a_value_and_no_other() -> None:
    assert set(embeds.VIEWS) == set(VIEWS)


class Read:
    """Notes what templates read of which value."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fields: set[tuple[type, str]] = set()
        monkeypatch.setattr(Environment, "getattr", self._getattr)

    def _getattr(self, value: Any, name: str) -> Any:
        self.fields.add((type(value), name))
        return jinja2.Environment.getattr(_ANY, value, name)

    def render(self, root: Path) -> None:
        """Everything that is made of a project: its site with PDFs and without, and the sheets."""
        edition = prepare(Project(root), lambda _: TODAY)
        for pdf in (False, True):
            renderer = Renderer(edition, pdf=pdf)
            assert renderer.site().problems == ()
            for kind in KINDS.values():
                for record in edition.playbook.of_kind(kind.name) if kind.on_paper and pdf else ():
                    assert renderer.sheet(record)


_ANY = jinja2.Environment()


def test_every_field_of_every_value_is_placed_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "full"
    shutil.copytree(FULL, root)
    write(root, MORE)
    function = root / "data" / "maturity" / "function.yml"
    text = function.read_text(encoding="utf-8")
    graded = text.replace("criteria_gate:", "raise: {2: [process:triage]}\n    criteria_gate:")
    assert graded != text
    function.write_text(graded, encoding="utf-8")
    records = sorted(path for path in (root / "data").glob("*/*.yml"))
    checklist = next((root / "data" / "checklists").glob("*.yml")).stem
    put = (*(f"view:{view}" for view in VIEWS), "role:product-manager", f"checklist:{checklist}")
    embedded = "".join(f"![[{mention}]]\n\n" for mention in put)
    (root / "playbook").mkdir(exist_ok=True)
    (root / "playbook" / "index.md").write_text(f"# Home\n\n{embedded}", encoding="utf-8")
    git(root, "init", "-q")
    read = Read(monkeypatch)
    for day, status in (("2026-02-01", ""), ("2026-02-02", "status: library"), ("2026-02-03", "status: trial")):
        for path in records:
            text = re.sub(r"(?m)^(status|trial_until):.*\n", "", path.read_text(encoding="utf-8"))
            until = "\ntrial_until: 2026-12-01" if "trial" in status else ""
            path.write_text(f"{text.rstrip()}\n{status}{until}\n", encoding="utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "a change", day=day)
        read.render(root)
    read.render(ROOT)
    wanted = {(value, field.name) for value in PLACED for field in dataclasses.fields(value)}
    missing = wanted - read.fields - FOR_PROJECTS
    assert sorted(f"{value.__module__}.{value.__name__}.{name}" for value, name in missing) == []
