"""The package as people install it: built, installed elsewhere, run in a folder of its own."""

from __future__ import annotations

import email
import importlib.metadata
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT


def run(*command: str, folder: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command in a folder; `path` is where Python looks for the package, and for nothing of the repository."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "PLAYBOOK"))}
    settings = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "NO_COLOR": "1", "PLAYBOOK_TODAY": "2026-11-02"}
    if path is not None:
        settings["PYTHONPATH"] = str(path)
    return subprocess.run(
        command,
        cwd=folder,
        env=outside | settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what it is built from, so that nothing is written into the repository."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("generator", "templates", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, copy / name)
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "out", ".", folder=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (copy / "out").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is installed into; what it needs comes from the tests' own environment."""
    target = tmp_path_factory.mktemp("installed")
    done = run(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"),
        *("--target", str(target), str(wheel)),
        folder=target,
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def project(installed: Path, tmp_path: Path) -> Path:
    """A project made from the starter that was installed."""
    folder = tmp_path / "our playbook"
    shutil.copytree(installed / "prodops_playbook" / "_starter", folder / "data")
    shutil.copytree(ROOT / "playbook", folder / "playbook")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


# Runs a command of the installed package, and says where everything of it came from. An editable install would put
# the repository on the path through an import hook or a .pth file: both are taken away first.
_RUN = """
import importlib, sys
repository = {repository!r}
sys.path[:] = [p for p in sys.path if not p.startswith(repository)]
sys.meta_path[:] = [f for f in sys.meta_path if "editable" not in repr(f).lower()]
import prodops_playbook
assert prodops_playbook.__file__.startswith({installed!r}), prodops_playbook.__file__
sys.argv = {argv!r}
module, _, name = {entry!r}.partition(":")
try:
    getattr(importlib.import_module(module), name)()
finally:
    for found in list(sys.modules.values()):
        file = getattr(found, "__file__", None) or ""
        assert not file.startswith(repository), file
"""


def call(entry: str, *arguments: str, installed: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a console command does, with the installed package alone."""
    repository = f"{ROOT / 'generator'}{os.sep}"
    name = "mkdocs" if entry.startswith("mkdocs") else "playbook"
    script = _RUN.format(repository=repository, installed=str(installed), argv=[name, *arguments], entry=entry)
    return run(sys.executable, "-c", script, folder=folder, path=installed)


def test_the_wheel_holds_the_package_and_all_that_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder, inside in (("templates", "_templates"), ("data", "_starter")):
        files = {p.relative_to(ROOT / folder).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert {f"prodops_playbook/{inside}/{name}" for name in files} <= names
    package = ROOT / "generator" / "prodops_playbook"
    files = {
        p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    }
    assert {f"prodops_playbook/{name}" for name in files} <= names
    assert {"prodops_playbook/py.typed", "prodops_playbook/assets/playbook.css"} <= names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"prodops_playbook"}
    assert not [
        name for name in names if "__pycache__" in name or "/tests/" in name or name.endswith((".pyc", ".orig"))
    ]
    assert len(names) == len(set(names))


def test_the_wheel_names_its_commands_plugin_and_licence(wheel: Path, installed: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        metadata = email.message_from_bytes(archive.read(info))
    assert metadata["Name"] == "prodops-playbook"
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    (distribution,) = importlib.metadata.distributions(path=[str(installed)])
    entries = {(entry.group, entry.name): entry.value for entry in distribution.entry_points}
    assert entries == {
        ("console_scripts", "playbook"): "prodops_playbook.cli:main",
        ("mkdocs.plugins", "playbook"): "prodops_playbook.plugin:PlaybookPlugin",
    }


def test_the_starter_of_the_wheel_has_no_problem(installed: Path, project: Path) -> None:
    done = call("prodops_playbook.cli:main", "check", "--strict", installed=installed, folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == ""
    assert "records: " in done.stderr


def test_the_installed_command_reports_a_mistake(installed: Path, project: Path) -> None:
    (project / "data" / "processes" / "broken.yml").write_text("title: Broken\n", encoding="utf-8")
    done = call("prodops_playbook.cli:main", "check", installed=installed, folder=project)
    assert done.returncode == 1
    assert "data/processes/broken.yml:1:1: error[missing-field]" in done.stdout


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    done = call("prodops_playbook.cli:main", "--version", installed=installed, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    (distribution,) = importlib.metadata.distributions(path=[str(installed)])
    assert distribution.version in done.stdout


def test_mkdocs_builds_a_site_with_the_installed_package(installed: Path, project: Path) -> None:
    done = call("mkdocs.__main__:cli", "build", "--strict", installed=installed, folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"
    assert (site / "index.html").is_file()
    assert (site / "assets" / "playbook.css").is_file()
    records = list((project / "data" / "processes").glob("*.yml"))
    assert records
    for record in records:
        assert (site / "processes" / record.stem / "index.html").is_file()


def test_a_project_can_extend_the_templates_of_the_installed_package(installed: Path, project: Path) -> None:
    template = project / "templates" / "pages" / "process.md.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "builtin/pages/process.md.j2" %}{% block more %}Words of ours.{% endblock %}', encoding="utf-8"
    )
    done = call("mkdocs.__main__:cli", "build", "--strict", installed=installed, folder=project)
    assert done.returncode == 0, done.stdout + done.stderr
    page = next((project / "site" / "processes").glob("*/index.html")).read_text(encoding="utf-8")
    assert "Words of ours." in page
