"""What is wrong with a text that is not YAML, in words."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..problems import Problem

_PLAIN_WORDS = (
    (
        "invalid Unicode character escape code",
        "half a character: YAML does not join two of them, as JSON does",
        "write the character itself",
    ),
    ("tab character", "a tab stands where spaces belong", "replace the tab with spaces"),
    ("cannot start any token", "a first character that YAML does not allow here", "put the text in double quotes"),
    (
        "mapping values are not allowed",
        "a colon where no field can begin",
        "check the indentation, or put the text in double quotes",
    ),
    (
        "could not find expected ':'",
        "a line that is not `field: value`",
        "check that the field has its colon and that lines below it are indented",
    ),
    (
        "did not find expected key",
        "a line that does not fit its neighbors",
        "check that fields of one group begin in the same column",
    ),
    (
        "did not find expected '-' indicator",
        "a line that does not fit the list around it",
        "begin it with `- `, or indent it like the list's other lines",
    ),
    (
        "did not find expected ',' or",
        "a [ or { that is never closed",
        "write one item a line with `- `, or close the bracket",
    ),
    ("expected node content", "a [ or { that is never closed", "write one item a line with `- `, or close the bracket"),
    ("unexpected end of stream", "a quote that is never closed", "close it, or double it if it belongs to the text"),
)


def syntax(path: str, error: yaml.MarkedYAMLError, lines: list[str], bracket: Any) -> Problem:
    """The problem of a text that is not YAML, in words; `bracket` is the mark of one that is open there."""
    mark = error.problem_mark or error.context_mark
    raw = str(error.problem or error.context or "not YAML")
    if mark is not None and mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t":
        raw = "tab character"
    message, hint = next(
        ((m, h) for part, m, h in _PLAIN_WORDS if part in raw), (raw, "check the indentation and the quotes")
    )
    if mark is None:
        return Problem(path, 1, 1, "yaml-syntax", message, hint)
    if bracket is not None and "[" in message:
        mark = bracket
        line = lines[mark.line]
        if (quoted := re.sub(r"(?<=[\s\[{,])#([^\s,\]}#]+)", r'"#\1"', line)) != line:
            message = "YAML takes what follows the # for a comment, so the bracket is never closed"
            hint = f"put the text in quotes:\n{quoted.strip()}"
    elif error.context_mark is not None and (mark.line >= len(lines) - 1 or "expected ':'" in raw):
        # The parser notices an open quote at the end of the text, and a line without a colon on the next one.
        mark = error.context_mark
    return Problem(path, min(mark.line + 1, len(lines)), mark.column + 1, "yaml-syntax", message, hint)
