"""Where a page is changed, and whom to tell about it."""

from __future__ import annotations

from dataclasses import dataclass

from .. import escaping
from .linker import Linker
from .markup import Markup


@dataclass(frozen=True, slots=True)
class File:
    """A file behind a page. `edit`: the address on which it is changed, ready for a link; empty where there is none."""

    path: str
    edit: Markup


@dataclass(frozen=True, slots=True)
class Tell:
    """The foot of a page: the file behind it, if it is one, and the way to tell somebody."""

    file: File | None
    feedback: Markup


def file(here: Linker, path: str) -> File:
    """A file, as a page leads to it."""
    return File(path, Markup(escaping.address(here.book.edit_address(path))))


def tell(here: Linker, title: str, source: str | None) -> Tell:
    """The foot of a page with this title. `source`: the path of the file behind it."""
    return Tell(file(here, source) if source else None, here.feedback(title))
