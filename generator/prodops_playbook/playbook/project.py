"""The files of a project: which there are, which records they hold, and the pages written by hand."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .. import source
from ..kinds import KINDS, Kind
from ..links import ID
from ..links.engine import Engine
from ..problems import Problem, did_you_mean, shown
from ..records.record import Origin
from ..source import Document
from .contents import MARKDOWN, WHOLE, Place

_ID = re.compile(ID)
_FOLDERS = {kind.folder: kind for kind in KINDS.values()}
SETTINGS = "playbook.yml"


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one project. `data`, `pages` and `templates` are relative to `root`, with `/`."""

    root: Path
    data: str = "data"
    pages: str = "playbook"
    templates: str = "templates"
    place: Place = WHOLE
    folder: str | None = ""
    """The path of the project from the root of its repository, with `/` at its end; None: the records are elsewhere."""
    excluded: Callable[[str], bool] = field(default=lambda uri: False, compare=False)
    """Whether a file among the pages, by its path below them, is none of the site's."""
    engine: Engine = field(default=Engine(), compare=False)
    """What reads the pages as Markdown."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    """Why what says where all this is cannot be read."""


@dataclass(frozen=True, slots=True)
class HandWritten:
    """A Markdown page that people wrote: its path in the project, its address inside the site, its text."""

    path: str
    uri: str
    text: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file beside the hand-written pages, such as a picture: its path in the project, its address inside the site."""

    path: str
    uri: str


def _invisible(name: str) -> bool:
    """Whether a file or folder is an editor's or a system's own."""
    return name.startswith((".", "~")) or name.endswith("~")


def walk(project: Project, folder: str, problems: list[Problem], *, linked: bool = False) -> Iterator[str]:
    """Paths of all visible files below a folder, sorted. Links to folders of the project are followed, one deep."""
    if problem := source.leads_out(project.root, folder):
        problems.append(problem)
        return
    try:
        entries = sorted(os.scandir(project.root / folder), key=lambda e: e.name)
    except FileNotFoundError:
        return  # that there are no settings is told already
    except OSError as error:
        reason = (error.strerror or "it could not be opened").lower()
        problems.append(
            Problem(folder, 1, 1, "unreadable-file", f"this folder cannot be read: {reason}", "check its permissions")
        )
        return
    for entry in entries:
        if _invisible(entry.name):
            continue
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from walk(project, path, problems, linked=linked)
        elif entry.is_symlink() and (project.root / path).is_dir():
            if linked or _within(project.root / path):
                message = "this link leads round in a circle, or stands in a folder that is linked itself"
                problems.append(Problem(path, 1, 1, "unreadable-file", message, "put the folder itself in its place"))
            else:
                yield from walk(project, path, problems, linked=True)
        else:
            yield path


def linked_out(project: Project, folder: str) -> list[Problem]:
    """The problems of files that lead out of the project, or cannot be read, in a folder that the site is made of."""
    problems: list[Problem] = []
    paths = list(walk(project, folder, problems))
    return [*problems, *(p for path in paths if (p := source.unfit(project.root, path)))]


def kept_back(project: Project) -> Callable[[str], bool]:
    """Whether a file, by its whole path, holds records, or is a copy that an editor left of one: no site has those.

    They may lie below the pages, or a link may lead there from the pages, or from the folder of the records.
    """
    folder = os.path.realpath(project.root / project.data)
    inside = (Path(at, name) for at, folders, files in os.walk(folder) for name in (*folders, *files))
    places = (folder, *(os.path.realpath(path) for path in inside if path.is_symlink()))

    def kept(path: str) -> bool:
        real = os.path.realpath(path)
        return _RECORDS.search(real) is not None and any(real == p or real.startswith(p + os.sep) for p in places)

    return kept


_RECORDS = re.compile(r"(?i)\.ya?ml[^/\\]*\Z(?<!\.md)")


def _within(link: Path) -> bool:
    """Whether a link to a folder stands somewhere in that folder."""
    return Path(os.path.realpath(link.parent)).is_relative_to(os.path.realpath(link))


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: the kind it holds, and the id; empty for a file of several records."""

    kind: str
    id: str
    path: str


def placed(project: Project, path: str) -> tuple[Kind, str] | None:
    """The kind that a file of the data folder holds, and the id; empty for a file of several. None: it holds none."""
    if not path.startswith(f"{project.data}/"):
        return None
    parts = path[len(project.data) + 1 :].split("/")
    stem, dot, ending = parts[-1].rpartition(".")
    if ending != "yml" or not dot or any(_invisible(part) for part in parts):
        return None
    kind = _FOLDERS.get(parts[0] if len(parts) > 1 else stem)
    if kind is None or not _fits(kind, parts):
        return None
    alone = len(parts) > 1 or kind.single
    named = _named(kind, parts, stem)
    if alone and not all(_ID.fullmatch(part) for part in named):
        return None
    return kind, "/".join(named) if alone else ""


def _fits(kind: Kind, parts: list[str]) -> bool:
    """Whether a path has the depth that files of a kind have."""
    return not (kind.single and len(parts) > 1) and not (kind.parts and len(parts) - 1 != len(kind.parts))


def _named(kind: Kind, parts: list[str], stem: str) -> list[str]:
    """The parts of an id: the name of the file, or all of the path below the folder."""
    return [*parts[1:-1], stem] if kind.parts else [stem]


Documents = Callable[[str], tuple[Document | None, list[Problem]]]
"""The tree of a file, and what is wrong with it."""


def origins(project: Project, read: Documents, problems: list[Problem]) -> Iterator[Origin | Unread]:
    """Every record of the data folder as a node with kind and id, whatever is in the node."""
    for path in walk(project, project.data, problems):
        if (found := placed(project, path)) is None:
            problems += _misplaced(path, path[len(project.data) + 1 :].split("/"))
            continue
        kind, id_ = found
        document, wrong = read(path)
        problems += wrong
        if document is None:
            yield Unread(kind.name, id_, path)
        elif id_ or isinstance(document.root, source.Mapping):
            yield from records_in(kind, id_, document, problems)
        else:
            yield Unread(kind.name, "", path)
            at = (path, document.root.line, document.root.column)
            message = f"this file takes ids with their records, not {document.root.kind}"
            problems.append(
                Problem(*at, "wrong-shape", message, "write `an-id:`, and the record's fields below it, indented")
            )


def records_in(kind: Kind, id_: str, document: Document, problems: list[Problem]) -> Iterator[Origin]:
    """The records of one file, as it is `placed`."""
    if id_:
        yield Origin(kind.name, id_, document, document.root)
    elif isinstance(document.root, source.Mapping):
        for key, node in document.root.entries:
            if _ID.fullmatch(key.text):
                yield Origin(kind.name, key.text, document, node, key.line)
            else:
                problems.append(_bad_id(document.path, key.line, key.column, key.text))


def _misplaced(path: str, parts: list[str]) -> Iterator[Problem]:
    """The problem of a file that holds no record, where it looks as if it should."""
    stem, ending = posixpath.splitext(parts[-1])
    kind = _FOLDERS.get(parts[0] if len(parts) > 1 else stem)
    unended = ending in ("", ".txt") and kind is not None and _ID.fullmatch(stem)
    if parts == [SETTINGS] or not (ending in (".yml", ".yaml") or unended):
        return
    if kind is None or not _fits(kind, parts):
        yield _of_no_kind(path, parts)
    elif ending != ".yml":
        message = "records end in .yml, so this file would not be read"
        yield Problem(path, 1, 1, "unknown-folder", message, f"rename it to {stem}.yml")
    else:
        bad = next((part for part in _named(kind, parts, stem) if not _ID.fullmatch(part)), stem)
        yield _bad_id(path, 1, 1, bad)


def _of_no_kind(path: str, parts: list[str]) -> Problem:
    """The problem of a file that belongs to no kind."""
    name = parts[0].removesuffix(".yml").removesuffix(".yaml")
    if f"{name}.yml" == SETTINGS:
        return Problem(path, 1, 1, "unknown-folder", "this file would not be read", f"its name is {SETTINGS}")
    if name in _FOLDERS and _FOLDERS[name].parts:
        message = "the path of this file says too little, or too much"
        place = f"{path.removesuffix('/'.join(parts))}{_FOLDERS[name].file}"
        return Problem(path, 1, 1, "unknown-folder", message, f"its place is {place}")
    if name in _FOLDERS:
        message = f"there is one {_FOLDERS[name].name} for all, in one file"
        return Problem(path, 1, 1, "unknown-folder", message, f"its name is {name}.yml, beside {SETTINGS}")
    hint = did_you_mean(name, _FOLDERS) or "kinds of records: " + ", ".join(_FOLDERS)
    return Problem(path, 1, 1, "unknown-folder", f"{shown(name)} is no kind of record", hint)


def _bad_id(path: str, line: int, column: int, name: str) -> Problem:
    better = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    hint = f"rename it to {better}" if better else "use small letters, digits and hyphens"
    message = f"{shown(name)} is not an id: small letters, digits and hyphens"
    return Problem(path, line, column, "bad-id", message, hint)


def pages(project: Project, problems: list[Problem]) -> Iterator[HandWritten | Attached]:
    """The hand-written pages of a project and what lies beside them; none where it has no folder for them."""
    if not (project.root / project.pages).is_dir():
        return
    kept = kept_back(project)
    for path in walk(project, project.pages, problems):
        uri = path[len(project.pages) + 1 :]
        if project.excluded(uri) or kept(str(project.root / path)):
            continue
        if not path.endswith(MARKDOWN):
            # Whatever lies beside the pages is copied into the site.
            problems += filter(None, [source.unfit(project.root, path)])
            yield Attached(path, uri)
            continue
        data, found = source.read_bytes(project.root, path)
        problems += found
        text, found = (None, []) if data is None else source.decode(path, data)
        problems += [p for p in found if p.code == "not-utf-8"]
        if text is not None:
            yield HandWritten(path, uri, text)
