"""Follows the mend of a problem as somebody would who does what it says and thinks no further."""

from __future__ import annotations

import re

from prodops_playbook.problems import Problem

_PASTE = (
    "put ",
    "leave the box out:",
    "leave the mark out:",
    "write it as a field:",
    "write it without a list:",
    "write one text an item:",
    "write one item a line:",
)


def follow(problem: Problem, text: str) -> str | None:
    """The text of the file with the mend made; None where the mend leaves words to the author."""
    hint, _, paste = problem.hint.partition("\n")
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = problem.line - 1
    if paste and hint.startswith(_PASTE) and "..." not in paste:
        return _pasted(rows, at, paste.split("\n"))
    word = re.match(r".*?'([^']*)'", problem.message)
    if word and "…" not in word[1]:
        if meant := re.match(r"did you mean '([^']*)'", hint):
            return _replaced(rows, at, problem.column, word[1], meant[1])
        if (written := re.match(r"write ([a-z0-9./:-]+)(?:, the | or | here|$)", hint)) and ":id" not in hint:
            return _replaced(rows, at, problem.column, word[1], written[1])
        if day := re.match(r"write the day alone.*: (\d{4}-\d\d-\d\d)$", hint):
            return _replaced(rows, at, problem.column, word[1], day[1])
        if field := re.match(r"write `([a-z_]+):`(?:, with the ids? of|;|$)", hint):
            return _replaced(rows, at, problem.column, word[1], field[1])
    if field := re.match(r"write one of them, such as `([a-z_]+: [^`]+)`", hint):
        return _pasted(rows, at, [field[1]])
    if left := re.fullmatch(r"leave it out: (.*)", hint):
        return _value(rows, at, problem.column, left[1])
    if re.search(r"\bdelete (?:the line|it)(?:\Z|:)", hint) and not hint.startswith(("write", "name")):
        return "\n".join(rows[:at] + rows[at + 1 :])
    return None


_BEGIN = re.compile(r" *(?P<dashes>(?:- *)*)(?P<key>[A-Za-z_][\w-]*:)?")


_DASH = re.compile(r" *(?P<dashes>- )(?P<key>$)?")


def _pasted(rows: list[str], at: int, paste: list[str]) -> str | None:
    """The rows of a mend in the place of the field or item that begins alike, with all that stands in it."""
    begin = _BEGIN.match(paste[0])
    assert begin is not None
    first = at
    if begin["key"] in ("must:", "text:") and rows[at].lstrip().startswith("- ") and not _alike(rows[at], begin):
        begin = _DASH.match(paste[0]) or begin
    while first >= 0 and not _alike(rows[first], begin):
        first -= 1
    if first < 0 or not begin[0].strip():
        return None
    there = _BEGIN.match(rows[first])
    assert there is not None
    named = bool(begin["key"])
    column = there.start("key") if named else len(rows[first]) - len(rows[first].lstrip())
    end = first + 1
    while end < len(rows) and rows[end].strip():
        indent = len(rows[end]) - len(rows[end].lstrip())
        if not (indent > column or (named and indent == column and rows[end].lstrip().startswith("- "))):
            break
        end += 1
    lead = (
        rows[first][:column] if named and not begin["dashes"] else " " * (len(rows[first]) - len(rows[first].lstrip()))
    )
    return "\n".join([*rows[:first], lead + paste[0], *(" " * len(lead) + row for row in paste[1:]), *rows[end:]])


def _alike(row: str, begin: re.Match[str]) -> bool:
    there = _BEGIN.match(row)
    assert there is not None
    if begin["key"]:
        return there["key"] == begin["key"]
    return bool(there["dashes"])


def _replaced(rows: list[str], at: int, column: int, word: str, by: str) -> str | None:
    place = rows[at].find(word, column - 1)
    if place < 0:
        return None
    return "\n".join([*rows[:at], rows[at][:place] + by + rows[at][place + len(word) :], *rows[at + 1 :]])


def _value(rows: list[str], at: int, column: int, value: str) -> str | None:
    """The text of a field or item in the place of what stands there."""
    begin = re.match(r" *(?:- )*(?:[A-Za-z_][\w-]*: +)?(?=\S)", rows[at])
    assert begin is not None
    if rows[at][begin.end()] in "{[":
        return None
    return "\n".join([*rows[:at], begin[0] + value, *rows[at + 1 :]])
