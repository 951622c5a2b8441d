"""Commands on records: `check` and `new`."""

from __future__ import annotations

import datetime
import sys

import click

from ..edition import prepare
from ..exports import proving
from ..kinds import KINDS
from ..problems import closing, count, fails, report
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
    edition = prepare(project_of(context), current_day if today is None else lambda _: today.date())
    problems, levels = sorted((*edition.problems, *proving.templates(edition))), edition.levels
    counts, untold = count(problems, levels), not verbose and form == "text"
    click.echo(report(problems, levels, form, verbose=not untold, color=sys.stdout.isatty()), nl=False)
    if verbose and (unknown := edition.before.note):
        click.echo(f"{unknown}: changes to questions and to submitted results were not looked for", err=True)
    click.echo(closing(len(edition.playbook.records), counts, untold=untold), err=True)
    context.exit(ERRORS if fails(counts, strict=strict) else OK)


@main.command()
@click.argument("kind", type=click.Choice([kind.name for kind in KINDS.values()]))
@click.argument("id_", metavar="ID")
@click.pass_context
def new(context: click.Context, kind: str, id_: str) -> None:
    """Write a commented record to fill in, in the right place. It is valid as written.

    Example: playbook new checklist before-the-demo
    """
    edition = prepare(project_of(context), current_day)
    name, text = skeleton.begun(KINDS[kind], id_, edition.project, edition.playbook)
    write(inside(edition.project, name), text)
    click.echo(name)
