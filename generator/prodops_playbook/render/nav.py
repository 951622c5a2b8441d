"""The navigation: tabs, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds import KINDS, OTHER_PAGES, TABS, Kind, Record
from ..kinds.maturity import MaturityModel
from ..playbook import Playbook
from ..views import assessing

LIMIT = 100
"""Sections above this many records keep only their index: Material's navigation is quadratic."""


@dataclass(frozen=True, slots=True)
class Section:
    """A tab, or a group in one: its title, and the pages and groups below it."""

    title: str
    entries: tuple[str | Section, ...]


def navigation(playbook: Playbook) -> Iterator[Section]:
    """The tabs of the generated pages. The library is out of it: it has an index of its own."""
    tabs: dict[str, list[str | Section]] = {}
    opening = {tab: page for tab, (page, _) in TABS.items()}
    for kind in KINDS.values():
        records = playbook.of_kind(kind.name)
        listed = [r for r in records if r.in_use] if kind.paged and len(records) <= LIMIT else []
        pages = [page for record in listed for page in _pages(kind, record)]
        entries = tabs.setdefault(kind.tab, [opening[kind.tab]] if kind.tab in opening else [])
        if kind.title == kind.tab:
            entries += [kind.index, *pages]
        elif records:
            entries.append(Section(kind.title, (kind.index, *pages)) if pages else kind.index)
    tabs["Reference"] += OTHER_PAGES
    return (Section(tab, tuple(entries)) for tab, entries in tabs.items() if entries)


def _pages(kind: Kind, record: Record) -> Iterator[str]:
    """The page of a record; for a maturity model, also the one on which it is answered."""
    yield kind.page(record.id)
    if isinstance(record, MaturityModel):
        yield assessing.page(record)
