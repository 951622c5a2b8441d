"""Hidden records leave no word in the site; library, retired and example records are marked."""

from __future__ import annotations

import gzip
import html
import re
from pathlib import Path
from urllib.parse import urlparse

import pytest
import yaml

from conftest import Playground, build_site, write
from prodops_playbook.playbook import host, load
from sites import CHECKLIST, body_of, dump, pages_of, process, soup_of, text_of, words

SECRET = "Zebrafish Reorganisation"


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site where many things refer to hidden records."""
    project = Playground(tmp_path_factory.mktemp("secretive"))
    hidden = {"hidden": True, "tags": ["zebrafish-tag"], "summary": f"{SECRET} summary", "x_own": f"{SECRET} own"}
    roles = (project.root / "data/roles.yml").read_text(encoding="utf-8")
    project.write(
        {
            "data/roles.yml": roles
            + f"secret-role:\n  title: {SECRET} role\n  hidden: true\n  accountable_for: ['{SECRET} task']\n"
            + f"  reach: '#{SECRET}-channel'\n  held_by: ['{SECRET} person']\n",
            "data/processes/secret.yml": process(f"{SECRET} process", **hidden, related={"uses": ["process:open"]}),
            "data/checklists/secret-list.yml": CHECKLIST.replace("Before I send", f"{SECRET} list")
            + f"hidden: true\nsummary: {SECRET} list summary\n",
            "data/terms.yml": dump(
                {
                    "secret-term": {
                        "title": f"{SECRET} term",
                        "definition": f"{SECRET} means this.",
                        "hidden": True,
                        "aliases": ["shared"],
                    },
                    "open-term": {
                        "title": "Open term",
                        "definition": "See [[term:secret-term|that]].",
                        "aliases": ["shared"],
                    },
                }
            ),
            "data/doors.yml": dump(
                {
                    "secret-door": {"need": f"find {SECRET}", "go": "role:product-manager", "hidden": True},
                    "open-door": {"need": "find it", "go": "process:secret"},
                }
            ),
            "data/agreements/open.yml": yaml.safe_dump(
                {
                    "title": "Open agreement",
                    "summary": "We agree.",
                    "status": "library",
                    "parties": [
                        {"who": "role:product-manager", "promises": ["We do."]},
                        {"who": "role:secret-role", "promises": ["We do too."]},
                    ],
                    "when_broken": "We talk.",
                }
            ),
            "data/processes/open.yml": process(
                "Open",
                owner="secret-role",
                checklists=["secret-list"],
                purpose="Goes with [[process:secret]] and [[secret-term]].",
                related={"see_also": ["process:secret"]},
                decided_by="secret-role",
            ),
            "playbook/index.md": (
                "# Home\n\n[[process:secret]] ![[process:secret]] ![[checklist:secret-list]]\n\n![[view:doors]]\n"
            ),
        }
    )
    return project.build(strict=False, plugins=["search", "tags", "playbook"])


def holding(site: Path, text: str) -> list[str]:
    """The files that hold a text, in any of its written forms."""
    found = []
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        data = path.read_bytes()
        plain = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "ignore")
        if text.lower() in plain.lower() or text.lower() in html.unescape(plain).lower():
            found.append(path.relative_to(site).as_posix())
    return found


def test_a_hidden_record_has_no_page(secretive: Path) -> None:
    pages = pages_of(secretive)
    assert "processes/open/" in pages
    for address in ("processes/secret/", "checklists/secret-list/", "roles/secret-role/"):
        assert address not in pages


@pytest.mark.parametrize(
    "what",
    ["process", "list", "role", "task", "person", "term", "means", "summary", "own"],
)
def test_what_a_hidden_record_says_is_in_no_file_of_the_site(what: str, secretive: Path) -> None:
    assert holding(secretive, f"{SECRET} {what}") == []


def test_a_hidden_role_tells_nobody_how_to_reach_it(secretive: Path) -> None:
    assert holding(secretive, f"{SECRET}-channel") == []


def test_a_hidden_door_and_hidden_tags_are_in_no_file_of_the_site(secretive: Path) -> None:
    assert holding(secretive, f"find {SECRET}") == []
    assert holding(secretive, "zebrafish-tag") == []


def test_a_link_to_a_hidden_record_is_words_without_a_link(secretive: Path) -> None:
    body = body_of(secretive / "processes" / "open" / "index.html")
    assert "Goes with secret and secret-term." in " ".join(body.get_text().split())
    assert not [a for a in body.select("a[href]") if "secret" in str(a["href"])]


def test_a_library_record_is_marked_and_stays_out_of_the_navigation(playground: Playground) -> None:
    playground.write(
        {
            "data/processes/used.yml": process("Used process"),
            "data/processes/kept.yml": process("Kept process", status="library"),
            "data/processes/old.yml": process("Old process", status="retired"),
        }
    )
    site = playground.build()
    kept = site / "processes" / "kept" / "index.html"
    assert re.search(r"(?i)not in use here", words(body_of(kept).select_one(".pb-status")))
    assert not body_of(site / "processes" / "used" / "index.html").select(".pb-status")
    retired = body_of(site / "processes" / "old" / "index.html").select_one(".pb-status")
    assert "We no longer work this way." in words(retired)
    for page in pages_of(site).values():
        links = {
            urlparse(str(a["href"])).path for a in soup_of(page).select("nav.md-nav--primary a[href], .md-tabs a[href]")
        }
        assert not [link for link in links if "kept" in link or link.endswith("old/")]
    nav = {words(a) for a in soup_of(site / "processes" / "index.html").select("nav.md-nav--primary a[href]")}
    assert "Used process" in nav
    assert "Kept process" in text_of(site / "library" / "index.html")
    assert "Used process" not in text_of(site / "library" / "index.html")
    index = body_of(site / "processes" / "index.html")
    assert [words(h) for h in index.select("h2")] == ["In the library", "Retired"]
    assert len(index.select("tbody tr")) == 3


def test_an_example_is_marked(playground: Playground) -> None:
    playground.write({"data/processes/p.yml": process("P", example=True)})
    body = body_of(playground.build() / "processes" / "p" / "index.html")
    assert "Made-up content" in words(body.select_one(".pb-status"))


HIDDEN = "hidden: true\n"
SECRETIVE_SLIPS = {
    "by its id": {"data/terms/b.yml": "title: B\ndefinition: See [[role:launch]].\n"},
    "by an id that is almost its own": {"data/terms/b.yml": "title: B\ndefinition: See [[term:launhc]].\n"},
    "by its old id": {"data/terms/b.yml": "title: B\ndefinition: See [[go-live]].\n"},
    "by an id of two kinds": {
        "data/roles/launch.yml": "title: Launcher\naccountable_for: [A]\nreach: '#a'\n",
        "data/terms/b.yml": "title: B\ndefinition: See [[launch]].\n",
    },
    "by its title": {"data/terms/b.yml": "title: No\ndefinition: The second letter.\n"},
    "by another name": {"data/terms/b.yml": "title: B\ndefinition: The second letter.\naliases: [rollout]\n"},
    "by its id as an old one": {"data/terms/b.yml": "title: B\ndefinition: Second.\nold_ids: [launch]\n"},
    "by its old id as an old one": {"data/terms/b.yml": "title: B\ndefinition: Second.\nold_ids: [go-live]\n"},
    "in itself": {"data/terms/launch.yml": f"title: No\ndefinition: See [[nowhere]].\n{HIDDEN}"},
    "in what cannot be read of it": {"data/terms/launch.yml": f"title: No\ndefinition: [x]\n{HIDDEN}"},
    "in a hand-written page": {"playbook/x.md": "# X\n\n[[term:launhc]]\n"},
}


@pytest.mark.parametrize("files", SECRETIVE_SLIPS.values(), ids=SECRETIVE_SLIPS.keys())
def test_a_slip_that_names_a_hidden_record_is_told_to_its_author_and_not_to_readers(
    files: dict[str, str], playground: Playground
) -> None:
    hidden = "title: No\ndefinition: Do not read this.\naliases: [rollout]\nold_ids: [go-live]\n"
    playground.write({"data/terms/launch.yml": hidden + HIDDEN} | files)
    told = playground.problems()
    assert [problem for problem in told if problem.code != "nobody-named"]
    page = playground.page("checks.md").partition("## Everything it looks for")[0]
    assert "terms/" not in page
    assert "launch" not in page


def test_what_a_hidden_record_is_called_hides_no_other_problem(playground: Playground) -> None:
    terms = {"no": {"title": "no", "definition": "A word.", "hidden": True}, "b": {"title": "B", "definition": "[[x]]"}}
    playground.write({"data/terms.yml": dump(terms)})
    page = playground.page("checks.md")
    assert "there is no record 'x'" in html.unescape(page)


RECORDS = {
    "playbook.yml": "default_owner: z\nfeedback: '#ask'\n",
    "roles.yml": "z:\n  title: Zebra\n  accountable_for: [z]\n  reach: z@example.com\n  hidden: true\n",
    "roles.yml~": "Zebra, as an editor left it",
    "processes/z.yml": process("Zebra", owner="z", hidden=True),
}
PLACES = {
    "the folder of the records lies below the pages": ("docs/data", {}),
    "records lie among the pages": ("docs", {}),
    "a link leads from the pages to the records": ("data", {"docs/d": "../data"}),
    "a link leads from the pages to one file of records": ("data", {"docs/z.txt": "../data/roles.yml"}),
    "the folder of the records is a link to below the pages": ("docs/records", {"data": "docs/records"}),
    "records are links to below the pages": (
        "docs/x",
        {"data/roles.yml": "../docs/x/roles.yml", "data/processes": "../docs/x/processes"},
    ),
}


def _arranged(root: Path, name: str) -> Path:
    """A site of others, with its records where they would be published."""
    folder, links = PLACES[name]
    write(root, {f"{folder}/{file}": text for file, text in RECORDS.items()})
    for link, target in links.items():
        (root / link).parent.mkdir(exist_ok=True)
        (root / link).symlink_to(target)
    told = folder if folder in ("docs", "docs/data") else "data"
    if told == "data":
        write(root, {"data/playbook.yml": RECORDS["playbook.yml"]})
        if "data/roles.yml" in links:
            for file in ("roles.yml~", "playbook.yml"):
                (root / folder / file).unlink()
    plugins = ["search", {"playbook": {"data_dir": told}}]
    site = {"site_name": "Handbook", "theme": {"name": "material", "font": False}, "plugins": plugins}
    return write(root, {"mkdocs.yml": yaml.safe_dump(site), "docs/index.md": "# Home\n", "docs/api.yml": "theirs: 1\n"})


@pytest.mark.parametrize("name", [name for name in PLACES if name != "records lie among the pages"])
def test_no_record_is_copied_into_the_site_wherever_it_lies(name: str, tmp_path: Path) -> None:
    playbook = load(host.project(_arranged(tmp_path, name))).playbook
    assert [file.uri for file in playbook.attached] == ["api.yml"]


def test_a_site_whose_records_lie_below_its_pages_publishes_none_of_them(tmp_path: Path) -> None:
    root = _arranged(tmp_path, "the folder of the records lies below the pages")
    (root / "docs/d").symlink_to("data")
    (root / "docs/z.txt").symlink_to("data/roles.yml")
    site = build_site(root)
    assert (site / "api.yml").read_text(encoding="utf-8") == "theirs: 1\n"
    for path in site.rglob("*"):
        assert not path.is_file() or b"zebra" not in path.read_bytes().lower(), path
    assert not (site / "data").exists()
