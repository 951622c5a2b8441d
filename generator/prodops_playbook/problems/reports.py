"""Problems as text for a person, as JSON for a program, as workflow commands for a pull request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from .codes import Level, level_of
from .problem import Problem
from .text import one_row, printable


def count(problems: Iterable[Problem], levels: Mapping[str, Level]) -> Counter[Level]:
    """How many problems there are of each level."""
    return Counter(level_of(p.code, levels) for p in problems)


def loud(problems: Iterable[Problem], levels: Mapping[str, Level]) -> list[Problem]:
    """The errors and warnings, each once, in the order of their places."""
    return sorted(p for p in {*problems} if level_of(p.code, levels) in (Level.ERROR, Level.WARNING))


def fails(counts: Mapping[Level, int], *, strict: bool = False) -> bool:
    """Whether so many problems stop what writes, and fail a check: errors, and warnings where these count as errors."""
    return bool(counts.get(Level.ERROR, 0) or (strict and counts.get(Level.WARNING, 0)))


def summary(counts: Mapping[Level, int]) -> str:
    """The counts as a few words: "2 errors, 1 warning"; "no problems" where there are none."""
    named = [(counts.get(level, 0), level) for level in (Level.ERROR, Level.WARNING)]
    parts = [f"{n} {level}{'s' if n != 1 else ''}" for n, level in named if n]
    if notes := counts.get(Level.INFO, 0):
        parts.append(f"{notes} to consider")
    return ", ".join(parts) or "no problems"


def closing(records: int, counts: Mapping[Level, int], *, untold: bool = False) -> str:
    """The last line of a check. `untold`: what is only worth a thought was not told."""
    more = " (--verbose shows them)" if untold and counts.get(Level.INFO, 0) else ""
    return f"{records} record{'s' * (records != 1)}: {summary(counts)}{more}"


_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.INFO: "36"}


def as_text(problems: Iterable[Problem], levels: Mapping[str, Level], *, color: bool = False) -> str:
    """Problems for a person: a line each, the mend below it, indented."""

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if color else text

    lines: list[str] = []
    for p in problems:
        level = level_of(p.code, levels)
        place = paint(f"{one_row(p.path)}:{p.line}:{p.column}:", "1")
        lines.append(f"{place} {paint(f'{level}[{p.code}]', _COLOURS[level])}: {one_row(p.message)}")
        lines += [f"    {row}" for row in printable(p.hint).split("\n") if p.hint]
        lines += [f"    {one_row(r.message)} ({one_row(r.path)}:{r.line})" for r in p.related]
    return "".join(f"{line}\n" for line in lines)


def as_json(problems: Iterable[Problem], levels: Mapping[str, Level]) -> str:
    """Problems for a program; the shape is fixed by `format`.

    >>> edition = prepare(find(Path("our-playbook")), today)
    >>> as_json(edition.problems, edition.levels).splitlines()[4:6]
    ['      "path": "data/checklists/launch-go.yml",', '      "line": 5,']
    """
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "column": p.column,
            "level": level_of(p.code, levels),
            "code": p.code,
            "message": p.message,
            "hint": p.hint,
            "related": [{"path": r.path, "line": r.line, "message": r.message} for r in p.related],
        }
        for p in problems
    ]
    return json_text({"format": 1, "problems": rows})


def json_text(value: Any) -> str:
    """A value as JSON for a program, which a terminal and a runner's log can show as well."""
    text = json.dumps(value, ensure_ascii=False, indent=2).replace("##", "#\\u0023")
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text) + "\n"


_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def as_github(problems: Iterable[Problem], levels: Mapping[str, Level]) -> str:
    """Problems as workflow commands, which GitHub shows on the changed lines of a pull request."""

    def data(text: str) -> str:
        return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))

    def prop(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    lines: list[str] = []
    for p in problems:
        command = _GITHUB[level_of(p.code, levels)]
        place = f"file={prop(p.path)},line={p.line},col={p.column},title={prop(p.code)}"
        text = "\n".join(filter(None, (p.message, p.hint, *(r.message for r in p.related))))
        lines.append(f"::{command} {place}::{data(text)}\n")
    return "".join(lines)


def report(
    problems: Iterable[Problem], levels: Mapping[str, Level], form: str, *, verbose: bool, color: bool = False
) -> str:
    """Problems in a form: json, github, or text, in which what is only worth a thought is told to the `verbose`."""
    if form == "json":
        return as_json(problems, levels)
    if form == "github":
        return as_github(problems, levels)
    seen = (p for p in problems if verbose or level_of(p.code, levels) is not Level.INFO)
    return as_text(seen, levels, color=color)
