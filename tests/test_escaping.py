"""Plain text stays plain, whatever Markdown engine and extensions read the page; prose stays a small safe subset."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from unittest import mock

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from conftest import ROOT, Playground
from prodops_playbook import escaping
from prodops_playbook.links import Mention
from prodops_playbook.problems import CODES
from prodops_playbook.types import Context, Markdown, Prose, Text, Value, prose
from prodops_playbook.types.prose import read_inline

# Engines


def own_extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    """The extensions of mkdocs.yml, with their options."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    names: list[str] = []
    options: dict[str, dict[str, object]] = {}
    for entry in config["markdown_extensions"]:
        if isinstance(entry, dict):
            options |= entry
        names += [entry] if isinstance(entry, str) else list(entry)
    return names, options


WIDE = [
    *("extra", "attr_list", "md_in_html", "footnotes", "abbr", "toc", "smarty", "nl2br", "admonition", "def_list"),
    *("sane_lists", "wikilinks", "tables"),
    *(
        f"pymdownx.{name}"
        for name in (
            *("smartsymbols", "magiclink", "emoji", "keys", "critic", "superfences", "tabbed", "tasklist", "caret"),
            *("tilde", "mark", "details", "snippets", "arithmatex", "betterem", "inlinehilite", "progressbar"),
        )
    ),
]
ENGINES = ("own", "wide")


@cache
def engine(name: str) -> markdown.Markdown:
    if name == "wide":
        return markdown.Markdown(extensions=WIDE)
    names, options = own_extensions()
    return markdown.Markdown(extensions=names, extension_configs=options)


def soup_of(name: str, document: str) -> BeautifulSoup:
    made = BeautifulSoup(engine(name).reset().convert(document), "html.parser")
    for mark in made.select("a.headerlink"):
        mark.decompose()
    return made


# Places


@dataclass(frozen=True)
class Place:
    """A place of a page. `document` has the text at «»; `find` is the element it comes out in, `attribute` its part."""

    document: str
    find: str
    attribute: str | None = None
    only: str = ""

    def read(self, name: str, written: str) -> tuple[str, list[str]]:
        """What the reader sees there, and the elements of the whole document."""
        soup = soup_of(name, self.document.replace("«»", written))
        found = soup.select(self.find)
        seen = ""
        if found:
            seen = str(found[0].get(self.attribute, "")) if self.attribute else found[0].get_text()
        return escaping.one_line(seen), [tag.name for tag in soup.find_all(True)]


PLACES = {
    "paragraph": Place("Before.\n\n«»\n\nAfter.", "p:nth-of-type(2)"),
    "start of the document": Place("«»\n\nAfter.", "p"),
    "sentence": Place("It says «» here.", "p"),
    "second line": Place("Before\n\n<i></i>\n«»", "p:nth-of-type(2)"),
    "list": Place("- «»\n- after", "li"),
    "list behind an anchor": Place('- <span id="a"></span>«»\n\n- after', "li"),
    "nested list": Place("-   outer\n    -   «»\n    -   after", "li li"),
    "ordered list": Place("1.  «»\n\n1.  after", "li"),
    "heading": Place("# «»\n\nAfter.", "h1"),
    "heading with an id": Place("## «» {: #fixed }\n\nAfter.", "h2#fixed"),
    "cell": Place("| a | b |\n|---|---|\n| «» | d |", "td"),
    "last cell": Place("| a | b |\n|---|---|\n| c | «» |", "td:nth-of-type(2)"),
    "header cell": Place("| «» | b |\n|---|---|\n| c | d |", "th"),
    "link label": Place("See [«»](<a.md>) there.", "a"),
    "link label in a cell": Place("| a | b |\n|---|---|\n| [«»](<a.md>) | d |", "td a"),
    "link title": Place('See [a](<a.md> "«»") there.', "a", "title"),
    "link with attributes": Place("See [«»](<a.md>){: .pb-value .x }.", "a.pb-value"),
    "image description": Place("![«»](<a.png>)", "img", "alt"),
    "bold": Place("It is **«»** there.", "strong"),
    "italic": Place("It is *«»* there.", "em"),
    "quotation": Place("> «»\n>\n> after", "blockquote p"),
    "attribute in a line": Place('See <span title="«»">this</span>.', "span", "title"),
    "attribute of a block": Place('<div title="«»">\nthis\n</div>', "div", "title"),
    "attribute list": Place('A paragraph.\n{: title="«»" }', "p", "title"),
    "HTML in a line": Place("See <small>«»</small>.", "small"),
    "HTML block": Place("<div>\n«»\n</div>", "div"),
    "div": Place("<div markdown>\n\n«»\n\n</div>", "div"),
    "list in a div": Place('<div class="pb-facts" markdown>\n\n- **Ask** [«»](<a.md>)\n\n</div>', "div li a"),
    "summary": Place("<details markdown><summary>«»</summary>\n\nthis\n\n</details>", "summary"),
    "li": Place("<ul markdown>\n<li markdown>«»</li>\n</ul>", "li"),
    "td": Place("<table markdown><tr markdown><td markdown>«»</td></tr></table>", "td"),
    "definition term": Place("«»\n:   what it is", "dt", only="wide"),
    "definition": Place("term\n:   «»", "dd", only="wide"),
    "title of a note": Place('!!! note "«»"\n    this', ".admonition-title", only="wide"),
    "title of a fold": Place('??? note "«»"\n    this', "summary", only="wide"),
}
# With many extensions a page takes long to convert: places that are alike are tried with our own extensions alone.
ALIKE = {"start of the document", "sentence", "second line", "list behind an anchor", "heading with an id", "last cell"}
ALIKE |= {"link label in a cell", "link with attributes", "image description", "HTML in a line", "list in a div"}
CASES = [("own", name) for name, place in PLACES.items() if place.only != "wide"]
CASES += [("wide", name) for name in PLACES if name not in ALIKE]

_LINES = r"""
* ** *** *a* **a** _a_ __a__ ***a*** ~~a~~ ~a~ ^a^ ^^a^^ ==a== `a` ``a`` ` `` ``` ~~~ ```yaml
# ## ###### = == - -- --- *** ___ + > >> | || |---|---| :--- 1. 1) 12. a. A. i. 1990.
[a] [a](b) [a][b] ![a](b) [^1] [^1]: *[a]: [[a]] [[a|b]] ![[a:b]] [TOC] [ ] [x] ]( ](<a>) [a]{:.b}
<b> </b> <b>a</b> <br> <!-- --> <!----> <script>alert(1)</script> <img/src=x> <a/href="x"> <?php <![CDATA[ a<b a>b
<a@b.c> <http://a.b> & &amp; &lt; &#42; &#x2a; &nbsp; &copy &; && "a" 'a' " ' "" '' \ \* \\ \n \[ a\
{ } {{ }} {{7*7}} {% {%raw%} {# #} ${a} {:.a} {:#a} {.a} {:a} {++a++} {--a--} {~~a~>b~~} {==a==} {>>a<<} #{a}
http://a.b/c_d_e www.a.com a@b.com mailto:a@b.c #123 @acme/team acme/team#1 !1 ?1 $a$ $$ \(a\) \[a\] :smile: :+1: :a:b:
++ctrl+a++ --8<-- --8<--"mkdocs.yml" ;--8<-- +++ ... (c) (tm) 1/2 +/- <-- =/= a/b 50% ::: :::a !!! !!!note ??? ???+
===="a" :a /// //// [=50%] : a: ; , . .. ? ! @ $ % ^ ( ) / a- -a a-b a--b a.b .a a. a, ,a 0 007 1e3 null true
é ß 日本語 🎉 שלום İ ﷽ wzxhzdk:1 klzzwxh:0001 STX ETX
"""
FRAGMENTS = [fragment for line in _LINES.splitlines() for fragment in line.split()]
FRAGMENTS += [
    "\u200fa",
    "\u202eb",
    "\u00adc",
    "\u200bd",
    "\u200d",
    "\U0001f469\u200d\U0001f680",
    "Z\u0351\u036b",
    "\ufb01",
]
FRAGMENTS += ["{: .a }", "{ .a }", "a {: #b }", "- [ ] a", "[a]: b", "*[a]: b", "[^a]: b c"]
FRAGMENTS += ["a  b", "a\tb", "a\nb", "a\n\nb", "a\u00a0b", "a\u2028b", "\u00a0a\u00a0", "a\n- b", "a\n===", "- [K] a"]
FRAGMENTS += [
    "1. a",
    "- a",
    "# a",
    "> a",
    "| a | b |",
    "    a",
    "    ```",
    ": a",
    "a: b",
    "*[a]: b",
    "!!! note",
    "[a]: b c",
]
FRAGMENTS += [
    "[^a]: b",
    "<div markdown>",
    "</div>",
    "<!-- a",
    "~~~ yaml",
    "a {: .b }",
    "a {#b}",
    "{% raw %}",
    "{{ a }}",
    "{# a #}",
]


@cache
def harmless(place: Place, name: str) -> list[str]:
    """The elements of the document with a text that means nothing to anybody."""
    return place.read(name, "harmless")[1]


def written(place: Place, name: str, text: str, escape: Callable[[str], str]) -> bool:
    """Whether the reader sees exactly the text, in exactly the elements that a harmless text stands in."""
    seen, elements = place.read(name, escape(text))
    frame = "It says «» here." if place is PLACES["sentence"] else "«»"
    return seen == frame.replace("«»", escaping.one_line(text)) and elements == harmless(place, name)


def as_text(text: str) -> str:
    """A text as it is read from a record, and written by a template."""
    return Text(escaping.one_line(text)).__html__()


@pytest.mark.parametrize(("name", "place"), CASES)
def test_every_nasty_fragment_comes_out_letter_for_letter(name: str, place: str) -> None:
    for fragment in FRAGMENTS:
        text = f"{fragment} a {fragment}b {fragment}"
        assert written(PLACES[place], name, text, as_text), (text, PLACES[place].read(name, as_text(text)))


LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
SIGNS = st.sampled_from("!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~ a1")
TEXTS = st.one_of(
    st.text(SIGNS, min_size=1, max_size=20),
    st.text(LETTERS, min_size=1, max_size=20),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), SIGNS, LETTERS), min_size=1, max_size=6).map("".join),
).filter(escaping.one_line)
QUICK = settings(deadline=None, max_examples=12, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much])


@pytest.mark.parametrize(("name", "place"), CASES)
@QUICK
@given(text=TEXTS)
def test_any_text_comes_out_letter_for_letter(name: str, place: str, text: str) -> None:
    assert written(PLACES[place], name, text, as_text), (text, PLACES[place].read(name, as_text(text)))


def test_these_tests_can_fail() -> None:
    def misses(escape: Callable[[str], str]) -> int:
        places = [PLACES[name] for name in ("paragraph", "list", "cell", "link label", "bold")]
        return sum(not written(place, "own", text, escape) for place in places for text in FRAGMENTS[::3])

    def backslashes(text: str) -> str:
        return re.sub(r"([\\`*_{}\[\]()>#+.!|<-])", r"\\\1", escaping.one_line(text))

    assert misses(as_text) == 0
    assert misses(html.escape) > 20
    assert misses(str) > 20
    assert misses(backslashes) > 10


@given(text=TEXTS)
@QUICK
def test_changing_the_case_of_escaped_text_changes_nothing_else(text: str) -> None:
    ascii_text = text.encode("ascii", "ignore").decode()
    assert html.unescape(as_text(ascii_text).upper()) == escaping.one_line(ascii_text).upper()


@given(text=TEXTS)
@QUICK
def test_escaped_text_is_one_line_without_a_sign_that_means_something(text: str) -> None:
    plain = re.sub(r"&#\d+;", "", as_text(text))
    assert not re.search(r"[!-+/:-@\[-`{-~]|[^\S ]", plain)
    assert html.unescape(as_text(text)) == escaping.one_line(text)


@pytest.mark.parametrize("name", ENGINES)
@QUICK
@given(text=TEXTS)
@example(text="a `b` | c")
@example(text="<!-- --8<-- 'a' -->")
def test_code_comes_out_letter_for_letter(name: str, text: str) -> None:
    for place in ("paragraph", "list", "cell", "link label", "div"):
        seen, elements = PLACES[place].read(name, escaping.code(text))
        assert seen == escaping.one_line(text)
        assert elements == PLACES[place].read(name, "<code>harmless</code>")[1]


@pytest.mark.parametrize("name", ENGINES)
@QUICK
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=20))
@example(text='"><b>')
@example(text="a_b_c*d*[e](f)|g`h`")
@example(text="a&b=c&amp;d")
def test_an_address_stays_one_address(name: str, text: str) -> None:
    url = f"https://example.com/{text}"
    for document in (f"[a](<{escaping.address(url)}>)", f'<a href="{escaping.address(url)}">a</a>'):
        soup = soup_of(name, document)
        assert [tag.name for tag in soup.find_all(True)] == ["p", "a"]
        assert isinstance(link := soup.a, Tag)
        assert link.attrs == {"href": html.unescape(escaping.address(url))}
        assert re.fullmatch(r"https://example\.com/[!-~]*", str(link["href"]))


# Prose

INLINE: TypeAdapter[Prose] = TypeAdapter(prose.Inline)
BLOCKS: TypeAdapter[Prose] = TypeAdapter(Markdown)
CONTEXT = Context({"notice": Value("notice", "20", "days")}, {"sales": "Sales *team*"})
ALLOWED = {"p", "em", "strong", "code", "a", "ul", "ol", "li", "blockquote", "br"}
HOSTILE = [
    *FRAGMENTS,
    *("*a*", "**a**", "***a***", "_a_", "`a`", "``a`b``", "[a](https://a.b)", "[a](b.md)", "[a](mailto:a@b.c)"),
    *("[a](javascript:alert(1))", "[a](JaVaScRiPt:a)", "[a](data:text/html,a)", "[a](//evil.example)", "[a](<b c>)"),
    *("[a](vbscript:a)", "[a](file:///etc/passwd)", "[a](&#106;avascript:a)", "[a](https://a.b 'title')", "[a](<>)"),
    *("[*a* `b`](c)", "[[term]]", "[[role:a|b *c*]]", "[[value:notice]]", "[[word:sales]]", "[a [[b]]](c)"),
    *("![a](b)", "<b>a</b>", "<!-- a -->", "<https://a.b>", "<a@b.c>", "https://a.b", "&#60;b&#62;", "&lt;b&gt;"),
    *(
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "\n- a",
        "\n-   b\n",
        "\n1. a",
        "\n3) b",
        "\n* a\n* b",
        "\n> a",
        "\n> > b",
        "\n    c",
    ),
    *("\n# a", "\n---\n", "\n===\n", "\n```\na\n```\n", "\n|a|b|\n|-|-|\n", "\n- a\n\n  b", "\n- a\n  - b", "\n> - a"),
    *("\n[r]: https://a.b", "[r]", "\n- \n", "\n-", "\n1.", "\x7f", "\u00a0", "\u2028", "\ufeff", "\u0378"),
]
DOCUMENTS = st.one_of(
    st.lists(st.one_of(st.sampled_from(HOSTILE), SIGNS, LETTERS), min_size=1, max_size=10).map("".join),
    st.text(st.one_of(SIGNS, st.just("\n")), min_size=1, max_size=40),
)
PROSE = settings(QUICK, max_examples=200)

_COMMONMARK = MarkdownIt("commonmark", {"html": True})


def blocks(html_text: str) -> str:
    """What a reader sees, with a space between blocks and lines."""
    soup = BeautifulSoup(html_text, "html.parser")
    for tag in soup.find_all(["br", "p", "li", "ul", "ol", "blockquote"]):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return escaping.one_line(soup.get_text())


def read(source: str, adapter: TypeAdapter[Prose]) -> Prose | None:
    """The prose, or None where it is a problem."""
    try:
        return adapter.validate_python(source, context=CONTEXT)
    except ValidationError as error:
        codes = {found["type"] for found in error.errors()}
    assert codes < set(CODES)
    return None


def write(text: Prose) -> str:
    return text.write(lambda part: f"[{escaping.text('x')}](<{'x.md' if isinstance(part, Mention) else 'values.md'}>)")


def assert_safe(name: str, soup: BeautifulSoup) -> None:
    for tag in soup.find_all(True):
        assert tag.name in ALLOWED
        assert set(tag.attrs) <= {"href"}
        href = str(tag.get("href", "a.md"))
        assert re.match(r"(?i)https?://[^/]|mailto:.|(?![a-z][a-z0-9+.-]*:|//)", href), (name, href)


def inline_places() -> Iterator[tuple[str, str]]:
    yield "«»", ":root"
    yield "- «»\n\n- after", "li"
    yield "1.  <span></span>«» <br>after\n", "li"
    yield "| a | b |\n|---|---|\n| «» | d |", "td"
    yield "<div markdown>\n\n- **Owner** «»\n\n</div>", "li"


@pytest.mark.parametrize("name", ENGINES)
@PROSE
@given(source=DOCUMENTS)
@example(source="a` b`")
def test_a_line_of_hostile_prose_is_a_problem_or_safe_and_says_the_same(name: str, source: str) -> None:
    text = read(source, INLINE)
    if text is None:
        return
    soup = soup_of(name, write(text))
    assert_safe(name, soup)
    if len(text.parts) == 1 and isinstance(text.parts[0], str):
        own = _COMMONMARK.render(source.strip())
        if "[[word:" not in source:
            assert blocks(str(soup)) == blocks(own) == escaping.one_line(text.plain)
        theirs = BeautifulSoup(own, "html.parser")
        assert (placed(soup), counted(soup)) == (placed(theirs), counted(theirs))


@pytest.mark.parametrize("name", ENGINES)
@settings(QUICK, max_examples=100)
@given(source=DOCUMENTS)
def test_a_line_of_prose_stays_inside_its_item_or_cell(name: str, source: str) -> None:
    text = read(source, INLINE)
    if text is None:
        return
    for document, find in inline_places():
        frame = soup_of(name, document.replace("«»", "harmless"))
        soup = soup_of(name, document.replace("«»", write(text)))
        own = [tag.name for tag in soup.find_all(True) if tag.name not in ("em", "strong", "code", "a", "br")]
        assert own == [t.name for t in frame.find_all(True) if t.name not in ("em", "strong", "code", "a", "br")]
        expected = escaping.one_line(soup_of(name, write(text)).get_text())
        place = soup if find == ":root" else soup.select_one(find)
        assert place is not None
        assert expected in escaping.one_line(place.get_text())


KINDS_OF_PLACE = ["em", "strong", "code", "a", "ul", "ol", "li", "blockquote"]


def placed(soup: BeautifulSoup) -> list[str]:
    """Every letter with what it stands in, such as "blockquote em a"."""
    found = []
    for piece in soup.find_all(string=True):
        around = [tag.name for tag in piece.parents if tag.name in KINDS_OF_PLACE]
        found += [" ".join((*reversed(around), letter)) for letter in piece if not letter.isspace()]
    return found


def counted(soup: BeautifulSoup) -> list[str]:
    """The elements that hold something, in order."""
    return [tag.name for tag in soup.find_all(KINDS_OF_PLACE) if tag.get_text().strip()]


@pytest.mark.parametrize("name", ENGINES)
@PROSE
@given(source=DOCUMENTS)
def test_hostile_paragraphs_are_a_problem_or_safe_and_say_the_same(name: str, source: str) -> None:
    text = read(source, BLOCKS)
    if text is None:
        return
    soup = soup_of(name, f"<b></b>\n\n{write(text)}\n\n<b></b>")
    for mark in soup.select("b"):
        mark.decompose()
    assert_safe(name, soup)
    if len(text.parts) == 1 and isinstance(text.parts[0], str):
        own = _COMMONMARK.render(source.strip())
        if "[[word:" not in source:
            assert blocks(str(soup)) == blocks(own) == escaping.one_line(text.plain)
        theirs = BeautifulSoup(own, "html.parser")
        assert (placed(soup), counted(soup)) == (placed(theirs), counted(theirs))


@PROSE
@given(source=DOCUMENTS)
@example(source="a\u00a0b")
@example(source="a\u2028b")
def test_the_short_way_through_plain_prose_gives_what_the_long_way_gives(source: str) -> None:
    for adapter in (INLINE, BLOCKS):
        short = read(source, adapter)
        with mock.patch.object(prose, "_MARKS", re.compile("")):
            long = read(source, adapter)
        if short is None or long is None:
            assert short == long
        else:
            assert (short.plain, short.source) == (long.plain, long.source)
            assert "".join(map(str, short.parts)) == "".join(map(str, long.parts))


UNSUPPORTED = [
    *(
        "<b>a</b>",
        "a <i>b</i>",
        "<!-- a -->",
        "# a",
        "![a](b.png)",
        "```\na\n```",
        "a\n\n        b",
        "a\n\n---",
        "a\n===",
    ),
    *("[a](javascript:alert(1))", "[a](data:text/html,b)", "[a](//evil.example)", "[a](ftp://b.c)", "[a]()"),
    *("<javascript:alert(1)>", "-\n- a", "- # a", "> " * 200 + "a", "> " * 20 + "a"),
]


@pytest.mark.parametrize("source", UNSUPPORTED, ids=[source[:20] for source in UNSUPPORTED])
def test_prose_outside_the_subset_is_a_problem(source: str) -> None:
    assert read(source, BLOCKS) is None
    assert read(source, INLINE) is None


def test_prose_of_which_nothing_would_be_seen_is_a_problem() -> None:
    for source in (">", "[a]: b", "> [a]: b", "<!---->"):
        assert read(source, BLOCKS) is None, source
        assert read(source, INLINE) is None, source


def test_a_reference_inside_a_link_is_a_problem() -> None:
    for source in ("[a [[b]] c](https://d.e)", "[[[b]]](https://d.e)", "[[[b|c]] d](https://d.e)"):
        assert read(source, BLOCKS) is None, source
        assert read(source, INLINE) is None, source


def test_a_value_or_a_word_inside_a_link_is_its_text() -> None:
    for source, seen in (
        ("[in [[value:notice]] or less](https://d.e)", "in 20 days or less"),
        ("[ask [[word:sales]]](https://d.e)", "ask Sales *team*"),
    ):
        text = read(source, INLINE)
        assert text is not None
        link = soup_of("own", write(text)).a
        assert isinstance(link, Tag)
        assert (link.get_text(), link["href"]) == (seen, "https://d.e")


def test_thousands_of_signs_are_read_without_a_crash() -> None:
    for source in ("[" * 5000, "*" * 5000, "`" * 5000, "[[" * 2500, "![" * 2500, "a](" * 2000, "*a_" * 2000):
        for text in (read(f"a {source}", BLOCKS), read(f"a {source}", INLINE)):
            assert text is None or blocks(write(text)).startswith("a")


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(
    "source",
    [
        *("> q\n\nafter", "> q\n\n- a", "> q\n\n1. a", "> q\n\n> r", "- a\n\n  > q\n\n  b\n- c", "> - a\n>\n> b\n\nc"),
        *("- a\n\nb", "- a\n\n      b", "- a\n  - b\n    - c\n\nd", "1. a\n2. b\n\n- c", "- a\n\n1. b", "- a\n\n* b"),
        *(
            "a\\\nb",
            "a  \nb",
            "- a\n  b",
            "> a\nb",
            "a\n> b",
            "- a\n\n  b\n\n  - c",
            "- > a\n\n- b",
            "* a\n\n  1. b\n\n  2. c",
        ),
    ],
)
def test_blocks_stand_where_the_author_put_them(name: str, source: str) -> None:
    text = read(source, BLOCKS)
    if text is None:
        return
    soup, theirs = soup_of(name, write(text)), BeautifulSoup(_COMMONMARK.render(source), "html.parser")
    assert (placed(soup), counted(soup)) == (placed(theirs), counted(theirs))
    assert blocks(str(soup)) == blocks(str(theirs))


@pytest.mark.parametrize("source", ["- a", "1. a", "> a", "a\n\nb"])
def test_a_line_of_prose_holds_no_blocks(source: str) -> None:
    assert read(source, BLOCKS) is not None
    with pytest.raises(PydanticCustomError) as caught:
        read_inline(source)
    assert caught.value.type == "unsupported-markdown"


def test_prose_keeps_references_and_values_apart_from_its_text() -> None:
    text = INLINE.validate_python("See [[role:a-b|*who*]], [[c]] and [[value:notice]].", context=CONTEXT)
    assert text.mentions == (Mention("a-b", "role", "*who*"), Mention("c"))
    assert text.plain == "See *who*, c and 20 days."
    assert "`[[a]]`" in text.source or read_inline("`[[a]]`").mentions == ()


def test_emphasis_code_and_links_survive() -> None:
    soup = soup_of("own", write(read_inline("*a* **b** `c*d` [e](https://f.g/h_i_j) \\*k\\*")))
    assert str(soup) == ('<p><em>a</em> <strong>b</strong> <code>c*d</code> <a href="https://f.g/h_i_j">e</a> *k*</p>')


# Data is never a template

BRACES = ["{{ 7*7 }}", "{% raw %}", "{#", "{% if %}", "{{ settings.organization }}", "{{", "%}", "${7*7}"]


@pytest.mark.parametrize("braces", BRACES)
def test_braces_in_records_come_out_as_typed(braces: str, playground: Playground) -> None:
    playground.write(
        {
            "data/processes/a-b.yml": yaml.safe_dump(
                {
                    "title": f"Title {braces}",
                    "summary": f"Summary {braces}",
                    "owner": "product-manager",
                    "prevents": f"Prevents {braces}",
                    "trigger": f"Trigger {braces}",
                    "purpose": f"Purpose {braces}\n\n- Item {braces}",
                    "steps": [f"Step {braces}", {"do": "Two", "note": f"Note `{braces}`"}],
                    "x_own": f"Own {braces}",
                }
            )
        }
    )
    page = playground.page("processes/a-b.md")
    front, _, body = page.removeprefix("---\n").partition("\n---\n")
    seen = soup_of("own", body).get_text()
    for word in ("Title", "Summary", "Prevents", "Trigger", "Purpose", "Item", "Step", "Note", "Own"):
        assert f"{word} {braces}" in seen
    meta = yaml.safe_load(front)
    assert html.unescape(meta["title"]) == f"Title {braces}"
    assert html.unescape(meta["description"]) == f"Summary {braces}"
    index = soup_of("own", playground.page("processes/index.md").split("---\n", 2)[2]).get_text()
    assert f"Title {braces}" in index
    assert f"Summary {braces}" in index
