"""What a group answered, as plain values; and the same as its file says it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .limits import LIMITS
from .plain import plain


@dataclass(frozen=True, slots=True)
class Respondents:
    """How many took part, and how many of them hold which role."""

    count: int
    roles: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows an answer."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: a level, an option, not applicable or not known; or votes alone."""

    level: int | None = None
    answer: str | None = None
    criteria: tuple[str, ...] = ()
    na: str | None = None
    unknown: bool = False
    votes: Mapping[str, int] = field(default_factory=dict)
    confidence: int | None = None
    note: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where a dimension should be, and by when."""

    level: int
    by: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A next step for a question; `owner`: a role, `go`: the record that says how."""

    question: str
    to: str | None = None
    note: str | None = None
    owner: str | None = None
    due: datetime.date | None = None
    go: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one group answered on one day, for a team or from a side."""

    model: str
    version: str
    side: str | None
    team: str | None
    date: datetime.date
    method: str = "self"
    state: str = "draft"
    example: bool = False
    respondents: Respondents | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()

    @property
    def whose(self) -> str:
        """The team or the side."""
        return self.team or self.side or ""

    @property
    def count(self) -> int:
        """How many took part; 0 when it is not said."""
        return self.respondents.count if self.respondents else 0

    @property
    def many(self) -> bool:
        """Whether so many took part that votes and roles tell on nobody."""
        return self.count >= LIMITS.fewest


def told(sheet: Sheet) -> dict[str, Any]:
    """A result as its file says it; votes and roles of too few people are left out, even where a file has them."""
    if not sheet.many:
        answers = {id_: replace(answer, votes={}) for id_, answer in sheet.answers.items()}
        people = sheet.respondents and replace(sheet.respondents, roles={})
        sheet = replace(sheet, respondents=people, answers=answers)
    said: dict[str, Any] = plain(sheet, brief=True)
    return said
