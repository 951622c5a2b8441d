"""Whose work it is: product operations enables others, and somebody answers for what is in use."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.agreement import Agreement
from ..kinds.people import Role, Team
from ..kinds.process import Process
from ..playbook import Key, Playbook
from ..problems import Problem, shown
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


def sides(playbook: Playbook) -> Iterator[Problem]:
    """Agreements in which somebody stands on two sides, or in which a team has not said yes.

    Roles may say yes for those whom they stand for, so where one of them did, no team is missed.
    """
    for agreement in playbook.all(Agreement):
        seen = set[Key]()
        for i, side in enumerate(agreement.parties):
            party = playbook.get(side.who)
            key = party.key if party else (side.who.kind, side.who.id)
            if key in seen:
                hint = "put all its promises in one place"
                message = f"{side.who.target} stands on two sides"
                yield agreement.problem("agreement-one-sided", message, "parties", i, hint=hint)
            seen.add(key)
        if agreement.status != "active" or agreement.agreed is None:
            continue
        signed = [playbook.get(reference) for reference in agreement.agreed.by]
        if all(isinstance(record, Team) for record in signed):
            for side in agreement.parties:
                team = playbook.get(side.who)
                if isinstance(team, Team) and not any(record is team for record in signed):
                    message = f"the team {shown(team.id)} has not said yes"
                    hint = f"add `team:{team.id}` under `by:`, or set `status: library` until it has"
                    yield agreement.problem(
                        "agreement-unsigned", message, "agreed", "by", hint=hint, secret=team.hidden
                    )


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
