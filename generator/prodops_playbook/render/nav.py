"""The navigation: tabs, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds import KINDS, OTHER_PAGES, TABS
from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..playbook import HOME, Contents, Playbook

LIMIT = 100
"""Sections above this many records keep only their index: Material's navigation is quadratic."""


@dataclass(frozen=True, slots=True)
class Section:
    """A tab, or a group in one: its title, and the pages and groups below it; or one page that is called so here."""

    title: str
    entries: tuple[str | Section, ...] | str


def _of_model(playbook: Playbook, model: MaturityModel) -> Section:
    """The pages of a maturity model: its questions first, its results last, the latest of them first."""
    kind, say = KINDS["model"], playbook.words.gettext
    beside = (Section(say(title), kind.page(f"{model.id}/{name}")) for name, title in kind.beside.items())
    own = (Section(say("The questions"), kind.page(model.id)), *beside)
    results = [r for r in playbook.all(Result) if playbook.get(r.model) is model]
    dated = sorted(results, key=lambda result: result.date, reverse=True) if len(results) <= LIMIT else []
    every = Section(say("Every result"), tuple(KINDS["result"].page(result.id) for result in dated))
    return Section(str(model.title), (*own, every) if dated else own)


def navigation(playbook: Playbook) -> tuple[Section, ...]:
    """The tabs of the generated pages; one for all where they stand below a folder.

    The library is out of it: it has an index of its own.
    """
    tabs = tuple(_there(tab, playbook.contents) for tab in _tabs(playbook))
    tabs = tuple(tab for tab in tabs if tab.entries)
    if not playbook.place.under:
        return tabs
    return (Section(playbook.contents.title, (playbook.contents.uri(HOME), *tabs)),)


def _tabs(playbook: Playbook) -> Iterator[Section]:
    tabs: dict[str, list[str | Section]] = {}
    opening = {tab: page for tab, (page, _) in TABS.items()}
    for kind in KINDS.values():
        records = playbook.of_kind(kind.name)
        one_by_one = kind.paged and not kind.below and len(records) <= LIMIT
        pages = [kind.page(r.id) for r in records if r.in_use] if one_by_one else []
        entries = tabs.setdefault(kind.tab, [opening[kind.tab]] if kind.tab in opening else [])
        if kind.beside:
            entries.append(kind.index)
            entries += [_of_model(playbook, model) for model in records if isinstance(model, MaturityModel)]
        elif kind.title == kind.tab:
            entries += [kind.index, *pages]
        elif records:
            entries.append(Section(playbook.words.gettext(kind.title), (kind.index, *pages)) if pages else kind.index)
    tabs["Reference"] += OTHER_PAGES
    return (Section(playbook.words.gettext(tab), tuple(entries)) for tab, entries in tabs.items() if entries)


def _there(section: Section, contents: Contents) -> Section:
    """A section with those of its pages that are made, each with its path among the sources of the site."""
    if isinstance(section.entries, str):
        return Section(section.title, contents.uri(section.entries))
    entries = (
        _there(entry, contents) if isinstance(entry, Section) else contents.uri(entry)
        for entry in section.entries
        if isinstance(entry, Section) or contents.has(entry)
    )
    return Section(section.title, tuple(entry for entry in entries if isinstance(entry, str) or entry.entries))
