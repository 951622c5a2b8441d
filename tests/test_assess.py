"""`playbook assess`: what a facilitator does with result files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from conftest import ROOT, TODAY, Playground
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
