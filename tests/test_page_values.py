"""playbook/maintain/page-values.md lists what every page is made of. It is written by this test: `--update-goldens`."""

from __future__ import annotations

import dataclasses
import datetime
import inspect
import re
import typing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import prodops_playbook
from conftest import ROOT
from placing import alternatives, groups, hints, page_types
from prodops_playbook.parts import Markup

PAGE = ROOT / "playbook" / "maintain" / "page-values.md"
HEAD = """\
---
title: Page values
description: Everything that stands on each page, by the names that a template places it with.
search: {exclude: true}
---

# Page values

What `page` is in each [template](templates.md). *Markdown* is finished: links lead from where they stand, and all is
escaped. *Text* is escaped as you place it. What is missing is empty.

A name in a list stands behind `page.`, or behind the part that it belongs to: `page.frame.title`.

"""
WORDS = {Markup: "Markdown", str: "text", bool: "yes or no", datetime.date: "a day"}
NUMBERS = (int, float, Decimal)


def said(kind: Any) -> str:
    """A type in words; a part with a link to its own list."""
    found = [one for one in alternatives(kind) if one is not type(None)]
    if len(found) != 1:
        return " or ".join(said(one) for one in found)
    (one,) = found
    origin, inner = typing.get_origin(one), typing.get_args(one)
    if origin is tuple and inner[-1] is ...:
        return f"a list: {said(inner[0])}"
    if origin is tuple:
        return " and ".join(said(each) for each in inner)
    if origin is dict:
        return f"by name: {said(inner[1])}"
    if origin is typing.Literal:
        return "text"
    if one in WORDS:
        return WORDS[one]
    if groups(one) and "__str__" not in vars(one):
        return f"[{one.__name__}](#{anchor(one)})"
    return "a number" if one in NUMBERS or issubclass(one, NUMBERS) else "text"


def anchor(model: Any) -> str:
    """The address of a part on the page."""
    return f"{model.__module__.rpartition('.')[2]}-{model.__name__}".lower()


NOTE = re.compile(r"(?<=[.;] )(?P<names>`\w+`(?:(?:,| and) `\w+`)*): (?P<note>.+?)(?:;(?= `)|\.(?= |$))")
"""What the words of a class say of one field, or of several."""


def listed(model: Any) -> str:
    """What a value has, and what its class says of it."""
    notes: dict[str, str] = {}
    for match in NOTE.finditer(docstring(model)):
        notes |= dict.fromkeys(re.findall(r"\w+", match["names"]), f", {match['note']}")
    return "".join(f"- `{name}`: {said(kind)}{notes.get(name, '')}\n" for name, kind in hints(model).items())


def docstring(model: Any) -> str:
    """The words of a class, on one line, as a page says them."""
    return re.sub(r"\bNone\b", "nothing", " ".join((inspect.getdoc(model) or "").split()))


def told(model: Any) -> str:
    """What a value is, in its own words, without those about single fields."""
    return re.sub(r";(?= |$)", ".", " ".join(NOTE.sub("", docstring(model)).split()))


def file_of(model: Any) -> str:
    """Where a class is written, below the package."""
    return Path(inspect.getfile(model)).relative_to(Path(prodops_playbook.__file__).parent).as_posix()


def parts_of(kind: Any, found: dict[Any, None]) -> None:
    """Every part that has a list, in the order in which one meets them."""
    for one in alternatives(kind):
        if groups(one) and "__str__" not in vars(one):
            if one not in found:
                found[one] = None
                for inner in hints(one).values():
                    parts_of(inner, found)
        else:
            for inner in typing.get_args(one):
                parts_of(inner, found)


def written() -> str:
    """The page."""
    pages = page_types()
    text = [HEAD]
    parts: dict[Any, None] = {}
    for template in sorted(pages):
        text.append(
            f"## `{template}` {{: data-search-exclude }}\n\n{told(pages[template])}\n\n{listed(pages[template])}\n"
        )
        for kind in hints(pages[template]).values():
            parts_of(kind, parts)
    text.append("## Parts\n\nEach with the file that makes it.\n\n")
    for part in sorted(parts, key=anchor):
        head = f"### {part.__name__} <small>`{file_of(part)}`</small> {{: #{anchor(part)} }}"
        text.append(f"{head}\n\n{told(part)}\n\n{listed(part)}\n")
    return "".join(text).rstrip("\n") + "\n"


def test_the_page_of_values_is_what_the_pages_are_made_of(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("update_goldens"):
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written(), (
        "write it anew: pytest tests/test_page_values.py --update-goldens"
    )


def test_every_part_has_one_address() -> None:
    parts: dict[Any, None] = {}
    for page in page_types().values():
        parts_of(page, parts)
    assert len({anchor(part) for part in parts}) == len(parts)
    assert all(dataclasses.is_dataclass(part) or hints(part) for part in parts)
