"""Commands on self-assessments: `assess blank`, `score`, `merge` and `compare`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from ..kinds.people import Team
from ..maturity.counting import Counting
from ..maturity.file import written
from ..maturity.limits import ALL, LIMITS
from ..maturity.merging import cannot_merge
from ..maturity.merging import merge as merged
from ..maturity.scores import score as scored
from ..maturity.trends import changes
from ..problems import did_you_mean, json_text, shown
from ..views import blank as blanks
from ..views import printed
from .given import Desk
from .group import inside, main, say, write

_FILE = click.Path(path_type=Path, dir_okay=False)
_GIVEN = click.Path(path_type=Path, dir_okay=False, exists=True)
_FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="A table, or exact fractions."
)


@main.group()
def assess() -> None:
    """Work with the results of self-assessments.

    Example: playbook assess score data/assessments/product-ops/field/2026-10-08.yml
    """


@assess.command()
@click.argument("model_id", metavar="MODEL")
@click.option("--side", default=None, help="The side that answers. Default: all sides together.")
@click.option("--team", default=None, help="The team that answers, for a model of teams.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day. Default: today.")
@click.option("-o", "--output", type=_FILE, default=None, help="Write it there, not in its place in data/.")
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
    desk = Desk.of(context)
    model = desk.model(model_id)
    whose = _whose(desk, model, side, team)
    date = day.date() if day else desk.today
    name = desk.loaded.playbook.new_file("result", f"{model.id}/{whose}/{date}")
    _new_file(output or inside(desk.project, name), blanks.blank(model, whose, date))
    say(f"{output or name}\n")


@assess.command()
@click.argument("file", type=_GIVEN)
@_FORM
@click.pass_context
def score(context: click.Context, file: Path, form: str) -> None:
    """Print what a result comes to: levels, points, targets, and how far people agree.

    Example: playbook assess score our-result.yml --format json
    """
    desk = Desk.of(context, form)
    (result,) = desk.results((file,))
    found = scored(desk.model(result.model), result)
    say(json_text(found.as_json()) if form == "json" else printed.score_text(found))


@assess.command()
@click.argument("files", type=_GIVEN, nargs=-1, required=True)
@click.option("-o", "--output", type=_FILE, required=True, help="The file to write.")
@click.pass_context
def merge(context: click.Context, files: tuple[Path, ...], output: Path) -> None:
    """Make one result of several: what people answered alone becomes votes, for a facilitator to talk through.

    With fewer than three people it holds neither votes nor roles, only the answers.

    Example: playbook assess merge ada.yml bo.yml chris.yml -o ours.yml
    """
    desk = Desk.of(context)
    results = desk.results(files)
    model = desk.model(results[0].model)
    if reason := cannot_merge(model, results):
        raise click.UsageError(reason)
    whole = merged(model, results)
    _new_file(output, written(whole))
    sides = sorted({result.side for result in results if result.side})
    apart = f"; these are for {', '.join(sides)}, so the result is for all sides" if len(sides) > 1 else ""
    few = (
        ""
        if whole.count >= LIMITS.fewest
        else f"; with fewer than {LIMITS.fewest} there are no votes and no roles in it"
    )
    say(f"{output}\n")
    click.echo(f"{whole.count} {'person' if whole.count == 1 else 'people'}{apart}{few}", err=True)


@assess.command()
@click.argument("before", metavar="A", type=_GIVEN)
@click.argument("after", metavar="B", type=_GIVEN)
@_FORM
@click.pass_context
def compare(context: click.Context, before: Path, after: Path, form: str) -> None:
    """Print what changed between two results of the same model, from the earlier to the later one.

    Only what both answer is compared. Of two sides, or two teams, it prints how far they are apart.

    Example: playbook assess compare last-time.yml today.yml
    """
    desk = Desk.of(context, form)
    first, second = desk.results((before, after))
    if first.whose == second.whose:
        first, second = sorted((first, second), key=lambda result: result.date)
    model = desk.model(second.model)
    if desk.model(first.model) is not model:
        raise click.UsageError(f"these answer different models: {first.model} and {second.model}")
    found = changes(scored(model, first), scored(model, second))
    told = {id_: change.as_json() for id_, change in found.items()}
    say(json_text(told) if form == "json" else printed.changes_text(model, first, second, found))


def _whose(desk: Desk, model: Counting, side: str | None, team: str | None) -> str:
    """The side or team that a result is about; wrong usage where the model does not have it."""
    if model.subject == "function":
        if team is not None:
            raise click.UsageError(f"{model.id} is not about teams: write --side {(*model.sides, ALL)[0]}")
        return _one_of("side", side or ALL, (*model.sides, ALL))
    if side is not None:
        raise click.UsageError(f"{model.id} is about teams: write --team with the id of a team")
    teams = tuple(record.id for record in desk.loaded.playbook.all(Team))
    if team is None:
        named = f"one of: {', '.join(teams)}" if teams else "its id, once teams.yml has it"
        raise click.UsageError(f"{model.id} is about teams: write --team with {named}")
    return _one_of("team", team, teams)


def _one_of(what: str, name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        hint = did_you_mean(name, known) or f"{what}s here: {', '.join(known) or 'none yet'}"
        raise click.UsageError(f"there is no {what} {shown(name)}: {hint}")
    return name


def _new_file(path: Path, content: str) -> None:
    """Write a file that is not there yet; wrong usage where it is."""
    if path.exists():
        raise click.UsageError(f"{path} is there already: name another file with -o")
    write(path, content)
