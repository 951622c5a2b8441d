"""Every page of the site, from a playbook and the templates."""

from __future__ import annotations

import functools
import html
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import yaml

from .. import resources
from ..kinds import KINDS, Kind, Record
from ..links import Mention, rewrite
from ..playbook import HandWritten, Playbook
from ..problems import CODES, Level, Problem, level_of
from ..views import handbook
from .anchors import Anchors
from .environment import Environment, Markup
from .linker import Linker

NAV_LIMIT = 100
"""Sections above this many records leave the navigation: Material's is quadratic."""


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page. `uri` is its path among the sources; `source` the YAML file behind it, if one is."""

    uri: str
    title: str
    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A tab of the navigation, or a group below one: its title and the pages or groups in it."""

    title: str
    entries: tuple[str | Section, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """All generated pages, the navigation, and what went wrong in templates."""

    pages: tuple[Page, ...]
    nav: tuple[Section, ...]
    problems: tuple[Problem, ...]


@dataclass
class _Failures:
    """Template errors, each once however many records meet it."""

    first: dict[tuple[str, int, str], str] = field(default_factory=dict)
    more: dict[tuple[str, int, str], int] = field(default_factory=dict)

    def add(self, name: str, line: int, message: str, about: str) -> None:
        key = (name, line, message)
        self.more[key] = self.more.get(key, -1) + 1
        self.first.setdefault(key, about)

    def problems(self) -> Iterator[Problem]:
        for (name, line, message), about in self.first.items():
            others = f", and {self.more[name, line, message]} more" if self.more[name, line, message] else ""
            yield Problem(name, line, 1, "template-error", message, f"met while rendering {about}{others}")


class Renderer:
    """Renders the pages of one playbook. Make one a build; rendering a page changes nothing."""

    def __init__(self, playbook: Playbook, problems: Iterable[Problem] = (), override: Path | None = None) -> None:
        self.playbook = playbook
        self.environment = Environment(resources.templates(), override)
        self.override = override
        self.found = tuple(problems)
        self.levels = playbook.settings.effective_levels()
        self.failures = _Failures()
        self.environment.globals.update(
            playbook=playbook, settings=playbook.settings, kinds=KINDS, codes=CODES, Level=Level, handbook=handbook
        )

    def site(self) -> Site:
        """Every generated page. A page whose template fails is left out and reported."""
        pages = tuple(page for page in self._pages() if page is not None)
        return Site(pages, tuple(self._nav()), tuple(self.failures.problems()))

    def _pages(self) -> Iterator[Page | None]:
        for kind in KINDS.values():
            records = self.playbook.of_kind(kind.name)
            if kind.paged:
                for record in records:
                    yield self._record(kind, record)
            yield self._page(kind.index, kind.title, f"indexes/{kind.name}.md.j2", kind=kind, records=records)
        others = {
            "library.md": "Library",
            "values.md": "Our numbers",
            "checks.md": "Checks",
            "writing-records.md": "Writing records",
        }
        for uri, title in others.items():
            problems = [(level_of(p.code, self.levels), p) for p in self.found]
            yield self._page(uri, title, f"views/{uri}.j2", problems=problems, levels=self.levels)

    def _record(self, kind: Kind, record: Record) -> Page | None:
        about = {"record": record, "kind": kind, "anchors": Anchors()}
        description = " ".join(str(record.lead).split())
        search = {} if record.in_use else {"search": {"boost": 0.3}}
        meta = {"description": html.escape(description), **search}
        if record.tags:
            meta["tags"] = list(record.tags)
        return self._page(
            kind.page(record.id), record.title, f"pages/{kind.name}.md.j2", source=record.path, meta=meta, **about
        )

    def _page(
        self,
        uri: str,
        title: str,
        template: str,
        *,
        source: str | None = None,
        meta: Mapping[str, Any] | None = None,
        **about: Any,
    ) -> Page | None:
        body = self._render(uri, template, source or uri, title=title, **about)
        if body is None:
            return None
        # The title reaches <title>, navigation and search as HTML.
        front = yaml.dump({"title": html.escape(title), **(meta or {})}, Dumper=_Dumper, **_DUMP)
        return Page(uri, title, f"---\n{front}---\n\n{_tidy(body)}", source)

    def _render(self, uri: str, template: str, about: str, **context: Any) -> str | None:
        linker = Linker(self.playbook, uri)
        helpers = {
            "link": linker.link,
            "page_link": linker.page_link,
            "rich": linker.rich,
            "value": linker.value,
            "reach": linker.reach,
            "outside": linker.outside,
        }
        try:
            return self.environment.get_template(template).render(page=uri, **helpers, **context)
        except jinja2.TemplateSyntaxError as error:
            self.failures.add(
                self._path(error.name or template), error.lineno, error.message or "a mistake in the template", about
            )
        except jinja2.TemplateNotFound as error:
            self.failures.add(self._path(template), 1, f"there is no template {error.name}", about)
        except Exception as error:  # noqa: BLE001 (a template may raise anything)
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.endswith(".j2")]
            name, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (template, 1)
            message = str(error) if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
            self.failures.add(self._path(name), line, message, about)
        return None

    def _path(self, name: str) -> str:
        """The template as its author knows it: below templates/, or as `builtin/...`."""
        for folder, prefix in ((self.override, "templates/"), (resources.templates(), "builtin/")):
            if folder is not None and (path := Path(name)).is_absolute() and path.is_relative_to(folder):
                return prefix + path.relative_to(folder).as_posix()
        if self.override is not None and (self.override / name).is_file():
            return f"templates/{name}"
        return name if name.startswith("builtin/") else f"builtin/{name}"

    # Navigation

    def _nav(self) -> Iterator[Section]:
        tabs: dict[str, list[str | Section]] = {}
        for kind in KINDS.values():
            records = self.playbook.of_kind(kind.name)
            pages = [kind.page(r.id) for r in records if r.in_use] if kind.paged and len(records) <= NAV_LIMIT else []
            entries = tabs.setdefault(kind.tab, [])
            if kind.title == kind.tab:
                entries += [kind.index, *pages]
            elif records:
                entries.append(Section(kind.title, (kind.index, *pages)) if pages else kind.index)
        tabs.setdefault("Reference", []).extend(["library.md", "values.md", "writing-records.md", "checks.md"])
        return (Section(tab, tuple(entries)) for tab, entries in tabs.items() if entries)

    # Hand-written pages

    def hand_written(self, page: HandWritten) -> str:
        """A hand-written page with its `[[links]]` and `![[embeds]]` in place."""
        linker = Linker(self.playbook, page.uri)
        return rewrite(page.text, functools.partial(self._mention, linker, page.uri))

    def _mention(self, linker: Linker, uri: str, mention: Mention) -> str:
        settings = self.playbook.settings
        if mention.kind == "value":
            context = settings.context()
            return linker.value(context.value(mention.id)) if mention.id in settings.values else mention.id
        if mention.kind == "word":
            return Markup.escape(settings.words.get(mention.id, mention.id))
        if not mention.embed:
            return linker.link(mention)
        if mention.kind == "view":
            return self._render(uri, f"embeds/view-{mention.id}.md.j2", uri) or ""
        record = self.playbook.get(mention)
        if record is None or record.hidden:
            return ""
        template = f"embeds/{record.kind}.md.j2"
        names = [template, "embeds/record.md.j2"]
        chosen = self.environment.select_template(names).name or names[-1]
        return self._render(uri, chosen, uri, record=record, kind=KINDS[record.kind], anchors=Anchors()) or ""


_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DUMP: Mapping[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10**6}
_BLANK = re.compile(r"\n{3,}")


def _tidy(body: str) -> str:
    """At most one empty line in a row, so that templates need not count theirs."""
    return _BLANK.sub("\n\n", body).strip("\n") + "\n"


def render(
    playbook: Playbook, problems: Iterable[Problem] = (), override: Path | None = None
) -> tuple[Site, Callable[[HandWritten], str]]:
    """All generated pages of a playbook, and the function that completes its hand-written ones.

    `problems` are shown on the page "Checks"; `override` is a project's own templates folder.
    """
    renderer = Renderer(playbook, problems, override)
    return renderer.site(), renderer.hand_written
