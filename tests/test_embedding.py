"""What stands in the page as JSON has its types from the values that it is made of."""

from __future__ import annotations

import datetime
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from fractions import Fraction
from types import NoneType
from typing import Any

import pytest

from conftest import ROOT
from prodops_playbook.maturity.asking import Asking
from prodops_playbook.maturity.sheet import Sheet
from prodops_playbook.maturity.trends import Before

FILE = ROOT / "generator" / "prodops_playbook" / "assets" / "maturity" / "embedding.js"
CALLED = {Asking: "Model", Sheet: "Result"}
"""Values that the scripts call otherwise."""
PLAIN = {str: "string", bool: "boolean", int: "number", datetime.date: "string", Fraction: "Exact"}
HEAD = """\
// What stands in the page as JSON: models and results, field by field as maturity/asking.py and maturity/sheet.py
// have them. Made of those by tests/test_embedding.py. Types alone, so no page ever loads this.

export {};

/**
 * A number that is counted with, exact: "17/20".
 * @typedef {string} Exact
 */
"""


def written(kind: Any) -> str:
    """A type as the scripts write it."""
    known, inside = typing.get_origin(kind), typing.get_args(kind)
    if known is tuple:
        return f"{written(inside[0])}[]"
    if known is Mapping:
        return f"Record<string, {written(inside[1])}>"
    if known is typing.Literal:
        return " | ".join(f'"{one}"' for one in inside)
    if inside:
        return " | ".join("null" if one is NoneType else written(one) for one in inside)
    return PLAIN[kind] if kind in PLAIN else CALLED.get(kind, kind.__name__)


def found(kind: Any) -> Iterator[Any]:
    """Every value that stands in one, before it."""
    own = typing.get_type_hints(kind).values() if is_dataclass(kind) else typing.get_args(kind)
    for inside in own:
        yield from found(inside)
    if is_dataclass(kind):
        yield kind


def typedef(kind: Any, *, brief: bool) -> str:
    """A value as a type. `brief`: what says nothing is left out, as in a file."""
    name, hints, told = CALLED.get(kind, kind.__name__), typing.get_type_hints(kind), {}
    for field in fields(kind):
        no = [field.default, field.default_factory] != [MISSING, MISSING] or NoneType in typing.get_args(
            hints[field.name]
        )
        may = brief and no
        told[field.name.rstrip("_")] = (may, written(hints[field.name]).removesuffix(" | null" if may else ""))
    parts = ", ".join(f"{part}{'?' * may}: {type_}" for part, (may, type_) in told.items())
    short = f"/** @typedef {{{{ {parts} }}}} {name} */"
    if len(short) <= 120:
        return f"\n{short}\n"
    lines = (f" * @property {{{type_}}} {f'[{part}]' if may else part}" for part, (may, type_) in told.items())
    return "\n".join(["", "/**", f" * @typedef {{object}} {name}", *lines, " */", ""])


def test_the_types_of_the_scripts_are_those_of_the_values(request: pytest.FixtureRequest) -> None:
    made = HEAD
    for whole, brief in ((Asking, False), (Before, False), (Sheet, True)):
        made += "".join(typedef(kind, brief=brief) for kind in dict.fromkeys(found(whole)))
    if request.config.getoption("--update-goldens"):
        FILE.write_text(made, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == made
