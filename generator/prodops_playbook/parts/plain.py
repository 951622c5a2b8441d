"""What a page has around its own content, where it is not the page of one record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kinds import Kind, Record
from .linker import Linker
from .tell import Tell, tell


@dataclass(frozen=True, slots=True)
class Plain:
    """The frame of a list, or of a page about the whole. `about`: what it is for, in one sentence."""

    title: str
    about: str
    tell: Tell


def plain(here: Linker, title: str, about: str, source: str | None = None) -> Plain:
    """The frame of one page. `source`: the path of the file behind it."""
    return Plain(title, about, tell(here, title, source))


def file_of_list(kind: Kind, records: Sequence[Record]) -> str | None:
    """The path of the file that a list is; None where its records have pages, or stand in several files."""
    files = set() if kind.paged else {record.path for record in records}
    return files.pop() if len(files) == 1 else None


def listed(here: Linker, kind: Kind, records: Sequence[Record]) -> Plain:
    """The frame of the list of one kind."""
    return plain(here, here.say(kind.title), here.say(kind.about), file_of_list(kind, records))
