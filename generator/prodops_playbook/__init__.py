"""A static site generator for a product operations playbook.

The names below are what another program may use. Everything else can change with any version.
"""

from __future__ import annotations

from .edition import Edition, find, prepare
from .exports.whole import Whole, whole
from .kinds.assessment import Result
from .kinds.scored import score
from .playbook import Playbook
from .problems import Problem, as_json
from .render import Page
from .today import today

__all__ = [
    "Edition",
    "Page",
    "Playbook",
    "Problem",
    "Result",
    "Whole",
    "as_json",
    "find",
    "prepare",
    "score",
    "today",
    "whole",
]
