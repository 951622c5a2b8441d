"""Commands on records: `check` and `new`."""

from __future__ import annotations

import datetime
import re
import sys

import click

from ..edition import prepare
from ..kinds import KINDS
from ..links import ID
from ..problems import Level, as_github, as_json, as_text, count, fails, level_of, summary
from ..today import today as current_day
from ..views import skeleton
from .group import ERRORS, OK, inside, main, project_of, write


@main.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How problems are printed."
)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Check as of this day.")
@click.option("--verbose", is_flag=True, help="Also print what is only worth a thought, and what was read.")
@click.pass_context
def check(context: click.Context, form: str, strict: bool, today: datetime.datetime | None, verbose: bool) -> None:
    """Print every problem of the records, with its place and its mend.

    Exit code 0: none that count. 1: errors (with --strict warnings too). 2: wrong usage.

    Example: playbook check --strict --format github
    """
    project = project_of(context)
    edition = prepare(project, current_day if today is None else lambda _: today.date())
    problems, levels = edition.problems, edition.levels
    if form == "json":
        click.echo(as_json(problems, levels), nl=False)
    elif form == "github":
        click.echo(as_github(problems, levels), nl=False)
    else:
        seen = problems if verbose else [p for p in problems if level_of(p.code, levels) is not Level.INFO]
        colour = sys.stdout.isatty()
        click.echo(as_text(seen, levels, colour=colour), nl=False)
    counts = count(problems, levels)
    more = "" if verbose or not counts[Level.INFO] or form != "text" else " (--verbose shows them)"
    if verbose and (unknown := edition.before.note):
        told = "changes to questions and to submitted results were not looked for"
        click.echo(f"{unknown}: {told}", err=True)
    number = len(edition.playbook.records)
    click.echo(f"{number} record{'s' * (number != 1)}: {summary(counts)}{more}", err=True)
    context.exit(ERRORS if fails(counts, strict=strict) else OK)


@main.command()
@click.argument("kind", type=click.Choice([kind.name for kind in KINDS.values()]))
@click.argument("id_", metavar="ID")
@click.pass_context
def new(context: click.Context, kind: str, id_: str) -> None:
    """Write a commented record to fill in, in the right place. It is valid as written.

    Example: playbook new checklist before-the-demo
    """
    project = project_of(context)
    if KINDS[kind].parts:
        raise click.UsageError(f"a {kind} is begun with its questions: playbook assess blank MODEL")
    if not re.fullmatch(ID, id_):
        raise click.UsageError(f"{id_!r} is not an id: write small letters, digits and hyphens")
    playbook = prepare(project, current_day).playbook
    name = playbook.new_file(kind, id_)
    if (kind, id_) in playbook.known or (project.root / name).exists():
        where = playbook.known.get((kind, id_), (name, 1))[0]
        raise click.UsageError(f"there is already a {kind} {id_!r} in {where}")
    write(inside(project, name), skeleton.skeleton(KINDS[kind], playbook))
    click.echo(name)
