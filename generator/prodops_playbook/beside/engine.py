"""What the site brings: its other plugins, and the language that its theme speaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

APART: Mapping[str, str] = {
    "i18n": "i18n makes every page once for each language, from a file in docs_dir, and pages from records have none",
}
"""Plugins that our pages cannot stand beside, and why."""


def refusal(plugins: Collection[str]) -> str | None:
    """One sentence that names both, where a plugin of the site and ours cannot go together."""
    found = next((name for name in plugins if name in APART), None)
    if found is None:
        return None
    return (
        f"mkdocs.yml: the plugins {found} and playbook do not go together: {APART[found]}. "
        f"Take {found} out, or build the playbook as a site of its own"
    )


def spoken(folders: Iterable[str], language: str) -> str:
    """The language that a theme in these folders has words in, or the one that it belongs to; empty without either."""
    places = [Path(folder) / "partials" / "languages" for folder in folders]
    named = re.fullmatch(r"([a-z]{2,3})(?:-[A-Za-z]{2,4})?", language)
    wanted = (named[0], named[1]) if named else ()
    return next((name for name in wanted if any((place / f"{name}.html").is_file() for place in places)), "")
