"""What mkdocs.yml says of a project, for the commands that run without MkDocs: its pages, and our place among them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pathspec
import yaml

from ..links.engine import Engine
from .contents import Place
from .project import SETTINGS, Project

NAME = "mkdocs.yml"
PLUGIN = "playbook"
_LARGEST = 1 << 20
_DEPTH = 5
_ALWAYS = (".*", "/templates/")
"""What MkDocs leaves out without being told."""


class _Loader(yaml.SafeLoader):
    """Reads a configuration without obeying its tags."""


_Loader.add_multi_constructor("", lambda *_: None)


def find(start: Path) -> Project | None:
    """The project in the nearest folder upwards whose records have a playbook.yml."""
    start = start.resolve()
    found = map(project, (start, *start.parents))
    return next((one for one in found if (one.root / one.data / SETTINGS).is_file()), None)


def project(root: Path) -> Project:
    """The project in a folder. Where no mkdocs.yml there has our plugin, the site is the playbook.

    What is wrong in mkdocs.yml is MkDocs' to tell: here it counts as not written.
    """
    config = read(root / NAME)
    options = _options(config.get("plugins"))
    if options is None:
        return Project(root)
    folder = config.get("docs_dir")
    pages = os.path.relpath(root / (folder if isinstance(folder, str) else "docs"), root).replace(os.sep, "/")
    under = options.get("under")
    flat = config.get("use_directory_urls") is False
    try:
        place = Place.of(under if isinstance(under, str) else None, flat=flat)
    except ValueError:
        place = Place(flat=flat)
    lines = [line for name in ("exclude_docs", "draft_docs") for line in str(config.get(name) or "").splitlines()]
    return Project(
        root,
        _folder(options, "data_dir", "data"),
        pages,
        _folder(options, "templates_dir", "templates"),
        place,
        excluded=excluded(lines),
        engine=Engine.told(config.get("markdown_extensions")),
    )


def _folder(options: dict[str, Any], name: str, usual: str) -> str:
    told = options.get(name)
    return told.rstrip("/") if isinstance(told, str) and told.strip("/") else usual


def excluded(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path is left out by patterns as .gitignore has them, or by what MkDocs always leaves out."""
    return pathspec.GitIgnoreSpec.from_lines([*_ALWAYS, *patterns]).match_file


def read(path: Path, depth: int = 0) -> dict[str, Any]:
    """The configuration, with the one that it inherits from below it."""
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader of our own)
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return {}
    if not isinstance(found, dict):
        return {}
    base = found.get("INHERIT")
    return {**read(path.parent / base, depth + 1), **found} if isinstance(base, str) and depth < _DEPTH else found


def _options(plugins: Any) -> dict[str, Any] | None:
    """The options of our plugin; None where it is not among them."""
    entries = plugins.items() if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else ()
    for entry in entries:
        pairs = entry.items() if isinstance(entry, dict) else [entry] if isinstance(entry, tuple) else [(entry, None)]
        for name, options in pairs:
            if name == PLUGIN:
                return options if isinstance(options, dict) else {}
    return None
