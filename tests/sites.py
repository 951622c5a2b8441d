"""Small records to build sites of, and how to read a built site: its pages, their words, the search index."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag

from conftest import Playground


@functools.lru_cache(maxsize=400)
def _parsed(path: Path, _changed: int) -> BeautifulSoup:
    made = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for mark in made.select("a.headerlink"):
        mark.decompose()
    return made


def soup_of(path: Path) -> BeautifulSoup:
    """A built page, parsed once as long as its file stays; to read, not to change."""
    return _parsed(path, path.stat().st_mtime_ns)


def body_of(path: Path) -> Tag:
    found = soup_of(path).select_one("article.md-content__inner")
    assert found is not None
    return found


def text_of(path: Path) -> str:
    return " ".join(body_of(path).get_text().split())


def pages_of(site: Path) -> dict[str, Path]:
    """Every page of a site by its address, as `processes/triage/`."""
    found = {path.parent.relative_to(site).as_posix() + "/": path for path in site.rglob("index.html")}
    return {name.removeprefix("./"): path for name, path in found.items()}


def search_of(site: Path) -> dict[str, dict[str, Any]]:
    """What search finds in a site, by its address: pages and their parts, in our index or in Material's."""
    ours = site / "assets" / "search" / "index.json"
    if ours.is_file():
        pages = json.loads(ours.read_text(encoding="utf-8"))["pages"]
        return {part["at"]: part for page in pages for part in (page, *page.get("parts", ()))}
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return {entry["location"]: entry for entry in index["docs"]}


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def dump(fields: Any) -> str:
    """Fields as YAML, without anchors, which records do not use."""
    return yaml.dump(json.loads(json.dumps(fields)), Dumper=_Dumper, allow_unicode=True, sort_keys=False)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True


def process(title: str, **more: Any) -> str:
    """A process as YAML."""
    fields = {
        "title": title,
        "summary": f"About {title}",
        "owner": "product-manager",
        "prevents": "Requests nobody answers.",
        "trigger": "Monday.",
        "steps": ["Read what came in.", "Answer it."],
    }
    return dump(fields | more)


CHECKLIST = """\
title: Before I send
pause_point: Before I press send.
run_by: product-manager
items:
  - must: The ask is in the first line.
  - Only people who need it get it.
  - The date is clear.
  - There is one place for replies.
  - Those affected heard it first.
"""


def built(playground: Playground) -> Path:
    """A built site of one process, with a note in it that is gone once a later build replaces the site."""
    playground.write({"data/processes/a-b.yml": process("A b"), "playbook/index.md": "# Home\n"})
    site = playground.build()
    (site / "note.txt").write_text("of the old site", encoding="utf-8")
    return site
