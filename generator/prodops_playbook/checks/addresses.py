"""What has an address in the site: no two things may have the same one."""

from __future__ import annotations

from collections.abc import Iterator

from .. import resources
from ..changes import telling
from ..kinds import KINDS, OTHER_PAGES, TABS, Record
from ..playbook import Place, Playbook
from ..problems import Problem, shown


def addresses(playbook: Playbook) -> Iterator[Problem]:
    """Records, old ids, and files written by hand that would have the address of something else in the site."""
    taken = _Taken(playbook.place)
    _fixed(playbook, taken)
    uri = playbook.contents.uri
    hidden = {record.key for record in (*playbook.records.values(), *playbook.broken) if record.hidden}
    for (kind, id_), (path, line) in sorted(playbook.known.items(), key=lambda known: known[1]):
        if not KINDS[kind].paged or (kind, id_) in hidden:
            continue
        page = uri(KINDS[kind].page(id_))
        if other := taken.by(page):
            message = f"the page of {kind} {shown(id_)} would have the address of {other}"
            yield Problem(path, line, 1, "page-clash", message, "give the record another id")
            continue
        taken.take(page, f"the page of {path}")
        for end in KINDS[kind].beside:
            taken.take(uri(KINDS[kind].page(f"{id_}/{end}")), f"a page of {path}")
        if KINDS[kind].on_paper and playbook.settings.print_.pdf:
            taken.take(uri(KINDS[kind].sheet(id_)), f"the PDF of {path}")
    for record in playbook.records.values():
        if not record.hidden:
            yield from _old(playbook, record, taken)
    yield from _by_hand(playbook, taken)


class _Taken:
    """What each file of the site is, and each folder. Some systems do not tell small letters from capitals."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.files: dict[str, str] = {}
        self.folders: set[str] = set()

    def take(self, uri: str, what: str) -> None:
        """Remember what a source of ours becomes."""
        name = self._name(uri)
        self.files[name] = what
        self.folders.update(_above(name))

    def by(self, uri: str) -> str:
        """What has the address that this source would have; empty where nothing has."""
        return self.files.get(self._name(uri), "")

    def across(self, uri: str) -> str:
        """The folder of ours where a source would be a file, or the file of ours where it would need a folder."""
        name = self._name(uri)
        if name in self.folders:
            return f"a folder of the playbook, {shown(name + '/')}"
        file = next((folder for folder in _above(name) if folder in self.files), "")
        return self.files[file] if file else ""

    def _name(self, uri: str) -> str:
        return self.place.served(uri).casefold()


def _above(name: str) -> Iterator[str]:
    """The folders that a file stands in."""
    parts = name.split("/")
    return ("/".join(parts[:end]) for end in range(1, len(parts)))


def _fixed(playbook: Playbook, taken: _Taken) -> None:
    """Take what has its address whatever the records say."""
    contents = playbook.contents
    pages = {kind.index: f"the index of {kind.title}" for kind in KINDS.values()}
    pages |= {name: f"the page {name}" for name in (*OTHER_PAGES, *(name for name, _ in TABS.values()))}
    files = {name: f"{contents.uri(name)}, which the playbook brings" for name in resources.assets()}
    if playbook.settings.site:
        files[telling.FEED] = "the feed of what changed"
    if playbook.settings.print_.pdf:
        files["cards.pdf"] = "the PDF of the cards"
    for name, what in ({name: what for name, what in pages.items() if contents.has(name)} | files).items():
        taken.take(contents.uri(name), what)


def _old(playbook: Playbook, record: Record, taken: _Taken) -> Iterator[Problem]:
    """The old ids of a record, from whose addresses a page leads on."""
    for i, (kind, old) in enumerate(record.old_keys):
        if (kind, old) in playbook.known or kind not in KINDS:
            continue  # told as a clash of ids, or as a kind that there is not
        if not KINDS[kind].paged:
            continue
        page = playbook.contents.uri(KINDS[kind].page(old))
        if (other := taken.by(page)) and "old id" not in other:
            message = f"no page can lead on from {shown(old)}: it is the address of {other}"
            yield record.problem("old-id-clash", message, "old_ids", i, hint="delete the old id")
        else:
            taken.take(page, f"the page that leads on from {shown(old)}, an old id in {record.path}")


def _by_hand(playbook: Playbook, taken: _Taken) -> Iterator[Problem]:
    """Pages written by hand, and the files beside them."""
    hint = "give the file another name"
    if not playbook.contents.place.under:
        hint += ", or let the pages made from records stand below a folder: `under: playbook/` in mkdocs.yml"
    for what, own in (("page", playbook.pages), ("file", playbook.attached)):
        for file in own:
            if other := taken.by(file.uri) or taken.across(file.uri):
                yield Problem(file.path, 1, 1, "page-clash", f"this {what} has the address of {other}", hint)
