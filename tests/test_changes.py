"""What changed: two sets compared, and the page, the feed and the command that tell it from real repositories."""

from __future__ import annotations

import datetime
import functools
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from conftest import ROLES, SETTINGS, Playground, serve
from prodops_playbook import history
from prodops_playbook.changes import Changes, Version, compare, recent, steps, telling, versions
from prodops_playbook.changes.fields import FIELDS
from prodops_playbook.changes.recent import FILES, LIMIT
from prodops_playbook.cli import main
from prodops_playbook.exports.feed import feed
from prodops_playbook.kinds import KINDS, Settings
from prodops_playbook.kinds.settings import ValueSetting
from prodops_playbook.playbook import Project
from prodops_playbook.records.shape import shapes
from prodops_playbook.render import Renderer
from repositories import commit, commit_all, git

HOSTILE = "A <script>alert(\"1\")</script> & * b * `c` [d](javascript:e) | {{ f }} ]]> 'g'"


def term(title: str = "Launch", definition: str = "The day it is there for all.", more: str = "") -> str:
    return f"title: {json.dumps(title)}\ndefinition: {definition}\n{more}"


@pytest.fixture
def begun(playground: Playground) -> Playground:
    """A project whose first commit is there already: the playbook began, and nothing has changed since."""
    git(playground.root, "init", "-q")
    commit(playground, "data/terms/launch.yml", term(), "2026-01-01")
    return playground


def known(playground: Playground, timezone: str = "UTC") -> Changes:
    past = history.read(playground.root, timezone)
    contents = functools.partial(history.contents, playground.root)
    return recent(steps(past, Project(playground.root), contents), playground.load().playbook)


def told(playground: Playground) -> list[str]:
    """Every line in one text: day, what, name and details."""
    playbook = playground.load().playbook
    return [
        " | ".join(
            (
                str(line.on),
                telling.HEADINGS[line.change.what],
                telling.title_now(line, playbook),
                *telling.details(line.change, playbook),
            )
        )
        for line in known(playground).lines
    ]


def page(playground: Playground, uri: str = "what-changed.md") -> str:
    renderer = Renderer(playground.edition())
    site = renderer.site()
    assert not site.problems, site.problems
    if uri == "index.md":
        return next(renderer.hand_written(own) for own in playground.load().playbook.pages if own.uri == uri)
    return next(page.text for page in site.pages if page.uri == uri)


# Comparing, a pure function


ids = st.sampled_from(["a", "b", "c", "d"])
texts = st.sampled_from(["one", "two", "library", "active", "trial", "retired"])
fields = st.dictionaries(st.sampled_from(["title", "status", "summary", "steps"]), texts, max_size=4)
sets = st.dictionaries(ids, fields, max_size=4).map(
    lambda made: {("term", id_): Version("term", id_, f"data/terms/{id_}.yml", told) for id_, told in made.items()}
)


@given(sets)
def test_a_set_compared_with_itself_has_no_change(records: dict[tuple[str, str], Version]) -> None:
    assert compare(records, dict(records)) == ()


@given(sets, sets)
def test_the_changes_lead_from_one_set_to_the_other_and_nothing_else_is_told(
    old: dict[tuple[str, str], Version], new: dict[tuple[str, str], Version]
) -> None:
    made = {change.version.key: change for change in compare(old, new)}
    for key in old.keys() | new.keys():
        change = made.pop(key, None)
        if change is None:
            assert old[key] == new[key]
            continue
        assert (change.before, change.after) == (old.get(key), new.get(key))
        if change.before and change.after:
            reached = dict(change.before.fields)
            for difference in change.differences:
                assert reached.pop(difference.field, None) == difference.before
                if difference.after is not None:
                    reached[difference.field] = difference.after
            assert reached == change.after.fields
    assert made == {}


@given(sets, sets)
def test_the_way_back_has_the_same_records(
    old: dict[tuple[str, str], Version], new: dict[tuple[str, str], Version]
) -> None:
    there = {c.version.key: c.what for c in compare(old, new)}
    back = {c.version.key: c.what for c in compare(new, old)}
    assert there.keys() == back.keys()
    assert {k for k, what in there.items() if what == "added"} == {k for k, what in back.items() if what == "removed"}


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("library", "active", "adopted"),
        ("library", "trial", "adopted"),
        ("retired", "active", "adopted"),
        ("trial", "active", "changed"),
        ("active", "library", "changed"),
        ("active", "retired", "retired"),
        ("library", "retired", "retired"),
    ],
)
def test_what_a_status_means(before: str, after: str, what: str) -> None:
    old, new = (Version("term", "a", "x", {"status": status}) for status in (before, after))
    assert [change.what for change in compare({old.key: old}, {new.key: new})] == [what]


def test_a_new_id_that_names_its_old_one_is_the_same_record() -> None:
    old = Version("term", "a", "x", {"title": "A"})
    new = Version("term", "b", "y", {"title": "A", "old_ids": ["a"]})
    (change,) = compare({old.key: old}, {new.key: new})
    assert change.what == "changed"
    assert [d.field for d in change.differences] == ["id", "old_ids"]


SAME = """\
title: Weekly triage
summary: One answer a week.
owner: product-ops-lead
prevents: Silence.
trigger: Monday
steps:
  - Read it all.
"""


@pytest.mark.parametrize(
    "other",
    [
        SAME.replace("Weekly triage", '"Weekly triage"'),
        "# A comment\n" + SAME.replace("\n", "\n\n"),
        SAME.replace("Read it all.", ">\n      Read it\n      all."),
        SAME.replace("- Read it all.", "- do: Read it all."),
        SAME + "status: active\nhidden: false\ntags:\n",
        SAME.replace("owner: product-ops-lead\n", "") + "owner: product-ops-lead\n",
        SAME.replace("owner: product-ops-lead\n", "owner: role:product-ops-lead\n"),
    ],
    ids=["quotes", "comments", "wrapped", "long form", "defaults", "order", "kind of a reference"],
)
def test_writing_the_same_otherwise_is_no_change(other: str) -> None:
    path, project = "data/processes/triage.yml", Project(Path())
    sides = [versions(project, path, text.encode()) for text in (SAME, other)]
    assert sides[0]
    assert compare(sides[0], sides[1] or {}) == ()


@pytest.mark.parametrize(
    ("path", "text", "other"),
    [
        (
            "data/checklists/a.yml",
            "title: A\nitems: [{text: One}]\n",
            "title: A\nitems: [{text: One, must_not_miss: false}]\n",
        ),
        ("data/areas/a.yml", "title: A\npm: role:lead\n", "title: A\npm: {role: lead}\n"),
        ("data/rituals/a.yml", "title: A\nminutes: 30\n", "title: A\nminutes: 030\nattendees: []\n"),
        ("data/checklists/a.yml", "title: A\nminutes: 2\n", "title: A\nminutes: '2'\n"),
    ],
)
def test_what_holds_anyway_and_another_spelling_of_a_value_are_no_change(path: str, text: str, other: str) -> None:
    sides = [versions(Project(Path()), path, said.encode()) for said in (text, other)]
    assert sides[0]
    assert compare(sides[0], sides[1] or {}) == ()


@given(st.binary(max_size=60))
def test_bytes_of_any_sort_are_read_or_left(data: bytes) -> None:
    for path in ("data/terms.yml", "data/terms/a.yml", "data/playbook.yml", "data/other.txt", "elsewhere/a.yml"):
        read = versions(Project(Path()), path, data)
        assert read is None or all(key == version.key for key, version in read.items())


def test_every_field_has_words_and_no_word_is_for_a_field_that_does_not_exist() -> None:
    names = {name for kind in KINDS.values() for name in shapes(kind.model)} | shapes(ValueSetting).keys()
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z ,]+", FIELDS.get(name, ""))] == []
    assert FIELDS.keys() - names == {"id"}


# From a repository


def test_each_sort_of_change_is_told_on_its_day(begun: Playground) -> None:
    commit(begun, "data/terms/idea.yml", term("Idea", more="status: library\n"), "2026-01-02")
    commit(begun, "data/terms/idea.yml", term("Idea", more="status: trial\n"), "2026-01-03")
    commit(begun, "data/terms/idea.yml", term("Idea"), "2026-01-04")
    commit(begun, "data/terms/idea.yml", term("Idea", "Said anew."), "2026-01-05")
    commit(begun, "data/terms/idea.yml", term("Idea", "Said anew.", "status: retired\n"), "2026-01-06")
    commit_all(begun, {}, "2026-01-07", gone=("data/terms/idea.yml",))
    assert told(begun) == [
        "2026-01-07 | Removed | Idea",
        "2026-01-06 | Retired | Idea",
        "2026-01-05 | Changed | Idea | definition",
        "2026-01-04 | Changed | Idea | status: on trial → in use",
        "2026-01-03 | In use now | Idea | on trial",
        "2026-01-02 | New | Idea | in the library",
    ]
    assert str(known(begun).began) == "2026-01-01"


def test_several_edits_of_a_day_are_one_line_and_one_that_was_undone_is_none(begun: Playground) -> None:
    commit(begun, "data/terms/launch.yml", term("Launch day"), "2026-01-02")
    commit(begun, "data/terms/launch.yml", term("Launch day", "Another."), "2026-01-02")
    commit(begun, "data/terms/launch.yml", term("Launch day", "Wrong."), "2026-01-03")
    commit(begun, "data/terms/launch.yml", term("Launch day", "Another."), "2026-01-03")
    commit(begun, "data/terms/brief.yml", term("Brief"), "2026-01-04")
    commit_all(begun, {}, "2026-01-04", gone=("data/terms/brief.yml",))
    assert told(begun) == ["2026-01-02 | Changed | Launch day | title, definition"]


def test_records_in_one_file_are_told_one_by_one_and_a_move_is_no_change(begun: Playground) -> None:
    both = "a:\n  title: A\n  definition: One.\nb:\n  title: B\n  definition: Two.\n"
    commit(begun, "data/terms.yml", both, "2026-01-02")
    commit(begun, "data/terms.yml", both.replace("Two", "Three"), "2026-01-03")
    files = {"data/terms.yml": "a:\n  title: A\n  definition: One.\n", "data/terms/b.yml": term("B", "Three.")}
    commit_all(begun, files, "2026-01-04")
    assert told(begun) == ["2026-01-03 | Changed | B | definition", "2026-01-02 | New | A", "2026-01-02 | New | B"]


def test_a_renamed_record_is_the_same_record_all_along(begun: Playground) -> None:
    commit(begun, "data/terms/launch.yml", term("Launch", "Sooner."), "2026-01-02")
    new = {"data/terms/go-live.yml": term("Go live", "Sooner.", "old_ids: [launch]\n")}
    commit_all(begun, new, "2026-01-03", gone=("data/terms/launch.yml",))
    assert told(begun) == [
        "2026-01-03 | Changed | Go live | its address, title, old addresses",
        "2026-01-02 | Changed | Go live | definition",
    ]


def test_an_old_file_that_cannot_be_read_stays_as_it_was(begun: Playground) -> None:
    commit_all(begun, {"data/terms/launch.yml": b"title: \xff\n"}, "2026-01-02")
    commit(begun, "data/terms/launch.yml", "just a text\n", "2026-01-03")
    commit(begun, "data/terms/launch.yml", term("Launch", "Mended."), "2026-01-04")
    commit(begun, "data/terms/odd.yml", "<<<<<<< HEAD\n", "2026-01-05")
    commit(begun, "data/terms/odd.yml", term("Odd"), "2026-01-06")
    assert told(begun) == [
        "2026-01-06 | New | Odd",
        "2026-01-04 | Changed | Launch | definition",
    ]


def test_a_field_that_does_not_exist_any_more_is_no_error(begun: Playground) -> None:
    commit(begun, "data/terms/launch.yml", term(more="long_gone: [1, {a: b}]\n"), "2026-01-02")
    commit(begun, "data/terms/launch.yml", term(), "2026-01-03")
    assert told(begun)[0] == "2026-01-03 | Changed | Launch | long gone"


def test_short_values_are_told_with_what_they_were_and_others_by_name(begun: Playground) -> None:
    process = SAME + "lives_in:\n  - title: Board\n    url: https://example.com\n"
    commit(begun, "data/processes/triage.yml", process, "2026-01-02")
    later = process.replace("owner: product-ops-lead", "owner: product-manager").replace("Board", "List")
    commit(begun, "data/processes/triage.yml", later + "trial_until: 2026-05-01\n", "2026-01-03")
    commit(begun, "data/processes/triage.yml", later + "trial_until: 2026-06-01\n", "2026-01-04")
    assert told(begun)[:2] == [
        "2026-01-04 | Changed | Weekly triage | last day of the trial: 2026-05-01 → 2026-06-01",
        (
            "2026-01-03 | Changed | Weekly triage | owner: Product operations lead → Product manager | "
            "last day of the trial: 2026-05-01 | where it lives"
        ),
    ]


def test_our_numbers_are_told_with_their_units(begun: Playground) -> None:
    notice = "values:\n  notice:\n    value: 20\n    unit: business days\n"
    commit(begun, "data/playbook.yml", f"{SETTINGS}{notice}    starting: true\n", "2026-01-02")
    commit(begun, "data/playbook.yml", SETTINGS + notice.replace("20", "1"), "2026-01-03")
    assert told(begun) == [
        "2026-01-03 | Changed | notice | 20 business days → 1 business day | confirmed",
        "2026-01-02 | New | notice",
    ]
    assert "[notice](<values.md#notice>)" in page(begun)


def test_what_readers_may_not_see_now_is_not_told_nor_what_it_was(begun: Playground) -> None:
    commit(begun, "data/terms/plan.yml", term("Secret plan"), "2026-01-02")
    commit(begun, "data/terms/plan.yml", term("Secret plan", more="hidden: true\n"), "2026-01-03")
    commit(begun, "data/terms/gone.yml", term("Secret past", more="hidden: true\n"), "2026-01-04")
    commit_all(begun, {}, "2026-01-05", gone=("data/terms/gone.yml",))
    commit(begun, "data/terms/draft.yml", term("Draft", more="hidden: true\n"), "2026-01-06")
    commit(begun, "data/terms/draft.yml", term("Draft"), "2026-01-07")
    commit(begun, "data/processes/.draft/a.yml", SAME.replace("Weekly triage", "Secret draft"), "2026-01-08")
    commit(
        begun, "data/roles/mole.yml", "title: Secret mole\naccountable_for: [A]\nreach: b\nhidden: true\n", "2026-01-09"
    )
    commit(begun, "data/terms/launch.yml", term(more="owner: mole\n"), "2026-01-10")
    assert told(begun) == ["2026-01-10 | Changed | Launch | owner", "2026-01-07 | New | Draft"]
    begun.write({"data/playbook.yml": f"{SETTINGS}address: https://p.example\n"})
    (made,) = feed(known(begun), begun.load().playbook).values()
    assert "Secret" not in page(begun) + made.decode()


def test_a_record_hidden_on_the_disk_alone_is_not_told_either(begun: Playground) -> None:
    commit(begun, "data/terms/plan.yml", term("Secret plan"), "2026-01-02")
    begun.write({"data/terms/plan.yml": term("Secret plan", more="hidden: true\n")})
    assert told(begun) == []


@pytest.mark.parametrize("place", ["data/terms/later.yml", "data/roles/later.yml"])
def test_a_record_that_is_renamed_and_hidden_in_one_go_is_not_told(place: str, begun: Playground) -> None:
    commit(begun, "data/terms/plan.yml", term("Secret plan"), "2026-01-02")
    hidden = {
        "data/terms/later.yml": term("Secret plan", more="hidden: true\n"),
        "data/roles/later.yml": "title: secret plan\naccountable_for: [A]\nreach: b\nhidden: true\n",
    }
    commit_all(begun, {place: hidden[place]}, "2026-01-03", gone=("data/terms/plan.yml",))
    assert told(begun) == []


def test_a_place_in_a_list_and_tags_alone_are_not_told(begun: Playground) -> None:
    commit(begun, "data/terms/launch.yml", term(more="tags: [a]\n"), "2026-01-02")
    assert told(begun) == []
    commit(begun, "data/terms/launch.yml", term("Go", more="tags: [b]\n"), "2026-01-03")
    assert told(begun) == ["2026-01-03 | Changed | Go | title, tags"]


def test_clocks_that_are_far_off_stop_nothing(begun: Playground) -> None:
    commit(begun, "data/terms/launch.yml", term("Launch 1"), "@4102444800 +0000")
    commit(begun, "data/terms/launch.yml", term("Launch 2"), "@0 +0000")
    commit(begun, "data/terms/launch.yml", term("Launch 3"), "2026-01-02")
    assert [line[:10] for line in told(begun)] == ["2100-01-01", "2026-01-02", "1970-01-01"]


def test_a_project_below_the_top_of_its_repository_is_told_alike(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    inner = Playground(playground.root / "company" / "playbook")
    commit(inner, "data/terms/a.yml", term("A"), "2026-01-01")
    commit(inner, "data/terms/a.yml", term("B"), "2026-01-02")
    commit(playground, "data/terms/other.yml", term("Not ours"), "2026-01-03")
    assert told(inner) == ["2026-01-02 | Changed | B | title"]


def test_only_the_latest_are_told_and_the_page_says_so(begun: Playground) -> None:
    many = {f"data/terms/t{number}.yml": term(f"Term {number}") for number in range(FILES + 20)}
    commit_all(begun, many, "2026-01-02")
    changes = known(begun)
    assert len(changes.lines) == LIMIT
    assert changes.cut
    text = page(begun)
    assert "These are the latest changes" in text
    assert f"<summary>New: {LIMIT - 8} more</summary>" in text


@pytest.mark.parametrize("state", ["no git", "shallow", "nothing yet"])
def test_where_nothing_is_known_the_page_says_so_in_a_sentence(
    playground: Playground, tmp_path_factory: pytest.TempPathFactory, state: str
) -> None:
    playground.write({"playbook/index.md": "# Home\n\n![[view:changed]]\n"})
    said = "cannot be told here: no git history"
    if state != "no git":
        git(playground.root, "init", "-q")
        commit_all(playground, {}, "2026-01-01")
        said = "Nothing has changed yet since this playbook began on"
    if state == "shallow":
        commit(playground, "data/terms/a.yml", term(), "2026-01-02")
        clone = tmp_path_factory.mktemp("clone") / "shallow"
        git(playground.root, "clone", "-q", "--depth", "1", f"file://{playground.root}", str(clone))
        playground, said = Playground(clone), "cannot be told here: the git history is cut short"
    assert said in page(playground)
    assert said.partition(" since")[0] in page(playground, "index.md")
    assert feed(Changes(note="none"), playground.load().playbook) == {}


# What the page, the feed and the paragraph for chat say


def test_home_has_the_latest_few_and_the_way_to_all(begun: Playground) -> None:
    begun.write({"playbook/index.md": "# Home\n\n![[view:changed]]\n"})
    for number in range(1, 8):
        commit(begun, f"data/terms/t{number}.yml", term(f"Term {number}"), f"2026-02-0{number}")
    text = page(begun, "index.md")
    assert re.findall(r"Term (\d)", text) == ["7", "6", "5", "4", "3"]
    assert "(<what-changed.md>)" in text


def test_the_paragraph_for_chat_tells_each_record_once_and_goes_back_thirty_days(begun: Playground) -> None:
    begun.write({"data/playbook.yml": f"{SETTINGS}organization: Acme\naddress: acme.example/ops/\n"})
    commit(begun, "data/terms/old.yml", term("Long ago"), "2026-01-02")
    commit(begun, "data/terms/new.yml", term("New word", more="status: library\n"), "2026-03-01")
    commit(begun, "data/terms/new.yml", term("New word"), "2026-03-02")
    commit(begun, "data/terms/brief.yml", term("Brief"), "2026-03-03")
    commit_all(begun, {"data/terms/launch.yml": term("Launch", "Now.")}, "2026-03-04", gone=("data/terms/brief.yml",))
    assert telling.chat(known(begun), begun.load().playbook) == (
        "What changed in the playbook of Acme from 2026-03-01 to 2026-03-04. New: “New word”. "
        "Changed: “Launch” (definition). More: https://acme.example/ops/what-changed/"
    )


ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_is_valid_and_its_links_lead_to_pages(begun: Playground) -> None:
    begun.write({"data/playbook.yml": f"{SETTINGS}address: p.example/ops\n"})
    commit(begun, "data/terms/launch.yml", term(HOSTILE, "Now."), "2026-01-02")
    commit(begun, "data/processes/triage.yml", SAME, "2026-01-03T22:00:00-05:00")
    commit(begun, "data/terms/brief.yml", term("Brief"), "2026-01-05")
    commit_all(begun, {}, "2026-01-06", gone=("data/terms/brief.yml",))
    site = begun.build(strict=False)
    root = ET.fromstring((site / "what-changed.xml").read_bytes())
    assert root.tag == f"{ATOM}feed"
    assert (root.findtext(f"{ATOM}author/{ATOM}name") or "").strip()
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://p.example/ops/what-changed.xml",
        "alternate": "https://p.example/ops/what-changed/",
    }
    entries = root.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == [
        "Removed: Brief",
        "New: Brief",
        "New: Weekly triage",
        f"Changed: {HOSTILE}",
    ]
    for part in (root, *entries):
        for needed in ("id", "title", "updated"):
            assert part.findtext(f"{ATOM}{needed}")
        moment = datetime.datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "")
        assert moment.tzinfo is not None
    assert entries[2].findtext(f"{ATOM}updated") == "2026-01-04T03:00:00+00:00"
    ids = [e.findtext(f"{ATOM}id") for e in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        address, _, anchor = (link.get("href") or "").removeprefix("https://p.example/ops/").partition("#")
        html = (site / address / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in html
    assert 'href="../what-changed.xml"' in (site / "what-changed/index.html").read_text(encoding="utf-8")


def test_a_feed_has_only_what_xml_can_hold(begun: Playground) -> None:
    begun.write({"data/playbook.yml": f"{SETTINGS}address: p.example\n"})
    commit(
        begun, "data/terms/launch.yml", 'title: "A \\0 b \\x1b c \\ud800 d \\ufffe e"\ndefinition: "x"\n', "2026-01-02"
    )
    (made,) = feed(known(begun), begun.load().playbook).values()
    assert ET.fromstring(made).tag == f"{ATOM}feed"


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("playbook.example.com", "https://playbook.example.com/"),
        ("http://intranet:8080/ops/", "http://intranet:8080/ops/"),
        ("intranet/Über uns", ""),
        ("intranet/Über", "https://intranet/%C3%9Cber/"),
        ("Ask Ada", ""),
        ("Intranet", ""),
        (None, ""),
    ],
)
def test_links_from_elsewhere_begin_with_the_address_where_it_is_one(address: str | None, site: str) -> None:
    written = {"default_owner": "a", "feedback": "b"} | ({"address": address} if address else {})
    assert Settings.model_validate(written).site == site


def test_without_an_address_there_is_no_feed_and_no_link_to_it(begun: Playground) -> None:
    commit(begun, "data/terms/launch.yml", term("Go"), "2026-01-02")
    site = begun.build()
    assert not (site / "what-changed.xml").exists()
    assert "what-changed.xml" not in (site / "what-changed/index.html").read_text(encoding="utf-8")


def test_both_outlets_write_the_same_feed_and_the_same_bytes_each_time(begun: Playground, tmp_path: Path) -> None:
    begun.write({"data/playbook.yml": f"{SETTINGS}address: p.example\n"})
    commit(begun, "data/terms/launch.yml", term(HOSTILE), "2026-01-02")
    result = CliRunner().invoke(main, ["--project", str(begun.root), "render", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    built = begun.build()
    made = (built / "what-changed.xml").read_bytes()
    assert made == (tmp_path / "out" / "what-changed.xml").read_bytes()
    assert made == feed(known(begun), begun.load().playbook)["what-changed.xml"]


def test_the_paragraph_is_copied_whole_whatever_a_title_says(begun: Playground, browser: Browser) -> None:
    commit(begun, "data/terms/launch.yml", term(HOSTILE), "2026-01-02")
    commit(begun, "data/terms/brief.yml", term("Brief"), "2026-01-03")
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    dialogs: list[str] = []
    opened.on("dialog", lambda dialog: dialogs.append(dialog.message))
    with serve(begun.build()) as address:
        opened.goto(f"{address}/what-changed/")
        button = opened.locator(".pb-chat button.pb-copy")
        button.focus()
        opened.keyboard.press("Enter")
        expect(button).to_have_text("Copied")
        copied = opened.evaluate("navigator.clipboard.readText()")
        assert copied == telling.chat(known(begun), begun.load().playbook)
        assert HOSTILE in copied
        expect(opened.get_by_role("link", name=HOSTILE, exact=True)).to_have_count(1)
    context.close()
    assert dialogs == []


# The command


def run(playground: Playground, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["--project", str(playground.root), "diff", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_diff_compares_a_commit_with_the_files_as_they_are(begun: Playground) -> None:
    begun.write({"data/terms/brief.yml": term("Brief"), "data/terms/launch.yml": term("Go", more="status: library\n")})
    (begun.root / "data/roles.yml").write_text(ROLES + "  x_more: a\n", encoding="utf-8")
    code, text, said = run(begun, "HEAD")
    assert (code, said) == (0, "3 records changed\n")
    assert text == (
        "data/terms/brief.yml: added: term brief: Brief\n"
        "data/roles.yml: changed: role product-manager: Product manager\n"
        "    more\n"
        "data/terms/launch.yml: changed: term launch: Go\n"
        "    status: in use → in the library\n"
        "    title\n"
    )


def test_diff_compares_two_commits_for_people_and_for_programs(begun: Playground) -> None:
    commit(begun, "data/terms/launch.yml", term(HOSTILE), "2026-01-02")
    begun.write({"data/terms/later.yml": term("Later")})
    code, text, _ = run(begun, "HEAD~1", "HEAD", "--format", "json")
    assert code == 0
    assert json.loads(text) == {
        "format": 1,
        "changes": [
            {
                "what": "changed",
                "kind": "term",
                "id": "launch",
                "title": HOSTILE,
                "path": "data/terms/launch.yml",
                "fields": [{"name": "title", "before": "Launch", "after": HOSTILE}],
            }
        ],
    }
    _, text, _ = run(begun, "HEAD~1", "HEAD", "--format", "markdown")
    assert text.startswith("- Changed: **A &#60;script&#62;")
    assert run(begun, "HEAD", "HEAD")[1:] == ("", "no record changed\n")


def test_diff_names_a_file_that_cannot_be_read_and_goes_on(begun: Playground) -> None:
    begun.write({"data/terms/launch.yml": "title: [\n", "data/terms/brief.yml": term("Brief")})
    code, text, said = run(begun, "HEAD")
    assert (code, text) == (0, "data/terms/brief.yml: added: term brief: Brief\n")
    assert "data/terms/launch.yml cannot be read on one side" in said


def test_diff_names_an_old_file_that_was_too_large_and_goes_on(begun: Playground) -> None:
    commit(begun, "data/terms/launch.yml", "title: Launch\n" + "# a\n" * 300_000, "2026-03-02")
    begun.write({"data/terms/launch.yml": term("Go"), "data/terms/brief.yml": term("Brief")})
    code, text, said = run(begun, "HEAD")
    assert (code, text) == (0, "data/terms/brief.yml: added: term brief: Brief\n")
    assert "data/terms/launch.yml cannot be read on one side" in said


@pytest.mark.parametrize("revision", ["nowhere", "HEAD:data", "a b", ""])
def test_diff_with_a_revision_that_is_none_is_wrong_usage(begun: Playground, revision: str) -> None:
    code, text, said = run(begun, revision)
    assert (code, text) == (2, "")
    assert f"git has no commit {revision!r} here" in said


def test_diff_without_git_is_wrong_usage(playground: Playground) -> None:
    assert run(playground, "main")[0] == 2


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_diff_says_nothing_that_a_terminal_or_a_runner_obeys(form: str, begun: Playground) -> None:
    evil = 'title: "Trial\\e[31m\\u202e\\n\\n::error::x ##vso[y]"\ndefinition: x\nstatus: "##[z]"\n'
    commit(begun, "data/terms/trial.yml", evil, "2026-03-02")
    begun.write({"data/terms/trial.yml": evil.replace("Trial", "Test")})
    _, said, _ = run(begun, "HEAD", "--format", form)
    assert "Test" in said
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    assert not re.search(r"(?m)^\s*::|##\w*\[", said)
