"""Links and embeds in pages written by hand: what is ours is put in place, and all else stays letter for letter."""

from __future__ import annotations

import re
import time
from pathlib import Path

import markdown
import pytest
import yaml
from mkdocs.exceptions import Abort

from conftest import TODAY, Playground, build_site, write
from prodops_playbook.checks import check
from prodops_playbook.links import Found, rewrite, scan
from prodops_playbook.links.elements import BLOCK
from prodops_playbook.playbook import host, load
from prodops_playbook.problems import Problem
from sites import CHECKLIST, body_of, process, soup_of
from test_guest import SITE, guest

RECORDS = {"data/processes/triage.yml": process("Triage"), "data/checklists/send.yml": CHECKLIST}

FOREIGN = [
    "1) One\n\n    [[rows]]",
    "- one\n\ntwo\n\n    [[rows]]",
    "- one\n\n  two\n\n    [[rows]]",
    "  - one\n\n        [[rows]]",
    "> words\n>\n>     [[rows]]",
    "<div>\n\n```\n[[rows]]\n```\n</div>",
    "<div markdown>\n\n    [[rows]]\n</div>",
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
    "  - one\n\n    [[rows]]",
    "> - one\n>\n>     [[rows]]",
    "<div>\n\n    [[rows]]\n</div>",
    '<a title="[[rows]]">[[rows]]</a>',
]


@pytest.mark.parametrize("text", OURS)
def test_brackets_in_prose_are_ours(text: str) -> None:
    assert len(list(scan(text))) == text.count("[[")
    put = re.sub(r"\[\[rows(\|label)?\]\]", "put", text)
    assert rewrite(text, lambda _: "put") == put


def test_a_mention_has_its_line_and_column() -> None:
    text = "é\n\n    x = [[a]]\n\nab [[rows]] ![[rows]]\n"
    assert [(f.line, f.column, f.mention.embed) for f in scan(text)] == [(5, 4, False), (5, 13, True)]


MARGINS = [
    ("![[rows]]", ""),
    ("- ![[rows]]", "    "),
    ("* one\n    ![[rows]]", "    "),
    ("1. One\n2. Two\n    ![[rows]]", "    "),
    ("1. One\n2. Two\n    10. ![[rows]]", "        "),
    # By two or three spaces, it is meant to be inside.
    ("- one\n\n  ![[rows]]", "    "),
    ("1. one\n   ![[rows]]", "    "),
    ("- one\n    - two\n\n      ![[rows]]", "        "),
    ("- one\n\ntwo\n\n  ![[rows]]", ""),
    ("Words\n    ![[rows]]", ""),
    ("1) one\n    ![[rows]]", ""),
    ("!!! note\n\n    ![[rows]]", "    "),
    ("Term\n:   ![[rows]]", "    "),
    ("[^1]: ![[rows]]", "    "),
    ("[^1]: note\n\n    ![[rows]]", "    "),
    ("> ![[rows]]", "> "),
    ("> - ![[rows]]", ">     "),
    ("> - one\n>\n>   ![[rows]]", ">     "),
    ("- one\n\n    > ![[rows]]", "    > "),
    # To the engine, a dash below other words is one of them.
    ("one\n- ![[rows]]", ""),
    ("# One\n- ![[rows]]", "    "),
    ("- one\n- ![[rows]]", "    "),
    ("- ![[one]] two\n        ![[rows]]", "    "),
    ("> one\n- ![[rows]]", ""),
    ("!!! note\n  two\n    ![[rows]]", ""),
    ("See ![[rows]]", None),
    ("![[rows]].", None),
    ("| ![[rows]] |", None),
    ("- - ![[rows]]", None),
]


@pytest.mark.parametrize(("text", "margin"), MARGINS)
def test_an_embed_keeps_the_margin_of_its_place(text: str, margin: str | None) -> None:
    *_, found = scan(f"Words\n\n{text}\n")
    assert found.margin == margin
    if margin is not None:
        put = rewrite(f"Words\n\n{text}\nmore\n", lambda f: "one\n\ntwo\n" if f == found else None)
        assert put.endswith(f"one\n\n{margin}two\n\nmore\n")


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


PLACES = {
    "top": "E",
    "near": "Words\nE\nmore words",
    "two-spaces": "- one\n\n  E\n\n- two",
    "three-spaces": "1. one\n\n   E\n\n2. two",
    "tight": "- one\n  E\n- two",
    "item": "- E\n- two",
    "below-an-item": "- one\n    - two\n\n        E\n\n    - three",
    "quote": "> words\n>\n> E\n>\n> more",
    "list-in-a-quote": "> - one\n>\n>     E\n>\n> - two",
    "item-in-a-quote": "> - E\n> - two",
    "note": "!!! note\n\n    E\n\n    more",
    "definition": "Term\n:   E\n\n    more",
    "footnote": "See[^1].\n\n[^1]: words\n\n    E\n\n    more",
    "footnote-alone": "See[^2].\n\n[^2]: E\n\n    more",
    "markdown": "<div markdown>\nE\n</div>",
    "details": "<details markdown>\n<summary>Words</summary>\n\nE\n\n</details>",
    "no-list": "1) one\nE",
}


def test_an_embed_comes_out_right_wherever_a_page_can_hold_it(tmp_path: Path) -> None:
    Playground(tmp_path).write(RECORDS)
    embed = "![[checklist:send]]"
    pages = {f"{name}.md": f"# Home\n\n{place.replace('E', embed)}\n\nafter\n" for name, place in PLACES.items()}
    whole = "\n\n".join(place.replace("E", embed) + f"\n\nafter {name}" for name, place in PLACES.items())
    extensions = ["admonition", "footnotes", "def_list", "abbr"]
    site = guest(tmp_path, pages | {"index.md": f"# Home\n\n{whole}\n"}, markdown_extensions=extensions)
    for name in PLACES:
        body = body_of(site / name / "index.html")
        assert len(body.select("li > span.pb-box")) == 5, name
        assert body.select_one("pre") is None, name
        assert "<" not in body.get_text(), name
        assert body.find("p", string="after", recursive=False), name
    every = body_of(site / "index.html")
    assert len(every.select("li > span.pb-box")) == 5 * len(PLACES)
    assert every.select_one("pre") is None
    assert "<" not in every.get_text()
    for holder, name in (("ul > li", "two-spaces"), ("ol > li", "three-spaces"), ("blockquote li", "list-in-a-quote")):
        assert body_of(site / name / "index.html").select_one(f"{holder} .pb-checklist"), name
    for holder, name in ((".footnote li", "footnote"), (".footnote li", "footnote-alone"), ("dd", "definition")):
        body = body_of(site / name / "index.html")
        assert body.select_one(f"{holder} .pb-checklist"), name
        assert "more" in body.select_one(holder).get_text(), name  # type: ignore[union-attr]


EMBED = "![[checklist:send]]"
SOME = ("admonition", "footnotes", "def_list")
SOURCE = {
    "a list in a quote below an item": (f"- one\n> - {EMBED}", SOME),
    "a note": (f"!!! note\n\n    {EMBED}", ()),
    "a link in a note": ("!!! note\n\n    [[checklist:send]]", ()),
    "an element in a note": ("!!! note\n\n    <b>words</b> [[checklist:send]]", ()),
    "a note in an item": (f"- one\n\n    !!! note\n\n        {EMBED}", ()),
    "a quote in a note": (f"!!! note\n\n    one\n    > {EMBED}", ()),
    "a fold": ("??? note\n\n    [[checklist:send]]", SOME),
    "an open fold": ("???+ note\n\n    [[checklist:send]]", SOME),
    "a tab": (f'=== "One"\n\n    {EMBED}', SOME),
    "a footnote": (f"See[^1].\n\n[^1]: words\n\n    {EMBED}", ("admonition",)),
    "a definition": (f"Term\n:   {EMBED}", ("footnotes",)),
    "a definition below a footnote": (f"See[^1].\n\n[^1]: words\n:   {EMBED}", ()),
    "code in a quote": (f"> words\n>\n>     {EMBED}", SOME),
    "code": (f"words\n\n    {EMBED}", ()),
    "code in an item": (f"- words\n\n        {EMBED}\n\n        {EMBED}", ()),
}


def _hinted(root: Path, text: str, extensions: tuple[str, ...]) -> list[Problem]:
    """What `playbook check` says of a page of somebody's site."""
    told = SITE | {"plugins": ["search", {"playbook": {"under": "playbook/"}}], "markdown_extensions": [*extensions]}
    Playground(root).write(RECORDS | {"docs/x.md": text, "mkdocs.yml": yaml.safe_dump(told)})
    return [p for p in check(load(host.project(root)), TODAY) if p.path == "docs/x.md"]


def _followed(text: str, problem: Problem) -> tuple[str, tuple[str, ...]]:
    """A page as the hint wants it, and the extensions that the hint wants."""
    lines, row = text.split("\n"), problem.line - 1
    if added := re.match(r"add (\S+)(?: with .*)? to markdown_extensions in mkdocs.yml", problem.hint):
        return text, (added[1],)
    if problem.hint.startswith("put an empty line before this one"):
        lines.insert(row, "")
    elif spaces := re.match(r"take (\d) spaces out before it", problem.hint):
        column = problem.column - 1
        assert lines[row][column - int(spaces[1]) : column].isspace()
        lines[row] = lines[row][: column - int(spaces[1])] + lines[row][column:]
    else:
        assert "at the left margin" in problem.hint
        lines[row : row + 1] = ["", lines[row][problem.column - 1 :], ""]
    return "\n".join(lines), ()


@pytest.mark.parametrize("name", SOURCE)
def test_a_place_whose_source_the_engine_would_show_is_told_with_a_way_out(tmp_path: Path, name: str) -> None:
    place, extensions = SOURCE[name]
    text = f"# X\n\n{place}\n\nafter\n"
    problems = _hinted(tmp_path, text, extensions)
    assert {p.code for p in problems} == {"misplaced-link"}
    first = problems[0]
    assert text.split("\n")[first.line - 1][first.column - 1 :].startswith(("![[", "[["))
    for _ in range(len(problems)):
        text, more = _followed(text, first)
        extensions = (*extensions, *more)
        problems = _hinted(tmp_path, text, extensions)
        first = problems[0] if problems else first
    assert problems == []
    site = guest(tmp_path, {"index.md": "# Home\n", "x.md": text}, markdown_extensions=[*extensions])
    body = body_of(site / "x" / "index.html")
    assert "<" not in body.get_text()
    assert not re.search(r"\]\]|\]\(", body.get_text())
    assert body.find("a", string="Before I send")
    assert bool(body.select("li > span.pb-box")) == (EMBED in text)


QUIET = [
    f"    x = 1\n\n    {EMBED}",
    f"    {EMBED}\n    x",
    f"<!--\n\n    {EMBED}\n-->",
    f"```\n{EMBED}\n\n    {EMBED}\n```",
    "    ![[checklist:nope]]",
    "    ![[picture]]",
    f"\\{EMBED[1:]} and `{EMBED}`",
]


@pytest.mark.parametrize("text", QUIET)
def test_code_that_holds_more_than_embeds_of_ours_is_left_alone(tmp_path: Path, text: str) -> None:
    assert _hinted(tmp_path, f"words\n\n{text}\n", ()) == []


@pytest.mark.parametrize("extensions", [(), SOME])
def test_the_check_tells_of_a_place_what_the_built_page_shows(
    tmp_path: Path, extensions: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    every = {f"p{n}": place.replace("E", EMBED) for n, place in enumerate(PLACES.values())}
    every |= {f"q{n}": place for n, (place, _) in enumerate(SOURCE.values()) if "\n        " not in place}
    pages = {f"{name}.md": f"# X\n\n{place}\n\nafter\n" for name, place in every.items()}
    told = SITE | {"plugins": ["search", {"playbook": {"under": "playbook/"}}], "markdown_extensions": [*extensions]}
    Playground(tmp_path).write(RECORDS | {"mkdocs.yml": yaml.safe_dump(told)})
    write(tmp_path, {f"docs/{name}": text for name, text in pages.items()})
    problems = [p for p in check(load(host.project(tmp_path)), TODAY) if p.code == "misplaced-link"]
    site = build_site(tmp_path, strict=False)
    shows = {name for name in every if re.search(r"<|\]\]|\]\(", body_of(site / name / "index.html").get_text())}
    assert {Path(p.path).stem for p in problems} == shows
    assert "a link or an embed shows as source" in caplog.text


def test_what_only_an_extension_of_others_reads_is_left_to_the_build(tmp_path: Path) -> None:
    text = f"!!! note\n\n    {EMBED}\n"
    assert _hinted(tmp_path, text, ("admonition",)) == []
    assert _hinted(tmp_path, text, ("of_others",)) == []
    assert _hinted(tmp_path, text, ()) != []


def test_an_embed_whose_source_the_engine_would_show_stops_a_strict_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Playground(tmp_path).write(RECORDS)
    with pytest.raises(Abort):
        guest(tmp_path, {"index.md": "# Home\n", "x.md": f"# X\n\n- one\n> - {EMBED}\n"})
    assert "docs/x.md:4:5: warning[misplaced-link]" in caplog.text
    about = f'# X\n\n    <div class="pb-checklist">\n\n{EMBED}\n'
    guest(tmp_path, {"index.md": "# Home\n", "x.md": about})


@pytest.mark.parametrize("flat", [False, True])
def test_a_link_in_raw_html_leads_to_its_page(tmp_path: Path, flat: bool) -> None:
    Playground(tmp_path).write(RECORDS)
    link = "[[checklist:send]]"
    raw = f"<p>{link}</p>\n\n<table><tr><td>{link}</td></tr></table>\n\n"
    raw += f"<div>\n\n    {link}\n\n[[page:checks|how]]\n</div>\n"
    site = guest(tmp_path, {"index.md": f"# H\n\n{raw}", "a/b.md": f"# H\n\n{raw}"}, use_directory_urls=not flat)
    for page in (site / "index.html", site / ("a/b.html" if flat else "a/b/index.html")):
        links = body_of(page).select("article > p > a, td > a, div > a:not(.headerlink)")
        assert [a.get_text() for a in links] == ["Before I send", "Before I send", "Before I send", "how"]
        for a in links:
            target = page.parent / str(a["href"])
            assert (target if flat else target / "index.html").is_file(), a
        assert "[[" not in body_of(page).get_text()


def test_elements_that_begin_raw_html_are_those_of_the_engine() -> None:
    made = markdown.Markdown(extensions=["md_in_html"])
    assert set(made.block_level_elements) == BLOCK


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
    "tags": "<i>" * 60_000 + "</b>" * 40_000 + "[[a]]",
    "tags in divs": "<div markdown>\n" * 12_000 + "</p>" * 12_000 + "[[a]]",
    "raw tags": "<div>" * 40_000 + "</p>" * 10_000 + "</div>" * 10_000 + "[[a]]",
    "raw tags on lines": "<div></div>\n" * 20_000 + "[[a]]",
    "one line of divs": "<div></div>" * 20_000 + "[[a]]",
    "attributes": "<a b='" * 40_000 + "[[a]]",
    "attributes of two quotes": "<a '<a \"" * 25_000 + "[[a]]",
    "links in links": "[a " * 40_000 + "[[a]]" + "](b)" * 40_000,
    "addresses": "[a](" * 50_000 + "[[a]]",
    "definitions": "[a]: b\n" * 30_000 + "[[a]]",
    "names": "[[a]][b]" * 25_000 + "\n\n[b]: c",
    "braces": "{: [[a]]" * 25_000,
    "deep items": "".join(" " * (i % 900) + "- a\n" for i in range(400)) * 2 + "[[a]]",
    "one deep item after another": "".join(" " * i + "- a\n" for i in range(600)) * 2 + "![[a]]",
    "notes": "- a\n\n" * 30_000 + "  ![[a]]",
}


@pytest.mark.parametrize("line", ["# a\n", "a\n---\n", "==\n", "***\n", "a\n: b\n", "*[a]: b\n"])
def test_lines_that_the_engine_begins_anew_at_are_bounded_in_one_paragraph(playground: Playground, line: str) -> None:
    told = [p for p in playground.write({"playbook/x.md": line * 8_000 + "[[triage]]"}).problems() if p.line > 1]
    assert [(p.code, p.path) for p in told][:1] == [("too-large", "playbook/x.md")]
    several = (line * 20 + "\n") * 300
    playground.write({"playbook/x.md": several})
    assert [p for p in playground.problems() if p.code == "too-large"] == []


@pytest.mark.parametrize("name", LONG)
def test_a_page_is_read_in_time_that_grows_with_its_size(name: str) -> None:
    # Seconds of this process alone; what is quadratic takes minutes.
    before = time.process_time()
    assert rewrite(LONG[name], _nothing) == LONG[name]
    assert time.process_time() - before < 2


def _nothing(found: Found) -> None:
    return None
