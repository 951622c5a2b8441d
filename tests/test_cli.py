"""The command `playbook check`: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from conftest import SETTINGS, Playground
from prodops_playbook.cli import main
from prodops_playbook.problems import Level, Problem, Related, as_github, as_json, as_text

GOOD = "title: Launch\ndefinition: The day customers get it.\n"
ERROR = "title: Launch\ndefinition: The day\nowner: product-ops-led\n"
WARNING = "title: Launch\ndefinition: The day\nrelated:\n  uses: [term:launch]\n"
INFO = "title: Launch\ndefinition: The day\nstatus: trial\ntrial_until: 2026-11-01\n"
DAY = ["--today", "2026-11-02"]


def run(playground: Playground, *arguments: str, env: Mapping[str, str] | None = None) -> Result:
    """What the command does in a project."""
    command = ["--project", str(playground.root), "check", *arguments]
    # `color` keeps click from taking escapes out, as it does on a terminal.
    return CliRunner().invoke(main, command, env=dict(env or {}), catch_exceptions=False, color=True)


def real(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """What the installed command does."""
    command = Path(sys.executable).with_name("playbook")
    return subprocess.run(
        [command, *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, **env},
    )


# Exit codes


@pytest.mark.parametrize(("record", "relaxed", "strict"), [(GOOD, 0, 0), (INFO, 0, 0), (WARNING, 0, 1), (ERROR, 1, 1)])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_errors_fail_and_warnings_fail_when_strict_and_infos_never(
    record: str, relaxed: int, strict: int, form: str, playground: Playground
) -> None:
    playground.write({"data/terms/launch.yml": record})
    assert run(playground, *DAY, "--format", form).exit_code == relaxed
    assert run(playground, *DAY, "--format", form, "--strict").exit_code == strict
    assert run(playground, *DAY, "--format", form, "--verbose").exit_code == relaxed


def test_a_level_of_the_project_decides_too(playground: Playground) -> None:
    levels = SETTINGS + "levels:\n  date-passed: error\n"
    playground.write({"data/terms/launch.yml": INFO, "data/playbook.yml": levels})
    assert run(playground, *DAY).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--format", "xml"],
        ["--today", "tomorrow"],
        ["--today", "2026-02-30"],
        ["--nonsense"],
        ["data/terms.yml"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], playground: Playground) -> None:
    result = run(playground, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


# Finding the project


def test_no_playbook_is_exit_code_2_and_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stdout) == (2, "")
    last = result.stderr.splitlines()[-1]
    assert last.startswith(f"Error: there is no playbook in {tmp_path} or above it")
    assert "data/playbook.yml" in last


@pytest.mark.parametrize("where", ["nowhere", "file.txt"])
def test_a_project_that_is_none_is_exit_code_2(where: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    result = CliRunner().invoke(main, ["--project", str(tmp_path / where), "check"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no playbook" in result.stderr


@pytest.mark.parametrize("below", [".", "data", "data/terms", "playbook/guide"])
def test_the_project_is_the_nearest_folder_upwards(
    below: str, playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    playground.write({"data/terms/launch.yml": ERROR, "playbook/guide/index.md": "# Guide\n"})
    monkeypatch.chdir(playground.root / below)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert result.stdout.startswith("data/terms/launch.yml:3:8: error[unknown-reference]: ")


def test_a_playbook_inside_of_another_is_its_own_project(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = playground.root / "inner"
    inner.mkdir()
    Playground(inner)
    playground.write({"data/terms/launch.yml": ERROR})
    monkeypatch.chdir(inner)
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_a_link_to_the_project_is_followed(playground: Playground, tmp_path_factory: pytest.TempPathFactory) -> None:
    playground.write({"data/terms/launch.yml": ERROR})
    link = tmp_path_factory.mktemp("elsewhere") / "link"
    link.symlink_to(playground.root)
    result = CliRunner().invoke(main, ["--project", str(link), "check"])
    assert result.stdout.startswith("data/terms/launch.yml:3:8:")


# What is printed


def test_problems_go_to_stdout_and_the_count_to_stderr(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": ERROR, "data/terms/other.yml": WARNING.replace("launch", "other")})
    result = run(playground, *DAY)
    assert result.stdout == (
        "data/terms/launch.yml:3:8: error[unknown-reference]: there is no role 'product-ops-led'\n"
        "    did you mean 'product-ops-lead'? (data/roles.yml:1)\n"
        "data/terms/other.yml:1:8: warning[duplicate-title]: "
        "'Launch' is also the title of term:launch in data/terms/launch.yml\n"
        "    say what makes this one different\n"
        "data/terms/other.yml:4:10: warning[self-reference]: this record refers to itself\n"
        "    name another record, or delete it\n"
    )
    assert result.stderr == "4 records: 1 error, 2 warnings\n"


def test_a_good_project_prints_nothing_but_the_count(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": GOOD})
    result = run(playground)
    assert (result.stdout, result.stderr) == ("", "3 records: no problems\n")


def test_infos_are_counted_and_shown_when_asked_for(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": INFO})
    quiet, loud = run(playground, *DAY), run(playground, *DAY, "--verbose")
    assert quiet.stdout == ""
    assert quiet.stderr == "3 records: 1 to consider (--verbose shows them)\n"
    assert loud.stdout.startswith("data/terms/launch.yml:4:14: info[date-passed]: the trial ended on 2026-11-01\n")
    assert loud.stderr == "3 records: 1 to consider\n"


def test_one_of_a_thing_is_not_counted_in_the_plural(tmp_path: Path) -> None:
    role = "title: Lead\naccountable_for: [All]\nreach: '#x'\nheld_by: [Ada]\n"
    for name, text in {"playbook.yml": "default_owner: lead\nfeedback: '#x'\n", "roles/lead.yml": role}.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["--project", str(tmp_path), "check"])
    assert result.stderr == "1 record: no problems\n"


# --today


def test_the_day_can_be_given(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": INFO})
    assert "date-passed" not in run(playground, "--verbose", "--today", "2026-11-01").stdout
    assert "date-passed" in run(playground, "--verbose", "--today", "2026-11-02").stdout


def test_the_day_comes_from_the_option_then_the_environment(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": INFO})
    epoch = {"SOURCE_DATE_EPOCH": "1793491200"}  # 2026-11-01
    later = {"PLAYBOOK_TODAY": "2026-11-02"}
    assert "date-passed" not in run(playground, "--verbose", env=epoch).stdout
    assert "date-passed" in run(playground, "--verbose", env=epoch | later).stdout
    assert "date-passed" not in run(playground, "--verbose", "--today", "2026-11-01", env=epoch | later).stdout


@pytest.mark.parametrize("env", [{"PLAYBOOK_TODAY": "soon"}, {"SOURCE_DATE_EPOCH": "9" * 30}])
def test_a_day_in_the_environment_that_is_none_never_shows_a_traceback(
    env: dict[str, str], playground: Playground
) -> None:
    done = real("--project", str(playground.root), "check", cwd=playground.root, **env)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 2)


# --format json

PROBLEM_KEYS = ["path", "line", "column", "level", "code", "message", "hint", "related"]


def test_json_without_problems_has_the_same_shape(playground: Playground) -> None:
    result = run(playground, "--format", "json")
    assert json.loads(result.stdout) == {"format": 1, "problems": []}
    assert result.stdout.endswith("}\n")


def test_json_has_every_problem_with_every_field(playground: Playground) -> None:
    playground.write(
        {
            "data/terms.yml": "launch:\n  title: Launch\n  definition: The day\n",
            "data/terms/launch.yml": GOOD,
            "data/terms/trial.yml": INFO.replace("Launch", "Trial"),
        }
    )
    result = run(playground, *DAY, "--format", "json")
    said: dict[str, Any] = json.loads(result.stdout)
    assert list(said) == ["format", "problems"]
    assert [list(p) for p in said["problems"]] == [PROBLEM_KEYS] * 2
    assert said["problems"][0] == {
        "path": "data/terms.yml",
        "line": 1,
        "column": 1,
        "level": "error",
        "code": "duplicate-id",
        "message": "there is already a term with the id 'launch'",
        "hint": "give one of the two another name",
        "related": [{"path": "data/terms/launch.yml", "line": 1, "message": "first used here"}],
    }
    assert [p["level"] for p in said["problems"]] == ["error", "info"]


def test_json_shows_levels_as_the_project_sets_them(playground: Playground) -> None:
    levels = SETTINGS + "levels:\n  unknown-reference: warning\n"
    playground.write({"data/terms/launch.yml": ERROR, "data/playbook.yml": levels})
    result = run(playground, "--format", "json")
    assert result.exit_code == 0
    assert [p["level"] for p in json.loads(result.stdout)["problems"]] == ["warning"]


def test_json_is_json_whatever_a_record_holds(playground: Playground) -> None:
    playground.write(
        {"data/terms/launch.yml": 'title: Launch\ndefinition: x\nowner: "\\" \\\\ é 😀 \\u00a0 </script>"\n'}
    )
    said = json.loads(run(playground, "--format", "json").stdout)
    assert [p["code"] for p in said["problems"]] == ["wrong-value"]


# --format github


def test_github_gets_one_command_a_problem(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": ERROR, "data/terms/trial.yml": INFO.replace("Launch", "Trial")})
    assert run(playground, *DAY, "--format", "github").stdout == (
        "::error file=data/terms/launch.yml,line=3,col=8,title=unknown-reference::there is no role 'product-ops-led'"
        "%0Adid you mean 'product-ops-lead'? (data/roles.yml:1)\n"
        "::notice file=data/terms/trial.yml,line=4,col=14,title=date-passed::the trial ended on 2026-11-01"
        "%0Akeep it (`status: active`), or let it go (`status: retired`): dropping is the default\n"
    )


def test_github_commands_are_escaped() -> None:
    problem = Problem("a,b:c%d\n.yml", 1, 2, "quote-this", "50 %: a,\r\nb ::error::", "x\ny", (Related("p", 1, "r%"),))
    assert as_github([problem], {}) == (
        "::error file=a%2Cb%3Ac%25d%0A.yml,line=1,col=2,title=quote-this::50 %25: a,%0D%0Ab ::error::%0Ax%0Ay%0Ar%25\n"
    )


@pytest.mark.parametrize(
    ("level", "command"), [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.INFO, "notice")]
)
def test_github_has_its_own_words_for_levels(level: Level, command: str) -> None:
    problem = Problem("a.yml", 1, 1, "duplicate-title", "m")
    assert as_github([problem], {"duplicate-title": level}).startswith(f"::{command} file=a.yml")


def test_a_record_cannot_speak_to_github(playground: Playground) -> None:
    text = 'title: Launch\ndefinition: x\nowner: |\n  a\n  ::error::gotcha\nstatus: "lost\\n::stop-commands::x"\n'
    playground.write({"data/terms/launch.yml": text})
    lines = run(playground, "--format", "github").stdout.splitlines()
    assert [line[:13] for line in lines] == ["::error file="] * 2


# Safe for a terminal

EVIL = "\x1b[31m\x07\x9b2J\u202e"
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    "record",
    [
        'title: Launch\ndefinition: x\nowner: "\\e[31mred\\a\\x9b2J"\n',
        'title: Launch\ndefinition: x\nstatus: "\\e]0;title\\a"\n',
        'title: Launch\ndefinition: x\n"ow\\e[31mner": y\n',
        'title: Launch\ndefinition: "[[\\u202ex]] [[a|\\e[31m]] \\e"\nowner: "a\\u202eb"\n',
        "title: Launch\ndefinition: x\nowner: \x1b[31mred\x07\n",
        "title: Launch\ndefinition: x\nnot: @ada \x1b[31mred\x07 \u202e done\n",
        'title: Launch\ndefinition: x\ntags: "\\e[31mx"\n',
        'title: Launch\ndefinition: x\n"a\\eb": 1\n"a\\eb": 2\n',
        'title: Launch\ndefinition: x\nrelated: {uses: ["te\\erm:x"]}\nsources: "a\\e[31m"\n',
        "title: Launch\ndefinition: x\nnot: *a\u202eb\n",
        "title: !a\u202eb Launch\ndefinition: &a\u202eb x\n",
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_control_characters_of_a_record_never_reach_the_terminal(
    record: str, form: str, playground: Playground
) -> None:
    playground.write({"data/terms/launch.yml": record})
    result = run(playground, "--format", form, "--verbose")
    assert result.exit_code == 1
    assert RAW.findall(result.stdout + result.stderr) == []


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_control_characters_of_a_file_name_never_reach_the_terminal(form: str, playground: Playground) -> None:
    playground.write(
        {f"data/terms/a{EVIL}b.yml": GOOD, f"data/a{EVIL}b/x.yml": GOOD, f"playbook/a{EVIL}b.md": "[[x]]\n"}
    )
    result = run(playground, "--format", form, "--verbose")
    assert result.exit_code == 1
    assert RAW.findall(result.stdout + result.stderr) == []


COMMANDS = ("::error::forged", "::add-mask::a", "##[error]forged", "##vso[task.complete]forged", "##teamcity[x]")
OBEYED = re.compile(r"(?m)^\s*::|##\w*\[")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_runs_the_checks_obeys_no_record_and_no_file_name(command: str, form: str, playground: Playground) -> None:
    name = command.replace("/", "")
    playground.write(
        {
            f"data/terms/a\n{name}.yml": GOOD,
            f"playbook/a\n{name}.md": "[[nope]]\n",
            "data/terms/launch.yml": f"title: Launch\ndefinition: x\naliases: |\n  a\n  {command}\n",
            "data/terms/trial.yml": f"title: Trial\ndefinition: x\nnot: {command} # @ada: x\n  {command}\n",
            "data/terms/other.yml": f'title: Other\ndefinition: x\nstatus: "{command}"\n"{command}": x\n',
        }
    )
    result = run(playground, "--format", form, "--verbose")
    assert result.exit_code == 1
    assert OBEYED.findall(result.stdout + result.stderr) == []
    assert "forged" in result.stdout or "a" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_what_runs_the_checks_obeys_only_our_own_commands(command: str, playground: Playground) -> None:
    playground.write(
        {
            f"data/terms/a\n{command}.yml": GOOD,
            "data/terms/launch.yml": f"title: Launch\ndefinition: x\naliases: |\n  a\n  {command}\n",
        }
    )
    lines = run(playground, "--format", "github").stdout.splitlines()
    assert [line[:13] for line in lines] == ["::error file="] * 2
    assert not re.search(r"##\w*\[", "".join(lines))


def test_a_long_text_is_cut_short_in_a_message(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": f"title: Launch\ndefinition: x\nstatus: {'long ' * 1000}\n"})
    assert len(run(playground).stdout) < 300


# Colour


def test_a_pipe_gets_no_colour(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": ERROR})
    assert "\x1b" not in real("check", cwd=playground.root).stdout


def test_a_terminal_gets_colour(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": ERROR})
    ours, theirs = pty.openpty()
    command = Path(sys.executable).with_name("playbook")
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    done = subprocess.run([command, "check"], cwd=playground.root, stdout=theirs, check=False, timeout=60, env=env)
    os.close(theirs)
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 1
    assert "\x1b[31merror[unknown-reference]\x1b[0m" in said


def test_colour_marks_the_place_and_the_level() -> None:
    problem = Problem("a.yml", 1, 2, "duplicate-title", "m", "h")
    assert as_text([problem], {}, color=True) == (
        "\x1b[1ma.yml:1:2:\x1b[0m \x1b[33mwarning[duplicate-title]\x1b[0m: m\n    h\n"
    )


# Much


def test_five_thousand_records_with_an_error_each_are_five_thousand_problems(playground: Playground) -> None:
    records = {f"data/terms/t{i}.yml": f"title: T{i}\ndefinition: x\nowner: nobody-{i}\n" for i in range(5000)}
    playground.write(records)
    result = run(playground, "--format", "json")
    assert result.exit_code == 1
    said = json.loads(result.stdout)["problems"]
    assert len(said) == 5000
    assert {p["path"] for p in said} == set(records)
    assert {p["code"] for p in said} == {"unknown-reference"}


# The real command


def test_the_real_command_checks_the_project_it_stands_in(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": ERROR})
    done = real("check", "--today", "2026-11-02", cwd=playground.root / "data")
    assert done.returncode == 1
    assert done.stdout == (
        "data/terms/launch.yml:3:8: error[unknown-reference]: there is no role 'product-ops-led'\n"
        "    did you mean 'product-ops-lead'? (data/roles.yml:1)\n"
    )
    assert done.stderr == "3 records: 1 error\n"


def test_the_real_command_prints_every_language_in_every_locale(playground: Playground) -> None:
    playground.write({"data/terms/launch.yml": "title: Launch\ndefinition: x\nowner: Größe→日本😀\n"})
    for form in ("text", "json", "github"):
        done = real("check", "--format", form, cwd=playground.root, LC_ALL="C", PYTHONIOENCODING="", PYTHONUTF8="0")
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert "Größe→日本😀" in done.stdout


def test_a_reader_that_stops_early_sees_no_traceback(playground: Playground) -> None:
    many = {f"data/terms/t{i}.yml": f"title: T{i}\ndefinition: x\nowner: nobody-{i}\n" for i in range(2000)}
    playground.write(many)
    command = Path(sys.executable).with_name("playbook")
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{command}' check | head -n 1"],
        cwd=playground.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize("command", [[], ["check"]])
def test_help_shows_an_example(command: list[str]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert "Example: playbook check" in result.stdout


def test_help_of_check_names_the_exit_codes() -> None:
    result = CliRunner().invoke(main, ["check", "-h"])
    said = " ".join(result.stdout.split())
    assert "Exit code 0" in said
    assert "2: wrong usage" in said


def test_the_version_is_shown() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert re.search(r"\d+\.\d+\.\d+", result.stdout)


def test_json_of_no_problems_is_what_a_program_expects() -> None:
    assert json.loads(as_json([], {})) == {"format": 1, "problems": []}
