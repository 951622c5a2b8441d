"""All checks of a playbook: each record alone, then what only the whole can tell."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from dataclasses import replace

from ..asking import Memory
from ..history import Revisions
from ..kinds import Record
from ..kinds.assessment import Result
from ..playbook import Loaded, Playbook
from ..problems import CODES, Level, Problem, level_of
from .addresses import addresses
from .bounds import bounded
from .graph import clashes, references, references_of, unapplied, unused
from .pages import hand_written
from .past import past, watched
from .results import fits, leaps, results
from .work import enablement, ownership, sides

__all__ = ["check", "check_result", "watched"]


def check(
    loaded: Loaded, today: datetime.date, before: Revisions | None = None, memory: Memory[Playbook] | None = None
) -> list[Problem]:
    """Every problem of a loaded project that its settings do not silence, sorted by place, each once.

    `before` holds the earlier texts of what is `watched`; without it, nothing is compared with them. `memory`: that of
    the playbook, with what came of the last one.
    """
    memory = memory or Memory(loaded.playbook)
    found = {*loaded.problems, *_found(loaded, today, memory), *past(loaded.playbook, before or Revisions(), today)}
    heard = bounded(((problem,) for problem in sorted(found)), loaded.levels)
    return [replace(p, secret=True) if _in_secret(loaded.playbook, p) else p for p in heard]


def _in_secret(playbook: Playbook, problem: Problem) -> bool:
    """Whether a problem, or what it points to, stands in a hidden record."""
    places = ((problem.path, problem.line), *((place.path, place.line) for place in problem.related))
    return any(playbook.hides(*place) for place in places)


def check_result(playbook: Playbook, result: Result, today: datetime.date) -> Iterator[Problem]:
    """Every problem of a result that need not be among the playbook's records."""
    yield from result.check(today)
    yield from references_of(playbook, result)
    yield from fits(playbook, result)


def _alone(record: Record, today: datetime.date, _: Playbook) -> tuple[Problem, ...]:
    """What is wrong in one record, whatever else the playbook says."""
    return tuple(record.check(today))


def _found(loaded: Loaded, today: datetime.date, memory: Memory[Playbook]) -> Iterator[Problem]:
    playbook = loaded.playbook
    for record in playbook.records.values():
        yield from memory.recall(record.key, (record, today), functools.partial(_alone, record, today))
    linked = list(bounded(references(playbook), loaded.levels))
    yield from linked
    yield from clashes(playbook)
    yield from addresses(playbook)
    yield from hand_written(playbook, loaded.levels, memory)
    yield from enablement(playbook)
    yield from sides(playbook)
    yield from results(playbook)
    # Absence is only known once everything is read and linked: a typo in one record must not accuse another. But what
    # the settings silence must not silence others unheard.
    heard = [problem for problem in linked if level_of(problem.code, loaded.levels) is not Level.INFO]
    if playbook.complete:
        yield from unused(playbook)
        yield from leaps(playbook)
    if playbook.complete and not any(CODES[problem.code].conceals for problem in heard):
        yield from unapplied(playbook)
        yield from ownership(playbook)
