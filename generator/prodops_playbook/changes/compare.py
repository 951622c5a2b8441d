"""Two sets of records compared: a pure function, the same for two commits, two days or a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..playbook import Key
from ..types import old_key
from .versions import Version

What = Literal["adopted", "added", "changed", "retired", "removed"]
WHATS: tuple[What, ...] = ("adopted", "added", "changed", "retired", "removed")
"""In the order in which they are told."""
ID = "id"
"""The field that stands for the record's own address."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else: what it said, and what it says; None where it is not there."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record. `adopted`: it came into use; `retired`: nobody works this way any more."""

    what: What
    before: Version | None
    after: Version | None
    differences: tuple[Difference, ...] = ()

    @property
    def version(self) -> Version:
        """The record as it is now; as it last was, when it is removed."""
        version = self.after or self.before
        assert version is not None
        return version


def compare(old: Mapping[Key, Version], new: Mapping[Key, Version]) -> tuple[Change, ...]:
    """Every change from one set to another. A record with a new id that names its `old_ids` is the same record."""
    made = (change(before, after) for before, after in pairs(old, new))
    return tuple(sorted((c for c in made if c is not None), key=_telling_order))


def pairs(old: Mapping[Key, Version], new: Mapping[Key, Version]) -> Iterator[tuple[Version | None, Version | None]]:
    """Each record of either set, before and after."""
    gone = {key: version for key, version in old.items() if key not in new}
    for key, after in new.items():
        before = old.get(key)
        if before is None:
            names = (old_key(after.kind, old) for old in after.old_ids)
            before = next((gone.pop(name) for name in names if name in gone), None)
        yield before, after
    yield from ((before, None) for before in gone.values())


def change(before: Version | None, after: Version | None) -> Change | None:
    """What became of a record between two versions; None when both say the same."""
    if before is None or after is None:
        if before is None and after is None:
            return None
        return Change("added" if before is None else "removed", before, after)
    differences = tuple(_differences(before, after))
    if not differences:
        return None
    if after.status == "retired" != before.status:
        return Change("retired", before, after, differences)
    adopted = after.in_use and not before.in_use
    return Change("adopted" if adopted else "changed", before, after, differences)


def _differences(before: Version, after: Version) -> Iterator[Difference]:
    if before.id != after.id:
        yield Difference(ID, before.id, after.id)
    for name in dict.fromkeys((*after.fields, *before.fields)):
        was, now = before.fields.get(name), after.fields.get(name)
        if was != now:
            yield Difference(name, was, now)


def _telling_order(made: Change) -> tuple[int, str, str, str]:
    version = made.version
    return WHATS.index(made.what), version.kind, version.title.casefold(), version.id
