"""Commands on self-assessments: `assess blank`, `score`, `merge` and `compare`."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from ..edition import prepare
from ..given import Desk
from ..maturity.file import written
from ..problems import json_text
from ..today import today as current_day
from ..views import printed
from .group import inside, main, project_of, say, stop_on_errors, write_new

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
    desk = _desk(context)
    name, text = desk.blank(model_id, side, team, day.date() if day else None)
    write_new(output or inside(desk.edition.project, name), text)
    say(f"{output or name}\n")


@assess.command()
@click.argument("file", type=_GIVEN)
@_FORM
@click.pass_context
def score(context: click.Context, file: Path, form: str) -> None:
    """Print what a result comes to: levels, points, targets, and how far people agree.

    Example: playbook assess score our-result.yml --format json
    """
    found = _desk(context, form).score(file)
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
    whole, sheets = _desk(context).merge(files)
    write_new(output, written(whole))
    say(f"{output}\n")
    click.echo(printed.merged_text(whole, sheets), err=True)


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
    found = _desk(context, form).compare(before, after)
    exact = {id_: change.as_json() for id_, change in found.changes.items()}
    table = printed.changes_text(found.model, found.before, found.after, found.changes)
    say(json_text(exact) if form == "json" else table)


def _desk(context: click.Context, form: str = "text") -> Desk:
    """Where the results are worked with that the command line names. What is wrong with them is printed in a form."""
    edition = prepare(project_of(context), current_day)
    return Desk(edition, lambda problems: stop_on_errors(context, problems, edition.levels, form))
