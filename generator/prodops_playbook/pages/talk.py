"""What a group should talk about after it has answered: a part of a result's page."""

from __future__ import annotations

from dataclasses import dataclass

from ..maturity import profile
from ..maturity.respondents import BOTH_ENDS
from ..maturity.scores import Score
from ..maturity.tables import Table, agreement
from ..maturity.wording import Phrases
from ..parts.levels import Votes, votes


@dataclass(frozen=True, slots=True)
class Heard:
    """A question on which people voted. `ends`: who should both be heard; `few`: so few of all answered.

    `asked`: how many votes there are.
    """

    text: str
    votes: Votes
    flags: tuple[str, ...]
    ends: tuple[str, ...]
    few: bool
    asked: int


@dataclass(frozen=True, slots=True)
class Guess:
    """A question of whose answer the group was not sure."""

    text: str
    sure: int


@dataclass(frozen=True, slots=True)
class Talk:
    """What to talk about. `spoken`, `quiet`: the questions that need it, and the rest; `agreement`: the arithmetic."""

    flagged: bool
    agreement: Table
    spoken: tuple[Heard, ...]
    quiet: tuple[Heard, ...]
    unknown: tuple[str, ...]
    guessed: tuple[Guess, ...]


def talk(found: Score, said: Phrases) -> Talk | None:
    """The agenda of a result; None where nobody voted, and everybody knew and was sure."""
    unknown, few, guessed = profile.nobody_knows(found), profile.few_know(found), profile.guessed(found)
    if not (found.agreement or unknown or guessed):
        return None
    texts = {id_: question.text for id_, question in found.model.by_id.items()}
    agenda = tuple(_heard(found, id_, id_ in few) for id_, _ in profile.agenda(found))
    return Talk(
        flagged=any(heard.flags for heard in found.agreement.values()),
        agreement=agreement(found, said, lambda question: question.text),
        spoken=tuple(heard for heard in agenda if heard.flags or heard.few),
        quiet=tuple(heard for heard in agenda if not (heard.flags or heard.few)),
        unknown=tuple(texts[id_] for id_ in unknown),
        guessed=tuple(Guess(texts[id_], sure) for id_ in guessed if (sure := found.replies[id_].sure) is not None),
    )


def _heard(found: Score, id_: str, few: bool) -> Heard:
    reply, heard = found.replies[id_], found.agreement[id_]
    seen = votes(found.model, reply)
    chosen = [choice for choice, _ in seen.said]
    return Heard(
        text=reply.question.text,
        votes=seen,
        flags=heard.flags,
        ends=(chosen[0], chosen[-1]) if BOTH_ENDS in heard.flags else (),
        few=few,
        asked=heard.n,
    )
