"""The MkDocs plugin: adapts MkDocs' events to the renderer, and does nothing else."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from . import escaping, history, source, writing
from .beside import clashes, engine, extensions, finding, menu
from .beside.building import Building
from .beside.keeping import keep_back, renew
from .edition import prepare
from .exports import feed, pdf, sheets
from .links.engine import Engine, missing
from .playbook import SETTINGS, HandWritten, Place, Playbook, Project, host, linked_out
from .problems import Level, Problem, as_text, count, level_of, shown, summary
from .render import Page as GeneratedPage
from .render import Renderer, UnsafeError, assets
from .today import today

log = get_plugin_logger(__name__)
CSS = "assets/playbook.css"
SCRIPT = "assets/playbook.js"
TAGS_PLUGINS = {"tags", "material/tags"}
NAV_PLUGINS = {"awesome-nav", "awesome-pages", "literate-nav"}
"""Plugins that make the navigation themselves."""


FORBIDDEN_STORAGE = (
    "<script>try{localStorage,sessionStorage}catch(e){for(const n of['localStorage','sessionStorage'])"
    "Object.defineProperty(window,n,{value:{getItem:()=>null,setItem(){throw e},removeItem(){}}})}</script>"
)
"""Browsers can forbid a site to keep anything, and throw when it looks. Material's own scripts stop at that."""


class PlaybookConfig(base.Config):
    """The plugin's options in mkdocs.yml. Everything about the playbook itself is in data/playbook.yml."""

    data_dir = option.Type(str, default="data")
    templates_dir = option.Type(str, default="templates")
    nav = option.Type(bool, default=True)
    under = option.Optional(option.Type(str))


class PlaybookPlugin(BasePlugin[PlaybookConfig]):
    """Puts the pages of the playbook into the site."""

    serving = dirty = False

    def __init__(self) -> None:
        self.last: Playbook | None = None
        self.pages: Mapping[str, GeneratedPage] = {}
        self.building = Building()
        self.theirs: list[Any] | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether errors may stop this run."""
        self.serving, self.dirty = command == "serve", dirty

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Watch the records and templates; add the style sheet."""
        root = Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()
        try:
            place = Place.of(self.config.under, flat=not config.use_directory_urls)
        except ValueError:
            raise PluginError(
                f"mkdocs.yml: the option under of playbook is no folder: {shown(self.config.under or '')}. "
                "Write it with letters, digits and hyphens, such as under: playbook/"
            ) from None
        pages = _below(root, config.docs_dir)
        folder = history.folder(root, self.config.data_dir)
        data, templates = (name.rstrip("/") for name in (self.config.data_dir, self.config.templates_dir))
        self.project = Project(root, data, pages, templates, place, folder, self._left_out(config))
        if refusal := engine.refusal(config.plugins) or (self.dirty and not self.serving and engine.DIRTY):
            raise PluginError(refusal)
        self._speak(config)
        folders = (root / self.project.data, root / self.project.templates)
        config.watch += [str(folder) for folder in folders if folder.is_dir()]
        config.extra_css.insert(0, place.under + CSS)
        script = option.ExtraScriptValue(place.under + SCRIPT)
        script.type = "module"
        config.extra_javascript.append(script)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Load, check and render, before MkDocs touches the old site.

        While serving, what is broken stays as it last was: an exception here would leave every request hanging.
        """
        self._prove(config)
        project = replace(self.project, engine=Engine(tuple(config.markdown_extensions), config.mdx_configs))
        edition = prepare(project, today, self.last if self.serving else None)
        playbook, levels, changes = edition.playbook, edition.levels, edition.changes
        self.feed = feed.feed(changes, playbook)
        printed = self._prints(playbook)
        address = "" if self.serving else config.site_url or ""
        try:
            renderer = Renderer(edition, pdf=printed, address=address)
        except UnsafeError as error:
            raise PluginError(str(error)) from None
        site, self.hand_written = renderer.site(), renderer.hand_written
        made = sheets.everything(playbook, renderer) if printed else ()
        self.documents = [pdf.single(sheet, playbook.settings) for sheet in made]
        problems = [*edition.problems, *site.problems]
        if config.theme.custom_dir:
            problems += linked_out(self.project, _below(self.project.root, config.theme.custom_dir))
        self._report(problems, levels, strict=config.strict)
        if self.serving:
            self.last = playbook
            fresh = {page.uri: page for page in site.pages}
            self.pages = {**{uri: page for uri, page in self.pages.items() if site.problems}, **fresh}
        else:
            self.pages = {page.uri: page for page in site.pages}
        self.errors = count(problems, levels)[Level.ERROR]
        self.nav = site.nav
        self.settings = playbook.settings
        self.repository = None if config.repo_url else self.settings.repository
        if self.settings.logo and not config.theme.get("logo"):
            config.theme["logo"] = escaping.address(quote(self.settings.logo))
        if not config.copyright and "organisation" in self.settings.model_fields_set:
            config.copyright = escaping.as_html(self.settings.organisation)
        self.mentioning = [page.uri for page in playbook.pages if "[[" in page.text]
        if not self.serving:
            self.building.begin(config)

    def _speak(self, config: MkDocsConfig) -> None:
        """Let the theme and search speak the language of the records, where mkdocs.yml names none."""
        document, _ = source.read_file(self.project.root, f"{self.project.data}/{SETTINGS}")
        told = document.root.get("language") if document and isinstance(document.root, source.Mapping) else None
        theme = host.read(Path(config.config_file_path)).get("theme") if config.config_file_path else None
        written = isinstance(theme, dict) and not {"language", "locale"}.isdisjoint(theme)
        named = told.text if isinstance(told, source.Scalar) and not told.nothing and not written else ""
        if named:
            engine.speak(config.theme, named)
        search = config.plugins.get("material/search") or config.plugins.get("search")
        finding.whole(search, str(config.theme.get("language") or ""))

    def _left_out(self, config: MkDocsConfig) -> Callable[[str], bool]:
        """Which files among the pages are none of this build's, as MkDocs decides it."""

        def left_out(uri: str) -> bool:
            file = File(uri, config.docs_dir, config.site_dir, config.use_directory_urls)
            set_exclusions([file], config)
            return file.inclusion.is_excluded() or (file.inclusion is InclusionLevel.DRAFT and not self.serving)

        return left_out

    def _prove(self, config: MkDocsConfig) -> None:
        """Refuse a site whose Markdown extensions would leave our pages as raw text."""
        wrong = extensions.breaks(config.markdown_extensions, config.mdx_configs)
        if wrong is not None:
            which = f"extension {wrong} keeps" if wrong else "markdown_extensions keep"
            raise PluginError(
                f"mkdocs.yml: the {which} the pages of the playbook from being read as they are written. "
                f"Take {wrong or 'what changes attr_list, md_in_html or tables'} out of markdown_extensions"
            )

    def _prints(self, playbook: Playbook) -> bool:
        """Whether this build makes PDFs: never while serving, and not without the libraries, which it says."""
        if self.serving or not playbook.settings.print_.pdf:
            return False
        try:
            pdf.available()
        except pdf.UnavailableError as error:
            log.info("The site has no PDFs. %s", error)
            return False
        return True

    def _report(self, problems: list[Problem], levels: Mapping[str, Level], *, strict: bool) -> None:
        stops = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
        for problem in sorted(problems):
            level = level_of(problem.code, levels)
            if level is not Level.INFO:
                say = log.error if level in stops and not self.serving else log.warning
                say(as_text([problem], levels).rstrip("\n"))
        counts = count(problems, levels)
        if any(counts[level] for level in stops) and not self.serving:
            raise PluginError(f"{summary(counts)} in the playbook: the site was not built, the old one stays")

    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every page of the playbook, its assets, and the navigation where mkdocs.yml has none."""
        list(keep_back(files, self.project, config.docs_dir))  # a preview goes on over what the checks tell
        if self.dirty:
            renew(files, self.mentioning)
        self.ours = [*self._made(config)]
        if (told := next(clashes.taken(self.ours, files), None)) and not self.serving:
            raise PluginError(told)
        for file in self.ours:
            if (other := files.get_file_from_path(file.src_uri)) is not None:
                files.remove(other)  # none of this build's; or a preview, which says so on every page
            files.append(file)
        if config.nav is not None or self._arranges(config):
            # The library is out of the navigation on purpose, and so is what a hand-written one leaves out.
            listed = set(menu.uris(self.nav)) if config.nav is None else set(menu.named(config.nav))
            for uri in self.pages.keys() - listed:
                if (found := files.get_file_from_path(uri)) is not None:
                    found.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def _made(self, config: MkDocsConfig) -> Iterator[File]:
        """Every file of ours: pages, PDFs, and assets."""
        for page in self.pages.values():
            file = File.generated(config, page.uri, content=page.text, inclusion=InclusionLevel.INCLUDED)
            # Edit links, tags and dates come from the YAML file behind the page; other plugins ask every page for one.
            behind = self.project.root / (page.source or f"{self.project.data}/{SETTINGS}")
            file.abs_src_path = str(behind)
            if page.source is not None:
                file.edit_uri = quote(os.path.relpath(behind, config.docs_dir).replace(os.sep, "/"))
            yield file
        under = self.project.place.under
        for document in self.documents:
            # A place to link to; the PDF itself is made when the site stands.
            yield File.generated(config, f"{under}{document.name}.pdf", content=b"")
        for address, asset in {**assets(self.settings), **self.feed}.items():
            yield File.generated(config, under + address, content=asset)

    def _arranges(self, config: MkDocsConfig) -> bool:
        """Whether the navigation is left to us: nobody has written one, and no plugin makes it."""
        return self.config.nav and config.nav is None and not NAV_PLUGINS & set(config.plugins)

    @event_priority(-50)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Our tabs in the navigation, behind the pages of the site; what the site arranges itself stays."""
        for told in (*clashes.replaced(self.ours, files), *keep_back(files, self.project, config.docs_dir)):
            log.warning(told)
        arranges = self._arranges(config)
        if self.project.place.whole:
            own = [page.file.src_uri for page in nav.pages if page.file.src_uri not in self.pages]
            return menu.whole(self.nav, own, files) if arranges else nav
        return menu.beside(nav, self.nav, files, chosen=not arranges) if self.config.nav else nav

    @event_priority(-1e6)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Refuse a page that names a template which is not there, before any page is written."""
        for told in keep_back(files, self.project, config.docs_dir):
            log.warning(told)
        if problem := engine.untemplated(env, files, self.project.pages):
            raise PluginError(as_text([problem], {}).rstrip("\n"))

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Edit links from playbook.yml, where mkdocs.yml does not set its own.

        Not through `repo_url`: with it, Material asks the host for the number of stars on every page.
        """
        if self.repository is not None:
            uri = page.file.src_uri
            behind = self.pages[uri].source if uri in self.pages else f"{self.project.pages}/{uri}"
            page.edit_url = escaping.address(self.repository.edit_address(behind)) or None if behind else None
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Links and embeds in hand-written pages; while serving, a word about errors on every page.

        Search puts a tag above every title, even where two letters of it match. Where nothing lists tags, a record's
        are words on its page like any others.
        """
        uri, written = page.file.src_uri, markdown
        if uri in self.pages and not TAGS_PLUGINS & set(config.plugins):
            page.meta.pop("tags", None)
        if uri not in self.pages:
            markdown = self.hand_written(HandWritten(f"{self.project.pages}/{uri}", uri, markdown))
        if self.serving and self.errors:
            several = "an error" if self.errors == 1 else f"{self.errors} errors"
            where = posixpath.relpath(f"{self.project.place.under}checks.md", posixpath.dirname(uri) or ".")
            banner = f"The playbook has {several}. What is broken is shown as it last was: [see the problems]({where})."
            markdown = f'<div class="pb-banner" markdown>\n\n{banner}\n\n</div>\n\n{markdown}'
        if uri in self.pages or markdown != written:
            # MkDocs makes the page next, with the extensions that stand here then.
            self.theirs = config.markdown_extensions
            config.markdown_extensions = [*self.theirs, *missing(self.theirs)]
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """A title that MkDocs makes of a file's name reaches the theme as it is: here it becomes text.

        And whatever the engine made of the place of an embed, its source is not published in silence.
        """
        if self.theirs is not None:
            config.markdown_extensions, self.theirs = self.theirs, None
        uri = page.file.src_uri
        own = "" if uri in self.pages else page.file.content_string or ""
        if own and engine.shows_source(html, own):
            path = f"{self.project.pages}/{uri}"
            log.warning("%s: a link or an embed shows as source. Put it into a paragraph of its own", path)
        named = page.file.name.replace("-", " ").replace("_", " ")
        if page.title and page.title.lower() == named.lower():
            page.title = escaping.as_html(page.title)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Before any script of the theme runs, an empty storage in the place of a forbidden one."""
        return output.replace("<head>", f"<head>{FORBIDDEN_STORAGE}", 1)

    def _print(self, *, config: MkDocsConfig) -> None:
        """Make the PDFs, each whole."""
        for document, data in pdf.pdfs(self.documents):
            writing.write(Path(config.site_dir) / f"{self.project.place.under}{document.name}.pdf", data)

    @event_priority(-50)
    def _find(self, *, config: MkDocsConfig) -> None:
        """Let search find words in writing without spaces: behind the plugin that makes the index."""
        index = Path(config.site_dir) / "search" / "search_index.json"
        if index.is_file():
            told = index.read_text(encoding="utf-8")
            if (found := finding.findable(told)) != told:
                writing.write(index, found.encode())

    @event_priority(-1e6)
    def _finish(self, *, config: MkDocsConfig) -> None:
        """When every plugin is done with it, let the new site take the place of the old one."""
        if where := self.building.finish():
            log.info("The new site is in %s", where)

    on_post_build = CombinedEvent(_print, _find, _finish)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site."""
        self.building.drop()

    @event_priority(-1e6)
    def on_shutdown(self) -> None:
        """Leave the old site where a build was broken off."""
        self.building.drop()


def _below(root: Path, folder: str) -> str:
    return os.path.relpath(folder, root).replace(os.sep, "/")
