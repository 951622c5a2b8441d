"""`mkdocs serve` while somebody types: it follows every change, and no mistake stops it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT, Playground

PROCESS = """\
title: {title}
summary: Every request gets an answer.
owner: product-ops-lead
prevents: Requests nobody answers.
trigger: Monday.
steps:
  - product-manager: Read what came in.
  - product-manager: Answer it.
"""


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, path: str) -> str:
        """A page's HTML; empty while there is none."""
        try:
            with urllib.request.urlopen(f"{self.address}/{path}", timeout=20) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def until(self, path: str, holds: Callable[[str], bool]) -> str:
        """The page once it is as it should be."""
        for _ in range(240):
            if holds(text := self.get(path)):
                return text
            time.sleep(0.25)
        raise AssertionError(f"{path} did not become so; the last was:\n{text[-3000:]}")


@contextlib.contextmanager
def preview(root: Path, *options: str) -> Iterator[Preview]:
    """Serve a project on a free port until the test ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *options]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=root, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        try:
            yield Preview(f"http://127.0.0.1:{port}")
        finally:
            running.terminate()
            running.wait(30)


@pytest.fixture
def project(playground: Playground) -> Playground:
    """A project with a page of its own and one process."""
    playground.write({"data/processes/triage.yml": PROCESS.format(title="Weekly triage")})
    playground.write({"playbook/index.md": "# Home\n\n[[triage]]\n", "templates/README": "ours\n"})
    (playground.root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    return playground


def test_the_preview_follows_records_pages_and_templates(project: Playground) -> None:
    with preview(project.root) as site:
        site.until("processes/triage/", lambda text: "Weekly triage" in text)
        project.write({"data/processes/triage.yml": PROCESS.format(title="Monday triage")})
        site.until("processes/triage/", lambda text: "Monday triage" in text)
        project.write({"playbook/index.md": "# A new home\n"})
        site.until("", lambda text: "A new home" in text)
        body = '{% extends "builtin/pages/process.md.j2" %}\n{% block lead %}\nOur own lead.\n{% endblock %}\n'
        project.write({"templates/pages/process.md.j2": body})
        site.until("processes/triage/", lambda text: "Our own lead." in text)


def test_a_broken_record_stays_as_it_last_was_until_it_is_mended(project: Playground) -> None:
    with preview(project.root) as site:
        site.until("processes/triage/", lambda text: "Weekly triage" in text)
        project.write(
            {"data/processes/triage.yml": PROCESS.format(title="Half typed").replace("owner", "status: what\nowner")}
        )
        broken = site.until("processes/triage/", lambda text: "pb-banner" in text)
        assert "Weekly triage" in broken
        assert "Half typed" not in broken
        assert "is not a choice here" in site.get("checks/")
        assert "pb-banner" in site.get("")
        project.write({"data/processes/triage.yml": PROCESS.format(title="Typed out")})
        mended = site.until("processes/triage/", lambda text: "Typed out" in text)
        assert "pb-banner" not in mended


def test_a_broken_file_a_broken_template_and_broken_settings_do_not_stop_it(project: Playground) -> None:
    with preview(project.root) as site:
        site.until("processes/triage/", lambda text: "Weekly triage" in text)
        project.write({"templates/pages/process.md.j2": "{% if %}\n"})
        assert "Weekly triage" in site.until("processes/triage/", lambda text: "pb-banner" in text)
        project.write({"data/playbook.yml": "default_owner: [\n", "data/roles.yml": "- no\n"})
        site.until("checks/", lambda text: "data/playbook.yml" in text)
        assert "Product operations lead" in site.get("processes/triage/")


def test_a_preview_that_builds_only_what_changed_follows_records_on_pages_that_link_to_them(
    project: Playground,
) -> None:
    with preview(project.root, "--dirty") as site:
        site.until("", lambda text: "Weekly triage" in text)
        project.write({"data/processes/triage.yml": PROCESS.format(title="Monday triage")})
        site.until("processes/triage/", lambda text: "Monday triage" in text)
        assert "Monday triage" in site.until("", lambda text: "Monday triage" in text)


def test_it_starts_with_a_broken_playbook(project: Playground) -> None:
    project.write(
        {"data/processes/triage.yml": "title: [\n", "data/terms.yml": "launch:\n  title: Launch\n  definition: A day\n"}
    )
    with preview(project.root) as site:
        assert "Launch" in site.until("terms/", lambda text: "A day" in text)
        project.write({"data/processes/triage.yml": PROCESS.format(title="Mended")})
        site.until("processes/triage/", lambda text: "Mended" in text)
