"""Results that somebody names: read and checked like records, and what can be made of them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from . import source
from .checks import check_result
from .edition import Edition
from .kinds import KINDS
from .kinds.assessment import Result
from .kinds.maturity import MaturityModel
from .kinds.people import Team
from .maturity.counting import Counting
from .maturity.limits import ALL
from .maturity.merging import cannot_merge, merge
from .maturity.scores import Score, score
from .maturity.sheet import Sheet
from .maturity.trends import Change, changes
from .playbook import read_one
from .problems import Problem, WrongUseError, did_you_mean, shown
from .records.record import Origin
from .views.blank import blank


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed between two results of a model, by dimension: from the earlier to the later one."""

    model: Counting
    before: Sheet
    after: Sheet
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where results are worked with that need not be in the playbook. What cannot be done raises WrongUseError.

    `hear` is told what is wrong with what was named. It goes on over warnings, and does not return over errors.
    """

    edition: Edition
    hear: Callable[[Iterable[Problem]], None]

    def blank(self, id_: str, side: str | None, team: str | None, day: datetime.date | None) -> tuple[str, str]:
        """A result to fill in: its place in the project, and its text."""
        model = self.model(id_)
        whose, date = self._whose(model, side, team), day or self.edition.today
        return self.edition.playbook.new_file("result", f"{model.id}/{whose}/{date}"), blank(model, whose, date)

    def score(self, file: Path) -> Score:
        """What a result comes to."""
        (sheet,) = self.results((file,))
        return score(self.model(sheet.model), sheet)

    def merge(self, files: Sequence[Path]) -> tuple[Sheet, Sequence[Sheet]]:
        """One result of several, and these."""
        sheets = self.results(files)
        model = self.model(sheets[0].model)
        if reason := cannot_merge(model, sheets):
            raise WrongUseError(reason)
        return merge(model, sheets), sheets

    def compare(self, before: Path, after: Path) -> Compared:
        """What changed between two results of the same model; of two sides or teams in the order of their names."""
        first, second = self.results((before, after))
        if first.whose == second.whose:
            first, second = sorted((first, second), key=lambda sheet: sheet.date)
        model = self.model(second.model)
        if self.model(first.model) is not model:
            raise WrongUseError(f"these answer different models: {first.model} and {second.model}")
        return Compared(model, first, second, changes(score(model, first), score(model, second)))

    def model(self, id_: str) -> Counting:
        """A maturity model by its id or an old one."""
        playbook, loaded = self.edition.playbook, self.edition.loaded
        key = ("model", id_)
        found = playbook.records.get(key) or playbook.old_ids.get(key)
        path = found.path if found else playbook.known.get(key, ("", 1))[0]
        problems = [*loaded.problems, *(found.check(self.edition.today) if found else ())]
        self.hear(p for p in problems if p.path == path)
        if isinstance(found, MaturityModel):
            return found.counting
        ids = [record.id for record in playbook.all(MaturityModel)]
        hint = did_you_mean(id_, ids) or f"models here: {', '.join(ids) or 'none yet'}"
        raise WrongUseError(f"there is no model {shown(id_)}: {hint}")

    def results(self, files: Sequence[Path]) -> list[Sheet]:
        """The results in these files."""
        real = [os.path.realpath(file) for file in files]
        twice = next((file for i, file in enumerate(files) if real[i] in real[:i]), None)
        if twice is not None:
            raise WrongUseError(f"{twice} is named twice")
        read = [self._read(file) for file in files]
        self.hear(problem for _, problems in read for problem in problems)
        return [result.sheet for result, _ in read if result is not None]

    def _read(self, file: Path) -> tuple[Result | None, list[Problem]]:
        root, path = self._place(file)
        document, problems = source.read_file(root, path)
        if document is None:
            return None, problems
        playbook = self.edition.playbook
        origin = Origin("result", self._id(root, path, document.root), document, document.root)
        record, found = read_one(playbook, origin)
        problems += found
        if not isinstance(record, Result):
            return None, problems
        problems += check_result(playbook, record, self.edition.today)
        return self._as_of_today(record), problems

    def _as_of_today(self, result: Result) -> Result:
        """A result under the id that its team has now."""
        team = self.edition.playbook.get(result.team) if result.team else None
        if team is None or result.team is None or team.id == result.team.id:
            return result
        return result.model_copy(update={"team": replace(result.team, id=team.id)})

    def _place(self, file: Path) -> tuple[Path, str]:
        """The folder that a path is told relative to, and the path: of the project, where the file lies in it."""
        root, whole = self.edition.project.root, Path(os.path.realpath(file))
        if whole.is_relative_to(root):
            return root, whole.relative_to(root).as_posix()
        return Path.cwd(), file.as_posix()

    def _id(self, root: Path, path: str, node: source.Node) -> str:
        """The id that the path gives, for a file in its place; elsewhere the one that the file itself says."""
        project = self.edition.project
        folder = f"{project.data}/{KINDS['result'].folder}/"
        id_ = path.removeprefix(folder).removesuffix(".yml")
        if root == project.root and path.startswith(folder) and id_.count("/") == len(KINDS["result"].parts) - 1:
            return id_
        named = [_text(node, "model"), _text(node, "team") or _text(node, "side"), _text(node, "date")]
        return "/".join(name.rpartition(":")[2] or "-" for name in named)

    def _whose(self, model: Counting, side: str | None, team: str | None) -> str:
        """The side or team that a result is about."""
        if model.subject == "function":
            if team is not None:
                raise WrongUseError(f"{model.id} is not about teams: write --side {(*model.sides, ALL)[0]}")
            return _one_of("side", side or ALL, (*model.sides, ALL))
        if side is not None:
            raise WrongUseError(f"{model.id} is about teams: write --team with the id of a team")
        teams = tuple(record.id for record in self.edition.playbook.all(Team))
        if team is None:
            named = f"one of: {', '.join(teams)}" if teams else "its id, once teams.yml has it"
            raise WrongUseError(f"{model.id} is about teams: write --team with {named}")
        return _one_of("team", team, teams)


def _one_of(what: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        hint = did_you_mean(name, known) or f"{what}s here: {', '.join(known) or 'none yet'}"
        raise WrongUseError(f"there is no {what} {shown(name)}: {hint}")
    return name


def _text(node: source.Node, name: str) -> str:
    value = node.get(name) if isinstance(node, source.Mapping) else None
    return value.text.strip() if isinstance(value, source.Scalar) and not value.nothing else ""
