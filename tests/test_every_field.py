"""One typo, one problem, at its place: every field of every kind and of playbook.yml, broken one at a time, or two.

tests/full/ is a project that uses every field. Each case changes words of it and reads the project again.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodops_playbook.kinds import KINDS, Settings
from prodops_playbook.playbook import Project, load
from prodops_playbook.problems import Level, Problem, level_of
from prodops_playbook.records.record import Record
from prodops_playbook.records.shape import Shape, shapes
from prodops_playbook.types import Model
from spots import FULL, KEYS, NAMES, TABLES, TEXTS, VALUES, Full, Spot, broken_at


@pytest.fixture(scope="module")
def full() -> Full:
    """The fixture, with every word of it broken once."""
    full = Full()
    full.together((spot.path, broken_at(spot)) for spot in (*KEYS, *VALUES, *NAMES))
    return full


def test_the_fixture_has_no_errors_and_no_warnings(full: Full) -> None:
    levels = load(Project(FULL)).levels
    assert [p for p in full.before if level_of(p.code, levels) is not Level.INFO] == []


def _models(model: type[Model], found: set[type[Model]]) -> set[type[Model]]:
    if model not in found:
        found.add(model)
        for field in shapes(model).values():
            shape: Shape | None = field.shape
            while shape is not None:
                if shape.model is not None:
                    _models(shape.model, found)
                shape = shape.item
    return found


def test_the_fixture_uses_every_field_of_every_kind() -> None:
    found: set[type[Model]] = set()
    _models(Settings, found)
    for kind in KINDS.values():
        _models(kind.model, found)
    # The common fields need to stand in one record only.
    common = set(shapes(Record))
    wanted = {(m, name) for m in found for name in (*shapes(m), *m.also_written)}
    wanted = {(m, n) for m, n in wanted if not (issubclass(m, Record) and n in common and not own(m, n))}
    wanted |= {(Record, name) for name in common}
    used = {(s.model, s.name) for s in KEYS}
    used |= {(Record, name) for model, name in used if issubclass(model, Record)}
    assert {f"{m.__name__}.{n}" for m, n in wanted - used} == set()


def own(model: type[Model], name: str) -> bool:
    """Whether a kind says something of its own about a field that all kinds have."""
    return name in model.__annotations__


@pytest.mark.parametrize("spot", KEYS, ids=lambda s: s.id)
def test_a_misspelt_field_is_one_problem_at_its_name(spot: Spot, full: Full) -> None:
    added = full.added_by(spot)
    assert [(p.path, p.line, p.column) for p in added] == [(spot.path, spot.line, spot.column)], added
    # In a step, one name with a sentence is a role's id: that role does not exist.
    assert added[0].code in ("unknown-field", "unknown-reference", "quote-this")


@pytest.mark.parametrize("spot", VALUES, ids=lambda s: s.id)
def test_a_value_that_does_not_fit_is_one_problem_at_the_value(spot: Spot, full: Full) -> None:
    added = full.added_by(spot)
    assert [(p.path, p.line, p.column) for p in added] == [(spot.path, spot.line, spot.column)], added
    assert added[0].code == ("unknown-reference" if "no-such" in spot.broken else "wrong-value")
    assert added[0].hint
    assert "pattern" not in added[0].message


@pytest.mark.parametrize("spot", NAMES, ids=lambda s: s.id)
def test_a_name_of_a_table_that_nothing_has_is_one_problem_at_the_name(spot: Spot, full: Full) -> None:
    added = full.added_by(spot)
    assert [(p.path, p.line, p.column) for p in added] == [(spot.path, spot.line, spot.column)], added
    assert added[0].hint


def test_every_table_that_names_something_is_broken() -> None:
    assert {spot.name for spot in NAMES} == set(TABLES)


# Two at once

READ = {"wrong-value", "wrong-shape", "unknown-field", "missing-field", "unknown-reference", "quote-this"}
"""What reading and linking find; what a record says as a whole is only looked at once it is read as a whole."""


def read(found: list[Problem]) -> set[tuple[str, str, int, int, str]]:
    """Those problems, with their places and words."""
    return {(p.path, p.code, p.line, p.column, p.message) for p in found if p.code in READ}


def apart(one: Spot, other: Spot) -> bool:
    """Whether two words stand in different items of different fields, so that neither holds the other."""
    return one.line != other.line and one.path == other.path


@settings(max_examples=60)
@given(data=st.data())
def test_two_mistakes_in_a_file_are_both_told_at_their_places_and_hide_nothing(data: st.DataObject, full: Full) -> None:
    """Lists that lost an item, and records that lost a field, still know where everything stands."""
    one = data.draw(st.sampled_from([*TEXTS, *VALUES]))
    other = data.draw(st.sampled_from([s for s in (*TEXTS, *VALUES) if apart(one, s)]))
    assert read(full.added_by(one, other)) == read(full.added_by(one)) | read(full.added_by(other))


def test_each_of_those_mistakes_alone_is_told_where_it_stands(full: Full) -> None:
    told = {(p.line, p.column) for p in full.added_by(TEXTS[0])}
    assert told == {(TEXTS[0].line, TEXTS[0].column)}
