"""Golden cases: tests/cases/<topic>/<case>.yml holds files in, and the problems and pages that come out.

`pytest tests/test_golden.py --update-goldens` writes the results; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, TODAY, Playground
from prodops_playbook.checks import check
from prodops_playbook.problems import as_text

CASES = sorted((ROOT / "tests" / "cases").rglob("*.yml"))


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_case_gives_its_problems_and_pages(
    path: Path, playground: Playground, request: pytest.FixtureRequest
) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    playground.write(case["files"])
    loaded = playground.load()
    found: dict[str, Any] = {"problems": as_text(check(loaded, TODAY), loaded.levels)}
    if "pages" in case:
        found["pages"] = {uri: playground.page(uri) for uri in case["pages"]}
    if request.config.getoption("--update-goldens"):
        text = yaml.dump(case | found, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)
        path.write_text(text, encoding="utf-8")
        case |= found
    assert {name: case.get(name) for name in found} == found


@pytest.mark.parametrize("path", [p for p in CASES if p.parent.name == "maturity"], ids=lambda p: p.stem)
def test_a_broken_model_or_result_still_has_a_page(path: Path, playground: Playground) -> None:
    """Else one mistake would be two: itself, and a template that cannot be rendered."""
    playground.write(yaml.safe_load(path.read_text(encoding="utf-8"))["files"])
    assert playground.render().problems == ()
