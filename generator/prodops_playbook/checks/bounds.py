"""How much is told of one file: nobody mends more than a thousand slips of one sort at one sitting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..problems import Level, Problem, level_of
from ..source import MAX_SLIPS


def bounded(groups: Iterable[Iterable[Problem]], levels: Mapping[str, Level]) -> Iterator[Problem]:
    """What the settings do not silence: of each code in each file the first thousand, and one that stands for the rest.

    That one has the code of what it stands for, so it matters as much. Where it is an error, the group that it stands
    in is left there: nothing behind it can matter more.
    """
    met = Counter[tuple[str, str]]()
    for problem in (problem for group in groups for problem in _until_full(group, levels, met)):
        if (number := met[problem.path, problem.code]) <= MAX_SLIPS:
            yield problem
        elif number == MAX_SLIPS + 1:
            message = f"this file has more than {MAX_SLIPS:,} problems of this kind; those from here on are not told"
            yield replace(problem, message=message, hint="mend those above first", related=())


def _until_full(
    group: Iterable[Problem], levels: Mapping[str, Level], met: Counter[tuple[str, str]]
) -> Iterator[Problem]:
    """The problems of a group that are heard, each counted among those met; up to the error that fills its file."""
    for problem in group:
        if (level := level_of(problem.code, levels)) is Level.OFF:
            continue
        met[problem.path, problem.code] += 1
        yield problem
        if level is Level.ERROR and met[problem.path, problem.code] > MAX_SLIPS:
            return
