"""What runs by itself on GitHub and GitLab: every shell step is run here as it stands in the file."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROLES, ROOT, SETTINGS, TODAY, Files, write
from prodops_playbook.kinds import KINDS

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SETUP = "sh .ci/environment site"
CHECK = ".venv/bin/playbook check"
BUILD = ".venv/bin/python -m mkdocs build"
KNOWN = {"github.token": "a-token"}
SMALL: Files = {
    "data/playbook.yml": SETTINGS,
    "data/roles.yml": ROLES,
    "playbook/index.md": "# Home\n\nHow we work.\n",
}
TERM = "title: Launch\ndefinition: The day customers get it.\n"
ERROR = {"data/terms/launch.yml": TERM + "owner: product-ops-led\n"}
WARNING = {"data/terms/launch.yml": TERM + "related:\n  uses: [term:launch]\n"}
Node = dict[Any, Any]
Done = subprocess.CompletedProcess[str]


def read(name: str) -> Node:
    """A workflow file, as YAML."""
    found: Node = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return found


def github(name: str) -> Node:
    """A workflow of GitHub. YAML takes its key `on` for a yes."""
    found = read(f".github/workflows/{name}.yml")
    return {"on" if key is True else key: value for key, value in found.items()}


def shell_steps(job: Node) -> list[Node]:
    """The steps of a job of GitHub that are shell."""
    return [step for step in job["steps"] if "run" in step]


def scripts() -> Iterator[tuple[str, str]]:
    """Every piece of shell of every workflow, with the file it stands in."""
    for path in WORKFLOWS:
        for job in github(path.stem)["jobs"].values():
            yield from ((path.name, step["run"]) for step in shell_steps(job))
    for job in gitlab_jobs().values():
        yield from ((".gitlab-ci.yml", line) for line in job["script"])


def gitlab_jobs() -> dict[str, Node]:
    """The jobs of GitLab."""
    return {name: job for name, job in read(".gitlab-ci.yml").items() if isinstance(job, dict) and "script" in job}


def holds(condition: str, values: Mapping[str, str]) -> bool:
    """What GitHub makes of a condition of comparisons, `&&` and `||`."""
    said = re.sub(r"[a-z]+(?:\.[a-z]+)+", lambda name: repr(values[name[0]]), condition)
    return bool(eval(said.replace("&&", "and").replace("||", "or"), {"__builtins__": {}}))


class Checkout:
    """The repository as a runner has it: a copy of the working tree, set up with the Python that runs the tests."""

    def __init__(self, folder: Path, records: Files | None = None) -> None:
        """Copy everything but the tests; with `records`, these stand in place of the playbook itself."""
        self.root = folder / "checkout"
        self.home = folder / "home"
        self.output = folder / "output"
        without = ("data/", "playbook/", "tests/") if records else ("tests/",)
        for name in repository_files():
            if not name.startswith(without):
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.root / name)
        self.write(records or {})
        self._set_up()

    def write(self, files: Files) -> Checkout:
        """Add or replace files."""
        write(self.root, files)
        return self

    def _set_up(self) -> None:
        """What the first step leaves behind, so that it finds itself done; it could install nothing here."""
        guard = 'if [ "${2:-}" = pip ]; then echo "this must not install anything" >&2; exit 1; fi\n'
        python = f'#!/bin/sh\n{guard}exec {shlex.quote(sys.executable)} "$@"\n'
        command = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m prodops_playbook "$@"\n'
        self.commands({"python3": python})
        for name, text in {"python": python, "playbook": command}.items():
            write(self.root, {f".venv/bin/{name}": text})
            (self.root / ".venv" / "bin" / name).chmod(0o755)
        state = re.search(r"^state=.*$", (ROOT / ".ci" / "environment").read_text(encoding="utf-8"), re.MULTILINE)
        assert state
        done = self.shell("sh", f'python=python3\n{state[0]}\nprintf %s "$state" > .venv/installed-site')
        assert done.returncode == 0, done.stderr

    def commands(self, texts: Mapping[str, str]) -> None:
        """Commands that the runner has."""
        write(self.home / "bin", texts)
        for name in texts:
            (self.home / "bin" / name).chmod(0o755)

    def shell(self, shell: str, text: str, env: Mapping[str, str] | None = None) -> Done:
        """Run a script as a runner does, with none of the variables around the tests."""
        script = self.home / "script"
        script.write_text(text, encoding="utf-8")
        around = {
            "PATH": f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "CI": "true",
            "PLAYBOOK_TODAY": str(TODAY),
        }
        return subprocess.run(
            [shell, "-e", str(script)],
            cwd=self.root,
            env={**around, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def github(self, workflow: str, job: str, *, without: str = "") -> Done:
        """Run the shell of a job, as GitHub does: step by step, up to the first that fails. All that it printed."""
        found = github(workflow)
        every: list[Done] = []
        for step in shell_steps(found["jobs"][job]):
            if step["run"] == without:
                continue
            env = {**found.get("env", {}), **found["jobs"][job].get("env", {}), **step.get("env", {})}
            filled = {k: re.sub(r"\$\{\{ *(.*?) *\}\}", lambda name: KNOWN[name[1]], str(v)) for k, v in env.items()}
            given = {"GITHUB_OUTPUT": str(self.output), "GITHUB_REPOSITORY": "acme/playbook", "GITHUB_ACTIONS": "true"}
            every.append(self.shell("bash", step["run"], {**given, **filled}))
            if every[-1].returncode:
                break
        printed = ("".join(done.stdout for done in every), "".join(done.stderr for done in every))
        return subprocess.CompletedProcess(every[-1].args, every[-1].returncode, *printed)

    def gitlab(self, job: str, *, without: str = "") -> Done:
        """Run the script of a job, as GitLab does: all lines in one shell."""
        env = {name: str(value) for name, value in read(".gitlab-ci.yml")["variables"].items()}
        return self.shell("sh", "\n".join(line for line in gitlab_jobs()[job]["script"] if line != without), env)


def repository_files() -> list[str]:
    """The files of the working tree that are, or may come to be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return [name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


@pytest.fixture
def small(tmp_path: Path) -> Checkout:
    """The repository with a playbook of two roles."""
    return Checkout(tmp_path, SMALL)


# A proposed change


def test_the_playbook_as_it_is_passes_every_step_of_the_check_leaves_its_site_and_is_not_published(
    tmp_path: Path,
) -> None:
    checkout = Checkout(tmp_path)
    done = checkout.github("check", "check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::error" not in done.stdout
    assert (checkout.root / "site" / "index.html").is_file()
    assert checkout.github("publish", "site", without=BUILD).returncode == 0
    assert checkout.output.read_text(encoding="utf-8") == "publish=off\n"


def test_an_error_fails_the_check_and_stands_on_its_line(small: Checkout) -> None:
    done = small.write(ERROR).github("check", "check")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "::error file=data/terms/launch.yml,line=3,col=8,title=unknown-reference::" in done.stdout
    assert not (small.root / "site").exists()


def test_a_warning_stands_on_its_line_and_stops_nobody(small: Checkout) -> None:
    done = small.write(WARNING).github("check", "check", without=BUILD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "::warning file=data/terms/launch.yml,line=4,col=10,title=self-reference::" in done.stdout
    assert "::error" not in done.stdout


def test_a_proposed_change_is_given_a_token_that_can_only_read() -> None:
    check = github("check")
    assert list(check["on"]) == ["pull_request"]
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())
    assert check["concurrency"]["cancel-in-progress"] is True


def test_a_proposed_change_is_set_up_checked_built_and_kept_in_this_order() -> None:
    steps = github("check")["jobs"]["check"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [SETUP, f"{CHECK} --format github", BUILD]
    assert steps[-1]["uses"].startswith("actions/upload-artifact@")
    assert steps[-1]["with"]["path"] == "site"
    assert not any(step.get("continue-on-error") or "if" in step for step in steps)


# Publishing

SAID = {
    "": "off",
    "publish: off\n": "off",
    "publish: internal\n": "internal",
    "publish: public\n": "public",
    "publish: everybody\n": "off",
}


@pytest.mark.parametrize("line", SAID)
def test_the_site_is_published_only_when_the_playbook_says_internal_or_public(line: str, small: Checkout) -> None:
    small.write({"data/playbook.yml": SETTINGS + line})
    done = small.github("publish", "site", without=BUILD)
    assert done.returncode == 0, done.stderr
    assert small.output.read_text(encoding="utf-8") == f"publish={SAID[line]}\n"
    deploy = github("publish")["jobs"]["deploy"]
    values = {"github.ref": "refs/heads/main", "needs.site.outputs.publish": SAID[line]}
    assert holds(deploy["if"], values) == (SAID[line] != "off")
    assert not holds(deploy["if"], values | {"github.ref": "refs/heads/an-idea"})


def test_the_site_is_built_and_kept_whether_it_is_published_or_not() -> None:
    job = github("publish")["jobs"]["site"]
    assert shell_steps(job)[-1]["run"] == BUILD
    assert job["steps"][-1]["uses"].startswith("actions/upload-artifact@")
    assert job["steps"][-1]["with"]["path"] == "site"
    assert "if" not in job
    assert not any(step.get("continue-on-error") or "if" in step for step in job["steps"])


def test_the_decision_is_handed_from_the_step_that_reads_it_to_the_job_that_publishes() -> None:
    jobs = github("publish")["jobs"]
    (reads,) = [step for step in jobs["site"]["steps"] if "GITHUB_OUTPUT" in step.get("run", "")]
    assert jobs["site"]["outputs"] == {"publish": f"${{{{ steps.{reads['id']}.outputs.publish }}}}"}
    assert jobs["deploy"]["needs"] == "site"
    publishing = re.compile(r"pages@|pages-artifact@")
    assert not publishing.search(str(jobs["site"]))
    assert publishing.search(str(jobs["deploy"]))


@pytest.mark.parametrize(("answer", "passes"), [("echo false", True), ("echo true", False), ("echo", False)])
def test_internal_is_refused_where_github_does_not_confirm_access_control(
    answer: str, passes: bool, small: Checkout
) -> None:
    asked = '[ "$*" = "api repos/acme/playbook/pages --jq .public" ] && [ "$GH_TOKEN" = a-token ] || exit 9\n'
    small.commands({"gh": f"#!/bin/sh\n{asked}{answer}\n"})
    done = small.github("publish", "deploy")
    assert (done.returncode == 0) == passes, done.stdout + done.stderr
    assert ("open to the internet" in done.stdout) != passes


def test_internal_is_refused_where_there_are_no_pages(small: Checkout) -> None:
    small.commands({"gh": "#!/bin/sh\necho 'HTTP 404' >&2\nexit 1\n"})
    done = small.github("publish", "deploy")
    assert done.returncode == 1
    assert "::error::This repository has no Pages yet." in done.stdout


def test_the_question_about_access_control_comes_first_and_for_internal_only() -> None:
    first, *others = github("publish")["jobs"]["deploy"]["steps"]
    values = {"needs.site.outputs.publish": "internal"}
    assert "gh api" in first["run"]
    assert holds(first["if"], values)
    assert not holds(first["if"], {"needs.site.outputs.publish": "public"})
    assert not any("if" in step or "run" in step for step in others)


def test_main_is_built_after_every_change_and_every_night() -> None:
    on = github("publish")["on"]
    assert on["push"] == {"branches": ["main"]}
    (night,) = on["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", night["cron"])
    assert "workflow_dispatch" in on


def test_only_the_job_that_publishes_may_write() -> None:
    publish = github("publish")
    assert publish["permissions"] == {"contents": "read"}
    rights = {name: job["permissions"] for name, job in publish["jobs"].items() if "permissions" in job}
    assert rights == {"deploy": {"actions": "read", "pages": "write", "id-token": "write"}}


# Every workflow


def test_no_text_from_outside_is_put_into_shell() -> None:
    found = list(scripts())
    assert {name for name, _ in found} == {".gitlab-ci.yml", "care.yml", "check.yml", "publish.yml"}
    for name, text in found:
        assert "${{" not in text, name
        assert not re.search(r"\beval\b|CI_(COMMIT|MERGE_REQUEST)_", text), name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_uses_no_secrets_and_only_githubs_own_actions_pinned_by_commit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    for job in github(path.stem)["jobs"].values():
        assert job["timeout-minutes"] <= (60 if path.stem == "care" else 15)
        for step in job["steps"]:
            assert "shell" not in step
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
                assert path.stem == "care" or step["with"]["fetch-depth"] == 0
    used = re.findall(r"uses: (.*)", text)
    assert used
    for line in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_one_action_stands_everywhere_at_one_commit() -> None:
    used = {line for path in WORKFLOWS for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))}
    assert len(used) == len({line.split("@")[0] for line in used})


def test_the_image_of_gitlab_is_pinned_by_its_digest() -> None:
    assert re.fullmatch(r"[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}", read(".gitlab-ci.yml")["image"])


@pytest.mark.parametrize("name", ["site", "test"])
def test_every_package_is_pinned_to_a_version_and_its_checksums(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    packages = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert {"mkdocs", "hatchling"} <= {line.split("==")[0] for line in packages}
    for package, checksums in zip(packages, re.split(r"(?m)^(?=\S)", text)[1:], strict=True):
        assert re.match(r"[a-z0-9._-]+==\S+ ", package), package
        assert "--hash=sha256:" in checksums, package
    environment = (ROOT / ".ci" / "environment").read_text(encoding="utf-8")
    assert "--require-hashes" in environment
    assert "--no-build-isolation" in environment


def test_what_site_and_test_both_install_is_the_same_version() -> None:
    pinned = [
        set(re.findall(r"(?m)^\S+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")))
        for name in ("site", "test")
    ]
    assert pinned[0] <= pinned[1]


def test_every_tool_for_the_scripts_is_pinned_to_its_checksum_and_runs_nothing_while_it_is_installed() -> None:
    folder = ROOT / ".ci" / "javascript"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert wanted
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
    for name, package in locked.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
    assert "ignore-scripts=true" in (folder / ".npmrc").read_text(encoding="utf-8")
    assert " ci --" in (ROOT / ".ci" / "environment").read_text(encoding="utf-8")


@pytest.mark.parametrize(("workflow", "job"), [("check", "check"), ("publish", "site")])
def test_the_first_thing_a_job_does_is_to_set_up_what_everybody_has(workflow: str, job: str) -> None:
    assert shell_steps(github(workflow)["jobs"][job])[0]["run"] == SETUP
    assert [name for name in gitlab_jobs() if gitlab_jobs()[name]["script"][0] == SETUP] == ["check", "site"]


# GitLab


def test_gitlab_checks_the_same_and_builds_the_same() -> None:
    jobs = gitlab_jobs()
    assert jobs["check"]["script"] == [SETUP, CHECK, BUILD]
    assert jobs["check"]["artifacts"]["paths"] == ["site/"]
    assert jobs["site"]["script"][-1] == BUILD
    assert "site/" in jobs["site"]["artifacts"]["paths"]
    assert read(".gitlab-ci.yml")["variables"]["GIT_DEPTH"] == "0"


def test_gitlab_fails_for_an_error(small: Checkout) -> None:
    done = small.write(ERROR).gitlab("check")
    assert done.returncode == 1
    assert "data/terms/launch.yml:3:8: error[unknown-reference]" in done.stdout
    assert not (small.root / "site").exists()


def test_gitlab_passes_with_a_warning_builds_the_site_and_does_not_publish_it(small: Checkout) -> None:
    done = small.write(WARNING).gitlab("check", without=BUILD)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "data/terms/launch.yml:4:10: warning[self-reference]" in done.stdout
    done = small.gitlab("site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (small.root / "site" / "index.html").is_file()
    done = small.gitlab("pages")
    assert [done.returncode] == gitlab_jobs()["pages"]["allow_failure"]["exit_codes"]
    assert "publish: off" in done.stdout
    assert not (small.root / "public").exists()


@pytest.mark.parametrize("said", ["internal", "public"])
def test_gitlab_publishes_when_the_playbook_says_internal_or_public(said: str, small: Checkout) -> None:
    small.write({"data/playbook.yml": SETTINGS + f"publish: {said}\n", "site/index.html": "The site"})
    assert small.gitlab("site", without=BUILD).returncode == 0
    assert small.gitlab("pages").returncode == 0
    assert (small.root / "public" / "index.html").is_file()


def test_gitlab_does_not_publish_when_the_decision_is_missing(small: Checkout) -> None:
    write(small.root, {"site/index.html": "The site"})
    assert small.gitlab("pages").returncode != 0
    assert not (small.root / "public").exists()


def test_gitlab_publishes_from_the_default_branch_and_on_schedule_and_checks_merge_requests() -> None:
    jobs = gitlab_jobs()
    proposal = {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}
    default = {"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}
    assert {name: job["rules"] for name, job in jobs.items()} == {
        "check": [proposal],
        "site": [default],
        "pages": [default],
    }
    assert read(".gitlab-ci.yml")["workflow"]["rules"] == [proposal, default]
    assert jobs["pages"]["needs"] == ["site"]
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    assert set(jobs["pages"]["artifacts"]) == {"paths"}
    assert not any("allow_failure" in job for name, job in jobs.items() if name != "pages")
    assert "Pipeline schedules: `23 3 * * *`" in (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")


# The people


REQUESTS = (".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md")


@pytest.mark.parametrize("name", REQUESTS)
def test_the_pull_request_asks_in_plain_words(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"\b(commits?|branch(es)?|rebase|diff|repository|yaml|ci|lint)\b", text.lower())
    for asked in ("What did you change, and why?", "Who has to say yes?", "Every team", "The owner", "I told them"):
        assert asked in text
    assert len(text.split()) < 180


def code_owner_paths() -> list[str]:
    """The paths of the lines that stand ready in CODEOWNERS."""
    text = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    return re.findall(r"^# (/\S+) +@", text, re.MULTILINE)


def test_nobody_owns_code_until_somebody_is_named() -> None:
    text = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    assert all(line.startswith("#") for line in text.splitlines() if line)


def test_every_kind_of_record_has_a_line_that_stands_ready_for_owners_and_no_line_is_about_anything_else() -> None:
    general, *ready = code_owner_paths()
    assert general == "/data/"
    folders = {kind.folder for kind in KINDS.values()}
    parts = [re.split(r"[/.]", path)[2] for path in ready if path.startswith("/data/")]
    assert set(parts) == folders | {"playbook"}
    assert all((ROOT / path[1:]).exists() for path in ready if not path.startswith("/data/"))
    assert all(path.endswith(("/", ".yml")) for path in ready)
