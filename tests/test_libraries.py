"""Scripts: the libraries that the site carries, and that nothing is shipped for nobody."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from conftest import ROOT

ASSETS = ROOT / "generator/prodops_playbook/assets"
LICENCES = sorted(ASSETS.rglob("*.txt"))
SCRIPTS = {path: path.read_text(encoding="utf-8") for path in ASSETS.rglob("*.js")}


@pytest.mark.parametrize("licence", LICENCES, ids=[path.stem for path in LICENCES])
def test_a_library_is_the_one_that_its_licence_names(licence: Path) -> None:
    first = licence.read_text(encoding="utf-8").partition("\n")[0]
    said = re.fullmatch(rf"\S+ \d+\.\d+\.\d+ \({licence.stem}\.js\)[.,].* License: \w+\. SHA-256: (\w+)", first)
    assert said
    assert said[1] == hashlib.sha256(licence.with_suffix(".js").read_bytes()).hexdigest()


def test_no_library_is_loaded_before_somebody_needs_it() -> None:
    for licence in LICENCES:
        asks = re.compile(rf'^(import|export) .*from "[./a-z]*/{licence.stem}\.js"', re.MULTILINE)
        first = [path.name for path, text in SCRIPTS.items() if asks.search(text)]
        assert first == (
            ["ranking.js"] if licence.stem == "minisearch" else []
        )  # a worker's, which starts with a search
