"""Links and embeds in pages written by hand: what is ours is put in place, and all else stays letter for letter."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from conftest import Playground
from prodops_playbook.links import Found, rewrite, scan
from sites import CHECKLIST, process, soup_of
from test_guest import guest

RECORDS = {"data/processes/triage.yml": process("Triage"), "data/checklists/send.yml": CHECKLIST}

FOREIGN = [
    "[[1]](#sources)",
    "[[1]][ref]",
    "    matrix = a[[rows]]",
    "```\n[[rows]]\n```",
    "~~~~ python\n```\n[[rows]]\n~~~~",
    "!!! note\n\n    ```\n    [[rows]]\n    ```",
    "!!! note\n\n        [[rows]]",
    "1. One\n\n        [[rows]]",
    "`[[rows]]` and `` ` [[rows]] ``",
    "<code>[[rows]]</code>",
    "<PRE class='x'>\n[[rows]]\n\n[[rows]]\n</PRE>",
    "<!-- [[rows]]\n\n[[rows]] -->",
    "$$a_{[[rows]]}$$",
    "\\(a_{[[rows]]}\\)",
    "---\ntitle: '[[rows]]'\n---\n",
    "[[ rows ]] [[]] [[a b]]",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_brackets_of_others_are_not_looked_at(text: str) -> None:
    assert list(scan(text)) == []
    assert rewrite(text, lambda _: "put") == text


OURS = [
    "[[rows]]",
    "Words [[rows]], [[rows|label]].",
    "- [[rows]]\n    - [[rows]]",
    "1. One\n\n    [[rows]]",
    "!!! note\n\n    [[rows]]\n\n    More [[rows]].",
    '=== "Tab"\n\n    [[rows]]',
    "Term\n:   [[rows]]\n\n    [[rows]]",
    "Words\n    [[rows]]",
    "`never closed [[rows]]",
    "```\n[[rows]]",
    "<!-- [[rows]]",
    "costs $$ and [[rows]]\n\n$$",
    "[[rows]][[rows]]",
    "| [[rows]] | x |",
]


@pytest.mark.parametrize("text", OURS)
def test_brackets_in_prose_are_ours(text: str) -> None:
    assert len(list(scan(text))) == text.count("[[")
    assert rewrite(text, lambda _: "put").count("put") == text.count("[[")


def test_a_mention_has_its_line_and_column() -> None:
    text = "é\n\n    x = [[a]]\n\nab [[rows]] ![[rows]]\n"
    assert [(f.line, f.column, f.mention.embed) for f in scan(text)] == [(5, 4, False), (5, 13, True)]


@pytest.mark.parametrize(
    ("text", "margin"),
    [
        ("![[rows]]", ""),
        ("    ![[rows]]", "    "),
        ("> ![[rows]]", "> "),
        ("- ![[rows]]", "    "),
        ("    10. ![[rows]]", "        "),
        ("See ![[rows]]", None),
        ("![[rows]].", None),
        ("| ![[rows]] |", None),
    ],
)
def test_an_embed_keeps_the_margin_of_its_place(text: str, margin: str | None) -> None:
    # Indented code begins behind an empty line only.
    (found,) = scan(f"1. One\n2. Two\n{text}\n")
    assert found.margin == margin
    if margin is not None:
        put = rewrite(f"Words\n{text}\n", lambda _: "one\n\ntwo")
        assert put.endswith(f"one\n\n{margin}two\n")


def test_an_escape_shows_the_brackets_and_keeps_a_link(tmp_path: Path) -> None:
    home = "# Home\n\n\\[[triage]] and \\[[1]](#more)\n\n## More\n"
    site = guest(tmp_path, {"index.md": home})
    body = soup_of(site / "index.html").select_one("article")
    assert body is not None
    assert "[[triage]] and [1]" in body.get_text()
    assert body.find("a", string="[1]") is not None


def test_field_case_of_foreign_brackets_builds_and_shows_them(tmp_path: Path) -> None:
    home = (
        "# Home\n\nAdapted from [[1]](#sources) and [[2]](#sources). [[toc]] [[customer-name]] [[File:a.png]]\n\n"
        "    matrix = a[[0]]\n\n<code>[[y]]</code> $$a_{[[i]]}$$\n\n## Sources\n"
    )
    body = soup_of(guest(tmp_path, {"index.md": home}) / "index.html").select_one("article")
    assert body is not None
    for shown in ("[1]", "[2]", "a[[0]]", "[[y]]", "a_{[[i]]}", "[[toc]]", "[[customer-name]]", "[[File:a.png]]"):
        assert shown in body.get_text()
    assert len(body.select('a[href="#sources"]:not(.headerlink)')) == 2


def test_an_embed_stands_inside_its_admonition_and_its_list_item(tmp_path: Path) -> None:
    Playground(tmp_path).write(RECORDS)
    home = (
        '# Home\n\n!!! note "Before"\n\n    ![[checklist:send]]\n\n    Still inside the note.\n\n'
        "1. First:\n\n    ![[checklist:send]]\n\n2. Second.\n\nIn a sentence ![[checklist:send]].\n\n"
        "| ![[checklist:send]] | x |\n|---|---|\n"
    )
    site = guest(tmp_path, {"index.md": home}, markdown_extensions=["admonition"])
    page = soup_of(site / "index.html")
    note, (first, second) = page.select_one(".admonition"), page.select("article > ol > li")[:2]
    assert note is not None
    for holder in (note, first):
        assert "The ask is in the first line." in holder.get_text()
    assert "Still inside the note." in note.get_text()
    assert second.get_text(strip=True) == "Second."
    assert page.select_one("article pre") is None
    assert [a.get_text() for a in page.select("article > p a, article th a")] == ["Before I send", "Before I send"]


LONG = {
    "[[a|": "[[a|" * 50_000,
    "[[[": "[[[" * 60_000,
    "<!--": "<!--" * 50_000,
    "fences": "```x\n" * 40_000,
    "fences of both kinds": "~~~\n````x\n" * 20_000,
    "backticks": "`" * 200_000,
    "backticks of two lengths": "` `` " * 40_000,
    "rising backticks": " ".join("`" * i for i in range(600)),
    "known form": "[[nope]] " * 22_000,
    "elements": "<pre " * 40_000,
    "formulas": "$$ " * 60_000,
    "escapes": "\\[[" * 60_000,
    "a long id": "[[" + "a/" * 100_000,
    "embeds": "![[a]]\n" * 28_000,
    "empty lines": "\n \n" * 66_000,
    "spaces": " " * 200_000 + "![[a]]",
    "quotes": "> " * 100_000 + "![[a]]",
}


@pytest.mark.parametrize("name", LONG)
def test_a_page_is_read_in_time_that_grows_with_its_size(name: str) -> None:
    # Seconds of this process alone; what is quadratic takes minutes.
    before = time.process_time()
    assert rewrite(LONG[name], _nothing) == LONG[name]
    assert time.process_time() - before < 2


def _nothing(found: Found) -> None:
    return None
