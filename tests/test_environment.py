"""Templates cannot forget to escape, and every mistake in one is a problem with its place."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pytest
from click.testing import CliRunner
from jinja2 import compiler
from mkdocs.exceptions import Abort

from conftest import Playground
from prodops_playbook import resources
from prodops_playbook.cli import main
from prodops_playbook.parts.markup import Markup, escape
from prodops_playbook.problems import CODES, Level, Problem
from prodops_playbook.render import environment
from prodops_playbook.render.environment import Environment
from prodops_playbook.types import Text

NASTY = '<b>*x*</b> [a](b) | `c` {{ 7*7 }} & "q" _u_'


@dataclass(frozen=True)
class Thing:
    """What a template may be given: an object with a plain text."""

    name: str
    group: str = "*g*"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "builtin").mkdir()
    return tmp_path / "builtin"


def render(folder: Path, template: str, **values: Any) -> str:
    (folder / "page.md.j2").write_text(template, encoding="utf-8")
    return Environment(folder).get_template("page.md.j2").render(**values)


def raw(text: str) -> str:
    """The signs of a text that would mean something to Markdown or HTML."""
    return "".join(re.findall(r"[!-+/:-@\[-`{-~]", re.sub(r"&#\d+;", "", text)))


# Templates whose own words hold no signs: any sign that comes out comes from the data. The second half is what a
# reader sees, as Python makes it from the text.
CONSTRUCTS: dict[str, tuple[str, str]] = {
    "output": ("{{ t }}", NASTY),
    "twice": ("{{ t }}{{ t }}", NASTY * 2),
    "upper": ("{{ t|upper }}", NASTY.upper()),
    "lower": ("{{ t|lower }}", NASTY.lower()),
    "capitalize": ("{{ t|capitalize }}", NASTY.capitalize()),
    "title": ("{{ t|title }}", jinja2.filters.do_title(NASTY)),
    "lower, then upper": ("{{ t|lower|upper }}", NASTY.upper()),
    "trim": ("{{ t|trim }}", NASTY),
    "method upper": ("{{ t.upper() }}", NASTY.upper()),
    "method replace": ("{{ t.replace('x', 'y') }}", NASTY.replace("x", "y")),
    "method split": ("{{ t.split()[0] }}", NASTY.split(maxsplit=1)[0]),
    "slice": ("{{ t[3:6] }}", NASTY[3:6]),
    "replace": ("{{ t|replace('x', 'y') }}", NASTY.replace("x", "y")),
    "replace with the text": ("{{ 'axb'|replace('x', t) }}", f"a{NASTY}b"),
    "reverse": ("{{ t|reverse }}", NASTY[::-1]),
    "tilde": ("{{ 'a ' ~ t }}", f"a {NASTY}"),
    "tilde of a changed text": ("{{ 'a ' ~ (t|upper) ~ 1 }}", f"a {NASTY.upper()}1"),
    "tilde, then upper": ("{{ ('a ' ~ t)|upper }}", f"A {NASTY.upper()}"),
    "plus": ("{{ 'a ' + t }}", f"a {NASTY}"),
    "plus of a changed text": ("{{ 'a ' + (t|upper) }}", f"a {NASTY.upper()}"),
    "times": ("{{ t * 2 }}", NASTY * 2),
    "percent": ("{{ 'a %s b' % t }}", f"a {NASTY} b"),
    "percent of a changed text": ("{{ 'a %s' % (t|upper) }}", f"a {NASTY.upper()}"),
    "format": ("{{ 'a %s b'|format(t) }}", f"a {NASTY} b"),
    "format of a changed text": ("{{ 'a %s b'|format(t|upper) }}", f"a {NASTY.upper()} b"),
    "message": ("{{ _('a %(x)s b', x=t) }}", f"a {NASTY} b"),
    "message of a changed text": ("{{ _('a %(x)s', x=t|upper) }}", f"a {NASTY.upper()}"),
    "trans": ("{% trans x=t %}a {{ x }} b{% endtrans %}", f"a {NASTY} b"),
    "trans of several": ("{% trans n=2, x=t %}a {{ x }}{% pluralize %}b {{ x }} {{ n }}{% endtrans %}", f"b {NASTY} 2"),
    "message in a macro": ("{% macro m(a) %}{{ _('a %(x)s', x=a) }}{% endmacro %}{{ m(t) }}", f"a {NASTY}"),
    "method format": ("{{ 'a {} b'.format(t) }}", f"a {NASTY} b"),
    "the text as a format": ("{{ '%s' % t|lower }}", NASTY.lower()),
    "string": ("{{ t|string }}", NASTY),
    "string, then upper": ("{{ t|string|upper }}", NASTY.upper()),
    "escape": ("{{ t|e }}", NASTY),
    "escape twice": ("{{ t|e|escape }}", NASTY),
    "escape, then upper": ("{{ t|e|upper }}", NASTY.upper()),
    "default": ("{{ nothing|default(t) }}", NASTY),
    "default of a changed text": ("{{ nothing|default(t|upper) }}", NASTY.upper()),
    "or": ("{{ none or t }}", NASTY),
    "if": ("{{ t if true else 'a' }}", NASTY),
    "truncate": ("{{ t|truncate(6, true, '') }}", NASTY[:6]),
    "indent": ("{{ t|indent(2) }}", NASTY),
    "wordcount": ("{{ t|wordcount }}", str(len(re.findall(r"\w+", NASTY)))),
    "length": ("{{ t|length }}", str(len(NASTY))),
    "list": ("{{ t|list|join }}", NASTY),
    "join": ("{{ [t, t]|join(' ') }}", f"{NASTY} {NASTY}"),
    "join by the text": ("{{ ['a', 'b']|join(t) }}", f"a{NASTY}b"),
    "join of changed texts": ("{{ [t, t]|map('upper')|join(' ') }}", f"{NASTY.upper()} {NASTY.upper()}"),
    "join of an attribute": ("{{ things|join(' ', attribute='name') }}", f"{NASTY} {NASTY}"),
    "method join": ("{{ ' '.join([t, t]) }}", f"{NASTY} {NASTY}"),
    "join, then upper": ("{{ [t, t]|join(' ')|upper }}", f"{NASTY.upper()} {NASTY.upper()}"),
    "map of an attribute": ("{% for n in things|map(attribute='name') %}{{ n }}{% endfor %}", NASTY * 2),
    "first": ("{{ [t]|first }}", NASTY),
    "last": ("{{ [t]|last }}", NASTY),
    "sort": ("{{ [t, 'a']|sort|last }}", max(NASTY, "a", key=str.lower)),
    "unique": ("{{ [t, t]|unique|join }}", NASTY),
    "min and max": ("{{ [t]|min }}{{ [t]|max }}", NASTY * 2),
    "batch": ("{% for row in [t, t]|batch(1) %}{{ row|join }}{% endfor %}", NASTY * 2),
    "slices": ("{% for row in [t]|slice(1) %}{{ row[0] }}{% endfor %}", NASTY),
    "groupby": ("{% for g, found in things|groupby('group') %}{{ g }}{{ found[0].name }}{% endfor %}", f"*g*{NASTY}"),
    "dictsort": ("{% for k, v in {t: t}|dictsort %}{{ k }}{{ v }}{% endfor %}", NASTY * 2),
    "items": ("{% for k, v in {'a': t}|items %}{{ k }}{{ v }}{% endfor %}", f"a{NASTY}"),
    "select": ("{{ [t]|select|join }}", NASTY),
    "attr": ("{{ things[0]|attr('name') }}", NASTY),
    "set": ("{% set a = t %}{{ a }}", NASTY),
    "set block": ("{% set a %}b {{ t }}{% endset %}{{ a }}", f"b {NASTY}"),
    "set block with a filter": ("{% set a | upper %}b {{ t }}{% endset %}{{ a }}", f"B {NASTY.upper()}"),
    "set block, then tilde": ("{% set a %}{{ t }}{% endset %}{{ a ~ (t|upper) }}", NASTY + NASTY.upper()),
    "namespace": ("{% set ns = namespace(a='') %}{% set ns.a = ns.a ~ t %}{{ ns.a }}", NASTY),
    "filter block": ("{% filter upper %}b {{ t }}{% endfilter %}", f"B {NASTY.upper()}"),
    "with": ("{% with a = t|upper %}{{ a }}{% endwith %}", NASTY.upper()),
    "macro": ("{% macro m(a) %}b {{ a }}{% endmacro %}{{ m(t) }}", f"b {NASTY}"),
    "macro of a changed text": ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(t|upper) }}", NASTY.upper()),
    "macro, then tilde": ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(t) ~ (t|upper) }}", NASTY + NASTY.upper()),
    "macro, then plus": ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(t) + (t|upper) }}", NASTY + NASTY.upper()),
    "macro, then upper": ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m(t)|upper }}", NASTY.upper()),
    "macro with a default": ("{% macro m(a=t) %}{{ a }}{% endmacro %}{{ m() }}", NASTY),
    "macro with more arguments": (
        "{% macro m() %}{{ varargs|join }}{{ kwargs.b }}{% endmacro %}{{ m(t, b=t) }}",
        NASTY * 2,
    ),
    "call block": ("{% macro m() %}{{ caller(t) }}{% endmacro %}{% call(a) m() %}b {{ a }}{% endcall %}", f"b {NASTY}"),
    "call block, then tilde": (
        "{% macro m() %}{{ caller() ~ (t|upper) }}{% endmacro %}{% call m() %}{{ t }}{% endcall %}",
        NASTY + NASTY.upper(),
    ),
    "recursive loop": (
        "{% for a in [[t, []]] recursive %}{{ a[0] }}{{ loop([[t, []]]) if loop.depth == 1 }}{% endfor %}",
        NASTY * 2,
    ),
    "loop.cycle": ("{% for a in [1, 2] %}{{ loop.cycle(t, t|upper) }}{% endfor %}", NASTY + NASTY.upper()),
    "loop.previtem": ("{% for a in [t, 1] %}{{ loop.previtem if loop.last }}{% endfor %}", NASTY),
    "self": ("{% block a %}{{ t }}{% endblock %}{{ self.a() }}", NASTY * 2),
    "self, then tilde": ("{% block a %}{{ t }}{% endblock %}{{ self.a() ~ (t|upper) }}", NASTY * 2 + NASTY.upper()),
}


@pytest.mark.parametrize("value", [NASTY, Text(NASTY)], ids=["str", "Text"])
@pytest.mark.parametrize("name", CONSTRUCTS)
def test_no_construct_of_a_template_lets_a_sign_through(name: str, value: str, folder: Path) -> None:
    template, seen = CONSTRUCTS[name]
    made = render(folder, template, t=value, things=[Thing(value), Thing(value)])
    assert raw(made) == ""
    assert html.unescape(made) == seen


@pytest.mark.parametrize("value", [NASTY, Text(NASTY)], ids=["str", "Text"])
def test_inclusion_and_inheritance_let_no_sign_through(value: str, folder: Path) -> None:
    (folder / "base.md.j2").write_text("{% block a %}{{ t }}{% endblock %}", encoding="utf-8")
    (folder / "part.md.j2").write_text("{{ t }}{{ t|upper }}", encoding="utf-8")
    (folder / "words.md.j2").write_text("{% macro m(a) %}{{ a|upper }}{% endmacro %}{% set x = 1 %}", encoding="utf-8")
    once, loud = NASTY, NASTY.upper()
    cases = {
        "{% include 'part.md.j2' %}": once + loud,
        "{% for a in [1, 2] %}{% include 'part.md.j2' %}{% endfor %}": (once + loud) * 2,
        "{% import 'words.md.j2' as w %}{{ w.m(t) }}": loud,
        "{% import 'words.md.j2' as w %}{{ w.m(t) ~ (t|lower) }}": loud + once.lower(),
        "{% from 'words.md.j2' import m %}{{ m(t) + (t|lower) }}": loud + once.lower(),
        "{% from 'words.md.j2' import m with context %}{{ m(t) }}": loud,
        "{% extends 'base.md.j2' %}{% block a %}{{ super() }}{{ t|upper }}{% endblock %}": once + loud,
        "{% extends 'base.md.j2' %}{% block a %}{{ super() ~ (t|upper) }}{% endblock %}": once + loud,
        "{% extends 'base.md.j2' %}{% block a %}{{ super()|upper }}{% endblock %}": loud,
        "{% extends 'builtin/base.md.j2' %}{% block a %}{{ t|lower }}{% endblock %}": once.lower(),
    }
    for template, seen in cases.items():
        made = render(folder, template, t=value)
        assert raw(made) == "", template
        assert html.unescape(made) == seen, template


def test_what_a_template_writes_itself_stays_as_it_is(folder: Path) -> None:
    made = render(folder, "# {{ t }}\n\n- *a* {{ link }}\n", t="*x*", link=Markup("[a](<b.md>)"))
    assert made == "# &#42;x&#42;\n\n- *a* [a](<b.md>)\n"


def test_finished_markdown_joined_to_text_escapes_the_text() -> None:
    link = Markup("[a](<b.md>)")
    for made in (link + "*", link + Text("*"), link.join(["", "*"]), Markup("[a](<b.md>)%s") % "*"):
        assert made == "[a](<b.md>)&#42;"
        assert isinstance(made, Markup)
    assert "*" + link == "&#42;[a](<b.md>)"
    assert Markup("{}{}").format(link, "*") == "[a](<b.md>)&#42;"
    assert escape(link) == link
    assert escape(7) == "7"


@pytest.fixture
def other_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Jinja that writes another line at the head of what it compiles, as a later one may."""
    monkeypatch.setattr(environment._CodeGenerator, "writeline", compiler.CodeGenerator.writeline)


@pytest.mark.usefixtures("other_jinja")
def test_nothing_is_rendered_with_a_jinja_that_would_let_signs_through(playground: Playground) -> None:
    processes(playground)
    out = str(playground.root / "out")
    for arguments in (["render", out], ["print", "--all", "-o", out]):
        done = CliRunner().invoke(main, ["--project", str(playground.root), *arguments])
        assert done.exit_code == 1, done.output
        assert re.fullmatch(r"Error: Jinja [\d.]+ does not escape text .*\n", done.stderr)
        assert not (playground.root / "out").exists()
    with pytest.raises(Abort):
        playground.build()
    assert not (playground.root / "site").exists()


REFUSED = ["center", "forceescape", "pprint", "safe", "striptags", "tojson", "urlize", "wordwrap", "xmlattr"]


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("template", ["{{ t|%s }}", "{%% filter %s %%}a{%% endfilter %%}", "{{ t|upper|%s|lower }}"])
def test_a_filter_that_cannot_be_made_safe_is_refused(name: str, template: str, folder: Path) -> None:
    with pytest.raises(jinja2.TemplateAssertionError, match=name):
        Environment(folder).from_string(template % name)


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_filter_in_a_branch_is_refused_when_the_branch_is_reached(name: str, folder: Path) -> None:
    with pytest.raises(jinja2.TemplateError, match=name):
        render(folder, "{% if true %}{{ t|" + name + " }}{% endif %}", t="a")
    with pytest.raises(jinja2.TemplateError, match=name):
        render(folder, "{{ [t]|map('" + name + "')|join }}", t="a")


@pytest.mark.parametrize("value", ["true", "false", "t"])
def test_switching_escaping_off_is_refused(value: str, folder: Path) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError, match="every value is escaped"):
        Environment(folder).from_string("a\n{% autoescape " + value + " %}{{ t }}{% endautoescape %}")


@pytest.mark.parametrize(
    "template", ["{{ a }}", "{{ a.b }}", "{{ t.nothing.at_all }}", "{% for x in a %}{% endfor %}", "{{ a ~ 'b' }}"]
)
def test_a_name_that_does_not_exist_is_an_error(template: str, folder: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        render(folder, template, t="x")


# A project's own templates

PROCESS = """\
title: {title}
summary: Every request gets an answer.
owner: product-ops-lead
prevents: Requests nobody answers.
trigger: Monday.
steps:
  - Read what came in.
  - Answer it.
"""


def processes(playground: Playground, count: int = 1) -> Playground:
    names = [f"p-{n}" for n in range(1, count + 1)]
    return playground.write({f"data/processes/{name}.yml": PROCESS.format(title=f"Process {name}") for name in names})


def problems(playground: Playground) -> list[Problem]:
    return list(playground.render().problems)


def only(playground: Playground) -> Problem:
    (problem,) = problems(playground)
    assert problem.code == "template-error"
    assert CODES[problem.code].level is Level.ERROR
    return problem


def test_a_template_of_the_project_wins(playground: Playground) -> None:
    processes(playground).write({"templates/pages/process.md.j2": "# Ours: {{ page.frame.title }}\n"})
    assert playground.page("processes/p-1.md").endswith("---\n\n# Ours: Process p-1\n")
    assert "# Product manager" in playground.page("roles/product-manager.md")


def test_a_template_of_the_project_may_extend_the_built_in_one_of_its_name(playground: Playground) -> None:
    override = '{% extends "builtin/pages/process.md.j2" %}\n{% block lead %}\nOurs. {{ super() }}{% endblock %}\n'
    processes(playground)
    before = playground.page("processes/p-1.md")
    playground.write({"templates/pages/process.md.j2": override})
    assert playground.page("processes/p-1.md") == before.replace("Every request", "Ours. Every request", 2).replace(
        "description: Ours. ", "description: "
    )


def test_a_frame_or_part_of_the_project_is_used_by_the_built_in_pages(playground: Playground) -> None:
    frame = '{% extends "builtin/pages/record.md.j2" %}\n{% block more %}\nA line of ours.\n{% endblock %}\n'
    processes(playground).write({"templates/pages/record.md.j2": frame})
    assert "A line of ours." in playground.page("processes/p-1.md")
    assert "A line of ours." in playground.page("roles/product-manager.md")
    playground.write({"templates/partials/steps.md.j2": "{% macro steps(rows) %}Steps of ours.{% endmacro %}\n"})
    assert "Steps of ours." in playground.page("processes/p-1.md")


def test_a_template_for_an_index_a_view_and_an_embed_wins(playground: Playground) -> None:
    processes(playground).write(
        {
            "templates/indexes/process.md.j2": (
                '{% extends "builtin/indexes/process.md.j2" %}{% block intro %}Ours.{% endblock %}'
            ),
            "templates/views/library.md.j2": "# Shelf\n",
            "templates/embeds/process.md.j2": "Embedded {{ page.link }}.\n",
        }
    )
    assert "Ours." in playground.page("processes/index.md")
    assert "# Shelf" in playground.page("library.md")


def test_an_undefined_name_is_a_problem_with_template_line_and_record(playground: Playground) -> None:
    processes(playground).write({"templates/pages/process.md.j2": "# {{ page.frame.title }}\n\n{{ page.titel }}\n"})
    problem = only(playground)
    assert (problem.path, problem.line) == ("templates/pages/process.md.j2", 3)
    assert "titel" in problem.message
    assert problem.hint == "met while rendering data/processes/p-1.yml"


def test_a_plain_undefined_name_says_what_is_undefined(playground: Playground) -> None:
    processes(playground).write({"templates/pages/process.md.j2": "{{ nobody }}\n"})
    problem = only(playground)
    assert problem.message == "'nobody' is undefined"
    assert problem.line == 1


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("# {{ page.frame.title }}\n\n{% if %}\n", 3),
        ("# {{ page.frame.title }\n", 1),
        ("a\n{% endif %}\n", 2),
        ("a\n\n\n{{ page.frame.title|safe }}\n", 4),
        ("a\n{{ page.frame.title|uper }}\n", 2),
        ("a\n{% autoescape false %}{{ page.frame.title }}{% endautoescape %}\n", 2),
        ("a\n{% for r in records %}\n{{ r }}\n", 2),
    ],
)
def test_a_template_that_jinja_cannot_read_is_a_problem_at_its_line(
    broken: str, line: int, playground: Playground
) -> None:
    processes(playground).write({"templates/pages/process.md.j2": broken})
    problem = only(playground)
    assert problem.path == "templates/pages/process.md.j2"
    assert line <= problem.line <= broken.count("\n") + 1
    if "for" not in broken:
        assert problem.line == line


@pytest.mark.parametrize("tag", ["include", "extends", "import"])
def test_a_template_that_does_not_exist_is_a_problem_at_the_line_that_asks_for_it(
    tag: str, playground: Playground
) -> None:
    rest = " as m" if tag == "import" else ""
    processes(playground).write(
        {"templates/pages/process.md.j2": f'{{# what we changed #}}\n\n{{% {tag} "partials/no.md.j2"{rest} %}}\n'}
    )
    problem = only(playground)
    assert (problem.path, problem.line) == ("templates/pages/process.md.j2", 3)
    assert "partials/no.md.j2" in problem.message


def test_a_mistake_in_an_included_part_is_reported_in_the_part(playground: Playground) -> None:
    processes(playground).write(
        {"templates/partials/steps.md.j2": "{% macro steps(rows) %}\n\n{{ rows.no.no }}\n{% endmacro %}\n"}
    )
    problem = only(playground)
    assert (problem.path, problem.line) == ("templates/partials/steps.md.j2", 3)
    playground.write({"templates/partials/steps.md.j2": "a\n{% if %}\n"})
    problem = only(playground)
    assert (problem.path, problem.line) == ("templates/partials/steps.md.j2", 2)


@pytest.mark.parametrize(
    "body", ["{{ 1 // 0 }}", "{{ page.steps.x.y }}", "{{ page() }}", "{{ [].pop() }}", "{{ words.every('no') }}"]
)
def test_whatever_a_template_raises_is_a_problem(body: str, playground: Playground) -> None:
    text = f'{{% import "partials/words.md.j2" as words %}}\n{body}\n'
    processes(playground).write({"templates/pages/process.md.j2": text})
    problem = only(playground)
    if "words" not in body:
        assert (problem.path, problem.line) == ("templates/pages/process.md.j2", 2)
    assert problem.message


def test_a_template_that_calls_itself_is_a_problem(playground: Playground) -> None:
    processes(playground).write({"templates/pages/process.md.j2": '{% extends "pages/process.md.j2" %}\n'})
    assert only(playground).path == "templates/pages/process.md.j2"
    playground.write({"templates/pages/process.md.j2": '{% include "pages/process.md.j2" %}\n'})
    assert only(playground).path == "templates/pages/process.md.j2"


def test_a_template_that_is_not_utf_8_is_a_problem(playground: Playground) -> None:
    processes(playground).write({"templates/pages/process.md.j2": b"# \xff\n"})
    assert only(playground).path == "templates/pages/process.md.j2"


def test_one_mistake_met_by_many_records_is_one_problem(playground: Playground) -> None:
    processes(playground, 50).write({"templates/pages/process.md.j2": "{{ nobody }}\n"})
    problem = only(playground)
    assert problem.hint == "met while rendering data/processes/p-1.yml, and 49 more"
    site = playground.render()
    assert not [page for page in site.pages if page.uri.startswith("processes/p-")]
    assert [page for page in site.pages if page.uri == "roles/product-manager.md"]


def test_two_mistakes_are_two_problems(playground: Playground) -> None:
    processes(playground, 2).write(
        {"templates/pages/process.md.j2": "{{ nobody }}\n", "templates/pages/role.md.j2": "{% if %}\n"}
    )
    assert [p.path for p in problems(playground)] == ["templates/pages/process.md.j2", "templates/pages/role.md.j2"]


def test_a_mistake_met_in_a_built_in_template_names_that(playground: Playground) -> None:
    processes(playground).write({"templates/partials/steps.md.j2": "Nothing here.\n"})
    problem = only(playground)
    assert problem.path == "builtin/pages/process.md.j2"
    lines = (resources.templates() / "pages" / "process.md.j2").read_text(encoding="utf-8").splitlines()
    assert "steps(page.steps)" in lines[problem.line - 1]


def test_no_built_in_template_puts_a_text_into_an_attribute_of_an_element_that_holds_markdown() -> None:
    # Python-Markdown unescapes such an attribute once more: `&amp;` typed by an author would show as `&`.
    for path in resources.templates().rglob("*.j2"):
        text = path.read_text(encoding="utf-8").replace('"{{ it.fields }}"', "")  # a number
        text = re.sub(r"\{\{ _\(\"[\w ]+\"\) \}\}", "", text)  # words of ours
        assert not re.search(r"<\w[^>]*\{\{[^>]*\bmarkdown\b|<\w[^>]*\bmarkdown\b[^>]*\{\{", text), path.name


def test_no_built_in_template_asks_for_a_filter_that_is_refused() -> None:
    environment = Environment(resources.templates())
    for path in resources.templates().rglob("*.j2"):
        environment.get_template(path.relative_to(resources.templates()).as_posix())
