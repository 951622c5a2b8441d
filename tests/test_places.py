"""Where a project stands: in a worktree, a submodule, without git, its records elsewhere or not there yet."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import Abort

from conftest import SETTINGS, Playground, build_site
from prodops_playbook import history
from repositories import commit_all, git
from sites import process, soup_of

EDIT = "https://github.com/acme/handbook/edit/main/"


def site(root: Path, **options: str) -> Path:
    """A guest in somebody's site, built strictly."""
    plugins = ["search", {"playbook": {"under": "playbook/", **options}}]
    told = {"site_name": "Handbook", "theme": {"name": "material", "font": False}, "plugins": plugins}
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return build_site(root)


def records(root: Path) -> Playground:
    root.mkdir(parents=True, exist_ok=True)
    settings = f"{SETTINGS}repository: {{url: https://github.com/acme/handbook}}\n"
    return Playground(root).write({"data/playbook.yml": settings, "data/processes/triage.yml": process("Triage")})


def foot(built: Path) -> tuple[str | None, bool]:
    """Where “Change this page” leads, and whether the page says when it last changed."""
    page = soup_of(built / "playbook/processes/triage/index.html")
    found = page.select_one(f'article a[href^="{EDIT}"]')
    assert found is None or found.get_text() == "Change this page"
    return (str(found["href"]) if found else None), "last changed" in page.select_one("article").get_text()  # type: ignore[union-attr]


def test_without_git_the_link_has_the_path_in_the_project(tmp_path: Path) -> None:
    assert foot(site(records(tmp_path / "a").root)) == (f"{EDIT}data/processes/triage.yml", False)


def test_in_a_worktree_the_path_begins_at_its_root(tmp_path: Path) -> None:
    made = records(tmp_path / "a")
    git(made.root, "init", "-q")
    commit_all(made, {}, "2026-01-01")
    git(made.root, "worktree", "add", "-q", str(tmp_path / "two"), "-b", "two")
    assert foot(site(tmp_path / "two")) == (f"{EDIT}data/processes/triage.yml", True)


def test_in_a_submodule_the_path_begins_at_its_own_root(tmp_path: Path) -> None:
    made = records(tmp_path / "a" / "handbook")
    git(tmp_path / "a", "init", "-q")
    commit_all(Playground(tmp_path / "a"), {}, "2026-01-01")
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init", "-q")
    git(whole, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(tmp_path / "a"), "sub")
    built = site(whole / "sub" / "handbook")
    assert foot(built) == (f"{EDIT}handbook/data/processes/triage.yml", True)
    assert made.root.is_dir()


def test_records_in_a_submodule_lead_nowhere_and_say_nothing_of_their_changes(tmp_path: Path) -> None:
    made = records(tmp_path / "a")
    git(made.root, "init", "-q")
    git(made.root / "data", "init", "-q")
    git(made.root / "data", "add", "-A")
    git(made.root / "data", "commit", "-qm", "the records", day="2026-01-01")
    commit_all(made, {}, "2026-01-01")
    built = site(made.root)
    assert foot(built) == (None, False)
    assert "the records are outside of the repository" in soup_of(built / "playbook/what-changed/index.html").get_text()


@pytest.mark.parametrize("absolute", [False, True])
def test_records_outside_of_the_project_lead_nowhere(absolute: bool, tmp_path: Path) -> None:
    made = records(tmp_path / "records")
    (tmp_path / "site").mkdir()
    folder = str(made.root / "data") if absolute else "../records/data"
    assert foot(site(tmp_path / "site", data_dir=folder)) == (None, False)


def test_records_beside_the_project_in_one_repository_have_their_path_in_it(tmp_path: Path) -> None:
    records(tmp_path)
    git(tmp_path, "init", "-q")
    (tmp_path / "site").mkdir()
    address, _ = foot(site(tmp_path / "site", data_dir="../data"))
    assert address == f"{EDIT}site/../data/processes/triage.yml"


@pytest.mark.parametrize("folder", [False, True])
def test_a_project_without_records_is_told_what_to_begin_with(
    folder: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    if folder:
        (tmp_path / "data").mkdir()
    with pytest.raises(Abort):
        site(tmp_path)
    assert caplog.text.count("error[") == 1
    assert "data/playbook.yml:1:1: error[missing-field]: this file is not there yet" in caplog.text
    begun = [line.strip() for line in caplog.text.split("write it with two lines:\n")[1].split("\n")[:2]]
    (tmp_path / "data").mkdir(exist_ok=True)
    lead = "the-id-of-a-role: {title: Lead, accountable_for: [How we work], reach: '#ask', held_by: [Ada]}\n"
    Path(tmp_path / "data/playbook.yml").write_text("\n".join(begun), encoding="utf-8")
    Path(tmp_path / "data/roles.yml").write_text(lead, encoding="utf-8")
    assert site(tmp_path).is_dir()


def test_git_is_not_needed_to_know_that_records_are_elsewhere(tmp_path: Path) -> None:
    assert history.folder(tmp_path, "data") == ""
    assert history.folder(tmp_path, "../data") is None
