"""A checklist as it is run: complete as it stands, and live once a script has found it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds.checklist import RUN_FIELDS, Checklist, Item
from ..kinds.process import Process
from ..links import Anchors
from .linker import Linker
from .markup import Markup


@dataclass(frozen=True, slots=True)
class Blank:
    """A field to write into. `name`: what a PDF calls it; `words`: what readers of a PDF are told."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Check:
    """One item. `id`: its address on this page; `key`: what ticks are kept under, wherever the list stands.

    `asked`: whether its evidence is written down. `blank`: the field for that on paper.
    """

    id: str
    key: str
    must: bool
    asked: bool
    text: Markup
    owner: Markup
    who: Markup
    shows: str
    evidence: Markup
    why: Markup
    if_no: Markup
    link: Markup
    blank: Blank


@dataclass(frozen=True, slots=True)
class Section:
    """Some of the items; `heading` is empty where a list has no sections."""

    heading: str
    items: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A list with its fields. `paper`: made for a PDF, where boxes and fields can be filled in."""

    id: str
    title: str
    file: str
    edit: str
    issue: str
    run_by: str
    decided_by: Markup
    fields: tuple[Blank, ...]
    sections: tuple[Section, ...]
    outcomes: tuple[str, ...]
    paper: bool


@dataclass(frozen=True, slots=True)
class ListOfProcess:
    """A list of a process, live on the page of whatever it is run in."""

    title: str
    pause_point: Markup
    link: Markup
    run: Run


def run(here: Linker, anchors: Anchors, record: Checklist, prefix: str) -> Run:
    """A list as it is run on one page. `prefix`: what the addresses of its items begin with."""
    book = here.book
    repository = book.settings.repository
    return Run(
        id=record.id,
        title=record.title,
        file=record.path,
        edit=book.edit_address(record.path),
        issue=repository.issue_address if repository else "",
        run_by=record.run_by.id,
        decided_by=here.name(record.decided_by) if record.decided_by else Markup(""),
        fields=tuple(Blank(f"{record.id} field {i}", words) for i, words in enumerate(_blanks(here, record), 1)),
        sections=tuple(_sections(here, anchors, record, prefix)),
        outcomes=record.outcomes,
        paper=here.paper,
    )


def _blanks(here: Linker, record: Checklist) -> tuple[str, ...]:
    return record.run_fields or tuple(map(here.say, RUN_FIELDS))


def _sections(here: Linker, anchors: Anchors, record: Checklist, prefix: str) -> Iterator[Section]:
    keys = iter(record.item_ids)
    for heading, items in record.all_sections:
        checks = (_check(here, record, item, anchors(item.id or item.text.named, prefix), next(keys)) for item in items)
        yield Section(heading or "", tuple(checks))


def _check(here: Linker, record: Checklist, item: Item, id_: str, key: str) -> Check:
    return Check(
        id=id_,
        key=key,
        must=item.must_not_miss,
        asked=item.must_not_miss and bool(record.outcomes),
        text=here.rich(item.text),
        owner=here.link(item.owner) if item.owner else Markup(""),
        who=here.name(item.owner) if item.owner else Markup(""),
        shows=item.evidence or "",
        evidence=here.rich(item.evidence),
        why=here.rich(item.why),
        if_no=here.rich(item.if_no),
        link=here.outside(item.link.url, item.link.title) if item.link else Markup(""),
        blank=Blank(f"{record.id} {id_} evidence", item.text),
    )


def lists(here: Linker, anchors: Anchors, process: Process) -> tuple[ListOfProcess, ...]:
    """The lists of a process that readers may see."""
    found = (record for record in map(here.find, process.checklists) if isinstance(record, Checklist))
    return tuple(
        ListOfProcess(
            record.title,
            here.rich(record.pause_point),
            here.link(record, here.say("The list, with its reasons")) + here.standing(record),
            run(here, anchors, record, record.id),
        )
        for record in found
    )
