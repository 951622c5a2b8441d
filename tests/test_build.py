"""The site as MkDocs builds it: what stands in the files that people open, search and link to."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from click.testing import CliRunner, Result
from mkdocs.exceptions import Abort

from conftest import ROOT, TODAY, Playground, build_site
from prodops_playbook.cli import main
from prodops_playbook.edition import prepare
from prodops_playbook.kinds import KINDS, OTHER_PAGES
from prodops_playbook.playbook import Loaded, Project
from prodops_playbook.render import Renderer
from prodops_playbook.words import ENGLISH
from sites import CHECKLIST, body_of, built, pages_of, process, search_of, soup_of, text_of, words


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
    site = Renderer(prepare(Project(ROOT), lambda _: TODAY)).site()
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


# Search


def test_search_holds_what_records_say(own_site: Path, own_playbook: Loaded) -> None:
    found = search_of(own_site)
    for record in own_playbook.playbook.records.values():
        kind = KINDS[record.kind]
        if kind.single:
            continue
        location = f"{kind.folder}/{record.id}/" if kind.paged else f"{kind.folder}/"
        everything = " ".join(e["text"] + " " + e["title"] for at, e in found.items() if urldefrag(at).url == location)
        seen = " ".join(everything.split())
        assert record.lead() in seen or record.first_words(ENGLISH) in seen, record.key
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


# Values

VALUES = "values:\n  notice:\n    value: {}\n    unit: business days\n    why: Because.\n{}"


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
    for number, shown in (("20", "20 business days"), ("33", "33 business days"), ("1", "1 business day")):
        playground.write({"data/playbook.yml": settings + VALUES.format(number, "")})
        site = playground.build()
        body = body_of(site / "processes" / "p" / "index.html")
        seen = " ".join(body.get_text().split())
        for word in ("Sum", "Trig", "Purp", "Item", "Step", "Out"):
            assert f"{word} {shown}" in seen
        assert f"Effort each time {number} {'person' if number == '1' else 'people'}, {shown} each" in seen
        assert f"Hand {shown}." in text_of(site / "index.html")
        assert f"Sum {shown}." in text_of(site / "processes" / "index.html")
        assert shown in text_of(site / "values" / "index.html")
        assert shown in search_of(site)["processes/p/"]["text"]
        assert set(re.findall(r"\d+ business days?", seen)) == {shown}


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
        assert [words(a) for a in links] == ["20 business days"] * 2
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
    playground.write({"ours/pages/process.md.j2": "# Ours {{ page.frame.title }}\n"})
    plugin = {"playbook": {"data_dir": "records/", "templates_dir": "ours/"}}
    site = playground.build(docs_dir="words", plugins=["search", plugin])
    assert "Ours A b" in text_of(site / "processes" / "a-b" / "index.html")
    assert "A b" in text_of(site / "index.html")
    assert "records/playbook.yml" in text_of(site / "checks" / "index.html")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--project", str(playground.root), *arguments])

    assert run("check").exit_code == 0
    assert run("new", "checklist", "before-the-demo").stdout == "records/checklists/before-the-demo.yml\n"
    playground.write({"records/processes/c.yml": process("C", owner="product-manger")})
    assert "records/processes/c.yml:3:8: error[unknown-reference]" in run("check").stdout
    (playground.root / "records/processes/c.yml").unlink()
    assert run("render", str(playground.root / "out")).exit_code == 0
    assert "# Ours A b" in (playground.root / "out/processes/a-b.md").read_text(encoding="utf-8")
