"""`playbook assess`: what a facilitator does with result files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from conftest import ROOT, TODAY, Playground
from documents import blocks
from prodops_playbook.cli import main
from prodops_playbook.kinds.assessment import Result as Assessment

CASES = ROOT / "tests" / "cases" / "maturity"
BOTH: str = yaml.safe_load((CASES / "a-model-and-its-results.yml").read_text(encoding="utf-8"))["files"][
    "data/maturity/habits.yml"
]
TEAMS = BOTH.replace("sides: [product, field]", "subject: team").replace("title: Habits", "title: Teams")


@pytest.fixture
def project(playground: Playground) -> Playground:
    """Two models, one of a function and one of teams, and a team."""
    files = {"maturity/habits.yml": BOTH, "maturity/teams.yml": TEAMS, "teams.yml": "web: {title: Web}\n"}
    return playground.write({f"data/{name}": text for name, text in files.items()})


def run(playground: Playground, *arguments: str) -> Result:
    """What `playbook assess` does in a project."""
    command = ["--project", str(playground.root), "assess", *arguments]
    env = {"PLAYBOOK_TODAY": str(TODAY)}
    return CliRunner().invoke(main, command, env=env, catch_exceptions=False)


# blank


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["habits"], "data/assessments/habits/all/2026-11-02.yml"),
        (["habits", "--side", "field", "--date", "2026-10-30"], "data/assessments/habits/field/2026-10-30.yml"),
        (["teams", "--team", "web"], "data/assessments/teams/web/2026-11-02.yml"),
    ],
)
def test_a_blank_result_stands_in_its_place_and_is_valid_as_written(
    arguments: list[str], path: str, project: Playground
) -> None:
    done = run(project, "blank", *arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{path}\n", "")
    assert project.problems() == []
    result = project.load().playbook.records["result", path[17:-4]]
    assert isinstance(result, Assessment)
    assert result.state == "draft"
    assert set(result.answers) == {"talk.often", "data.owner", "data.new"}
    assert all(answer.unknown for answer in result.answers.values())


def test_a_blank_result_holds_every_question_with_everything_that_can_be_answered(project: Playground) -> None:
    text = (project.root / run(project, "blank", "habits").stdout.strip()).read_text(encoding="utf-8")
    for line in (
        "  # How often does the team talk?",
        "  #   2  Every week.",
        "  #   some  For some work",
        "  #     near: One click away",
        "out_of_scope, owned_elsewhere, business_priority or other",
    ):
        assert line in text, line


def test_a_blank_result_is_filled_in_by_changing_single_lines(project: Playground) -> None:
    path = project.root / run(project, "blank", "habits").stdout.strip()
    text = path.read_text(encoding="utf-8")
    filled = text.replace("state: draft", "state: submitted").replace("# respondents", "respondents")
    for id_, answer in (("talk.often", "level: 2"), ("data.owner", "answer: some\n    criteria: [owner, near]")):
        before = filled
        filled = filled.replace(f"{id_}:\n    unknown: true", f"{id_}:\n    {answer}")
        assert filled != before
    start = filled.index("# targets:")
    filled = filled[:start] + re.sub(r"(?m)^# ", "", filled[start:])
    path.write_text(filled, encoding="utf-8")
    assert project.problems() == []
    (result,) = project.load().playbook.of_kind("result")
    assert isinstance(result, Assessment)
    assert result.answers["talk.often"].level == 2
    assert result.targets
    assert result.actions


def test_nothing_is_overwritten(project: Playground, tmp_path: Path) -> None:
    path = project.root / run(project, "blank", "habits").stdout.strip()
    path.write_text("mine", encoding="utf-8")
    again = run(project, "blank", "habits")
    assert again.exit_code == 2
    assert "is there already" in again.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    other = tmp_path / "elsewhere" / "blank.yml"
    assert run(project, "blank", "habits", "-o", str(other)).stdout == f"{other}\n"
    assert other.is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["habit"], "there is no model 'habit': did you mean 'habits'?"),
        (["habits", "--side", "feld"], "there is no side 'feld': did you mean 'field'?"),
        (["habits", "--team", "web"], "habits is not about teams"),
        (["teams"], "teams is about teams: write --team with one of: web"),
        (["teams", "--team", "wbe"], "there is no team 'wbe': did you mean 'web'?"),
        (["teams", "--side", "field"], "write --team with the id of a team"),
        (["habits", "--date", "soon"], "'soon' does not match"),
        (["../../x"], "there is no model"),
        (["habits", "--side", "../x"], "there is no side"),
        ([], "Missing argument 'MODEL'"),
    ],
)
def test_what_the_model_does_not_have_is_wrong_usage(arguments: list[str], told: str, project: Playground) -> None:
    done = run(project, "blank", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert not (project.root / "data" / "assessments").exists()


@pytest.mark.parametrize("change", [("level: 2\n", "level: 9\n"), ("answers: coverage", "answers: nothing")])
def test_a_model_with_errors_is_told_like_a_check(change: tuple[str, str], project: Playground) -> None:
    project.write({"data/maturity/habits.yml": BOTH.replace(*change, 1)})
    done = run(project, "blank", "habits")
    assert done.exit_code == 1
    assert re.match(r"data/maturity/habits.yml:\d+:\d+: error\[", done.stdout)
    assert done.stderr == "1 error\n"
    assert run(project, "blank", "teams", "--team", "web").exit_code == 0


def test_a_model_without_prompt_and_with_strange_texts_gives_a_valid_blank(project: Playground) -> None:
    strange = "- # : {a} [b] 'c' \"d\" %s {{ x }} <script>"
    text = BOTH.replace("How often does the team talk?", yaml.dump(strange, width=999).strip())
    project.write({"data/maturity/habits.yml": text.replace("Every week.", "Every " + 200 * "w")})
    assert run(project, "blank", "habits").exit_code == 0
    assert project.problems() == []


# score


FOUR = """\
title: Habits of a team
version: 1.0.0
subject: team
levels: [Ad hoc, Emerging, Defined, Managed, Sustained]
groups: [{id: people, title: People}]
dimensions: [{id: confidence, title: Confidence, group: people}]
questions:
"""
FOUR += "".join(
    f"  - {{id: confidence.{name}, dimension: confidence, text: {name}?, ladder: {{1: A, 2: B, 3: C, 4: D, 5: E}}}}\n"
    for name in ("one", "two", "three", "challenge")
)
CHECKOUT = """\
model: team-habits
version: 1.0.0
team: checkout
date: 2026-11-02
respondents: {count: 5}
answers:
  confidence.one: {level: 2}
  confidence.two: {level: 2}
  confidence.three: {level: 2}
  confidence.challenge: {level: 3, votes: {2: 1, 3: 3, 4: 1}}
targets: {confidence: {level: 4}}
"""
HABITS = {
    "data/maturity/team-habits.yml": FOUR,
    "data/teams.yml": "checkout: {title: Checkout}\nweb: {title: Web}\n",
}


def test_the_score_as_json_is_the_one_of_the_specification(playground: Playground) -> None:
    playground.write({**HABITS, "data/assessments/team-habits/checkout/2026-11-02.yml": CHECKOUT})
    file = playground.root / "data/assessments/team-habits/checkout/2026-11-02.yml"
    done = run(playground, "score", str(file), "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "model": "team-habits",
        "version": "1.0.0",
        "team": "checkout",
        "date": "2026-11-02",
        "dimensions": {
            "confidence": {
                "level": 2,
                "points": "9/4",
                "max": 5,
                "attainment": ["1", "1", "1/4", "0", "0"],
                "coverage": "1",
                "level_low": 2,
                "level_high": 2,
                "points_low": "9/4",
                "points_high": "9/4",
                "target": 4,
                "priority": "3/16",
            }
        },
        "groups": {"people": {"points": "9/4"}},
        "percent_to_target": "9/16",
        "agreement": {"confidence.challenge": {"n": 5, "median": 3, "a": "7/10", "flags": ["hear both ends"]}},
    }


def test_the_score_as_text_is_a_table_with_the_arithmetic(playground: Playground) -> None:
    playground.write({**HABITS, "sent.yml": CHECKOUT})
    done = run(playground, "score", str(playground.root / "sent.yml"))
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:2] == ["Habits of a team, version 1.0.0", "checkout, 2026-11-02, 5 people, draft"]
    rows = [re.split(r" {2,}", line)[1:] for line in lines if line.startswith("Confidence")]
    assert rows == [
        ["2, Emerging", "4, Managed"],
        ["2.25 of 5", "-", "100 %", "100 %", "100 %", "25 %", "0 %", "0 %", "0.19"],
    ]
    assert "People  2.25 of 5" in done.stdout
    assert "56 % of what the targets ask for" in done.stdout
    assert re.search(r"(?m)^confidence.challenge +5 +3 +0.7 +\S+ +hear both ends$", done.stdout)


def test_the_examples_of_the_default_model_can_be_scored() -> None:
    for file in sorted((ROOT / "data" / "assessments").rglob("*.yml")):
        for form in ("text", "json"):
            command = ["--project", str(ROOT), "assess", "score", str(file), "--format", form]
            done = CliRunner().invoke(main, command, catch_exceptions=False)
            assert (done.exit_code, done.stderr) == (0, "")


def test_a_score_says_when_the_model_has_changed_since(project: Playground) -> None:
    head = "model: habits\nversion: 1.1.0\nside: all\ndate: 2026-10-01\nanswers:\n"
    project.write({"old.yml": head + "  talk.daily: {level: 2}\n  data.owner: {unknown: true}\n"})
    done = run(project, "score", str(project.root / "old.yml"))
    assert "Scored by the questions, weights and rules of version 1.2.0." in done.stdout
    assert "one don't know" in done.stdout


# Files with errors


@pytest.mark.parametrize(
    "arguments", [["score", "A"], ["merge", "A", "B", "-o", "C"], ["compare", "B", "A"]], ids=lambda a: a[0]
)
def test_errors_in_a_given_file_are_printed_like_a_check(arguments: list[str], playground: Playground) -> None:
    broken = CHECKOUT.replace("confidence.one", "confidence.oen").replace("team: checkout", "team: chekout")
    playground.write({**HABITS, "A": broken, "B": CHECKOUT})
    places = {name: str(playground.root / name) for name in "ABC"}
    done = run(playground, *(places.get(a, a) for a in arguments))
    assert done.exit_code == 1
    assert done.stdout == (
        "A:3:7: error[unknown-reference]: there is no team 'chekout'\n"
        "    did you mean 'checkout'? (data/teams.yml:1)\n"
        "A:7:3: error[unknown-part]: 'team-habits' has no question 'confidence.oen'\n"
        "    did you mean 'confidence.one'?\n"
    )
    assert done.stderr == "2 errors\n"
    assert not Path(places["C"]).exists()


def test_with_json_errors_are_json_too(playground: Playground) -> None:
    playground.write({**HABITS, "a.yml": CHECKOUT.replace("level: 2", "level: 6")})
    done = run(playground, "score", str(playground.root / "a.yml"), "--format", "json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert [p["code"] for p in told["problems"]] == ["unknown-level"] * 3


def test_warnings_of_a_given_file_do_not_stand_in_the_way_of_its_score(playground: Playground) -> None:
    playground.write({**HABITS, "a.yml": CHECKOUT.replace("one: {level: 2}", "one: {level: 2, note: 'See [[x]]'}")})
    done = run(playground, "score", str(playground.root / "a.yml"), "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["team"] == "checkout"
    assert "warning[link-in-text]" in done.stderr


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("- a\n", "wrong-shape"),
        ("model: a/b/c\nversion: 1.0.0\nteam: checkout\ndate: 2026-11-02\n", "unknown-reference"),
        (CHECKOUT.replace("model: team-habits", "model: [team-habits]"), "wrong-shape"),
        (CHECKOUT.replace("team: checkout\n", ""), "incomplete"),
        (CHECKOUT.replace("date: 2026-11-02", "date: soon"), "wrong-value"),
        (CHECKOUT.replace("count: 5", "count: 2"), "too-few-respondents"),
        ("title: Launch\ndefinition: The day.\n", "unknown-field"),
        ("a: &a [*a]\n", "yaml-feature"),
        ("\0", "control-character"),
    ],
)
def test_whatever_is_in_a_given_file_there_is_no_traceback(text: str, code: str, playground: Playground) -> None:
    playground.write({**HABITS, "a.yml": text})
    done = run(playground, "score", str(playground.root / "a.yml"))
    assert done.exit_code == 1
    assert f"error[{code}]" in done.stdout
    assert "-/-" not in done.stdout


def test_a_file_that_is_not_there_is_wrong_usage(playground: Playground) -> None:
    assert run(playground, "score", str(playground.root / "none.yml")).exit_code == 2
    assert run(playground, "score", str(playground.root)).exit_code == 2
    assert run(playground, "merge", "-o", "x.yml").exit_code == 2


# merge


def alone(playground: Playground, *answers: str, more: str = "") -> list[str]:
    """One file a person, each with one answer to the challenge."""
    head = "model: team-habits\nversion: 1.0.0\nteam: checkout\ndate: 2026-11-02\n"
    names = [str(playground.root / f"person-{i}.yml") for i, _ in enumerate(answers)]
    for name, answer in zip(names, answers, strict=True):
        playground.write({**HABITS, name: f"{head}{more}answers:\n  confidence.challenge: {answer}\n"})
    return names


def test_what_five_people_answered_alone_becomes_one_result_with_votes(playground: Playground) -> None:
    files = alone(playground, "{level: 2}", "{level: 3}", "{level: 3}", "{level: 4, note: Often}", "{unknown: true}")
    place = playground.root / "data/assessments/team-habits/checkout/2026-11-02.yml"
    done = run(playground, "merge", *files, "-o", str(place))
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{place}\n", "5 people\n")
    assert place.read_text(encoding="utf-8") == (
        "model: team-habits\n"
        "version: 1.0.0\n"
        "team: checkout\n"
        "date: 2026-11-02\n"
        "method: self\n"
        "state: draft\n"
        "respondents:\n"
        "  count: 5\n"
        "answers:\n"
        "  confidence.challenge:\n"
        "    votes: {2: 1, 3: 2, 4: 1, unknown: 1}\n"
        '    note: "Often"\n'
    )
    assert playground.problems() == []


@pytest.mark.parametrize("people", [1, 2])
def test_of_fewer_than_three_people_neither_votes_nor_roles_are_kept(people: int, playground: Playground) -> None:
    files = alone(playground, *["{level: 2}", "{level: 4}"][:people])
    out = playground.root / "ours.yml"
    done = run(playground, "merge", *files, "-o", str(out))
    assert done.exit_code == 0
    assert "there are no votes and no roles in it" in done.stderr
    text = out.read_text(encoding="utf-8")
    assert "votes" not in text
    assert "roles" not in text
    assert "level: 2" in text


def test_a_merged_file_holds_whatever_people_wrote(playground: Playground) -> None:
    notes = ["'yes: # \"no\"'", "'2026-01-01'", "\"{a: [b]} 'c' \\u00e9\"", "'- x'"]
    files = alone(playground, *(f"{{level: 1, note: {note}, evidence: [{note}]}}" for note in notes))
    place = playground.root / "data/assessments/team-habits/checkout/2026-11-02.yml"
    assert run(playground, "merge", *files, "-o", str(place)).exit_code == 0
    assert playground.problems() == []
    (result,) = playground.load().playbook.of_kind("result")
    assert isinstance(result, Assessment)
    told = result.answers["confidence.challenge"]
    assert {evidence.title for evidence in told.evidence} == {'yes: # "no"', "2026-01-01", "{a: [b]} 'c' é", "- x"}


def test_what_cannot_be_merged_is_wrong_usage_and_writes_nothing(playground: Playground) -> None:
    first, second = alone(playground, "{level: 2}", "{level: 4}")
    out = str(playground.root / "ours.yml")
    assert "is named twice" in run(playground, "merge", first, first, "-o", out).stderr
    text = Path(second).read_text(encoding="utf-8")
    Path(second).write_text(text.replace("team: checkout", "team: web"), encoding="utf-8")
    done = run(playground, "merge", first, second, "-o", out)
    assert done.exit_code == 2
    assert "different teams" in done.stderr
    assert not Path(out).exists()
    Path(out).write_text("mine", encoding="utf-8")
    assert run(playground, "merge", first, "-o", out).exit_code == 2
    assert Path(out).read_text(encoding="utf-8") == "mine"


# compare


def test_two_results_are_compared_by_what_both_answer(playground: Playground) -> None:
    later = CHECKOUT.replace("confidence.one: {level: 2}", "confidence.one: {level: 4}")
    playground.write({**HABITS, "a.yml": CHECKOUT.replace("2026-11-02", "2026-05-02"), "b.yml": later})
    files = [str(playground.root / name) for name in ("a.yml", "b.yml")]
    done = run(playground, "compare", *files)
    assert done.exit_code == 0
    assert done.stdout.startswith("checkout, 2026-05-02 -> checkout, 2026-11-02\n")
    row = next(line for line in done.stdout.splitlines() if line.startswith("Confidence"))
    assert re.split(r" {2,}", row) == ["Confidence", "2", "2", "100 %", "2.25", "2.75", "+0.5", "29 %"]
    assert "confidence.one: 2 -> 4" in done.stdout
    told = json.loads(run(playground, "compare", *files, "--format", "json").stdout)
    assert told["confidence"]["points"] == ["9/4", "11/4"]


def test_the_later_result_may_be_named_first(playground: Playground) -> None:
    later = CHECKOUT.replace("confidence.one: {level: 2}", "confidence.one: {level: 4}")
    playground.write({**HABITS, "a.yml": CHECKOUT.replace("2026-11-02", "2026-05-02"), "b.yml": later})
    files = [str(playground.root / name) for name in ("b.yml", "a.yml")]
    assert run(playground, "compare", *files).stdout.startswith("checkout, 2026-05-02 -> checkout, 2026-11-02\n")


def test_a_team_with_a_new_id_is_compared_with_itself_and_keeps_its_folder(playground: Playground) -> None:
    teams = "checkout: {title: Checkout, old_ids: [till]}\n"
    before = CHECKOUT.replace("team: checkout", "team: till").replace("2026-11-02", "2026-05-02")
    folder = "data/assessments/team-habits/till"
    files = {f"{folder}/2026-05-02.yml": before, f"{folder}/2026-11-02.yml": CHECKOUT}
    playground.write({**HABITS, "data/teams.yml": teams, **files})
    done = run(playground, "compare", *(str(playground.root / name) for name in files))
    assert done.stdout.startswith("checkout, 2026-05-02 -> checkout, 2026-11-02\n")
    assert "Way to the target" in done.stdout
    assert [p.code for p in playground.problems() if p.path.startswith(folder)] == ["renamed-reference"]


def test_of_two_sides_it_is_told_how_far_they_are_apart_and_no_progress(project: Playground) -> None:
    head = "model: habits\nversion: 1.2.0\ndate: 2026-10-01\n"
    head += "targets: {talk: {level: 2}}\nanswers: {talk.often: {level: %d}}\n"
    project.write({"a.yml": "side: product\n" + head % 3, "b.yml": "side: field\n" + head % 1})
    files = [str(project.root / name) for name in ("a.yml", "b.yml")]
    done = run(project, "compare", *files)
    assert done.exit_code == 0, done.stdout
    assert done.stdout.startswith("product, 2026-10-01 | field, 2026-10-01\n")
    assert re.split(r" {2,}", done.stdout.splitlines()[2]) == [
        "Part",
        "product",
        "field",
        "Compared",
        "Points of product",
        "Points of field",
        "Apart",
    ]
    assert re.split(r" {2,}", done.stdout.splitlines()[4])[1:] == ["3", "1", "100 %", "3", "1", "2"]
    told = json.loads(run(project, "compare", *files, "--format", "json").stdout)
    assert [change["progress"] for change in told.values()] == [None] * len(told)


def test_merging_results_of_two_sides_says_for_whom_the_result_is(project: Playground) -> None:
    head = "model: habits\nversion: 1.2.0\ndate: 2026-10-01\nanswers: {talk.often: {level: 2}}\n"
    project.write({"a.yml": f"side: product\n{head}", "b.yml": f"side: field\n{head}"})
    files = [str(project.root / name) for name in ("a.yml", "b.yml")]
    out = project.root / "ours.yml"
    done = run(project, "merge", *files, "-o", str(out))
    assert "these are for field, product, so the result is for all sides" in done.stderr
    assert "side: all" in out.read_text(encoding="utf-8")


def test_results_of_two_models_are_not_compared(project: Playground) -> None:
    head = "version: 1.2.0\ndate: 2026-10-01\nanswers: {talk.often: {level: 2}}\n"
    project.write({"a.yml": f"model: habits\nside: all\n{head}", "b.yml": f"model: teams\nteam: web\n{head}"})
    done = run(project, "compare", str(project.root / "a.yml"), str(project.root / "b.yml"))
    assert done.exit_code == 2
    assert "different models" in done.stderr


# The page for a facilitator


def test_the_commands_of_assess_yourselves_are_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    last = tmp_path / "data" / "assessments" / "product-ops" / "field" / "2026-10-08.yml"
    shutil.copy(last, "last-time.yml")
    alone = last.read_text(encoding="utf-8").partition("respondents:")[0] + "answers: {pace.landing: {level: 2}}\n"
    for number in (1, 2, 3):
        Path(f"person-{number}.yml").write_text(alone, encoding="utf-8")
    page = (ROOT / "playbook" / "assess-yourselves.md").read_text(encoding="utf-8")
    commands = [line for block in blocks(page, "sh") for line in block.splitlines()]
    assert {line.split()[2] for line in commands} == {"blank", "merge", "score", "compare"}
    for line in commands:
        done = CliRunner().invoke(main, line.split()[1:], env={"PLAYBOOK_TODAY": str(TODAY)}, catch_exceptions=False)
        assert done.exit_code == 0, (line, done.output)
