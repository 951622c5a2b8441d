"""The smaller pages about the playbook as a whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..kinds import KINDS, OTHER_PAGES, Record
from ..parts import Linker, Markup
from ..parts.plain import Plain, plain
from ..problems import CODES, Level, level_of
from ..views import coverage

# Coverage


@dataclass(frozen=True, slots=True)
class Cell:
    """How many records of one kind apply one principle, in use and in the library."""

    in_use: int
    library: int


@dataclass(frozen=True, slots=True)
class Covered:
    """One principle, with a cell for each kind."""

    principle: Markup
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Principles against kinds. `library`: the way there; `kinds`: the titles of the columns."""

    frame: Plain
    library: Markup
    kinds: tuple[str, ...]
    rows: tuple[Covered, ...]


def coverage_page(here: Linker, frame: Plain) -> CoveragePage:
    """How far principles are put into practice."""
    rows = coverage.coverage(here.playbook)
    return CoveragePage(
        frame=frame,
        library=here.page_link("library.md", here.say("library")),
        kinds=tuple(here.say(kind.title) for kind in coverage.kinds()),
        rows=tuple(
            Covered(here.link(row.principle), tuple(Cell(len(c.in_use), len(c.library)) for c in row.cells))
            for row in rows
        ),
    )


# The library


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that nobody uses yet."""

    link: Markup
    lead: Markup


@dataclass(frozen=True, slots=True)
class Shelf:
    """The records of one kind that wait."""

    title: str
    records: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """What is written down and ready; only kinds that have something of it."""

    frame: Plain
    shelves: tuple[Shelf, ...]


def library_page(here: Linker, frame: Plain) -> LibraryPage:
    """The library."""

    def kept(records: Collection[Record]) -> tuple[Kept, ...]:
        return tuple(Kept(here.link(r), here.lead(r)) for r in records if r.status == "library")

    shelves = (Shelf(here.say(kind.title), kept(here.playbook.of_kind(kind.name))) for kind in KINDS.values())
    return LibraryPage(frame, tuple(shelf for shelf in shelves if shelf.records))


# Our numbers


@dataclass(frozen=True, slots=True)
class Number:
    """A number of ours, with its unit. `name`: how records call it; `starting`: nobody has confirmed it yet."""

    name: str
    shown: str
    why: Markup
    starting: bool


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """The numbers of playbook.yml. `data`: the folder that it is in."""

    frame: Plain
    data: str
    numbers: tuple[Number, ...]


def values_page(here: Linker, frame: Plain) -> ValuesPage:
    """The numbers that the company sets for itself."""
    settings = here.playbook.settings
    shown = settings.context().value
    numbers = (Number(n, shown(n).shown, here.rich(s.why), s.starting) for n, s in settings.values.items())
    return ValuesPage(frame, here.playbook.data, tuple(numbers))


# Checks


@dataclass(frozen=True, slots=True)
class Found:
    """Something to mend."""

    path: str
    line: int
    level: Level
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Looked:
    """Something that the check looks for. `name`: the code that stands for it; `fixed`: its level stays as it is."""

    name: str
    level: Level
    fixed: bool
    summary: str


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """What the check found, and everything that it looks for. `data`: the folder of playbook.yml."""

    frame: Plain
    data: str
    found: tuple[Found, ...]
    codes: tuple[Looked, ...]


def checks_page(here: Linker, frame: Plain) -> ChecksPage:
    """What readers may see of the check."""
    edition = here.book.edition
    problems = (p for p in edition.problems if not p.secret)
    return ChecksPage(
        frame=frame,
        data=here.playbook.data,
        found=tuple(Found(p.path, p.line, level_of(p.code, edition.levels), p.message, p.hint) for p in problems),
        codes=tuple(Looked(name, code.level, code.fixed, code.summary) for name, code in sorted(CODES.items())),
    )


# The page that a tab opens with


@dataclass(frozen=True, slots=True)
class Listed:
    """The way to a page. `about`: what it is for; empty for a page that does not say it."""

    link: Markup
    about: str


@dataclass(frozen=True, slots=True)
class TabPage:
    """What a tab gathers: pages of ours, then those that people wrote by hand."""

    frame: Plain
    pages: tuple[Listed, ...]
    guides: tuple[Listed, ...]


def tab_page(here: Linker, title: str, about: str, tabs: Collection[str]) -> TabPage:
    """The page that gathers the kinds of some tabs. With the kinds for reference stand all pages that are no list."""
    has = here.playbook.contents.has
    pages = [(kind.index, kind.title, kind.about) for kind in KINDS.values() if kind.tab in tabs and has(kind.index)]
    guides: tuple[Listed, ...] = ()
    if "Reference" in tabs:
        pages += [(name, *said) for name, said in OTHER_PAGES.items() if has(name)]
        guides = tuple(Listed(here.site_link(guide), guide.about) for guide in here.playbook.guides)
    listed = (Listed(here.page_link(name, here.say(called)), here.say(told)) for name, called, told in pages)
    return TabPage(plain(here, title, about), tuple(listed), guides)


# An old address


@dataclass(frozen=True, slots=True)
class MovedPage:
    """What stands where a record was. `link`: the way to where it is."""

    title: str
    link: Markup


def moved_page(here: Linker, record: Record) -> MovedPage:
    """The page at an old address of a record."""
    return MovedPage(record.title, here.link(record))
