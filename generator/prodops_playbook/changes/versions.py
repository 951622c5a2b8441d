"""A record as it once was: what its fields said, read from bytes of any age. Nothing here is an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .. import source
from ..kinds import KINDS, Settings
from ..playbook import SETTINGS, Key, Project, placed, records_in
from ..records.shape import Shape, said

VALUE = "value"
"""The kind of a number in playbook.yml, as links name it: `[[value:name]]`."""


@dataclass(frozen=True, slots=True)
class Version:
    """One record at one time. `fields` are texts, lists and dicts; those at their default are left out."""

    kind: str
    id: str
    path: str
    fields: Mapping[str, Any]

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id

    @property
    def title(self) -> str:
        """What it was called."""
        title = self.fields.get("title")
        return title if isinstance(title, str) and title else self.id

    @property
    def status(self) -> str:
        """Its status; empty for a number, which has none."""
        status = self.fields.get("status", "" if self.kind == VALUE else "active")
        return status if isinstance(status, str) else ""

    @property
    def in_use(self) -> bool:
        """Whether somebody worked this way."""
        return self.status in ("active", "trial")

    @property
    def hidden(self) -> bool:
        """Whether readers could not see it. Anything but `false` hides: a slip must not tell."""
        return "hidden" in self.fields

    @property
    def old_ids(self) -> tuple[str, ...]:
        """Ids it had before."""
        old = self.fields.get("old_ids")
        return tuple(id_ for id_ in old if isinstance(id_, str)) if isinstance(old, list) else ()


def versions(project: Project, path: str, data: bytes) -> dict[Key, Version] | None:
    """The records of one file, the numbers of playbook.yml among them; None when it cannot be read."""
    settings = path == f"{project.data}/{SETTINGS}"
    found = placed(project, path)
    if found is None and not settings:
        return {}
    document, _ = source.read(path, data)
    if document is None or not isinstance(document.root, source.Mapping):
        return None
    if found is None:
        return {version.key: version for version in _values(document)}
    made = {}
    for origin in records_in(*found, document, []):
        model = KINDS[origin.kind].model
        fields = said(Shape("group", model=model), origin.node)
        if isinstance(fields, dict):
            made[origin.kind, origin.id] = Version(origin.kind, origin.id, path, fields)
    return made


def _values(document: source.Document) -> Iterator[Version]:
    fields = said(Shape("group", model=Settings), document.root)
    values = fields.get("values") if isinstance(fields, dict) else None
    for name, value in values.items() if isinstance(values, dict) else ():
        if isinstance(value, dict):
            told = {field: text for field, text in value.items() if (field, text) != ("starting", "false")}
            yield Version(VALUE, name, document.path, told)
