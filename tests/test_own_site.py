"""The repository's own site as a whole: links, anchors, ids, headings, titles, descriptions."""

from __future__ import annotations

import copy
import itertools
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import html5lib
import yaml
from bs4 import BeautifulSoup

from conftest import ROOT
from prodops_playbook.kinds import KINDS
from prodops_playbook.playbook import Loaded
from sites import body_of, pages_of, soup_of, words


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


def leads_on(path: Path) -> bool:
    """Whether it is the page at an old address."""
    return soup_of(path).select_one("[data-playbook=moved]") is not None


def test_every_page_of_our_own_site_has_a_title_of_its_own(own_site: Path) -> None:
    titles = Counter(
        (words(soup_of(path).title), name.removeprefix("./").split("/")[0])
        for name, path in pages_of(own_site).items()
        if not leads_on(path)
    )
    assert {title: n for title, n in titles.items() if n > 1} == {}
    assert all(title.endswith(" - Product operations playbook") for title, _ in titles)


def test_every_generated_page_of_our_own_site_has_a_description_of_its_own(own_site: Path) -> None:
    general = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["site_description"]
    without = []
    for name, path in pages_of(own_site).items():
        found = soup_of(path).select_one("meta[name=description]")
        if (
            name.removeprefix("./")
            and not leads_on(path)
            and (found is None or not found["content"] or found["content"] == general)
        ):
            without.append(name)
    assert without == []


def test_a_record_page_is_described_by_its_one_sentence(own_site: Path, own_playbook: Loaded) -> None:
    for record in own_playbook.playbook.records.values():
        if KINDS[record.kind].paged:
            page = soup_of(own_site / KINDS[record.kind].folder / record.id / "index.html")
            found = page.select_one("meta[name=description]")
            assert found is not None
            assert found["content"] == str(record.lead())


def test_our_own_pages_leave_no_mark_of_a_template_or_of_markdown(own_site: Path) -> None:
    for name, path in pages_of(own_site).items():
        body = copy.copy(body_of(path))
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
