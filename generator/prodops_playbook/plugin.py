"""The MkDocs plugin: adapts MkDocs' events to our rooms, and does nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from . import writing
from .beside import clashes, configuration, engine, finding, menu, reading, searching, storage, telling
from .beside.build import Build, build
from .beside.building import Building
from .beside.configuration import PlaybookConfig
from .beside.entering import enter
from .beside.keeping import keep_back
from .exports import pdf


class PlaybookPlugin(BasePlugin[PlaybookConfig]):
    """Puts the pages of the playbook into the site."""

    def __init__(self) -> None:
        self.build = Build()
        self.building = Building()
        self.search = searching.Search()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether errors may stop this run."""
        self.build = replace(self.build, serving=command == "serve", dirty=dirty)

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Find the project, and bring to the site what every page needs."""
        project = configuration.project(config, self.config, drafts=self.build.serving)
        self.build = replace(self.build, project=project)
        telling.stop(engine.refusal(config.plugins, dirty=self.build.dirty and not self.build.serving))
        telling.stop(engine.buried(config.site_dir, project))
        if not self.build.serving:
            self.building.begin(config)  # before other plugins ask where the site is going to be
        configuration.settle(config, project)
        wanted = searching.ours(config, asked=self.config.search, whole=project.place.whole)
        self.search = searching.Search(wanted=wanted, under=project.place.under)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Load, check and render, before MkDocs touches the old site."""
        self.build = build(self.build, config)

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Add every file of ours."""
        self.build = enter(self.build, config, files, self.search.files)
        menu.leave_out(self.build, config, files, wanted=self.config.nav)

    @event_priority(-50)
    def _arrange(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Add our tabs behind the pages of the site; by now every plugin has added its files."""
        telling.warn(clashes.replaced(self.build.files, files))
        telling.stop(next(clashes.removed(self.build.files, files), None))
        telling.warn(keep_back(files, self.build.project, config.docs_dir))
        return menu.arranged(nav, self.build, config, files, wanted=self.config.nav)

    @event_priority(-1e6)
    def _last(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Let MkDocs read what a plugin added behind us."""
        menu.let_in(files)

    on_nav = CombinedEvent(_arrange, _last)

    @event_priority(-1e6)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Refuse, before any page is written, what would break off the build half way."""
        telling.warn(keep_back(files, self.build.project, config.docs_dir))
        telling.stop(engine.unread(files))
        telling.stop(engine.untemplated(env, files, self.build.project.pages))
        self.search.lend(env, config.theme.dirs)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:
        """Set the edit link."""
        reading.edit(page, self.build, config)

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the links and embeds of hand-written pages in place."""
        return reading.markdown(markdown, page, self.build, config)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Look at what became of a page."""
        reading.finish(html, page, self.build, config)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let a page work where nothing may be kept."""
        return storage.first(output)

    def _print(self, *, config: MkDocsConfig) -> None:
        """Make the PDFs, each whole."""
        for address, data in pdf.made(self.build.whole.documents):
            writing.write(Path(config.site_dir) / address, data)

    @event_priority(-50)
    def _find(self, *, config: MkDocsConfig) -> None:
        """Complete what is searched in, behind the plugin that makes the index."""
        if not self.search.divide(Path(config.site_dir), self.build):
            finding.complete(Path(config.site_dir))

    @event_priority(-1e6)
    def _finish(self, *, config: MkDocsConfig) -> None:
        """When every plugin is done with it, let the new site take the place of the old one."""
        if where := self.building.finish():
            telling.note(f"The new site is in {where}")

    on_post_build = CombinedEvent(_print, _find, _finish)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site."""
        self.building.drop()

    @event_priority(-1e6)
    def on_shutdown(self) -> None:
        """Leave the old site where a build was broken off."""
        self.building.drop()
