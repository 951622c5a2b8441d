"""A result as the file in which it is kept; assets/maturity/page/file.js writes the same, letter for letter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .sheet import Sheet, told

_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_PLAIN = re.compile(r"(?i:[a-z0-9][a-z0-9_.-]*)|[a-z]+:[a-z0-9.-]+")


def written(sheet: Sheet) -> str:
    """The file of a result, without what it does not say."""
    return "".join(f"{line}\n" for line in _lines(told(sheet)))


def _lines(said: Mapping[str, Any]) -> Iterator[str]:
    for name in ("model", "version", "side", "team", "date", "method", "state"):
        if name in said:
            yield f"{name}: {said[name]}"
    if said.get("example"):
        yield "example: true"
    if people := said.get("respondents"):
        yield "respondents:"
        yield f"  count: {people['count']}"
        if roles := people.get("roles"):
            yield f"  roles: {_short(roles)}"
    answers = [(id_, lines) for id_, answer in _pairs(said.get("answers", {})) if (lines := [*_answer(answer)])]
    if answers:
        yield "answers:"
    for id_, lines in answers:
        yield f"  {id_}:"
        yield from (f"    {line}" for line in lines)
    if targets := said.get("targets"):
        yield "targets:"
        yield from (f"  {id_}: {_short(target)}" for id_, target in _pairs(targets))
    if actions := said.get("actions"):
        yield "actions:"
        for action in actions:
            names = [name for name in ("question", "to", "note", "owner", "due", "go") if name in action]
            yield from (f"  {' ' if i else '-'} {name}: {_scalar(action[name])}" for i, name in enumerate(names))


def _answer(answer: Mapping[str, Any]) -> Iterator[str]:
    for name in ("level", "answer", "na", "unknown"):
        if name in answer:
            yield f"{name}: {'true' if answer[name] is True else answer[name]}"
    if criteria := answer.get("criteria"):
        yield f"criteria: [{', '.join(criteria)}]"
    if votes := answer.get("votes"):
        yield f"votes: {_short(votes)}"
    if sure := answer.get("confidence"):
        yield f"confidence: {sure}"
    if note := answer.get("note"):
        yield f"note: {_quoted(note)}"
    if evidence := answer.get("evidence"):
        yield "evidence:"
        for shown in evidence:
            yield f"  - title: {_quoted(shown['title'])}"
            if url := shown.get("url"):
                yield f"    url: {_quoted(url)}"


def _pairs(named: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Names in the order in which a browser keeps them: those that are whole numbers first, in their own order."""
    numbers = {name: int(name) for name in named if _NUMBER.fullmatch(name)}
    return sorted(named.items(), key=lambda pair: (pair[0] not in numbers, numbers.get(pair[0], 0)))


def _short(pairs: Mapping[str, Any]) -> str:
    return f"{{{', '.join(f'{name}: {value}' for name, value in _pairs(pairs))}}}"


def _quoted(text: str) -> str:
    """A JSON text, which is a YAML text too."""
    return json.dumps(text, ensure_ascii=False)


def _scalar(value: object) -> str:
    plain = str(value)
    return plain if _PLAIN.fullmatch(plain) else _quoted(plain)
