"""Titles, letter for letter: whatever a record is called, that is what stands on pages, in links and in the search."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from conftest import Playground
from sites import body_of, pages_of, process, search_of, soup_of, words

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
