"""A process that ends at any point leaves the old or the new, whole; and the next one clears up behind it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from conftest import Playground
from prodops_playbook import writing
from prodops_playbook.writing import aside
from repositories import commit_all, git
from sites import text_of

OLD = {"index.html": "old", "below/a.html": "old a", "gone.html": "old b"}
NEW = {"index.html": "new", "below/a.html": "new a", "more/c.html": "new c"}


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder that is not hidden, with its text."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    seen = {name: path for name, path in files.items() if not any(part.startswith(".") for part in name.parts)}
    return {name.as_posix(): path.read_text(encoding="utf-8", errors="replace") for name, path in seen.items()}


def fill(folder: Path, files: dict[str, str]) -> None:
    """Write files without care."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def killed_at_every_point(work: Callable[[], Any]) -> Iterator[int]:
    """Do a piece of work again and again, each time killed one step later: at each call that touches a file."""
    for point in range(1, 10_000):
        child = os.fork()
        if child == 0:
            steps = 0

            def step(event: str, _: object, last: int = point) -> None:
                nonlocal steps
                steps += event == "open" or event.startswith(("os.", "shutil.", "tempfile.", "fcntl.", "ctypes."))
                if steps == last:
                    os.kill(os.getpid(), signal.SIGKILL)

            try:
                sys.addaudithook(step)
                work()
                os._exit(0)
            finally:
                os._exit(1)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, -signal.SIGKILL)
        if code == 0:
            return
        yield point


def build(site: Path) -> None:
    """A new folder in the place of an old one."""
    made = writing.Aside(site)
    fill(made.folder, NEW)
    made.swap()


@pytest.mark.parametrize("system", ["one step", "two steps"])
def test_a_folder_built_aside_is_the_old_or_the_new_wherever_it_ends(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system == "two steps":
        monkeypatch.setattr(aside, "_exchanged", lambda one, other: False)
    site = tmp_path / "site"
    fill(site, OLD)
    points, gone, seen = 0, 0, set()
    for _ in killed_at_every_point(lambda: build(site)):
        points, gone = points + 1, gone + (not site.exists())
        writing.Aside(site).drop()
        seen.add(tree(site)["index.html"])
        assert tree(site) in (OLD, NEW)
        shutil.rmtree(site)
        fill(site, OLD)
    assert points > 20
    assert gone <= (system == "two steps") * 3
    assert seen == {"old", "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_render_goes_on_wherever_it_ended_before(tmp_path: Path) -> None:
    folder, new = tmp_path / "out", {**NEW, "index.html": "new"}
    points = 0
    for _ in killed_at_every_point(lambda: writing.sync(folder, new)):
        points += 1
        assert all(text == new[name] for name, text in tree(folder).items())
        writing.sync(folder, OLD)
        assert tree(folder) == OLD
        assert {path.name for path in folder.rglob(".*")} == {writing.LIST}
        shutil.rmtree(folder)
    assert points > 20


def test_two_at_once_keep_one_folder(tmp_path: Path) -> None:
    children = []
    for files in (OLD, NEW):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(20):
                    writing.sync(tmp_path / "out", files)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert tree(tmp_path / "out") in (OLD, NEW)
    assert {path.name for path in (tmp_path / "out").rglob(".*")} == {writing.LIST}


def test_a_file_that_was_begun_is_gone_after_the_next(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    for _ in killed_at_every_point(lambda: writing.write(target, "new")):
        assert not target.exists() or target.read_text(encoding="utf-8") == "new"
        writing.write(target, "old")
        assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
        target.unlink()


def test_what_somebody_is_writing_now_is_not_cleared_away(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first, second = writing.Aside(site), writing.Aside(site)
    fill(first.folder, OLD)
    fill(second.folder, NEW)
    first.swap()
    assert tree(site) == OLD
    second.swap()
    assert tree(site) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_there_are_no_locks_everything_works_and_nothing_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)
    site = tmp_path / "site"
    fill(site, OLD)
    other = writing.Aside(site)
    build(site)
    assert tree(site) == NEW
    assert other.folder.is_dir()
    writing.sync(tmp_path / "out", OLD)
    writing.sync(tmp_path / "out", NEW)
    assert tree(tmp_path / "out") == NEW


def test_what_is_hidden_in_the_old_folder_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(site, {**OLD, ".git/config": "[core]", ".nojekyll": ""})
    site.chmod(0o750)
    build(site)
    assert (site / ".git" / "config").read_text(encoding="utf-8") == "[core]"
    assert (site / ".nojekyll").is_file()
    assert site.stat().st_mode & 0o777 == 0o750
    assert tree(site) == NEW


def test_a_folder_that_cannot_be_renamed_stays_and_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(aside, "_exchange", busy)
    site = tmp_path / "site"
    fill(site, {**OLD, ".git": "here"})
    before = site.stat().st_ino
    build(site)
    assert (site.stat().st_ino, tree(site)) == (before, NEW)
    assert (site / ".git").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_link_to_the_folder_stays_a_link(tmp_path: Path) -> None:
    fill(tmp_path / "www", OLD)
    (tmp_path / "site").symlink_to("www")
    build(tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert tree(tmp_path / "www") == NEW


# Whole builds


@pytest.fixture
def project(playground: Playground) -> Playground:
    """A project with a site."""
    playground.write({"playbook/index.md": "# Old\n", "data/terms/launch.yml": "title: Old\ndefinition: The day\n"})
    playground.build()
    return playground


def renew(project: Playground) -> None:
    """Change what the next site says, on two pages."""
    project.write({"playbook/index.md": "# New\n", "data/terms/launch.yml": "title: New\ndefinition: The day\n"})


def said(project: Playground) -> set[str]:
    """What the two pages of the site say; nothing else is a site."""
    site = project.root / "site"
    pages = [text_of(site / name) for name in ("index.html", "terms/index.html")]
    assert (site / "sitemap.xml").is_file()
    assert (site / "search" / "search_index.json").read_text(encoding="utf-8").endswith("}")
    return {word for word in ("Old", "New") for page in pages if word in page}


BROKEN = {
    "lists nested 300 deep": "".join(f"{' ' * 4 * depth}- a\n" for depth in range(300)),
    "a template that is not there": "---\ntemplate: nope.html\n---\n\n# A\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_page_that_the_engine_cannot_make_leaves_the_old_site(name: str, project: Playground) -> None:
    renew(project)
    project.write({"playbook/x.md": BROKEN[name]})
    with pytest.raises(Exception, match=r".*"):
        project.build()
    assert said(project) == {"Old"}
    assert not list(project.root.glob(".site*"))


def test_a_strict_build_with_a_warning_of_the_engine_leaves_the_old_site(project: Playground) -> None:
    renew(project)
    project.write({"playbook/x.md": "# A\n\n[b](nowhere.md)\n"})
    with pytest.raises(Abort):
        project.build()
    assert said(project) == {"Old"}
    project.build(strict=False)
    assert said(project) == {"New"}
    assert not list(project.root.glob(".site*"))


def command(project: Playground, *arguments: str) -> subprocess.Popen[bytes]:
    """Run MkDocs as a person does."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=project.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
    )


@pytest.mark.parametrize("times", [4, pytest.param(60, marks=pytest.mark.nightly)])
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new(times: int, project: Playground) -> None:
    renew(project)
    shutil.copytree(project.root / "site", project.root / "old")
    began = time.monotonic()
    assert command(project, "build", "-q").wait() == 0
    takes = time.monotonic() - began
    for share in random.Random(times).choices(range(20, 105), k=times):
        shutil.rmtree(project.root / "site")
        shutil.copytree(project.root / "old", project.root / "site")
        process = command(project, "build", "-q")
        time.sleep(takes * share / 100)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert said(project) in ({"Old"}, {"New"})
    assert command(project, "build", "-q").wait() == 0
    assert said(project) == {"New"}
    assert not list(project.root.glob(".site*"))


def test_two_builds_at_once_end_well(project: Playground) -> None:
    renew(project)
    both = [command(project, "build", "-q") for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert said(project) == {"New"}
    assert not list(project.root.glob(".site*"))


def test_gh_deploy_publishes_the_new_site(project: Playground, tmp_path_factory: pytest.TempPathFactory) -> None:
    hub = tmp_path_factory.mktemp("hub")
    git(hub, "init", "-q", "--bare")
    git(project.root, "init", "-q")
    git(project.root, "remote", "add", "origin", str(hub))
    commit_all(project, {".gitignore": "site/\n"}, "2026-03-01")
    renew(project)
    process = command(project, "gh-deploy", "-q", "--force")
    assert process.wait() == 0
    assert "New" in git(hub, "show", "gh-pages:index.html")
    assert said(project) == {"New"}


def test_a_build_into_another_folder_and_over_the_old_one_works(project: Playground, tmp_path: Path) -> None:
    renew(project)
    assert command(project, "build", "-q", "-d", str(tmp_path / "else" / "where")).wait() == 0
    assert "New" in text_of(tmp_path / "else" / "where" / "index.html")
    assert said(project) == {"Old"}
    assert command(project, "build", "-q").wait() == 0
    assert said(project) == {"New"}


@pytest.mark.parametrize("name", ["build", "gh-deploy"])
def test_a_dirty_build_is_refused_with_the_reason_and_leaves_the_old_site(project: Playground, name: str) -> None:
    renew(project)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", name, "--dirty"], cwd=project.root, capture_output=True, text=True, check=False
    )
    error = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in error
    assert "--dirty builds only what changed in its own file" in error
    assert said(project) == {"Old"}
