"""“Change this page”: the link leads to the file behind the page, whatever hosts the repository."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlparse

import pytest

from conftest import Playground
from repositories import git
from sites import pages_of, process, soup_of


def edit_link(page: Path) -> str | None:
    found = soup_of(page).select_one("a.md-content__button[rel=edit]")
    if found is None:
        return None
    # As a browser does: `a/../b` is b, but not behind a question mark.
    return urljoin(str(found["href"]), urlparse(str(found["href"]))._replace(scheme="", netloc="").geturl())


REPOSITORIES = {
    "github": ("{url: https://github.com/acme/playbook}", "https://github.com/acme/playbook/edit/main/{}"),
    "github with a branch": (
        "{url: https://github.com/acme/playbook/, branch: trunk}",
        "https://github.com/acme/playbook/edit/trunk/{}",
    ),
    "gitlab": (
        "{url: https://gitlab.example/acme/playbook, host: gitlab}",
        "https://gitlab.example/acme/playbook/-/edit/main/{}",
    ),
    "gitlab, as its address says": (
        "{url: https://gitlab.com/acme/group/playbook.git}",
        "https://gitlab.com/acme/group/playbook/-/edit/main/{}",
    ),
    "an address that leads into the repository": (
        "{url: https://github.com/acme/playbook/tree/main/data}",
        "https://github.com/acme/playbook/edit/main/{}",
    ),
    "gitea": (
        "{url: https://git.example/acme/playbook, host: gitea}",
        "https://git.example/acme/playbook/_edit/main/{}",
    ),
    "own": (
        '{url: "https://git.example/x", host: own, edit: "https://git.example/x/{branch}/edit/{path}"}',
        "https://git.example/x/main/edit/{}",
    ),
    "own with the path in the middle": (
        '{url: "https://git.example/x", host: own, edit: "https://git.example/{path}/edit?at={branch}"}',
        "https://git.example/{}/edit?at=main",
    ),
    "own with the path in a query": (
        '{url: "https://git.example/x", host: own, edit: "https://git.example/edit?at={branch}&file={path}"}',
        "https://git.example/edit?at=main&file={}",
    ),
}


@pytest.mark.parametrize("name", REPOSITORIES)
def test_the_edit_link_leads_to_the_file_behind_the_page(name: str, playground: Playground) -> None:
    repository, pattern = REPOSITORIES[name]
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write(
        {
            "data/playbook.yml": f"{settings}repository: {repository}\n",
            "data/processes/a-b.yml": process("A b"),
            "playbook/index.md": "# Home\n",
            "playbook/more/notes.md": "# Notes\n",
        }
    )
    site = playground.build()
    files = {
        "processes/a-b/": "data/processes/a-b.yml",
        "roles/product-manager/": "data/roles.yml",
        "": "playbook/index.md",
        "more/notes/": "playbook/more/notes.md",
    }
    for page, file in files.items():
        assert edit_link(site / page / "index.html") == pattern.format(file), page


def test_the_edit_link_follows_mkdocs_yml_where_that_sets_one(playground: Playground) -> None:
    playground.write({"data/processes/a-b.yml": process("A b"), "playbook/index.md": "# Home\n"})
    site = playground.build(repo_url="https://github.com/acme/site", edit_uri="edit/trunk/playbook/")
    assert (
        edit_link(site / "processes/a-b/index.html") == "https://github.com/acme/site/edit/trunk/data/processes/a-b.yml"
    )
    assert edit_link(site / "index.html") == "https://github.com/acme/site/edit/trunk/playbook/index.md"


def test_mkdocs_yml_wins_over_playbook_yml(playground: Playground) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write({"data/playbook.yml": settings + "repository: {url: https://gitlab.com/a/b, host: gitlab}\n"})
    playground.write({"data/processes/a-b.yml": process("A b")})
    site = playground.build(repo_url="https://github.com/acme/site", edit_uri="edit/trunk/playbook/")
    assert (
        edit_link(site / "processes/a-b/index.html") == "https://github.com/acme/site/edit/trunk/data/processes/a-b.yml"
    )


def test_the_organisation_stands_at_the_foot_unless_mkdocs_yml_says_other(playground: Playground) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")

    def foot(**options: Any) -> str:
        found = soup_of(playground.build(**options) / "roles" / "index.html").select_one(".md-copyright")
        return found.get_text(" ", strip=True) if found else ""

    assert "Our company" not in foot()
    playground.write({"data/playbook.yml": f"{settings}organization: Hum & <b>Drum</b>\n"})
    assert foot() == "Hum & <b>Drum</b>"
    assert foot(copyright="Ours") == "Ours"


def test_a_page_without_a_file_of_its_own_has_no_edit_link(playground: Playground) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write({"data/playbook.yml": settings + "repository: {url: https://github.com/a/b}\n"})
    site = playground.build()
    for page in ("processes", "library", "checks", "terms"):
        assert edit_link(site / page / "index.html") is None


def test_without_a_repository_there_is_no_edit_link(own_site: Path) -> None:
    assert all(edit_link(page) is None for page in pages_of(own_site).values())


def test_in_a_folder_of_a_repository_the_link_has_the_path_from_its_root(
    playground: Playground, tmp_path: Path
) -> None:
    root = tmp_path / "one repository" / "hand & book"
    shutil.copytree(playground.root / "data", root / "data")
    git(root.parent, "init", "-q")
    inner = Playground.__new__(Playground)
    inner.root = root
    settings = (root / "data/playbook.yml").read_text(encoding="utf-8")
    inner.write({"data/playbook.yml": f"{settings}repository: {{url: https://github.com/acme/all}}\n"})
    inner.write({"data/processes/a-b.yml": process("A b"), "playbook/index.md": "# Home\n"})
    site = inner.build()
    begin = "https://github.com/acme/all/edit/main/hand%20%26%20book/"
    assert edit_link(site / "processes/a-b/index.html") == f"{begin}data/processes/a-b.yml"
    assert edit_link(site / "index.html") == f"{begin}playbook/index.md"
    body = soup_of(site / "processes/a-b/index.html")
    assert body.find("a", string="Change this page")["href"] == f"{begin}data/processes/a-b.yml"  # type: ignore[index]
    new = body.find("a", string="Begin a new file in the repository") or soup_of(site / "processes/index.html").find(
        "a", string="Begin a new file in the repository"
    )
    assert "filename=hand%20%26%20book/data/processes/" in str(new["href"])  # type: ignore[index]
