"""When a file last changed: what git says whole, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Playground
from prodops_playbook import history as git_history
from prodops_playbook.history import contents, read
from prodops_playbook.render import Renderer
from prodops_playbook.source import MAX_BYTES
from repositories import commit, git


def test_each_file_has_its_own_last_change(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    commit(playground, "data/terms/a.yml", "title: A\ndefinition: One.\n", "2026-01-10")
    commit(playground, "data/terms/größe b.yml", "title: B\ndefinition: Two.\n", "2026-02-20")
    commit(playground, "data/terms/a.yml", "title: A\ndefinition: Three.\n", "2026-03-30")
    history = read(playground.root)
    change = history.of("data/terms/a.yml")
    assert change is not None
    assert str(change.on) == "2026-03-30"
    assert change.commit == history.head
    other = history.of("data/terms/größe b.yml")
    assert other is not None
    assert str(other.on) == "2026-02-20"
    assert history.of("data/terms/none.yml") is None


def test_a_project_below_the_top_of_its_repository_is_found(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    commit(playground, "company/playbook/data/terms/a.yml", "title: A\ndefinition: One.\n", "2026-01-10")
    assert read(playground.root / "company" / "playbook").of("data/terms/a.yml") is not None


def test_the_page_says_when_its_file_changed(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    commit(playground, "data/roles/tester.yml", "title: Tester\naccountable_for: [Tests]\nreach: '#t'\n", "2026-01-10")
    site = Renderer(playground.edition()).site()
    text = next(page.text for page in site.pages if page.uri == "roles/tester.md")
    assert 'last changed <time datetime="2026-01-10"' in text


def test_without_git_nothing_is_said(playground: Playground) -> None:
    history = read(playground.root)
    assert history.changes == {}
    assert "no git history" in history.note
    assert "last changed" not in playground.page("roles/product-manager.md")


def test_in_a_repository_without_a_commit_nothing_is_said(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    assert read(playground.root).changes == {}


def test_in_a_shallow_clone_nothing_is_said(playground: Playground, tmp_path: Path) -> None:
    origin = playground.root / "origin"
    origin.mkdir()
    git(origin, "init", "-q")
    inner = Playground(origin)
    commit(inner, "data/terms/a.yml", "title: A\ndefinition: One.\n", "2026-01-10")
    commit(inner, "data/terms/b.yml", "title: B\ndefinition: Two.\n", "2026-01-11")
    git(playground.root, "clone", "-q", "--depth", "1", f"file://{origin}", str(playground.root / "shallow"))
    history = read(playground.root / "shallow")
    assert history.changes == {}
    assert "shallow" in history.note


def test_days_are_those_of_the_playbooks_time_zone(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    commit(playground, "data/terms/a.yml", "title: A\ndefinition: One.\n", "2026-01-10T23:30:00Z")
    days = [read(playground.root, zone).commits[0].at.date() for zone in ("UTC", "Asia/Tokyo", "No/Where")]
    assert [str(day) for day in days] == ["2026-01-10", "2026-01-11", "2026-01-10"]


def test_a_merge_is_one_step_on_the_day_it_landed(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    commit(playground, "data/terms/a.yml", "title: A\ndefinition: One.\n", "2026-01-10")
    git(playground.root, "checkout", "-qb", "proposal")
    commit(playground, "data/terms/b.yml", "title: B\ndefinition: Two.\n", "2026-01-11")
    commit(playground, "data/terms/b.yml", "title: B\ndefinition: Three.\n", "2026-01-12")
    git(playground.root, "checkout", "-q", "main")
    git(playground.root, "merge", "-q", "--no-ff", "proposal", day="2026-02-01")
    merge, first = read(playground.root).commits
    assert str(merge.at.date()) == "2026-02-01"
    assert [file.path for file in merge.files] == ["data/terms/b.yml"]
    assert str(first.at.date()) == "2026-01-10"


def test_contents_are_read_by_their_ids_and_what_is_not_there_is_left_out(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    commit(playground, "data/terms/a.yml", "title: A\n\0 missing\n", "2026-01-10")
    commit(playground, "data/terms/a.yml", "", "2026-01-11")
    ids = [file.new for step in read(playground.root).commits for file in step.files if file.path.endswith("a.yml")]
    nowhere = "1" * 40
    assert list(contents(playground.root, [ids[0] or "", nowhere, ids[1] or ""]).values()) == [
        b"",
        b"title: A\n\0 missing\n",
    ]
    assert contents(playground.root / "none", [nowhere]) == {}


def test_old_files_that_are_too_large_and_more_than_can_be_held_are_left_out(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(playground.root, "init", "-q")
    commit(playground, "data/terms/a.yml", "a" * (MAX_BYTES + 1), "2026-01-10")
    for day, sign in enumerate("bcd", 11):
        commit(playground, "data/terms/a.yml", sign * 1000, f"2026-01-{day}")
    ids = [file.new or "" for step in read(playground.root).commits for file in step.files if "a.yml" in file.path]
    assert [held[:1] for held in contents(playground.root, ids).values()] == [b"d", b"c", b"b"]
    monkeypatch.setattr(git_history, "MOST_BYTES", 2500)
    assert [held[:1] for held in contents(playground.root, ids).values()] == [b"d", b"c"]


def test_what_git_is_set_to_changes_nothing(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    commit(playground, "data/terms/größe.yml", "title: A\ndefinition: One.\n", "2026-01-10")
    before = read(playground.root)
    for setting in (
        "log.showSignature true",
        "log.follow true",
        "color.ui always",
        "color.diff always",
        "core.quotePath true",
        "core.abbrev 7",
        "diff.renames copies",
        "log.date relative",
    ):
        git(playground.root, "config", *setting.split())
    assert read(playground.root) == before
    assert before.of("data/terms/größe.yml") is not None


def test_of_several_files_the_newest_change_is_told(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    for name, day in (("a", "2026-01-10"), ("b", "2026-02-01"), ("c", "2026-03-01")):
        commit(playground, f"data/terms/{name}.yml", f"title: {name}\n", day)
    known = read(playground.root)
    assert known.newest(["data/terms/b.yml", "data/terms/a.yml"]) == known.of("data/terms/b.yml")
    assert known.newest(["data/terms/gone.yml"]) is None
