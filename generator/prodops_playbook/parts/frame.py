"""What the page of every record has around what its kind says."""

from __future__ import annotations

import datetime
import operator
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import escaping
from ..kinds import KINDS, Record
from ..kinds.agreement import Agreement
from ..kinds.people import Role
from ..types import Meaning
from ..views import path
from .colophon import Colophon, colophon
from .linker import Linker
from .markup import Markup, escape
from .tell import File, Tell, file, tell

_ADDRESS = re.compile(r"(?i)(?:https?://|mailto:)\S+")


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether people work this way. `library`: the way to the library.

    `parties`: who has to say yes before an agreement counts; None for what needs no yes.
    """

    status: str
    library: Markup
    parties: tuple[Markup, ...] | None
    within: bool
    file: File
    trial_until: datetime.date | None
    example: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a record: the role, the people who hold it, and where to ask."""

    role: Markup
    held_by: tuple[Markup, ...]
    reach: Markup


@dataclass(frozen=True, slots=True)
class Checked:
    """The last time that somebody used or re-read a record, and what they found."""

    on: datetime.date
    by: Markup
    note: Markup


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of every record. `words`: other words for it."""

    owner: Owner | None
    principles: Markup
    lives_in: tuple[Markup, ...]
    checked: Checked | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Links to other records, by what they are to this one."""

    uses: Markup
    supports: Markup
    replaces: Markup
    see_also: Markup


@dataclass(frozen=True, slots=True)
class Source:
    """Where an idea comes from."""

    title: Markup
    year: str


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that only this company has: its name without `x_`, and what it says.

    `address`: the same, ready for a link, where it is an address.
    """

    name: str
    value: Markup
    address: Markup


@dataclass(frozen=True, slots=True)
class Lift:
    """What a record raises in a maturity model, and the results that aim there."""

    dimension: str
    level: int
    model: Markup
    aiming: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A link to a record that may be invented."""

    link: Markup
    example: bool


@dataclass(frozen=True, slots=True)
class Back:
    """The records that refer to this one with one meaning: in use, in the library, and retired ones."""

    meaning: str
    in_use: Markup
    library: Markup
    retired: Markup


@dataclass(frozen=True, slots=True)
class Next:
    """The record to read next, and of which kind it is."""

    link: Markup
    kind: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything but the body of a record's page."""

    title: str
    colophon: Colophon
    standing: Standing
    lead: Markup
    facts: Facts
    not_for: tuple[Markup, ...]
    retire_when: Markup
    related: Related | None
    own_fields: tuple[OwnField, ...]
    sources: tuple[Source, ...]
    next: Next | None
    lifts: tuple[Lift, ...]
    backlinks: tuple[Back, ...]
    tell: Tell
    pdf: Markup
    version: str
    changed: datetime.date | None

    @property
    def own(self) -> dict[str, OwnField]:
        """The fields that only this company has, by their names."""
        return {field.name: field for field in self.own_fields}


def frame(here: Linker, record: Record, title: str = "") -> Frame:
    """The frame of a record's page. `title`: what heads it, if that is not the record's own."""
    kind, change = KINDS[record.kind], here.book.changed(record.path)
    title = title or record.title
    checked = last_check(here, record)
    following = path.following(here.playbook, record)
    printed = here.book.pdf and kind.on_paper and record.status != "retired"
    related = record.related
    return Frame(
        title=title,
        colophon=colophon(here, [record.path], checked.on if checked else None),
        standing=_standing(here, record),
        lead=here.lead(record),
        facts=_facts(here, record),
        not_for=here.texts(record.not_for),
        retire_when=here.rich(record.retire_when),
        related=Related(*map(here.links, (related.uses, related.supports, related.replaces, related.see_also)))
        if related
        else None,
        own_fields=tuple(_own_fields(record)),
        sources=sources(here, record),
        next=Next(here.link(following), here.say(following.kind)) if following else None,
        lifts=tuple(_lifts(here, record)),
        backlinks=tuple(_backlinks(here, record)),
        tell=tell(here, title, record.path),
        pdf=here.page_link(kind.sheet(record.id), here.say("PDF")) if printed else Markup(""),
        version=change.commit if change else "",
        changed=change.on if change else None,
    )


def last_check(here: Linker, record: Record) -> Checked | None:
    """The last time that somebody looked at a record."""
    if not record.checked:
        return None
    *_, last = sorted(record.checked, key=operator.attrgetter("on"))
    return Checked(last.on, here.link(last.by) if last.by else Markup(""), here.rich(last.note))


def sources(here: Linker, record: Record) -> tuple[Source, ...]:
    """Where the idea of a record comes from."""
    titled = ((here.outside(s.url, s.title) if s.url else escape(s.title), s.year) for s in record.sources)
    return tuple(Source(title, year or "") for title, year in titled)


def _standing(here: Linker, record: Record) -> Standing:
    agreement = record if isinstance(record, Agreement) else None
    return Standing(
        status=record.status,
        library=here.page_link("library.md", here.say("library")),
        parties=tuple(here.link(side.who) for side in agreement.parties) if agreement else None,
        within=agreement is not None and agreement.within,
        file=file(here, record.path),
        trial_until=record.trial_until,
        example=record.example,
    )


def _facts(here: Linker, record: Record) -> Facts:
    owner = here.playbook.owner(record) if KINDS[record.kind].owned else None
    return Facts(
        owner=_owner(here, owner) if isinstance(owner, Role) else None,
        principles=here.links(record.principles),
        lives_in=tuple(here.outside(place.url, place.title) for place in record.lives_in),
        checked=last_check(here, record),
        words=tuple(record.tags),
    )


def _owner(here: Linker, role: Role) -> Owner:
    held_by = tuple(here.reach(name) for name in role.held_by if name.lower() != "vacant")
    return Owner(here.link(role), held_by, here.reach(role.reach))


def _own_fields(record: Record) -> Iterator[OwnField]:
    for name, value in sorted(record.own_fields.items(), key=lambda field: field[0].lower()):
        several = isinstance(value, list | tuple)
        shown = Markup(", ").join(value) if several else escape(value)
        address = escaping.address(value) if isinstance(value, str) and _ADDRESS.fullmatch(value) else ""
        yield OwnField(name, shown, Markup(address))


def _lifts(here: Linker, record: Record) -> Iterator[Lift]:
    assessed = here.book.assessed
    for lift in assessed.lifts(record):
        aiming = tuple(Marked(here.link(result, assessed.whose(result)), result.example) for result in lift.aiming)
        yield Lift(lift.dimension.title, lift.level, here.link(lift.model), aiming)


def _backlinks(here: Linker, record: Record) -> Iterator[Back]:
    groups = here.playbook.backlinks(record)
    said = {meaning: here.say(meaning) for meaning in groups.keys() - {Meaning.RAISES}}
    for meaning in sorted(said, key=lambda meaning: said[meaning].lower()):
        records = groups[meaning]

        def among(standing: Iterable[Record]) -> Markup:
            return Markup(" · ").join(map(here.link, standing))

        yield Back(
            said[meaning],
            among(r for r in records if r.in_use),
            among(r for r in records if r.status == "library"),
            among(r for r in records if r.status == "retired"),
        )
