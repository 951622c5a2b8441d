"""The documentation is held to its word: examples are built, and nothing that exists is left out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from bs4 import BeautifulSoup

from conftest import ROOT, TODAY, Playground, write
from documents import blocks
from prodops_playbook.checks import check
from prodops_playbook.cli import main
from prodops_playbook.kinds import KINDS, Settings
from prodops_playbook.playbook import Project, load
from prodops_playbook.problems import CODES, Level, as_text, level_of
from prodops_playbook.records.shape import Shape, shapes
from prodops_playbook.types import Model

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository's own records in a folder of their own."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "playbook", tmp_path / "playbook")
    return tmp_path


def problems(root: Path) -> str:
    """All problems above info, as the command prints them."""
    loaded = load(Project(root))
    found = check(loaded, TODAY)
    return as_text([p for p in found if level_of(p.code, loaded.levels) is not Level.INFO], loaded.levels)


def test_the_checklist_of_the_tour_is_clean_and_its_slip_prints_what_the_readme_prints(copy: Path) -> None:
    example = next(b for b in blocks(README, "yaml") if "pause_point" in b)
    assert problems(write(copy, {"data/checklists/before-the-demo.yml": example})) == ""
    slip = example.replace("product-manager", "product-manger")
    assert problems(write(copy, {"data/checklists/before-the-demo.yml": slip})) == blocks(README, "text")[0]


def test_the_readme_counts_what_is_in_use(own_site: Path) -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    said = re.search(r"(\w+) records are adopted", README)
    home = BeautifulSoup((own_site / "index.html").read_text(encoding="utf-8"), "html.parser").get_text()
    counted = re.search(r"(\d+) in use", home)
    assert said
    assert counted
    assert words.index(said[1].lower()) + 1 == int(counted[1]) <= 12


def commands(group: click.Group, before: str = "playbook") -> Iterator[tuple[str, click.Command]]:
    """Every command as it is typed, those of groups too."""
    for name, command in group.commands.items():
        yield f"{before} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")


def test_every_command_and_option_is_in_the_readme() -> None:
    assert len(list(commands(main))) > len(main.commands)
    for name, command in commands(main):
        assert name in README
        assert command.help
        assert f"Example: {name if not isinstance(command, click.Group) else 'playbook'}" in command.help
        for parameter in (*command.params, *main.params):
            if isinstance(parameter, click.Option) and parameter.name != "version":
                assert re.search(rf"(?<![\w-]){re.escape(parameter.opts[0])}(?![\w-])", README), (name, parameter.opts)


def test_every_make_target_of_the_readme_exists_and_the_files_it_links_to() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?m)(?:`|^)make (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / link).exists(), link


def test_every_problem_code_is_on_the_page_checks(own_site: Path) -> None:
    page = BeautifulSoup((own_site / "checks" / "index.html").read_text(encoding="utf-8"), "html.parser")
    listed = {span["id"] for span in page.select("td span[id]")}
    assert listed == set(CODES)
    assert all(code.summary in page.get_text() for code in CODES.values())


def written_fields(model: type[Model], prefix: str = "") -> Iterator[str]:
    """Every field below a model, as authors write it."""
    for name, field in shapes(model).items():
        yield prefix + name
        shape: Shape | None = field.shape
        while shape is not None and shape.model is None:
            shape = shape.item
        if shape is not None and shape.model is not None:
            yield from written_fields(shape.model, f"{prefix}{name}.")


@pytest.mark.parametrize("model", [*(kind.model for kind in KINDS.values()), Settings], ids=lambda m: m.__name__)
def test_every_field_is_on_the_page_writing_records(own_site: Path, model: type[Model]) -> None:
    page = BeautifulSoup((own_site / "writing-records" / "index.html").read_text(encoding="utf-8"), "html.parser")
    listed = {code.get_text() for code in page.select("td code")}
    assert set(written_fields(model)) <= listed


def test_every_example_of_the_page_writing_records_is_a_valid_record(playground: Playground) -> None:
    text = (ROOT / "templates" / "views" / "writing-records.md.j2").read_text(encoding="utf-8")
    examples = blocks(text, "yaml")
    assert len(examples) == 3
    for example in examples:
        folder = next(
            f for word, f in (("steps:", "processes"), ("items:", "checklists"), ("", "agreements")) if word in example
        )
        playground.write({f"data/{folder}/example.yml": example})
    playground.write({"data/roles/department-contact.yml": "title: Contact\naccountable_for: [Answers]\nreach: '#x'\n"})
    found = [p for p in playground.problems() if CODES[p.code].level is not Level.INFO]
    assert found == []


def test_our_own_playbook_has_no_problem_above_info(own_playbook: object) -> None:
    assert problems(ROOT) == ""
