"""The playbook as a whole: records, and what refers to what."""

from __future__ import annotations

import bisect
import operator
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from ..kinds import KINDS, Record, Settings, kind_of
from ..links import PAGE, PATH, Mention
from ..links.engine import Engine
from ..problems import Names, closest
from ..records.placed import Loc
from ..source import Document
from ..types import Meaning, Reference
from ..words import Words, words
from .contents import WHOLE, Contents, Place, contents
from .pages import SitePage, address, site_pages, written
from .project import Attached, HandWritten

Key = tuple[str, str]
AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class Use:
    """One reference: the record it stands in, the place, and where it leads."""

    record: Record
    loc: Loc
    target: Reference | Mention
    number: int = 0
    """How many mentions of the same target stand before it in the same field."""

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the reference."""
        if isinstance(self.target, Mention):
            return self.record.find_mention(self.loc, self.target.target, self.number)
        node = self.record.place(*self.loc)
        return node.line, node.column

    @property
    def meaning(self) -> Meaning:
        """What heads the list on the page that it leads to."""
        return self.target.to.back if isinstance(self.target, Reference) else Meaning.MENTIONED_IN


@dataclass(frozen=True)
class Playbook:
    """All records of a project that could be read. `known` are the ids of files that exist, readable or not.

    >>> playbook = prepare(find(Path("our-playbook")), today).playbook
    >>> [process.id for process in playbook.of_kind("process")]
    ['triage', 'old-triage']
    >>> str(playbook.records["principle", "partner"].title)
    'Partner, not police'
    """

    settings: Settings
    records: Mapping[Key, Record]
    pages: tuple[HandWritten, ...] = ()
    known: Mapping[Key, tuple[str, int]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Kinds of which a file with several records could not be read: any id of theirs may exist."""
    broken: tuple[Record, ...] = ()
    """What could be read of records that are not whole: only their references are checked."""
    complete: bool = True
    """Whether every file and every field of it could be read."""
    source: Document | None = None
    """playbook.yml as written; None when it could not be read."""
    place: Place = WHOLE
    attached: tuple[Attached, ...] = ()
    """Files beside the hand-written pages."""
    data: str = "data"
    """The folder of the records, relative to the project."""
    outdated: Mapping[Key, tuple[str, int]] = field(default_factory=dict)
    """The old ids of records that are not whole, with the places of these."""
    engine: Engine = field(default=Engine(), compare=False)
    """What reads the pages as Markdown."""

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind, in use first, then by their order and title."""
        return self._by_kind.get(kind, ())

    def new_file(self, kind: str, id_: str) -> str:
        """Where a new record is written, relative to the project."""
        return f"{self.data}/{KINDS[kind].new(id_)}"

    def all(self, model: type[AnyRecord]) -> tuple[AnyRecord, ...]:
        """The records of one kind, by its type, in the order of `of_kind`."""
        return tuple(record for record in self.of_kind(kind_of(model)) if isinstance(record, model))

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records.values():
            if not record.hidden:
                found[record.kind].append(record)
        return {kind: tuple(sorted(records, key=_reading_order)) for kind, records in found.items()}

    def titled(self, kind: str) -> Mapping[str, str]:
        """The ids of a kind's records by their titles, in small letters."""
        if kind not in self._titled:
            self._titled[kind] = {record.title.casefold(): record.id for record in self.of_kind(kind)}
        return self._titled[kind]

    @cached_property
    def _titled(self) -> dict[str, Mapping[str, str]]:
        return {}

    def hides(self, path: str, line: int) -> bool:
        """Whether a place in a file belongs to a hidden record."""
        lines = self._lines.get(path, [])
        at = bisect.bisect_right(lines, line, key=operator.itemgetter(0)) - 1
        return bool(lines) and lines[max(at, 0)][1]

    @cached_property
    def _lines(self) -> Mapping[str, list[tuple[int, bool]]]:
        """For each file the lines on which its records begin, and which of these are hidden."""
        hidden = {record.key for record in (*self.records.values(), *self.broken) if record.hidden}
        found: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        for key, (path, line) in self.known.items():
            found[path].append((line, key in hidden))
        return {path: sorted(lines) for path, lines in found.items()}

    @cached_property
    def old_ids(self) -> Mapping[Key, Record]:
        """Records by the ids that they had before."""
        return {old: r for r in self.records.values() for old in r.old_keys}

    @cached_property
    def _kinds_of_id(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for kind, id_ in (*self.known, *self.old_ids, *self.outdated):
            if kind not in found[id_]:
                found[id_].append(kind)
        return {id_: tuple(kinds) for id_, kinds in found.items()}

    def closest(self, id_: str, kind: str | None) -> list[Key]:
        """The records, of one kind or of any, whose ids look like a word; the closest first."""
        if kind not in self._names:
            self._names[kind] = Names(i for k, i in self.known if kind in (None, k))
        return [(k, i) for i in self._names[kind].closest(id_) for k in ([kind] if kind else self.kinds_of(i)[:1])]

    @cached_property
    def _names(self) -> dict[str | None, Names]:
        return {}

    def kinds_of(self, id_: str) -> tuple[str, ...]:
        """The kinds that have a record of this id."""
        return self._kinds_of_id.get(id_, ())

    @cached_property
    def words(self) -> Words:
        """What is said to readers beside what records say, in the language of the playbook."""
        return words(self.settings.language)

    @cached_property
    def site_pages(self) -> Mapping[str, SitePage]:
        """The pages that are not a record's own, by the address that `page:` takes."""
        return site_pages(self.contents, self.records.values(), self.pages, self.words)

    @cached_property
    def contents(self) -> Contents:
        """Which pages the playbook makes, and where."""
        library = any(r.status == "library" and not r.hidden for r in self.records.values())
        filled = {
            "promises.md": bool(self.of_kind("agreement")),
            "cards.md": bool(self.of_kind("principle")),
            "coverage.md": bool(self.of_kind("principle")),
            "library.md": library,
            "values.md": bool(self.settings.values),
        }
        empty = [name for name, full in filled.items() if not full]
        return contents(self.place, self._by_kind, empty, {address(page.uri) for page in self.pages})

    @property
    def home(self) -> str:
        """The address that our pages begin with, for links from elsewhere; empty where it is not known."""
        return f"{site}{self.place.under}" if (site := self.settings.site) else ""

    @cached_property
    def guides(self) -> tuple[SitePage, ...]:
        """The pages that people wrote by hand about the playbook, without home; in a site of others, none of theirs."""
        own = sorted((page for page in self.pages if address(page.uri)), key=lambda page: page.uri)
        return tuple(written(page) for page in own if self.place.whole or _below(page.uri, self.place.under))

    def claims(self, mention: Mention) -> bool:
        """Whether brackets in a hand-written page are ours: a kind of ours, or what is an id or was meant as one.

        In a site of others a bare word is ours only when it is an id, or almost one: they may write `[[so]]` too.
        """
        if mention.kind is not None:
            kinds = (*KINDS, PAGE, "view", "value", "word")
            return mention.kind in kinds or bool(closest(mention.kind, kinds, 0.75))
        if self.kinds_of(mention.id):
            return True
        word = mention.id.lower()
        if len(word) < 3 or word == "toc" or not any(c.isalpha() for c in word):
            return False
        if word in self._titles or self.closest(word, None):
            return True
        return self.place.whole and re.fullmatch(PATH, mention.id) is not None

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(record.title.lower() for record in self.records.values())

    def called(self, words: str) -> tuple[Record, ...]:
        """The visible records that go by these words: as a title or another name, or because such a person holds it."""
        return self._called.get(words.casefold(), ())

    @cached_property
    def _called(self) -> Mapping[str, tuple[Record, ...]]:
        found: dict[str, dict[Key, Record]] = defaultdict(dict)
        for record in self.records.values():
            held = getattr(record, "held_by", ())
            names = (record.title, *record.tags, *getattr(record, "aliases", ()), *held, *" ".join(held).split())
            for name in () if record.hidden else names:
                found[name.casefold()][record.key] = record
        return {name: tuple(records.values()) for name, records in found.items()}

    def site_page(self, target: Reference | Mention) -> SitePage | None:
        """The page that `page:address` leads to."""
        return self.site_pages.get(target.id) if target.kind == PAGE else None

    def get(self, target: Reference | Mention) -> Record | None:
        """The record that a reference leads to, by its id or an old one; None when there is none, or several."""
        kind = target.kind
        if kind is None:
            kinds = self.kinds_of(target.id)
            if len(kinds) != 1:
                return None
            kind = kinds[0]
        key = (kind, target.id)
        if found := self.records.get(key):
            return found
        now = self.old_ids.get(key)
        # What took its place may be of a kind that the field does not take.
        fits = now is None or not isinstance(target, Reference) or not target.to.kinds or now.kind in target.to.kinds
        return now if fits else None

    def uses(self, record: Record) -> tuple[Use, ...]:
        """Every reference of a record, in the order of its fields."""
        return tuple(Use(record, *target) for target in record.refers_to)

    def owner(self, record: Record) -> Record | None:
        """The role that answers for a record, if readers may see it."""
        owner = self.get(record.owner or self.settings.default_owner)
        return None if owner is None or owner.hidden else owner

    def backlinks(self, record: Record) -> Mapping[Meaning, tuple[Record, ...]]:
        """The visible records that refer to a record, by meaning; in use first, each once."""
        return self._backlinks.get(record.key, {})

    @cached_property
    def _backlinks(self) -> Mapping[Key, Mapping[Meaning, tuple[Record, ...]]]:
        found: dict[Key, dict[Meaning, dict[Key, Record]]] = defaultdict(lambda: defaultdict(dict))
        for record in self.records.values():
            if record.hidden:
                continue
            for use in self.uses(record):
                target = self.get(use.target)
                if target is not None and target is not record:
                    found[target.key][use.meaning][record.key] = record
        for groups in found.values():
            # A mention adds nothing where the same record already refers with a meaning.
            named = {key for meaning, group in groups.items() if meaning != Meaning.MENTIONED_IN for key in group}
            mentions = {key: record for key, record in groups.pop(Meaning.MENTIONED_IN, {}).items() if key not in named}
            if mentions:
                groups[Meaning.MENTIONED_IN] = mentions
        return {
            key: {meaning: tuple(sorted(group.values(), key=_reading_order)) for meaning, group in groups.items()}
            for key, groups in found.items()
        }


def _below(uri: str, folder: str) -> bool:
    return bool(folder) and uri.startswith(folder) and address(uri) != folder.rstrip("/")


def _reading_order(record: Record) -> tuple[bool, bool, int, str, str]:
    order = getattr(record, "order", None)
    place = 1_000_000 if order is None else order
    return not record.in_use, record.status == "retired", place, record.title.casefold(), record.id
