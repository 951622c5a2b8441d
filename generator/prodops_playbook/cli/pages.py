"""Commands that write pages: `render`."""

from __future__ import annotations

from pathlib import Path

import click

from .. import writing
from ..edition import prepare
from ..exports.whole import whole
from ..today import today as current_day
from .group import main, project_of, stop_on_errors


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def render(context: click.Context, folder: Path) -> None:
    """Write the site's pages as Markdown, with their assets, for any engine. Only what changed is written.

    An error in the records stops it before anything is touched.

    Example: playbook render build/docs
    """
    made = whole(prepare(project_of(context), current_day))
    if made.unprinted:
        click.echo(f"Without PDFs: {made.unprinted}", err=True)
    stop_on_errors(context, made.problems, made.edition.levels)
    files = made.folder()
    try:
        done = writing.sync(folder, files)
    except writing.ForeignFolderError as error:
        raise click.UsageError(f"{error}; name an empty folder") from None
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written: {error.strerror}") from None
    click.echo(f"{done.written} written, {done.unchanged} unchanged, {done.removed} removed in {folder}", err=True)
