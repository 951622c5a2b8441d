"""What somebody could put into a file to hold up a check. Work is counted in calls, so that no clock decides."""

from __future__ import annotations

import contextlib
import functools
import re
import sys
from collections.abc import Callable
from itertools import chain
from types import FrameType
from typing import Any

import pytest

from conftest import Playground
from prodops_playbook.checks.graph import references
from prodops_playbook.links import scan
from prodops_playbook.problems import closest
from prodops_playbook.source import MAX_SLIPS
from prodops_playbook.source.parse import MAX_MARKS
from prodops_playbook.types.commonmark import UnsupportedError, parse
from prodops_playbook.types.text import LONGEST

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


@pytest.mark.parametrize("text", ["*a* ", "b "])
@pytest.mark.parametrize("field", ["title", "definition"])
def test_a_text_of_more_than_ten_pages_is_refused_at_its_place(field: str, text: str, playground: Playground) -> None:
    fields = {"title": "Launch", "definition": "The day."} | {field: f"a {text * LONGEST}"}
    playground.write({"data/terms/launch.yml": "".join(f"{name}: {value}\n" for name, value in fields.items())})
    problem = next(p for p in playground.problems() if p.code == "too-large")
    assert problem.line == 1 + list(fields).index(field)
    assert "[[page:" in problem.hint


def test_a_file_with_more_markdown_than_can_be_looked_at_is_refused_where_that_begins(playground: Playground) -> None:
    terms = "".join(f"t{i}:\n  title: T{i}\n  definition: {'b *a* ' * 900}\n" for i in range(30))
    assert terms.count("*") > MAX_MARKS
    playground.write({"data/terms.yml": terms})
    problem = next(p for p in playground.problems() if p.code == "too-large")
    assert (problem.path, problem.code) == ("data/terms.yml", "too-large")
    assert problem.line in (3 * (MAX_MARKS // 1800) + 3, 3 * (MAX_MARKS // 1800) + 4)


def full_of(slip: str) -> dict[str, str]:
    """A file with three times as many slips of one sort as are told, and one beside it with a slip of its own."""
    seen = "see [[term:nope-{0}]]" if slip == "unknown-reference" else "x"
    more = "  nope: x\n" if slip == "unknown-field" else ""
    term = "t{0}:\n  title: T{0}\n  definition: " + seen + "\n" + more
    last = "title: Last\ndefinition: see [[term:t1050]]\ncolour: x\n"
    return {
        "data/terms.yml": "".join(term.format(i) for i in range(MAX_SLIPS + 99)),
        "data/terms/last.yml": last,
    }


@pytest.mark.parametrize("slip", ["unknown-field", "unknown-reference"])
def test_a_file_full_of_slips_tells_the_first_of_them_and_that_there_are_more(
    slip: str, playground: Playground
) -> None:
    found = [p for p in playground.write(full_of(slip)).problems() if p.path.startswith("data/terms")]
    told = [p for p in found if p.path == "data/terms.yml"]
    assert [p.code for p in told].count(slip) == MAX_SLIPS + 1
    assert "not told" in next(p.message for p in reversed(told) if p.code == slip)
    # What is not read is there all the same, and other files are read.
    assert [p.code for p in found if p.path == "data/terms/last.yml"] == ["unknown-field"]


@pytest.mark.parametrize("level", ["info", "warning", "off"])
@pytest.mark.parametrize("slip", ["unknown-field", "unknown-reference"])
def test_what_stands_for_more_slips_of_a_file_matters_as_much_as_they_do(
    slip: str, level: str, playground: Playground
) -> None:
    settings = f"default_owner: product-ops-lead\nfeedback: x\nlevels:\n  {slip}: {level}\n"
    behind = "last-one:\n  title: Last one\n  definition: x\n  status: trial\n"
    files = full_of(slip)
    files["data/terms.yml"] += behind
    files["data/terms/last.yml"] = "title: Last\ndefinition: x\n"
    playground.write({"data/playbook.yml": settings, **files})
    codes = playground.codes()
    assert codes.count(slip) == (0 if level == "off" else MAX_SLIPS + 1)
    # Nothing that matters more is lost behind them.
    assert [code for code in codes if code != slip] == ["trial-without-end"]


def test_links_that_lead_nowhere_cost_the_same_among_many_records(playground: Playground) -> None:
    def look_up(number: int) -> None:
        lost = "".join(f"l{i}:\n  title: L{i}\n  definition: see [[term:nope-{i}]]\n" for i in range(40))
        there = "".join(f"t{i}:\n  title: T{i}\n  definition: x\n" for i in range(number))
        loaded = playground.write({"data/terms.yml": there + lost}).load()

        def every() -> None:
            list(chain.from_iterable(references(loaded.playbook)))

        every()  # indexes are made once
        spent.append(calls(every))

    spent: list[int] = []
    look_up(200)
    look_up(400)
    assert spent[1] - spent[0] < 200 * 40


@pytest.mark.parametrize("level", ["error", "info", "off"])
def test_links_that_are_told_of_by_number_cost_less_than_those_that_are_told_of(
    level: str, playground: Playground
) -> None:
    settings = f"default_owner: product-ops-lead\nfeedback: x\nlevels:\n  unknown-reference: {level}\n"

    def spent(number: int) -> int:
        lost = "".join(f"l{i}:\n  title: L{i}\n  definition: see [[term:nope-{i}]]\n" for i in range(number))
        loaded = playground.write({"data/playbook.yml": settings, "data/terms.yml": lost}).load()
        return calls(lambda: list(chain.from_iterable(references(loaded.playbook))))

    few, full, more = (spent(number) for number in (800, MAX_SLIPS, MAX_SLIPS + 200))
    assert more - full < 0.7 * (full - few)


@pytest.mark.parametrize("line", ["> a\n", "- a\n", "![[view:roles]]\n\n", "![[nope]]\n\n", "<div>\n", "\n"])
def test_a_line_of_a_page_is_looked_at_a_few_times(line: str, playground: Playground) -> None:
    def spent(number: int) -> int:
        playground.write({"playbook/x.md": line * number})
        return calls(playground.problems)

    once, twice = spent(2_000), spent(4_000)
    assert twice - once < 2_000 * 110


@pytest.mark.parametrize("level", ["error", "info", "off"])
def test_a_page_full_of_slips_tells_the_first_of_them(level: str, playground: Playground) -> None:
    settings = f"default_owner: product-ops-lead\nfeedback: x\nlevels:\n  unknown-reference: {level}\n"
    lost = "".join(f"[[nope-{i}]]\n" for i in range(MAX_SLIPS + 99))
    playground.write({"data/playbook.yml": settings, "playbook/x.md": f"{lost}![[view:nope]]\n"})
    found = playground.problems()
    told = [p for p in found if p.code == "unknown-reference"]
    assert len(told) == (0 if level == "off" else MAX_SLIPS + 1)
    assert not told or told[-1].line == MAX_SLIPS + 1
    assert [p.code for p in found if p not in told] == ([] if level == "error" else ["unknown-view"])


def test_a_page_full_of_errors_hides_nothing_of_another(playground: Playground) -> None:
    lost = "".join(f"[[nope-{i}]]\n" for i in range(MAX_SLIPS + 99))
    playground.write({"playbook/a.md": lost, "playbook/b.md": "[[nope]]\n", "data/terms/t.yml": "title: T\n"})
    assert [(p.path, p.code) for p in playground.problems()][:2] == [
        ("data/terms/t.yml", "missing-field"),
        ("playbook/a.md", "unknown-reference"),
    ]
    assert playground.problems()[-1].path == "playbook/b.md"


# What the engine would be busy with for hours

SLOW = {
    "brackets": "[" * 20_000,
    "pictures that do not close": "![" * 20_000,
    "brackets in brackets": "[" * 10_000 + "]" * 10_000,
    "stars and brackets": "*[" * 20_000,
    "angles": "<a" * 30_000,
    "comments that do not close": "<!--" * 20_000,
    "data that does not close": "<![CDATA[" * 20_000,
    "addresses that do not close": "[a](" * 20_000,
    "fences that do not close": "```x\n" * 20_000,
    "ticks that do not close": "``` `" * 20_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_what_would_keep_the_engine_busy_for_hours_is_refused_at_its_place(name: str, playground: Playground) -> None:
    playground.write({"playbook/index.md": f"# Home\n\nA line.\n\n{SLOW[name]}\n"})
    (problem,) = playground.problems()
    assert (problem.path, problem.line, problem.code) == ("playbook/index.md", 5, "too-large")


@pytest.mark.parametrize("name", SLOW)
def test_each_mend_of_what_keeps_the_engine_busy_helps(name: str, playground: Playground) -> None:
    escaped = re.sub(r"([\[\]<`(])", r"\\\1", SLOW[name])
    indented = "".join(f"    {line}\n" for line in SLOW[name].split("\n"))
    playground.write({"playbook/a.md": f"# A\n\n{escaped}\n", "playbook/b.md": f"# B\n\n{indented}\n"})
    assert playground.problems() == []


def test_what_people_write_is_not_too_much(playground: Playground) -> None:
    table = "| a | b |\n|---|---|\n" + "| [a](https://b.example/c) and `d` | an open [ and a stray ` |\n" * 500
    many = "A [link](https://a.example) and `code` in *a* line with <b>words</b>.\n\n" * 2_000
    playground.write({"playbook/index.md": f"# Home\n\n{table}\n\n{many}\n"})
    assert playground.problems() == []


NESTED = {
    "below each other": "".join(f"{' ' * 4 * depth}- a\n" for depth in range(300)),
    "on one line": "1. - " * 200 + "a\n",
    "in quotations": "> - " * 100 + "a\n",
}


@pytest.mark.parametrize("name", NESTED)
def test_lists_deeper_than_the_engine_can_follow_are_refused_where_they_are_too_deep(
    name: str, playground: Playground
) -> None:
    playground.write({"playbook/index.md": f"# Home\n\n{NESTED[name]}"})
    (problem,) = playground.problems()
    assert problem.code == "too-deep"
    assert problem.line == (53 if name == "below each other" else 3)
    playground.write({"playbook/index.md": f"# Home\n\n```\n{NESTED[name]}```\n"})
    assert playground.problems() == []


def test_a_name_that_no_file_can_have_is_a_problem_like_any_other(playground: Playground) -> None:
    playground.write({"data/playbook.yml": f"default_owner: product-ops-lead\nfeedback: x\nlogo: {'a' * 5000}\n"})
    (problem,) = playground.problems()
    assert (problem.line, problem.code) == (3, "unknown-setting")
