"""Reading a project: every record, every page, and every problem of reading them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .. import source
from ..kinds import KINDS, Record, Settings
from ..problems import Level, Problem, Related, level_of, shown
from ..records.reading import read_model, read_record
from ..records.record import Origin
from ..source import MAX_SLIPS, Document
from ..types import Context, old_key
from ..types.context import NO_CONTEXT
from .files import Files, Made, Reading
from .model import Key, Playbook
from .project import SETTINGS, Attached, HandWritten, Project, Unread, linked_out, origins, pages


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a project gave: the playbook and every problem of reading it, unsorted."""

    playbook: Playbook
    problems: tuple[Problem, ...]
    reading: Reading = field(default_factory=Reading)

    @property
    def levels(self) -> Mapping[str, Level]:
        """The levels of codes under this playbook's settings."""
        return self.playbook.settings.effective_levels()


def load(project: Project, last: Loaded | None = None) -> Loaded:
    """Every record and hand-written page of a project, with every problem of reading them. Bad input never raises.

    What cannot be read now stays as it was in the `last` playbook, for a preview that goes on while somebody types; and
    files that are still the same are not read again.
    """
    problems: list[Problem] = [*project.problems]
    before = last.reading if last is not None else Reading()
    files = Files(project.root, before.files)
    made = _settings(project, files, before, problems)
    settings, document = _read(made)
    unfit = (*settings.check(), *_logo(project, settings))
    if document is None and last is not None:
        settings, document = last.playbook.settings, last.playbook.source
    elif before.adapted is not None and made is before.settings and project.folder == before.folder:
        settings = before.adapted
    elif settings.repository is not None and project.folder != "":
        found = settings.repository.below(project.folder) if project.folder is not None else None
        settings = settings.model_copy(update={"repository": found})
    context = _context(settings, document)
    reading = _Reading(context, problems, last, settings.effective_levels())
    if (project.root / project.templates).is_dir():
        problems += linked_out(project, project.templates)
    for origin in origins(project, files.document, problems):
        reading.take(origin)
    by_hand = tuple(pages(project, problems))
    playbook = Playbook(
        settings,
        reading.records,
        tuple(page for page in by_hand if isinstance(page, HandWritten)),
        reading.known,
        frozenset(reading.unread),
        tuple(reading.broken),
        not any(p.code != "empty-field" for p in problems),
        document,
        project.place,
        tuple(file for file in by_hand if isinstance(file, Attached)),
        project.data,
        reading.outdated,
        project.engine,
    )
    read = Reading(files.read, reading.made, context, made, project.folder, settings)
    return Loaded(playbook, (*problems, *unfit), read)


def read_one(playbook: Playbook, origin: Origin) -> tuple[Record | None, list[Problem]]:
    """A record that is not among those of the playbook, such as a result that somebody sent, read as if it were.

    None where it is not whole; its problems say why.
    """
    record, problems, whole = read_record(
        KINDS[origin.kind].model, origin, _context(playbook.settings, playbook.source)
    )
    return (record if whole else None), problems


def _context(settings: Settings, document: Document | None) -> Context:
    """What fields may use; any name where playbook.yml could not be read."""
    return NO_CONTEXT if document is None else settings.context()


class _Reading:
    """What has been read so far. The names are those of Playbook."""

    def __init__(
        self, context: Context, problems: list[Problem], last: Loaded | None, levels: Mapping[str, Level]
    ) -> None:
        self.context = context
        self.levels = levels
        self.problems = problems
        self.last = last.playbook.records if last is not None else {}
        self.before = last.reading.of(context) if last is not None else {}
        self.made: dict[Key, Made[Record]] = {}
        self.records: dict[Key, Record] = {}
        self.known: dict[Key, tuple[str, int]] = {}
        self.outdated: dict[Key, tuple[str, int]] = {}
        self.unread: set[str] = set()
        self.broken: list[Record] = []
        self.errors = Counter[str]()
        """Of each file, how many have been met."""

    def take(self, origin: Origin | Unread) -> None:
        """Read one record, or note that its file could not be read."""
        key = (origin.kind, origin.id)
        if isinstance(origin, Unread):
            if origin.id:
                self.known.setdefault(key, (origin.path, 1))
            else:
                self.unread.add(origin.kind)
            self._keep(origin)
        elif key in self.known:
            path, line = self.known[key]
            related = (Related(path, line, "first used here"),)
            message = f"there is already a {origin.kind} with the id {shown(origin.id)}"
            at = (origin.document.path, origin.line, 1)
            self.problems.append(Problem(*at, "duplicate-id", message, "give one of the two another name", related))
        else:
            self.known[key] = (origin.document.path, origin.line)
            self._record(key, origin)

    def _keep(self, unread: Unread) -> None:
        """The last good version of what a file held that cannot be read now."""
        for key, record in self.last.items():
            if record.kind == unread.kind and record.path == unread.path:
                self.records.setdefault(key, record)
                self.known.setdefault(key, (record.path, 1))

    def _read(self, origin: Origin) -> tuple[Record | None, bool]:
        """A record and whether it is whole. Behind a thousand errors of a file, which is told once, none is read."""
        path = origin.document.path
        if self.errors[path] > MAX_SLIPS:
            return None, False
        made = self.before.get((origin.kind, origin.id))
        if made is None or made.document is not origin.document:
            record, found, whole = read_record(KINDS[origin.kind].model, origin, self.context)
            made = Made(origin.document, record, tuple(found), whole)
        self.made[origin.kind, origin.id] = made
        self.problems += made.problems
        self.errors[path] += sum(level_of(problem.code, self.levels) is Level.ERROR for problem in made.problems)
        if self.errors[path] > MAX_SLIPS:
            message = f"this file has more than {MAX_SLIPS:,} slips; what stands behind this record is not read"
            self.problems.append(Problem(path, origin.line, 1, "too-large", message, "mend those above first"))
        return made.found, made.whole

    def _record(self, key: Key, origin: Origin) -> None:
        record, whole = self._read(origin)
        if record is not None and whole:
            self.records[key] = record
            return
        if record is not None:
            self.broken.append(record)
        if key in self.last:
            self.records[key] = self.last[key]
        # The old ids of a record that is not whole lead somewhere all the same.
        self.outdated.update((old_key(origin.kind, old), self.known[key]) for old in _old_ids(origin.node))


def _settings(project: Project, files: Files, last: Reading, problems: list[Problem]) -> Made[Settings] | None:
    """What playbook.yml says; None where it cannot be read at all."""
    path = f"{project.data}/{SETTINGS}"
    if not os.path.lexists(project.root / path):
        hint = "write it with two lines:\ndefault_owner: the-id-of-a-role\nfeedback: where people can write to you"
        problems.append(
            Problem(path, 1, 1, "missing-field", "this file is not there yet; a playbook begins with it", hint)
        )
        return None
    document, found = files.document(path)
    problems += found
    if document is None:
        return None
    made = last.settings
    if made is None or made.document is not document:
        settings, more, whole = read_model(Settings, document, document.root, Context())
        # A misspelt `values:` must not make every value of every record unknown.
        made = Made(document, settings, tuple(more), whole)
    problems += made.problems
    return made


def _read(made: Made[Settings] | None) -> tuple[Settings, Document | None]:
    """The settings, and playbook.yml as it is written where all of it can be read."""
    if made is None or made.found is None or not made.whole:
        return _left(made.found if made is not None else None), None
    return made.found, None if any(p.code == "unknown-field" for p in made.problems) else made.document


def _left(broken: Settings | None) -> Settings:
    """Settings that hold where those of the project cannot be read; with the default owner, if that one can."""
    owner = broken.default_owner.id if broken is not None and broken.says("default_owner") else "nobody"
    left = Settings.model_validate({"default_owner": owner, "feedback": "-"})
    if broken is not None:
        left._document, left._placed = broken._document, broken._placed
    return left


def _logo(project: Project, settings: Settings) -> Iterator[Problem]:
    """A logo that is not there would be a broken picture on every page; one from elsewhere would be published."""
    if not settings.logo:
        return
    if source.leads_out(project.root, f"{project.pages}/{settings.logo}"):
        message = f"{shown(f'{project.pages}/{settings.logo}')} leads out of the project"
        hint = "put the picture itself there, in the place of a link to it"
        yield settings.problem("unknown-setting", message, "logo", hint=hint)
    elif not os.path.isfile(project.root / project.pages / settings.logo):  # noqa: PTH113 (a name may be too long)
        message = f"there is no file {shown(f'{project.pages}/{settings.logo}')}"
        hint = f"put the picture there, or write its path below {project.pages}/"
        yield settings.problem("unknown-setting", message, "logo", hint=hint)


def _old_ids(node: source.Node) -> Iterator[str]:
    old = node.get("old_ids") if isinstance(node, source.Mapping) else None
    if isinstance(old, source.Sequence):
        yield from (item.text for item in old.items if isinstance(item, source.Scalar))
