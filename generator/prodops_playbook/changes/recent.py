"""What changed lately, day by day, as readers may know it: from git's history and the playbook of today."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..history import Commit, FileChange, History
from ..kinds import KINDS, Record
from ..playbook import SETTINGS, Key, Playbook, Project, placed
from .compare import WHATS, Change, change, pairs
from .versions import VALUE, Version, versions

LIMIT = 200
"""Changes that are told."""
FILES = 500
"""Files of commits that are looked into for them; of the newest commit all are."""
QUIET = frozenset({"order", "old_ids", "tags"})
"""Fields that nobody reads: where only they say something else, readers are not told."""
Contents = Callable[[Iterable[str]], Mapping[str, bytes]]
Step = tuple[Commit, Version | None, Version | None]


@dataclass(frozen=True, slots=True)
class Line:
    """All changes of one record on one day as one. `record` is the one of today, where readers may see it."""

    at: datetime.datetime
    change: Change
    record: Record | None

    @property
    def on(self) -> datetime.date:
        """The day, in the playbook's time zone."""
        return self.at.date()

    @property
    def anchor(self) -> str:
        """Its address on the page."""
        version = self.change.version
        return f"{self.on}-{version.kind}-{version.id}"


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its changes."""

    on: datetime.date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The latest changes, newest day first. `note` says why none are known.

    `began` is the day on which the playbook itself came, if that is as far back as this goes; `cut` says that there is
    more than is told.
    """

    days: tuple[Day, ...] = ()
    note: str = ""
    began: datetime.date | None = None
    cut: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The changes of all days, newest first."""
        return tuple(line for day in self.days for line in day.lines)


@dataclass(frozen=True, slots=True)
class Steps:
    """What the latest commits did to each record, oldest first, whatever readers may know of it.

    `began` is the day on which the playbook came, if it is among them; `cut` says that there are older ones.
    """

    steps: tuple[Step, ...] = ()
    note: str = ""
    began: datetime.date | None = None
    cut: bool = False


def steps(history: History, project: Project, contents: Contents) -> Steps:
    """What the latest commits did. `contents` gives what files held."""
    if history.note:
        return Steps(note=history.note.partition(":")[0])
    commits, began, cut = _window(history, project)
    held = contents(id_ for c in commits for f in c.files for id_ in (f.old, f.new) if id_)
    return Steps(tuple(_steps(commits, project, held)), "", began, cut)


def recent(lately: Steps, playbook: Playbook) -> Changes:
    """What changed lately; hidden records are not told of, nor is what they were."""
    if lately.note:
        return Changes(note=lately.note)
    began, cut = lately.began, lately.cut
    chains: dict[Key, list[Step]] = defaultdict(list)
    for step in lately.steps:
        version = step[2] or step[1]
        assert version is not None
        chains[_today(playbook, version.key)].append(step)
    secret = {record.title.casefold() for record in playbook.records.values() if record.hidden}
    told = ((playbook.records.get(key), chain) for key, chain in chains.items())
    lines = [line for record, chain in told for line in _lines(record, chain, secret)]
    lines.sort(key=_order)
    days = (Day(on, tuple(group)) for on, group in itertools.groupby(lines[:LIMIT], key=lambda line: line.on))
    return Changes(tuple(days), "", None if cut or len(lines) > LIMIT else began, cut or len(lines) > LIMIT)


def _window(history: History, project: Project) -> tuple[list[Commit], datetime.date | None, bool]:
    """The commits to look into, newest first; the day when the playbook came; and whether older ones are left out."""
    settings = f"{project.data}/{SETTINGS}"
    taken: list[Commit] = []
    files = 0
    for commit in history.commits:
        if any(file.path == settings and file.old is None for file in commit.files):
            return taken, commit.at.date(), False
        own = tuple(f for f in commit.files if f.path == settings or placed(project, f.path) is not None)
        files += len(own)
        if taken and files > FILES:
            return taken, None, True
        taken.append(Commit(commit.id, commit.at, own))
    return taken, None, False


def _steps(commits: list[Commit], project: Project, held: Mapping[str, bytes]) -> Iterator[Step]:
    """What each commit did to each record, oldest first."""
    files = _Files(project, held)
    for commit in reversed(commits):
        old: dict[Key, Version] = {}
        new: dict[Key, Version] = {}
        for file in commit.files:
            before, after = files.step(file)
            old.update(before)
            new.update(after)
        yield from ((commit, before, after) for before, after in pairs(old, new) if before != after)


class _Files:
    """The records of each file as it was last read, for what cannot be read stays as it was."""

    def __init__(self, project: Project, held: Mapping[str, bytes]) -> None:
        self.project, self.held = project, held
        self.last: dict[str, Mapping[Key, Version]] = {}

    def step(self, file: FileChange) -> tuple[Mapping[Key, Version], Mapping[Key, Version]]:
        """The records of a file before and after one commit."""
        before = self.last[file.path] if file.path in self.last else self._read(file.path, file.old)
        after = self._read(file.path, file.new)
        known = before if before is not None else after if after is not None else {}
        self.last[file.path] = after if after is not None else known
        return known, self.last[file.path]

    def _read(self, path: str, id_: str | None) -> Mapping[Key, Version] | None:
        if id_ is None:
            return {}
        return versions(self.project, path, self.held[id_]) if id_ in self.held else None


def _today(playbook: Playbook, key: Key) -> Key:
    """The key that a record has today."""
    renamed = None if key in playbook.known else playbook.old_ids.get(key)
    return renamed.key if renamed else key


def _lines(record: Record | None, chain: list[Step], secret: Container[str]) -> Iterator[Line]:
    """One line a day for one record; none when it is hidden today, or was when it went.

    What is gone may have been given another id and hidden in one go: it is not told of when it has a `secret` title.
    """
    latest = next(after or before for _, before, after in reversed(chain))
    if (record is not None and record.hidden) or (latest is not None and latest.hidden):
        return
    if record is None and latest is not None and latest.title.casefold() in secret:
        return
    days: dict[datetime.date, list[Step]] = defaultdict(list)
    for step in chain:
        days[step[0].at.date()].append(step)
    for steps in days.values():
        (_, before, _), (commit, _, after) = steps[0], steps[-1]
        made = change(_visible(before), _visible(after))
        if made and not (made.what == "changed" and {d.field for d in made.differences} <= QUIET):
            yield Line(commit.at, made, record)


def _visible(version: Version | None) -> Version | None:
    return None if version is None or version.hidden else version


def _order(line: Line) -> tuple[int, int, int, str, str]:
    version = line.change.version
    kind = len(KINDS) if version.kind == VALUE else list(KINDS).index(version.kind)
    return -line.on.toordinal(), WHATS.index(line.change.what), kind, version.title.casefold(), version.id
