"""Symbolic links: what lies outside of the project is neither read nor copied nor quoted, whoever asks for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from conftest import Playground
from prodops_playbook.cli import main
from repositories import commit_all, git

SECRET = "token: hunter2"
TERM = "title: Launch\ndefinition: The day\n"
PAGE = "# A page\n"


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder beside the project, with things that are nobody's to publish."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "secret.yml").write_text(SECRET + "\n- x\n", encoding="utf-8")
    (folder / "secret.md").write_text(f"# {SECRET}\n", encoding="utf-8")
    (folder / "secret.png").write_text(SECRET, encoding="utf-8")
    (folder / "secret.j2").write_text(SECRET, encoding="utf-8")
    return folder


def link(playground: Playground, name: str, target: Path | str) -> None:
    """Put a link into the project."""
    path = playground.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def text_below(folder: Path) -> Iterator[str]:
    """What all files of a folder hold."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.read_text(encoding="utf-8", errors="replace")


LINKS = {
    "data/terms/x.yml": "secret.yml",
    "data/terms.yml": "secret.yml",
    "data/assessments": "",
    "playbook/x.md": "secret.md",
    "playbook/images/x.png": "secret.png",
    "playbook/images": "",
    "playbook/below/more": "",
}


@pytest.mark.parametrize("name", LINKS)
def test_what_a_link_leads_to_outside_is_neither_read_nor_quoted_nor_copied(
    name: str, playground: Playground, elsewhere: Path, tmp_path: Path
) -> None:
    playground.write({"data/terms/launch.yml": TERM, "playbook/index.md": PAGE})
    link(playground, name, elsewhere / LINKS[name])
    (problem,) = [p for p in playground.problems() if p.code != "unknown-folder"]
    assert (problem.path, problem.code, "leads from here out of the project" in problem.message) == (
        name,
        "unreadable-file",
        True,
    )
    for command in (["check", "--verbose"], ["render", str(tmp_path / "out")], ["diff", "HEAD"]):
        assert "hunter2" not in CliRunner().invoke(main, ["--project", str(playground.root), *command]).output
    assert not (tmp_path / "out").exists()
    with pytest.raises(Abort):
        playground.build()
    assert not (playground.root / "site").exists()

    (playground.root / name).unlink()
    assert [p for p in playground.problems() if p.code != "unknown-folder"] == []


@pytest.mark.parametrize("folder", ["data", "playbook"])
def test_a_whole_folder_that_is_a_link_out_is_refused(folder: str, playground: Playground, elsewhere: Path) -> None:
    playground.write({"playbook/index.md": PAGE})
    (playground.root / folder).rename(elsewhere / folder)
    link(playground, folder, elsewhere / folder)
    assert "unreadable-file" in playground.codes()


@pytest.mark.parametrize("name", [".env", ".git/config"])
def test_a_link_to_what_is_hidden_in_the_project_is_refused(name: str, playground: Playground) -> None:
    playground.write({name: SECRET, "playbook/index.md": PAGE})
    link(playground, "playbook/x.md", playground.root / name)
    (problem,) = playground.problems()
    assert (problem.path, "to a hidden file" in problem.message) == ("playbook/x.md", True)


def test_links_that_stay_in_the_project_work(playground: Playground, tmp_path: Path) -> None:
    playground.write(
        {
            "README.md": "# Read me first\n",
            ".github/HOW.md": "# How to take part\n",
            "brand/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "brand/more/wide.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "shared/launch.yml": TERM,
            "playbook/index.md": PAGE,
        }
    )
    link(playground, "playbook/first.md", "../README.md")
    link(playground, "playbook/how.md", "../.github/HOW.md")
    link(playground, "playbook/logo.svg", "../brand/logo.svg")
    link(playground, "playbook/brand", "../brand")
    link(playground, "data/terms", playground.root / "shared")
    playground.write({"data/playbook.yml": "default_owner: product-ops-lead\nfeedback: x\nlogo: logo.svg\n"})
    assert playground.problems() == []
    site = playground.build()
    for page, words in (("first", "Read me first"), ("how", "How to take part"), ("terms", "The day")):
        assert words in (site / page / "index.html").read_text(encoding="utf-8")
    assert (site / "logo.svg").is_file()
    assert (site / "brand" / "more" / "wide.svg").is_file()
    done = CliRunner().invoke(main, ["--project", str(playground.root), "render", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "brand" / "more" / "wide.svg").is_file()


def test_links_between_folders_are_followed_one_deep(playground: Playground) -> None:
    for name in "abc":
        for other in "abc":
            link(playground, f"playbook/{name}/{other}", playground.root / "playbook" / other)
    found = playground.problems()
    assert {p.code for p in found} == {"unreadable-file"}
    assert len(found) < 3 * 3 * 3 + 1


def test_a_logo_that_leads_out_is_refused_at_its_line(playground: Playground, elsewhere: Path) -> None:
    link(playground, "playbook/logo.png", elsewhere / "secret.png")
    playground.write({"data/playbook.yml": "default_owner: product-ops-lead\nfeedback: x\nlogo: logo.png\n"})
    assert ("data/playbook.yml", 3) in [(p.path, p.line) for p in playground.problems()]


@pytest.mark.parametrize("name", ["templates/pages/term.md.j2", "templates/indexes", "templates"])
def test_a_template_that_leads_out_is_refused(name: str, playground: Playground, elsewhere: Path) -> None:
    playground.write({"data/terms/launch.yml": TERM})
    (elsewhere / "term.md.j2").write_text(SECRET, encoding="utf-8")
    (elsewhere / "indexes").mkdir()
    (elsewhere / "indexes" / "term.md.j2").write_text(SECRET, encoding="utf-8")
    link(playground, name, elsewhere / "term.md.j2" if name.endswith(".j2") else elsewhere)
    if name == "templates/indexes":
        (playground.root / name).unlink()
        link(playground, name, elsewhere / "indexes")
    site = playground.render()
    assert all("hunter2" not in page.text for page in site.pages)
    assert {p.code for p in site.problems} == ({"template-error"} if name == "templates/indexes" else set())
    assert [(p.path, p.code) for p in playground.problems()] == [(name, "unreadable-file")]


def test_a_linked_record_is_not_read_by_diff_either(playground: Playground, elsewhere: Path) -> None:
    git(playground.root, "init", "-q")
    commit_all(playground, {"data/terms/launch.yml": TERM}, "2026-03-01")
    (elsewhere / "brief.yml").write_text("title: hunter2\ndefinition: x\n", encoding="utf-8")
    link(playground, "data/terms/brief.yml", os.path.relpath(elsewhere / "brief.yml", playground.root / "data/terms"))
    done = CliRunner().invoke(main, ["--project", str(playground.root), "diff", "HEAD"])
    assert (done.stdout, "hunter2" in done.output) == ("", False)


@pytest.mark.parametrize("name", ["extra.css", "partials/footer.html", "more"])
def test_what_a_site_puts_over_its_theme_leads_nowhere_out_either(
    name: str, playground: Playground, elsewhere: Path, caplog: pytest.LogCaptureFixture
) -> None:
    playground.write({"playbook/index.md": PAGE, "overrides/main.html": '{% extends "base.html" %}'})
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    playground.build(theme=theme)
    link(playground, f"overrides/{name}", elsewhere / ("" if name == "more" else "secret.md"))
    with pytest.raises(Abort):
        playground.build(theme=theme)
    assert f"overrides/{name}:1:1: error[unreadable-file]" in caplog.text
    assert all("hunter2" not in text for text in text_below(playground.root / "site"))


LATE = """\
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File


def add(files, config):
    files.append(File({name!r}, {folder!r}, config.site_dir, config.use_directory_urls))


@event_priority(-100)
def {event}({arguments}, **others):
    add(files, config)
    return {first}
"""


@pytest.mark.parametrize(
    ("what", "event"),
    [*((what, "on_files") for what in ("record", "picture", "page")),
     *((what, event) for what in ("record", "picture") for event in ("on_nav", "on_env"))],
)  # fmt: skip
def test_what_another_plugin_adds_late_is_kept_back_too(
    what: str, event: str, playground: Playground, elsewhere: Path,
    caplog: pytest.LogCaptureFixture
) -> None:  # fmt: skip
    secret = f"title: Launch\ndefinition: {SECRET.replace(': ', ' ')}\nhidden: true\n"
    playground.write({"playbook/index.md": PAGE, "data/terms/launch.yml": secret})
    name = {"record": "terms/launch.yml", "picture": "x.png", "page": "x.md"}[what]
    folder = playground.root / ("data" if what == "record" else "playbook")
    if what != "record":
        link(playground, f"playbook/{name}", elsewhere / f"secret.{name[2:]}")
    first = event.removeprefix("on_")
    arguments = "files, *, config" if first == "files" else f"{first}, *, config, files"
    hook = LATE.format(name=name, folder=str(folder), event=event, first=first, arguments=arguments)
    playground.write({"late.py": hook})
    # What is left out is not looked at by the checks.
    site = playground.build(strict=False, hooks=["late.py"], exclude_docs=f"/{name}")
    assert all("hunter2" not in text for text in text_below(site))
    assert f"{name}, added by the theme, or a plugin, is not published" in caplog.text


@pytest.mark.parametrize("way", ["custom_dir", "a link in custom_dir", "docs_dir"])
def test_no_way_into_the_site_leads_records_there(way: str, playground: Playground) -> None:
    playground.write({"playbook/index.md": PAGE, "data/terms/launch.yml": TERM, "overrides/x.css": "a {}"})
    options: dict[str, Any] = {}
    if way != "docs_dir":
        options["theme"] = {"name": "material", "custom_dir": "data" if way == "custom_dir" else "overrides"}
    if way == "a link in custom_dir":
        link(playground, "overrides/more", "../data")
    if way == "docs_dir":
        link(playground, "playbook/more", "../data")
    site = playground.build(strict=False, **options)
    assert (site / "index.html").is_file()
    assert [path for path in site.rglob("*.y*ml") if "sitemap" not in path.name] == []


@pytest.mark.parametrize("option", ["extra_templates", "extra_css"])
def test_what_mkdocs_yml_names_beside_the_pages_leads_nowhere_out(
    option: str, playground: Playground, elsewhere: Path
) -> None:
    playground.write({"playbook/index.md": PAGE})
    (elsewhere / "secret.html").write_text(SECRET, encoding="utf-8")
    link(playground, "playbook/x.html", elsewhere / "secret.html")
    with pytest.raises(Abort):
        playground.build(strict=False, **{option: ["x.html"]})
    (playground.root / "playbook" / "x.html").unlink()
    playground.write({"data/terms/launch.yml": f"{TERM}not: hunter2\nhidden: true\n"})
    outside = [os.path.relpath(elsewhere / "secret.html", playground.root / "playbook"), "../data/terms/launch.yml"]
    site = playground.build(strict=False, **{option: outside})
    assert all("hunter2" not in text for text in text_below(site))


def test_nothing_is_written_through_a_link_that_leads_out(playground: Playground, elsewhere: Path) -> None:
    link(playground, "data/terms", elsewhere)
    done = CliRunner().invoke(main, ["--project", str(playground.root), "new", "term", "launch"])
    assert (done.exit_code, "leads from here out of the project" in done.output) == (2, True)
    assert not (elsewhere / "launch.yml").exists()
