"""Templates place the parts of pages, and do nothing else: every part has its place, and every place its part."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import jinja2
import pytest

from conftest import TODAY, Playground
from placing import TEMPLATES, Reading, alternatives, groups, hints, page_types
from prodops_playbook import pages, parts
from prodops_playbook.edition import prepare
from prodops_playbook.kinds import KINDS, Record, Settings
from prodops_playbook.links import VIEWS
from prodops_playbook.maturity import counting, scoring, sheet
from prodops_playbook.pages import embeds, of_record
from prodops_playbook.parts import Book, Linker
from prodops_playbook.playbook import Project
from prodops_playbook.render import Renderer
from prodops_playbook.render.templates import Templates
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


def below(kind: Any, found: set[Any]) -> set[Any]:
    """Every class whose values stand in values of a type."""
    for one in alternatives(kind):
        if groups(one) and one not in found:
            found.add(one)
            for inner in hints(one).values():
                below(inner, found)
        elif not isinstance(one, type):
            for inner in getattr(one, "__args__", ()):
                if inner is not ...:
                    below(inner, found)
    return found


FOR_TEMPLATES_OF_ONE_S_OWN = {"OwnField.address"}
BEHIND_OTHER_PARTS = {"Flow.steps", "Lane.title"}
"""What the properties of a drawing are worked out from."""


def test_every_part_of_a_page_is_placed_by_a_template() -> None:
    classes: set[Any] = set()
    for page in page_types().values():
        below(page, classes)
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


PLAIN = [
    kind
    for room in (counting, scoring, sheet)
    for kind in vars(room).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind)
]
"""The values that the engine takes of records."""
AS_RECORDS = {"Counting": "MaturityModel", "Sheet": "Result", "Level": "LevelOfModel", "Rules": "Scoring"}
"""What records call the same."""
WRITTEN_OUT = {"counting", "counted", "sheet", "plain"}
"""What takes every field without showing any."""


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
        for kind in (Model, *PLAIN):
            monkeypatch.setattr(kind, "__getattribute__", noted)

    def noted(value: object, name: str) -> Any:
        kind = type(value).__name__
        if not {sys._getframe(up).f_code.co_name for up in (1, 2, 3)} & WRITTEN_OUT:
            taken.add((AS_RECORDS.get(kind, kind), "criteria_gate" if name == "gate" else name))
        return object.__getattribute__(value, name)

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


# Values


def modules(room: ModuleType) -> Iterator[ModuleType]:
    """The files of a room."""
    for module in pkgutil.iter_modules(room.__path__):
        yield importlib.import_module(f"{room.__name__}.{module.name}")


VALUES = [
    thing
    for module in (*modules(pages), *modules(parts))
    for thing in vars(module).values()
    if isinstance(thing, type) and dataclasses.is_dataclass(thing) and thing.__module__ == module.__name__
]


@pytest.mark.parametrize("value", VALUES, ids=lambda v: f"{v.__module__.rpartition('.')[2]}-{v.__name__}")
def test_a_value_cannot_be_changed_and_says_what_it_is(value: Any) -> None:
    assert value.__dataclass_params__.frozen
    assert not value.__doc__.startswith(f"{value.__name__}(")


def test_two_makings_of_a_page_are_one_value_and_differ_when_the_record_does(playground: Playground) -> None:
    playground.write({"data/teams/web.yml": "title: Web\n"})
    made = [of_record(Linker(Book(playground.edition()), "teams/web.md"), web(playground)) for _ in range(2)]
    assert len(set(made)) == 1
    playground.write({"data/teams/web.yml": "title: Web\nreach: '#web'\n"})
    assert of_record(Linker(Book(playground.edition()), "teams/web.md"), web(playground)) not in made


def web(playground: Playground) -> Record:
    """The team of that project."""
    return playground.load().playbook.records["team", "web"]


def test_every_page_of_a_project_that_uses_every_field_has_a_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: dict[int, str] = {}
    render = Templates.render

    def note(self: Templates, template: str, about: str, /, **context: Any) -> str | None:
        hashed[hash(context["page"])] = template
        return render(self, template, about, **context)

    monkeypatch.setattr(Templates, "render", note)
    Renderer(prepare(Project(FULL), lambda _: TODAY)).site()
    assert {name for name in page_types() if not name.startswith("embeds/")} - set(hashed.values()) == set()


def test_every_view_has_a_value_and_no_other() -> None:
    assert set(embeds.VIEWS) == set(VIEWS)
