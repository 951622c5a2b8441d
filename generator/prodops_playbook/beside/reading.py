"""One page on its way through MkDocs: its Markdown, its edit link, its title."""

from __future__ import annotations

import posixpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from .. import escaping
from ..playbook import HandWritten
from . import engine, extensions, telling
from .build import Build

_TAGS = frozenset(("tags", "material/tags"))
"""Plugins that list tags."""


def markdown(text: str, page: Page, build: Build, config: MkDocsConfig) -> str:
    """A page with its links and embeds, and in a preview with a word about errors.

    Search puts a tag above every title, even where two letters of it match. Where nothing lists tags, a record's are
    words on its page like any others.
    """
    uri, told = page.file.src_uri, text
    if uri not in build.pages:
        told = build.whole.hand_written(HandWritten(f"{build.project.pages}/{uri}", uri, text))
    elif _TAGS.isdisjoint(config.plugins):
        page.meta.pop("tags", None)
    if build.serving and build.errors:
        told = _banner(build, uri) + told
    if uri in build.pages or told != text:
        extensions.lend(config)
    return told


def _banner(build: Build, uri: str) -> str:
    several = "an error" if build.errors == 1 else f"{build.errors} errors"
    where = posixpath.relpath(f"{build.project.place.under}checks.md", posixpath.dirname(uri) or ".")
    said = f"The playbook has {several}. What is broken is shown as it last was: [see the problems]({where})."
    return f'<div class="pb-banner" markdown>\n\n{said}\n\n</div>\n\n'


def edit(page: Page, build: Build, config: MkDocsConfig) -> None:
    """The edit link from playbook.yml, where mkdocs.yml does not set its own.

    Not through `repo_url`: with it, Material asks the host for the number of stars on every page.
    """
    repository = build.whole.edition.playbook.settings.repository
    if repository is not None and not config.repo_url:
        behind = build.path(page.file.src_uri)
        page.edit_url = escaping.address(repository.edit_address(behind)) or None if behind else None


def finish(html: str, page: Page, build: Build, config: MkDocsConfig) -> None:
    """A title that MkDocs makes of a file's name reaches the theme as it is: here it becomes text.

    And whatever the engine made of the place of an embed, its source is not published in silence.
    """
    extensions.take_back(config)
    uri = page.file.src_uri
    own = "" if uri in build.pages else page.file.content_string or ""
    if own and engine.shows_source(html, own):
        path = f"{build.project.pages}/{uri}"
        telling.warn([f"{path}: a link or an embed shows as source. Put it into a paragraph of its own"])
    named = page.file.name.replace("-", " ").replace("_", " ")
    if page.title and page.title.lower() == named.lower():
        page.title = escaping.as_html(page.title)
