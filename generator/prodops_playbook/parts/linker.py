"""Links, as they stand on one page: to records, to values, in prose."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterable
from urllib.parse import quote

from .. import escaping
from ..kinds import KINDS, Record
from ..links import Mention
from ..playbook import SitePage
from ..types import Prose, Reference, Text, Value
from .book import Book
from .markup import Markup, escape

_ADDRESS = re.compile(r"(?i)https?://\S+")
_MAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")


@functools.lru_cache(maxsize=65536)
def _relative(page: str, folder: str) -> str:
    return posixpath.relpath(page, folder or ".")


def address_of(way: str) -> str:
    """The address behind a way to reach somebody: of a page, or for mail; empty where it is a channel."""
    if _ADDRESS.fullmatch(way):
        return way
    return f"mailto:{way}" if _MAIL.fullmatch(way) else ""


class Linker:
    """Writes the links of one page, relative to it. `page` is its path among the site's sources.

    On `paper` a link to another page is its words alone.
    """

    def __init__(self, book: Book, page: str, *, paper: bool = False) -> None:
        self.book = book
        self.playbook = book.playbook
        self.say = book.playbook.words.gettext
        self.paper = paper
        self.page = page
        self.folder = posixpath.dirname(page)

    def texts(self, texts: Iterable[Text | Prose]) -> tuple[Markup, ...]:
        """Several texts of a record."""
        return tuple(map(self.rich, texts))

    def lead(self, record: Record) -> Markup:
        """A record in one sentence."""
        return escape(record.lead(self.playbook.words))

    def find(self, target: Reference | Mention | None) -> Record | None:
        """The record that a reference leads to, if readers may see it."""
        record = self.playbook.get(target) if target is not None else None
        return None if record is None or record.hidden else record

    def name(self, target: Reference | Mention) -> Markup:
        """What a record or a page is called, where a link has no place."""
        if page := self.playbook.site_page(target):
            return Markup(escaping.text(page.title))
        record = self.playbook.get(target)
        hidden = record is not None and record.hidden
        return Markup(escaping.text(self.say("(not published)") if hidden else record.title if record else target.id))

    def to(self, page: str) -> str:
        """The address of another page of ours from here."""
        return _relative(self.playbook.contents.uri(page), self.folder)

    def link(self, target: Record | Reference | Mention, label: str | None = None) -> Markup:
        """A link to a record; its words alone where it has no page."""
        if isinstance(target, Mention):
            label = label or target.label
        if not isinstance(target, Record) and (page := self.playbook.site_page(target)):
            return self.site_link(page, label)
        record = target if isinstance(target, Record) else self.playbook.get(target)
        if record is None or record.hidden:
            # In prose the words are the author's own; a field names a record, whose name readers may not see.
            words = target.id if isinstance(target, Mention) or record is None else self.say("(not published)")
            return Markup(escaping.text(label or words))
        return self.page_link(KINDS[record.kind].page(record.id), label or record.title)

    def as_html(self, target: Mention) -> Markup:
        """A link as HTML, with the address that the site serves: for raw HTML, which nothing reads as Markdown."""
        page = self.playbook.site_page(target)
        record = None if page else self.playbook.get(target)
        paged = (
            record is not None and not record.hidden and self.playbook.contents.has(KINDS[record.kind].page(record.id))
        )
        words = Markup(escaping.text(target.label)) if target.label else self.name(target)
        if record is not None and record.hidden:
            words = Markup(escaping.text(target.label or target.id))
        if page is None and not paged:
            return words
        uri = page.uri if page else self.playbook.contents.uri(KINDS[record.kind].page(record.id)) if record else ""
        address = escaping.address(quote(self.playbook.place.address(uri, self.page)))
        return Markup(f'<a href="{address}">{words}</a>')

    def links(self, targets: Iterable[Record | Reference | Mention], between: str = " · ") -> Markup:
        """Links to several records, each with its standing."""
        return Markup(escaping.text(between)).join(self.link(t) + self.standing(t) for t in targets)

    def standing(self, target: Record | Reference | Mention) -> Markup:
        """The mark of a record that is not in use: `library` or `retired`, with a space before it."""
        record = target if isinstance(target, Record) else self.find(target)
        if record is None or record.in_use:
            return Markup("")
        return Markup(f' <span class="pb-note">{escaping.text(self.say(record.status))}</span>')

    def page_link(self, page: str, label: str, at: str = "") -> Markup:
        """A link to any page of ours, or to an address in it; its words alone where that page is not made."""
        if self.paper or not self.playbook.contents.has(page):
            return Markup(escaping.text(label))
        return self.outside(self.to(page) + (f"#{at}" if at else ""), label)

    def site_link(self, page: SitePage, label: str | None = None) -> Markup:
        """A link to any page of the site."""
        if self.paper:
            return Markup(escaping.text(label or page.title))
        return self.outside(quote(_relative(page.uri, self.folder)), label or page.title)

    def rich(self, text: Text | Prose | None) -> Markup:
        """A text of a record with its links, and its values marked."""
        if text is None:
            return Markup("")
        if isinstance(text, Prose):
            return Markup(text.write(self._part))
        return Markup("".join(self._part(p) if isinstance(p, Value) else escaping.inline(p) for p in text.parts))

    def _part(self, part: Mention | Value) -> str:
        return self.link(part) if isinstance(part, Mention) else self.value(part)

    def value(self, value: Value) -> Markup:
        """A value, linked to the page of values; one that nobody has confirmed carries a mark."""
        if self.paper:
            return Markup(escaping.text(value.shown))
        address = escaping.address(f"{self.to('values.md')}#{value.name}")
        confirm = self.say("A starting value: confirm it, or set your own")
        about = f' "{confirm}"' if value.starting else ""
        mark = " .pb-starting" if value.starting else ""
        return Markup(f"[{escaping.text(value.shown)}](<{address}>{about}){{: .pb-value{mark} }}")

    def reach(self, text: str) -> Markup:
        """A way to reach somebody: addresses and mail become links, a channel stays text."""
        address = address_of(text)
        return self.outside(address, text) if address else Markup(escaping.text(text))

    def feedback(self, subject: str) -> Markup:
        """The way to tell somebody, for people without an account: mail, a form, or a channel."""
        way = self.playbook.settings.feedback
        if _MAIL.fullmatch(way):
            return self.outside(f"mailto:{way}?subject={quote(subject)}", way)
        return self.reach(way)

    def outside(self, url: str, label: str) -> Markup:
        """A link out of the site."""
        return Markup(f"[{escaping.text(label)}](<{escaping.address(url)}>)")
