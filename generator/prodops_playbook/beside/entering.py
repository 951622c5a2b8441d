"""Our files among those of a site."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from ..playbook import SETTINGS
from . import clashes, keeping, telling
from .build import Build


def enter(build: Build, config: MkDocsConfig, files: Files, brought: Mapping[str, bytes]) -> Build:
    """Put every page of ours, the PDFs and what lies beside them among the files, and what else is `brought`."""
    list(keeping.keep_back(files, build.project, config.docs_dir))  # a preview goes on over what the checks tell
    if build.dirty:
        keeping.renew(files, (page.uri for page in build.whole.edition.playbook.pages if "[[" in page.text))
    ours = tuple(_made(build, config, brought))
    if not build.serving:
        telling.stop(next(clashes.taken(ours, files), None))
    for file in ours:
        if (other := files.get_file_from_path(file.src_uri)) is not None:
            files.remove(other)  # none of this build's; or a preview, which says so on every page
        files.append(file)
    return replace(build, files=ours)


def _made(build: Build, config: MkDocsConfig, brought: Mapping[str, bytes]) -> Iterator[File]:
    committed = build.whole.edition.history.changes
    for page in build.pages.values():
        file = File.generated(config, page.uri, content=page.text, inclusion=InclusionLevel.INCLUDED)
        # Edit links, tags and dates come from the YAML file behind the page; other plugins ask every page for one.
        path = page.source or f"{build.project.data}/{SETTINGS}"
        behind = build.project.root / path
        file.abs_src_path, file.edit_uri = str(behind), None
        if page.source is not None:
            file.edit_uri = quote(os.path.relpath(behind, config.docs_dir).replace(os.sep, "/"))
        if path in committed:
            file.generated_by = None  # else a plugin that asks git for dates takes the moment of the build
        yield file
    # Of PDFs a place to link to; each is made when the site stands.
    for uri, data in {**dict.fromkeys(build.whole.documents, b""), **build.whole.beside(), **brought}.items():
        inclusion = InclusionLevel.UNDEFINED if _named(uri, config) else InclusionLevel.INCLUDED
        yield File.generated(config, uri, content=data, inclusion=inclusion)


def _named(uri: str, config: MkDocsConfig) -> bool:
    """Whether the site leaves out just this file of ours, and not all that stand where it does or end as it does."""
    folder, name = posixpath.split(uri)
    other = File(posixpath.join(folder, f"another-{name}"), config.docs_dir, config.site_dir, config.use_directory_urls)
    file = File(uri, config.docs_dir, config.site_dir, config.use_directory_urls)
    set_exclusions([file, other], config)
    return not file.inclusion.is_included() and other.inclusion.is_included()
