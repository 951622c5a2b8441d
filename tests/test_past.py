"""What git remembers: questions that changed under their version, and results that are fixed."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Mapping

import pytest
from click.testing import CliRunner

from conftest import SETTINGS, Playground
from prodops_playbook.cli import main
from prodops_playbook.edition import prepare
from prodops_playbook.history import read, revisions
from prodops_playbook.playbook import Project
from prodops_playbook.problems import Problem
from repositories import commit, commit_all, git

MODEL = """\
title: Habits
version: 1.0.0
sides: [product]
levels: [By chance, As a rule]
answer_sets:
  share:
    - {id: none, label: "No", value: 0}
    - {id: all, label: "Yes", value: 1}
dimensions:
  - {id: talk, title: Talk}
questions:
  - id: talk.often
    dimension: talk
    text: How often does the team talk?
    ladder:
      1: When it must.
      2: Every day.
  - id: talk.notes
    dimension: talk
    level: 2
    answers: share
    criteria: {near: One click away}
    text: Are there notes?
"""
RESULT = """\
model: habits
version: 1.0.0
side: product
date: 2026-03-01
state: submitted
respondents:
  count: 4
  roles: {product-manager: 4}
answers:
  talk.often: {level: 1, note: We looked.}
actions:
  - {question: talk.often, to: 2, owner: product-manager, go: "process:stand-up"}
"""
STAND_UP = """\
title: Stand-up
summary: The team talks.
owner: product-manager
prevents: Silence.
trigger: The morning.
do: Talk.
"""
MODEL_FILE, RESULT_FILE = "data/maturity/habits.yml", "data/assessments/habits/product/2026-03-01.yml"


@pytest.fixture
def project(playground: Playground) -> Playground:
    """A model of the first of January, and a result that was submitted on the first of March."""
    git(playground.root, "init", "-q")
    commit(playground, "data/processes/stand-up.yml", STAND_UP, "2026-01-01")
    commit(playground, MODEL_FILE, MODEL, "2026-01-01")
    commit(playground, RESULT_FILE, RESULT, "2026-03-01")
    return playground


def found(playground: Playground, day: str = "2026-11-02") -> list[Problem]:
    """What the checks say with the help of git, without the nudges."""
    edition = prepare(Project(playground.root), lambda _: datetime.date.fromisoformat(day))
    return [p for p in edition.problems if p.code != "nobody-named"]


def lines(problems: list[Problem]) -> list[tuple[str, int, int]]:
    """Code, line and column of each."""
    return [(p.code, p.line, p.column) for p in problems]


def changed(text: str, changes: Mapping[str, str]) -> str:
    """A text with some of its words changed, each of which it has."""
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_what_was_committed_and_stays_has_no_problem(project: Playground) -> None:
    assert found(project) == []


# Questions


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("How often does the team talk?", "Does the team talk?", (14, 11)),
        ("Every day.", "Every week.", (17, 10)),
        ("One click away", "Two clicks away", (22, 22)),
        ("level: 2", "level: 1", (20, 12)),
        ('label: "Yes", value: 1', 'label: "Yes", value: 0.9', (21, 14)),
        ('label: "Yes"', "label: Always", (21, 14)),
        ("level: 2", "weight: 2\n    level: 2", (20, 13)),
    ],
)
def test_a_question_that_changes_without_a_new_version_is_an_error_where_it_changed(
    old: str, new: str, place: tuple[int, int], project: Playground
) -> None:
    project.write({MODEL_FILE: changed(MODEL, {old: new})})
    problems = found(project)
    assert lines(problems) == [("question-changed", *place)]
    assert "2026-01-01" in problems[0].message
    assert "`version: 1.0.1`" in problems[0].hint


def test_a_committed_change_is_found_too(project: Playground) -> None:
    commit(project, MODEL_FILE, changed(MODEL, {"Every day.": "Every week."}), "2026-02-01")
    commit(project, "data/terms/a.yml", "title: A\ndefinition: One.\n", "2026-02-02")
    assert lines(found(project)) == [("question-changed", 17, 10)]


def test_with_a_new_version_a_question_may_change(project: Playground) -> None:
    later = changed(MODEL, {"Every day.": "Every week.", "1.0.0": "1.0.1"})
    project.write({MODEL_FILE: later})
    assert found(project) == []
    commit(project, MODEL_FILE, later, "2026-02-01")
    assert found(project) == []
    project.write({MODEL_FILE: changed(later, {"Every week.": "Every month."})})
    assert lines(found(project)) == [("question-changed", 17, 10)]


def test_a_version_between_does_not_excuse_a_change_that_came_before(project: Playground) -> None:
    commit(project, MODEL_FILE, changed(MODEL, {"1.0.0": "1.1.0"}), "2026-02-01")
    commit(project, MODEL_FILE, "title: Habits\nversion: 1.1.0\nlevels: [broken", "2026-02-02")
    commit(project, MODEL_FILE, changed(MODEL, {"1.0.0": "1.1.0", "Every day.": "Every week."}), "2026-02-03")
    assert lines(found(project)) == [("question-changed", 17, 10)]


def test_what_is_no_wording_may_change(project: Playground) -> None:
    more = changed(
        MODEL,
        {
            "title: Habits": "title: Habits of ours # a comment",
            "      1: When it must.": '      1: "When it must."',
            "    text: Are there notes?": "    text: >\n      Are there\n      notes?\n    evidence: [The notes]",
            "    level: 2": "    weight: 1\n    level: 2",
        },
    )
    project.write({MODEL_FILE: more.replace("\n", "\r\n")})
    assert found(project) == []


def test_a_question_may_come_and_one_may_go(project: Playground) -> None:
    new = "  - {id: talk.new, dimension: talk, text: New?, ladder: {1: A., 2: B.}}\n"
    project.write({MODEL_FILE: MODEL[: MODEL.index("  - id: talk.notes")] + new})
    assert found(project) == []


def test_models_in_one_file_are_compared_too(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    text = "habits:\n" + "".join(f"  {line}\n" for line in MODEL.splitlines())
    commit(playground, "data/maturity.yml", text, "2026-01-01")
    playground.write({"data/maturity.yml": changed(text, {"Every day.": "Every week."})})
    assert lines(found(playground)) == [("question-changed", 18, 12)]


# Results


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("level: 1", "level: 2", (10, 23)),
        ("note: We looked.", "note: We looked again.", (10, 32)),
        ("state: submitted", "state: draft", (5, 8)),
        ("count: 4", "count: 5", (7, 10)),
        ("to: 2", "to: 1", (12, 32)),
    ],
)
def test_a_submitted_result_is_fixed_after_seven_days(
    old: str, new: str, place: tuple[int, int], project: Playground
) -> None:
    project.write({RESULT_FILE: changed(RESULT, {old: new})})
    assert found(project, "2026-03-08") == []
    problems = found(project, "2026-03-09")
    assert lines(problems) == [("result-changed", *place)]
    assert "2026-03-01" in problems[0].message


def test_a_correction_within_seven_days_stays(project: Playground) -> None:
    commit(project, RESULT_FILE, changed(RESULT, {"level: 1": "level: 2"}), "2026-03-08")
    assert found(project) == []
    commit(project, RESULT_FILE, RESULT, "2026-03-09")
    assert lines(found(project)) == [("result-changed", 10, 23)]
    commit(project, RESULT_FILE, changed(RESULT, {"level: 1": "level: 2"}), "2026-03-20")
    assert found(project) == []


def test_the_days_count_from_the_commit_that_submits(project: Playground) -> None:
    path = RESULT_FILE.replace("03-01", "04-01")
    draft = changed(RESULT, {"2026-03-01": "2026-04-01", "state: submitted": "state: draft"})
    commit(project, path, draft, "2026-04-01")
    commit(project, path, changed(draft, {"level: 1": "level: 2"}), "2026-06-01")
    assert found(project) == []
    done = changed(draft, {"state: draft": "state: submitted"})
    commit(project, path, done, "2026-07-01")
    project.write({path: changed(done, {"level: 1": "level: 2"})})
    assert found(project, "2026-07-08") == []
    assert lines(found(project)) == [("result-changed", 10, 23)]


def test_the_days_are_those_of_the_playbooks_time_zone(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    playground.write({"data/playbook.yml": f"{SETTINGS}timezone: Asia/Tokyo\n"})
    files = {MODEL_FILE: MODEL, "data/processes/stand-up.yml": STAND_UP, RESULT_FILE: RESULT}
    commit_all(playground, files, "2026-03-01T20:00:00Z")
    playground.write({RESULT_FILE: changed(RESULT, {"level: 1": "level: 2"})})
    assert found(playground, "2026-03-09") == []
    problems = found(playground, "2026-03-10")
    assert lines(problems) == [("result-changed", 10, 23)]
    assert "2026-03-02" in problems[0].message


@pytest.mark.parametrize("command", [("check",), ("render", "out"), ("print", "stand-up", "-o", "out")])
def test_no_command_writes_over_what_git_tells_of_a_fixed_result(command: tuple[str, ...], project: Playground) -> None:
    project.write({RESULT_FILE: changed(RESULT, {"level: 1": "level: 2"})})
    with contextlib.chdir(project.root):
        done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "result-changed" in done.stdout
    assert not (project.root / "out").exists()


def test_a_fixed_result_may_be_hidden_and_follows_the_records_that_it_names(project: Playground) -> None:
    later = changed(
        RESULT,
        {
            "state: submitted": "state: submitted # as agreed\nhidden: true\nx_room: Blue",
            'go: "process:stand-up"': 'go: "process:morning"',
            "owner: product-manager": "owner: product-ops-lead",
            "roles: {product-manager: 4}": "roles: {product-ops-lead: 4}",
        },
    )
    project.write({RESULT_FILE: later, "data/processes/morning.yml": changed(STAND_UP, {"Stand-up": "Morning"})})
    assert found(project) == []


def test_what_is_taken_out_of_a_fixed_result_is_reported_where_it_stood(project: Playground) -> None:
    project.write({RESULT_FILE: changed(RESULT, {", note: We looked.": ""})})
    assert lines(found(project)) == [("result-changed", 10, 15)]


# Where git cannot tell


def verbose(playground: Playground) -> str:
    """What `playbook check --verbose` says beside the problems."""
    command = ["--project", str(playground.root), "check", "--verbose", "--today", "2026-11-02"]
    done = CliRunner().invoke(main, command, catch_exceptions=False)
    return done.stderr


def test_without_git_the_check_says_what_it_could_not_look_for(playground: Playground) -> None:
    assert "not looked for" not in verbose(playground)
    playground.write({MODEL_FILE: MODEL})
    assert verbose(playground).startswith(
        "no git history: changes to questions and to submitted results were not looked for\n"
    )


def test_a_shallow_clone_counts_as_none(project: Playground) -> None:
    git(project.root, "clone", "-q", "--depth", "1", f"file://{project.root}", str(project.root / "shallow"))
    shallow = Playground(project.root / "shallow")
    shallow.write({MODEL_FILE: changed(MODEL, {"Every day.": "Every week."})})
    assert found(shallow) == []
    assert "a shallow clone" in verbose(shallow)


def test_a_project_below_the_top_of_its_repository_is_compared_with_itself(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    inner = Playground(playground.write({"inner/x": "x"}).root / "inner")
    commit(playground, f"inner/{MODEL_FILE}", MODEL, "2026-01-01")
    inner.write({MODEL_FILE: changed(MODEL, {"Every day.": "Every week."})})
    assert lines(found(inner)) == [("question-changed", 17, 10)]


def test_every_text_of_a_file_is_told_with_its_day(project: Playground) -> None:
    commit(project, MODEL_FILE, MODEL + "# more\n", "2026-02-01")
    told = revisions(project.root, read(project.root), ["data/maturity"]).of(MODEL_FILE)
    assert [(str(r.on), r.data) for r in told] == [
        ("2026-01-01", MODEL.encode()),
        ("2026-02-01", (MODEL + "# more\n").encode()),
    ]
    assert revisions(project.root, read(project.root), ["data/nowhere"]).files == {}


# Results that are gone


def test_a_fixed_result_that_is_taken_away_is_missed_and_may_be_let_go(project: Playground) -> None:
    (project.root / RESULT_FILE).unlink()
    assert found(project, "2026-03-08") == []
    (problem,) = found(project, "2026-03-09")
    assert (problem.path, problem.code) == (RESULT_FILE, "result-removed")
    assert "the result of product that was submitted on 2026-03-01" in problem.message
    settings = (project.root / "data/playbook.yml").read_text(encoding="utf-8")
    project.write({"data/playbook.yml": settings + "levels: {result-removed: off}\n"})
    assert found(project) == []


def test_a_fixed_result_that_moves_to_another_side_or_day_is_missed_where_it_stood(project: Playground) -> None:
    for old, new in (("2026-03-01", "2026-03-02"), ("side: product", "side: all")):
        (project.root / RESULT_FILE).unlink(missing_ok=True)
        place = RESULT_FILE.replace("product", "all") if "all" in new else RESULT_FILE.replace(old, new)
        project.write({place: changed(RESULT, {old: new})})
        assert [(p.path, p.code) for p in found(project)] == [(RESULT_FILE, "result-removed")]
        (project.root / place).unlink()


def test_a_result_may_go_with_its_model_and_an_example_at_any_time(project: Playground) -> None:
    (project.root / RESULT_FILE).unlink()
    (project.root / MODEL_FILE).unlink()
    assert found(project) == []
    project.write({MODEL_FILE: MODEL, RESULT_FILE: RESULT})
    example = RESULT_FILE.replace("03-01", "03-02")
    commit(project, example, changed(RESULT, {"03-01": "03-02", "state:": "example: true\nstate:"}), "2026-03-02")
    (project.root / example).unlink()
    assert found(project) == []


def test_results_follow_a_team_with_a_new_id(playground: Playground) -> None:
    git(playground.root, "init", "-q")
    playground.write({"data/processes/stand-up.yml": STAND_UP})
    of_teams = changed(MODEL, {"sides: [product]": "subject: team"})
    commit(playground, MODEL_FILE, of_teams, "2026-01-01")
    commit(playground, "data/teams.yml", "web: {title: Web}\n", "2026-01-01")
    path = RESULT_FILE.replace("product", "web")
    commit(playground, path, changed(RESULT, {"side: product": "team: web"}), "2026-03-01")
    assert [p.code for p in found(playground) if p.path == path] == []
    (playground.root / path).unlink()
    playground.write(
        {
            "data/teams.yml": "shop: {title: Shop, old_ids: [web]}\n",
            RESULT_FILE.replace("product", "shop"): changed(RESULT, {"side: product": "team: shop"}),
        }
    )
    assert [p for p in found(playground) if p.code == "result-removed"] == []


def test_a_version_that_the_model_never_had_is_unknown(project: Playground) -> None:
    path = RESULT_FILE.replace("03-01", "03-02")
    project.write({path: changed(RESULT, {"03-01": "03-02", "1.0.0": "0.9.9"})})
    (problem,) = found(project)
    assert (problem.path, problem.line, problem.code) == (path, 2, "unknown-version")
    assert problem.message == "'habits' never had a version 0.9.9"
    # A model may have come from elsewhere, with results of before.
    (project.root / path).unlink()
    older = RESULT_FILE.replace("2026-03-01", "2025-12-31")
    project.write({older: changed(RESULT, {"2026-03-01": "2025-12-31", "1.0.0": "0.9.9"})})
    assert found(project) == []
