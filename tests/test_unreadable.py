"""What stands in the place of a file and cannot be read as one: each is told at its place, and nothing waits for it."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs.exceptions import Abort

from conftest import Playground
from prodops_playbook.cli import main
from sites import CHECKLIST

SITE = "site_name: x\nplugins: [{playbook: {under: playbook/}}]\ntheme: {name: material, font: false}\n"


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        before = Path.cwd()
        os.chdir(path.parent)  # the name of a socket is short
        made.bind(path.name)
        os.chdir(before)


ODD: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a named pipe": os.mkfifo,
    "a socket": a_socket,
    "a link in a circle": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
}
ILL: dict[str, Callable[[Path], object]] = {
    "not UTF-8": lambda path: path.write_bytes(b"title: Caf\xe9\n"),
    "UTF-16": lambda path: path.write_bytes("title: x\n".encode("utf-16")),
    "ten MiB": lambda path: path.write_bytes(b"# a: b\n" * 1_500_000),
}
READ = (
    "data/playbook.yml",
    "data/roles.yml",
    "data/terms/x.yml",
    "docs/x.md",
    "mkdocs.yml",
    "templates/pages/role.md.j2",
)
COPIED = ("docs/picture.png",)


def check(playground: Playground) -> Result:
    return CliRunner().invoke(main, ["--project", str(playground.root), "check"])


def put(playground: Playground, name: str, make: Callable[[Path], object]) -> None:
    playground.write({"mkdocs.yml": SITE, "docs/index.md": "# Home\n", f"{name}.x": ""})
    path = playground.root / name
    path.unlink(missing_ok=True)
    make(path)


FOLDERS = ("data/playbook.yml", "mkdocs.yml")
"""Where a folder is no folder like others."""
UNREAD = [(name, way) for name in READ for way in (*ODD, *ILL) if way != "a folder" or name in FOLDERS]
UNREAD += [(name, way) for name in COPIED for way in ODD if way != "a folder"]  # a picture may hold anything


@pytest.mark.parametrize(("name", "way"), UNREAD)
def test_what_cannot_be_read_is_told_at_its_place(name: str, way: str, playground: Playground) -> None:
    put(playground, name, (ODD | ILL)[way])
    done = check(playground)
    assert done.exit_code == 1
    assert done.stdout.startswith(f"{name}:1:")


@pytest.mark.parametrize("way", [*ODD])
def test_a_logo_that_is_no_file_is_told_at_its_line(way: str, playground: Playground) -> None:
    put(playground, "docs/logo.svg", ODD[way])
    playground.write({"data/playbook.yml": "default_owner: product-ops-lead\nfeedback: x\nlogo: logo.svg\n"})
    assert "data/playbook.yml:3:7: error[unknown-setting]" in check(playground).stdout


@pytest.mark.parametrize("way", [*ODD][1:])
def test_what_cannot_be_copied_stops_the_build_before_it_begins(way: str, playground: Playground) -> None:
    put(playground, "playbook/picture.png", ODD[way])
    with pytest.raises(Abort):
        playground.build()
    assert not (playground.root / "site").exists()


@pytest.mark.parametrize("name", ["data", "templates"])
def test_a_folder_that_is_a_link_in_a_circle_ends_in_a_sentence(
    name: str, playground: Playground, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(playground.root / name, ignore_errors=True)
    (playground.root / name).symlink_to(name)
    if name == "templates":
        playground.build()
        return
    assert "there is no playbook in" in check(playground).output
    with pytest.raises(Abort):
        playground.build()
    assert "data/playbook.yml" in caplog.text


@pytest.mark.parametrize("way", [way for way in (ODD | ILL) if way != "a folder"])
def test_a_file_in_the_place_of_a_folder_of_records_is_told(way: str, playground: Playground) -> None:
    put(playground, "data/terms", (ODD | ILL)[way])
    assert check(playground).stdout.startswith("data/terms:1:1: error[unknown-folder]")


# mkdocs.yml

FAR = {
    "a bracket that stays open": ("docs_dir: [\n", "yaml-syntax"),
    "a tab": ("theme:\n\tname: x\n", "yaml-syntax"),
    "brackets in brackets": (f"docs_dir: {'[' * 20_000}\n", "too-deep"),
    "aliases of aliases": (
        "a: &a [x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 8)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
        + "exclude_docs: *i\nmarkdown_extensions: [{toc: {x: *i}}]\n",
        "too-large",
    ),
    "a list that holds itself": ("markdown_extensions: &a [{toc: *a}]\n", "too-large"),
    "many patterns": ("exclude_docs: |\n" + "".join(f"  p{i}*\n" for i in range(3_000)), "too-large"),
    "much of what is asked": ("theme:\n" + "".join(f"  a{i}: b\n" for i in range(20_000)), "too-large"),
}


@pytest.mark.parametrize("name", FAR)
def test_a_configuration_that_a_check_cannot_read_is_told(name: str, playground: Playground) -> None:
    text, code = FAR[name]
    playground.write({"mkdocs.yml": SITE.replace("theme", "#") + text, "docs/index.md": "# Home\n"})
    done = check(playground)
    assert f"error[{code}]" in done.stdout
    assert done.stdout.startswith("mkdocs.yml:")


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml"])
def test_of_a_configuration_only_what_a_check_asks_for_is_read(name: str, playground: Playground) -> None:
    pages = "".join(f"  - p{i}: p{i}.md\n" for i in range(40_000))
    text = f"{SITE}nav:\n{pages}  - ]\nextra:\n\tx: y\nexclude_docs: &left |\n  drafts/\nx: *left\n"
    playground.write({name: text, "docs/drafts/x.md": "[[nobody-here]]\n", "docs/y.md": "[[term:nobody-here]]\n"})
    done = check(playground)
    assert [line.partition(": ")[0] for line in done.stdout.splitlines() if line[:1] != " "] == ["docs/y.md:1:1"]


# Templates

PAPER = """\
{% extends "builtin/pages/checklist.md.j2" %}
{% block lead %}
{% if page.run.paper %}{{ page.nothing }}{% endif %}
{% endblock %}
"""


def test_a_template_that_fails_on_paper_only_is_told_by_the_check_and_by_print(
    playground: Playground, tmp_path: Path
) -> None:
    playground.write({"data/checklists/send.yml": CHECKLIST, "templates/pages/checklist.md.j2": PAPER})
    for command in (["check"], ["print", "send", "-o", str(tmp_path / "out")]):
        done = CliRunner().invoke(main, ["--project", str(playground.root), *command])
        assert done.exit_code == 1
        assert "templates/pages/checklist.md.j2:3:1: error[template-error]" in done.stdout
        assert "met while rendering data/checklists/send.yml" in done.stdout
    assert not (tmp_path / "out").exists()


def test_a_template_that_fails_on_a_hand_written_page_is_told_by_the_check(playground: Playground) -> None:
    own = "{{ page.nothing }}"
    files = {"data/checklists/send.yml": CHECKLIST, "playbook/x.md": "# X\n\n![[checklist:send]]\n"}
    playground.write({**files, "templates/embeds/checklist.md.j2": own})
    assert "templates/embeds/checklist.md.j2:1:1: error[template-error]" in check(playground).stdout
