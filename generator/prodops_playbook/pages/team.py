"""The page of a team."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds.people import Active, Team
from ..parts import Linker, Markup
from ..parts.frame import Frame, frame


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team that records and assessments refer to."""

    frame: Frame
    reach: Markup
    aliases: tuple[str, ...]
    active: Active | None


def page(here: Linker, record: Team) -> TeamPage:
    """The page of one team."""
    reach = here.reach(record.reach) if record.reach else Markup("")
    return TeamPage(frame(here, record), reach, record.aliases, record.active)
