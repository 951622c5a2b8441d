"""The navigation of a site that has pages of its own beside ours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from .. import escaping
from ..render import Section as Tab
from .build import Build

Items = list[StructureItem]


_MAKERS = frozenset(("awesome-nav", "awesome-pages", "literate-nav"))
"""Plugins that make the navigation themselves."""


def arranged(nav: Navigation, build: Build, config: MkDocsConfig, files: Files, *, wanted: bool) -> Navigation:
    """The navigation with our tabs, where they are `wanted`; what the site arranges itself stays."""
    ours = wanted and _ours(config)
    if build.project.place.whole:
        own = [page.file.src_uri for page in nav.pages if page.file.src_uri not in build.pages]
        return whole(nav, build.whole.site.nav, own, files) if ours else nav
    return beside(nav, build.whole.site.nav, files, chosen=not ours) if wanted else nav


def leave_out(build: Build, config: MkDocsConfig, files: Files, *, wanted: bool) -> None:
    """Take out of the navigation what is out of it on purpose: the library, and what a hand-written one leaves out."""
    if config.nav is None and not (wanted and _ours(config)):
        return  # a plugin arranges it
    listed = set(uris(build.whole.site.nav)) if config.nav is None else set(named(config.nav))
    for uri in build.pages.keys() - listed:
        if (found := files.get_file_from_path(uri)) is not None:
            found.inclusion = InclusionLevel.NOT_IN_NAV


def let_in(files: Files) -> None:
    """Let MkDocs read the pages that were added when the navigation was made: without a place in it."""
    for file in files.documentation_pages():
        if file.page is None:
            file.inclusion = InclusionLevel.NOT_IN_NAV


def _ours(config: MkDocsConfig) -> bool:
    """Whether the navigation is left to us: nobody has written one, and no plugin makes it."""
    return config.nav is None and _MAKERS.isdisjoint(config.plugins)


def whole(nav: Navigation, tabs: Sequence[Tab], own: Sequence[str], files: Files) -> Navigation:
    """The navigation of a site that is the playbook: home, the tabs, and other pages in the last of them."""
    home = [uri for uri in own if uri in ("index.md", "README.md")]
    others = sorted(uri for uri in own if uri not in home)
    *first, last = (_placed(tab, files) for tab in tabs)
    if isinstance(last, Section):
        last.children += _pages(others, files)
    return linked(nav, [*_pages(home, files), *first, last])


def beside(nav: Navigation, tabs: Sequence[Tab], files: Files, *, chosen: bool) -> Navigation:
    """The navigation of somebody's site, with our tabs.

    What MkDocs made of folders is taken apart: theirs stays as it is, ours comes last. Where somebody has `chosen` the
    navigation, it stays, and our tabs come last unless it already leads to a page of ours.
    """
    ours = set(uris(tabs))
    if not chosen:
        return linked(nav, [*_without(nav.items, ours), *(_placed(tab, files) for tab in tabs)])
    if any(page.file.src_uri in ours for page in nav.pages):
        return nav
    return linked(nav, [*nav.items, *(_placed(tab, files) for tab in tabs)])


def uris(tabs: Iterable[Tab | str]) -> Iterator[str]:
    """Every page that stands in some tabs."""
    for tab in tabs:
        if isinstance(tab, str):
            yield tab
        else:
            yield from [tab.entries] if isinstance(tab.entries, str) else uris(tab.entries)


def named(nav: Any) -> Iterator[str]:
    """Every page that a `nav` of mkdocs.yml names."""
    if isinstance(nav, str):
        yield nav
    else:
        for value in nav.values() if isinstance(nav, Mapping) else nav:
            yield from named(value)


def linked(nav: Navigation, items: Items) -> Navigation:
    """The navigation with these items, in which each page knows what stands above, before and after it.

    It is still the same: other plugins hold it, and take another one for a loss of what they did.
    """
    _below(None, items)
    pages = list(_every(items))
    for before, page, after in zip([None, *pages[:-1]], pages, [*pages[1:], None], strict=True):
        page.previous_page, page.next_page = before, after
    made = Navigation(items, pages)
    nav.items, nav.pages, nav.homepage = made.items, made.pages, made.homepage
    return nav


def _placed(tab: Tab, files: Files) -> StructureItem:
    """A tab as MkDocs has it. Titles reach the theme as HTML."""
    title = escaping.as_html(tab.title)
    if isinstance(tab.entries, str):
        (page,) = _pages([tab.entries], files)
        page.title = title
        return page
    children: Items = []
    for entry in tab.entries:
        children += [_placed(entry, files)] if isinstance(entry, Tab) else _pages([entry], files)
    return Section(title, children)


def _pages(wanted: Iterable[str], files: Files) -> list[Page]:
    found = [file.page for uri in wanted if (file := files.get_file_from_path(uri)) and isinstance(file.page, Page)]
    for page in found:
        _alone(page)
    return found


def _alone(page: Any) -> None:
    """Take a page for itself, whatever section a plugin has made of it in the menu that MkDocs made."""
    if page.is_section:
        page.is_section, page.children = False, []


def _without(items: Iterable[StructureItem], ours: Collection[str]) -> Items:
    """What is left of a navigation without our pages, and without sections that held nothing else."""
    left: Items = []
    for item in items:
        # A plugin may make one of a section and its first page.
        page = item if isinstance(item, Page) else None
        kept = _without(item.children, ours) if isinstance(item, Section) else []
        if page is not None and page.file.src_uri in ours:
            left += kept
            continue
        if isinstance(item, Section):
            item.children = kept
        if kept or page is not None or not isinstance(item, Section):
            left.append(item)
    return left


def _below(parent: Section | None, items: Iterable[StructureItem]) -> None:
    for item in items:
        item.parent = parent
        if isinstance(item, Section):
            _below(item, item.children)


def _every(items: Iterable[StructureItem]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        if isinstance(item, Section):
            yield from _every(item.children)
