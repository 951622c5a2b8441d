"""What an edit leaves as it was is not made again, and nobody can tell: all is as if it had been made from nothing."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config

from conftest import ROOT, TODAY, Playground
from prodops_playbook.edition import Edition, prepare
from prodops_playbook.exports.whole import Whole, whole
from prodops_playbook.playbook import Project
from prodops_playbook.playbook.files import Reading
from prodops_playbook.plugin import PlaybookPlugin
from repositories import commit, commit_all, git

FULL = ROOT / "tests" / "full"


@dataclass
class Desk:
    """A project while somebody types, on a day."""

    root: Path
    day: datetime.date = TODAY
    gone: dict[Path, bytes] = field(default_factory=dict)

    def files(self, *folders: str) -> list[Path]:
        """The files of some folders, sorted."""
        return sorted(file for name in folders for file in (self.root / name).rglob("*") if file.is_file())

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def made(self, last: Whole | None, before: Edition | None = None) -> Whole:
        """The site as it is now; `before`: what stands for what cannot be read, where that is not the last one."""
        edition = prepare(Project(self.root), lambda _: self.day, before or (last.edition if last else None))
        return whole(edition, printed=False, last=last)


def _lines(chance: random.Random, file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8", errors="replace")
    return text.split("\n") if text else [chance.choice(("", "title: New"))]


def _change_a_word(desk: Desk, chance: random.Random) -> None:
    file = chance.choice(desk.files("data"))
    words = file.read_text(encoding="utf-8", errors="replace").split(" ")
    words[chance.randrange(len(words))] = chance.choice(
        ("triage", "20", "1.50", "true", "[[value:notice]]", "Élan", ":")
    )
    file.write_text(" ".join(words), encoding="utf-8")


def _lose_a_line(desk: Desk, chance: random.Random) -> None:
    file = chance.choice(desk.files("data", "playbook"))
    lines = _lines(chance, file)
    del lines[chance.randrange(len(lines))]
    file.write_text("\n".join(lines), encoding="utf-8")


def _add_a_line(desk: Desk, chance: random.Random) -> None:
    file = chance.choice([f for f in desk.files("data") if f.parent.name != "data"] or desk.files("data"))
    told = (
        "hidden: true",
        "status: library",
        "status: retired",
        "example: true",
        "old_ids: [before]",
        "owner: product-manager",
        "summary: Another sentence.",
        "x_cost: 1",
        "order: 1",
        "# a word to those who edit",
        "tags: [one, two]",
    )
    file.write_text(f"{chance.choice(told)}\n{file.read_text(encoding='utf-8', errors='replace')}", encoding="utf-8")


def _copy(desk: Desk, chance: random.Random) -> None:
    file = chance.choice(desk.files("data"))
    file.with_name(f"{chance.choice(('before', 'another'))}{file.suffix}").write_bytes(file.read_bytes())


def _move(desk: Desk, chance: random.Random) -> None:
    file = chance.choice(desk.files("data"))
    file.rename(file.with_name(chance.choice(("moved.yml", "moved.yaml", "triage.yml", ".moved.yml"))))


def _delete(desk: Desk, chance: random.Random) -> None:
    file = chance.choice(desk.files("data", "playbook", "templates"))
    desk.gone[file] = file.read_bytes()
    file.unlink()


def _bring_back(desk: Desk, chance: random.Random) -> None:
    for file, data in desk.gone.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _restore(desk: Desk, chance: random.Random) -> None:
    shutil.rmtree(desk.root / "data", ignore_errors=True)
    shutil.copytree(FULL / "data", desk.root / "data")


def _change_settings(desk: Desk, chance: random.Random) -> None:
    file = desk.root / "data" / "playbook.yml"
    if not file.is_file():
        return
    old, new = chance.choice(
        (
            ("value: 20", "value: 21"),
            ("value: 12.5", "value: 12.50"),
            ("    starting: true\n", ""),
            ("sales: Field", "sales: Big"),
            ("language: en", "language: ar"),
            ("holidays: GB-ENG", "holidays: DE"),
            ("  evidence: warning", "  evidence: off"),
            ("default_owner: product-ops-lead", "default_owner: product-manager"),
            ("publish: off", "publish: [off"),
            ("values:", "valeus:"),
            ("branch: main", "branch: trunk"),
            ("address: playbook.example.com", "address: https://other.example.com/"),
            ("pdf: true", "pdf: false"),
        )
    )
    file.write_text(file.read_text(encoding="utf-8", errors="replace").replace(old, new), encoding="utf-8")


def _change_a_template(desk: Desk, chance: random.Random) -> None:
    name = chance.choice(("pages/process.md.j2", "pages/role.md.j2", "indexes/term.md.j2", "embeds/record.md.j2"))
    if chance.random() < 0.2:
        name, body = "embeds/term.md.j2", "{{ page.lead }}!\n"
    else:
        body = chance.choice(
            (
                f'{{% extends "builtin/{name}" %}}\n{{% block lead %}}\n{chance.random()}\n{{% endblock %}}\n',
                "{% if %}\n",
                "{{ page.nothing }}\n",
                f"Only {chance.randrange(3)}.\n",
            )
        )
    desk.write(f"templates/{name}", body)


def _link_a_template_out(desk: Desk, chance: random.Random) -> None:
    target = desk.root / "templates" / "pages" / "principle.md.j2"
    target.parent.mkdir(parents=True, exist_ok=True)
    outside = desk.root.parent / f"{desk.root.name}-outside.j2"
    outside.write_text("Only.\n", encoding="utf-8")
    if target.is_symlink():
        target.unlink()
        target.write_text("Only.\n", encoding="utf-8")
    elif not target.exists():
        target.symlink_to(outside)


def _write_a_page(desk: Desk, chance: random.Random) -> None:
    embeds = (
        "![[process:triage]]",
        "![[checklist:launch-go]]",
        "![[view:principles]]",
        "[[term:launch]]",
        "[[nobody]]",
    )
    parts = chance.sample((*embeds, "![[view:changed]]", "[[page:roles]]", "[[value:notice]]", "Words."), 3)
    desk.write(f"playbook/{chance.choice(('index', 'own', 'roles'))}.md", "# A page\n\n" + "\n\n".join(parts) + "\n")


def _wait(desk: Desk, chance: random.Random) -> None:
    desk.day += datetime.timedelta(days=chance.choice((-1, 1, 30, 400)))


def _nothing(desk: Desk, chance: random.Random) -> None:
    """An editor saved a file that says what it said."""


Edit = Callable[[Desk, random.Random], None]
EDITS: tuple[Edit, ...] = (
    _change_a_word,
    _lose_a_line,
    _add_a_line,
    _copy,
    _move,
    _delete,
    _bring_back,
    _restore,
    _change_settings,
    _change_a_template,
    _link_a_template_out,
    _write_a_page,
    _wait,
    _nothing,
)


def told(made: Whole) -> dict[str, object]:
    """All that anybody can see of a site."""
    return {
        "problems": made.problems,
        "nav": made.site.nav,
        "pages": {page.uri: page for page in made.site.pages},
        "own": {page.uri: made.hand_written(page) for page in made.edition.playbook.pages},
        "beside": made.beside(),
    }


def forgetful(edition: Edition | None) -> Edition | None:
    """An edition from which the next one takes what cannot be read, and nothing else."""
    if edition is None:
        return None
    return replace(edition, loaded=replace(edition.loaded, reading=Reading()), known=None)


@settings(max_examples=20 if os.environ.get("PLAYBOOK_EXAMPLES", "day") == "day" else 300)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 999)), min_size=1, max_size=8))
def test_after_any_edits_all_is_as_if_it_had_been_made_from_nothing(edits: list[tuple[Edit, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "project")
        shutil.copytree(FULL, desk.root)
        last, before = desk.made(None), None
        for edit, number in edits:
            if desk.files("data"):
                edit(desk, random.Random(number))
            before, last = last.edition, desk.made(last)
        fresh = desk.made(None, forgetful(before))
        assert told(last) == told(fresh)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The project that has every field."""
    shutil.copytree(FULL, tmp_path / "project")
    return Desk(tmp_path / "project")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/playbook.yml", "    starting: true\n", ""),
        ("data/playbook.yml", "value: 12.5,", "value: 12.50,"),
        ("data/playbook.yml", "sales: Field team", "sales: Big team"),
        ("data/playbook.yml", "language: en", "language: ar"),
        ("data/playbook.yml", "  evidence: warning", "  item-without-id: off"),
        ("data/principles/partner.yml", "title: Partner", "title: Help"),
        ("data/roles.yml", "title: Product manager", "title: Manager of a product"),
        ("data/processes/triage.yml", "title: Weekly", "hidden: true\ntitle: Weekly"),
        ("playbook/index.md", "# Home", "# Welcome"),
    ],
)
def test_one_edit_is_seen_wherever_it_shows(name: str, old: str, new: str, desk: Desk) -> None:
    last = desk.made(None)
    text = (desk.root / name).read_text(encoding="utf-8")
    assert old in text
    desk.write(name, text.replace(old, new))
    made = desk.made(last)
    assert told(made) == told(desk.made(None)) != told(last)
    desk.write(name, text)
    assert told(desk.made(made)) == told(last)


def test_another_day_is_seen(desk: Desk) -> None:
    last = desk.made(None)
    desk.day += datetime.timedelta(days=400)
    made = desk.made(last)
    assert told(made) == told(desk.made(None)) != told(last)


@pytest.mark.parametrize(
    "body", ['{% extends "builtin/pages/process.md.j2" %}\n{% block lead %}\nOurs.\n{% endblock %}\n', "{% if %}\n"]
)
def test_a_template_is_seen_when_it_comes_when_it_changes_and_when_it_goes(body: str, desk: Desk) -> None:
    last = began = desk.made(None)
    for text in (body, body + "\n{# another #}{{ 1 }}\n", body):
        desk.write("templates/pages/process.md.j2", text)
        last = desk.made(last)
        assert told(last) == told(desk.made(None)) != told(began)
    (desk.root / "templates" / "pages" / "process.md.j2").unlink()
    assert told(desk.made(last)) == told(began)


def test_a_commit_is_seen_on_pages_and_in_the_feed(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    commit_all(playground, {"data/terms/launch.yml": "title: Launch\ndefinition: The day.\n"}, "2026-01-01")
    desk = Desk(playground.root)
    last = desk.made(None)
    commit(playground, "data/terms/launch.yml", "title: Launch\ndefinition: The hour.\n", "2026-02-02")
    made = desk.made(last)
    assert told(made) == told(desk.made(None))
    assert "2026-02-02" in next(page.text for page in made.site.pages if page.uri == "what-changed.md")
    assert made.edition.history is not last.edition.history
    assert desk.made(made).edition.history is made.edition.history


def remade(last: Whole, made: Whole) -> set[str]:
    """The pages that were rendered."""
    before = {id(page) for page in last.site.pages}
    return {page.uri for page in made.site.pages if id(page) not in before}


def test_what_an_edit_does_not_touch_is_neither_read_nor_rendered_again(desk: Desk) -> None:
    last = desk.made(None)
    made = desk.made(last)
    assert remade(last, made) == set()
    path = desk.root / "data" / "processes" / "triage.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Weekly", "title: Monthly"), encoding="utf-8")
    again = desk.made(made)
    assert "processes/triage.md" in remade(made, again)
    assert remade(made, again).isdisjoint({"checklists/switch-off.md", "terms/index.md", "areas/billing.md"})
    others = made.edition.playbook.records.keys() - {("process", "triage")}
    assert all(made.edition.playbook.records[key] is again.edition.playbook.records[key] for key in others)


def test_a_preview_begins_with_what_its_last_build_left(desk: Desk) -> None:
    shutil.copy(ROOT / "mkdocs.yml", desk.root)
    config = load_config(str(desk.root / "mkdocs.yml"))
    plugin = config.plugins["playbook"]
    assert isinstance(plugin, PlaybookPlugin)
    plugin.on_startup(command="serve", dirty=False)
    plugin.on_config(config)
    made = []
    for _ in range(2):
        plugin.on_pre_build(config=config)
        made.append(plugin.build.whole)
    assert made[0] is not made[1]
    assert remade(*made) == set()
