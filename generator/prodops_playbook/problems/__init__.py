"""What is wrong with a playbook, where, and how to mend it: the Problem, the table of codes, the reporters."""

from __future__ import annotations

from .codes import CODES, Level, level_of
from .names import Names, choice_meant, closest, did_you_mean, meant
from .problem import Problem, Related
from .reports import as_github, as_json, as_text, count, fails, json_text, loud, summary
from .text import one_row, printable, shown

__all__ = [
    "CODES",
    "Level",
    "Names",
    "Problem",
    "Related",
    "as_github",
    "as_json",
    "as_text",
    "choice_meant",
    "closest",
    "count",
    "did_you_mean",
    "fails",
    "json_text",
    "level_of",
    "loud",
    "meant",
    "one_row",
    "printable",
    "shown",
    "summary",
]
