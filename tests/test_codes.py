"""Every problem code is shown by a golden case, or by a test here where no text file can hold what causes it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from conftest import ROOT, Playground
from prodops_playbook.problems import CODES, Level, Problem, level_of

CASES = {
    f"{path.parent.name}/{path.stem}": yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "tests" / "cases").rglob("*.yml"))
}
LINE = re.compile(r"(?P<path>[^\s:][^:\n]*):(?P<line>\d+):(?P<column>\d+): (?P<level>\w+)\[(?P<code>[\w-]+)\]: (.+)")

OF_THE_PAST = {"question-changed", "result-changed", "result-removed"}
ELSEWHERE = {"not-utf-8", "template-error", "too-large", "unreadable-file", *OF_THE_PAST}
"""Codes of what a text file cannot hold: these have their tests here, in test_past.py and in test_source.py."""


def problems(case: dict[str, Any]) -> list[tuple[re.Match[str], list[str]]]:
    """Every problem of a case, with the lines below it."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in case["problems"].splitlines():
        if line.startswith("    "):
            found[-1][1].append(line[4:])
        else:
            match = LINE.fullmatch(line)
            assert match, line
            found.append((match, []))
    return found


def test_every_code_occurs_in_a_golden_case() -> None:
    occurring = {match["code"] for case in CASES.values() for match, _ in problems(case)}
    assert set(CODES) - occurring == ELSEWHERE


def test_a_golden_case_says_in_one_sentence_what_it_is_about() -> None:
    assert [name for name, case in CASES.items() if not re.fullmatch(r"\S[^\n]+\.", case["about"])] == []


def test_every_problem_of_a_case_stands_at_a_place_that_exists() -> None:
    for name, case in CASES.items():
        for match, _ in problems(case):
            if (text := case["files"].get(match["path"])) is not None:
                rows = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
                assert 1 <= int(match["line"]) <= len(rows), (name, match[0])
                assert 1 <= int(match["column"]) <= len(rows[int(match["line"]) - 1]) + 1, (name, match[0])


def test_every_problem_of_a_case_says_how_to_mend_it() -> None:
    assert [(name, match[0]) for name, case in CASES.items() for match, below in problems(case) if not below] == []


def test_no_problem_of_a_case_uses_a_programmers_words() -> None:
    jargon = re.compile(r"(?i)pattern|regex|tag:yaml|scalar|mapping|sequence|token|pydantic|validat|\bnone\b|\bstr\b")
    found = [(name, match[0]) for name, case in CASES.items() for match, _ in problems(case)]
    assert [(name, line) for name, line in found if jargon.search(line.partition("]: ")[2].split("'")[0])] == []


def test_no_problem_of_a_case_is_reported_twice_at_one_place() -> None:
    """One missing field for each of several is several problems; anything else at one place is one too many."""
    fine = {"missing-field", "checklist-length", "checklist-must", "checklist-vague"}
    for name, case in CASES.items():
        places = [(m["path"], m["line"], m["column"]) for m, _ in problems(case) if m["code"] not in fine]
        assert len(places) == len(set(places)), name


def test_what_only_time_causes_is_never_above_info() -> None:
    assert CODES["date-passed"].level is Level.INFO


def test_every_code_has_a_one_line_description() -> None:
    for code, entry in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert re.fullmatch(r"[A-Z][^\n]+\.", entry.summary), code


def test_only_a_code_that_is_not_fixed_changes_its_level() -> None:
    for code, entry in CODES.items():
        assert level_of(code, {code: Level.OFF}) is (entry.level if entry.fixed else Level.OFF)


def test_a_file_that_is_not_utf_8_is_reported_at_its_first_wrong_byte(playground: Playground) -> None:
    text = b"title: Launch\ndefinition: \xc3\xa9t\xc3\xa9 caf\xe9\n"
    playground.write({"data/terms/launch.yml": text})
    assert playground.problems() == [
        Problem(
            "data/terms/launch.yml",
            2,
            20,
            "not-utf-8",
            "this file is not UTF-8: byte 35 is 0xE9",
            "save it again with the encoding UTF-8",
        )
    ]


def test_a_hand_written_page_that_is_not_utf_8_is_reported(playground: Playground) -> None:
    playground.write({"playbook/index.md": b"# Caf\xe9\n"})
    assert [(p.path, p.line, p.column, p.code) for p in playground.problems()] == [
        ("playbook/index.md", 1, 6, "not-utf-8")
    ]


@pytest.mark.parametrize("path", ["data/terms/launch.yml", "playbook/index.md", "data/playbook.yml"])
def test_a_file_of_more_than_one_mebibyte_is_not_read(path: str, playground: Playground) -> None:
    playground.write({path: b"# much\n" * 200_000})
    found = playground.problems()
    assert [(p.path, p.line, p.column, p.code) for p in found] == [(path, 1, 1, "too-large")]
    assert found[0].message == "this file has 1.3 MiB; the limit is 1 MiB"
    assert found[0].hint


def test_a_file_of_one_mebibyte_is_read(playground: Playground) -> None:
    text = b"title: Launch\ndefinition: The day\n"
    playground.write({"data/terms/launch.yml": text + b"#" * (1024 * 1024 - len(text))})
    assert playground.problems() == []


def test_a_file_of_no_bytes_is_empty(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": b"", "data/terms/bom.yml": b"\xef\xbb\xbf"})
    assert [(p.path, p.line, p.column, p.code) for p in playground.problems()] == [
        ("data/terms/bom.yml", 1, 1, "empty-file"),
        ("data/terms/launch.yml", 1, 1, "empty-file"),
    ]


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("{{ page.frame.title }}\n{% if %}\n", 2, "Expected an expression"),
        ("{{ page.frame.title }}\n\n{{ page.nonsense }}\n", 3, "nonsense"),
        ("{% include 'nowhere.md.j2' %}\n", 1, "nowhere.md.j2"),
        ("{{ 1 / 0 }}\n", 1, "division by zero"),
        ("\n{{ page.frame.title|safe }}\n", 2, "safe"),
    ],
)
def test_a_template_that_cannot_be_rendered_is_reported_once_at_its_line(
    template: str, line: int, message: str, playground: Playground
) -> None:
    tool = "title: {}\nowner: product-ops-lead\nfor_what: Work\nurl: https://example.com\n"
    playground.write(
        {
            "data/tools/a.yml": tool.format("A"),
            "data/tools/b.yml": tool.format("B"),
            "templates/pages/tool.md.j2": template,
        }
    )
    found = playground.render().problems
    assert [(p.path, p.line, p.code) for p in found] == [("templates/pages/tool.md.j2", line, "template-error")]
    assert message in found[0].message
    assert found[0].hint == "met while rendering data/tools/a.yml, and 1 more"
