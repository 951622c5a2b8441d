"""Result files that somebody names on the command line: read, checked like records, and told of like records."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from .. import source
from ..checks import check_result
from ..edition import prepare
from ..kinds import KINDS
from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..maturity.counting import Counting
from ..maturity.sheet import Sheet
from ..playbook import Loaded, Project, read_one
from ..problems import Level, Problem, as_json, as_text, count, did_you_mean, loud, shown, summary
from ..records.record import Origin
from ..today import today as current_day
from .group import ERRORS, project_of


@dataclass(frozen=True)
class Desk:
    """What the commands on results work with. `form` is how they print: text or json."""

    context: click.Context
    project: Project
    loaded: Loaded
    today: datetime.date
    form: str = "text"

    @classmethod
    def of(cls, context: click.Context, form: str = "text") -> Desk:
        """The project that the command line names, read."""
        project = project_of(context)
        edition = prepare(project, current_day)
        return cls(context, project, edition.loaded, edition.today, form)

    def model(self, id_: str) -> Counting:
        """A maturity model by its id or an old one. Wrong usage where there is none; its errors end the command."""
        playbook = self.loaded.playbook
        key = ("model", id_)
        found = playbook.records.get(key) or playbook.old_ids.get(key)
        path = found.path if found else playbook.known.get(key, ("", 1))[0]
        problems = [*self.loaded.problems, *(found.check(self.today) if found else ())]
        self.stop_at_errors(p for p in problems if p.path == path)
        if isinstance(found, MaturityModel):
            return found.counting
        ids = [record.id for record in playbook.all(MaturityModel)]
        hint = did_you_mean(id_, ids) or f"models here: {', '.join(ids) or 'none yet'}"
        raise click.UsageError(f"there is no model {shown(id_)}: {hint}")

    def results(self, files: tuple[Path, ...]) -> list[Sheet]:
        """The results in these files. Errors in any of them end the command; warnings go to stderr."""
        twice = next((file for i, file in enumerate(files) if file.resolve() in _resolved(files[:i])), None)
        if twice is not None:
            raise click.UsageError(f"{twice} is named twice")
        read = [self._read(file) for file in files]
        self.stop_at_errors(problem for _, problems in read for problem in problems)
        return [result.sheet for result, _ in read if result is not None]

    def _read(self, file: Path) -> tuple[Result | None, list[Problem]]:
        root, path = self._place(file)
        document, problems = source.read_file(root, path)
        if document is None:
            return None, problems
        playbook = self.loaded.playbook
        origin = Origin("result", self._id(root, path, document.root), document, document.root)
        record, found = read_one(playbook, origin)
        problems += found
        if not isinstance(record, Result):
            return None, problems
        problems += check_result(playbook, record, self.today)
        return self._as_of_today(record), problems

    def _as_of_today(self, result: Result) -> Result:
        """A result under the id that its team has now."""
        team = self.loaded.playbook.get(result.team) if result.team else None
        if team is None or result.team is None or team.id == result.team.id:
            return result
        return result.model_copy(update={"team": replace(result.team, id=team.id)})

    def _place(self, file: Path) -> tuple[Path, str]:
        """The folder that a path is told relative to, and the path: of the project, where the file lies in it."""
        root, whole = self.project.root, file.resolve()
        if whole.is_relative_to(root):
            return root, whole.relative_to(root).as_posix()
        return Path.cwd(), file.as_posix()

    def _id(self, root: Path, path: str, node: source.Node) -> str:
        """The id that the path gives, for a file in its place; elsewhere the one that the file itself says."""
        folder = f"{self.project.data}/{KINDS['result'].folder}/"
        id_ = path.removeprefix(folder).removesuffix(".yml")
        if root == self.project.root and path.startswith(folder) and id_.count("/") == len(KINDS["result"].parts) - 1:
            return id_
        named = [_text(node, "model"), _text(node, "team") or _text(node, "side"), _text(node, "date")]
        return "/".join(name.rpartition(":")[2] or "-" for name in named)

    def stop_at_errors(self, problems: Iterable[Problem]) -> None:
        """End the command if there are errors, printed as `playbook check` prints them. Warnings alone go to stderr."""
        levels = self.loaded.levels
        told = loud(problems, levels)
        counts = count(told, levels)
        if counts[Level.ERROR]:
            click.echo(as_json(told, levels) if self.form == "json" else as_text(told, levels), nl=False)
            click.echo(summary(counts), err=True)
            self.context.exit(ERRORS)
        click.echo(as_text(told, levels), nl=False, err=True)


def _resolved(files: tuple[Path, ...]) -> set[Path]:
    return {file.resolve() for file in files}


def _text(node: source.Node, name: str) -> str:
    value = node.get(name) if isinstance(node, source.Mapping) else None
    return value.text.strip() if isinstance(value, source.Scalar) and not value.nothing else ""
