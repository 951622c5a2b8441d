"""The playbook: every record of a project, loaded, and linked both ways."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from . import source
from .kinds import KINDS, Kind, Record, Settings
from .kinds.reading import read_model, read_record
from .kinds.record import Loc, Origin, leaves
from .kinds.shape import locate
from .links import ID, Mention
from .problems import Level, Names, Problem, Related, did_you_mean, shown
from .source import Document
from .types import Context, Prose, Reference
from .types.context import NO_CONTEXT

Key = tuple[str, str]
_ID = re.compile(ID)
SETTINGS = "playbook.yml"
MENTIONED = "Mentioned in"


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one project. `data` and `pages` are relative to `root`, with `/`."""

    root: Path
    data: str = "data"
    pages: str = "playbook"

    @classmethod
    def find(cls, start: Path) -> Project | None:
        """The project in the nearest folder upwards that has data/playbook.yml."""
        start = start.resolve()
        found = (folder for folder in (start, *start.parents) if (folder / "data" / SETTINGS).is_file())
        root = next(found, None)
        return None if root is None else cls(root)


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A Markdown page that people wrote: its path in the project, its address inside the site, its text."""

    path: str
    uri: str
    text: str


@dataclass(frozen=True, slots=True)
class Use:
    """One reference: the record it stands in, the place, and where it leads."""

    record: Record
    loc: Loc
    target: Reference | Mention
    number: int = 0
    """How many mentions of the same target stand before it in the same field."""

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """A problem of this reference, at its place."""
        if isinstance(self.target, Mention):
            return self.record.mention_problem(code, message, self.loc, self.target.target, self.number, hint)
        return self.record.problem(code, message, *self.loc, hint=hint)

    @property
    def meaning(self) -> str:
        """What heads the list on the page that it leads to."""
        return self.target.to.back if isinstance(self.target, Reference) else MENTIONED


@dataclass(frozen=True)
class Playbook:
    """All records of a project that could be read. `known` are the ids of files that exist, readable or not."""

    settings: Settings
    records: Mapping[Key, Record]
    pages: tuple[HandWritten, ...] = ()
    known: Mapping[Key, tuple[str, int]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Kinds of which a file with several records could not be read: any id of theirs may exist."""
    broken: tuple[Record, ...] = ()
    """What could be read of records that are not whole: only their references are checked."""
    complete: bool = True
    source: Document | None = None
    """playbook.yml as written; None when it could not be read."""

    def settings_problem(self, code: str, message: str, *loc: str, hint: str = "") -> Problem:
        """A problem at a field of playbook.yml."""
        assert self.source is not None
        node = locate(Settings, self.source.root, loc)
        return Problem(self.source.path, node.line, node.column, code, message, hint)

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind, in use first, then by their order and title."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records.values():
            if not record.hidden:
                found[record.kind].append(record)
        return {kind: tuple(sorted(records, key=_reading_order)) for kind, records in found.items()}

    @cached_property
    def old_ids(self) -> Mapping[Key, Record]:
        """Records by the ids that they had before."""
        return {(r.kind, old): r for r in self.records.values() for old in r.old_ids}

    @cached_property
    def _kinds_of_id(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for kind, id_ in (*self.known, *self.old_ids):
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

    def get(self, target: Reference | Mention) -> Record | None:
        """The record that a reference leads to, by its id or an old one; None when there is none, or several."""
        kind = target.kind
        if kind is None:
            kinds = self.kinds_of(target.id)
            if len(kinds) != 1:
                return None
            kind = kinds[0]
        key = (kind, target.id)
        return self.records.get(key) or self.old_ids.get(key)

    def uses(self, record: Record) -> tuple[Use, ...]:
        """Every reference of a record, in the order of its fields."""
        return self._uses.get(record.key) or tuple(_uses(record))

    @cached_property
    def _uses(self) -> Mapping[Key, tuple[Use, ...]]:
        return {key: tuple(_uses(record)) for key, record in self.records.items()}

    def owner(self, record: Record) -> Record | None:
        """The role that answers for a record."""
        return self.get(record.owner or self.settings.default_owner)

    def backlinks(self, record: Record) -> Mapping[str, tuple[Record, ...]]:
        """The visible records that refer to a record, by meaning; in use first, each once."""
        return self._backlinks.get(record.key, {})

    @cached_property
    def _backlinks(self) -> Mapping[Key, Mapping[str, tuple[Record, ...]]]:
        found: dict[Key, dict[str, dict[Key, Record]]] = defaultdict(lambda: defaultdict(dict))
        for record in self.records.values():
            if record.hidden:
                continue
            for use in self.uses(record):
                target = self.get(use.target)
                if target is not None and target is not record:
                    found[target.key][use.meaning][record.key] = record
        for groups in found.values():
            # A mention adds nothing where the same record already refers with a meaning.
            named = {key for meaning, group in groups.items() if meaning != MENTIONED for key in group}
            mentions = {key: record for key, record in groups.pop(MENTIONED, {}).items() if key not in named}
            if mentions:
                groups[MENTIONED] = mentions
        return {
            key: {meaning: tuple(sorted(group.values(), key=_reading_order)) for meaning, group in groups.items()}
            for key, groups in found.items()
        }


def _reading_order(record: Record) -> tuple[bool, bool, int, str, str]:
    order = getattr(record, "order", None)
    place = 1_000_000 if order is None else order
    return not record.in_use, record.status == "retired", place, record.title.casefold(), record.id


def _uses(record: Record) -> Iterator[Use]:
    for loc, value in leaves(record):
        if isinstance(value, Reference):
            yield Use(record, loc, value)
        elif isinstance(value, Prose):
            before: Counter[str] = Counter()
            for mention in value.mentions:
                yield Use(record, loc, mention, before[mention.target])
                before[mention.target] += 1


# Loading


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a project gave: the playbook and every problem of reading it, unsorted."""

    playbook: Playbook
    problems: tuple[Problem, ...]

    @property
    def levels(self) -> Mapping[str, Level]:
        """The levels of codes under this playbook's settings."""
        return self.playbook.settings.effective_levels()


def load(project: Project) -> Loaded:
    """Every record and hand-written page of a project, with every problem of reading them. Bad input never raises."""
    problems: list[Problem] = []
    settings, document = _settings(project, problems)
    context = NO_CONTEXT if document is None else settings.context()
    records: dict[Key, Record] = {}
    known: dict[Key, tuple[str, int]] = {}
    unread: set[str] = set()
    broken: list[Record] = []
    for origin in _origins(project, problems):
        if not isinstance(origin, Origin):
            kind, id_, path = origin
            if id_:
                known.setdefault((kind, id_), (path, 1))
            else:
                unread.add(kind)
            continue
        key = (origin.kind, origin.id)
        if key in known:
            path, line = known[key]
            related = (Related(path, line, "first used here"),)
            message = f"there is already a {origin.kind} with the id {shown(origin.id)}"
            at = (origin.document.path, origin.line, 1)
            problems.append(Problem(*at, "duplicate-id", message, "give one of the two another name", related))
            continue
        known[key] = (origin.document.path, origin.line)
        record, found, whole = read_record(KINDS[origin.kind].model, origin, context)
        problems += found
        if record is not None and whole:
            records[key] = record
        elif record is not None:
            broken.append(record)
        if not whole:
            # Its old ids lead somewhere all the same.
            known.update(((origin.kind, old), known[key]) for old in _old_ids(origin.node))
    pages = tuple(_pages(project, problems))
    complete = not any(p.code != "empty-field" for p in problems)
    return Loaded(
        Playbook(settings, records, pages, known, frozenset(unread), tuple(broken), complete, document), tuple(problems)
    )


def _settings(project: Project, problems: list[Problem]) -> tuple[Settings, Document | None]:
    document, found = source.read_file(project.root, f"{project.data}/{SETTINGS}")
    settings: Settings | None = None
    if document is not None:
        settings, more = read_model(Settings, document, document.root, Context())
        found += more
        if settings is not None:
            found += settings.check(document)
    problems += found
    if settings is None or any(p.code == "unknown-field" for p in found):
        # A misspelt `values:` must not make every value of every record unknown.
        return settings or Settings.model_validate({"default_owner": "nobody", "feedback": "-"}), None
    return settings, document


def _files(project: Project, folder: str, problems: list[Problem]) -> Iterator[str]:
    """Paths of all visible files below a folder, sorted, without following links to folders."""
    try:
        entries = sorted(os.scandir(project.root / folder), key=lambda e: e.name)
    except OSError as error:
        reason = (error.strerror or "it could not be opened").lower()
        problems.append(
            Problem(folder, 1, 1, "unreadable-file", f"this folder cannot be read: {reason}", "check its permissions")
        )
        return
    for entry in entries:
        if entry.name.startswith((".", "~")) or entry.name.endswith("~"):
            continue
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(project, path, problems)
        elif entry.is_symlink() and (project.root / path).is_dir():
            message = "this is a link to a folder, which is not followed"
            problems.append(Problem(path, 1, 1, "unreadable-file", message, "put the folder itself in its place"))
        else:
            yield path


Unread = tuple[str, str, str]
"""A file that could not be read: kind, id (empty for a file of several records), path."""


def _origins(project: Project, problems: list[Problem]) -> Iterator[Origin | Unread]:
    """Every record of the data folder as a node with kind and id, whatever is in the node."""
    folders = {kind.folder: kind for kind in KINDS.values()}
    for path in _files(project, project.data, problems):
        parts = path[len(project.data) + 1 :].split("/")
        stem, dot, ending = parts[-1].rpartition(".")
        if ending not in ("yml", "yaml") or not dot or parts == [SETTINGS]:
            continue
        kind = folders.get(parts[0] if len(parts) > 1 else stem)
        if kind is None or (kind.single and len(parts) > 1):
            problems.append(_misplaced(path, parts, folders))
            continue
        if ending == "yaml":
            message = "records end in .yml, so this file would not be read"
            problems.append(Problem(path, 1, 1, "unknown-folder", message, f"rename it to {stem}.yml"))
            continue
        alone = len(parts) > 1 or kind.single
        if alone and not _ID.fullmatch(stem):
            problems.append(_bad_id(path, 1, 1, stem))
            continue
        document, found = source.read_file(project.root, path)
        problems += found
        if document is None:
            yield kind.name, stem if alone else "", path
        elif alone:
            yield Origin(kind.name, stem, document, document.root)
        elif isinstance(document.root, source.Mapping):
            yield from _keyed(kind, document, document.root, problems)
        else:
            yield kind.name, "", path
            at = (path, document.root.line, document.root.column)
            message = f"this file takes ids with their records, not {document.root.kind}"
            problems.append(
                Problem(*at, "wrong-shape", message, "write `an-id:`, and the record's fields below it, indented")
            )


def _misplaced(path: str, parts: list[str], folders: Mapping[str, Kind]) -> Problem:
    """The problem of a file that belongs to no kind."""
    name = parts[0].removesuffix(".yml").removesuffix(".yaml")
    if f"{name}.yml" == SETTINGS:
        return Problem(path, 1, 1, "unknown-folder", "this file would not be read", f"its name is {SETTINGS}")
    if name in folders:
        message = f"there is one {folders[name].name} for all, in one file"
        return Problem(path, 1, 1, "unknown-folder", message, f"its name is {name}.yml, beside {SETTINGS}")
    hint = did_you_mean(name, folders) or "kinds of records: " + ", ".join(folders)
    return Problem(path, 1, 1, "unknown-folder", f"{shown(name)} is no kind of record", hint)


def _keyed(kind: Kind, document: Document, root: source.Mapping, problems: list[Problem]) -> Iterator[Origin]:
    for key, node in root.entries:
        if _ID.fullmatch(key.text):
            yield Origin(kind.name, key.text, document, node, key.line)
        else:
            problems.append(_bad_id(document.path, key.line, key.column, key.text))


def _old_ids(node: source.Node) -> Iterator[str]:
    old = node.get("old_ids") if isinstance(node, source.Mapping) else None
    if isinstance(old, source.Sequence):
        yield from (item.text for item in old.items if isinstance(item, source.Scalar))


def _bad_id(path: str, line: int, column: int, name: str) -> Problem:
    better = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    hint = f"rename it to {better}" if better else "use small letters, digits and hyphens"
    message = f"{shown(name)} is not an id: small letters, digits and hyphens"
    return Problem(path, line, column, "bad-id", message, hint)


def _pages(project: Project, problems: list[Problem]) -> Iterator[HandWritten]:
    if not (project.root / project.pages).is_dir():
        return
    for path in _files(project, project.pages, problems):
        if not path.endswith(".md"):
            continue
        data, found = source.read_bytes(project.root, path)
        problems += found
        text, found = (None, []) if data is None else source.decode(path, data)
        problems += [p for p in found if p.code == "not-utf-8"]
        if text is not None:
            yield HandWritten(path, path[len(project.pages) + 1 :], text)
