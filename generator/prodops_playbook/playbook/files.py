"""The files of records as they were read, which a later reading begins with: what has not changed is not read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from .. import source
from ..asking import same
from ..kinds import Record, Settings
from ..problems import Problem
from ..source import Document
from ..types import Context
from ..types.context import NO_CONTEXT

AnyMade = TypeVar("AnyMade", bound=Record | Settings)


@dataclass(frozen=True, slots=True)
class File:
    """One file: its bytes, and what they say. `document` is None where nobody can read them."""

    data: bytes
    document: Document | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Made(Generic[AnyMade]):
    """What was made of a document, or of a part of it; whether it is `whole`, and what is wrong with it."""

    document: Document
    found: AnyMade | None
    problems: tuple[Problem, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read of a project. A record of the same document, in the same context, is the same."""

    files: Mapping[str, File] = field(default_factory=dict)
    records: Mapping[tuple[str, str], Made[Record]] = field(default_factory=dict)
    context: Context = NO_CONTEXT
    settings: Made[Settings] | None = None
    folder: str | None = ""
    """Where in its repository the project is."""
    adapted: Settings | None = None
    """The settings as they hold there."""

    def of(self, context: Context) -> Mapping[tuple[str, str], Made[Record]]:
        """The records that were read in a context."""
        return self.records if same(self.context, context) else {}


class Files:
    """Reads the files of a project, each once; what is the same as in the `last` reading is taken from there."""

    def __init__(self, root: Path, last: Mapping[str, File]) -> None:
        self.root, self.last = root, last
        self.read: dict[str, File] = {}

    def document(self, path: str) -> tuple[Document | None, list[Problem]]:
        """The tree of one file, and all that is wrong with the file as YAML."""
        data, problems = source.read_bytes(self.root, path)
        if data is None:
            return None, problems
        file = self.last.get(path)
        if file is None or file.data != data:
            document, problems = source.read(path, data)
            file = File(data, document, tuple(problems))
        self.read[path] = file
        return file.document, [*file.problems]
