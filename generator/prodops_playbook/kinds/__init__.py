"""The kinds of records. Everything that goes over kinds goes over KINDS; a new kind is one line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..records.record import Record
from .agreement import Agreement
from .assessment import Result
from .checklist import Checklist
from .maturity import MaturityModel
from .people import Area, Role, Team
from .principle import Principle
from .process import Process
from .reference import Door, Metric, Ritual, ScopeMap, Template, Term, Tool
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. `folder` is its place in data/ and in addresses; `title` and `about` head its index.

    `paged` kinds have a page per record; the others are anchors on their index. `single`: one file is the one record.
    `parts`: what the path of a record says below the folder, where the path is the id.
    `on_paper`: each record has a sheet to print, as PDF too.
    `beside`: further pages of each record, below its own: the last part of the address, and the title.
    `owned`: its pages name who answers for the record. `below`: the kind with whose records its own stand in the menu.
    `boost`: how much more search makes of its index than of others.
    """

    name: str
    folder: str
    title: str
    model: type[Record]
    tab: str
    about: str
    paged: bool = True
    single: bool = False
    parts: tuple[str, ...] = ()
    on_paper: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)
    owned: bool = True
    below: str = ""
    boost: float = 1

    @property
    def index(self) -> str:
        """The page that lists the kind, relative to the site's sources."""
        return f"{self.folder}/index.md"

    def new(self, id_: str) -> str:
        """Where a new record is written, below the folder of the records."""
        return f"{self.folder}.yml" if self.single else f"{self.folder}/{id_}.yml"

    @property
    def file(self) -> str:
        """Where a record is written, in words: its path below data/."""
        names = "/".join(f"<{part}>" for part in self.parts)
        return f"{self.folder}.yml" if self.single else f"{self.folder}/{names or 'an-id'}.yml"

    def page(self, id_: str) -> str:
        """The page of one record; for kinds without pages, its anchor on the index."""
        return f"{self.folder}/{id_}.md" if self.paged else f"{self.index}#{id_}"

    def sheet(self, id_: str) -> str:
        """The address of one record's PDF."""
        return f"{self.folder}/{id_}.pdf"


_ALL = (
    Kind(
        "principle",
        "principles",
        "Principles",
        Principle,
        "Principles",
        "What we hold to when it is inconvenient.",
        on_paper=True,
    ),
    Kind(
        "process",
        "processes",
        "Processes",
        Process,
        "Processes",
        "How recurring work goes, in the lightest form that will do. The library waits until somebody here needs it.",
        on_paper=True,
    ),
    Kind(
        "agreement",
        "agreements",
        "Agreements",
        Agreement,
        "Agreements",
        "What two sides, or the people of one team, promise each other. An agreement counts once all have said yes.",
        on_paper=True,
    ),
    Kind(
        "checklist",
        "checklists",
        "Checklists",
        Checklist,
        "Checklists",
        "Short lists for one moment each. Stop, read, tick, go on.",
        on_paper=True,
    ),
    Kind(
        "model",
        "maturity",
        "Maturity",
        MaturityModel,
        "Maturity",
        "Questions with which a group finds out in one sitting where it stands. A level describes; it is no grade.",
        beside={"assess": "Assess yourselves", "results": "Results", "counting": "How it is counted"},
    ),
    Kind(
        "result",
        "assessments",
        "Assessments",
        Result,
        "Maturity",
        "What groups found when they looked at themselves: one side or team, one day.",
        parts=("model", "side or team", "year-month-day"),
        owned=False,
        below="model",
    ),
    Kind(
        "area",
        "areas",
        "Who owns what",
        Area,
        "Who and where",
        "Which part of the product, who decides there, and where to ask.",
        owned=False,
    ),
    Kind("role", "roles", "Roles", Role, "Who and where", "Who answers for what, and whom to ask.", owned=False),
    Kind("team", "teams", "Teams", Team, "Who and where", "Teams that this playbook speaks of.", owned=False),
    Kind("tool", "tools", "Tools", Tool, "Who and where", "What we work with, and how to get in."),
    Kind(
        "ritual",
        "rituals",
        "Rituals",
        Ritual,
        "Reference",
        "Meetings and passes that come round, each with its question and its cost.",
    ),
    Kind(
        "metric", "metrics", "Metrics", Metric, "Reference", "Numbers that a decision rests on. None is about a person."
    ),
    Kind("term", "terms", "Terms", Term, "Reference", "Words, as we use them here.", paged=False),
    Kind(
        "door",
        "doors",
        "I need to …",
        Door,
        "Reference",
        "What people come here for, and where to go.",
        paged=False,
        boost=3,
    ),
    Kind(
        "scope",
        "scope",
        "Scope map",
        ScopeMap,
        "Reference",
        "What product operations does, what it does together with others, and what it leaves to them.",
        paged=False,
        single=True,
    ),
    Kind("template", "forms", "Templates", Template, "Reference", "Forms to fill in."),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
_NAMES = {kind.model: kind.name for kind in _ALL}


def kind_of(model: type[Record]) -> str:
    """The name of the kind whose records have this type."""
    return _NAMES[model]


MAKING = ("values.md", "writing-records.md", "checks.md", "coverage.md")
"""Pages for those who make the playbook; search puts what others look for before them."""

OTHER_PAGES = {
    "what-changed.md": (
        "What changed",
        "What is new here, what came into use, what reads differently, and what went. Newest first.",
    ),
    "promises.md": (
        "Promises",
        "Who promised what to whom, and since when. Find one by any word in it.",
    ),
    "cards.md": (
        "Questions for the room",
        "One question can save a month. Ask one of these before something is decided.",
    ),
    "coverage.md": (
        "Coverage",
        "Which principles are put into practice here, and where nobody does anything about one yet.",
    ),
    "library.md": ("Library", "Written down and ready, but nobody here works this way yet. Take one when you need it."),
    "values.md": ("Our numbers", "Every number that we set for ourselves stands here once, and is used everywhere."),
    "writing-records.md": (
        "Writing records",
        "A record is a small text file. Its name is its id; what it says stands in fields.",
    ),
    "checks.md": ("Checks", "What the software looks for each time the site is built, and what it found."),
}
"""Pages that are made from the playbook as a whole, with title and description."""

TABS = {
    "Who and where": ("who-and-where/index.md", "Who answers for what, whom to ask, and where things are."),
    "Reference": (
        "reference/index.md",
        "What the other pages lean on: meetings, numbers, words, forms, and the library.",
    ),
}
"""Tabs that gather several kinds: the page that each opens with, and its description."""

__all__ = ["KINDS", "OTHER_PAGES", "TABS", "Kind", "Record", "Settings", "kind_of"]
