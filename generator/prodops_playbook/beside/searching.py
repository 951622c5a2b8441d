"""The playbook's own search behind the box of Material: what it searches in, and how the theme comes to start it.

The theme asks for the address of its worker, and gets that of ours. Every page fetches the index that Material's plugin
writes: the settings stay there, and the texts go to a file that our worker fetches when somebody searches.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig

from .. import writing
from ..kinds import KINDS, OTHER_WORDS, Record
from ..parts.linker import address_of
from ..render import search
from ..render.site import QUIET
from . import telling
from .build import Build

FOLDER = "assets/search/"
_WORKER = "assets/javascripts/workers/search.*.min.js"
"""Where Material keeps its own."""


class Search:
    """The search of one site. `wanted`: whether it is ours."""

    def __init__(self, *, wanted: bool = False, under: str = "") -> None:
        self.wanted = wanted
        self.under = under
        self.asked = False
        """Whether a page asked for the theme's worker, and got ours: another theme may have its own way to search."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files of our search, where it is wanted."""
        return {self.under + name: data for name, data in search().items()} if self.wanted else {}

    def lend(self, env: jinja2.Environment, theme: Collection[str]) -> None:
        """Give our worker to every page that asks for the theme's."""
        theirs = {path.relative_to(folder).as_posix() for folder in map(Path, theme) for path in folder.glob(_WORKER)}
        told: Callable[[jinja2.runtime.Context, str], str] = env.filters["url"]

        @jinja2.pass_context
        def url(context: jinja2.runtime.Context, value: str) -> str:
            if value not in theirs:
                return told(context, value)
            self.asked = True
            return told(context, f"{self.under}{FOLDER}worker.js")

        if self.wanted:
            env.filters["url"] = url

    def divide(self, site: Path, build: Build) -> bool:
        """Take the texts out of the index that every page fetches, where our worker fetches them; whether it does."""
        index = site / "search" / "search_index.json"
        if self.asked and index.is_file():
            told = json.loads(index.read_text(encoding="utf-8"))
            writing.write(site / self.under / FOLDER / "index.json", _json(texts(told, known(build))))
            writing.write(index, _json({"config": {**told["config"], "ask": _ask(build)}, "docs": []}))
        return self.asked


def ours(config: MkDocsConfig, *, asked: bool | None, whole: bool) -> bool:
    """Whether a site has our search: where it is the playbook, or asks for it, and where ours can stand."""
    refused = _refusal(config) if asked or (asked is None and whole) else ""
    if refused and asked:
        telling.warn([f"mkdocs.yml: the option search of playbook is on, but {refused}. The search stays as it is"])
    return refused is None


def _refusal(config: MkDocsConfig) -> str | None:
    """Why our search cannot stand behind the box of a site; None where it can."""
    search = config.plugins.get("material/search")
    offline = config.plugins.get("material/offline")
    if not any(any(Path(folder).glob(_WORKER)) for folder in config.theme.dirs):
        return "the theme is not Material"
    if search is None or not search.config["enabled"]:
        return "the plugin search is off"
    if offline is not None and offline.config["enabled"]:
        return "the plugin offline needs Material's own, which works without a server"
    return None


@dataclass(frozen=True, slots=True)
class Known:
    """What we know of a place in the site: other words for it, and the record that is there, if one is."""

    words: tuple[str, ...]
    record: Record | None = None
    kind: str = ""


def texts(told: Mapping[str, Any], known: Mapping[str, Known]) -> dict[str, Any]:
    """Everything that our search searches in: each page with its parts, as plain text, and other words for it."""
    pages: dict[str, dict[str, Any]] = {}
    for entry in told["docs"]:
        at, boost = entry["location"], entry.get("boost", 1)
        page, _, anchor = at.partition("#")
        here = known.get(at, _NOTHING)
        part = {"at": at, "title": _text(entry["title"]), "text": _text(entry["text"])}
        if words := list(dict.fromkeys((*map(html.unescape, entry.get("tags", ())), *here.words))):
            part["words"] = words
        if here.kind:
            part["kind"] = here.kind
        if anchor and here.record is not None and not here.record.in_use:
            boost = QUIET
        if boost != 1:
            part["boost"] = boost
        if page not in pages:
            pages[page] = part
            continue
        pages[page].setdefault("parts", []).append(part)
        if here.record is not None:
            pages[page]["records"] = True
    return {"lang": told["config"].get("lang", ["en"]), "pages": list(pages.values())}


def known(build: Build) -> dict[str, Known]:
    """Every record that readers see, and every page that has other words, by its address in the site."""
    playbook, addresses = build.whole.edition.playbook, {file.src_uri: file.url for file in build.files}
    say, uri = playbook.words.gettext, playbook.contents.uri
    places = {uri(name): Known(tuple(say(words).split(", "))) for name, words in OTHER_WORDS.items()}
    for record in playbook.records.values():
        if not record.hidden:
            words = (*record.tags, *getattr(record, "aliases", ()))
            places[uri(KINDS[record.kind].page(record.id))] = Known(words, record, say(record.kind))
    found = {}
    for place, one in places.items():
        page, hash_, anchor = place.partition("#")
        if page in addresses:
            found[addresses[page].removeprefix("./") + hash_ + anchor] = one
    return found


_NOTHING = Known(())


def _ask(build: Build) -> dict[str, str]:
    """Where to ask if nothing is found."""
    playbook = build.whole.edition.playbook
    way = playbook.settings.feedback
    before, _, after = playbook.words.gettext("Not here? Ask us: %(how)s").partition("%(how)s")
    return {"before": before, "way": way, "after": after, "address": address_of(way)}


_BREAK = re.compile(r"<[^>]*>|\s+")
_UNSEEN = re.compile("[\xad\u200b]")


def _text(told: str) -> str:
    return _UNSEEN.sub("", html.unescape(" ".join(_BREAK.sub(" ", told).split())))


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
