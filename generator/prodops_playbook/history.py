"""What git knows of a project's files: every change, from one walk of its log. Without git it says nothing."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .problems import WrongUseError
from .source import MAX_BYTES
from .words import later

_COMMIT = re.compile(r"\x01([0-9a-f]+) (-?\d+)")
_FILE = re.compile(r"\n?:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")
_PATIENCE = 60
"""Seconds after which git is not waited for."""
MOST_BYTES = 64 * MAX_BYTES
"""What is held of old files at once; what is older than that is not known."""
_LAST = 253_370_764_800
"""The first second of the year 9999."""
_PLAIN = ("-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "color.ui=false", "-c", "color.diff=false")
"""What a person has set git to must not change what we read."""
_UTC = zoneinfo.ZoneInfo("UTC")
_UNSAID = ": pages do not say when they last changed"


class UnknownRevisionError(WrongUseError):
    """Git does not know this revision, or there is no git."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"git has no commit {revision!r} here; name a branch, a tag or a commit")


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of a file: its day, and the short id of its commit."""

    on: datetime.date
    commit: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of a commit: what it held before and after, as ids of contents; None where it was not there."""

    path: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One step of the published branch. A merge is one step, made when it landed."""

    id: str
    at: datetime.datetime
    files: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The steps of the branch, newest first, and the last change by path. `note` says why there are none.

    Paths are relative to the project, with `/`; days are those of the playbook's time zone.
    """

    changes: Mapping[str, Change] = field(default_factory=dict)
    head: str = ""
    note: str = ""
    commits: tuple[Commit, ...] = ()
    timezone: str = "UTC"

    def of(self, path: str) -> Change | None:
        """The last change of a file, if it is known."""
        return self.changes.get(path)

    def newest(self, paths: Iterable[str]) -> Change | None:
        """The last change of any of some files, if it is known."""
        wanted = set(paths)
        return next((change for path, change in self.changes.items() if path in wanted), None)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a file said after one commit: the day, the short id of the commit, and its bytes."""

    on: datetime.date
    commit: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Revisions:
    """What files said before, the oldest first, by path relative to the project. `note` says why nothing is known."""

    files: Mapping[str, Sequence[Revision]] = field(default_factory=dict)
    note: str = ""

    def of(self, path: str) -> Sequence[Revision]:
        """Every committed text of a file; none where nothing is known of it."""
        return self.files.get(path, ())


def folder(root: Path, data: str) -> str | None:
    """The path of a project from the root of its git repository, with `/` at its end; empty at the root or without git.

    None where the folder `data` of its records lies outside of that: nothing is known of where they are then.
    """
    outside = os.path.normpath(data).startswith((os.pardir, os.sep))
    try:
        prefix, top = _git(root, "rev-parse", "--show-prefix", "--show-toplevel").split("\n")[:2]
        within = not (root / data).is_dir() or _git(root / data, "rev-parse", "--show-toplevel").strip("\n") == top
    except (OSError, subprocess.SubprocessError):
        return None if outside else ""
    return prefix if within and not Path(data).is_absolute() else None


def read(root: Path, timezone: str = "UTC", last: History | None = None) -> History:
    """The history of a project's files; empty, with a note, where git cannot tell it whole.

    The `last` one, where the branch stands where it stood then.
    """
    try:
        state = _git(root, "rev-parse", "--is-shallow-repository", "--short", "HEAD").split()
    except (OSError, subprocess.SubprocessError):
        return History(note=later("no git history") + _UNSAID)
    if state[:1] != ["false"] or len(state) < 2:
        return History(note=later("the git history is cut short (a shallow clone)") + _UNSAID)
    if last is not None and (last.head, last.timezone) == (state[1], timezone):
        return last
    # What landed on the branch, step by step: of a merge the difference that it made, and not its commits again.
    log = ("log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-abbrev-commit", "--no-renames", "-z")
    try:
        text = _git(root, *log, "--relative", "--format=%x01%H %at", "--", ".")
    except (OSError, subprocess.SubprocessError):
        return History(note=later("git's log could not be read") + _UNSAID)
    short, zone = len(state[1]), _zone(timezone)
    commits = tuple(Commit(id_[:short], at, files) for id_, at, files in _commits(text, zone))
    changes: dict[str, Change] = {}
    for commit in commits:
        for file in commit.files:
            if file.new is not None:
                changes.setdefault(file.path, Change(commit.at.date(), commit.id))
    return History(changes, state[1], commits=commits, timezone=timezone)


def revisions(root: Path, past: History, places: Iterable[str]) -> Revisions:
    """Every committed text of the files in some places of a project."""
    wanted = tuple(places)
    if past.note:
        return Revisions(note=past.note.partition(":")[0])
    found = [
        (file.path, commit, file.new)
        for commit in reversed(past.commits)
        for file in commit.files
        if file.new is not None and any(f"{file.path}/".startswith(f"{place.rstrip('/')}/") for place in wanted)
    ]
    held = contents(root, (id_ for _, _, id_ in reversed(found)))
    files: dict[str, list[Revision]] = defaultdict(list)
    for path, commit, id_ in found:
        if id_ in held:
            files[path].append(Revision(commit.at.date(), commit.id, held[id_]))
    return Revisions(files)


def contents(root: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """What files held, by the ids of contents; those named first count most.

    What git does not have is left out, and so is what is larger than a file may be, or more than can be held at once.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    try:
        wanted = list(_held(_run(root, "cat-file", "--batch-check", asked=_lines(wanted)), MOST_BYTES))
        told = _run(root, "cat-file", "--batch", asked=_lines(wanted))
    except (OSError, subprocess.SubprocessError):
        return {}
    found: dict[str, bytes] = {}
    at = 0
    for id_ in wanted:
        head, at = told[at : (end := told.index(b"\n", at))].split(b" "), end + 1
        if len(head) == 3:
            size = int(head[2])
            found[id_], at = told[at : at + size], at + size + 1
    return found


def _lines(ids: Iterable[str]) -> bytes:
    return "".join(f"{id_}\n" for id_ in ids).encode()


def _held(told: bytes, most: int) -> Iterator[str]:
    """The ids of what git has, as long as all of it together is not too much."""
    for row in told.decode().splitlines():
        id_, kind, *size = row.split(" ")
        if kind == "blob" and int(size[0]) <= min(MAX_BYTES, most):
            most -= int(size[0])
            yield id_


def files_at(root: Path, revision: str, folder: str) -> dict[str, str]:
    """The files below a folder as a revision has them: the ids of their contents by path."""
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        listed = _git(root, "ls-tree", "-r", "-z", commit, "--", f"{folder}/")
    except (OSError, subprocess.SubprocessError):
        raise UnknownRevisionError(revision) from None
    rows = (row.partition("\t") for row in listed.split("\0") if row)
    # A row is mode, type and id; a link or another repository is no file.
    return {path: about.split(" ")[2] for about, _, path in rows if about.startswith("100")}


def _commits(text: str, zone: zoneinfo.ZoneInfo) -> Iterable[tuple[str, datetime.datetime, tuple[FileChange, ...]]]:
    """The log as commits. With -z each entry of a file is two parts: its ids, and its path."""
    id_, at, files = "", datetime.datetime.fromtimestamp(0, zone), list[FileChange]()
    ids: re.Match[str] | None = None
    for part in text.split("\0"):
        if ids is not None:
            files.append(FileChange(part, _content(ids[1]), _content(ids[2])))
            ids = None
        elif commit := _COMMIT.fullmatch(part.lstrip("\n")):
            if id_:
                yield id_, at, tuple(files)
            id_, at, files = commit[1], _moment(commit[2], zone), []
        else:
            ids = _FILE.fullmatch(part)
    if id_:
        yield id_, at, tuple(files)


def _content(id_: str) -> str | None:
    return id_ if id_.strip("0") else None


def _moment(seconds: str, zone: zoneinfo.ZoneInfo) -> datetime.datetime:
    """A commit's moment; the nearest that a calendar has for a clock that was far off."""
    return datetime.datetime.fromtimestamp(min(max(int(seconds[:15]), 0), _LAST), zone)


def _zone(name: str) -> zoneinfo.ZoneInfo:
    """A time zone. A wrong one is a problem of playbook.yml, which is told elsewhere."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return _UTC


def _git(root: Path, *arguments: str) -> str:
    return _run(root, *arguments).decode("utf-8", "surrogateescape")


def _run(root: Path, *arguments: str, asked: bytes | None = None) -> bytes:
    command = ["git", "-C", str(root), *_PLAIN, *arguments]
    return subprocess.run(command, input=asked, capture_output=True, check=True, timeout=_PATIENCE).stdout
