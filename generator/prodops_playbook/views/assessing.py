"""What the page needs on which a group assesses itself: the model, the last results, and where a new one goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..kinds.maturity import MaturityModel
from ..kinds.people import Role, Team
from ..kinds.scored import Scored
from ..links import Mention
from ..maturity.asking import asking
from ..maturity.counting import Counting
from ..maturity.limits import ALL
from ..maturity.plain import plain
from ..maturity.sheet import Sheet, told
from ..maturity.trends import answered_before
from ..maturity.wording import explained
from ..playbook import Playbook
from .assessed import Assessed

_PRIVATE: dict[str, Any] = {"note": None, "evidence": (), "confidence": None}
"""Parts of an old answer that a new one is not compared with."""


def assessing(playbook: Playbook, model: MaturityModel, assessed: Assessed) -> dict[str, Any]:
    """Everything that the page's script reads.

    `model`: its plain values, without records that readers may not see; `explained`: how the level of each dimension
    comes about; `last`: the latest result of each side or team, without its texts and without examples; `before`: what
    each of them said last to each question; `whose`: who may answer; `roles`: who may own a next step; `path`: where
    the file of a result goes, with {whose} and {date}; `new`: the page of the repository on which a file is begun, with
    {path} and maybe {text}; empty without one.
    """
    # Nobody's answers of today are compared with invented ones.
    latest = [found for found in assessed.latest(model) if not found.result.example]
    teams = model.subject == "team"
    sides = [{"id": side, "title": side} for side in (*model.sides, ALL)]
    return {
        "model": plain(asking(_seen(playbook, model.counting), playbook.words)),
        "explained": {d.id: explained(model.counting, d.id, playbook.words) for d in model.dimensions},
        "last": [_last(found.sheet, assessed.name(found.result)) for found in latest],
        "before": {
            assessed.name(found.result): plain(
                answered_before(found.model, (one.sheet for one in assessed.series(found)))
            )
            for found in latest
        },
        "whose": [{"id": team.id, "title": team.title} for team in playbook.all(Team)] if teams else sides,
        "roles": [{"id": role.id, "title": role.title} for role in playbook.all(Role)],
        "path": playbook.new_file("result", f"{model.id}/{{whose}}/{{date}}"),
        "new": playbook.settings.repository.new_pattern if playbook.settings.repository else "",
    }


def _seen(playbook: Playbook, model: Counting) -> Counting:
    """The model without what leads to records that readers may not see."""

    def seen(kind: str, id_: str) -> bool:
        record = playbook.get(Mention(id_, kind))
        return record is not None and not record.hidden

    questions = (
        replace(
            question,
            raise_=tuple(lift for lift in question.raise_ if seen(*lift.record.split(":", 1))),
            roles=tuple(role for role in question.roles if seen("role", role)),
        )
        for question in model.questions
    )
    return replace(model, questions=tuple(questions))


def _last(sheet: Sheet, name: str) -> dict[str, Any]:
    answers = {id_: replace(answer, **_PRIVATE) for id_, answer in sheet.answers.items()}
    return told(replace(sheet, team=name if sheet.team else None, answers=answers))


def _before(assessed: Assessed, found: Scored) -> Any:
    return plain(answered_before(found.model, (one.sheet for one in assessed.series(found))))
