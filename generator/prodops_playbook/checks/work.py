"""Whose work it is: product operations enables others, and somebody answers for what is in use."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.people import Role
from ..kinds.process import Process
from ..playbook import Playbook
from ..problems import Problem
from ..types import Meaning


def share_of_product_ops(playbook: Playbook, process: Process) -> int | None:
    """Percent of a process's steps that product operations takes; None without steps."""
    if not process.steps:
        return None
    roles = (playbook.get(step.by or process.owner) for step in process.steps)
    ours = sum(isinstance(role, Role) and role.product_ops for role in roles)
    return round(100 * ours / len(process.steps))


def enablement(playbook: Playbook) -> Iterator[Problem]:
    """Processes that product operations does instead of enabling."""
    limit = playbook.settings.thresholds.enablement
    for process in playbook.all(Process):
        share = share_of_product_ops(playbook, process)
        if share is not None and share > limit and process.lacks(by=None):
            message = f"product operations takes {share} % of the steps; the threshold is {limit} %"
            hint = "give steps to the people whose work it is: `role-id: sentence`"
            yield process.problem("enablement", message, "steps", hint=hint)


def ownership(playbook: Playbook) -> Iterator[Problem]:
    """Roles that own what is in use while nobody is named as holding them."""
    for role in playbook.all(Role):
        owned = [r for r in playbook.backlinks(role).get(Meaning.OWNS, ()) if r.in_use]
        if owned and not role.named:
            message = (
                f"this role owns {len(owned)} record{'s' * (len(owned) != 1)} in use, and nobody is named as holding it"
            )
            yield role.problem(
                "nobody-named", message, "held_by", hint="add a name or a directory link under `held_by:`"
            )
