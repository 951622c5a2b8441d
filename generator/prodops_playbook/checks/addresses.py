"""What has an address in the site: no two things may have the same one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import resources
from ..changes import telling
from ..kinds import KINDS, OTHER_PAGES, TABS, Record
from ..playbook import Playbook, address
from ..problems import Problem, shown


def addresses(playbook: Playbook) -> Iterator[Problem]:
    """Records, old ids, and files written by hand that would have the address of something else in the site."""
    taken = _fixed(playbook)
    uri = playbook.contents.uri
    for (kind, id_), (path, line) in sorted(playbook.known.items(), key=lambda known: known[1]):
        if not KINDS[kind].paged:
            continue
        page = _served(uri(KINDS[kind].page(id_)))
        if other := taken.get(page):
            message = f"the page of {kind} {shown(id_)} would have the address of {other}"
            yield Problem(path, line, 1, "page-clash", message, "give the record another id")
            continue
        taken[page] = f"the page of {path}"
        ends = (uri(KINDS[kind].page(f"{id_}/{end}")) for end in KINDS[kind].beside)
        taken |= {_served(end): f"a page of {path}" for end in ends}
        if KINDS[kind].on_paper and playbook.settings.print_.pdf:
            taken[_served(uri(KINDS[kind].sheet(id_)))] = f"the PDF of {path}"
    for record in playbook.records.values():
        yield from _old(playbook, record, taken)
    yield from _by_hand(playbook, taken)


def _fixed(playbook: Playbook) -> dict[str, str]:
    """What has its address whatever the records say, by its address: pages as folders, files with their endings."""
    contents = playbook.contents
    pages = {kind.index: f"the index of {kind.title}" for kind in KINDS.values()}
    pages |= {name: f"the page {name}" for name in (*OTHER_PAGES, *(name for name, _ in TABS.values()))}
    files = {name: f"{contents.uri(name)}, which the playbook brings" for name in resources.assets()}
    if playbook.settings.site:
        files[telling.FEED] = "the feed of what changed"
    if playbook.settings.print_.pdf:
        files["cards.pdf"] = "the PDF of the cards"
    taken = {_served(contents.uri(name)): what for name, what in pages.items() if contents.has(name)}
    return taken | {_served(contents.uri(name)): what for name, what in files.items()}


def _old(playbook: Playbook, record: Record, taken: dict[str, str]) -> Iterator[Problem]:
    """The old ids of a record, from whose addresses a page leads on."""
    for i, old in enumerate(record.old_ids if KINDS[record.kind].paged else ()):
        if (record.kind, old) in playbook.known:
            continue  # told as a clash of ids
        page = _served(playbook.contents.uri(KINDS[record.kind].page(old)))
        if page in taken and "old id" not in taken[page]:
            message = f"no page can lead on from {shown(old)}: it is the address of {taken[page]}"
            yield record.problem("old-id-clash", message, "old_ids", i, hint="delete the old id")
        else:
            taken[page] = f"the page that leads on from {shown(old)}, an old id in {record.path}"


def _by_hand(playbook: Playbook, taken: Mapping[str, str]) -> Iterator[Problem]:
    """Pages written by hand, and the files beside them."""
    folders = {"/".join(parts[:end]) for name in taken for parts in [name.split("/")] for end in range(1, len(parts))}
    hint = "give the file another name"
    if not playbook.contents.place.under:
        hint += ", or let the pages made from records stand below a folder: `under: playbook/` in mkdocs.yml"
    for page in playbook.pages:
        if (other := taken.get(_served(page.uri))) is not None:
            yield Problem(page.path, 1, 1, "page-clash", f"this page has the address of {other}", hint)
    for file in playbook.attached:
        name = _served(file.uri)
        if (other := taken.get(name)) is not None:
            yield Problem(file.path, 1, 1, "page-clash", f"this file has the address of {other}", hint)
        elif name in folders:
            message = f"this file has the address of a folder of the playbook, {shown(name + '/')}"
            yield Problem(file.path, 1, 1, "page-clash", message, hint)


def _served(uri: str) -> str:
    """The address that a page or file is served from. Some systems do not tell small letters from capitals."""
    if uri.endswith(".md"):
        return address(uri).casefold()
    return uri.removesuffix("/index.html").casefold()
