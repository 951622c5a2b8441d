"""What changed, day by day: a page, and the latest of it as a part of home."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ..changes import VALUE, Day, Line, telling
from ..parts import Linker, Markup, escape
from ..parts.plain import Plain

LONGEST, LEFT = 10, 8
"""The most changes of one sort on one day that stand in a row; and how many of more do, with the rest folded."""
LATEST = 5
"""How many changes home shows."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one record on one day. `id`: its address on the page; `added`: it is new; `told`: the details."""

    id: str
    heading: str
    name: Markup
    kind: str
    added: bool
    told: Markup


@dataclass(frozen=True, slots=True)
class Sort:
    """Changes of one sort on one day. `rest`: those that fold."""

    heading: str
    shown: tuple[Changed, ...]
    rest: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class OneDay:
    """What changed on one day."""

    on: datetime.date
    sorts: tuple[Sort, ...]


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """What changed. `note`: why that cannot be told; `began`: the day on which the playbook came; `cut`: there is more.

    `feed`: the link to it; empty where there is none. `chat`: the last days as one paragraph.
    """

    frame: Plain
    note: str
    began: datetime.date | None
    cut: bool
    feed: Markup
    chat: str
    days: tuple[OneDay, ...]


def page(here: Linker, frame: Plain) -> ChangedPage:
    """The page of what changed."""
    changes, playbook = here.book.edition.changes, here.playbook
    feed = telling.feed(changes, playbook.settings)
    return ChangedPage(
        frame=frame,
        note=here.say(changes.note) if changes.note else "",
        began=changes.began,
        cut=changes.cut,
        feed=here.page_link(feed, here.say("feed")) if feed else Markup(""),
        chat=telling.chat(changes, playbook),
        days=tuple(OneDay(day.on, tuple(_sorts(here, day))) for day in changes.days),
    )


def _sorts(here: Linker, day: Day) -> Iterator[Sort]:
    for what, heading in telling.HEADINGS.items():
        found = tuple(_changed(here, line) for line in day.lines if line.change.what == what)
        shown = len(found) if len(found) <= LONGEST else LEFT
        if found:
            yield Sort(here.say(heading), found[:shown], found[shown:])


def _changed(here: Linker, line: Line) -> Changed:
    what = line.change.what
    return Changed(
        id=line.anchor,
        heading=here.say(telling.HEADINGS[what]),
        name=_name(here, line),
        kind=telling.kind(line.change.version, here.playbook.words),
        added=what == "added",
        told=escape("; ").join(telling.details(line.change, here.playbook)),
    )


def _name(here: Linker, line: Line) -> Markup:
    """What changed, as a link where it still has a page."""
    version, name = line.change.version, telling.title_now(line, here.playbook)
    if line.record:
        return here.link(line.record)
    return (
        here.page_link("values.md", name, version.id) if version.kind == VALUE and line.change.after else escape(name)
    )


@dataclass(frozen=True, slots=True)
class LatestChange:
    """One of the latest changes."""

    heading: str
    name: Markup
    on: datetime.date


@dataclass(frozen=True, slots=True)
class ChangedView:
    """The latest changes. `note`: why they cannot be told; `all`: the way to all of them."""

    note: str
    latest: tuple[LatestChange, ...]
    all: Markup


def view(here: Linker) -> ChangedView:
    """The latest changes, for a page that people wrote."""
    changes = here.book.edition.changes
    latest = (
        LatestChange(here.say(telling.HEADINGS[c.change.what]), _name(here, c), c.on) for c in changes.lines[:LATEST]
    )
    return ChangedView(
        here.say(changes.note) if changes.note else "",
        tuple(latest),
        here.page_link("what-changed.md", here.say("Everything that changed")),
    )
