"""Every promise of every agreement, with its address: which promise exactly, from whom to whom, agreed when."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds.agreement import Agreement, Promise
from ..links import Anchors
from ..playbook import Playbook
from ..types import Reference


@dataclass(frozen=True, slots=True)
class Row:
    """One promise. `anchor` is its address on the agreement's page; `who` makes it, to each of `to`.

    Inside one team, `to` is empty: people promise it to each other.
    """

    agreement: Agreement
    who: Reference
    to: tuple[Reference, ...]
    promise: Promise
    anchor: str


def promises(playbook: Playbook) -> tuple[Row, ...]:
    """Promises in use first, then those that wait in the library; in the order of their agreements."""
    rows = []
    for agreement in playbook.all(Agreement):
        if agreement.status == "retired":
            continue
        anchors = Anchors()
        for side in agreement.parties:
            to = tuple(other.who for other in agreement.parties if other is not side)
            rows += [Row(agreement, side.who, to, p, anchors(p.id or p.text.named, "promise")) for p in side.promises]
    return tuple(rows)
