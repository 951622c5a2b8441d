"""The site as MkDocs builds it: what stands in the files that people open, search and link to."""

from __future__ import annotations

import gzip
import html
import itertools
import json
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import html5lib
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from mkdocs.exceptions import Abort

from conftest import ROOT, TODAY, Playground, build_site
from prodops_playbook.kinds import KINDS, OTHER_PAGES
from prodops_playbook.playbook import Loaded
from prodops_playbook.render import Renderer


def soup_of(path: Path) -> BeautifulSoup:
    made = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for mark in made.select("a.headerlink"):
        mark.decompose()
    return made


def body_of(path: Path) -> Tag:
    found = soup_of(path).select_one("article.md-content__inner")
    assert found is not None
    return found


def text_of(path: Path) -> str:
    return " ".join(body_of(path).get_text().split())


def pages_of(site: Path) -> dict[str, Path]:
    """Every page of a site by its address, as `processes/triage/`."""
    found = {path.parent.relative_to(site).as_posix() + "/": path for path in site.rglob("index.html")}
    return {name.removeprefix("./"): path for name, path in found.items()}


def search_of(site: Path) -> dict[str, dict[str, Any]]:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return {entry["location"]: entry for entry in index["docs"]}


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def dump(fields: Any) -> str:
    """Fields as YAML, without anchors, which records do not use."""
    return yaml.dump(json.loads(json.dumps(fields)), Dumper=_Dumper, allow_unicode=True, sort_keys=False)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out."""
        return True


def process(title: str, **more: Any) -> str:
    """A process as YAML."""
    fields = {
        "title": title,
        "summary": f"About {title}",
        "owner": "product-manager",
        "prevents": "Requests nobody answers.",
        "trigger": "Monday.",
        "steps": ["Read what came in.", "Answer it."],
    }
    return dump(fields | more)


TITLES = {
    "bold": "Own <b>bold</b>",
    "ampersand": "Q&A &amp; more &copy",
    "quotes": "Say \"no\" and 'yes'",
    "pipe": "A | B || C",
    "braces": "{{ 7*7 }} {% raw %} {# a #}",
    "emoji": "Ship it \U0001f680\U0001f469\u200d\U0001f680",
    "right-to-left": "שלום עולם \u200f",
    "marks": "*not* _em_ `code` [x](y) ~a~",
    "heading": "# 1. - x",
    "comment": "<!-- x --> ]]>",
    "script": "</title><script>alert(1)</script>",
    "colon": "title: yes: no",
    "reference": "A [[thing]] of \\ours\\",
    "plain": "Weekly triage",
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose records have titles that hold every sort of sign."""
    project = Playground(tmp_path_factory.mktemp("named"))
    project.write(
        {f"data/processes/{id_}.yml": process(title, tags=["one", "q4 2026"]) for id_, title in TITLES.items()}
    )
    links = "\n".join(f"- [[process:{id_}]]\n- ![[process:{id_}]]\n" for id_ in TITLES)
    project.write(
        {"playbook/index.md": f"# Home\n\n{links}\n", "playbook/tags.md": "# Tags\n\n<!-- material/tags -->\n"}
    )
    return project.build(strict=False, plugins=["search", "tags", "playbook"])


# Pages


def test_every_record_and_every_kind_has_its_page(own_site: Path, own_playbook: Loaded) -> None:
    pages = pages_of(own_site)
    for record in own_playbook.playbook.records.values():
        kind = KINDS[record.kind]
        if kind.paged and not record.hidden:
            assert record.title in words(soup_of(pages[f"{kind.folder}/{record.id}/"]).h1)
    for kind in KINDS.values():
        assert words(soup_of(pages[f"{kind.folder}/"]).h1) == kind.title
    for uri in OTHER_PAGES:
        assert f"{uri.removesuffix('.md')}/" in pages


def test_the_site_holds_exactly_the_generated_and_the_hand_written_pages(own_site: Path, own_playbook: Loaded) -> None:
    site = Renderer(own_playbook.playbook, today=TODAY).site()
    assert not site.problems
    assert len(pages_of(own_site)) == len(site.pages) + len(own_playbook.playbook.pages)


def test_records_of_a_small_file_and_of_a_folder_both_become_pages(playground: Playground) -> None:
    playground.write(
        {
            "data/processes/a-b.yml": process("A b"),
            "data/teams.yml": "web:\n  title: Web\n",
            "playbook/index.md": "# Home",
        }
    )
    pages = pages_of(playground.build())
    assert {"processes/a-b/", "teams/web/", "roles/product-manager/", "teams/", ""} <= {
        name.removeprefix("./") for name in pages
    }


def test_nothing_of_the_data_folder_is_published(own_site: Path) -> None:
    assert not list(own_site.rglob("*.yml"))
    assert not list(own_site.rglob("*.j2"))


# Titles, letter for letter


@pytest.mark.parametrize("id_", TITLES)
def test_a_title_comes_out_letter_for_letter_on_its_page(id_: str, named: Path) -> None:
    soup = soup_of(named / "processes" / id_ / "index.html")
    title = TITLES[id_]
    assert words(soup.title) == f"{title} - Product operations playbook"
    assert words(soup.h1) == title
    assert words(soup.select(".md-header__topic")[1]) == title
    description = soup.select_one("meta[name=description]")
    assert description is not None
    assert description["content"] == f"About {title}"


@pytest.mark.parametrize("id_", TITLES)
def test_a_title_comes_out_letter_for_letter_in_the_navigation(id_: str, named: Path) -> None:
    soup = soup_of(named / "processes" / "plain" / "index.html")
    links = {urljoin("processes/plain/", str(a["href"])): words(a) for a in soup.select("nav a.md-nav__link[href]")}
    own = soup_of(named / "processes" / id_ / "index.html").select("nav .md-nav__link--active")
    assert links[f"processes/{id_}/"] == TITLES[id_] or id_ == "plain"
    assert TITLES[id_] in {words(a) for a in own}


@pytest.mark.parametrize("id_", TITLES)
def test_a_title_comes_out_letter_for_letter_in_links_tables_and_embeds(id_: str, named: Path) -> None:
    for page in ("index.html", "processes/index.html", "roles/product-manager/index.html"):
        body = body_of(named / page)
        found = [
            words(a)
            for a in body.select("a[href]")
            if str(a["href"]).rstrip("/").endswith(f"/{id_}") or a["href"] == f"{id_}/"
        ]
        assert found
        assert set(found) == {TITLES[id_]}
    assert f"About {TITLES[id_]}" in [words(td) for td in body_of(named / "processes/index.html").select("td")]


@pytest.mark.parametrize("id_", TITLES)
def test_a_title_comes_out_letter_for_letter_in_the_search_index(id_: str, named: Path) -> None:
    entry = search_of(named)[f"processes/{id_}/"]
    assert " ".join(BeautifulSoup(entry["title"], "html.parser").get_text().split()) == TITLES[id_]
    assert f"About {TITLES[id_]}" in " ".join(BeautifulSoup(entry["text"], "html.parser").get_text().split())
    assert entry["tags"] == ["one", "q4 2026"]


def test_no_title_becomes_an_element_anywhere(named: Path) -> None:
    for path in pages_of(named).values():
        for script in soup_of(path).select("script"):
            assert "alert(1)" not in (script.string or "")
        assert not body_of(path).select("b")
    index = (named / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "<script>alert" not in index


def test_the_tags_of_records_are_listed_by_the_tags_plugin(named: Path) -> None:
    body = body_of(named / "tags" / "index.html")
    assert {words(h) for h in body.select("h2")} == {"one", "q4 2026"}
    listed = {words(a) for a in body.select("li a")}
    assert listed == set(TITLES.values())
    page = soup_of(named / "processes" / "bold" / "index.html")
    assert {words(tag) for tag in page.select(".md-tag")} == {"one", "q4 2026"}


def test_the_tabs_are_the_sections(own_site: Path) -> None:
    tabs = [words(a) for a in soup_of(own_site / "index.html").select(".md-tabs__link")]
    assert tabs == [
        "Home",
        "Principles",
        "Processes",
        "Agreements",
        "Checklists",
        "Maturity",
        "Who and where",
        "Reference",
    ]


def test_hostile_text_in_every_field_adds_no_element_to_a_page(playground: Playground) -> None:
    def page(text: str) -> Counter[str]:
        playground.write(
            {
                "data/processes/p.yml": process(
                    f"T {text}",
                    summary=f"S {text}",
                    trigger=f"R {text}",
                    prevents=f"P {text}",
                    steps=[
                        {"do": "Do it.", "output": f"O {text}", "link": {"title": f"L {text}", "url": "https://a.b"}}
                    ]
                    * 2,
                    lives_in=[{"title": f"I {text}", "url": "https://a.b/?q=%22'&c=d"}],
                    not_for=[f"N {text}"],
                    inputs=[f"In {text}"],
                    sources=[{"title": f"Src {text}", "year": text}],
                    escalation=f"E {text}",
                    x_own=[f"X {text}", text],
                )
            }
        )
        body = body_of(playground.build(strict=False) / "processes" / "p" / "index.html")
        assert text == "harmless" or f"X {text}, {text}" in [words(td) for td in body.select("td")]
        assert f"O {text}" in " ".join(body.get_text().split())
        return Counter(tag.name for tag in body.find_all(True))

    assert page('<img src=x> | *a* _b_ `c` [d](e) "f" {{ g }} &amp; $h$ <!-- -->') == page("harmless")


# Edit links


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
    playground.write({"data/playbook.yml": f"{settings}organisation: Hum & <b>Drum</b>\n"})
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


# Search


def test_search_holds_what_records_say(own_site: Path, own_playbook: Loaded) -> None:
    found = search_of(own_site)
    for record in own_playbook.playbook.records.values():
        kind = KINDS[record.kind]
        if kind.single:
            continue
        location = f"{kind.folder}/{record.id}/" if kind.paged else f"{kind.folder}/"
        everything = " ".join(e["text"] + " " + e["title"] for at, e in found.items() if urldefrag(at).url == location)
        seen = " ".join(BeautifulSoup(everything, "html.parser").get_text().split())
        assert record.lead in seen or record.first_words() in seen, record.key
        if kind.paged:
            assert record.title in seen, record.key


def test_what_nobody_uses_yet_comes_last_in_the_search(playground: Playground) -> None:
    playground.write(
        {"data/processes/used.yml": process("Used"), "data/processes/kept.yml": process("Kept", status="library")}
    )
    found = search_of(playground.build())
    assert found["processes/kept/"]["boost"] < 1
    assert "boost" not in found["processes/used/"]


# Hand-written pages

PAGE = """\
# A page

See [[a-b]], [[process:a-b|the *process*]] and [[role:product-manager]].

| Where | What |
|---|---|
| [[a-b]] | [[process:a-b|words]] |

`[[a-b]]` and ``[[a-b|x]]`` and \\[[a-b]].

```
[[a-b]] ![[process:a-b]]
```

~~~yaml
do: "[[role:product-manager]]"
~~~

<!-- [[no-such-record]] -->

![[process:a-b]]

![[checklist:c-d]]

{{ 7*7 }} {% raw %}
"""
CHECKLIST = """\
title: Before I send
pause_point: Before I press send.
run_by: product-manager
items:
  - must: The ask is in the first line.
  - Only people who need it get it.
  - The date is clear.
  - There is one place for replies.
  - Those affected heard it first.
"""


def test_links_and_embeds_work_in_hand_written_pages_and_code_stays(playground: Playground) -> None:
    playground.write(
        {
            "data/processes/a-b.yml": process("The <process>"),
            "data/checklists/c-d.yml": CHECKLIST,
            "playbook/deep/page.md": PAGE,
        }
    )
    body = body_of(playground.build() / "deep" / "page" / "index.html")
    to = [(a["href"], words(a)) for a in body.select("a[href]")]
    link = ("../../processes/a-b/", "The <process>")
    assert to[:5] == [
        link,
        ("../../processes/a-b/", "the *process*"),
        ("../../roles/product-manager/", "Product manager"),
        link,
        ("../../processes/a-b/", "words"),
    ]
    assert [words(code) for code in body.select("p > code")] == ["[[a-b]]", "[[a-b|x]]"]
    assert [words(code) for code in body.select("pre code")] == [
        "[[a-b]] ![[process:a-b]]",
        'do: "[[role:product-manager]]"',
    ] or [words(code) for code in body.select("pre")] == ["[[a-b]] ![[process:a-b]]", 'do: "[[role:product-manager]]"']
    seen = " ".join(body.get_text().split())
    assert "and [[a-b]]." in seen
    assert "About The <process>" in seen
    assert "Only people who need it get it." in seen
    assert "{{ 7*7 }} {% raw %}" in seen


def test_the_views_can_be_embedded(playground: Playground) -> None:
    doors = "ask:\n  need: ask for help\n  go: role:product-manager\n"
    views = "".join(f"![[view:{name}]]\n\n" for name in ("doors", "library-count", "principles", "rituals"))
    playground.write({"data/doors.yml": doors, "playbook/index.md": f"# Home\n\n{views}"})
    seen = text_of(playground.build() / "index.html")
    assert "ask for help" in seen
    assert "0 in use" in seen
    assert "![[" not in seen


def test_a_link_that_leads_nowhere_stops_the_build(playground: Playground) -> None:
    playground.write({"playbook/index.md": "# Home\n\n[[no-such-record]]\n"})
    with pytest.raises(Abort):
        playground.build(strict=False)


# Hidden and library

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
                "# Home\n\n[[process:secret]] ![[process:secret]] ![[checklist:secret-list]] ![[view:doors]]\n"
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
    assert "Nobody works this way any more." in words(retired)
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
    assert "invented" in words(body.select_one(".pb-status"))


# What stops a build


def built(playground: Playground) -> Path:
    playground.write({"data/processes/a-b.yml": process("A b"), "playbook/index.md": "# Home\n"})
    site = playground.build()
    (site / "note.txt").write_text("of the old site", encoding="utf-8")
    return site


def assert_old(site: Path) -> None:
    assert (site / "note.txt").is_file()
    assert "A b" in text_of(site / "processes" / "a-b" / "index.html")


BROKEN = {
    "a record without a field": {"data/processes/c.yml": "title: C\n"},
    "a file that is not YAML": {"data/processes/c.yml": "title: [\n"},
    "a reference that leads nowhere": {"data/processes/a-b.yml": process("A b", owner="nobody-here")},
    "a template with a mistake": {"templates/pages/process.md.j2": "{% if %}"},
    "a template that asks for nothing": {"templates/pages/process.md.j2": "{{ nothing }}"},
    "a template of an embed with a mistake": {
        "playbook/index.md": "# Home\n\n![[process:a-b]]\n",
        "templates/embeds/record.md.j2": "{{ nothing }}",
    },
    "a template of a view with a mistake": {
        "playbook/index.md": "# Home\n\n![[view:doors]]\n",
        "templates/embeds/view-doors.md.j2": "{% if %}",
    },
    "a page at the address of a record": {"playbook/processes/a-b.md": "# Mine\n"},
    "a page at the address of an index": {"playbook/processes.md": "# Mine\n"},
    "an index page of a section": {"playbook/processes/index.md": "# Mine\n"},
    "a readme of a section": {"playbook/processes/README.md": "# Mine\n"},
    "a page at the address of a computed page": {"playbook/checks.md": "# Mine\n"},
    "a folder at the address of a computed page": {"playbook/library/index.md": "# Mine\n"},
    "no settings": {"data/playbook.yml": ""},
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_error_stops_the_build_and_the_old_site_stays(name: str, playground: Playground) -> None:
    site = built(playground)
    playground.write(BROKEN[name])
    with pytest.raises(Abort):
        playground.build(strict=False)
    assert_old(site)


def test_a_warning_stops_a_strict_build_only(playground: Playground) -> None:
    site = built(playground)
    playground.write({"data/checklists/c-d.yml": CHECKLIST.replace("  - The date is clear.\n", "")})
    assert set(playground.codes()) - {"nobody-named"} == {"checklist-length"}
    with pytest.raises(Abort):
        playground.build(strict=True)
    assert_old(site)
    playground.build(strict=False)
    assert not (site / "note.txt").exists()
    assert "checklist-length" in text_of(site / "checks" / "index.html")
    assert "4 items" in text_of(site / "checks" / "index.html")


def test_a_note_stops_nothing(playground: Playground) -> None:
    playground.write({"data/principles/p.yml": "title: P\nstatement: S.\nrationale: R.\nimplications: [One., Two.]\n"})
    assert playground.codes() == ["unapplied-principle"]
    playground.build(strict=True)


def test_a_hand_written_page_of_its_own_name_is_no_clash(playground: Playground) -> None:
    playground.write({"playbook/processes-we-dropped.md": "# Dropped\n", "playbook/index.md": "# Home\n"})
    assert "Dropped" in text_of(playground.build() / "processes-we-dropped" / "index.html")


def test_a_project_may_have_a_style_sheet_and_pictures_of_its_own(playground: Playground) -> None:
    playground.write(
        {
            "playbook/index.md": "# Home\n\n![A dot](assets/dot.svg)\n",
            "playbook/assets/dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "playbook/assets/ours.css": "p { color: red }\n",
        }
    )
    site = playground.build(extra_css=["assets/ours.css"])
    assert (site / "assets" / "dot.svg").is_file()
    sheets = [str(link["href"]) for link in soup_of(site / "index.html").select("link[rel=stylesheet]")]
    assert sheets[-2:] == ["assets/playbook.css", "assets/ours.css"]


# Navigation of a large playbook


def test_a_section_of_more_than_a_hundred_records_leaves_the_navigation(playground: Playground) -> None:
    playground.write({f"data/processes/p-{n}.yml": process(f"Process {n}") for n in range(101)})
    playground.write({"playbook/index.md": "# Home\n"})
    site = playground.build()
    assert len([page for page in pages_of(site) if page.startswith("processes/p-")]) == 101
    nav = soup_of(site / "processes" / "p-7" / "index.html").select("nav.md-nav--primary a[href]")
    assert not [a for a in nav if "/p-" in str(a["href"])]
    assert "Processes" in [words(a) for a in soup_of(site / "index.html").select(".md-tabs__link")]
    rows = body_of(site / "processes" / "index.html").select("tbody tr")
    assert len(rows) == 101
    assert "processes/p-100/" in search_of(site)


def test_a_section_of_a_hundred_records_stays_in_the_navigation(playground: Playground) -> None:
    playground.write({f"data/teams/t-{n}.yml": f"title: Team {n}\n" for n in range(100)})
    site = playground.build()
    nav = soup_of(site / "teams" / "t-7" / "index.html").select("nav.md-nav--primary a[href]")
    assert len([a for a in nav if re.search(r"/t-\d+/$|^\./$", str(a["href"]))]) == 100


def test_a_nav_of_mkdocs_yml_is_left_alone(playground: Playground) -> None:
    playground.write({"data/processes/a-b.yml": process("A b"), "playbook/index.md": "# Home\n"})
    site = playground.build(strict=False, nav=[{"Start": "index.md"}, {"How": "processes/index.md"}])
    tabs = [words(a) for a in soup_of(site / "index.html").select(".md-tabs__link")]
    assert tabs == ["Start", "How"]
    assert (site / "processes" / "a-b" / "index.html").is_file()


# Our own site


def references(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(True):
        for name in ("href", "src", "action"):
            if (value := tag.get(name)) is not None and tag.get("rel") != ["canonical"]:
                yield str(value)


def test_every_link_and_every_anchor_of_our_own_site_resolves(own_site: Path) -> None:
    pages = pages_of(own_site)
    ids = {name: {str(tag["id"]) for tag in soup_of(path).select("[id]")} for name, path in pages.items()}
    wrong: set[tuple[str, str]] = set()
    for name, path in pages.items():
        for value in references(soup_of(path)):
            if urlparse(value).scheme or value.startswith("//"):
                continue
            target, fragment = urldefrag(urljoin(f"http://x/{name.removeprefix('./')}", value))
            relative = posixpath.normpath(unquote(urlparse(target).path).lstrip("/"))
            file = own_site / relative
            if file.is_dir():
                file = file / "index.html"
            if not file.is_file():
                wrong.add((name, value))
            elif fragment and fragment != "__skip" and file.name == "index.html":
                found = {n.removeprefix("./").rstrip("/"): i for n, i in ids.items()}
                folder = file.parent.relative_to(own_site).as_posix().removeprefix(".")
                if unquote(fragment) not in found[folder]:
                    wrong.add((name, value))
    assert wrong == set()


def test_every_id_on_a_page_of_our_own_site_is_there_once(own_site: Path) -> None:
    for name, path in pages_of(own_site).items():
        counted = Counter(str(tag["id"]) for tag in soup_of(path).select("[id]"))
        assert {id_: n for id_, n in counted.items() if n > 1} == {}, name


def test_every_article_of_our_own_site_parses_without_an_error(own_site: Path) -> None:
    for name, path in pages_of(own_site).items():
        article = re.search(r"<article[^>]*>(.*)</article>", path.read_text(encoding="utf-8"), re.DOTALL)
        assert article, name
        html5lib.HTMLParser(strict=True).parseFragment(article[1])


def test_ids_are_unique_whatever_records_call_their_parts(playground: Playground) -> None:
    playground.write(
        {
            "data/processes/p.yml": process("Steps", steps=["Steps", "Steps", "Where it comes up"], not_for=["Steps"]),
            "data/checklists/c.yml": CHECKLIST.replace("Before I send", "The list").replace(
                "The date is clear.", "The list"
            )
            + "summary: Short.\n",
        }
    )
    site = playground.build(strict=False)
    for name, path in pages_of(site).items():
        counted = Counter(str(tag["id"]) for tag in soup_of(path).select("[id]"))
        assert {id_: n for id_, n in counted.items() if n > 1} == {}, name


def test_our_own_site_asks_no_other_origin(own_site: Path) -> None:
    for path in own_site.rglob("*.html"):
        soup = soup_of(path)
        for tag in soup.select("script[src], link[href], img[src], iframe[src], source[src], video[src], audio[src]"):
            value = str(tag.get("src") or tag.get("href"))
            if tag.get("rel") not in (["canonical"], ["edit"]):
                assert not re.match(r"(?i)(https?:)?//", value), (path, value)
        for tag in soup.select("[style], style"):
            assert "//" not in str(tag.get("style") or tag.string or "")
        assert not soup.select("link[rel=preconnect], link[rel=dns-prefetch], meta[http-equiv=refresh]")
    for path in own_site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"""(?i)url\(\s*["']?(https?:)?//|@import""", text), path


def test_every_page_of_our_own_site_has_a_title_of_its_own(own_site: Path) -> None:
    titles = Counter(
        (words(soup_of(path).title), name.removeprefix("./").split("/")[0]) for name, path in pages_of(own_site).items()
    )
    assert {title: n for title, n in titles.items() if n > 1} == {}
    assert all(title.endswith(" - Product operations playbook") for title, _ in titles)


def test_every_generated_page_of_our_own_site_has_a_description_of_its_own(own_site: Path) -> None:
    general = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["site_description"]
    without = []
    for name, path in pages_of(own_site).items():
        found = soup_of(path).select_one("meta[name=description]")
        if name.removeprefix("./") and (found is None or not found["content"] or found["content"] == general):
            without.append(name)
    assert without == []


def test_a_record_page_is_described_by_its_one_sentence(own_site: Path, own_playbook: Loaded) -> None:
    for record in own_playbook.playbook.records.values():
        if KINDS[record.kind].paged:
            page = soup_of(own_site / KINDS[record.kind].folder / record.id / "index.html")
            found = page.select_one("meta[name=description]")
            assert found is not None
            assert found["content"] == str(record.lead)


def test_our_own_pages_leave_no_mark_of_a_template_or_of_markdown(own_site: Path) -> None:
    for name, path in pages_of(own_site).items():
        body = body_of(path)
        for code in body.select("code, pre"):
            code.decompose()
        seen = body.get_text()
        if name.removeprefix("./") in ("checks/", "writing-records/"):
            seen = re.sub(r"!?\[\[[a-z]+(:[a-z]+)?\]\]", "", seen)  # these tell how links are written
        for mark in ("## ", "{{", "{%", "[[", "]]", "](", "{:", "**", "Undefined", "&#", "| ---", "<built-in"):
            assert mark not in seen, (name, mark, seen[max(0, seen.find(mark) - 60) : seen.find(mark) + 60])
        assert not re.search(r"[\w:,(] None\b", seen), name


def test_every_page_of_our_own_site_has_one_heading_of_the_first_rank(own_site: Path) -> None:
    for name, path in pages_of(own_site).items():
        assert len(soup_of(path).select("h1")) == 1, name


def test_no_heading_of_our_own_site_skips_a_rank(own_site: Path) -> None:
    for name, path in pages_of(own_site).items():
        ranks = [int(h.name[1]) for h in body_of(path).select("h1, h2, h3, h4, h5, h6")]
        assert all(below <= above + 1 for above, below in itertools.pairwise(ranks)), name


# Values

VALUES = "values:\n  notice:\n    value: {}\n    unit: working days\n    why: Because.\n{}"


def test_a_value_changes_everywhere_at_once(playground: Playground) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write(
        {
            "data/processes/p.yml": process(
                "P",
                summary="Sum [[value:notice]].",
                trigger="Trig [[value:notice]].",
                purpose="Purp [[value:notice]].\n\n- Item [[value:notice]]",
                steps=["Step [[value:notice]].", "Next."],
                outputs=["Out [[value:notice]]"],
                effort={"people": "[[value:notice]]", "hands_on": "[[value:notice]]"},
            ),
            "playbook/index.md": "# Home\n\nHand [[value:notice]].\n",
        }
    )
    for number, shown in (("20", "20 working days"), ("33", "33 working days"), ("1", "1 working day")):
        playground.write({"data/playbook.yml": settings + VALUES.format(number, "")})
        site = playground.build()
        body = body_of(site / "processes" / "p" / "index.html")
        seen = " ".join(body.get_text().split())
        for word in ("Sum", "Trig", "Purp", "Item", "Step", "Out"):
            assert f"{word} {shown}" in seen
        assert f"One run takes {number} {'person' if number == '1' else 'people'}, {shown} each" in seen
        assert f"Hand {shown}." in text_of(site / "index.html")
        assert f"Sum {shown}." in text_of(site / "processes" / "index.html")
        assert shown in text_of(site / "values" / "index.html")
        assert shown in search_of(site)["processes/p/"]["text"]
        assert set(re.findall(r"\d+ working days?", seen)) == {shown}


def test_a_starting_value_is_marked_until_it_is_confirmed(playground: Playground) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write(
        {"data/processes/p.yml": process("P", purpose="In [[value:notice]].", trigger="In [[value:notice]].")}
    )
    for starting in (True, False):
        playground.write(
            {"data/playbook.yml": settings + VALUES.format(20, "    starting: true\n" if starting else "")}
        )
        site = playground.build()
        links = body_of(site / "processes" / "p" / "index.html").select("a.pb-value")
        assert [words(a) for a in links] == ["20 working days"] * 2
        assert {str(a["href"]) for a in links} == {"../../values/#notice"}
        assert all(("pb-starting" in a["class"]) == starting for a in links)
        assert all((a.get("title") is not None) == starting for a in links)
        assert ("not yet" in text_of(site / "values" / "index.html")) == starting


def test_a_word_of_the_company_stands_everywhere(playground: Playground) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write(
        {
            "data/playbook.yml": f"{settings}words:\n  sales: Field <team>\n",
            "data/processes/p.yml": process("P", trigger="When [[word:sales]] asks.", purpose="For [[word:sales]]."),
            "playbook/index.md": "# Home\n\nAsk [[word:sales]].\n",
        }
    )
    site = playground.build()
    seen = text_of(site / "processes" / "p" / "index.html")
    assert "When Field <team> asks." in seen
    assert "For Field <team>." in seen
    assert "Ask Field <team>." in text_of(site / "index.html")


# Where it is built


def test_the_site_is_the_same_from_any_folder_and_into_any_folder(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {p.relative_to(s): p.read_bytes() for s in [built(playground)] for p in s.rglob("*.html")}
    elsewhere = tmp_path / "elsewhere" / "out"
    (tmp_path / "stand here").mkdir()
    monkeypatch.chdir(tmp_path / "stand here")
    site = build_site(playground.root, site=elsewhere)
    assert {p.relative_to(site): p.read_bytes() for p in site.rglob("*.html")} == first
    assert list((tmp_path / "stand here").iterdir()) == []


def test_two_builds_of_one_playbook_are_the_same_byte_for_byte(playground: Playground) -> None:
    site = built(playground)
    (site / "note.txt").unlink()
    first = {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file() and p.suffix != ".gz"}
    site = playground.build()
    assert {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file() and p.suffix != ".gz"} == first


def mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=folder,
        env=os.environ | {"NO_COLOR": "1", "PLAYBOOK_TODAY": "2026-11-02"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_command_mkdocs_build_works_and_says_what_is_wrong(playground: Playground, tmp_path: Path) -> None:
    built(playground)
    (tmp_path / "cwd").mkdir()
    config = str(playground.root / "mkdocs.yml")
    done = mkdocs(tmp_path / "cwd", "build", "--strict", "-f", config, "-d", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "processes" / "a-b" / "index.html").is_file()
    playground.write({"data/processes/a-b.yml": process("A b", owner="product-ops-led")})
    failed = mkdocs(tmp_path / "cwd", "build", "-f", config, "-d", str(tmp_path / "out"))
    assert failed.returncode == 1
    assert "data/processes/a-b.yml:3:8: error[unknown-reference]: there is no role 'product-ops-led'" in failed.stderr
    assert "did you mean 'product-ops-lead'?" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert (tmp_path / "out" / "processes" / "a-b" / "index.html").is_file()


def test_the_folders_can_have_other_names(playground: Playground) -> None:
    playground.write({"data/processes/a-b.yml": process("A b"), "words/index.md": "# Home\n\n[[a-b]]\n"})
    (playground.root / "data").rename(playground.root / "records")
    playground.write({"ours/pages/process.md.j2": "# Ours {{ title }}\n"})
    plugin = {"playbook": {"data_dir": "records", "templates_dir": "ours"}}
    site = playground.build(docs_dir="words", plugins=["search", plugin])
    assert "Ours A b" in text_of(site / "processes" / "a-b" / "index.html")
    assert "A b" in text_of(site / "index.html")
