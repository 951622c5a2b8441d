"""What somebody could put into a file to hold up a check. Work is counted in calls, so that no clock decides."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from conftest import Playground
from prodops_playbook.links import scan
from prodops_playbook.problems import closest
from prodops_playbook.source import MAX_SLIPS
from prodops_playbook.source.parse import MAX_MARKS
from prodops_playbook.types.commonmark import UnsupportedError, parse
from prodops_playbook.types.prose import LONGEST

UNITS = [
    "[",
    "[[",
    "[[[",
    "[[a|",
    "[[a]]",
    "[[nope]]_",
    "[[nope|x]]",
    "![",
    "!!",
    "]",
    "](",
    "[a](",
    "[a](b",
    "[a](<b",
    '[a](b_"',
    "[a](b)",
    "[a](b)[",
    "[*a](b)*",
    "![a](b)",
    "[a][b]",
    "[a]:_b<",
    "[`",
    "*[",
    "**",
    "*_",
    "*a_",
    "**a_",
    "_a",
    "`",
    "`a``",
    "``a`",
    "\\[",
    "\\",
    "&",
    "&#",
    "&a",
    "<a_",
    '<a_b="',
    "</a",
    "<!--",
    "<![CDATA[",
    "<?",
    "<http://a>",
    "(",
]
LINES = ("a\n", "a\n\n", "- a\n", "1. a\n", "> a\n", ">>", "[a]: b\n", "a\\\n", "<!--\n", "```\n", "# a\n", "    a\n")


def calls(work: Callable[[], Any]) -> int:
    """How many functions a piece of work calls."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def read(text: str) -> None:
    """Read a text as Markdown of a record, whether it fits there or not."""
    with contextlib.suppress(UnsupportedError):
        parse(text)


@pytest.mark.parametrize("unit", [*(unit.replace("_", " ") for unit in UNITS), *LINES])
def test_twice_as_much_markdown_is_about_twice_as_much_work(unit: str) -> None:
    once, twice = (calls(functools.partial(read, (unit * n)[:n])) for n in (2_000, 4_000))
    assert twice < 2.5 * once + 200


@pytest.mark.parametrize("unit", ["[[a|", "[[[", "[[nope]] ", "`", "``` ", "<!--", "$$", "\\[[", "~~~\n", "<pre>"])
def test_twice_as_long_a_page_is_about_twice_as_much_work(unit: str) -> None:
    once, twice = (calls(functools.partial(list, scan((unit * n)[:n]))) for n in (20_000, 40_000))
    assert twice < 2.5 * once + 200


def test_the_closest_of_many_names_is_found_without_comparing_all() -> None:
    names = [f"value-{i}" for i in range(1000)]
    assert closest("valeu-77", names)[0] == "value-77"

    def look_up(number: int) -> None:
        for i in range(20):
            closest(f"valu-{i}", names[:number])

    few, many = (calls(functools.partial(look_up, number)) for number in (200, 1000))
    assert many < 3 * few


def test_a_text_of_more_than_ten_pages_is_refused_at_its_place(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": f"title: Launch\ndefinition: |\n  *a* {'b ' * LONGEST}\n"})
    (problem,) = playground.problems()
    assert (problem.line, problem.code) == (2, "too-large")
    assert "[[page:" in problem.hint


def test_a_file_with_more_markdown_than_can_be_looked_at_is_refused_where_that_begins(playground: Playground) -> None:
    terms = "".join(f"t{i}:\n  title: T{i}\n  definition: {'b *a* ' * 900}\n" for i in range(30))
    assert terms.count("*") > MAX_MARKS
    playground.write({"data/terms.yml": terms})
    problem = next(p for p in playground.problems() if p.code == "too-large")
    assert (problem.path, problem.code) == ("data/terms.yml", "too-large")
    assert problem.line in (3 * (MAX_MARKS // 1800) + 3, 3 * (MAX_MARKS // 1800) + 4)


def test_a_page_full_of_slips_tells_the_first_of_them(playground: Playground) -> None:
    playground.write({"playbook/x.md": "".join(f"[[nope-{i}]]\n" for i in range(3 * MAX_SLIPS))})
    found = playground.problems()
    assert len(found) == MAX_SLIPS + 1
    assert (found[-1].code, found[-1].line) == ("too-large", MAX_SLIPS + 1)
