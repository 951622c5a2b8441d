"""The same playbook through other engines, and beside other plugins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from conftest import ROOT, Playground
from prodops_playbook.cli import main

QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
PROCESS = """\
title: Weekly triage
summary: Every request gets an answer.
owner: product-ops-lead
prevents: Requests nobody answers.
trigger: Monday.
tags: [requests]
old_ids: [intake]
steps:
  - product-manager: Read what came in.
  - product-manager: "Answer it: [[product-ops-lead|ask]] if in doubt."
"""


@pytest.fixture
def project(playground: Playground) -> Playground:
    """A project with a home page, a process and an old address."""
    return playground.write(
        {"data/processes/triage.yml": PROCESS, "playbook/index.md": "# Home\n\n[[process:triage]]\n"}
    )


def configure(project: Playground, **changes: Any) -> None:
    """Our own mkdocs.yml, with changes."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8")) | changes
    (project.root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def run(project: Playground, *command: str) -> str:
    """A module run in the project; its output."""
    line = [sys.executable, "-m", *command]
    done = subprocess.run(line, cwd=project.root, env=QUIET, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def articles(site: Path) -> dict[str, tuple[str, list[str], list[tuple[str, str]]]]:
    """Of every page: title, headings, and where its links lead."""
    found = {}
    for path in sorted(site.rglob("index.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        article = soup.select_one("article")
        assert isinstance(article, Tag)
        for extra in article.select(".headerlink, .md-content__button, .md-source-file"):
            extra.decompose()
        headings = [h.get_text(" ", strip=True) for h in article.select("h1, h2, h3")]
        links = [(a.get_text(" ", strip=True), str(a["href"])) for a in article.select("a[href]")]
        title = soup.select_one("title")
        assert title is not None
        found[path.relative_to(site).as_posix()] = (title.get_text().split(" - ")[0].strip(), headings, links)
    return found


def test_properdocs_builds_the_same_project(project: Playground) -> None:
    configure(project)
    run(project, "mkdocs", "build", "--strict", "-d", "one")
    run(project, "properdocs", "build", "--strict", "-d", "two")
    assert articles(project.root / "one") == articles(project.root / "two")


def test_zensical_builds_the_rendered_folder_with_the_same_titles_headings_and_links(project: Playground) -> None:
    configure(project)
    run(project, "mkdocs", "build", "--strict", "-d", "one")
    main(["--project", str(project.root), "render", str(project.root / "rendered")], standalone_mode=False)
    configure(project, docs_dir="rendered", site_dir="two", plugins=["search"], extra_css=["assets/playbook.css"])
    run(project, "zensical", "build", "-f", "mkdocs.yml")
    one, two = articles(project.root / "one"), articles(project.root / "two")
    assert one.keys() == two.keys()
    for page, (title, headings, links) in one.items():
        # On home, MkDocs' theme prints the name of the site alone.
        assert page == "index.html" or two[page][0] == title
        assert two[page][1:] == (headings, links), page


def test_it_works_strictly_beside_the_usual_plugins(project: Playground) -> None:
    subprocess.run(["git", "init", "-q", str(project.root)], check=True)
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
    subprocess.run(["git", "-C", str(project.root), "add", "-A"], check=True)
    subprocess.run(["git", "-C", str(project.root), *who, "commit", "-qm", "start"], check=True)
    dates = {"git-revision-date-localized": {"fallback_to_build_date": True, "strict": False}}
    redirects = {"redirects": {"redirect_maps": {"old.md": "processes/triage.md"}}}
    project.write({"playbook/tags.md": "# Tags\n\n<!-- material/tags -->\n"})
    configure(project, plugins=["search", "tags", "awesome-nav", redirects, dates, "playbook"])
    run(project, "mkdocs", "build", "--strict", "-d", "site")
    tags = (project.root / "site" / "tags" / "index.html").read_text(encoding="utf-8")
    assert "Weekly triage" in tags
    assert "processes/triage" in (project.root / "site" / "old" / "index.html").read_text(encoding="utf-8")


def test_a_hand_written_navigation_is_kept_as_it_is(project: Playground) -> None:
    nav = [{"Start": "index.md"}, {"Work": ["processes/index.md", {"On Mondays": "processes/triage.md"}]}]
    configure(project, nav=nav)
    run(project, "mkdocs", "build", "--strict", "-d", "site")
    soup = BeautifulSoup((project.root / "site" / "index.html").read_text(encoding="utf-8"), "html.parser")
    tabs = [a.get_text(strip=True) for a in soup.select(".md-tabs__link")]
    assert tabs == ["Start", "Work"]
    inner = BeautifulSoup(
        (project.root / "site" / "processes" / "index.html").read_text(encoding="utf-8"), "html.parser"
    )
    assert "On Mondays" in [a.get_text(strip=True) for a in inner.select(".md-nav--primary a")]
