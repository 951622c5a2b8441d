"""The score of records: where models and results become the plain values that the engine counts."""

from __future__ import annotations

from dataclasses import dataclass

from ..maturity import scores
from .assessment import Result
from .maturity import MaturityModel


@dataclass(frozen=True)
class Scored(scores.Score):
    """What the result of a playbook comes to."""

    result: Result


def score(model: MaturityModel, result: Result) -> Scored:
    """The score of a result; targets of dimensions that the model does not have count nowhere.

    >>> playbook = prepare(find(Path("our-playbook")), today).playbook
    >>> result = playbook.all(Result)[0]
    >>> score(playbook.get(result.model), result).dimensions["partner"].level
    1
    """
    return Scored(**vars(scores.score(model.counting, result.sheet)), result=result)
