"""The command `playbook`: adapts the command line to the rooms, and does nothing else."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable
from pathlib import Path

import click

from . import history, resources, writing
from .checks import check as find_problems
from .kinds import KINDS
from .links import ID
from .playbook import HandWritten, Loaded, Project, load
from .problems import Level, as_github, as_json, as_text, count, level_of, summary
from .render import render as render_site
from .today import today as current_day
from .views import skeleton

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
    number = len(loaded.playbook.records)
    click.echo(f"{number} record{'s' * (number != 1)}: {summary(counts)}{more}", err=True)
    failed = counts[Level.ERROR] or (strict and counts[Level.WARNING])
    context.exit(ERRORS if failed else OK)


@main.command()
@click.argument("kind", type=click.Choice([kind.name for kind in KINDS.values()]))
@click.argument("id_", metavar="ID")
@click.pass_context
def new(context: click.Context, kind: str, id_: str) -> None:
    """Write a commented record to fill in, in the right place. It is valid as written.

    Example: playbook new checklist before-the-demo
    """
    project = _project(context)
    if not re.fullmatch(ID, id_):
        raise click.UsageError(f"{id_!r} is not an id: write small letters, digits and hyphens")
    playbook = load(project).playbook
    name = skeleton.path(KINDS[kind], id_)
    if (kind, id_) in playbook.known or (project.root / name).exists():
        where = playbook.known.get((kind, id_), (name, 1))[0]
        raise click.UsageError(f"there is already a {kind} {id_!r} in {where}")
    _write(project.root / name, skeleton.skeleton(KINDS[kind], playbook))
    click.echo(name)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def render(context: click.Context, folder: Path) -> None:
    """Write the site's pages as Markdown, with their assets, for any engine. Only what changed is written.

    An error in the records stops it before anything is touched.

    Example: playbook render build/docs
    """
    project = _project(context)
    loaded = load(project)
    problems = find_problems(loaded, current_day(loaded.playbook.settings.timezone))
    past = history.read(project.root)
    site, complete = render_site(loaded.playbook, problems, project.root / "templates", past)
    problems = sorted([*problems, *site.problems])
    counts = count(problems, loaded.levels)
    if counts[Level.ERROR]:
        errors = [p for p in problems if level_of(p.code, loaded.levels) is Level.ERROR]
        click.echo(as_text(errors, loaded.levels), nl=False)
        click.echo(f"{summary(counts)}: nothing was written", err=True)
        context.exit(ERRORS)
    files: dict[str, str | bytes] = {page.uri: page.text for page in site.pages}
    files |= _hand_written(project, loaded, complete)
    files |= {f"assets/{path.name}": path.read_bytes() for path in resources.assets().iterdir() if path.is_file()}
    try:
        done = writing.sync(folder, files)
    except writing.ForeignFolderError as error:
        raise click.UsageError(f"{error}; name an empty folder") from None
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written: {error.strerror}") from None
    click.echo(f"{done.written} written, {done.unchanged} unchanged, {done.removed} removed in {folder}", err=True)


def _hand_written(project: Project, loaded: Loaded, complete: Callable[[HandWritten], str]) -> dict[str, str | bytes]:
    """The hand-written pages with their links in place, and whatever lies beside them."""
    folder = project.root / project.pages
    beside = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    own = {path.relative_to(folder).as_posix(): path.read_bytes() for path in beside if not path.name.startswith(".")}
    return {**own, **{page.uri: complete(page) for page in loaded.playbook.pages}}


def _write(path: Path, text: str) -> None:
    try:
        writing.write(path, text)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from None
