"""What a record without a page of its own says beside what its kind says."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..kinds import Record
from .frame import Checked, Source, last_check, sources
from .linker import Linker
from .markup import Markup


@dataclass(frozen=True, slots=True)
class Aside:
    """In short. `standing`: `library`, `trial` or `retired`; empty for what is in use for good."""

    standing: str
    trial_until: datetime.date | None
    example: bool
    summary: Markup
    owner: Markup
    principles: Markup
    lives_in: tuple[Markup, ...]
    not_for: tuple[Markup, ...]
    retire_when: Markup
    related: Markup
    checked: Checked | None
    words: tuple[str, ...]
    sources: tuple[Source, ...]


def aside(here: Linker, record: Record, *, led: bool = False) -> Aside:
    """What stands below a record on the page of its kind. The owner is named where the record names one.

    `led`: its summary stands above already.
    """
    related = record.related
    groups = (related.uses, related.supports, related.replaces, related.see_also) if related else ()
    return Aside(
        standing="" if record.status == "active" else record.status,
        trial_until=record.trial_until,
        example=record.example,
        summary=Markup("") if led else here.rich(record.summary),
        owner=here.link(record.owner) if record.owner else Markup(""),
        principles=here.links(record.principles),
        lives_in=tuple(here.outside(place.url, place.title) for place in record.lives_in),
        not_for=here.texts(record.not_for),
        retire_when=here.rich(record.retire_when),
        related=here.links(reference for group in groups for reference in group),
        checked=last_check(here, record),
        words=tuple(record.tags),
        sources=sources(here, record),
    )
