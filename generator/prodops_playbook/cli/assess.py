"""Commands on self-assessments: `assess blank`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from ..kinds.maturity import MaturityModel
from ..kinds.questions import ALL
from ..playbook import Loaded, load
from ..problems import Level, Problem, as_text, count, did_you_mean, level_of, shown, summary
from ..today import today as current_day
from ..views import blank as blanks
from .group import ERRORS, main, project_of, write


@main.group()
def assess() -> None:
    """Work with the results of self-assessments.

    Example: playbook assess blank product-ops
    """


def model_of(context: click.Context, loaded: Loaded, id_: str, today: datetime.date) -> MaturityModel:
    """A maturity model by its id or an old one. Wrong usage where there is none; one with errors ends the command."""
    playbook = loaded.playbook
    key = ("model", id_)
    found = playbook.records.get(key) or playbook.old_ids.get(key)
    path = found.path if found else playbook.known.get(key, ("", 1))[0]
    problems = [*loaded.problems, *(found.check(today) if found else ())]
    stop_at_errors(context, [p for p in problems if p.path == path], loaded)
    if isinstance(found, MaturityModel):
        return found
    ids = [record.id for record in playbook.of_kind("model")]
    hint = did_you_mean(id_, ids) or f"models here: {', '.join(ids) or 'none yet'}"
    raise click.UsageError(f"there is no model {shown(id_)}: {hint}")


def stop_at_errors(context: click.Context, problems: list[Problem], loaded: Loaded) -> None:
    """End the command with its errors, printed as `playbook check` prints them, if there are any."""
    errors = sorted({p for p in problems if level_of(p.code, loaded.levels) is Level.ERROR})
    if errors:
        click.echo(as_text(errors, loaded.levels), nl=False)
        click.echo(summary(count(errors, loaded.levels)), err=True)
        context.exit(ERRORS)


@assess.command()
@click.argument("model_id", metavar="MODEL")
@click.option("--side", default=None, help="The side that answers. Default: all sides together.")
@click.option("--team", default=None, help="The team that answers, for a model of teams.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day. Default: today.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write it there.")
@click.pass_context
def blank(
    context: click.Context,
    model_id: str,
    side: str | None,
    team: str | None,
    day: datetime.datetime | None,
    output: Path | None,
) -> None:
    """Write a result to fill in: every question with what can be answered. It is valid as written, as a draft.

    Example: playbook assess blank product-ops --side field
    """
    project = project_of(context)
    loaded = load(project)
    today = current_day(loaded.playbook.settings.timezone)
    model = model_of(context, loaded, model_id, today)
    date = day.date() if day else today
    whose = _whose(loaded, model, side, team)
    name = blanks.path(model, whose, date)
    path = output or project.root / name
    new_file(path, blanks.blank(model, whose, date))
    click.echo(str(output) if output else name)


def _whose(loaded: Loaded, model: MaturityModel, side: str | None, team: str | None) -> str:
    """The side or team that a result is about; wrong usage where the model does not have it."""
    if model.subject == "function":
        if team is not None:
            raise click.UsageError(f"{model.id} is not about teams: write --side {(*model.sides, ALL)[0]}")
        return _one_of("side", side or ALL, (*model.sides, ALL))
    if side is not None:
        raise click.UsageError(f"{model.id} is about teams: write --team with the id of a team")
    teams = tuple(record.id for record in loaded.playbook.of_kind("team"))
    if team is None:
        named = f"one of: {', '.join(teams)}" if teams else "its id, once data/teams.yml has it"
        raise click.UsageError(f"{model.id} is about teams: write --team with {named}")
    return _one_of("team", team, teams)


def _one_of(what: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        hint = did_you_mean(name, known) or f"{what}s here: {', '.join(known) or 'none yet'}"
        raise click.UsageError(f"there is no {what} {shown(name)}: {hint}")
    return name


def new_file(path: Path, content: str) -> None:
    """Write a file that is not there yet; wrong usage where it is."""
    if path.exists():
        raise click.UsageError(f"{path} is there already: name another file with -o")
    write(path, content)
