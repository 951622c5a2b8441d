"""Real git repositories for tests: commits on a given day."""

from __future__ import annotations

import subprocess
from pathlib import Path

from conftest import Files, Playground


def git(root: Path, *arguments: str, day: str = "2026-03-01") -> str:
    """Run git in a folder, on a given day, or at a given moment."""
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main"]
    moment = day if "T" in day or day.startswith("@") else f"{day}T12:00:00Z"
    when = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "PATH": "/usr/bin:/bin:/usr/local/bin"}
    command = ["git", "-C", str(root), *who, *arguments]
    return subprocess.run(command, env=when, check=True, capture_output=True, text=True).stdout


def commit(playground: Playground, name: str, text: str, day: str) -> None:
    """Write one file and commit everything."""
    commit_all(playground, {name: text}, day)


def commit_all(playground: Playground, files: Files, day: str, *, gone: tuple[str, ...] = ()) -> None:
    """Write files, delete others, and commit everything."""
    playground.write(files)
    for name in gone:
        (playground.root / name).unlink()
    git(playground.root, "add", "-A")
    git(playground.root, "commit", "-qm", "a change", day=day)
