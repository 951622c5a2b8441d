"""What git says of the files: when each last changed, and what some of them said before.

Each is one walk of git's log. Where git cannot tell the whole, it says nothing, rather than something wrong.
"""

from __future__ import annotations

import datetime
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_COMMIT = re.compile(r"\x01([0-9a-f]+) (\d{4}-\d\d-\d\d)")
_RAW = re.compile(r"\n?:\d+ 100\d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]")
_SHORT = 8
_PATIENCE = 60
"""Seconds after which git is not waited for."""


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of a file: its day, and the short id of its commit."""

    on: datetime.date
    commit: str


@dataclass(frozen=True, slots=True)
class History:
    """Last changes by path, relative to the project with `/`. `note` says why there are none."""

    changes: Mapping[str, Change] = field(default_factory=dict)
    head: str = ""
    note: str = ""

    def of(self, path: str) -> Change | None:
        """The last change of a file, if it is known."""
        return self.changes.get(path)


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


def read(root: Path) -> History:
    """The history of a project's files; empty, with a note, where git cannot tell it whole."""
    head, note = _head(root)
    if note:
        return History(note=f"{note}: pages do not say when they last changed")
    log = ("log", "--no-renames", "--no-merges", "--diff-filter=AMT", "--name-only", "-z", "--relative")
    try:
        text = _git(root, *log, "--format=%x01%h %cs", "--", ".").decode()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return History(note="git's log could not be read: pages do not say when they last changed")
    changes: dict[str, Change] = {}
    change: Change | None = None
    for part in re.split(r"[\0\n]", text):
        if commit := _COMMIT.fullmatch(part):
            change = Change(datetime.date.fromisoformat(commit[2]), commit[1])
        elif part and change is not None:
            changes.setdefault(part, change)
    return History(changes, head)


def revisions(root: Path, places: Iterable[str]) -> Revisions:
    """Every committed text of the files in some places of a project. Without a place, git is not asked."""
    places = tuple(places)
    if not places:
        return Revisions()
    _, note = _head(root)
    if note:
        return Revisions(note=note)
    log = ("log", "--no-renames", "--no-merges", "--diff-filter=AMT", "--raw", "--no-abbrev", "-z", "--relative")
    try:
        text = _git(root, *log, "--reverse", "--format=%x01%H %cs", "--", *places).decode()
        found = _committed(text)
        wanted = "".join(f"{blob}\n" for blob in {blob for _, _, blob in found})
        blobs = _blobs(_git(root, "cat-file", "--batch", given=wanted.encode()))
    except (OSError, subprocess.SubprocessError, ValueError):
        return Revisions(note="git's log could not be read")
    files: dict[str, list[Revision]] = defaultdict(list)
    for path, change, blob in found:
        if blob in blobs:
            files[path].append(Revision(change.on, change.commit, blobs[blob]))
    return Revisions(files)


def _committed(log: str) -> list[tuple[str, Change, str]]:
    """Path, commit and the id of the bytes, for every change of a file that a raw log lists."""
    found = []
    change, blob = None, ""
    for part in log.split("\0"):
        if commit := _COMMIT.fullmatch(part):
            change = Change(datetime.date.fromisoformat(commit[2]), commit[1][:_SHORT])
        elif raw := _RAW.fullmatch(part):
            blob = raw[1]
        elif part and change is not None:
            found.append((part, change, blob))
    return found


def _blobs(batch: bytes) -> dict[str, bytes]:
    """The bytes by their id, from what `git cat-file --batch` writes. What git does not have is left out."""
    found, at = dict[str, bytes](), 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        id_, *rest = batch[at:end].decode().split(" ")
        at = end + 1
        if len(rest) == 2:
            size = int(rest[1])
            found[id_] = batch[at : at + size]
            at += size + 1
    return found


def _head(root: Path) -> tuple[str, str]:
    """The short id of the last commit, and in words why git cannot tell the history, if it cannot."""
    try:
        state = _git(root, "rev-parse", "--is-shallow-repository", "--short", "HEAD").decode().split()
    except (OSError, subprocess.SubprocessError):
        return "", "no git history"
    if state[:1] != ["false"] or len(state) < 2:
        return "", "the git history is cut short (a shallow clone)"
    return state[1], ""


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=_PATIENCE).stdout
