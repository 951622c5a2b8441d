"""The pages that are no record's: indexes, tabs, pages about the whole, and those written by hand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .. import escaping
from ..kinds import KINDS, OTHER_PAGES, TABS, Record
from ..words import Words
from .contents import HOME, MARKDOWN, Contents
from .project import HandWritten

_FRONT = re.compile(r"^(title|description): *(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^# +(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that can be linked to as `page:address`: where it stands among the sources, its title and a sentence."""

    uri: str
    title: str
    about: str = ""


def address(uri: str) -> str:
    """The folder that a source page is served from: `areas` for areas/index.md, empty for home."""
    stem, ending = posixpath.splitext(uri)
    folder, name = posixpath.split(stem if ending in MARKDOWN else uri)
    return folder if name.lower() in ("index", "readme") else posixpath.join(folder, name)


def written(page: HandWritten) -> SitePage:
    """A page written by hand; its title from its front matter, else its first heading, else its address."""
    text = page.text.replace("\r\n", "\n")
    front, _, body = text[4:].partition("\n---") if text.startswith("---\n") else ("", "", text)
    said = {name: line.strip().strip("\"'") for name, line in _FRONT.findall(front)}
    heading = _HEADING.search(body)
    title = said.get("title") or (_named(heading[1]) if heading else "") or address(page.uri) or "Home"
    return SitePage(page.uri, escaping.UNSEEN.sub(" ", title), said.get("description", ""))


def _named(heading: str) -> str:
    """The words of a heading, without the attributes behind them."""
    words, _, _ = heading.partition("{") if heading.rstrip().endswith("}") else (heading, "", "")
    return words.strip() or heading.strip()


def site_pages(
    contents: Contents, records: Iterable[Record], hand_written: Iterable[HandWritten], words: Words
) -> Mapping[str, SitePage]:
    """Every page that is not a record's own, by its address; ours by their names too, where no other page has it."""
    say = words.gettext
    made = [SitePage(HOME, contents.title), *(SitePage(kind.index, say(kind.title)) for kind in KINDS.values())]
    made += [SitePage(name, say(title)) for name, (title, _) in OTHER_PAGES.items()]
    made += [SitePage(name, say(tab)) for tab, (name, _) in TABS.items()]
    for record in records:
        kind = KINDS[record.kind]
        if not record.hidden:
            made += [
                SitePage(kind.page(f"{record.id}/{end}"), f"{say(name)}: {record.title}")
                for end, name in kind.beside.items()
            ]
    ours = {page.uri: replace(page, uri=contents.uri(page.uri)) for page in made if contents.has(page.uri)}
    named = {address(name): page for name, page in ours.items() if name != HOME}
    every = [*ours.values(), *map(written, hand_written)]
    return named | {address(page.uri): page for page in every}
