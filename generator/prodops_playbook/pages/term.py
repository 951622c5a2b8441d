"""Words, as they are used here: a list, for they have no pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kinds import Kind
from ..kinds.reference import Term
from ..parts import Linker, Markup
from ..parts.add import Add, add
from ..parts.aside import Aside, aside
from ..parts.plain import Plain, listed


@dataclass(frozen=True, slots=True)
class Entry:
    """One word. `not_`: what it is confused with; `comes_up`: the records that use it."""

    id: str
    title: str
    aliases: tuple[str, ...]
    definition: Markup
    not_: Markup
    comes_up: Markup
    aside: Aside


@dataclass(frozen=True, slots=True)
class TermIndex:
    """Words with what they mean here."""

    frame: Plain
    entries: tuple[Entry, ...]
    add: Add


def index(here: Linker, kind: Kind, records: Sequence[Term]) -> TermIndex:
    """The words."""
    return TermIndex(listed(here, kind, records), tuple(_entry(here, term) for term in records), add(here, kind))


def _entry(here: Linker, term: Term) -> Entry:
    groups = here.playbook.backlinks(term)
    return Entry(
        id=term.id,
        title=term.title,
        aliases=term.aliases,
        definition=here.rich(term.definition),
        not_=here.rich(term.not_),
        comes_up=Markup(" · ").join(here.links(groups[meaning]) for meaning in sorted(groups, key=str.lower)),
        aside=aside(here, term),
    )
