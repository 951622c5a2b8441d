"""The hand-written pages for maintainers are held to their word: every name is there, and every example works."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import jinja2
import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner
from jinja2 import nodes

from conftest import ROOT, TODAY, Playground, build_site, write
from documents import blocks, named, section
from placing import parsed
from prodops_playbook.beside.configuration import PlaybookConfig
from prodops_playbook.checks import check
from prodops_playbook.cli import main
from prodops_playbook.kinds import KINDS
from prodops_playbook.parts.frame import Frame
from prodops_playbook.parts.plain import Plain
from prodops_playbook.playbook import Project, load
from prodops_playbook.problems import Level, Problem, as_text, level_of
from prodops_playbook.render.environment import _UNSAFE
from prodops_playbook.render.site import Renderer

HOW_TO_CHANGE, TEMPLATES, ENGINES, PUBLISHING = (
    (ROOT / "playbook" / name).read_text(encoding="utf-8")
    for name in ("how-to-change.md", "maintain/templates.md", "maintain/engines.md", "maintain/publishing.md")
)
MAINTAINED = {"how-to-change": HOW_TO_CHANGE, "templates": TEMPLATES, "engines": ENGINES, "publishing": PUBLISHING}


def above_info(root: Path) -> list[Problem]:
    """The problems of a project that count."""
    loaded = load(Project(root))
    return [p for p in check(loaded, TODAY) if level_of(p.code, loaded.levels) is not Level.INFO]


# How to change this playbook


def test_the_check_answers_what_the_page_says_it_answers(playground: Playground) -> None:
    wrong = next(b for b in blocks(HOW_TO_CHANGE, "yaml") if "reach" in b)
    playground.write({"data/teams/web.yml": wrong})
    loaded = playground.load()
    assert as_text(above_info(playground.root), loaded.levels) == blocks(HOW_TO_CHANGE, "text")[0]
    mended = re.search(r"^    (reach: .*)$", blocks(HOW_TO_CHANGE, "text")[0], re.MULTILINE)
    assert mended
    playground.write({"data/teams/web.yml": re.sub(r"reach: .*", mended[1], wrong)})
    assert above_info(playground.root) == []


def test_every_slip_of_the_table_is_an_error_and_its_mend_is_none(playground: Playground) -> None:
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", section(HOW_TO_CHANGE, "What the check says"), re.MULTILINE)
    assert len(rows) == 3
    for wrong, right in rows:
        title = "" if wrong.startswith("title") else "title: Web team\n"
        playground.write({"data/teams/web.yml": f"{title}{wrong}\n"})
        assert [p.code for p in above_info(playground.root)] == ["quote-this" if '"' in right else "yaml-syntax"]
        playground.write({"data/teams/web.yml": f"{title}{right}\n"})
        assert above_info(playground.root) == []


def test_every_picture_is_there_is_described_and_is_shown() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "playbook").rglob("*.md"))
    shown = re.findall(r"!\[(.{10,})\]\(images/([\w-]+)\.webp\)", text)
    made = {path.stem for path in (ROOT / "playbook" / "images").iterdir()}
    assert {name for _, name in shown} == made
    assert len({words for words, _ in shown}) == len(made)


def test_the_settings_and_commands_of_use_a_checklist_are_real(playground: Playground, tmp_path: Path) -> None:
    page = (ROOT / "playbook" / "use-a-checklist.md").read_text(encoding="utf-8")
    settings, tried = blocks(page, "yaml")
    own = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    checklist = (ROOT / "data" / "checklists" / "before-i-send.yml").read_text(encoding="utf-8")
    playground.write({"data/playbook.yml": own + settings, "data/checklists/x.yml": f"{checklist}\n{tried}"})
    assert [p for p in playground.problems() if p.path.endswith(("playbook.yml", "x.yml")) and "field" in p.code] == []
    for line in blocks(page, "sh")[0].splitlines():
        command = line.replace("-o paper", f"-o {tmp_path}").split()[1:]
        if "--all" not in command:  # all of them are printed elsewhere
            assert CliRunner().invoke(main, ["--project", str(ROOT), *command]).exit_code == 0, line


def test_the_drawn_message_is_what_the_check_says(playground: Playground) -> None:
    drawn = BeautifulSoup((ROOT / "tests" / "pictures" / "github.html").read_text(encoding="utf-8"), "html.parser")
    added = [row.get_text().partition("+ ")[2] for row in drawn.select("#check pre .in")]
    playground.write({"data/teams/web.yml": "\n".join(added)})
    (problem,) = playground.problems()
    note = drawn.select_one("#check .note")
    assert note is not None
    assert note.get_text("\n").split("\n")[1:] == [problem.code, problem.message, *problem.hint.split("\n")]


def test_the_settings_of_the_page_are_settings(playground: Playground) -> None:
    number, start = (next(b for b in blocks(HOW_TO_CHANGE, "yaml") if word in b) for word in ("values:", "repository:"))
    playground.write({"data/playbook.yml": f"default_owner: product-ops-lead\n{start}{number}"})
    loaded = playground.load()
    assert list(loaded.problems) == []
    assert loaded.playbook.settings.context().value("first-answer").shown in HOW_TO_CHANGE
    assert loaded.playbook.settings.repository is not None


def test_the_lines_of_the_page_are_read_where_it_says(playground: Playground) -> None:
    told = section(HOW_TO_CHANGE, "Change names, days and looks")
    settings = "\n".join(re.findall(r"^\|.+\| `([a-z_]+: [^`]+)` \|$", told, re.MULTILINE))
    role, area = (
        re.search(rf"`([a-z_]+: [^`]+)` in (?:its file in )?`{path}`", told)
        for path in ("data/roles.yml", "data/areas/")
    )
    assert role is not None
    assert area is not None
    playground.write(
        {
            "data/playbook.yml": f"default_owner: product-ops-lead\nfeedback: a@b.example\n{settings}\n",
            "data/roles/writer.yml": f"title: Writer\naccountable_for: [Words]\nreach: '#words'\n{role[1]}\n",
            "data/areas/billing.yml": f"title: Billing\nreach: '#billing'\n{area[1]}\n",
            "data/checklists/before-the-demo.yml": "pause_point: Before.\nrun_by: writer\nitems: [a, b, c, d, e]\n"
            + next(b for b in blocks(HOW_TO_CHANGE, "yaml") if "old_ids" in b),
            "playbook/images/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
        }
    )
    loaded = playground.load()
    assert list(loaded.problems) == []
    assert len(loaded.playbook.source.root.entries) == 2 + 5  # type: ignore[union-attr]
    assert "Maria Meier" in playground.page("roles/writer.md")
    assert "before-the-demo" in playground.page("checklists/demo-ready.md")


def test_putting_a_record_back_is_to_change_its_line_or_to_write_one(playground: Playground) -> None:
    assert "`status: library`" in section(HOW_TO_CHANGE, "Move a page back to the library, or remove it")
    playground.write({"data/teams/web.yml": "title: Web team\nstatus: active\n"})
    assert "Web team" not in playground.page("library.md")
    playground.write({"data/teams/web.yml": "title: Web team\nstatus: library\n"})
    assert "Web team" in playground.page("library.md")
    playground.write({"data/teams/web.yml": "title: Web team\nstatus: library\nstatus: active\n"})
    assert [problem.code for problem in playground.problems()] == ["duplicate-key"]


def test_adopting_is_one_line_and_the_record_leaves_the_library(playground: Playground) -> None:
    line = "status: library\n"
    assert line.strip() in section(HOW_TO_CHANGE, "Adopt a record")
    playground.write({"data/teams/web.yml": f"title: Web team\n{line}"})
    assert "Web team" in playground.page("library.md")
    playground.write({"data/teams/web.yml": "title: Web team\n"})
    assert "Web team" not in playground.page("library.md")


def test_the_buttons_that_the_page_names_are_on_the_site(playground: Playground) -> None:
    playground.write(
        {
            "data/playbook.yml": (
                "default_owner: product-ops-lead\nfeedback: a@b.example\n"
                "repository:\n  url: https://github.com/acme/playbook\n"
            ),
            "data/teams/web.yml": "title: Web team\nstatus: library\n",
            "data/terms.yml": "launch:\n  title: Launch\n  definition: The day.\n",
            "playbook/index.md": "# Home\n",
        }
    )
    site = playground.build()
    for kind in KINDS.values():
        page = BeautifulSoup((site / kind.folder / "index.html").read_text(encoding="utf-8"), "html.parser")
        added = page.select_one(".pb-add")
        assert added is not None, kind.name
        assert "Add one" in added.get_text()
        if kind.parts:
            continue  # a result begins with the questions of its model
        link = added.find("a", string="Begin a new file in the repository")
        assert link is not None, kind.name
    record = BeautifulSoup((site / "teams/web/index.html").read_text(encoding="utf-8"), "html.parser")
    change = record.find("a", string="Change this page")
    assert change is not None
    assert change["href"] == "https://github.com/acme/playbook/edit/main/data/teams/web.yml"
    assert "Tell us" in record.get_text()
    status = record.select_one(".pb-status a[href$='web.yml']")
    assert status is not None
    home = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert home.select_one("a.md-content__button[href$='/edit/main/playbook/index.md']") is not None
    for uri, file in (("values", "playbook.yml"), ("terms", "terms.yml"), ("library", None), ("reference", None)):
        listed = BeautifulSoup((site / uri / "index.html").read_text(encoding="utf-8"), "html.parser")
        foot = listed.select_one(".pb-foot")
        assert foot is not None, uri
        assert "Tell us" in foot.get_text(), uri
        change = foot.find("a", string="Change this page")
        assert (str(change["href"]).rpartition("/")[2] if change else None) == file, uri


def test_home_and_the_reference_lead_to_every_page_written_by_hand(own_site: Path) -> None:
    def led(uri: str) -> set[str]:
        page = BeautifulSoup((own_site / uri).read_text(encoding="utf-8"), "html.parser").select("article a[href]")
        return {str(link["href"]).strip("./").partition("#")[0] for link in page}

    written = {path.relative_to(ROOT / "playbook").with_suffix("") for path in (ROOT / "playbook").rglob("*.md")}
    assert {path.as_posix() for path in written} - {"index"} <= led("reference/index.html")
    assert "how-to-change" in led("index.html")


# Templates


class Watched(Renderer):
    """A renderer that notes which names it gives to which template."""

    def render_all(self) -> dict[str, set[str]]:
        """The names beside those that all have, by template."""
        given: dict[str, set[str]] = {}
        render = self.templates.render

        def note(template: str, about: str, /, **context: Any) -> str | None:
            given.setdefault(template, set()).update(context)
            return render(template, about, **context)

        self.templates.render = note  # type: ignore[method-assign]
        self.site()
        return given


@pytest.fixture
def watched(playground: Playground) -> Watched:
    """A renderer over records of several kinds, one moved, and a page with embeds."""
    playground.write(
        {
            "data/teams/web.yml": "title: Web team\nold_ids: [site]\n",
            "playbook/index.md": "# Home\n\n![[team:web]]\n\n![[view:doors]]\n",
        }
    )
    return Watched(playground.edition())


def test_every_name_that_all_templates_have_is_on_the_page_and_no_other(watched: Watched) -> None:
    jinja_own = set(jinja2.Environment().globals)
    ours = set(watched.templates.environment.globals) - jinja_own
    assert set(named(TEMPLATES, "What every template can use")) == ours | {"page"}
    assert all(f"`{name}`" in section(TEMPLATES, "What every template can use") for name in jinja_own)


def test_a_template_gets_its_page_and_nothing_else(watched: Watched) -> None:
    given = watched.render_all()
    folders = {template.split("/")[0] for template in given}
    assert folders == {"pages", "indexes", "views", "embeds"}
    assert {"views/moved.md.j2", "embeds/record.md.j2", "embeds/view-doors.md.j2"} <= given.keys()
    assert {frozenset(names) for names in given.values()} == {frozenset({"page"})}


def test_every_member_of_a_frame_that_the_page_names_exists() -> None:
    members = re.findall(r"^\| `page\.frame\.(\w+)`", TEMPLATES, re.MULTILINE)
    assert {"title", "about", "facts", "own"} <= set(members)
    assert [member for member in members if not hasattr(Frame, member) and not hasattr(Plain, member)] == []


def blocks_of(template: str) -> set[str]:
    return {block.name for block in parsed(template).find_all(nodes.Block)}


def test_every_block_is_on_the_page_and_no_other() -> None:
    assert set(named(TEMPLATES, "Blocks of a record page")) == blocks_of("pages/record.md.j2")
    assert set(named(TEMPLATES, "Blocks of a list")) == blocks_of("indexes/index.md.j2")


def test_every_folder_of_templates_is_on_the_page() -> None:
    told = {name.split("/")[0] for name in named(TEMPLATES, "Where a template is found")}
    assert told == {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()}


def test_every_refused_filter_is_on_the_page() -> None:
    rows = [row for row in section(TEMPLATES, "What is refused").splitlines() if row.startswith("| the filter")]
    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(_UNSAFE)


def test_the_complete_example_of_the_page_builds(playground: Playground) -> None:
    record = blocks(TEMPLATES, "yaml")[0]
    small, whole = blocks(TEMPLATES, "jinja")
    place, other = "data/processes/weekly-triage.yml", "data/processes/without-a-film.yml"
    assert f"`{place}`" in TEMPLATES
    playground.write(
        {
            place: record,
            other: re.sub(r"x_film.*\n", "", record).replace("Weekly triage", "Without a film"),
            "templates/pages/process.md.j2": whole,
            "playbook/index.md": "# Home\n",
        }
    )
    site = playground.build()
    page = BeautifulSoup((site / "processes/weekly-triage/index.html").read_text(encoding="utf-8"), "html.parser")
    link = page.find("a", string="See how it is done")
    assert link is not None
    assert link["href"] == "https://films.example.com/triage"
    assert link.parent is not None
    words = " ".join(link.parent.get_text().split())
    assert words == "See how it is done or ask Product operations lead: #ask-product-ops"
    assert "See how it is done" not in (site / "processes/without-a-film/index.html").read_text(encoding="utf-8")
    playground.write({"templates/pages/process.md.j2": small})
    assert "Ask before you leave out a step." in playground.page("processes/weekly-triage.md")


# Engines


def title_of(example: str) -> str:
    """A short name for a configuration: its plugins, or its keys."""
    config = yaml.safe_load(example)
    plugins = [next(iter(p)) if isinstance(p, dict) else p for p in config.get("plugins", ())]
    return " ".join(config if "docs_dir" in config else plugins or config)


CONFIGURATIONS = {title_of(b): b for b in blocks(ENGINES, "yaml") if b.startswith("# mkdocs.yml\n")}
WHOLE = next(title for title in CONFIGURATIONS if "docs_dir" in title)
FILES = {b.split("\n")[0].removeprefix("# "): b for b in blocks(ENGINES, "yaml") if b.startswith("# playbook/")}


@pytest.fixture
def beside(playground: Playground) -> Playground:
    """A project with a record, and the files that the page asks for."""
    (tags,) = blocks(ENGINES, "markdown")
    return playground.write(
        {
            "data/processes/triage.yml": blocks(TEMPLATES, "yaml")[0] + "tags: [weekly]\n",
            "data/principles/answers.yml": "title: Answers\nstatement: S.\nrationale: R.\nimplications: [One., Two.]\n",
            "playbook/index.md": "# Home\n",
            "playbook/tags.md": tags,
        }
    )


def tabs(site: Path) -> list[str]:
    home = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    return [" ".join(tab.get_text().split()) for tab in home.select(".md-tabs__link")]


def commit(root: Path) -> None:
    """Put a project under git, as its history is what some plugins read."""
    me = ("-c", "user.name=Ada", "-c", "user.email=ada@acme.example")
    for command in (("init", "--quiet"), ("add", "."), (*me, "commit", "--quiet", "--message", "Begin")):
        subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True)


def test_every_example_of_the_page_names_its_file() -> None:
    assert len(CONFIGURATIONS) == 7
    assert len(CONFIGURATIONS) + len(FILES) == len(blocks(ENGINES, "yaml"))


@pytest.mark.parametrize("title", [title for title in CONFIGURATIONS if title != WHOLE])
def test_every_configuration_of_the_page_builds(title: str, beside: Playground) -> None:
    config = yaml.safe_load(CONFIGURATIONS[title])
    if "awesome-nav" in title:
        beside.write(FILES)
    if "git-revision" in title:
        commit(beside.root)
    site = beside.build(**config)
    options: dict[str, str] = next(
        (p["playbook"] for p in config.get("plugins", ()) if isinstance(p, dict) and "playbook" in p), {}
    )
    record = (site / options.get("under", "") / "processes/triage/index.html").read_text(encoding="utf-8")
    assert "Weekly triage" in record
    if "nav" in config:
        assert tabs(site) == [next(iter(entry)) for entry in config["nav"]]
    if "tags" in title:
        assert "weekly" in (site / "tags/index.html").read_text(encoding="utf-8")
    if "awesome-nav" in title:
        (order,) = FILES.values()
        assert tabs(site) == [next(iter(entry)) for entry in yaml.safe_load(order)["nav"]]
    if "redirects" in title:
        assert "../processes/" in (site / "how-we-triage/index.html").read_text(encoding="utf-8")
    if "git-revision" in title:
        generated = {p.relative_to(site).as_posix() for p in site.rglob("index.html")} - {"index.html"}
        dated = {name for name in generated if "git-revision-date" in (site / name).read_text(encoding="utf-8")}
        assert dated == {"tags/index.html"}  # the one hand-written page beside home


def test_the_options_of_the_page_are_the_options_with_their_defaults() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| `([^`]+)` \|$", section(ENGINES, "MkDocs"), re.MULTILINE)
    told = {name: yaml.safe_load(default) for name, default in rows}
    assert told == {name: option.default for name, option in PlaybookConfig._schema}
    written = next(yaml.safe_load(b)["plugins"] for b in CONFIGURATIONS.values() if "data_dir" in b)
    assert {"playbook": told | {"under": "playbook/"}} in written


def test_the_rendered_folder_builds_with_the_whole_configuration_of_the_page(beside: Playground) -> None:
    (command,) = (
        line.split() for b in blocks(ENGINES, "sh") for line in b.splitlines() if line.startswith("playbook ")
    )
    config = yaml.safe_load(CONFIGURATIONS[WHOLE])
    folder = command[-1]
    assert config["docs_dir"] == folder
    done = CliRunner().invoke(main, ["--project", str(beside.root), *command[1:-1], str(beside.root / folder)])
    assert done.exit_code == 0, done.output
    for needed in ("attr_list", "md_in_html", "tables", "toc"):
        assert any(needed in e for e in config["markdown_extensions"])
        assert f"`{needed}`" in section(ENGINES, "Any engine, from a folder")
    write(beside.root, {"mkdocs.yml": CONFIGURATIONS[WHOLE]})
    site = build_site(beside.root)
    page = BeautifulSoup((site / "processes/triage/index.html").read_text(encoding="utf-8"), "html.parser")
    assert page.select_one("script[type=module][src$='assets/playbook.js']") is not None
    assert page.select_one("link[rel=stylesheet][href$='assets/playbook.css']") is not None
    assert page.select_one("div.pb-steps table td") is not None
    assert (site / "assets/filters.js").is_file()


# All four pages


@pytest.mark.parametrize("name", MAINTAINED)
def test_a_page_is_in_short_sentences(name: str) -> None:
    prose = re.sub(r"^(---\n.*?\n---\n|```.*?^```|\|.*?$|#.*?$)", "", MAINTAINED[name], flags=re.MULTILINE | re.DOTALL)
    parts = re.split(r"(?<=[.!?:])\s+|\n\n+|\n(?=\d\. |- )", prose)
    counted = [len(part.split()) for part in parts if len(part.split()) > 1]
    assert sum(counted) / len(counted) < 16
