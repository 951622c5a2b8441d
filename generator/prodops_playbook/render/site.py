"""Every page of the site, from a playbook and the templates."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from .. import escaping, pages, source
from ..changes import telling
from ..edition import Edition
from ..kinds import KINDS, MAKING, OTHER_PAGES, TABS, Kind, Record
from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..links import Anchors, Found, rewrite
from ..maturity import profile, wording
from ..parts import Book, Linker, Markup
from ..parts.plain import file_of_list
from ..playbook import HOME, HandWritten, Put, put
from ..problems import CODES, Problem, level_of
from ..views import assessing, counting, coverage, duties, flow, handbook, path, promises, skeleton
from .nav import Section, navigation
from .templates import Templates

CARDS = "cards.md"
WELCOME = "How we work: what we hold to, how recurring work goes, and whom to ask."
"""What the first page says where the playbook stands below a folder of somebody's site."""
QUIET = 0.5
"""How much less search makes of what nobody uses yet than of other pages."""


Make = Callable[[Linker], object]
"""Makes what stands on a page, for where it stands."""


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page. `uri` is its path among the sources; `source` the YAML file behind it, if one is."""

    uri: str
    title: str
    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """All generated pages, the navigation, and what went wrong in templates."""

    pages: tuple[Page, ...]
    nav: tuple[Section, ...]
    problems: tuple[Problem, ...]


class Renderer:
    """Renders the pages of one edition. Make one a build.

    Pages know the holidays of the years around its day, and nothing else of that day. `pdf`: pages link to the PDFs
    that the outlet makes of `sheet`; `address`: where the outlet puts the site, for paper, if the settings do not say.
    """

    def __init__(self, edition: Edition, *, pdf: bool = False, address: str = "") -> None:
        self.book = Book(edition, pdf, address)
        self.playbook = playbook = edition.playbook
        settings = playbook.settings
        self.found = [(level_of(p.code, edition.levels), p) for p in edition.problems if not p.secret]
        self.assessed = self.book.assessed
        root, own = edition.project.root, edition.project.templates
        self.templates = Templates(
            None if source.leads_out(root, own) else root / own,
            playbook=playbook,
            data=playbook.data,
            settings=settings,
            repository=settings.repository,
            history=edition.history,
            changes=edition.changes,
            telling=telling,
            pdf=pdf,
            site_address=self.book.site_address,
            kinds=KINDS,
            other_pages={name: said for name, said in OTHER_PAGES.items() if playbook.contents.has(name)},
            codes=CODES,
            assessed=self.assessed,
            counting=counting,
            calendar=self.book.calendar,
            coverage=coverage,
            duties=duties,
            flow=flow.flow,
            handbook=handbook,
            path=path,
            profile=profile,
            promises=promises.promises,
            skeleton=skeleton,
            wording=wording,
        )

    def site(self) -> Site:
        """Every generated page. A page whose template fails is left out and reported."""
        pages = tuple(page for page in self._pages() if page is not None)
        for own in self.playbook.pages:
            self.hand_written(own)  # for its mistakes: the outlet asks for it again
        return Site(pages, navigation(self.playbook), tuple(self.templates.problems()))

    def _pages(self) -> Iterator[Page | None]:
        for kind in KINDS.values():
            records = self.playbook.of_kind(kind.name)
            if kind.paged:
                for record in records:
                    yield self._record(kind, record)
                    if isinstance(record, MaturityModel):
                        yield from self._of_model(kind, record)
            if not self.playbook.contents.has(kind.index):
                continue
            make = functools.partial(pages.of_kind, kind=kind, records=records)
            template, source = f"indexes/{kind.name}.md.j2", file_of_list(kind, records)
            meta = _meta(kind.about, kind.boost)
            yield self._page(kind.index, kind.title, template, make, source=source, meta=meta)
        yield from self._gathering()
        yield from self._moved()

    def _gathering(self) -> Iterator[Page | None]:
        """The pages that gather others, and those about the playbook as a whole."""
        has, title = self.playbook.contents.has, self.playbook.contents.title
        for name, (said, about) in OTHER_PAGES.items():
            if has(name):
                meta = _meta(about, QUIET if name in MAKING else 1)
                source = settings.path if name == "values.md" and (settings := self.playbook.source) else None
                given: dict[str, Any] = {"about": about, "problems": self.found}
                yield self._page(name, said, f"views/{name}.j2", source=source, meta=meta, **given)
        every = tuple(dict.fromkeys(kind.tab for kind in KINDS.values()))
        opening = [(tab, (tab,), *said) for tab, said in TABS.items()]
        for tab, tabs, name, about in (*opening, (title, every, HOME, WELCOME)):
            if has(name):
                kinds = [kind for kind in KINDS.values() if kind.tab in tabs and has(kind.index)]
                yield self._page(name, tab, "views/tab.md.j2", meta=_meta(about), about=about, listed=kinds, tabs=tabs)

    def sheet(self, record: Record) -> str | None:
        """A record's page as Markdown for paper: no links, but fields to fill in. None when its template failed."""
        kind = KINDS[record.kind]
        about: dict[str, Any] = {"title": record.title, "record": record, "kind": kind, "anchors": Anchors()}
        about["source"] = record.path
        template, uri = f"pages/{kind.name}.md.j2", kind.page(record.id)
        return self._render(self.playbook.contents.uri(uri), template, record.path, paper=True, **about)

    def cards(self) -> str | None:
        """The questions of the principles as a sheet of cards, as Markdown."""
        title, about = OTHER_PAGES[CARDS]
        return self._render(
            self.playbook.contents.uri(CARDS),
            f"views/{CARDS}.j2",
            CARDS,
            paper=True,
            title=title,
            about=about,
            source=None,
        )

    def _record(self, kind: Kind, record: Record) -> Page | None:
        quiet = kind.below or not record.in_use
        meta = _meta(" ".join(str(record.lead).split()), QUIET if quiet else 1)
        if record.tags:
            meta["tags"] = list(record.tags)
        about: dict[str, Any] = {"record": record, "kind": kind, "anchors": Anchors()}
        uri, template = kind.page(record.id), f"pages/{kind.name}.md.j2"
        title = f"{self.assessed.called(record)}, {record.date}" if isinstance(record, Result) else record.title
        return self._page(uri, title, template, source=record.path, meta=meta, **about)

    def _of_model(self, kind: Kind, model: MaturityModel) -> Iterator[Page | None]:
        """The pages of a maturity model beside its own: to answer it, what its results say, and how it counts."""
        data = Markup(escaping.attribute_json(assessing.assessing(self.playbook, model, self.assessed)))
        for name, title in kind.beside.items():
            about: dict[str, Any] = {"record": model, "kind": kind, "anchors": Anchors(), "data": data}
            uri, whole = kind.page(f"{model.id}/{name}"), f"{title}: {model.title}"
            meta = _meta(f"{whole}. {model.lead}", QUIET) | ({"hide": ["toc"]} if name == "assess" else {})
            yield self._page(uri, whole, f"pages/model-{name}.md.j2", source=model.path, meta=meta, **about)

    def _moved(self) -> Iterator[Page | None]:
        """A page at every old address, which leads to the new one."""
        for (kind, old), record in self.playbook.old_ids.items():
            if KINDS[kind].paged and (kind, old) not in self.playbook.known and not record.hidden:
                meta = {"search": {"exclude": True}}
                yield self._page(KINDS[kind].page(old), record.title, "views/moved.md.j2", meta=meta, record=record)

    def _page(
        self,
        name: str,
        title: str,
        template: str,
        make: Make | None = None,
        *,
        source: str | None = None,
        meta: Mapping[str, Any] | None = None,
        **about: Any,
    ) -> Page | None:
        uri = self.playbook.contents.uri(name)
        named: dict[str, Any] = {} if make else {"title": title, "source": source, **about}
        body = self._render(uri, template, source or name, make, **named)
        if body is None:
            return None
        # The title reaches <title>, navigation and search as HTML.
        front = yaml.dump({"title": escaping.as_html(title), **(meta or {})}, Dumper=_Dumper, **_DUMP)
        return Page(uri, title, f"---\n{front}---\n\n{body}", source)

    def _render(
        self, uri: str, template: str, met_in: str, make: Make | None = None, /, *, paper: bool = False, **context: Any
    ) -> str | None:
        here = Linker(self.book, uri, paper=paper)
        if make:
            return self.templates.render(template, met_in, page=make(here))
        record = context.get("record")
        page: object = uri
        if record is not None and template.startswith("pages/") and not template.startswith("pages/model-"):
            page = pages.of_record(here, record, context["title"])
        elif record is not None and template == "embeds/checklist.md.j2":
            page = pages.checklist.embed(here, context["anchors"], record)
        return self.templates.render(template, met_in, page=page, paper=paper, **here.helpers, **context)

    # Hand-written pages

    def hand_written(self, page: HandWritten) -> str:
        """A hand-written page with its `[[links]]` and `![[embeds]]` in place."""
        linker, anchors = Linker(self.book, page.uri), Anchors()
        return rewrite(page.text, functools.partial(self._mention, linker, anchors, page))

    def _mention(self, linker: Linker, anchors: Anchors, page: HandWritten, found: Found) -> str | None:
        settings, mention, shape = self.playbook.settings, found.mention, put(self.playbook, found)
        if shape is Put.TYPED:
            return None
        if mention.kind == "word":
            return Markup.escape(settings.words.get(mention.id, mention.id))
        if mention.kind == "value":
            value = settings.context().value(mention.id) if mention.id in settings.values else None
            if value is None or shape is Put.WORDS:
                return escaping.text(value.shown if value else mention.id)
            return linker.value(value)
        if shape is Put.HTML:
            return linker.as_html(mention)
        if shape is Put.LINK:
            return linker.link(mention)
        if mention.kind == "view":
            return self._render(page.uri, f"embeds/view-{mention.id}.md.j2", page.path) or ""
        record = self.playbook.get(mention)
        if shape is Put.WORDS or record is None:
            return ""
        template = self.templates.first(f"embeds/{record.kind}.md.j2", "embeds/record.md.j2")
        about: dict[str, Any] = {"record": record, "kind": KINDS[record.kind], "anchors": anchors}
        return self._render(page.uri, template, page.path, **about) or ""


_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DUMP: Mapping[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10**6}


def _meta(about: str, boost: float = 1) -> dict[str, Any]:
    """The front matter of a page: its description, and its weight in search."""
    return {"description": escaping.as_html(about), **({} if boost == 1 else {"search": {"boost": boost}})}
