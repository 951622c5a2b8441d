"""What mkdocs.yml says of a project, for the commands that run without MkDocs: its pages, and our place among them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pathspec
import yaml

from .. import source
from ..links.engine import Engine
from ..problems import Problem
from .contents import Place
from .project import SETTINGS, Project

NAMES = ("mkdocs.yml", "mkdocs.yaml")
"""Where MkDocs looks for its configuration, one after the other."""
PLUGIN = "playbook"
_ASKED = frozenset(
    (
        "INHERIT",
        "docs_dir",
        "draft_docs",
        "exclude_docs",
        "markdown_extensions",
        "plugins",
        "theme",
        "use_directory_urls",
    )
)
"""The settings that a check asks for. The others may be long: a navigation names every page."""
_LARGEST, _PARTS, _PATTERNS = 100_000, 20_000, 2_000
"""Characters of those settings, what is in them, and lines that leave out files: as much as is read in a moment."""
_DEPTH = 5
_ALWAYS = (".*", "/templates/")
"""What MkDocs leaves out without being told."""
_BEGINS = re.compile(r"[\"']?([A-Za-z_][\w-]*)[\"']?[ ]*:(?:[ ]|$)")
_ANCHOR = re.compile(r"(?:^|[\s\[{,])&\w")


class _Loader(yaml.SafeLoader):
    """Reads a configuration without obeying its tags."""


_Loader.add_multi_constructor("", lambda *_: None)


def find(start: Path) -> Project | None:
    """The project in the nearest folder upwards whose records have a playbook.yml."""
    start = Path(os.path.realpath(start))
    found = map(project, (start, *start.parents))
    return next((one for one in found if os.path.lexists(one.root / one.data / SETTINGS)), None)


def project(root: Path) -> Project:
    """The project in a folder. Where no mkdocs.yml there has our plugin, the site is the playbook.

    Of what is wrong in mkdocs.yml only that is told for which it cannot be read; the rest is MkDocs' to tell.
    """
    name = next((name for name in NAMES if os.path.lexists(root / name)), NAMES[0])
    config, problems = read(root, name)
    options = _options(config.get("plugins"))
    if options is None:
        return Project(root, problems=tuple(problems))
    folder = config.get("docs_dir")
    pages = os.path.relpath(root / (folder if isinstance(folder, str) else "docs"), root).replace(os.sep, "/")
    under = options.get("under")
    flat = config.get("use_directory_urls") is False
    try:
        place = Place.of(under if isinstance(under, str) else None, flat=flat)
    except ValueError:
        place = Place(flat=flat)
    told = [text for name in ("exclude_docs", "draft_docs") if isinstance(text := config.get(name), str)]
    lines = [line for text in told for line in text.splitlines()]
    if len(lines) > _PATTERNS:
        problems.append(_too_large(name, f"more than {_PATTERNS:,} lines in exclude_docs and draft_docs"))
    return Project(
        root,
        _folder(options, "data_dir", "data"),
        pages,
        _folder(options, "templates_dir", "templates"),
        place,
        excluded=excluded(lines[:_PATTERNS]),
        engine=Engine.told(config.get("markdown_extensions")),
        problems=tuple(problems),
    )


def read(root: Path, path: str, depth: int = 0) -> tuple[dict[str, Any], list[Problem]]:
    """What a configuration says of what a check asks for, with the one that it inherits from below it; and why not."""
    if not depth and not os.path.lexists(root / path):
        return {}, []
    data, problems = source.read_bytes(root, path, anywhere=True)
    text, found = (None, []) if data is None else source.decode(path, data)
    if text is None:
        return {}, [*problems, *found]
    try:
        config = _load(path, _asked(text))
    except _UnreadError as error:
        return {}, [error.problem]
    base = config.get("INHERIT")
    if not isinstance(base, str) or depth >= _DEPTH:
        return config, []
    below, problems = read(root, posixpath.join(posixpath.dirname(path), base), depth + 1)
    return {**below, **config}, problems


class _UnreadError(Exception):
    """Why a configuration cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _asked(text: str) -> str:
    """The text with what nobody asks for taken out, each line where it was."""
    blocks: list[tuple[bool, list[str]]] = [(True, [])]
    for line in text.split("\n"):
        if begins := _BEGINS.match(line):
            blocks.append((begins[1] in _ASKED, []))
        blocks[-1][1].append(line)
    # What another setting refers to is kept.
    kept = ((asked or any("&" in line and _ANCHOR.search(line) for line in block), block) for asked, block in blocks)
    return "\n".join(line if keep else "" for keep, block in kept for line in block)


def _load(path: str, text: str) -> dict[str, Any]:
    if len(text) - text.count("\n") > _LARGEST:
        raise _UnreadError(_too_large(path, f"more than {_LARGEST:,} characters that a check would have to read"))
    try:
        found = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader of our own)
    except yaml.MarkedYAMLError as error:
        raise _UnreadError(source.syntax(path, error, text.split("\n"), None)) from None
    except (ValueError, TypeError, yaml.YAMLError) as error:
        hint = "mkdocs build says more"
        message = f"this is not YAML: {str(error).partition(chr(10))[0]}"
        raise _UnreadError(Problem(path, 1, 1, "yaml-syntax", message, hint)) from None
    except RecursionError:
        hint = "check the brackets"
        raise _UnreadError(Problem(path, 1, 1, "too-deep", "more levels of nesting than can be read", hint)) from None
    if not _finite(found):
        message = f"more than {_PARTS:,} settings, or settings that hold themselves"
        raise _UnreadError(_too_large(path, message))
    return found if isinstance(found, dict) else {}


def _finite(value: Any) -> bool:
    """Whether a value has not too many parts, each counted as often as somebody would meet it."""
    left, count = [value], 0
    while left and count < _PARTS:
        part = left.pop()
        count += 1
        left += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return not left


def _too_large(path: str, message: str) -> Problem:
    return Problem(
        path, 1, 1, "too-large", message, "shorten it; what a program writes can stand in a plugin of its own"
    )


def _folder(options: dict[str, Any], name: str, usual: str) -> str:
    told = options.get(name)
    return told.rstrip("/") if isinstance(told, str) and told.strip("/") else usual


def excluded(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path is left out by patterns as .gitignore has them, or by what MkDocs always leaves out."""
    return pathspec.GitIgnoreSpec.from_lines([*_ALWAYS, *patterns]).match_file


def _options(plugins: Any) -> dict[str, Any] | None:
    """The options of our plugin; None where it is not among them."""
    entries = plugins.items() if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else ()
    for entry in entries:
        pairs = entry.items() if isinstance(entry, dict) else [entry] if isinstance(entry, tuple) else [(entry, None)]
        for name, options in pairs:
            if name == PLUGIN:
                return options if isinstance(options, dict) else {}
    return None
