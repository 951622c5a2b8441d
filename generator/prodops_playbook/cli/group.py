"""The command itself, and what its parts share: the project, exit codes, and writing a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from .. import writing
from ..edition import find
from ..playbook import Project
from ..problems import Level, Problem, WrongUseError, as_text, count, level_of, loud, printable, report, summary
from ..render import UnsafeError
from ..source import leads_out

OK, ERRORS, USAGE = 0, 1, 2


class _Commands(click.Group):
    """The commands; what makes pages unsafe, and what cannot be done, ends each of them with a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except UnsafeError as error:
            raise click.ClickException(str(error)) from None
        except WrongUseError as error:
            raise click.UsageError(printable(str(error))) from None
        except click.ClickException as error:
            error.message = printable(error.message)  # type: ignore[misc]  # final for subclasses
            raise


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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


def project_of(context: click.Context) -> Project:
    """The project that a command works on; wrong usage where there is none."""
    start: Path | None = context.obj
    project = find(start or Path.cwd())
    if project is None:
        where = start or Path.cwd()
        raise click.UsageError(f"there is no playbook in {where} or above it: no folder has data/playbook.yml")
    return project


def stop_on_errors(
    context: click.Context, problems: Iterable[Problem], levels: Mapping[str, Level], form: str = ""
) -> None:
    """End a command where what it works with has errors, printed as `playbook check` prints them.

    One that writes (its `form` is empty) ends before that, and prints them alone. Of others the warnings are printed
    beside them; where there is nothing else, these go to stderr.
    """
    told = [*problems] if not form else loud(problems, levels)
    counts = count(told, levels)
    if counts[Level.ERROR]:
        errors = sorted(p for p in told if form or level_of(p.code, levels) is Level.ERROR)
        click.echo(report(errors, levels, form, verbose=True), nl=False)
        click.echo(summary(counts) + ("" if form else ": nothing was written"), err=True)
        context.exit(ERRORS)
    if form:
        click.echo(as_text(told, levels), nl=False, err=True)


def say(text: str, *, err: bool = False) -> None:
    """Print finished lines; what a terminal would obey in them is written out."""
    click.echo(printable(text), nl=False, err=err)


def inside(project: Project, name: str) -> Path:
    """Where a new file of the project is to be; wrong usage where a link leads out of it."""
    if problem := leads_out(project.root, name):
        raise click.UsageError(f"{name}: {problem.message.removesuffix(', so this is not read')}")
    return project.root / name


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; wrong usage where the folder does not allow it."""
    try:
        writing.write(path, content)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from None


def write_new(path: Path, content: str) -> None:
    """Write a file that is not there yet; wrong usage where it is."""
    if path.exists():
        raise click.UsageError(f"{path} is there already: name another file with -o")
    write(path, content)
