"""The pages that are no record's: indexes, tabs, pages about the whole, and those written by hand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..kinds import KINDS, OTHER_PAGES, TABS, Record
from .project import HandWritten

_FRONT = re.compile(r"^(title|description): *(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^# +(.+?)(?: *\{.*\})? *$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that can be linked to as `page:address`: where it stands among the sources, its title and a sentence."""

    uri: str
    title: str
    about: str = ""


def address(uri: str) -> str:
    """The folder that a source page is served from: `areas` for areas/index.md, empty for home."""
    folder, name = posixpath.split(uri.removesuffix(".md"))
    return folder if name.lower() in ("index", "readme") else posixpath.join(folder, name)


def written(page: HandWritten) -> SitePage:
    """A page written by hand; its title from its front matter, else its first heading, else its address."""
    text = page.text.replace("\r\n", "\n")
    front, _, body = text[4:].partition("\n---") if text.startswith("---\n") else ("", "", text)
    said = {name: line.strip().strip("\"'") for name, line in _FRONT.findall(front)}
    heading = _HEADING.search(body)
    title = said.get("title") or (heading[1] if heading else "") or address(page.uri) or "Home"
    return SitePage(page.uri, title, said.get("description", ""))


def site_pages(records: Iterable[Record], hand_written: Iterable[HandWritten]) -> Mapping[str, SitePage]:
    """Every page that is not a record's own, by its address."""
    made = [SitePage(kind.index, kind.title) for kind in KINDS.values()]
    made += [SitePage(uri, name) for uri, (name, _) in OTHER_PAGES.items()]
    made += [SitePage(uri, tab) for tab, (uri, _) in TABS.items()]
    for record in records:
        kind = KINDS[record.kind]
        if not record.hidden:
            made += [
                SitePage(kind.page(f"{record.id}/{end}"), f"{name}: {record.title}")
                for end, name in kind.beside.items()
            ]
    made += map(written, hand_written)
    return {address(page.uri): page for page in made}
