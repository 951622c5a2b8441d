"""Templates place the parts of pages, and do nothing else: every part has its place, and every place its part."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any

import jinja2
import pytest

from conftest import TODAY
from placing import TEMPLATES, Reading, alternatives, groups, hints, page_types
from prodops_playbook.edition import prepare
from prodops_playbook.kinds import KINDS, Settings
from prodops_playbook.parts import Linker
from prodops_playbook.playbook import Project
from prodops_playbook.render import Renderer
from prodops_playbook.types import Model
from spots import FULL, every_model


@functools.cache
def everything() -> Reading:
    """What all built-in templates place."""
    reading = Reading()
    for template, page in page_types().items():
        reading.template(template, page)
    return reading


def test_every_template_is_read() -> None:
    found = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2")}
    frames = {"pages/record.md.j2", "indexes/index.md.j2"}
    assert {name for name in found if not name.startswith("partials/")} - frames == set(page_types())


def test_templates_call_nothing_but_macros_and_read_only_what_their_page_has() -> None:
    assert sorted(everything().wrong) == []


def parts(kind: Any, found: set[Any]) -> set[Any]:
    """Every class whose values stand in values of a type."""
    for one in alternatives(kind):
        if groups(one) and one not in found:
            found.add(one)
            for inner in hints(one).values():
                parts(inner, found)
        elif not isinstance(one, type):
            for inner in getattr(one, "__args__", ()):
                if inner is not ...:
                    parts(inner, found)
    return found


FOR_TEMPLATES_OF_ONE_S_OWN = {"OwnField.address"}
BEHIND_OTHER_PARTS = {"Flow.steps", "Lane.title"}
"""What the properties of a drawing are worked out from."""


def test_every_part_of_a_page_is_placed_by_a_template() -> None:
    classes: set[Any] = set()
    for page in page_types().values():
        parts(page, classes)
    has = {(f"{c.__module__}.{c.__name__}", name) for c in classes for name in names(c)}
    left = {f"{owner.rpartition('.')[2]}.{name}" for owner, name in has - everything().placed}
    assert left == FOR_TEMPLATES_OF_ONE_S_OWN | BEHIND_OTHER_PARTS


def names(model: Any) -> Iterator[str]:
    """The parts that a class is made of; none where its values are printed as they are."""
    if "__str__" in vars(model):
        return
    yield from (f.name for f in dataclasses.fields(model)) if dataclasses.is_dataclass(model) else hints(model)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("{{ page.no_such }}", "ProcessPage has no no_such"),
        ("{{ page.frame.title.upper }}", "a value without parts is asked for upper"),
        ("{% for step in page.steps %}{{ step.whom }}{% endfor %}", "Step has no whom"),
        ("{{ page.frame.own() }}", "what is called is no macro"),
        ("{{ record }}", "record is no name of a template"),
        ('{% include "partials/tell.md.j2" %}', "Include is more than placing parts"),
    ],
)
def test_what_is_no_placing_is_told(body: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading()
    monkeypatch.setattr("placing.parsed", lambda _: jinja2.Environment().parse(body))
    reading.template("pages/process.md.j2", page_types()["pages/process.md.j2"])
    assert [told.partition(": ")[2] for told in reading.wrong] == [wrong]


WORKED_WITH = {"Checklist.pack", "MaturityModel.begins_at", "Principle.moment", "Principle.order", "ScopeMap.hidden"}
"""Where a record stands, and with which others."""
SAID_ON_THE_OTHER_SIDE = {"Area.owner", "Door.for_", "Result.owner", "Team.owner"}
"""What the page of the role says that the field names."""


def of_settings(model: type[Model]) -> bool:
    """Whether a group of fields is one of playbook.yml."""
    return model.__module__ == Settings.__module__


def test_every_field_of_every_kind_is_taken_by_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = prepare(Project(FULL), lambda _: TODAY)
    edition.problems, edition.changes, edition.playbook.contents  # noqa: B018 (what they read is no page's)
    taken: set[tuple[str, str]] = set()
    making = Linker.__init__

    def begin(*args: Any, **words: Any) -> None:
        making(*args, **words)
        monkeypatch.setattr(Model, "__getattribute__", noted)

    def noted(model: Model, name: str) -> Any:
        taken.add((type(model).__name__, name))
        return object.__getattribute__(model, name)

    monkeypatch.setattr(Linker, "__init__", begin)
    Renderer(edition).site()
    monkeypatch.undo()
    records = [model for model in every_model() if not of_settings(model)]
    fields = {(model.__name__, name) for model in records for name in model.model_fields} - {
        (kind.model.__name__, "old_ids")
        for kind in KINDS.values()  # those are addresses
    }
    left = {f"{model}.{name}" for model, name in fields - taken}
    assert left == WORKED_WITH | SAID_ON_THE_OTHER_SIDE
