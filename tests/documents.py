"""Reads the documentation for the tests that hold it to its word."""

from __future__ import annotations

import re


def blocks(text: str, language: str) -> list[str]:
    """The fenced examples of a page, in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one, without its examples."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    found = re.search(rf"^#+ {re.escape(heading)}(?: {{:[^}}]*}})?\n(.*?)(?=^#+ |\Z)", prose, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def named(text: str, heading: str) -> list[str]:
    """The names in the first column of the table under a heading."""
    return re.findall(r"^\| `([^`]+)` \|", section(text, heading), re.MULTILINE)
