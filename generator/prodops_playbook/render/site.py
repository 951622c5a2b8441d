"""Every page of the site, from a playbook and the templates."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from .. import escaping, pages, source
from ..asking import Memory, Outcomes, same
from ..edition import Edition
from ..kinds import KINDS, MAKING, OTHER_PAGES, TABS, Kind, Record
from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..links import Anchors, Found, rewrite
from ..pages import embeds, whole
from ..parts import Book, Linker, Markup
from ..parts.plain import file_of_list
from ..playbook import HOME, HandWritten, Put, put
from ..problems import Problem
from ..words import later
from .environment import Environment
from .nav import Section, navigation
from .templates import Templates

CARDS = "cards.md"
WELCOME = later("How we work: what we hold to, how recurring work goes, and whom to ask.")
"""What the first page says where the playbook stands below a folder of somebody's site."""
QUIET = 0.5
"""How much less search makes of what nobody uses yet than of other pages."""


Make = functools.partial[Any]
"""Makes what stands on a page, for a Linker of where it stands."""


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page. `uri` is its path among the sources; `source` the YAML file behind it, if one is.

    >>> page = whole(prepare(find(Path("our-playbook")), today), printed=False).site.pages[0]
    >>> page.uri, page.source
    ('principles/partner.md', 'data/principles/partner.yml')
    """

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


@dataclass(frozen=True, slots=True)
class Known:
    """What a renderer leaves to the next one: its templates, what stands on pages, and each page with all it is of."""

    environment: Environment
    made: Outcomes
    pages: Mapping[str, tuple[object, Page]]


class Renderer:
    """Renders the pages of one edition. Make one a build.

    Pages know the holidays of the years around its day, and nothing else of that day. `pdf`: pages link to the PDFs
    that the outlet makes of `sheet`; `address`: where the outlet puts the site, for paper, if the settings do not say.
    A page that would be the same as `known` is not rendered again.
    """

    def __init__(self, edition: Edition, *, pdf: bool = False, address: str = "", known: Known | None = None) -> None:
        self.book = Book(edition, pdf, address)
        self.playbook = edition.playbook
        self.say = edition.playbook.words.gettext
        root, own = edition.project.root, edition.project.templates
        override = None if source.leads_out(root, own) else root / own
        last = known.environment if known is not None else None
        self.templates = Templates(override, self.playbook.settings.language, last)
        self.environment = self.templates.environment
        self.memory = Memory(self.book, self.book.parts, known.made if known is not None else None)
        self._last = known.pages if known is not None and last is self.environment else {}
        self._now: dict[str, tuple[object, Page]] = {}

    def leave(self) -> Known:
        """What the next renderer need not make again."""
        return Known(self.environment, self.memory.outcomes, self._now)

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
            meta = _meta(self.say(kind.about), kind.boost)
            yield self._page(kind.index, self.say(kind.title), template, make, source=source, meta=meta)
        yield from self._gathering()
        yield from self._moved()

    def _gathering(self) -> Iterator[Page | None]:
        """The pages that gather others, and those about the playbook as a whole."""
        has, title = self.playbook.contents.has, self.playbook.contents.title
        for name, (said, about) in OTHER_PAGES.items():
            if has(name):
                source = settings.path if name == "values.md" and (settings := self.playbook.source) else None
                make = functools.partial(pages.of_whole, name=name, source=source)
                meta = _meta(self.say(about), QUIET if name in MAKING else 1)
                yield self._page(name, self.say(said), f"views/{name}.j2", make, source=source, meta=meta)
        every = tuple(dict.fromkeys(kind.tab for kind in KINDS.values()))
        opening = [(self.say(tab), (tab,), *said) for tab, said in TABS.items()]
        for tab, tabs, name, about in (*opening, (title, every, HOME, WELCOME)):
            if has(name):
                told = self.say(about)
                tab_page = functools.partial(whole.tab_page, title=tab, about=told, tabs=tabs)
                yield self._page(name, tab, "views/tab.md.j2", tab_page, meta=_meta(told))

    def sheet(self, record: Record) -> str | None:
        """A record's page as Markdown for paper: no links, but fields to fill in. None when its template failed."""
        kind, make = KINDS[record.kind], functools.partial(pages.of_record, record=record)
        return self._on_paper(kind.page(record.id), f"pages/{kind.name}.md.j2", record.path, make)

    def cards(self) -> str | None:
        """The questions of the principles as a sheet of cards, as Markdown."""
        make = functools.partial(pages.of_whole, name=CARDS)
        return self._on_paper(CARDS, f"views/{CARDS}.j2", CARDS, make)

    def _record(self, kind: Kind, record: Record) -> Page | None:
        quiet = kind.below or not record.in_use
        meta = _meta(" ".join(record.lead(self.playbook.words).split()), QUIET if quiet else 1)
        if record.tags:
            meta["tags"] = list(record.tags)
        make = functools.partial(pages.of_record, record=record)
        uri, template = kind.page(record.id), f"pages/{kind.name}.md.j2"
        title = pages.result.title(self.book, record) if isinstance(record, Result) else record.title
        return self._page(uri, title, template, make, source=record.path, meta=meta)

    def _of_model(self, kind: Kind, model: MaturityModel) -> Iterator[Page | None]:
        """The pages of a maturity model beside its own: to answer it, what its results say, and how it counts."""
        for name, title in kind.beside.items():
            uri, called = kind.page(f"{model.id}/{name}"), f"{self.say(title)}: {model.title}"
            meta = _meta(f"{called}. {model.lead(self.playbook.words)}", QUIET)
            meta |= {"hide": ["toc"]} if name == "assess" else {}
            make = functools.partial(pages.BESIDE[name], record=model, title=called)
            yield self._page(uri, called, f"pages/model-{name}.md.j2", make, source=model.path, meta=meta)

    def _moved(self) -> Iterator[Page | None]:
        """A page at every old address, which leads to the new one."""
        for (kind, old), record in self.playbook.old_ids.items():
            if kind in KINDS and KINDS[kind].paged and (kind, old) not in self.playbook.known and not record.hidden:
                make = functools.partial(whole.moved_page, record=record)
                meta = {"search": {"exclude": True}}
                yield self._page(KINDS[kind].page(old), record.title, "views/moved.md.j2", make, meta=meta)

    def _page(
        self,
        name: str,
        title: str,
        template: str,
        make: Make,
        *,
        source: str | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> Page | None:
        uri = self.playbook.contents.uri(name)
        value = self.memory.recall(uri, (make.func, make.args, make.keywords), lambda book: make(Linker(book, uri)))
        page, of = None, (template, title, meta, source, value)
        before, last = self._last.get(uri, (None, None))
        if last is not None and same(before, of):
            page = last
        elif (body := self.templates.render(template, source or name, page=value)) is not None:
            # The title reaches <title>, navigation and search as HTML.
            front = yaml.dump({"title": escaping.as_html(title), **(meta or {})}, Dumper=_Dumper, **_DUMP)
            page = Page(uri, title, f"---\n{front}---\n\n{body}", source)
        if page is not None:
            self._now[uri] = of, page
        return page

    def _on_paper(self, name: str, template: str, met_in: str, make: Make) -> str | None:
        """What a template makes of a page of ours for paper."""
        linker = Linker(self.book, self.playbook.contents.uri(name), paper=True)
        return self.templates.render(template, met_in, page=make(linker))

    # Hand-written pages

    def hand_written(self, page: HandWritten) -> str:
        """A hand-written page with its `[[links]]` and `![[embeds]]` in place."""
        failed = self.templates.failed
        text = self.memory.recall(page, (self.environment,), functools.partial(self._hand_written, page))
        if self.templates.failed != failed:
            self.memory.forget(page)  # its mistakes are to be told again
        return text

    def _hand_written(self, page: HandWritten, book: Book) -> str:
        linker, anchors = Linker(book, page.uri), Anchors()
        return rewrite(page.text, functools.partial(self._mention, linker, anchors, page))

    def _mention(self, linker: Linker, anchors: Anchors, page: HandWritten, found: Found) -> str | None:
        playbook, mention = linker.playbook, found.mention
        settings, shape = playbook.settings, put(playbook, found)
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
            view = embeds.VIEWS.get(mention.id)
            template = f"embeds/view-{mention.id}.md.j2"
            return (view and self.templates.render(template, page.path, page=view(linker))) or ""
        record = playbook.get(mention)
        if shape is Put.WORDS or record is None:
            return ""
        template = self.templates.first(f"embeds/{record.kind}.md.j2", "embeds/record.md.j2")
        return self.templates.render(template, page.path, page=embeds.record(linker, anchors, record)) or ""


_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DUMP: Mapping[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10**6}


def _meta(about: str, boost: float = 1) -> dict[str, Any]:
    """The front matter of a page: its description, and its weight in search."""
    return {"description": escaping.as_html(about), **({} if boost == 1 else {"search": {"boost": boost}})}
