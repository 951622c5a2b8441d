"""When a file last changed: what git says whole, or nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

from conftest import TODAY, Playground
from prodops_playbook.history import read
from prodops_playbook.playbook import Project, load
from prodops_playbook.render import Renderer


def git(root: Path, *arguments: str, day: str = "2026-03-01") -> str:
    """Run git in a folder, on a given day."""
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main"]
    when = {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "PATH": "/usr/bin:/bin:/usr/local/bin",
    }
    command = ["git", "-C", str(root), *who, *arguments]
    return subprocess.run(command, env=when, check=True, capture_output=True, text=True).stdout


def commit(playground: Playground, name: str, text: str, day: str) -> None:
    playground.write({name: text})
    git(playground.root, "add", "-A")
    git(playground.root, "commit", "-qm", f"change {name}", day=day)


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
    playbook = load(Project(playground.root)).playbook
    site = Renderer(playbook, history=read(playground.root), today=TODAY).site()
    text = next(page.text for page in site.pages if page.uri == "roles/tester.md")
    assert 'Last changed <time datetime="2026-01-10"' in text


def test_without_git_nothing_is_said(playground: Playground) -> None:
    history = read(playground.root)
    assert history.changes == {}
    assert "no git history" in history.note
    assert "Last changed" not in playground.page("roles/product-manager.md")


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
