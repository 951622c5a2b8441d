"""Changes as text for a person, as Markdown for a pull request, as JSON for a program."""

from __future__ import annotations

from ..escaping import text as escaped
from ..playbook import Playbook
from ..problems import json_text, one_row
from . import telling
from .compare import Change


def as_text(made: tuple[Change, ...], playbook: Playbook) -> str:
    """Changes for a person: a line each, what changed below it."""
    lines = []
    for change in made:
        version = change.version
        title = telling.title(version, playbook)
        lines.append(one_row(f"{version.path}: {change.what}: {version.kind} {version.id}: {title}"))
        lines += (f"    {one_row(told)}" for told in telling.details(change, playbook))
    return "".join(f"{line}\n" for line in lines)


def as_markdown(made: tuple[Change, ...], playbook: Playbook) -> str:
    """Changes as a list in Markdown, for the text of a pull request."""
    lines = []
    for change in made:
        told = "; ".join(telling.details(change, playbook))
        name = escaped(telling.title(change.version, playbook))
        about = f": {escaped(told)}" if told else ""
        heading = playbook.words.gettext(telling.HEADINGS[change.what])
        lines.append(f"- {heading}: **{name}**, {telling.kind(change.version, playbook.words)}{about}")
    return "".join(f"{line}\n" for line in lines or ["No record changed."])


def as_json(made: tuple[Change, ...], playbook: Playbook) -> str:
    """Changes for a program; the shape is fixed by `format`."""
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
