"""Records whose texts are in Greek letters, so that what pages say besides them shows."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest

from prodops_playbook.kinds import KINDS, Record
from prodops_playbook.links import Mention
from prodops_playbook.playbook import loading
from prodops_playbook.records.reading import read_model, read_record
from prodops_playbook.types import Model, Offset, Prose, Reference, Text, Value

LATIN, GREEK = "abcdefghijklmnopqrstuvwxyz", "αβψδεφγηιξκλμνοπϟρστθωϡχυζ"
LETTERS = str.maketrans(LATIN + LATIN.upper(), GREEK + "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϞΡΣΤΘΩϠΧΥΖ")
KEPT = re.compile(r"<[^>]*>|&#?\w+;|\]\(<[^>]*>\)|\{:[^}]*\}")
"""What is no text in finished Markdown: tags, references to signs, addresses."""


def greek(text: str) -> str:
    """A text in Greek letters."""
    return text.translate(LETTERS)


def greek_markdown(text: str) -> str:
    """Finished Markdown with its words in Greek letters."""
    kept = KEPT.findall(text)
    parts = KEPT.split(text)
    return "".join(greek(part) + (kept[i] if i < len(kept) else "") for i, part in enumerate(parts))


def value(said: Value) -> Value:
    return dataclasses.replace(said, unit=greek(said.unit))


def told(said: Any, names: set[str]) -> Any:
    """A value of a record, in which every text is in Greek letters. Ids and addresses stay, and join the names."""
    match said:
        case Text():
            parts = tuple(value(part) if isinstance(part, Value) else greek(part) for part in said.parts)
            return Text(greek(said), parts, said.named)
        case Prose():
            return Prose(said.source, greek(said.plain), tuple(map(part, said.parts)))
        case Offset():
            return dataclasses.replace(said, text=told(said.text, names))
        case tuple():
            return tuple(told(inner, names) for inner in said)
        case dict():
            names |= {name for name in said if isinstance(name, str)}
            return {name: told(inner, names) for name, inner in said.items()}
        case Model():
            for name, info in type(said).model_fields.items():
                if "Literal" not in str(info.annotation) and name != "timezone":
                    said.__dict__[name] = told(said.__dict__[name], names)
            return said
        case Reference():
            names |= {said.id}
            return said
        case None:
            return None
        case _:
            names |= {str(said)}
            return said


def part(said: str | Mention | Value) -> str | Mention | Value:
    if isinstance(said, Mention):
        return dataclasses.replace(said, label=said.label and greek(said.label))
    return value(said) if isinstance(said, Value) else greek_markdown(said)


def read_greek(patch: pytest.MonkeyPatch) -> set[str]:
    """Let every record that is read speak Greek; returns the names that stay as they are, as far as it is read."""
    names = set[str]()

    def record(*given: Any) -> Any:
        found, problems, whole = read_record(*given)
        if isinstance(found, Record):
            names.update((found.id, found.path, f"{KINDS[found.kind].folder}/{found.id}"))
            for name, said in found.own_fields.items():
                names.update((name, *map(str, said if isinstance(said, list) else [said])))
        return told(found, names), problems, whole

    def settings(*given: Any) -> Any:
        found, *others = read_model(*given)
        return told(found, names), *others

    patch.setattr(loading, "read_record", record)
    patch.setattr(loading, "read_model", settings)
    return names


def latin(names: set[str]) -> Callable[[str], bool]:
    """Whether a text says something in Latin letters beside names and addresses."""
    every = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True))
    known = re.compile(rf"https?://\S+|{every}")
    return lambda text: re.search("[A-Za-z]", known.sub("", text)) is not None
