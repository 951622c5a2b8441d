"""The kinds of records. Everything that goes over kinds goes over KINDS; a new kind is one line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..records.record import Record
from ..words import later
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
        later("principle"),
        "principles",
        later("Principles"),
        Principle,
        "Principles",
        later("What we hold to when it is inconvenient."),
        on_paper=True,
    ),
    Kind(
        later("process"),
        "processes",
        later("Processes"),
        Process,
        "Processes",
        later(
            "How recurring work goes, in the lightest form that will do. "
            "The library waits until somebody here needs it."
        ),
        on_paper=True,
    ),
    Kind(
        later("agreement"),
        "agreements",
        later("Agreements"),
        Agreement,
        "Agreements",
        later(
            "What two sides, or the people of one team, promise each other. An agreement counts once all have said yes."
        ),
        on_paper=True,
    ),
    Kind(
        later("checklist"),
        "checklists",
        later("Checklists"),
        Checklist,
        "Checklists",
        later("Short lists for one moment each. Stop, read, tick, go on."),
        on_paper=True,
    ),
    Kind(
        later("model"),
        "maturity",
        later("Maturity"),
        MaturityModel,
        "Maturity",
        later(
            "Questions with which a group finds out in one sitting where it stands. A level describes; it is no grade."
        ),
        beside={
            "assess": later("Assess yourselves"),
            "results": later("Results"),
            "counting": later("How it is counted"),
        },
    ),
    Kind(
        later("result"),
        "assessments",
        later("Assessments"),
        Result,
        "Maturity",
        later("What groups found when they looked at themselves: one side or team, one day."),
        parts=("model", "side or team", "year-month-day"),
        owned=False,
        below="model",
    ),
    Kind(
        later("area"),
        "areas",
        later("Who owns what"),
        Area,
        "Who and where",
        later("Which part of the product, who decides there, and where to ask."),
        owned=False,
    ),
    Kind(
        later("role"),
        "roles",
        later("Roles"),
        Role,
        "Who and where",
        later("Who answers for what, and whom to ask."),
        owned=False,
    ),
    Kind(
        later("team"),
        "teams",
        later("Teams"),
        Team,
        "Who and where",
        later("Teams that this playbook speaks of."),
        owned=False,
    ),
    Kind(later("tool"), "tools", later("Tools"), Tool, "Who and where", later("What we work with, and how to get in.")),
    Kind(
        later("ritual"),
        "rituals",
        later("Rituals"),
        Ritual,
        "Reference",
        later("Meetings and passes that come round, each with its question and its cost."),
    ),
    Kind(
        later("metric"),
        "metrics",
        later("Metrics"),
        Metric,
        "Reference",
        later("Numbers that a decision rests on. None is about a person."),
    ),
    Kind(later("term"), "terms", later("Terms"), Term, "Reference", later("Words, as we use them here."), paged=False),
    Kind(
        later("door"),
        "doors",
        later("I need to …"),
        Door,
        "Reference",
        later("What people come here for, and where to go."),
        paged=False,
        boost=3,
    ),
    Kind(
        later("scope"),
        "scope",
        later("Scope map"),
        ScopeMap,
        "Reference",
        later("What product operations does, what it does together with others, and what it leaves to them."),
        paged=False,
        single=True,
    ),
    Kind(later("template"), "forms", later("Templates"), Template, "Reference", later("Forms to fill in.")),
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
        later("What changed"),
        later("What is new here, what came into use, what reads differently, and what went. Newest first."),
    ),
    "promises.md": (
        later("Promises"),
        later("Who promised what to whom, and since when. Find one by any word in it."),
    ),
    "cards.md": (
        later("Questions for the room"),
        later("One question can save a month. Ask one of these before something is decided."),
    ),
    "coverage.md": (
        later("Coverage"),
        later("Which principles are put into practice here, and where nobody does anything about one yet."),
    ),
    "library.md": (
        later("Library"),
        later("Written down and ready, but nobody here works this way yet. Take one when you need it."),
    ),
    "values.md": (
        later("Our numbers"),
        later("Every number that we set for ourselves stands here once, and is used everywhere."),
    ),
    "writing-records.md": (
        later("Writing records"),
        later("A record is a small text file. Its name is its id; what it says stands in fields."),
    ),
    "checks.md": (
        later("Checks"),
        later("What the software looks for each time the site is built, and what it found."),
    ),
}
"""Pages that are made from the playbook as a whole, with title and description."""

TABS = {
    later("Who and where"): (
        "who-and-where/index.md",
        later("Who answers for what, whom to ask, and where things are."),
    ),
    later("Reference"): (
        "reference/index.md",
        later("What the other pages lean on: meetings, numbers, words, forms, and the library."),
    ),
}
"""Tabs that gather several kinds: the page that each opens with, and its description."""

OTHER_WORDS = {
    "agreements/index.md": later("working agreements, SLAs, expectations"),
    "areas/index.md": later("ownership, owners, product areas, who owns"),
    "doors/index.md": later("help, how do I, where do I start"),
    "forms/index.md": later("forms, documents, worksheets"),
    "maturity/index.md": later("maturity assessment, maturity model, self-assessment, health check, how mature are we"),
    "metrics/index.md": later("KPIs, measures, indicators, north star metric, metrics catalog, data dictionary"),
    "rituals/index.md": later("meetings, cadence, ceremonies"),
    "roles/index.md": later("people, contacts, org chart, responsibilities"),
    "scope/index.md": later("remit, responsibilities of product operations, what product operations does"),
    "terms/index.md": later("glossary, dictionary, definitions, acronyms, jargon"),
    "tools/index.md": later("software, apps, tool stack"),
    "what-changed.md": later("changelog, news, updates"),
}
"""What people call a page that is not one record, with commas: search finds it by these words too."""

__all__ = ["KINDS", "OTHER_PAGES", "OTHER_WORDS", "TABS", "Kind", "Record", "Settings", "kind_of"]
