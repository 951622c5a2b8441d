"""The playbook in somebody's own MkDocs site: their pages, menu and rules stay; ours are whole, below one folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort

from conftest import SETTINGS, TODAY, Files, Playground, build_site, write
from prodops_playbook.beside import engine
from prodops_playbook.checks import check
from prodops_playbook.playbook import host, load
from sites import CHECKLIST, pages_of, process, soup_of

SITE: dict[str, Any] = {"site_name": "Handbook", "theme": {"name": "material", "font": False}}
NOTHING: Files = {}
RECORDS = {
    "data/processes/triage.yml": process("Triage"),
    "data/checklists/send.yml": CHECKLIST,
}


def guest(
    root: Path,
    pages: Files,
    *,
    under: str | None = "playbook/",
    files: Files = NOTHING,
    plugins: tuple[Any, ...] = (),
    before: tuple[Any, ...] = (),
    **config: Any,
) -> Path:
    """Somebody's site with our plugin, built strictly; `plugins` stand behind ours, others `before` it."""
    ours: Any = "playbook" if under is None else {"playbook": {"under": under}}
    playground = Playground(root).write(files).write({f"docs/{name}": text for name, text in pages.items()})
    told = SITE | {"plugins": ["search", *before, ours, *plugins]} | config
    playground.write({"mkdocs.yml": yaml.safe_dump(told, sort_keys=False)})
    return build_site(root)


def menu(site: Path, page: str = "index.html") -> list[Any]:
    """The navigation as a reader of the built site sees it: titles, with what stands below them."""
    return _items(soup_of(site / page).select_one("nav.md-nav--primary > ul"))


def _items(found: Any) -> list[Any]:
    shown: list[Any] = []
    for item in found.find_all("li", recursive=False):
        title = " ".join(item.select_one(".md-ellipsis").get_text().split())
        below = item.select_one("nav.md-nav:not(.md-nav--secondary) > ul")
        shown.append({title: _items(below)} if below else title)
    return shown


HANDBOOK = {
    "index.md": "# Home\n",
    "handbook/index.md": "# Handbook\n",
    "handbook/people/leave.md": "# Leave\n",
    "handbook/it/laptops.md": "# Laptops\n",
}
THEIRS = ["Home", {"Handbook": ["Handbook", {"It": ["Laptops"]}, {"People": ["Leave"]}]}]


def test_below_a_folder_every_page_of_ours_stands_there_and_in_one_tab(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    site = guest(tmp_path, HANDBOOK)
    theirs = {"", "handbook/", "handbook/people/leave/", "handbook/it/laptops/"}
    assert {name for name in pages_of(site) if not name.startswith("playbook/")} == theirs
    *first, last = menu(site)
    assert first == THEIRS
    assert list(last) == ["Playbook"]
    assert [next(iter(e)) if isinstance(e, dict) else e for e in last["Playbook"]] == [
        "Playbook",
        "Processes",
        "Checklists",
        "Who and where",
        "Reference",
    ]
    assert {path.relative_to(site).parts[0] for path in site.rglob("playbook.*s")} == {"playbook"}


def test_the_first_page_below_the_folder_leads_to_every_kind_that_has_records(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    page = soup_of(guest(tmp_path, HANDBOOK) / "playbook/index.html")
    links = [str(a["href"]) for a in page.select("article li > strong > a")]
    assert links[:3] == ["processes/", "checklists/", "roles/"]


def test_every_link_of_a_page_below_a_folder_leads_somewhere(tmp_path: Path) -> None:
    told: dict[str, Any] = {"validation": {"omitted_files": "warn", "unrecognized_links": "warn", "anchors": "warn"}}
    write(tmp_path, RECORDS)
    pages = HANDBOOK | {"index.md": "# Home\n\n[[process:triage]], [[page:checks]] and\n\n![[checklist:send]]\n"}
    site = guest(tmp_path, pages, under="how/we-work", **told)
    for name, path in pages_of(site).items():
        for link in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("article a[href]"):
            href = str(link["href"]).partition("#")[0]
            if not href.startswith(("https:", "mailto:")):
                assert (path.parent / href / ("index.html" if not href.endswith(".pdf") else "")).exists(), (name, href)
    home = soup_of(site / "index.html")
    assert home.find("a", string="Triage")["href"] == "how/we-work/processes/triage/"  # type: ignore[index]


@pytest.mark.parametrize("under", [None, "playbook/", "playbook"])
def test_addresses_that_the_site_has_stay_its_own(tmp_path: Path, under: str | None) -> None:
    pages = {
        "index.md": "# Home\n",
        "reference.md": "# Their reference\n",
        "tools/index.md": "# Tools we use\n",
        "values.md": "# Our values\n",
    }
    site = guest(tmp_path, pages, under=under)
    for name, title in {"reference": "Their reference", "tools": "Tools we use", "values": "Our values"}.items():
        assert soup_of(site / name / "index.html").h1.get_text(strip=True) == title  # type: ignore[union-attr]


def test_a_page_with_the_address_of_a_record_is_told_with_a_mend_that_works(tmp_path: Path) -> None:
    pages = {"index.md": "# Home\n", "roles/product-manager.md": "# Theirs\n"}
    with pytest.raises(Abort):
        guest(tmp_path, pages, under=None)
    (problem,) = (p for p in check(load(host.project(tmp_path)), TODAY) if p.code == "page-clash")
    assert "`under: playbook/`" in problem.hint
    site = guest(tmp_path, pages, under="playbook/")
    assert soup_of(site / "roles/product-manager/index.html").h1.get_text(strip=True) == "Theirs"  # type: ignore[union-attr]


STATIC = {
    "processes/triage.html": "the page of data/processes/triage.yml",
    "processes/sort.html": "the page that leads on from 'sort', an old id in data/processes/triage.yml",
    "Processes/index.html": "the index of Processes",
    "checks.html": "the page checks.md",
    "checks.html/x.png": "the page checks.md",
    "processes/triage.markdown": "the page of data/processes/triage.yml",
}
FREE = ("processes/triage/index.html", "processes/triage/index.md", "processes/zz.html", "processes/zz/index.html")


@pytest.mark.parametrize(("name", "other"), STATIC.items())
def test_a_file_of_theirs_is_not_overwritten_where_pages_are_files(tmp_path: Path, name: str, other: str) -> None:
    site = {"site_name": "Handbook", "plugins": ["playbook"], "use_directory_urls": False}
    write(tmp_path, {"mkdocs.yml": yaml.safe_dump(site), "data/playbook.yml": SETTINGS, f"docs/{name}": "# Theirs"})
    write(tmp_path, {"data/processes/triage.yml": process("Triage", old_ids=["sort"])})
    write(tmp_path, {"data/processes/zz.yml": process("Secret", hidden=True, old_ids=["yy"])})
    write(tmp_path, {f"docs/{free}": "# Theirs" for free in FREE})
    problems = check(load(host.project(tmp_path)), TODAY)
    told = [(p.path, p.message.partition(" has the address of ")[2]) for p in problems if p.code == "page-clash"]
    assert told == [(f"docs/{name}", other)]


def test_a_site_whose_pages_are_files_stops_before_it_overwrites_one(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    pages = {"index.md": "# Home\n", "processes/triage.html": "<p>Theirs</p>"}
    with pytest.raises(Abort):
        guest(tmp_path, pages, under=None, use_directory_urls=False)
    site = guest(tmp_path, pages, under="playbook/", use_directory_urls=False)
    assert (site / "processes/triage.html").read_text(encoding="utf-8") == "<p>Theirs</p>"


def test_without_a_folder_their_tree_is_as_mkdocs_makes_it_and_ours_comes_behind(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    site = guest(tmp_path, HANDBOOK, under=None)
    shown = menu(site)
    assert shown[:2] == THEIRS
    assert [next(iter(tab)) for tab in shown[2:]] == ["Processes", "Checklists", "Who and where", "Reference"]


@pytest.mark.parametrize("under", ["playbook/", None], ids=["below a folder", "at the top"])
def test_what_is_retired_and_what_only_leads_on_stand_in_no_menu(tmp_path: Path, under: str | None) -> None:
    write(tmp_path, RECORDS)
    write(tmp_path, {"data/processes/by-mail.yml": process("By mail", status="retired", old_ids=["by-letter"])})
    site = guest(tmp_path, HANDBOOK, under=under)
    for name in ("by-mail", "by-letter"):
        assert (site / (under or "") / f"processes/{name}/index.html").is_file()
    shown = str(menu(site))
    assert "Triage" in shown
    assert "By mail" not in shown


def test_a_navigation_that_is_written_stays_and_ours_comes_last(tmp_path: Path) -> None:
    nav = [{"Start": "index.md"}, {"Everything": [{"Laptops here": "handbook/it/laptops.md"}]}]
    shown = menu(guest(tmp_path, HANDBOOK, nav=nav, validation={"omitted_files": "ignore"}))
    assert shown[:2] == ["Start", {"Everything": ["Laptops here"]}]
    assert [list(tab) for tab in shown[2:]] == [["Playbook"]]


def test_a_navigation_that_leads_to_us_is_left_as_it_is_written(tmp_path: Path) -> None:
    nav = ["index.md", {"How we work": "playbook/index.md"}, {"Handbook": ["handbook/index.md"]}]
    shown = menu(guest(tmp_path, HANDBOOK, nav=nav))
    assert shown == ["Home", "How we work", {"Handbook": ["Handbook"]}]


# As the plugin section-index does it: a section that opens with a page becomes one with it.
ONE = """\
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page


class Both(Section, Page):
    active = Page.active


held = []


def on_nav(nav, **_):
    todo = [nav.items]
    while todo:
        items = todo.pop()
        for i, section in enumerate(items):
            if isinstance(section, Section) and section.children:
                todo.append(section.children)
                page = section.children[0]
                if isinstance(page, Page):
                    page.__class__, page.is_section, page.is_page = Both, True, True
                    section.children.pop(0)
                    page.title, page.children = section.title, section.children
                    items[i] = page
    held[:] = [nav]
    return nav


def on_page_context(context, nav, **_):
    assert nav is held[0], "the menu is another one"

"""


def test_a_plugin_finds_the_menu_that_it_has_changed(tmp_path: Path) -> None:
    pages = HANDBOOK | {"alone/index.md": "# Alone\n", "playbook/theirs.md": "# Theirs\n"}
    write(tmp_path, {"one.py": ONE})

    def titles(folder: Path, *hooks: str) -> list[str]:
        page = soup_of(guest(folder, pages, hooks=[*hooks]) / "index.html").select_one("nav.md-nav--primary")
        assert page is not None
        return [" ".join(found.get_text().split()) for found in page.select(".md-nav__link .md-ellipsis")]

    with_it, without = titles(tmp_path / "a", str(tmp_path / "one.py")), titles(tmp_path / "b")
    for title in ("Alone", "Handbook", "People", "Theirs"):
        assert title in with_it, title
    assert with_it[with_it.index("Who and where") :] == without[without.index("Who and where") :]


TAKEN = """\
from mkdocs.structure.files import Files


def on_files(files, config):
    return Files([file for file in files if not file.src_uri.startswith("playbook/roles")])
"""


def test_a_page_of_ours_that_another_plugin_takes_out_is_told_in_a_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, {"taken.py": TAKEN})
    with pytest.raises(Abort):
        guest(tmp_path, HANDBOOK, hooks=[str(tmp_path / "taken.py")])
    assert "of the playbook was taken out by another plugin" in caplog.text


WRITES = """\
from pathlib import Path

told = []


def on_config(config):
    told[:] = [config.site_dir]


def on_post_build(config):
    Path(told[0], "made.txt").write_text("made")
"""


def test_what_a_plugin_writes_where_it_was_told_the_site_is_stands_in_the_site(tmp_path: Path) -> None:
    write(tmp_path, {"writes.py": WRITES})
    site = guest(tmp_path, HANDBOOK, hooks=[str(tmp_path / "writes.py")])
    assert (site / "made.txt").is_file()


@pytest.mark.parametrize("key", ["exclude_docs", "draft_docs"])
def test_files_that_mkdocs_leaves_out_are_not_read(tmp_path: Path, key: str) -> None:
    pages = HANDBOOK | {"drafts/letter.md": "# Draft for [[process:nobody]]\n"}
    told: dict[str, Any] = {key: "drafts/\n"}
    site = guest(tmp_path, pages, **told)
    assert not (site / "drafts").exists()
    assert [p for p in check(load(host.project(tmp_path)), TODAY) if p.path.startswith("docs/")] == []
    with pytest.raises(Abort):
        guest(tmp_path, pages)


@pytest.mark.parametrize("key", ["exclude_docs", "draft_docs"])
@pytest.mark.parametrize("pattern", ["*\n!index.md", "*.js\n*.css\n*.xml", "assets/\nplaybook/*", "**/playbook/**"])
def test_what_a_site_leaves_out_of_its_own_files_takes_nothing_from_ours(
    tmp_path: Path, key: str, pattern: str
) -> None:
    told: dict[str, Any] = {key: pattern}
    site = guest(tmp_path, {"index.md": "# Home\n"}, **told)
    page = site / "playbook/roles/index.html"
    asked = [str(link.get("href") or link["src"]) for link in soup_of(page).select("link[href], script[src]")]
    ours = [(page.parent / address).resolve() for address in asked if "assets/playbook." in address]
    assert len(ours) == 2
    assert all(path.is_file() for path in ours)
    assert {path.name for path in ours[0].parent.rglob("*.js")} >= {"playbook.js", "parts.js", "session.js"}


def test_a_file_of_ours_that_a_site_names_is_left_out(tmp_path: Path) -> None:
    site = guest(tmp_path, HANDBOOK, exclude_docs="rhythm.js\n")
    left = {path.name for path in (site / "playbook/assets").iterdir()}
    assert "rhythm.js" not in left
    assert "cards.js" in left


def test_a_folder_of_their_own_pages_is_left_out_of_our_lists(tmp_path: Path) -> None:
    site = guest(tmp_path, HANDBOOK | {"playbook/why.md": "# Why we write this\n"})
    told = soup_of(site / "playbook/reference/index.html").get_text()
    assert "Why we write this" in told
    assert "Laptops" not in told.split("Reference", 2)[2].split("What the other pages lean on")[1]


@pytest.mark.parametrize("under", ["../out", "a b", "a//b", "search", "x/../y"])
def test_a_folder_that_is_none_is_told_in_a_sentence(
    tmp_path: Path, under: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        guest(tmp_path, HANDBOOK, under=under)
    assert "such as under: playbook/" in caplog.text


# Markdown extensions


def test_the_plugin_brings_the_extensions_that_its_pages_need(tmp_path: Path) -> None:
    write(tmp_path, RECORDS)
    for name, path in pages_of(guest(tmp_path, HANDBOOK)).items():
        body = soup_of(path).select_one("article")
        assert body is not None
        assert "{:" not in body.get_text(), name
        assert "](" not in body.get_text(), name
        assert "|---" not in body.get_text(), name
        assert body.select("[markdown]") == [], name


@pytest.mark.parametrize("names", [["extra"], ["markdown.extensions.attr_list"], ["pymdownx.extra", "toc"]])
def test_extensions_that_are_there_are_not_added_again(tmp_path: Path, names: list[str]) -> None:
    write(tmp_path, RECORDS)
    site = guest(tmp_path, HANDBOOK, markdown_extensions=names)
    assert soup_of(site / "playbook/processes/triage/index.html").select_one("p.pb-lead") is not None


def test_an_extension_that_would_break_our_pages_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "no_tables.py").write_text(
        "from markdown.extensions import Extension\n\n\n"
        "class NoTables(Extension):\n"
        "    def extendMarkdown(self, md):\n"
        "        self.md = md\n"
        "        md.registerExtension(self)\n\n"
        "    def reset(self):\n"
        "        self.md.parser.blockprocessors.deregister('table', strict=False)\n\n\n"
        "def makeExtension(**options):\n"
        "    return NoTables(**options)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(Abort):
        guest(tmp_path, HANDBOOK, markdown_extensions=["no_tables"])
    assert "the extension no_tables keeps" in caplog.text


# Language, and other plugins

JAPANESE = {
    "data/playbook.yml": SETTINGS + "language: ja\n",
    "data/checklists/release.yml": CHECKLIST.replace("Before I send", "リリース前の確認"),
}


def test_the_language_of_the_records_reaches_the_page_and_the_options_of_search(tmp_path: Path) -> None:
    site = guest(tmp_path, {"index.md": "# Home\n"}, files=JAPANESE)
    assert soup_of(site / "index.html").html["lang"] == "ja"  # type: ignore[index]
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert "、" in index["config"]["separator"]


@pytest.mark.parametrize(("language", "lang"), [("de-AT", "de"), ("pt-BR", "pt"), ("xx", "en")])
def test_a_language_that_the_theme_lacks_becomes_the_one_it_belongs_to(
    tmp_path: Path, language: str, lang: str
) -> None:
    site = guest(tmp_path, {"index.md": "# Home\n"}, files={"data/playbook.yml": f"{SETTINGS}language: {language}\n"})
    assert soup_of(site / "index.html").html["lang"] == lang  # type: ignore[index]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
@pytest.mark.parametrize(
    ("language", "lang", "searched"),
    [("de-AT", "de", ["de"]), ("ja", "ja", ["ja"]), ("pt-BR", "pt_BR", ["pt"]), ("he", "en", ["en"])],
)
def test_the_plain_themes_speak_the_language_of_the_records_where_they_can(
    tmp_path: Path, theme: str, language: str, lang: str, searched: list[str]
) -> None:
    files = {"data/playbook.yml": f"{SETTINGS}language: {language}\n"}
    site = guest(tmp_path, {"index.md": "# Home\n"}, files=files, theme={"name": theme})
    assert soup_of(site / "index.html").html["lang"] == lang  # type: ignore[index]
    assert json.loads((site / "search" / "search_index.json").read_text())["config"]["lang"] == searched


def test_the_language_of_mkdocs_yml_wins(tmp_path: Path) -> None:
    theme = {"name": "material", "font": False, "language": "fr"}
    site = guest(tmp_path, {"index.md": "# Home\n"}, files=JAPANESE, theme=theme)
    assert soup_of(site / "index.html").html["lang"] == "fr"  # type: ignore[index]


def test_plugins_that_do_not_go_together_are_named_in_one_sentence() -> None:
    assert engine.refusal(["search", "playbook", "material/tags"]) is None
    assert "the plugins i18n and playbook do not go together" in (engine.refusal(["i18n", "playbook"]) or "")


def test_every_generated_page_has_a_file_that_other_plugins_can_ask(tmp_path: Path) -> None:
    hook = "def on_files(files, config):\n    from pathlib import Path\n"
    hook += "    for file in files.documentation_pages():\n        assert Path(file.abs_src_path).is_file(), file\n"
    (tmp_path / "hook.py").write_text(hook, encoding="utf-8")
    write(tmp_path, RECORDS)
    assert guest(tmp_path, HANDBOOK, hooks=["hook.py"]).is_dir()


def test_their_pages_are_made_with_their_own_extensions(tmp_path: Path) -> None:
    braces = "# Home\n\n## Uses of { include me }\n\n| a | b |\n|---|---|\n| { c } | d |\n"
    pages = {"index.md": braces, "ours.md": "# Ours\n\n## Uses of { include me }\n\n[[process:triage]]\n"}
    site = guest(tmp_path, pages, files=RECORDS, markdown_extensions=["tables"])
    alone = Playground(tmp_path / "alone").write({f"docs/{name}": text for name, text in pages.items()})
    alone.write({"mkdocs.yml": yaml.safe_dump(SITE | {"plugins": ["search"], "markdown_extensions": ["tables"]})})
    before = build_site(alone.root)
    article = soup_of(site / "index.html").select_one("article")
    assert str(article) == str(soup_of(before / "index.html").select_one("article"))
    triage = soup_of(site / "playbook/processes/triage/index.html").select_one("article")
    assert triage is not None
    assert "{:" not in triage.get_text()
    assert triage.select_one(".pb-lead")


def test_an_extension_that_a_plugin_made_already_is_left_to_it(tmp_path: Path) -> None:
    hook = (
        "from markdown.extensions import Extension\n"
        "class Made(Extension):\n    def extendMarkdown(self, md):\n        pass\n"
        "def on_config(config):\n    config.markdown_extensions.append(Made())\n"
    )
    (tmp_path / "hook.py").write_text(hook, encoding="utf-8")
    assert guest(tmp_path, HANDBOOK, files=RECORDS, hooks=["hook.py"]).is_dir()
