"""The MkDocs plugin: adapts MkDocs' events to the renderer, and does nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from . import history, resources
from .checks import check
from .playbook import HandWritten, Loaded, Project, load
from .problems import Level, Problem, as_text, count, level_of, summary
from .render import Section, Site, render
from .today import today

log = get_plugin_logger(__name__)
CSS = "assets/playbook.css"
SCRIPT = "assets/playbook.js"


class PlaybookConfig(base.Config):
    """The plugin's options in mkdocs.yml. Everything about the playbook itself is in data/playbook.yml."""

    data_dir = option.Type(str, default="data")
    templates_dir = option.Type(str, default="templates")
    nav = option.Type(bool, default=True)


class PlaybookPlugin(BasePlugin[PlaybookConfig]):
    """Puts the pages of the playbook into the site."""

    serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether errors may stop this run."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Watch the records and templates; add the style sheet."""
        root = Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()
        pages = os.path.relpath(config.docs_dir, root).replace(os.sep, "/")
        self.project = Project(root, self.config.data_dir, pages)
        self.templates = root / self.config.templates_dir
        config.watch += [str(p) for p in (root / self.config.data_dir, self.templates) if p.is_dir()]
        config.extra_css.insert(0, CSS)
        script = option.ExtraScriptValue(SCRIPT)
        script.type = "module"
        config.extra_javascript.append(script)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Load, check and render, before MkDocs touches the old site."""
        loaded = load(self.project)
        problems = check(loaded, today(loaded.playbook.settings.timezone))
        past = history.read(self.project.root)
        site, hand_written = render(loaded.playbook, problems, self.templates, past)
        problems += site.problems
        self._report(problems, loaded, strict=config.strict)
        self.site: Site = site
        self.sources = {page.uri: page.source for page in site.pages if page.source is not None}
        self.hand_written: Callable[[HandWritten], str] = hand_written
        self.repository = None if config.repo_url else loaded.playbook.settings.repository

    def _report(self, problems: list[Problem], loaded: Loaded, *, strict: bool) -> None:
        levels = loaded.levels
        stops = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
        for problem in problems:
            level = level_of(problem.code, levels)
            if level is Level.INFO:
                continue
            text = as_text([problem], levels).rstrip("\n")
            if level in stops and not self.serving:
                log.error(text)
            else:
                log.warning(text)
        counts = count(problems, levels)
        if any(counts[level] for level in stops) and not self.serving:
            raise PluginError(f"{summary(counts)} in the playbook: the site was not built, the old one stays")

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page of the playbook."""
        for page in self.site.pages:
            file = File.generated(config, page.uri, content=page.text, inclusion=InclusionLevel.INCLUDED)
            if page.source is not None:
                # Edit links, tags and dates come from the YAML file behind the page.
                source = self.project.root / page.source
                file.edit_uri = os.path.relpath(source, config.docs_dir).replace(os.sep, "/")
                file.abs_src_path = str(source)
            files.append(file)
        for asset in sorted(resources.assets().iterdir()):
            if asset.is_file() and asset.suffix in (".css", ".js"):
                files.append(File.generated(config, f"assets/{asset.name}", abs_src_path=str(asset)))
        if self.config.nav and config.nav is None:
            config.nav = [*self._own_pages(files), *map(_entry, self.site.nav)]
            listed = set(_uris(config.nav))
            for page in self.site.pages:
                if page.uri not in listed and (found := files.get_file_from_path(page.uri)):
                    found.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def _own_pages(self, files: Files) -> list[Any]:
        """Hand-written pages first, home before all."""
        generated = {page.uri for page in self.site.pages}
        own = [file.src_uri for file in files.documentation_pages() if file.src_uri not in generated]
        return sorted(own, key=lambda uri: (uri != "index.md", uri))

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Edit links from playbook.yml, where mkdocs.yml does not set its own.

        Not through `repo_url`: with it, Material asks the host for the number of stars on every page.
        """
        if self.repository is not None:
            source = self.sources.get(page.file.src_uri, f"{self.project.pages}/{page.file.src_uri}")
            generated = page.file.generated_by is not None and page.file.src_uri not in self.sources
            page.edit_url = None if generated else self.repository.edit_address(source) or None
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Links and embeds in hand-written pages."""
        if page.file.generated_by is not None:
            return markdown
        path = f"{self.project.pages}/{page.file.src_uri}"
        return self.hand_written(HandWritten(path, page.file.src_uri, markdown))


def _entry(section: Section) -> Mapping[str, Any]:
    return {section.title: [_entry(e) if isinstance(e, Section) else e for e in section.entries]}


def _uris(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    values = nav.values() if isinstance(nav, Mapping) else nav
    return [uri for value in values for uri in _uris(value)]
