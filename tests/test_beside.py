"""The plugins that sites use, each beside ours in a strict build, in either order: all pages are as they should be."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from conftest import Files, Playground
from repositories import git
from sites import CHECKLIST, process, soup_of
from test_guest import guest

BRACES = "{{ 7*7 }} {% raw %} {# none #} {{ nobody.said }}"
PAGES = {"index.md": "# Home\n\nSee [[process:triage]].\n", "a/b.md": "# B\n\nTheirs.\n"}
RECORDS = {
    "data/processes/triage.yml": process("Triage"),
    "data/checklists/send.yml": CHECKLIST,
    "data/terms/braces.yml": f'title: "{BRACES}"\ndefinition: "See {BRACES}, and [[process:triage]]."\n',
}
SUB: Files = {
    "sub/mkdocs.yml": "site_name: sub\nnav: [{Start: index.md}]\n",
    "sub/docs/index.md": "# Sub\n\n[[triage]]\n",
}
WITH_SUB = {"nav": [{"Home": "index.md"}, {"B": "a/b.md"}, {"Sub": "!include ./sub/mkdocs.yml"}]}

PLUGINS: dict[str, tuple[Any, Files, dict[str, Any]]] = {
    "rss": ({"rss": {}}, {}, {}),
    "git-authors": ("git-authors", {"docs/a/b.md": "# B\n\nTheirs. {{ git_page_authors }}\n"}, {}),
    "git-revision-date-localized": ({"git-revision-date-localized": {"enable_creation_date": True}}, {}, {}),
    "awesome-pages": ("awesome-pages", {"docs/.pages": "nav: [a, ...]\n"}, {}),
    "awesome-nav": ("awesome-nav", {}, {}),
    "macros": ({"macros": {"on_undefined": "strict", "on_error_fail": True}}, {}, {}),
    "monorepo": ("monorepo", SUB, WITH_SUB),
    "privacy": ({"privacy": {"assets_exclude": ["unpkg.com/*"]}}, {}, {}),  # Material's own, from the network
    "minify": ({"minify": {"minify_html": True, "minify_js": True, "minify_css": True}}, {}, {}),
    "redirects": ({"redirects": {"redirect_maps": {"old.md": "playbook/processes/triage.md"}}}, {}, {}),
    "blog": ("blog", {"docs/blog/posts/x.md": "---\ndate: 2026-01-01\n---\n# X\n\nText.\n"}, {}),
    "tags": ("tags", {}, {}),
    "meta": ("meta", {}, {}),
    "offline": ("offline", {}, {}),
}


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Plugins that leave a folder for Python to clear away warn about it later, in somebody else's test."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


# awesome-pages warns that it wants to stand before every plugin that has a say in the menu.
@pytest.mark.filterwarnings("ignore:The plugin .playbook. might not work correctly")
@pytest.mark.parametrize("first", [False, True], ids=["behind", "before"])
@pytest.mark.parametrize("name", PLUGINS)
def test_a_plugin_beside_ours_in_a_strict_build(
    name: str, first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin, files, config = PLUGINS[name]
    files = {**RECORDS, **files}
    pages = {**PAGES, **({"a/b.md": files["docs/a/b.md"]} if "docs/a/b.md" in files else {})}
    Playground(tmp_path).write({**{f"docs/{path}": text for path, text in pages.items()}, **files})
    monkeypatch.chdir(tmp_path)  # where git-authors asks git
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qm", "Begin")
    told = {"site_url": "https://example.com/", "repo_url": "https://github.com/acme/handbook", **config}
    order: dict[str, Any] = {"before": (plugin,)} if first else {"plugins": (plugin,)}
    site = guest(tmp_path, pages, files=files, **order, **told)

    def page(address: str) -> Any:
        flat = site / f"{address.rstrip('/')}.html"
        return soup_of(flat if flat.is_file() else site / address / "index.html")

    home, triage = page(""), page("playbook/processes/triage/")
    terms = page("playbook/terms/")
    assert home.select_one("article a[href*='playbook/processes/triage']").get_text() == "Triage"
    assert "Theirs." in page("a/b/").select_one("article").get_text()
    assert triage.select_one("article h1").get_text().startswith("Triage")
    assert BRACES in " ".join(terms.select_one("article").get_text().split())
    assert any("Playbook" in item.get_text() for item in home.select("nav.md-nav--primary .md-ellipsis"))
    extra = EXTRA.get(name)
    if extra is not None:
        extra(site, page)


def _rss(site: Path, page: Any) -> None:
    feed = (site / "feed_rss_created.xml").read_text(encoding="utf-8")
    assert "https://example.com/a/b/" in feed
    assert "https://example.com/playbook/processes/triage/" in feed


def _authors(site: Path, page: Any) -> None:
    assert "Ada" in page("a/b/").select_one("article").get_text()


def _monorepo(site: Path, page: Any) -> None:
    assert page("sub/").select_one("article a[href*='playbook/processes/triage']").get_text() == "Triage"


def _awesome(site: Path, page: Any) -> None:
    told = [item.get_text(strip=True) for item in page("").select("nav.md-nav--primary > ul > li .md-ellipsis")]
    assert told.index("B") < told.index("Home") < told.index("Playbook")


def _redirects(site: Path, page: Any) -> None:
    assert "playbook/processes/triage" in (site / "old" / "index.html").read_text(encoding="utf-8")


def _minify(site: Path, page: Any) -> None:
    box = page("playbook/checklists/send/").select_one("[data-item]")
    assert box is not None
    assert re.search(r"<p>\s+<", (site / "playbook/checklists/send/index.html").read_text(encoding="utf-8")) is None


def _dates(site: Path, page: Any) -> None:
    """The day of the record behind a page, and of the settings behind a list."""
    for address in ("playbook/processes/triage/", "playbook/processes/", "a/b/"):
        told = [day.get_text() for day in page(address).select(".git-revision-date-localized-plugin")]
        assert told == ["March 1, 2026"] * 2, address


EXTRA = {
    "git-revision-date-localized": _dates,
    "rss": _rss,
    "git-authors": _authors,
    "monorepo": _monorepo,
    "awesome-pages": _awesome,
    "redirects": _redirects,
    "minify": _minify,
}


LATE = """
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

@event_priority(-100)
def {event}(given, config, files):
    files.append(File.generated(config, "late.md", content="# Late\\n\\nA [[term:launch]].\\n"))
    return given
"""


@pytest.mark.parametrize("event", ["on_nav", "on_env"])
def test_a_page_that_is_added_late_is_built_or_told_of_in_a_sentence(
    event: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = {"late.py": LATE.format(event=event), "data/terms/launch.yml": "title: Launch\ndefinition: The day.\n"}
    if event == "on_nav":
        site = guest(tmp_path, PAGES | {"index.md": "# Home\n"}, files=files, hooks=["late.py"])
        assert soup_of(site / "late/index.html").select_one('article a[href="../playbook/terms/#launch"]')
    else:
        with pytest.raises(Abort):
            guest(tmp_path, PAGES | {"index.md": "# Home\n"}, files=files, hooks=["late.py"])
        assert "late.md: another plugin" in caplog.text
