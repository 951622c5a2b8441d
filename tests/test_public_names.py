"""What another program may use of the package: the names, their examples, and the page that tells of them."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import prodops_playbook
from conftest import ROOT, TODAY
from documents import blocks, section

NAMES = {
    "Edition",
    "Page",
    "Playbook",
    "Problem",
    "Result",
    "Whole",
    "as_json",
    "find",
    "prepare",
    "score",
    "today",
    "whole",
}
ENGINES = (ROOT / "playbook/maintain/engines.md").read_text(encoding="utf-8")
PART = section(ENGINES, "A program of your own")


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a playbook in it, on a day that stays."""
    shutil.copytree(ROOT / "tests" / "full", tmp_path / "our-playbook")
    monkeypatch.setenv("PLAYBOOK_TODAY", TODAY.isoformat())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_public_names_are_these_and_few() -> None:
    assert sorted(prodops_playbook.__all__) == sorted(NAMES)
    assert len(NAMES) <= 15


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.usefixtures("there")
def test_every_public_name_has_an_example_that_runs(name: str) -> None:
    names = {public: getattr(prodops_playbook, public) for public in NAMES}
    doc = names[name].__doc__
    example = doctest.DocTestParser().get_doctest(doc, {**names, "Path": Path}, name, name, 0)
    assert any(re.search(rf"\b{name}\b", step.source) or step.want for step in example.examples)
    report: list[str] = []
    found = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, out=report.append)
    assert found.attempted > 0
    assert report == []


def test_the_page_tells_of_every_public_name_and_no_other() -> None:
    assert set(re.findall(r"^\| `(\w+)", PART, re.MULTILINE)) == NAMES


def test_the_program_of_the_page_prints_what_the_page_says(there: Path) -> None:
    (there / "program.py").write_text(blocks(ENGINES, "python")[0], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=there, capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert done.stderr == ""
    assert done.stdout == blocks(ENGINES, "text")[0]
