"""The flow of a process by role: who has the work at each step."""

from __future__ import annotations

from dataclasses import dataclass

from ..kinds.process import Process
from ..playbook import Playbook


@dataclass(frozen=True, slots=True)
class Flow:
    """`lanes` are the titles of roles in the order in which they first act; `steps` name a lane each, from 0."""

    lanes: tuple[str, ...]
    steps: tuple[int, ...]

    @property
    def words(self) -> str:
        """The flow as a sentence, for those who cannot see it."""
        return "; ".join(f"{number}: {self.lanes[lane]}" for number, lane in enumerate(self.steps, 1))


def flow(playbook: Playbook, process: Process) -> Flow | None:
    """The flow of a process; None where one role does it all, since there is nothing to see."""
    titles = []
    for step in process.steps:
        role = playbook.get(step.by or process.owner)
        hidden = role is not None and role.hidden
        titles.append("(not published)" if hidden else role.title if role else (step.by or process.owner).id)
    lanes = tuple(dict.fromkeys(titles))
    return Flow(lanes, tuple(lanes.index(t) for t in titles)) if len(lanes) > 1 else None
