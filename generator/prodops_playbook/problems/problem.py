"""One thing to mend: what is wrong, and where."""

from __future__ import annotations

from dataclasses import dataclass, field


class WrongUseError(Exception):
    """What somebody asked for cannot be done: says why, and what can."""


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Another place that belongs to a problem, such as where a name was used first."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `line` and `column` count from 1; `path` is relative to the project, with `/`.

    `secret`: it tells of a hidden record, so readers of the site must not see it.

    >>> problem = Problem("data/roles.yml", 3, 1, "unknown-field", "there is no field 'tittle'", "did you mean title?")
    >>> f"{problem.path}:{problem.line}: {problem.message}"
    "data/roles.yml:3: there is no field 'tittle'"
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    secret: bool = field(default=False, compare=False)
