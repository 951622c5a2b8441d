"""The page of a team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..kinds import Kind
from ..kinds.people import Active, Team
from ..parts import Linker, Markup
from ..parts.add import Add, add
from ..parts.frame import Frame, frame
from ..parts.plain import Plain, listed


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team that records and assessments refer to."""

    frame: Frame
    reach: Markup
    aliases: tuple[str, ...]
    active: Active | None


def page(here: Linker, record: Team) -> TeamPage:
    """The page of one team."""
    return TeamPage(frame(here, record), _reach(here, record), record.aliases, record.active)


@dataclass(frozen=True, slots=True)
class Row:
    """One team. `standing`: the mark of one that is not in use."""

    link: Markup
    standing: Markup
    example: bool
    reach: Markup
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamIndex:
    """The teams that the playbook speaks of."""

    frame: Plain
    rows: tuple[Row, ...]
    add: Add


def index(here: Linker, kind: Kind, records: Sequence[Team]) -> TeamIndex:
    """The teams."""
    rows = (Row(here.link(t), here.standing(t), t.example, _reach(here, t), t.aliases) for t in records)
    return TeamIndex(listed(here, kind, records), tuple(rows), add(here, kind))


def _reach(here: Linker, team: Team) -> Markup:
    return here.reach(team.reach) if team.reach else Markup("")
