"""What the page needs on which a group assesses itself: the model, the last results, and where a new one goes."""

from __future__ import annotations

from typing import Any

from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..kinds.people import Role, Team
from ..kinds.questions import ALL
from ..maturity.embedding import model_as_json, result_as_json
from ..playbook import Playbook
from ..types import Reference
from .assessed import Assessed

_PRIVATE = ("note", "evidence", "confidence")
"""Parts of an old answer that a new one is not compared with."""


def assessing(playbook: Playbook, model: MaturityModel, assessed: Assessed) -> dict[str, Any]:
    """Everything that the page's script reads.

    `model` as maturity/embedding.py says, its records without addresses: those stand in the page as links;
    `last`: the latest result of each side or team, without its texts and without examples; `whose`: who may answer;
    `roles`: who may own a next step; `path`: where the file of a result goes, with {whose} and {date}; `new`: the
    page of the repository on which a file is begun, with {path} and maybe {text}; empty without one.
    """

    def titled(reference: Reference) -> tuple[str, str] | None:
        record = playbook.get(reference)
        return None if record is None or record.hidden else (record.title, "")

    teams = model.subject == "team"
    sides = [{"id": side, "title": side} for side in (*model.sides, ALL)]
    return {
        "model": model_as_json(model, titled, playbook.words),
        # Nobody's answers of today are compared with invented ones.
        "last": [_last(found.result) for found in assessed.latest(model) if not found.result.example],
        "whose": [{"id": team.id, "title": team.title} for team in playbook.all(Team)] if teams else sides,
        "roles": [{"id": role.id, "title": role.title} for role in playbook.all(Role)],
        "path": playbook.new_file("result", f"{model.id}/{{whose}}/{{date}}"),
        "new": playbook.settings.repository.new_pattern if playbook.settings.repository else "",
    }


def _last(result: Result) -> dict[str, Any]:
    told = result_as_json(result)
    answers = told.get("answers", {})
    told["answers"] = {
        id_: {name: part for name, part in answer.items() if name not in _PRIVATE} for id_, answer in answers.items()
    }
    return told
