"""Scripts: the libraries that the site carries, and that nothing is shipped for nobody."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

ASSETS = ROOT / "generator/prodops_playbook/assets"
LICENSES = sorted(ASSETS.rglob("*.txt"))
SCRIPTS = {path: path.read_text(encoding="utf-8") for path in ASSETS.rglob("*.js")}

OURS = {path: text for path, text in SCRIPTS.items() if not path.with_suffix(".txt").exists()}
EXPORT = re.compile(r"^export (?:(?:async )?(?:function|const|class) |\{ )(\w+)", re.MULTILINE)
TAUGHT = "learn"
"""What the last line of a site's words.js calls (words/scripts.py)."""


def imported(path: Path) -> Iterator[tuple[Path, str]]:
    """What a script takes from others, types too: from which file, and by which name."""
    for names, file in re.findall(r'\{([^{}]*)\} from\s+"([./a-z]+)"', OURS[path]):
        yield from (((path.parent / file).resolve(), name) for name in re.findall(r"\w+", names))
    for before, file, after in re.findall(r'(.*)import\("([./a-z]+)"\)(?:\)?\.(\w+))?', OURS[path]):
        yield from (((path.parent / file).resolve(), name) for name in (after, *re.findall(r"\w+", before)))


def test_a_script_gives_others_only_what_one_of_them_takes() -> None:
    taken = {one for path in OURS for one in imported(path)}
    given = {(path, name) for path, text in OURS.items() for name in EXPORT.findall(text) if name != TAUGHT}
    assert len(given) > 100
    assert sorted(f"{path.relative_to(ASSETS)}: {name}" for path, name in given - taken) == []


@pytest.mark.parametrize("notice", LICENSES, ids=[path.stem for path in LICENSES])
def test_a_library_is_the_one_that_its_license_names(notice: Path) -> None:
    first = notice.read_text(encoding="utf-8").partition("\n")[0]
    said = re.fullmatch(rf"\S+ \d+\.\d+\.\d+ \({notice.stem}\.js\)[.,].* License: \w+\. SHA-256: (\w+)", first)
    assert said
    assert said[1] == hashlib.sha256(notice.with_suffix(".js").read_bytes()).hexdigest()


def test_no_library_is_loaded_before_somebody_needs_it() -> None:
    for notice in LICENSES:
        asks = re.compile(rf'^(import|export) .*from "[./a-z]*/{notice.stem}\.js"', re.MULTILINE)
        first = [path.name for path, text in SCRIPTS.items() if asks.search(text)]
        # That of the search is the worker's, which starts with a search.
        assert first == (["ranking.js"] if notice.stem == "minisearch" else [])
