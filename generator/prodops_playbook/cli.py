"""The command `playbook`: adapts the command line to the rooms, and does nothing else."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from .checks import check as find_problems
from .playbook import Project, load
from .problems import Level, as_github, as_json, as_text, count, level_of, summary
from .today import today as current_day

OK, ERRORS, USAGE = 0, 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="prodops-playbook")
@click.option(
    "--project",
    "start",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder of the playbook. Default: the nearest one upwards.",
)
@click.pass_context
def main(context: click.Context, start: Path | None) -> None:
    """A product operations playbook, from YAML records to a website.

    Example: playbook check
    """
    context.obj = start


def _project(context: click.Context) -> Project:
    start: Path | None = context.obj
    project = Project.find(start or Path.cwd())
    if project is None:
        where = start or Path.cwd()
        raise click.UsageError(f"there is no playbook in {where} or above it: no folder has data/playbook.yml")
    return project


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
    loaded = load(_project(context))
    day = today.date() if today else current_day(loaded.playbook.settings.timezone)
    problems = find_problems(loaded, day)
    levels = loaded.levels
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
    click.echo(f"{len(loaded.playbook.records)} records: {summary(counts)}{more}", err=True)
    failed = counts[Level.ERROR] or (strict and counts[Level.WARNING])
    context.exit(ERRORS if failed else OK)
