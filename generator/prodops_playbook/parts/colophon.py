"""The foot of every printed page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .linker import Linker


@dataclass(frozen=True, slots=True)
class Colophon:
    """What tells an old sheet of paper from the page. `printed`: what the sheet is called there."""

    printed: str
    version: str
    checked: datetime.date | None
    site: str


def colophon(here: Linker, paths: Iterable[str], checked: datetime.date | None = None) -> Colophon:
    """The foot of a page that is made from these files."""
    change = here.book.edition.history.newest(tuple(paths))
    version = here.say("%(commit)s of %(day)s") % {"commit": change.commit, "day": change.on} if change else ""
    return Colophon(here.page.removesuffix(".md"), version, checked, here.book.site_address)
