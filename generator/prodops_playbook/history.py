"""When each file last changed, from one walk of git's log. Without git it says nothing, rather than something wrong."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_COMMIT = re.compile(r"\x01([0-9a-f]+) (\d{4}-\d\d-\d\d)")
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


def read(root: Path) -> History:
    """The history of a project's files; empty, with a note, where git cannot tell it whole."""
    try:
        state = _git(root, "rev-parse", "--is-shallow-repository", "--short", "HEAD").split()
    except (OSError, subprocess.SubprocessError):
        return History(note="no git history: pages do not say when they last changed")
    if state[:1] != ["false"] or len(state) < 2:
        return History(note="the git history is cut short (a shallow clone): pages do not say when they last changed")
    log = ("log", "--no-renames", "--no-merges", "--diff-filter=AMT", "--name-only", "-z", "--relative")
    try:
        text = _git(root, *log, "--format=%x01%h %cs", "--", ".")
    except (OSError, subprocess.SubprocessError):
        return History(note="git's log could not be read: pages do not say when they last changed")
    changes: dict[str, Change] = {}
    change: Change | None = None
    for part in re.split(r"[\0\n]", text):
        if commit := _COMMIT.fullmatch(part):
            change = Change(datetime.date.fromisoformat(commit[2]), commit[1])
        elif part and change is not None:
            changes.setdefault(part, change)
    return History(changes, state[1])


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE, encoding="utf-8")
    return done.stdout
