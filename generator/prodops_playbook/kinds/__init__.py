"""The kinds of records. Everything that goes over kinds goes over KINDS; a new kind is one line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .agreement import Agreement
from .checklist import Checklist
from .people import Area, Role, Team
from .principle import Principle
from .process import Process
from .record import Record
from .reference import Door, Metric, Ritual, ScopeMap, Template, Term, Tool
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. `folder` is its place in data/ and in addresses; `title` heads its index.

    `paged` kinds have a page per record; the others are anchors on their index. `single`: one file is the one record.
    """

    name: str
    folder: str
    title: str
    model: type[Record]
    tab: str
    paged: bool = True
    single: bool = False

    @property
    def index(self) -> str:
        """The page that lists the kind, relative to the site's sources."""
        return f"{self.folder}/index.md"

    def page(self, id_: str) -> str:
        """The page of one record; for kinds without pages, its anchor on the index."""
        return f"{self.folder}/{id_}.md" if self.paged else f"{self.index}#{id_}"


_ALL = (
    Kind("principle", "principles", "Principles", Principle, "Principles"),
    Kind("process", "processes", "Processes", Process, "Processes"),
    Kind("agreement", "agreements", "Agreements", Agreement, "Agreements"),
    Kind("checklist", "checklists", "Checklists", Checklist, "Checklists"),
    Kind("area", "areas", "Who owns what", Area, "Who and where"),
    Kind("role", "roles", "Roles", Role, "Who and where"),
    Kind("team", "teams", "Teams", Team, "Who and where"),
    Kind("tool", "tools", "Tools", Tool, "Who and where"),
    Kind("ritual", "rituals", "Rituals", Ritual, "Reference"),
    Kind("metric", "metrics", "Metrics", Metric, "Reference"),
    Kind("term", "terms", "Terms", Term, "Reference", paged=False),
    Kind("door", "doors", "I need to …", Door, "Reference", paged=False),
    Kind("scope", "scope", "Scope map", ScopeMap, "Reference", paged=False, single=True),
    Kind("template", "forms", "Templates", Template, "Reference"),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}

OTHER_PAGES = {
    "coverage.md": "Coverage",
    "library.md": "Library",
    "values.md": "Our numbers",
    "writing-records.md": "Writing records",
    "checks.md": "Checks",
}
"""Pages that are made from the playbook as a whole, with their titles."""

__all__ = ["KINDS", "OTHER_PAGES", "Kind", "Record", "Settings"]
