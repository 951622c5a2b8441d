"""What the site brings: its other plugins, the language that its theme speaks, and the templates that it has."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path

import jinja2
from mkdocs.localization import parse_locale
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from ..playbook import Project
from ..problems import Problem, as_text, shown

APART: Mapping[str, str] = {
    "i18n": "i18n makes every page once for each language, from a file in docs_dir, and pages from records have none",
}
"""Plugins that our pages cannot stand beside, and why."""
_DIRTY = (
    "--dirty builds only what changed in its own file, and pages of the playbook change with others: links would lead "
    "nowhere, and a record that is hidden now would stay published. Build without --dirty"
)


def refusal(plugins: Collection[str], *, dirty: bool = False) -> str | None:
    """One sentence, where a plugin of the site and ours cannot go together, or where old pages would be published."""
    found = next((name for name in plugins if name in APART), None)
    if found is None:
        return _DIRTY if dirty else None
    return (
        f"mkdocs.yml: the plugins {found} and playbook do not go together: {APART[found]}. "
        f"Take {found} out, or build the playbook as a site of its own"
    )


def buried(site: str, project: Project) -> str | None:
    """One sentence, where the new site would take the place of what it is made from, or of the history of it."""
    target = Path(os.path.realpath(site))
    for name in (project.data, project.templates, project.pages, ".git"):
        kept = Path(os.path.realpath(project.root / name))  # a link may lead round in a circle
        around = name != project.pages and kept in target.parents  # of pages around it, MkDocs tells itself
        if kept.exists() and (target == kept or target in kept.parents or around):
            return (
                f"mkdocs.yml: site_dir is {shown(site)}, so the site would bury {shown(name)}, or stand in it. "
                "Name a folder of its own, such as site_dir: site"
            )
    return None


def speak(theme: Theme, language: str) -> None:
    """Let a theme use the words that it has in a language, or in the one that this belongs to, in either way."""
    named = re.fullmatch(r"([a-z]{2,3})(?:-([A-Za-z]{2,4}))?", language)
    for name in (named[0], named[1]) if named else ():
        place = name.replace("-", "_")
        if _has_file(theme, f"partials/languages/{name}.html"):
            theme["language"] = name
        elif _has_file(theme, f"locales/{place}/LC_MESSAGES/messages.mo"):
            theme["locale"] = parse_locale(place)
        else:
            continue
        return


def _has_file(theme: Theme, path: str) -> bool:
    return any((Path(folder) / path).is_file() for folder in theme.dirs)


def untemplated(env: jinja2.Environment, files: Files, folder: str) -> str | None:
    """The problem, in words, of the first page of a folder that names a template which the theme does not have."""
    for file in files.documentation_pages():
        name = file.page.meta.get("template") if file.page is not None else None
        if name is not None and not (isinstance(name, str) and _has(env, name)):
            message = f"the theme has no template {shown(str(name))}, which this page names in its first lines"
            hint = "take the line with template: out, or mend it"
            problem = Problem(f"{folder}/{file.src_uri}", 1, 1, "template-error", message, hint)
            return as_text([problem], {}).rstrip("\n")
    return None


def unread(files: Files) -> str | None:
    """One sentence about the first page that was added when all pages had been read: MkDocs breaks off over it."""
    late = next((file.src_uri for file in files.documentation_pages() if file.page is None), None)
    if late is None:
        return None
    return (
        f"{late}: another plugin, or a hook, adds this page when MkDocs has read all pages, so it cannot be built. "
        "It has to be added in on_files, or in on_nav"
    )


def _has(env: jinja2.Environment, name: str) -> bool:
    try:
        assert env.loader is not None
        env.loader.get_source(env, name)  # not compiled: other plugins have yet to bring what it uses
    except jinja2.TemplateNotFound:
        return False
    return True


_SOURCE = re.compile(
    r"&lt;(?:div|section|span)\b[^&\n]{0,80}\bclass=(?:\"|&quot;)pb-|\]\(&lt;[^\s&]{1,300}\.md(?:#[^\s&]{0,100})?&gt;\)"
)
"""HTML and links of ours where they are shown as text."""


def shows_source(html: str, own: str) -> bool:
    """Whether a page shows a link or an embed of ours as source, and not because its `own` text does."""
    return _SOURCE.search(html) is not None and "pb-" not in own and "](<" not in own
