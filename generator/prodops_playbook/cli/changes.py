"""The command that compares: `diff`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from .. import history
from ..changes import Change, Version, compare, telling, versions
from ..escaping import text as escaped
from ..playbook import Key, Playbook, Project, load, walk
from ..problems import json_text, one_row
from ..source import read_bytes
from .group import main, project_of, say

Contents = Mapping[str, bytes]


@main.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", help="How it is printed."
)
@click.pass_context
def diff(context: click.Context, base: str, head: str | None, form: str) -> None:
    """Print what a change means, record by record, from BASE to HEAD; without HEAD to the files as they are now.

    BASE and HEAD are branches, tags or commits of the git repository.

    Example: playbook diff main --format markdown
    """
    project = project_of(context)
    loaded = load(project)
    try:
        old = history.files_at(project.root, base, project.data)
        new = history.files_at(project.root, head, project.data) if head else None
    except history.UnknownRevisionError as error:
        raise click.UsageError(f"git has no commit {str(error)!r} here; name a branch, a tag or a commit") from None
    ids = {*old.values(), *(new or {}).values()}
    held = history.contents(project.root, ids)
    before = {path: held.get(id_, b"") for path, id_ in old.items()}
    after = _now(project) if new is None else {path: held.get(id_, b"") for path, id_ in new.items()}
    made, unread = _compared(project, before, after)
    say(_FORMS[form](made, loaded.playbook))
    for path in unread:
        say(f"{one_row(path)} cannot be read on one side and is left out\n", err=True)
    number = len(made)
    click.echo(f"{number} record{'s' * (number != 1)} changed" if number else "no record changed", err=True)


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


def _text(made: tuple[Change, ...], playbook: Playbook) -> str:
    lines = []
    for change in made:
        version = change.version
        title = telling.title(version, playbook)
        lines.append(one_row(f"{version.path}: {change.what}: {version.kind} {version.id}: {title}"))
        lines += (f"    {one_row(told)}" for told in telling.details(change, playbook))
    return "".join(f"{line}\n" for line in lines)


def _markdown(made: tuple[Change, ...], playbook: Playbook) -> str:
    lines = []
    for change in made:
        told = "; ".join(telling.details(change, playbook))
        name = escaped(telling.title(change.version, playbook))
        about = f": {escaped(told)}" if told else ""
        lines.append(f"- {telling.HEADINGS[change.what]}: **{name}**, {telling.kind(change.version)}{about}")
    return "".join(f"{line}\n" for line in lines or ["No record changed."])


def _json(made: tuple[Change, ...], playbook: Playbook) -> str:
    changes = [
        {
            "what": change.what,
            "kind": change.version.kind,
            "id": change.version.id,
            "title": telling.title(change.version, playbook),
            "path": change.version.path,
            "fields": [{"name": d.field, "before": d.before, "after": d.after} for d in change.differences],
        }
        for change in made
    ]
    return json_text({"format": 1, "changes": changes})


_FORMS: Mapping[str, Callable[[tuple[Change, ...], Playbook], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
