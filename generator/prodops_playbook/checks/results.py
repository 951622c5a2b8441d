"""Do results fit their maturity model: its questions, options, levels, sides; and what was answered last time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..kinds.assessment import Answer, Result
from ..kinds.maturity import MaturityModel
from ..maturity.counting import Counting, Question, numbers
from ..maturity.limits import ALL, UNKNOWN
from ..maturity.trends import Before, answered_before
from ..maturity.trends import leaps as leapt
from ..playbook import Playbook
from ..problems import Problem, did_you_mean, shown
from ..records.placed import KEY, Loc


def results(playbook: Playbook) -> Iterator[Problem]:
    """Every result against its model and its path."""
    for record in playbook.records.values():
        if isinstance(record, Result):
            yield from fits(playbook, record)


def fits(playbook: Playbook, result: Result) -> Iterator[Problem]:
    """One result against its model and its path. Nothing where the model cannot be read, or has a field misspelt."""
    model = playbook.get(result.model)
    if isinstance(model, MaturityModel) and not model.misspelt:
        team = playbook.get(result.team) if result.team else None
        secret = model.hidden or (team is not None and team.hidden)
        yield from (replace(problem, secret=secret) for problem in _Fit(result, model, playbook).problems())


class _Fit:
    """One result beside its model."""

    def __init__(self, result: Result, model: MaturityModel, playbook: Playbook) -> None:
        self.result = result
        self.model = model.counting
        self.playbook = playbook
        self.version = numbers(result.version)
        self.gone = {retired.id: numbers(retired.in_) for retired in model.retired}
        # Levels and options of another major version are not those of today.
        self.comparable = self.version[0] == numbers(model.version)[0]

    def problems(self) -> Iterator[Problem]:
        """Everything that does not fit."""
        result, model = self.result, self.model
        if result.model.id != result.named.model:
            # One of the two is wrong; what does not fit the model then follows from it.
            yield self.misplaced("model", result.model.id, result.named.model)
            return
        if self.version > numbers(model.version):
            message = f"{shown(model.id)} has not reached version {result.version}; it is at {model.version}"
            yield result.problem("unknown-version", message, "version", hint="write the version that was answered")
        yield from self.side()
        asked: dict[str, str] = {}
        for id_, answer in result.answers.items():
            here: Loc = ("answers", id_)
            question = model.by_id.get(id_)
            yield from self.known(id_, *here, KEY)
            if question is None:
                continue
            first = asked.setdefault(question.id, id_)
            if first != id_:
                message = f"{shown(id_)} and {shown(first)} are one question, under an old and a new id"
                yield result.problem("duplicate-part", message, *here, KEY, hint="keep one of the two")
            if self.comparable:
                yield from self.answer(question, answer, here)
        for id_, target in result.targets.items():
            ids = [dimension.id for dimension in model.dimensions]
            yield from self.part("dimension", id_, ids, "targets", id_, KEY)
            yield from self.level(target.level, "targets", id_, "level")
        for i, action in enumerate(result.actions):
            yield from self.known(action.question, "actions", i, "question")
            question = model.by_id.get(action.question)
            if question is not None and action.to and self.comparable:
                yield from self.choice(question, action.to, "actions", i, "to")

    def side(self) -> Iterator[Problem]:
        """Whose result it is: a side of a model of one function, or a team."""
        result, model = self.result, self.model
        if model.subject == "team" and result.side and not result.team:
            message = f"{shown(model.id)} is about teams, so it has no side {shown(result.side)}"
            yield result.problem("unknown-part", message, "side", hint="write `team:` with the id of a team")
        elif model.subject == "function" and result.team and not result.side:
            message = f"{shown(model.id)} is about one function, seen from sides, and not about a team"
            hint = f"write `side:` with one of: {', '.join((*model.sides, ALL))}"
            yield result.problem("unknown-part", message, "team", hint=hint)
        elif model.subject == "function" and result.side:
            wrong = list(self.part("side", result.side, (*model.sides, ALL), "side"))
            yield from wrong
            if not wrong and result.side != result.named.whose:
                yield self.misplaced("side", result.side, result.named.whose)
        elif result.team and (team := self.playbook.get(result.team)):
            # A team with a new id keeps the folder that its results are in.
            named = self.playbook.old_ids.get(("team", result.named.whose))
            if result.team.id != result.named.whose and named is not team:
                yield self.misplaced("team", result.team.id, result.named.whose)

    def misplaced(self, field: str, said: str, named: str) -> Problem:
        """The problem of what the path says otherwise."""
        message = f"{shown(said)} is not what the path of this file says: {shown(named)}"
        # Where there is nothing of the name in the path, it is the path that is wrong.
        known = named in (*self.model.sides, ALL) if field == "side" else field in self.playbook.kinds_of(named)
        hint = f"move the file to {self.result.place_of_file}"
        hint = f"write {named}, or {hint}" if known else hint
        return self.result.problem("result-path", message, field, hint=hint)

    def part(
        self, what: str, id_: str, known: Sequence[str], *loc: str | int, of: str | None = None
    ) -> Iterator[Problem]:
        """The problem of an id that the model, or a question of it, does not have."""
        if id_ not in known:
            hint = did_you_mean(id_, known) or (f"write one of: {', '.join(known)}" if known else "delete it")
            message = f"{shown(of or self.model.id)} has no {what} {shown(id_)}"
            yield self.result.problem("unknown-part", message, *loc, hint=hint)

    def known(self, id_: str, *loc: str | int) -> Iterator[Problem]:
        """A question that was asked in the version of the result, under this id or one that it had before."""
        result, question = self.result, self.model.by_id.get(id_)
        if question is None and id_ in self.gone:
            if self.version >= self.gone[id_]:
                message = f"{shown(id_)} is no longer asked in version {result.version}"
                hint = "delete it, or write the version that was answered under `version:`"
                yield result.problem("unknown-part", message, *loc, hint=hint)
        elif question is None:
            yield from self.part("question", id_, [*self.model.by_id], *loc)
        elif question.since and self.version < numbers(question.since):
            message = f"{shown(id_)} is asked since version {question.since}, and this result answered {result.version}"
            yield result.problem("unknown-part", message, *loc, hint=f"write `version: {self.model.version}`")

    def level(self, level: int, *loc: str | int) -> Iterator[Problem]:
        """A level that the model has."""
        known = self.model.level_numbers
        if self.comparable and level not in known:
            message = f"{shown(self.model.id)} has no level {level}"
            yield self.result.problem("unknown-level", message, *loc, hint=f"write {known[0]} to {known[-1]}")

    def choice(self, question: Question, choice: str, *loc: str | int) -> Iterator[Problem]:
        """Something that can be answered to a question."""
        choices = self.model.choices(question)
        if choice in choices or not choices:
            return
        if question.ladder:
            message = f"{shown(choice)} is no level of {shown(question.id)}"
            yield self.result.problem("unknown-level", message, *loc, hint=f"write {choices[0]} to {choices[-1]}")
        else:
            yield from self.part("option", choice, choices, *loc, of=question.id)

    def answer(self, question: Question, answer: Answer, here: Loc) -> Iterator[Problem]:
        """One answer: of the right kind, and among what can be answered."""
        result = self.result
        if answer.na and not question.na:
            hint = "answer it, or write `unknown: true`"
            message = "this question is asked of everybody: it cannot be “not applicable”"
            yield result.problem("not-applicable", message, *here, "na", hint=hint)
        graded = [name for name in ("answer", "criteria") if getattr(answer, name)]
        if question.ladder and graded:
            hint = f"write `level:` with {self.model.level_numbers[0]} to {self.model.top}"
            message = f"{shown(question.id)} is a ladder, answered with a level"
            yield result.problem("answer-kind", message, *here, graded[0], hint=hint)
        elif not question.ladder and answer.level is not None:
            hint = f"write `answer:` with one of: {', '.join(self.model.choices(question))}"
            message = f"{shown(question.id)} is answered with an option, not with a level"
            yield result.problem("answer-kind", message, *here, "level", hint=hint)
        elif not question.ladder:
            if answer.answer:
                yield from self.choice(question, answer.answer, *here, "answer")
            for i, id_ in enumerate(answer.criteria):
                known = [criterion.id for criterion in question.criteria]
                yield from self.part("criterion", id_, known, *here, "criteria", i, of=question.id)
        elif answer.level is not None:
            yield from self.level(answer.level, *here, "level")
        for choice in answer.votes:
            if choice != UNKNOWN:
                yield from self.choice(question, choice, *here, "votes", choice, KEY)


def leaps(playbook: Playbook) -> Iterator[Problem]:
    """Answers far above those of last time, with nothing that shows it. Call it only when every result was read."""
    series: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for record in playbook.records.values():
        if isinstance(record, Result) and (model := playbook.get(record.model)):
            series[model.id, record.whose].append(record)
    for (id_, _), group in series.items():
        model = playbook.records["model", id_]
        if isinstance(model, MaturityModel):
            yield from _leaps(model.counting, sorted(group, key=lambda r: r.date))


def _leaps(model: Counting, group: Sequence[Result]) -> Iterator[Problem]:
    """The leaps of one side or team, its results in the order of their dates."""
    before: dict[str, Before] = {}
    for result, sheet in ((result, result.sheet) for result in group):
        for leap in leapt(model, before, sheet):
            what = "levels" if leap.question.ladder else "options"
            message = f"{leap.more} {what} above the answer of {leap.since}, and nothing shows it"
            hint = "add `evidence:` with a title, or a title and an address"
            yield result.problem("raised-without-evidence", message, "answers", leap.id, KEY, hint=hint)
        before |= answered_before(model, (sheet,))
