"""The architecture, read from ARCHITECTURE.md and held against the code's own imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

PACKAGE = ROOT / "generator" / "prodops_playbook"
MODULES = sorted(PACKAGE.rglob("*.py"))


def rooms() -> dict[str, int]:
    """Each room with its place on the line, from the left."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    line = re.search(r"^(problems < .*)$", text, re.MULTILINE)
    assert line
    groups = [group.split(", ") for group in line[1].split(" < ")]
    return {room: place for place, group in enumerate(groups) for room in group}


def room_of(module: Path) -> str:
    """The room that a file belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(module: Path) -> Iterator[str]:
    """Absolute dotted names of everything a module imports, inside functions too."""
    package = ["prodops_playbook", *module.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def test_every_file_stands_in_a_room_of_the_line() -> None:
    outside = {room_of(m) for m in MODULES} - set(rooms()) - {"__init__", "__main__"}
    assert outside == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_a_room_imports_only_from_rooms_to_its_left(module: Path) -> None:
    places = rooms()
    here = room_of(module)
    if here in ("__init__", "__main__"):
        return
    for name in imported(module):
        parts = name.split(".")
        if parts[0] == "prodops_playbook" and len(parts) > 1 and parts[1] != here:
            assert parts[1] in places, name
            assert places[parts[1]] < places[here], f"{here} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_only_the_outlets_know_mkdocs_the_clock_the_terminal_and_the_log(module: Path) -> None:
    if room_of(module) in ("beside", "plugin", "cli", "today", "__main__"):
        return
    names = set(imported(module))
    assert not {n for n in names if n.split(".")[0] in {"mkdocs", "click", "logging", "socket", "requests"}}
    assert not {n for n in names if n.startswith("urllib.request")}
    text = module.read_text(encoding="utf-8")
    assert not re.search(r"\b(print\(|datetime\.now|date\.today|time\.time)", text)


OUTLETS = [module for module in MODULES if room_of(module) in ("cli", "plugin")]


@pytest.mark.parametrize("module", OUTLETS, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_an_outlet_only_adapts(module: Path) -> None:
    """What takes longer to say belongs into a room, where it can be used without a terminal and without MkDocs."""
    functions = [n for n in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(n, ast.FunctionDef)]
    bodies = {f.name: f.body[ast.get_docstring(f) is not None :] for f in functions}
    assert {
        name for name, body in bodies.items() if body and (body[-1].end_lineno or 0) - body[0].lineno >= 15
    } == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_a_file_is_short_enough_to_read(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_no_pattern_repeats_a_group_without_giving_back(module: Path) -> None:
    """The first releases of Python 3.11, such as Debian's, lose matches of `(...)*+`."""
    strings = _texts(module)
    assert [text for text in strings if re.search(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+", text)] == []


def _texts(module: Path) -> list[str]:
    nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
    return [str(node.value) for node in nodes if isinstance(node, ast.Constant) and "(?" in str(node.value)]
