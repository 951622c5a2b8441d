"""Several results, of single people or of groups, as one result with votes, for a facilitator to talk through.

How maturity.md is read:

- A group that voted brings its votes. One that only agreed on an answer brings that answer once for each of its people;
  a result that does not say how many took part is of one person.
- With three people or more the merged result has votes and no answer, so that the lower median counts until a group
  agrees otherwise. With fewer it has the lower median as its answer, and neither votes nor roles.
- "Not applicable" is left out of the votes; it is the answer only when everybody says so, for the reason that most
  give.
- Answers to questions that are no longer asked are left out.
- A criterion holds when more than half of the people say so; how sure people are, and targets, are lower medians.
- Notes and evidence are kept in alphabetical order, so that nobody can tell by the order who wrote what.
- Sides that differ become `all`. The date and the version are the latest, and the result is a draft again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from ..kinds.assessment import FEWEST, Action, Answer, Evidence, Respondents, Result, Target
from ..kinds.maturity import MaturityModel
from ..kinds.questions import ALL, UNKNOWN, Question, numbers
from ..types import Reference, Text
from .replies import agreed, answer_to
from .respondents import lower_median

SURE = range(1, 6)
REASONS = get_args(get_args(Answer.model_fields["na"].annotation)[0])
NOT_APPLICABLE = ""
"""Among voices; no choice has an empty name."""


def cannot_merge(model: MaturityModel, results: Sequence[Result]) -> str | None:
    """Why these results cannot become one, as a sentence; None when they can."""
    if not results:
        return "There is no result to merge."
    others = sorted({result.model.id for result in results} - {model.id})
    if others:
        return f"Not all of these answer the model {model.id}: {', '.join(others)}."
    if len({numbers(result.version)[0] for result in results}) > 1:
        versions = sorted({result.version for result in results}, key=lambda version: (numbers(version), version))
        return f"These answer versions whose answers cannot be compared: {', '.join(versions)}."
    teams = sorted({result.team.id if result.team else "" for result in results})
    if len(teams) > 1:
        return f"These are of different teams: {', '.join(team or 'none' for team in teams)}."
    return None


def merge(model: MaturityModel, results: Sequence[Result]) -> Result:
    """One result of all of them, under the questions' ids of today. Raises ValueError where `cannot_merge` says why."""
    if reason := cannot_merge(model, results):
        raise ValueError(reason)
    sides, methods = {result.side for result in results}, {result.method for result in results}
    people = sum(_people(result) for result in results)
    roles: Counter[Reference] = Counter()
    for result in results:
        roles.update(result.respondents.roles if result.respondents else {})
    answers = {question.id: _merged(model, question, results, people) for question in model.questions}
    return Result.model_construct(
        model=results[0].model,
        version=max((result.version for result in results), key=numbers),
        side=sides.pop() if len(sides) == 1 else ALL,
        team=results[0].team,
        date=max(result.date for result in results),
        method=methods.pop() if len(methods) == 1 else "facilitated",
        state="draft",
        respondents=Respondents.model_construct(
            count=people,
            roles={role: roles[role] for role in sorted(roles, key=lambda role: role.id)} if people >= FEWEST else {},
        ),
        answers={id_: answer for id_, answer in answers.items() if answer},
        targets=_targets(model, results),
        actions=_actions(model, results),
        example=any(result.example for result in results),
    )


def _people(result: Result) -> int:
    return max(result.count, 1)


def _merged(model: MaturityModel, question: Question, results: Sequence[Result], people: int) -> Answer | None:
    """What everybody together says to one question; None when nobody says anything."""
    given = [(answer, result) for result in results if (answer := answer_to(model, result, question))]
    voices, ticked, reasons, sure = Counter[str](), Counter[str](), Counter[str](), Counter[int]()
    for answer, result in given:
        said = _voices(model, question, answer, result)
        voices.update(said)
        ticked.update(dict.fromkeys(answer.criteria, _answered(said)))
        reasons[answer.na or ""] += said[NOT_APPLICABLE]
        sure[answer.confidence or 0] += _people(result)
    choices = model.choices(question)
    votes = {choice: voices[choice] for choice in (*choices, UNKNOWN) if voices[choice]}
    median = lower_median([voices[choice] for choice in choices])
    kept: dict[str, Any] = {
        "criteria": tuple(id_ for id_ in question.criteria if 2 * ticked[id_] > _answered(voices)),
        "confidence": _median(sure, SURE),
        "note": Text("; ".join(sorted({answer.note for answer, _ in given if answer.note}))) or None,
        "evidence": tuple(sorted({e for answer, _ in given for e in answer.evidence}, key=_place)),
    }
    if votes and people >= FEWEST:
        kept["votes"] = votes
    elif median is not None:
        kept |= {"level": model.level_numbers[median]} if question.ladder else {"answer": choices[median]}
    elif votes:
        kept["unknown"] = True
    elif voices[NOT_APPLICABLE]:
        kept["na"] = next(reason for reason in REASONS if reasons[reason] == max(reasons.values()))
    return Answer.model_construct(**kept) if given else None


def _voices(model: MaturityModel, question: Question, answer: Answer, result: Result) -> Counter[str]:
    """How many people of one result say what: a choice, that they do not know, or that it is not applicable."""
    choices = model.choices(question)
    choice = agreed(model, question, answer)
    if answer.na:
        return Counter({NOT_APPLICABLE: _people(result)} if question.na else {})
    votes = {name: answer.votes.get(name, 0) for name in (*choices, UNKNOWN)}
    if result.count >= FEWEST and any(votes.values()):
        return Counter(votes)
    if answer.unknown:
        return Counter({UNKNOWN: _people(result)})
    return Counter({choices[choice]: _people(result)} if choice is not None else {})


def _answered(voices: Counter[str]) -> int:
    """How many of the voices chose something."""
    return sum(voices.values()) - voices[UNKNOWN] - voices[NOT_APPLICABLE]


def _median(counts: Counter[int], scale: range) -> int | None:
    """The lower median of counted numbers, of those on a scale."""
    place = lower_median([counts[number] for number in scale])
    return None if place is None else scale[place]


def _place(evidence: Evidence) -> tuple[str, str]:
    return evidence.title, evidence.url or ""


def _targets(model: MaturityModel, results: Sequence[Result]) -> dict[str, Target]:
    """For each dimension the lower median of the targets, with the latest day of those that aim there."""
    found = {}
    for dimension in model.dimensions:
        aims = [(result.targets[dimension.id], result) for result in results if dimension.id in result.targets]
        counts = Counter[int]()
        for target, result in aims:
            counts[target.level] += _people(result)
        level = _median(counts, model.level_numbers)
        days = [target.by for target, _ in aims if target.level == level and target.by]
        if level is not None:
            found[dimension.id] = Target.model_construct(level=level, by=max(days, default=None))
    return found


def _actions(model: MaturityModel, results: Sequence[Result]) -> tuple[Action, ...]:
    """Every next step once, in the order of the questions, those due first before the others."""
    order = {question.id: place for place, question in enumerate(model.questions)}
    steps = set()
    for action in (action for result in results for action in result.actions):
        question = model.by_id.get(action.question)
        steps.add(action.model_copy(update={"question": question.id}) if question else action)
    return tuple(sorted(steps, key=lambda step: (order.get(step.question, len(order)), *_told(step))))


def _told(step: Action) -> tuple[str, ...]:
    """What tells two steps for one question apart, as texts that can be ordered; without a day comes last."""
    return (
        step.due.isoformat() if step.due else "9999",
        step.to or "",
        step.owner.id if step.owner else "",
        step.go.target if step.go else "",
        step.note or "",
        step.question,
    )
