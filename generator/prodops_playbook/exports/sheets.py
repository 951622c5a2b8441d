"""What can be printed: a sheet for each record of four kinds, and packs of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import markdown

from ..kinds import KINDS, Record
from ..kinds.checklist import Checklist
from ..playbook import Playbook
from ..problems import WrongUseError, did_you_mean, shown
from ..render import Renderer

CARDS = "cards"
"""The name of the sheet that is no record's."""
WHOLE = "playbook"
"""The pack that holds everything in use."""
_EXTENSIONS = ("attr_list", "md_in_html", "tables")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One record on paper. `name` is its address without ending ("checklists/launch-go"), `body` finished HTML."""

    name: str
    title: str
    body: str


class UnknownSheetError(WrongUseError):
    """A record or pack that cannot be printed; says what was meant."""


def name_of(record: Record) -> str:
    """The address of a record's sheet, without its ending."""
    return KINDS[record.kind].sheet(record.id).removesuffix(".pdf")


def printable(playbook: Playbook) -> tuple[Record, ...]:
    """Every record that has a sheet, in the order of a booklet; what is retired is not printed."""
    found = (record for kind in KINDS.values() if kind.on_paper for record in playbook.of_kind(kind.name))
    return tuple(record for record in found if record.status != "retired")


def chosen(playbook: Playbook, ids: Iterable[str]) -> tuple[Record, ...]:
    """The records of these ids, each `id` or `kind:id`. Raises UnknownSheetError for one that has no sheet."""
    records = printable(playbook)
    by_name = {f"{r.kind}:{r.id}": r for r in records}
    found = []
    for name in (name for name in ids if name != CARDS):
        fits = [r for r in records if name in (r.id, f"{r.kind}:{r.id}")]
        if not fits:
            now = next((r.id for r in records for kind, old in r.old_keys if name in (old, f"{kind}:{old}")), "")
            hint = f"it is now called {now}" if now else did_you_mean(name, {r.id for r in records} | set(by_name))
            raise UnknownSheetError(f"there is no sheet {shown(name)}{'; ' + hint if hint else ''}")
        if len(fits) > 1:
            choice = " or ".join(f"{r.kind}:{r.id}" for r in fits)
            raise UnknownSheetError(f"{shown(name)} could be {choice}: say which")
        found.append(fits[0])
    return tuple({record.key: record for record in found}.values())


def packs(playbook: Playbook) -> Mapping[str, tuple[str, tuple[Record, ...]]]:
    """Every pack by its name: a title, and its records.

    A pack that lists name themselves holds all of them. The others hold what is in use: a principle with what applies
    it, a role with what it owns, runs and takes part in, and the whole playbook.
    """
    records = printable(playbook)
    used = [record for record in records if record.in_use]
    found: dict[str, tuple[str, tuple[Record, ...]]] = {}
    for record in records:
        if isinstance(record, Checklist) and record.pack:
            title, before = found.get(record.pack, (str(record.pack), ()))
            found[record.pack] = title, (*before, record)
    for kind in ("principle", "role"):
        for head in playbook.of_kind(kind):
            near = {r.key for group in playbook.backlinks(head).values() for r in group} | {head.key}
            found[f"{kind}:{head.id}"] = head.title, tuple(r for r in used if r.key in near)
    found[WHOLE] = str(playbook.settings.organization), tuple(used)
    return {name: pack for name, pack in found.items() if pack[1]}


def pack(playbook: Playbook, name: str) -> tuple[str, tuple[Record, ...]]:
    """Title and records of a pack. Raises UnknownSheetError where there is none of that name."""
    known = packs(playbook)
    if name not in known:
        hint = did_you_mean(name, known) or "packs: " + ", ".join(known)
        raise UnknownSheetError(f"there is no pack {shown(name)}; {hint}")
    return known[name]


def sheets(records: Sequence[Record], renderer: Renderer) -> tuple[Sheet, ...]:
    """The sheets of records; one whose template fails is left out, and the renderer has the problem."""
    texts = [(name_of(record), record.title, renderer.sheet(record)) for record in records]
    return tuple(Sheet(name, title, _html(text)) for name, title, text in texts if text is not None)


def cards(renderer: Renderer) -> tuple[Sheet, ...]:
    """The questions of the principles, to cut out."""
    text = renderer.cards()
    return (
        () if text is None else (Sheet(CARDS, renderer.playbook.words.gettext("Questions for the room"), _html(text)),)
    )


def everything(playbook: Playbook, renderer: Renderer) -> tuple[Sheet, ...]:
    """Every sheet that there is."""
    return (*sheets(printable(playbook), renderer), *cards(renderer))


def _html(text: str) -> str:
    """The body of a sheet, from its Markdown."""
    return markdown.markdown(text, extensions=[*_EXTENSIONS])
