"""What changed between two commits, or between a commit and the files as they are."""

from __future__ import annotations

from collections.abc import Mapping

from .. import history
from ..playbook import Key, Project, walk
from ..source import read_bytes
from .compare import Change, compare
from .versions import Version, versions

Contents = Mapping[str, bytes]


def between(project: Project, base: str, head: str | None) -> tuple[tuple[Change, ...], list[str]]:
    """The changes from one commit to another, or to the files as they are; and the files unread on one side.

    Raises history.UnknownRevisionError where git has no such commit.
    """
    old = history.files_at(project.root, base, project.data)
    new = history.files_at(project.root, head, project.data) if head else None
    held = history.contents(project.root, {*old.values(), *(new or {}).values()})
    before = {path: held.get(id_, b"") for path, id_ in old.items()}
    after = _now(project) if new is None else {path: held.get(id_, b"") for path, id_ in new.items()}
    return _compared(project, before, after)


def _now(project: Project) -> Contents:
    """The files of the data folder as they are."""
    paths = (path for path in walk(project, project.data, []) if path.endswith(".yml"))
    read = ((path, read_bytes(project.root, path)[0]) for path in paths)
    return {path: data for path, data in read if data is not None}


def _compared(project: Project, before: Contents, after: Contents) -> tuple[tuple[Change, ...], list[str]]:
    """The changes between two states, and the files that could not be read in both."""
    sides: tuple[dict[Key, Version], dict[Key, Version]] = {}, {}
    unread = []
    for path in sorted({*before, *after}):
        if before.get(path) == after.get(path):
            continue
        found = [versions(project, path, side[path]) if path in side else {} for side in (before, after)]
        if None in found:
            unread.append(path)
            continue
        for side, records in zip(sides, found, strict=True):
            side.update(records or {})
    return compare(*sides), unread
