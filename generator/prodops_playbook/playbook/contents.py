"""Which pages the playbook makes, and where each stands in the site: below a folder, beside somebody's own pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..kinds import KINDS, TABS

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the names of sources end that become pages."""
HOME = "index.md"
"""The page that a playbook below a folder opens with."""

_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where our pages stand: below the folder `under`, which ends in `/`; empty for the top of the site.

    `whole`: the site is the playbook. Else we are guests in a site, and make no page that would be empty.
    `flat`: a page is a file, `areas.html`, and not a folder with an index.html.
    """

    under: str = ""
    whole: bool = True
    flat: bool = False

    @classmethod
    def of(cls, under: str | None, *, flat: bool = False) -> Place:
        """The place that an option `under` names; None where it is not set. Raises ValueError for what is no folder."""
        if not under:
            return cls("", under is not None, flat)
        parts = under.strip("/").split("/")
        if not all(_FOLDER.fullmatch(part) for part in parts) or parts[0] in ("assets", "search"):
            raise ValueError(under)
        return cls("/".join(parts) + "/", False, flat)

    def served(self, uri: str) -> str:
        """The file of the site that a source becomes."""
        stem, ending = posixpath.splitext(uri)
        if ending not in MARKDOWN:
            return uri
        folder, name = posixpath.split(stem)
        name = "index" if name == "README" else name
        return posixpath.join(folder, f"{name}.html" if self.flat or name == "index" else f"{name}/index.html")

    def address(self, uri: str, page: str) -> str:
        """The address of a source in the site, as it is written on the page that another source becomes."""
        address = posixpath.relpath(self.served(uri), posixpath.dirname(self.served(page)) or ".")
        if self.flat or posixpath.basename(address) != "index.html":
            return address
        return address.removesuffix("index.html") or "./"


WHOLE = Place()
"""The place of a playbook that has a site to itself."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The pages of a site that are ours. A page goes by its name, which is its path below `place.under`.

    `absent` are the names of those that are not made: they would be empty, or the site has a page there already.
    """

    place: Place
    absent: frozenset[str] = field(default_factory=frozenset)

    def has(self, name: str) -> bool:
        """Whether a page is made; a name may end with an address in the page."""
        return name.partition("#")[0] not in self.absent

    def uri(self, name: str) -> str:
        """The path of a page among the sources of the site."""
        return f"{self.place.under}{name}"

    @property
    def title(self) -> str:
        """What the folder is called in a menu."""
        last = self.place.under.rstrip("/").rpartition("/")[2]
        return last.replace("-", " ").replace("_", " ").capitalize()


def contents(
    place: Place, records: Mapping[str, Collection[object]], empty: Collection[str], own: Collection[str]
) -> Contents:
    """The pages that are made: `records` are the visible ones of each kind, `empty` the names of other pages without
    anything to say, `own` the addresses of pages that the site has without us.
    """
    absent = set() if place.under else {HOME}
    if not place.whole:
        bare = {kind.name for kind in KINDS.values() if not records.get(kind.name)}
        absent |= {KINDS[name].index for name in bare} | {*empty}
        for tab, (name, _) in TABS.items():
            kinds = {kind.name for kind in KINDS.values() if kind.tab == tab}
            taken = f"{place.under}{name}".removesuffix("/index.md") in own
            if taken or (kinds <= bare and tab != _LAST):
                absent.add(name)
        if place.under.rstrip("/") in own:
            absent.add(HOME)
    return Contents(place, frozenset(absent))


_LAST = next(reversed(TABS))
"""The tab that the pages about the whole stand in, which never is empty."""
