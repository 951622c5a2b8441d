"""A project on one day: its playbook, every problem of it, and what git knows. Every outlet begins here."""

from __future__ import annotations

import contextlib
import datetime
import functools
import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from . import history
from .asking import Memory, Outcomes
from .changes import Changes, Steps, recent, steps
from .checks import check, watched
from .history import History, Revisions
from .playbook import Loaded, Playbook, Project, host, load
from .problems import Level, Problem


@dataclass(frozen=True, slots=True)
class Known:
    """What an edition leaves to the next one: what came of its checks, and what git told."""

    checked: Outcomes
    history: History
    steps: Steps


@dataclass(frozen=True)
class Edition:
    """What all outlets work from, so that none of them can see, or refuse, what another does not.

    >>> edition = prepare(find(Path("our-playbook")), today)
    >>> edition.today.isoformat(), len(edition.playbook.records)
    ('2026-11-02', 30)
    >>> [(problem.path, problem.code) for problem in edition.problems]
    [('data/checklists/launch-go.yml', 'item-without-id')]
    """

    project: Project
    loaded: Loaded
    today: datetime.date
    known: Known | None = None
    """Of the edition before this one, where that is one of the same project."""

    @property
    def playbook(self) -> Playbook:
        """The playbook as it could be read."""
        return self.loaded.playbook

    @property
    def levels(self) -> Mapping[str, Level]:
        """The levels of codes under this playbook's settings."""
        return self.loaded.levels

    @cached_property
    def history(self) -> History:
        """What git knows of the files, in the playbook's time zone. Git is asked once, and only when this is."""
        if self.project.folder is None:
            return History(note="the records are outside of the repository: pages do not say when they last changed")
        last = self.known.history if self.known is not None else None
        return history.read(self.project.root, self.playbook.settings.timezone, last)

    @cached_property
    def before(self) -> Revisions:
        """The earlier texts of what is watched; git is not asked where nothing is."""
        places = watched(self.playbook)
        return history.revisions(self.project.root, self.history, places) if places else Revisions()

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem of reading and checking that the settings do not silence, in the order of their places."""
        before = self.before
        with _undisturbed():
            return tuple(check(self.loaded, self.today, before, self._memory))

    @cached_property
    def _memory(self) -> Memory[Playbook]:
        return Memory(self.playbook, last=self.known.checked if self.known is not None else None)

    @cached_property
    def changes(self) -> Changes:
        """What changed lately, as readers may know it."""
        return recent(self._steps, self.playbook)

    @cached_property
    def _steps(self) -> Steps:
        if self.known is not None and self.known.history is self.history:
            return self.known.steps
        return steps(self.history, self.project, functools.partial(history.contents, self.project.root))

    def leave(self) -> Known:
        """What the next edition need not find out again."""
        return Known(self._memory.outcomes, self.history, self._steps)


def find(start: Path) -> Project | None:
    """The project in the nearest folder upwards whose records have a playbook.yml; None where there is none.

    >>> project = find(Path("our-playbook/data/roles.yml").parent)
    >>> project.root.name, project.data
    ('our-playbook', 'data')
    """
    project = host.find(start)
    return None if project is None else replace(project, folder=history.folder(project.root, project.data))


def prepare(project: Project, today: Callable[[str], datetime.date], last: Edition | None = None) -> Edition:
    """A project as it stands. `today` tells the day in a time zone.

    What cannot be read now stays as it was in the `last` edition, and what is still the same is not worked out again.

    >>> prepare(find(Path("our-playbook")), lambda time_zone: today("Europe/Lisbon")).today.year
    2026
    """
    with _undisturbed():
        loaded = load(project, last.loaded if last is not None else None)
    known = last.leave() if last is not None and last.project == project else None
    return Edition(project, loaded, today(loaded.playbook.settings.timezone), known)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Work that makes much and drops little: looking through all of it for what is dropped took a quarter of it."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()
