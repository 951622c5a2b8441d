"""Models and results as JSON, for the page that asks the questions and scores the answers itself.

A model (`model_as_json`) is what assets/maturity/scores.js takes as its first argument. Every field is always there;
null or an empty list where the record says nothing. Numbers that are counted with are texts with an exact fraction
("17/20"):

    id, title, version, subject, sides, prompt
    lowest      the number of the lowest level, 0 or 1
    levels      [{name, means}], the lowest first
    answer_sets {name: [{id, label, value}]}, the lowest value first
    groups      [{id, title}]
    dimensions  [{id, title, group, weight, explained, go}]; explained: how its level comes about, in one sentence;
                go: its principle, {record, title, url}
    questions   [{id, was, since, dimension, weight, text, why, na, evidence,
                  ladder: [a sentence for each level] or null,
                  level, answers (name of the answer set), criteria: [{id, text}], gate (id of an option),
                  raise: [{level, go}], roles: [go]}]
    scoring     {reach, below, min_coverage}
    retired     [{id, in, replaced_by, reason}]

`go` is a record that the page may link to: {record: "process:pre-mortem", title, url}. Records that the caller gives no
address for (hidden ones) are left out.

A result (`result_as_json`) is its file in JSON: the fields and their order as in data/assessments, without those that
say nothing. The page keeps its answers in the same form, so that it can score, compare and merge both.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..kinds.questions import Question
from ..types import Model, Reference, Text
from ..words import ENGLISH, Words
from .wording import explained

Titled = Callable[[Reference], tuple[str, str] | None]
"""Title and address of a record, as the page should link to it; None when readers may not see it."""


def model_as_json(model: MaturityModel, titled: Titled, words: Words = ENGLISH) -> dict[str, Any]:
    """Everything that a page needs to ask the questions and to score the answers."""
    return {
        "id": model.id,
        "title": model.title,
        "version": model.version,
        "subject": model.subject,
        "sides": list(model.sides),
        "prompt": model.prompt,
        "lowest": model.level_numbers[0],
        "levels": [{"name": level.name, "means": level.means} for level in model.levels],
        "answer_sets": {
            name: [{"id": o.id, "label": o.label, "value": _exact(o.value)} for o in options]
            for name, options in model.answer_sets.items()
        },
        "groups": [{"id": group.id, "title": group.title} for group in model.groups],
        "dimensions": [
            {
                "id": dimension.id,
                "title": dimension.title,
                "group": dimension.group,
                "weight": _exact(dimension.weight),
                "explained": explained(model, dimension.id, words),
                "go": next(_links([dimension.principle] if dimension.principle else [], titled), None),
            }
            for dimension in model.dimensions
        ],
        "questions": [_question(question, titled) for question in model.questions],
        "scoring": {
            "reach": _exact(model.scoring.reach),
            "below": _exact(model.scoring.below),
            "min_coverage": _exact(model.scoring.min_coverage),
        },
        "retired": [
            {"id": gone.id, "in": gone.in_, "replaced_by": list(gone.replaced_by), "reason": gone.reason}
            for gone in model.retired
        ],
    }


def _question(question: Question, titled: Titled) -> dict[str, Any]:
    return {
        "id": question.id,
        "was": list(question.was),
        "since": question.since,
        "dimension": question.dimension,
        "weight": _exact(question.weight),
        "text": question.text,
        "why": question.why,
        "na": question.na,
        "evidence": list(question.evidence),
        "ladder": [question.ladder[level] for level in sorted(question.ladder)] or None,
        "level": question.level,
        "answers": question.answers,
        "criteria": [{"id": id_, "text": text} for id_, text in question.criteria.items()],
        "gate": question.criteria_gate,
        "raise": [
            {"level": level, "go": go}
            for level in sorted(question.raise_)
            for go in _links(question.raise_[level], titled)
        ],
        "roles": list(_links(question.roles, titled)),
    }


def _exact(number: Any) -> str:
    return str(Fraction(number))


def _links(references: Iterable[Reference], titled: Titled) -> Iterator[dict[str, str]]:
    """The records that readers may see, with their titles and addresses."""
    for reference in references:
        if (found := titled(reference)) is not None:
            title, url = found
            yield {"record": reference.target, "title": title, "url": url}


def result_as_json(result: Result) -> dict[str, Any]:
    """A result as its file says it; also the form in which a merged one is written.

    Votes and roles of fewer than three people are left out, even where a file breaks that rule.
    """
    told = _whole(result)
    if not result.many:
        told.get("respondents", {}).pop("roles", None)
        for answer in told.get("answers", {}).values():
            answer.pop("votes", None)
    return told


def _whole(result: Result) -> dict[str, Any]:
    return {
        "model": result.model.id,
        "version": result.version,
        **_said(side=result.side, team=result.team),
        "date": result.date.isoformat(),
        "method": result.method,
        "state": result.state,
        **_said(
            example=result.example,
            respondents=result.respondents,
            answers=result.answers,
            targets=result.targets,
            actions=result.actions,
        ),
    }


def _said(**fields: Any) -> dict[str, Any]:
    """The fields that say something, for a file: without those that are empty or false."""
    told = {name: _told(value) for name, value in fields.items()}
    return {name: value for name, value in told.items() if value or (value == 0 and value is not False)}


def _told(value: Any) -> Any:
    """A value as a result's file writes it; a record by its id alone where the field takes one kind."""
    match value:
        case Reference():
            return value.id if len(value.to.kinds) == 1 else value.target
        case Model():
            return _said(**{name: getattr(value, name) for name in type(value).model_fields})
        case Mapping():
            return {str(_told(key)): _told(item) for key, item in value.items()}
        case tuple():
            return [_told(item) for item in value]
        case datetime.date():
            return value.isoformat()
        case Text():
            return str(value)
    return value
