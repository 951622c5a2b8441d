"""Steps in a table, and the sentences that go with them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..kinds.process import Process
from ..kinds.process import Step as Written
from ..links import Anchors
from ..types import Offset, Reference
from .linker import Linker
from .markup import Markup


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a step is from the day of its process, in one tier. `shared`: the next tier has the same distance."""

    tier: str
    amount: int
    unit: str
    text: Markup
    shared: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step, with its address on the page."""

    id: str
    who: Markup
    do: Markup
    when: tuple[Distance, ...]
    note: Markup
    output: Markup
    link: Markup


@dataclass(frozen=True, slots=True)
class Sentence:
    """What to say, and when."""

    when: Markup
    words: Markup


def steps(here: Linker, anchors: Anchors, rows: Sequence[Written], owner: Reference | None) -> tuple[Step, ...]:
    """Steps, each with who takes it: the owner, where the step names no other."""
    return tuple(_step(here, anchors, step, step.by or owner) for step in rows)


def _step(here: Linker, anchors: Anchors, step: Written, who: Reference | None) -> Step:
    return Step(
        id=anchors(str(step.do), "step"),
        who=here.link(who) if who else Markup(""),
        do=here.rich(step.do),
        when=tuple(_distances(here, tuple(step.when.items()))),
        note=here.rich(step.note),
        output=here.rich(step.output),
        link=here.outside(step.link.url, step.link.title) if step.link else Markup(""),
    )


def _distances(here: Linker, tiers: tuple[tuple[str, Offset], ...]) -> Iterator[Distance]:
    for (tier, offset), following in itertools.zip_longest(tiers, tiers[1:]):
        shared = following is not None and following[1].text == offset.text
        yield Distance(tier, offset.amount, offset.unit, here.rich(offset.text), shared)


def sentences(here: Linker, process: Process) -> tuple[Sentence, ...]:
    """The sentences of a process that are ready to copy."""
    return tuple(Sentence(here.rich(s.when), here.rich(s.words)) for s in process.say)
