"""What changed: two sets of records compared, and the comparison told day by day from git."""

from __future__ import annotations

from . import telling
from .between import between
from .compare import Change, Difference, What, compare
from .recent import Changes, Day, Line, Steps, recent, steps
from .versions import VALUE, Version, versions

__all__ = [
    "VALUE",
    "Change",
    "Changes",
    "Day",
    "Difference",
    "Line",
    "Steps",
    "Version",
    "What",
    "between",
    "compare",
    "recent",
    "steps",
    "telling",
    "versions",
]
