"""Search in writing that has no spaces between words: Japanese, Chinese, Thai and others.

Material's search compares what is asked with the beginnings of the pieces that spaces cut a text into. Without spaces a
piece is a clause, and nobody finds a word in its middle. So each entry of the index gets a field that nobody sees, with
such a piece from each of its signs on. Where Material cuts Japanese and Thai itself, it cuts what is indexed and not
what is asked, so that two words together are not found.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from .. import writing

_CUT = frozenset(("ja", "th"))
"""The languages that Material's search cuts into words itself."""
LONGEST = 12
"""Signs of what is asked that are compared. More make the index large."""
FIELD = "parts"

# Thai and Lao, Burmese, Khmer, Japanese, Chinese.
_SIGNS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_PIECE = re.compile(f"[{_SIGNS}]+")
# A word in letters behind such a sign, or behind a bracket or a quote, without a space between.
_BEHIND = re.compile(rf"(?<=[^\s\w<>/&;-])[^\W_]\w+|(?<=[{_SIGNS}])[A-Za-z0-9]+")
_DIVIDING = re.compile(r"(?<!\\)(?:\xad|\u200b|\\u00ad|\\u200b)")
"""Soft hyphens, and spaces without width, as they stand in JSON."""


def whole(search: Any, language: str) -> None:
    """Let Material's search leave the pieces of a language whole, where the site does not say in which it searches."""
    options = getattr(search, "config", {})
    if language in _CUT and "pipeline" in options and not options["lang"]:
        options["lang"] = ["en"]


def complete(site: Path) -> None:
    """Put what makes such words found into the index of a site, if it has one."""
    index = site / "search" / "search_index.json"
    if index.is_file():
        told = index.read_text(encoding="utf-8")
        if (found := findable(told)) != told:
            writing.write(index, found)


def findable(index: str) -> str:
    """The text of the index of a search, with what makes such words found; unchanged where there are none."""
    index = _DIVIDING.sub("", index)  # nobody types these when they search
    told: dict[str, Any] = json.loads(index)
    fields = told.get("config", {}).get("fields")
    if not isinstance(fields, dict):
        return index  # of another search than Material's
    found = False
    for entry in told["docs"]:
        if parts := _parts(f"{entry['title']}\n{entry['text']}"):
            entry[FIELD], found = parts, True
    if not found:
        return index
    fields[FIELD] = {"boost": 1.0}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _parts(text: str) -> str:
    """Everything that a word in a text without spaces can begin with; empty where all words have spaces."""
    pieces = _PIECE.findall(text)
    ends = (piece[at : at + LONGEST] for piece in pieces for at in range(len(piece)))
    return " ".join(dict.fromkeys((*ends, *_BEHIND.findall(text)))) if pieces else ""
