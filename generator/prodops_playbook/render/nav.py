"""The navigation: tabs, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds import KINDS, OTHER_PAGES, TABS
from ..kinds.maturity import MaturityModel
from ..playbook import Playbook
from ..views import assessing
from ..views.assessed import PAGES, page

LIMIT = 100
"""Sections above this many records keep only their index: Material's navigation is quadratic."""


@dataclass(frozen=True, slots=True)
class Section:
    """A tab, or a group in one: its title, and the pages and groups below it."""

    title: str
    entries: tuple[str | Section, ...]


def _of_model(model: MaturityModel) -> Section:
    """The pages of a maturity model, its questions first."""
    others = (page(model, name) for name in PAGES)
    return Section(model.title, (KINDS["model"].page(model.id), assessing.page(model), *others))


def navigation(playbook: Playbook) -> Iterator[Section]:
    """The tabs of the generated pages. The library is out of it: it has an index of its own."""
    tabs: dict[str, list[str | Section]] = {}
    opening = {tab: page for tab, (page, _) in TABS.items()}
    for kind in KINDS.values():
        records = playbook.of_kind(kind.name)
        pages = [kind.page(r.id) for r in records if r.in_use] if kind.paged and len(records) <= LIMIT else []
        entries = tabs.setdefault(kind.tab, [opening[kind.tab]] if kind.tab in opening else [])
        if kind.name == "model":
            entries += [kind.index, *(_of_model(model) for model in records if isinstance(model, MaturityModel))]
        elif kind.title == kind.tab:
            entries += [kind.index, *pages]
        elif records:
            entries.append(Section(kind.title, (kind.index, *pages)) if pages else kind.index)
    tabs["Reference"] += OTHER_PAGES
    return (Section(tab, tuple(entries)) for tab, entries in tabs.items() if entries)
