"""What is wrong with a playbook, where, and how to mend it: the Problem, the table of codes, the reporters."""

from __future__ import annotations

from .codes import CODES, Level, level_of
from .names import Names, choice_meant, closest, did_you_mean, meant
from .problem import Problem, Related, WrongUseError
from .reports import as_github, as_json, as_text, closing, count, fails, json_text, loud, report, summary
from .text import one_row, printable, shown

__all__ = [
    "CODES",
    "Level",
    "Names",
    "Problem",
    "Related",
    "WrongUseError",
    "as_github",
    "as_json",
    "as_text",
    "choice_meant",
    "closest",
    "closing",
    "count",
    "did_you_mean",
    "fails",
    "json_text",
    "level_of",
    "loud",
    "meant",
    "one_row",
    "printable",
    "report",
    "shown",
    "summary",
]
