"""All checks of a playbook: each record alone, then what only the whole can tell."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..history import Revisions
from ..kinds.assessment import Result
from ..playbook import Loaded, Playbook
from ..problems import Level, Problem, level_of
from .graph import absences, clashes, references, references_of
from .pages import hand_written
from .past import past, watched
from .results import fits, leaps, results
from .work import enablement, ownership

__all__ = ["check", "check_result", "watched"]


def check(loaded: Loaded, today: datetime.date, before: Revisions | None = None) -> list[Problem]:
    """Every problem of a loaded project that its settings do not silence, sorted by place, each once.

    `before` holds the earlier texts of what is `watched`; without it, nothing is compared with them.
    """
    found = {*loaded.problems, *_found(loaded.playbook, today), *past(loaded.playbook, before or Revisions(), today)}
    return sorted(p for p in found if level_of(p.code, loaded.levels) is not Level.OFF)


def check_result(playbook: Playbook, result: Result, today: datetime.date) -> Iterator[Problem]:
    """Every problem of a result that need not be among the playbook's records."""
    yield from result.check(today)
    yield from references_of(playbook, result)
    yield from fits(playbook, result)


def _found(playbook: Playbook, today: datetime.date) -> Iterator[Problem]:
    for record in playbook.records.values():
        yield from record.check(today)
    unlinked = list(references(playbook))
    yield from unlinked
    yield from clashes(playbook)
    yield from hand_written(playbook)
    yield from enablement(playbook)
    yield from results(playbook)
    if playbook.complete and not any(p.code.endswith("-reference") for p in unlinked):
        # Absence is only known once everything is read and linked: a typo in one record must not accuse another.
        yield from absences(playbook)
        yield from ownership(playbook)
        yield from leaps(playbook)
