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
from dataclasses import replace
from typing import Any

from .counting import Counting, Question, numbers
from .limits import ALL, LIMITS, UNKNOWN
from .replies import agreed, answer_to
from .respondents import lower_median
from .sheet import Action, Answer, Evidence, Respondents, Sheet, Target
from .wording import phrases

NOT_APPLICABLE = ""
"""Among voices; no choice has an empty name."""


def cannot_merge(model: Counting, sheets: Sequence[Sheet]) -> str | None:
    """Why these results cannot become one, as a sentence; None when they can."""
    said = phrases()
    if not sheets:
        return said.none
    others = sorted({sheet.model for sheet in sheets} - {model.id})
    if others:
        return said.models % {"model": model.id, "others": ", ".join(others)}
    if len({numbers(sheet.version)[0] for sheet in sheets}) > 1:
        versions = sorted({sheet.version for sheet in sheets}, key=lambda version: (numbers(version), version))
        return said.versions % {"versions": ", ".join(versions)}
    teams = sorted({sheet.team or "" for sheet in sheets})
    if len(teams) > 1:
        return said.teams % {"teams": ", ".join(team or said.teamless for team in teams)}
    return None


def merge(model: Counting, sheets: Sequence[Sheet]) -> Sheet:
    """One result of all of them, under the questions' ids of today. Raises ValueError where `cannot_merge` says why."""
    if reason := cannot_merge(model, sheets):
        raise ValueError(reason)
    sides, methods = {sheet.side for sheet in sheets}, {sheet.method for sheet in sheets}
    people = sum(_people(sheet) for sheet in sheets)
    roles = Counter[str]()
    for sheet in sheets:
        roles.update(sheet.respondents.roles if sheet.respondents else {})
    answers = {question.id: _merged(model, question, sheets, people) for question in model.questions}
    return Sheet(
        model=sheets[0].model,
        version=max((sheet.version for sheet in sheets), key=numbers),
        side=sides.pop() if len(sides) == 1 else ALL,
        team=sheets[0].team,
        date=max(sheet.date for sheet in sheets),
        method=methods.pop() if len(methods) == 1 else "facilitated",
        state="draft",
        respondents=Respondents(people, dict(sorted(roles.items())) if people >= LIMITS.fewest else {}),
        answers={id_: answer for id_, answer in answers.items() if answer},
        targets=_targets(model, sheets),
        actions=_actions(model, sheets),
        example=any(sheet.example for sheet in sheets),
    )


def _people(sheet: Sheet) -> int:
    return max(sheet.count, 1)


def _merged(model: Counting, question: Question, sheets: Sequence[Sheet], people: int) -> Answer | None:
    """What everybody together says to one question; None when nobody says anything."""
    given = [(answer, sheet) for sheet in sheets if (answer := answer_to(model, sheet, question))]
    voices, ticked, reasons, sure = Counter[str](), Counter[str](), Counter[str](), Counter[int]()
    for answer, sheet in given:
        said = _voices(model, question, answer, sheet)
        voices.update(said)
        ticked.update(dict.fromkeys(answer.criteria, _answered(said)))
        reasons[answer.na or ""] += said[NOT_APPLICABLE]
        sure[answer.confidence or 0] += _people(sheet)
    choices = model.choices(question)
    votes = {choice: voices[choice] for choice in (*choices, UNKNOWN) if voices[choice]}
    median = lower_median([voices[choice] for choice in choices])
    kept: dict[str, Any] = {
        "criteria": tuple(id_ for id_ in (c.id for c in question.criteria) if 2 * ticked[id_] > _answered(voices)),
        "confidence": _median(sure, LIMITS.sure),
        "note": "; ".join(sorted({answer.note for answer, _ in given if answer.note})) or None,
        "evidence": tuple(sorted({e for answer, _ in given for e in answer.evidence}, key=_place)),
    }
    if votes and people >= LIMITS.fewest:
        kept["votes"] = votes
    elif median is not None:
        kept |= {"level": model.level_numbers[median]} if question.ladder else {"answer": choices[median]}
    elif votes:
        kept["unknown"] = True
    elif voices[NOT_APPLICABLE]:
        kept["na"] = next(reason for reason in LIMITS.reasons if reasons[reason] == max(reasons.values()))
    return Answer(**kept) if given else None


def _voices(model: Counting, question: Question, answer: Answer, sheet: Sheet) -> Counter[str]:
    """How many people of one result say what: a choice, that they do not know, or that it is not applicable."""
    choices = model.choices(question)
    choice = agreed(model, question, answer)
    if answer.na:
        return Counter({NOT_APPLICABLE: _people(sheet)} if question.na else {})
    votes = {name: answer.votes.get(name, 0) for name in (*choices, UNKNOWN)}
    if sheet.count >= LIMITS.fewest and any(votes.values()):
        return Counter(votes)
    if answer.unknown:
        return Counter({UNKNOWN: _people(sheet)})
    return Counter({choices[choice]: _people(sheet)} if choice is not None else {})


def _answered(voices: Counter[str]) -> int:
    """How many of the voices chose something."""
    return sum(voices.values()) - voices[UNKNOWN] - voices[NOT_APPLICABLE]


def _median(counts: Counter[int], scale: Sequence[int]) -> int | None:
    """The lower median of counted numbers, of those on a scale."""
    place = lower_median([counts[number] for number in scale])
    return None if place is None else scale[place]


def _place(evidence: Evidence) -> tuple[str, str]:
    return evidence.title, evidence.url or ""


def _targets(model: Counting, sheets: Sequence[Sheet]) -> dict[str, Target]:
    """For each dimension the lower median of the targets, with the latest day of those that aim there."""
    found = {}
    for dimension in model.dimensions:
        aims = [(sheet.targets[dimension.id], sheet) for sheet in sheets if dimension.id in sheet.targets]
        counts = Counter[int]()
        for target, sheet in aims:
            counts[target.level] += _people(sheet)
        level = _median(counts, model.level_numbers)
        days = [target.by for target, _ in aims if target.level == level and target.by]
        if level is not None:
            found[dimension.id] = Target(level, by=max(days, default=None))
    return found


def _actions(model: Counting, sheets: Sequence[Sheet]) -> tuple[Action, ...]:
    """Every next step once, in the order of the questions, those due first before the others."""
    order = {question.id: place for place, question in enumerate(model.questions)}
    steps = set()
    for action in (action for sheet in sheets for action in sheet.actions):
        question = model.by_id.get(action.question)
        steps.add(replace(action, question=question.id) if question else action)
    return tuple(sorted(steps, key=lambda step: (order.get(step.question, len(order)), *_told(step))))


def _told(step: Action) -> tuple[str, ...]:
    """What tells two steps for one question apart, as texts that can be ordered; without a day comes last."""
    return (
        step.due.isoformat() if step.due else "9999",
        step.to or "",
        step.owner or "",
        step.go or "",
        step.note or "",
        step.question,
    )
