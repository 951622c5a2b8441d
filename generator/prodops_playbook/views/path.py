"""The natural path through a playbook: from a principle to a process, to the list that is run, and on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..kinds import Record
from ..kinds.agreement import Agreement
from ..kinds.checklist import Checklist
from ..kinds.principle import Principle
from ..kinds.process import Process
from ..playbook import Playbook
from ..types import Meaning


def following(playbook: Playbook, record: Record) -> Record | None:
    """What to read next: the record that puts this one into practice, in use before the library; None at an end."""
    candidates = (r for r in _following(playbook, record) if not r.hidden and r.status != "retired" and r is not record)
    return next(iter(sorted(candidates, key=lambda r: not r.in_use)), None)


def _closest_first(playbook: Playbook, principle: Principle, records: Iterable[Record]) -> list[Record]:
    """Records that apply a principle: what its text names, as a reader meets it; then what serves it before others, and
    what most records lead to."""
    found = (playbook.get(use.target) for use in playbook.uses(principle))
    named = [record.key for record in found if record is not None]

    def distance(record: Record) -> tuple[int, int, int]:
        served = [playbook.get(target) for target in record.principles]
        place = next(i for i, other in enumerate(served) if other is principle)
        mentioned = named.index(record.key) if record.key in named else len(named)
        return mentioned, place, -sum(map(len, playbook.backlinks(record).values()))

    return sorted(records, key=distance)


def _following(playbook: Playbook, record: Record) -> Iterator[Record]:
    back = playbook.backlinks(record)
    match record:
        case Principle():
            applied = (r for r in back.get(Meaning.APPLIED_BY, ()) if r.kind in ("process", "agreement"))
            yield from _closest_first(playbook, record, applied)
        case Process():
            yield from filter(None, (playbook.get(target) for target in record.checklists))
            yield from filter(None, (playbook.get(target) for target in record.agreements))
            yield from filter(None, [playbook.get(record.ritual)] if record.ritual else [])
        case Checklist():
            processes = [r for r in back.get(Meaning.USED_IN, ()) if isinstance(r, Process)]
            for process in processes:
                # The next list of the same process, else the process itself, which says what comes after the list.
                lists = [playbook.get(target) for target in process.checklists]
                behind = lists[lists.index(record) + 1 :] if record in lists else []
                yield from filter(None, behind)
            yield from processes
        case Agreement():
            yield from (r for r in back.get(Meaning.USED_IN, ()) if r.kind == "process")
