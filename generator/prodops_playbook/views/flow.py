"""The flow of a process by role: who has the work at each step."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ..kinds.process import Process
from ..playbook import Playbook

STEP, LINE, LANE = 36, 15, 37
"""What a step takes in width; a line of a name, and the rail below it, in height."""
LETTER = 8.0
"""What a letter of a name takes in width at most, in most scripts."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A role's lane: its name in lines, whether they are read from right to left, and where the lane begins."""

    title: str
    lines: tuple[str, ...]
    backwards: bool
    top: int

    @property
    def rail(self) -> int:
        """Where its line is."""
        return self.top + LINE * len(self.lines) + 18

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.top + LINE * len(self.lines) + LANE


@dataclass(frozen=True, slots=True)
class Flow:
    """`lanes` stand in the order in which their roles first act; `steps` name a lane each, from 0.

    On a page that is read from right to left, `backwards`, the first step is on the right.
    """

    lanes: tuple[Lane, ...]
    steps: tuple[int, ...]
    backwards: bool = False

    @property
    def wide(self) -> int:
        """The width of the drawing."""
        return _wide(len(self.steps))

    @property
    def high(self) -> int:
        """Its height."""
        return self.lanes[-1].bottom

    def across(self, step: int) -> int:
        """Where a step is, from 0, from the left."""
        from_start = STEP * step + 22
        return self.wide - from_start if self.backwards else from_start

    @property
    def stops(self) -> tuple[tuple[int, int], ...]:
        """Where each step is: from the left, and from the top."""
        return tuple((self.across(step), self.lanes[lane].rail) for step, lane in enumerate(self.steps))

    @property
    def words(self) -> str:
        """The flow as a sentence, for those who cannot see it."""
        return "; ".join(f"{number}: {self.lanes[lane].title}" for number, lane in enumerate(self.steps, 1))


def flow(playbook: Playbook, process: Process) -> Flow | None:
    """The flow of a process; None where one role does it all, since there is nothing to see."""
    titles = []
    for step in process.steps:
        role = playbook.get(step.by or process.owner)
        hidden = role is not None and role.hidden
        titles.append(
            playbook.words.gettext("(not published)")
            if hidden
            else role.title
            if role
            else (step.by or process.owner).id
        )
    names = tuple(dict.fromkeys(titles))
    if len(names) < 2:
        return None
    lanes = tuple(_lanes(names, int((_wide(len(titles)) - 4) / LETTER)))
    return Flow(lanes, tuple(names.index(t) for t in titles), playbook.settings.right_to_left)


def _wide(steps: int) -> int:
    return max(STEP * steps + 16, 300)


def _lanes(names: tuple[str, ...], letters: int) -> Iterator[Lane]:
    top = 0
    for name in names:
        lane = Lane(name, wrapped(name, letters), right_to_left(name), top)
        yield lane
        top = lane.bottom


def right_to_left(text: str) -> bool:
    """Whether a text is read from right to left: its first letter with a direction says so."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((d in ("R", "AL") for d in strong if d in ("L", "R", "AL")), False)


def wrapped(text: str, letters: int) -> tuple[str, ...]:
    """A text in lines of at most so many letters, broken between words, and inside a word that is longer."""
    lines: list[str] = []
    for word in itertools.chain.from_iterable(_pieces(word, letters) for word in text.split()):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _size(longer) <= letters:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(word: str, letters: int) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and _size(piece + letter) > letters:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _size(text: str) -> int:
    """Letters; those of East Asia are twice as wide, and marks on a letter take no room."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
