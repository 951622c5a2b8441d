"""What was said before: the wording of questions that people have answered, and results that are fixed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from .. import source
from ..history import Revision, Revisions
from ..kinds import KINDS, Record
from ..kinds.assessment import Result
from ..kinds.maturity import MaturityModel
from ..kinds.questions import Question
from ..maturity.counting import numbers
from ..playbook import Playbook
from ..problems import Problem, shown
from ..records.placed import Loc
from ..records.reading import read_record
from ..records.record import Origin, leaves
from ..types import Reference
from ..types.context import NO_CONTEXT

AnyRecord = TypeVar("AnyRecord", bound=Record)
FIXED_AFTER = datetime.timedelta(days=7)
"""How long a submitted result may be corrected."""
_SUBMITTED = re.compile(rb"(?m)^state: *[\"']?submitted")
_VERSION = re.compile(rb"(?m)^version: *[\"']?([\d.]+)")


def watched(playbook: Playbook) -> tuple[str, ...]:
    """The places whose earlier texts are needed: the folders of maturity models and results. None without any."""
    records = (r for r in playbook.records.values() if isinstance(r, MaturityModel | Result))
    places = ((r.path, f"/{r.id}.yml") for r in records)
    own = {path.removesuffix(end) for path, end in places}
    # Where all results are gone, their folder is still to be looked at.
    return tuple(sorted({*own, *(_results(model) for model in playbook.all(MaturityModel))}))


def _results(model: Record) -> str:
    """The folder of results beside that of a model."""
    return f"{model.path.rpartition(f'/{KINDS[model.kind].folder}')[0]}/{KINDS['result'].folder}"


def past(playbook: Playbook, before: Revisions, today: datetime.date) -> Iterator[Problem]:
    """Every question and every result that no longer says what it said."""
    for record in playbook.records.values():
        revisions = before.of(record.path)
        if isinstance(record, MaturityModel) and revisions:
            yield from _reworded(record, revisions)
        elif isinstance(record, Result):
            yield from _changed(record, revisions, today)
            yield from _never(record, playbook, before)
    yield from _removed(playbook, before, today)


def _said(record: AnyRecord, data: bytes) -> AnyRecord | None:
    """A record as other bytes of its file tell it; None where they do not."""
    document, _ = source.read(record.path, data)
    if document is None:
        return None
    node: source.Node | None = document.root
    if not _alone(record):
        node = node.get(record.id) if isinstance(node, source.Mapping) else None
    if node is None:
        return None
    return _whole(type(record), Origin(record.kind, record.id, document, node))


def _whole(model: type[AnyRecord], origin: Origin) -> AnyRecord | None:
    found, _, whole = read_record(model, origin, NO_CONTEXT)
    return found if whole else None


def _alone(record: Record) -> bool:
    """Whether a record has its file to itself."""
    return record.path.endswith(f"/{record.id}.yml")


def _now(record: AnyRecord) -> AnyRecord:
    """A record read like its earlier texts: without the values of playbook.yml, which have changed since."""
    return _said(record, "\n".join(record.lines).encode()) or record


# Questions


def _reworded(model: MaturityModel, revisions: Sequence[Revision]) -> Iterator[Problem]:
    """The questions that read or count otherwise than where their version was first written."""
    first = _first(model, revisions)
    if first is None:
        return
    then, revision = first
    asked = {question.id: question for question in then.questions}
    now = _now(model)
    for i, question in enumerate(now.questions):
        old = asked.get(question.id)
        if old is not None and (loc := _difference(_wording(then, old), _wording(now, question))):
            message = f"this question was another when version {model.version} was first written, on {revision.on}"
            major, minor, patch = numbers(model.version)
            hint = (
                f"write `version: {major}.{minor}.{patch + 1}`, "
                f"or {major + 1}.0.0 where earlier answers no longer compare with new ones"
            )
            yield model.problem("question-changed", message, "questions", i, *loc, hint=hint)


def _first(model: MaturityModel, revisions: Sequence[Revision]) -> tuple[MaturityModel, Revision] | None:
    """The earliest text of the model's present version that can be read."""
    same = []
    for revision in reversed(revisions):
        version = _version(model, revision)
        if version == model.version:
            same.append(revision)
        elif version:
            break
    texts = ((_said(model, revision.data), revision) for revision in reversed(same))
    return next(((then, revision) for then, revision in texts if then is not None), None)


def _version(model: MaturityModel, revision: Revision) -> str:
    """The version that a revision says; read without the rest of it, where the file is the model's alone."""
    if _alone(model):
        named = _VERSION.search(revision.data)
        return named[1].decode() if named else ""
    then = _said(model, revision.data)
    return then.version if then else ""


def _wording(model: MaturityModel, question: Question) -> dict[Loc, Any]:
    """What people read and answered, and how it counts, by its place in the question."""
    told: dict[Loc, Any] = {("text",): question.text, ("dimension",): question.dimension, ("level",): question.level}
    told |= {("ladder", str(level)): sentence for level, sentence in question.ladder.items()}
    told |= {("criteria", id_): criterion for id_, criterion in question.criteria.items()}
    told |= {("criteria_gate",): question.criteria_gate, ("weight",): question.weight}
    told["answers",] = [(option.id, option.label, option.value) for option in model.options(question)]
    return told


# Results


def _changed(result: Result, revisions: Sequence[Revision], today: datetime.date) -> Iterator[Problem]:
    """A result that says something else than seven days after it was submitted."""
    day, fixed = _fixed(revisions, today)
    if fixed is None or source.decode(result.path, fixed.data)[0] == "\n".join(result.lines):
        return
    then = _said(result, fixed.data)
    if then is not None and (loc := _difference(_told(then), _told(_now(result)))):
        message = f"this result was submitted on {day} and is fixed since {day + FIXED_AFTER}; this is new"
        hint = f"put it back as it was in commit {fixed.commit}, or write a new result with a date of its own"
        yield result.problem("result-changed", message, *loc, hint=hint)


def _fixed(revisions: Sequence[Revision], today: datetime.date) -> tuple[datetime.date, Revision | None]:
    """The day on which a result was submitted, and its last text that could still be corrected; None until then."""
    submitted = next((i for i, revision in enumerate(revisions) if _SUBMITTED.search(revision.data)), None)
    if submitted is None or today <= (day := revisions[submitted].on) + FIXED_AFTER:
        return today, None
    return day, [revision for revision in revisions[submitted:] if revision.on <= day + FIXED_AFTER][-1]


def _never(result: Result, playbook: Playbook, before: Revisions) -> Iterator[Problem]:
    """A version that the model never had, where git knows all those that it had by then."""
    model = playbook.get(result.model)
    revisions = before.of(model.path) if isinstance(model, MaturityModel) else ()
    if not isinstance(model, MaturityModel) or not revisions or result.date < revisions[0].on:
        return
    had = {_version(model, revision) for revision in revisions} - {""} | {model.version}
    if result.version not in had and numbers(result.version) < numbers(model.version):
        hint = f"write the version that was answered: {', '.join(sorted(had, key=numbers))}"
        message = f"{shown(model.id)} never had a version {result.version}"
        yield result.problem("unknown-version", message, "version", hint=hint, secret=model.hidden)


def _removed(playbook: Playbook, before: Revisions, today: datetime.date) -> Iterator[Problem]:
    """The fixed results that are gone. An example may go, and so may what goes with its model."""
    folders = tuple(f"{_results(model)}/" for model in playbook.all(MaturityModel))
    there = {path for path, _ in playbook.known.values()}
    now = [_told(_now(record)) for record in playbook.all(Result)]
    for path, revisions in before.files.items():
        day, fixed = _fixed(revisions, today) if path.startswith(folders) and path not in there else (today, None)
        document = source.read(path, fixed.data)[0] if fixed else None
        if fixed is None or document is None:
            continue
        id_ = path.removesuffix(".yml").split("/", path.count("/") - 2)[-1]
        then = _whole(Result, Origin("result", id_, document, document.root))
        # A team or a model with a new id takes its results with it, unchanged.
        if then is None or then.example or playbook.get(then.model) is None or _told(then) in now:
            continue
        message = f"the result of {then.whose} that was submitted on {day} stood here, and is gone"
        hint = (
            f"put it back: it is in commit {fixed.commit}; "
            "where it has to go for good, write `result-removed: off` under `levels:` in playbook.yml"
        )
        named = (then, *(playbook.get(reference) for reference in (then.model, then.team) if reference))
        secret = any(record.hidden for record in named if record is not None)
        yield Problem(path, 1, 1, "result-removed", message, hint, secret=secret)


def _told(result: Result) -> dict[Loc, Any]:
    """What a result says, by place. Without what names other records: it may follow those when they are renamed."""
    free = {"example", "hidden", "title"}
    told = {loc: value for loc, value in leaves(result) if not isinstance(value, Reference) and loc[0] not in free}
    return {loc: value for loc, value in told.items() if loc[:2] != ("respondents", "roles")}


def _difference(then: dict[Loc, Any], now: dict[Loc, Any]) -> Loc | None:
    """The first place that says something else; where something is gone, the place that it had."""
    return next((loc for loc in (*now, *then) if now.get(loc) != then.get(loc)), None)
