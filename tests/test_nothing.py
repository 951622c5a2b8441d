"""Nothing is nothing, however it is spelt: an empty text, null, empty lists and groups count as if they were absent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from conftest import TODAY, Playground
from prodops_playbook import source
from prodops_playbook.changes import versions
from prodops_playbook.kinds import KINDS, Settings
from prodops_playbook.playbook import Project
from prodops_playbook.records.reading import read_model
from prodops_playbook.records.shape import Shape, said, shapes
from prodops_playbook.source import Document, Mapping, Node, Scalar, Sequence
from prodops_playbook.types import Model
from prodops_playbook.types.context import NO_CONTEXT
from spots import ROOTS

SPELLINGS = ("''", '" "', "null", "~", "[]", "{}", "['', null]")
Way = tuple[int, ...]
"""The positions that lead to an entry of a group, from the root of a record."""


def node(text: str) -> Node:
    """What a spelling is read as."""
    document, _ = source.read("x.yml", f"x: {text}".encode())
    assert document is not None
    assert isinstance(document.root, Mapping)
    return document.root.entries[0][1]


def fields(made: Model | None) -> str:
    """What a record says."""
    return str(made)


def optional(shape: Shape, at: Node, way: Way = ()) -> Iterator[tuple[Way, Shape]]:
    """Every field below a node that can be left out: where it is, and its shape."""
    parts: Iterator[tuple[Shape | None, Node]] = iter(())
    if isinstance(at, Sequence):
        parts = ((shape.item, item) for item in at.items)
    elif isinstance(at, Mapping) and shape.model is None:
        parts = ((shape.item, value) for _, value in at.entries)
    elif isinstance(at, Mapping) and shape.model is not None:
        known = shapes(shape.model)
        for i, (key, _) in enumerate(at.entries):
            if key.text in known and not known[key.text].required:
                yield (*way, i), known[key.text].shape
        parts = ((known[key.text].shape if key.text in known else None, value) for key, value in at.entries)
    for i, (inner, value) in enumerate(parts):
        if inner is not None:
            yield from optional(inner, value, (*way, i))


def put(at: Node, way: Way, value: Node | None) -> Node:
    """The same with another value at a way, or without what is there."""
    if isinstance(at, Sequence):
        return replace(at, items=tuple(put(x, way[1:], value) if i == way[0] else x for i, x in enumerate(at.items)))
    assert isinstance(at, Mapping)
    entries = list(at.entries)
    key, old = entries[way[0]]
    if len(way) > 1:
        entries[way[0]] = key, put(old, way[1:], value)
    elif value is None:
        del entries[way[0]]
    else:
        entries[way[0]] = key, value
    return replace(at, entries=tuple(entries))


def spellings(shape: Shape) -> Iterator[Node]:
    """Everything that says nothing; for a group, also all its fields with nothing in them."""
    yield from map(node, SPELLINGS)
    if shape.model is not None:
        empty = node("''")
        yield Mapping(1, 1, tuple((Scalar(1, 1, name), empty) for name in shapes(shape.model)))


@pytest.mark.parametrize(("path", "model", "document", "root"), ROOTS, ids=[f"{p}:{n.line}" for p, _, _, n in ROOTS])
def test_a_field_that_says_nothing_reads_as_if_it_were_not_there(
    path: str, model: type[Model], document: Document, root: Node
) -> None:
    whole = Shape("group", model=model)
    for way, shape in optional(whole, root):
        without = put(root, way, None)
        expected, problems, _ = read_model(model, document, without, NO_CONTEXT)  # type: ignore[type-var]
        for nothing in spellings(shape):
            tree = put(root, way, nothing)
            made, found, _ = read_model(model, document, tree, NO_CONTEXT)  # type: ignore[type-var]
            assert (fields(made), found) == (fields(expected), problems), (way, nothing)
            assert said(whole, tree) == said(whole, without), (way, nothing)


def test_every_kind_and_the_settings_are_among_them() -> None:
    assert {model for _, model, _, _ in ROOTS} == {Settings, *(kind.model for kind in KINDS.values())}


LIST = """\
title: Before I send
pause_point: Before I press send.
run_by: product-manager
items:
  - must: The ask is in the first line.
  - The date is clear.
  - One place for replies.
  - Only people who need it get it.
  - Those affected heard it first.
checked: [{on: 2026-10-01}]
"""
FROM_A_FORM = """\
title: Before I send
summary: ''
pause_point: Before I press send.
run_by: product-manager
decided_by: ''
trial_until: null
old_ids: []
related: {uses: [], see_also: []}
x_note: null
items:
  - {text: The ask is in the first line., must_not_miss: true, why: ''}
  - {text: The date is clear., must: '', link: {title: '', url: ''}}
  - {text: One place for replies.}
  - {text: '', why: ~}
  - {text: Only people who need it get it., owner: ~}
  - Those affected heard it first.
checked:
  - {'on': 2026-10-01T00:00:00.000Z, note: ''}
"""


def test_what_a_form_in_a_browser_writes_is_the_same_record_without_a_change(playground: Playground) -> None:
    name = "data/checklists/send.yml"
    playground.write({name: LIST})
    before, plain = playground.problems(), playground.load().playbook.records["checklist", "send"]
    old = versions(Project(playground.root), name, LIST.encode())
    playground.write({name: FROM_A_FORM})
    formed = playground.load().playbook.records["checklist", "send"]
    assert playground.problems() == before
    assert fields(formed) == fields(plain)
    assert formed.own_fields == {}
    assert versions(Project(playground.root), name, FROM_A_FORM.encode()) == old


@pytest.mark.parametrize("text", ["Ask whom:", "? nobody knows", "product-manager:", "'':"])
def test_words_with_nothing_behind_their_colon_are_not_lost(text: str, playground: Playground) -> None:
    rows = f"title: T\nsummary: S.\nowner: product-manager\nprevents: P.\ntrigger: T.\nsteps:\n  - One.\n  - {text}\n"
    playground.write(
        {"data/processes/p.yml": rows, "data/terms/t.yml": f"title: T\ndefinition: D\naliases: [A, {text}]"}
    )
    assert {p.path for p in playground.problems(TODAY) if p.line in (3, 8)} == {
        "data/processes/p.yml",
        "data/terms/t.yml",
    }


@pytest.mark.parametrize(
    "time", ["T00:00:00Z", "T00:00:00.000Z", " 00:00:00", "T00:00", "T00:00:00+02:00", "t00:00:00-05:00"]
)
def test_a_day_with_the_time_at_which_it_begins_is_that_day(time: str, playground: Playground) -> None:
    playground.write({"data/teams/a.yml": f"title: A\nactive: {{from: 2026-11-30{time}}}\n"})
    playground.write({"data/teams/b.yml": "title: A\nactive: {from: 2026-11-30}\n"})
    records = playground.load().playbook.records
    assert fields(records["team", "a"]) == fields(records["team", "b"])


@pytest.mark.parametrize("time", ["T09:30:00Z", "T22:00:00.000Z", " 9:30", "T00:00:01Z", "T12"])
def test_a_day_with_another_time_is_told_with_the_day_to_write(time: str, playground: Playground) -> None:
    playground.write({"data/teams/a.yml": f"title: A\nreach: '#a'\nactive: {{from: '2026-11-30{time}'}}\n"})
    (found,) = playground.problems()
    assert (found.code, found.line, found.column) == ("wrong-value", 3, 16)
    assert found.hint.endswith(": 2026-11-30")


@pytest.mark.parametrize("item", ['must: "[ ]"', 'text: "[x]"', "must:", '"[ ]"'])
def test_an_item_with_nothing_but_a_box_is_told_at_its_line(item: str, playground: Playground) -> None:
    fields = "title: Launch\npause_point: Before it\nrun_by: product-ops-lead\nitems:\n"
    playground.write({"data/checklists/launch.yml": f"{fields}  - must: Tell the team\n  - {item}\n"})
    assert ("empty-field", 6) in [(p.code, p.line) for p in playground.problems()]


@pytest.mark.parametrize("more", ["", "\n    why: It hurts"])
def test_a_sentence_behind_must_not_miss_keeps_its_words_in_the_mend(more: str, playground: Playground) -> None:
    fields = "title: Launch\npause_point: Before it\nrun_by: product-ops-lead\nitems:\n"
    playground.write({"data/checklists/launch.yml": f"{fields}  - must_not_miss: Tell the bank{more}\n"})
    (problem,) = [p for p in playground.problems() if p.path.endswith("launch.yml") and not p.code.startswith("check")]
    assert (problem.line, problem.hint) == (5, "write `must: Tell the bank`")
