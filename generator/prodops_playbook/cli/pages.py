"""Commands that write pages: `render`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from .. import writing
from ..edition import prepare
from ..exports import feed, pdf, sheets
from ..playbook import HandWritten, Playbook, Project
from ..render import Renderer, assets
from ..source import leads_out
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
    project = project_of(context)
    edition = prepare(project, current_day)
    playbook, settings = edition.playbook, edition.playbook.settings
    with_pdf = settings.print_.pdf and _pdf_or_a_line()
    renderer = Renderer(edition, pdf=with_pdf)
    site = renderer.site()
    made = sheets.everything(playbook, renderer) if with_pdf else ()
    stop_on_errors(context, [*edition.problems, *site.problems], edition.levels)
    files: dict[str, str | bytes] = {page.uri: page.text for page in site.pages}
    files |= _hand_written(project, playbook, renderer.hand_written)
    under = project.place.under
    files |= {f"{under}{n}": data for n, data in {**assets(settings), **feed.feed(edition.changes, playbook)}.items()}
    files |= {f"{under}{d.name}.pdf": data for d, data in pdf.pdfs([pdf.single(sheet, settings) for sheet in made])}
    try:
        done = writing.sync(folder, files)
    except writing.ForeignFolderError as error:
        raise click.UsageError(f"{error}; name an empty folder") from None
    except OSError as error:
        raise click.UsageError(f"{error.filename} cannot be written: {error.strerror}") from None
    click.echo(f"{done.written} written, {done.unchanged} unchanged, {done.removed} removed in {folder}", err=True)


def _hand_written(
    project: Project, playbook: Playbook, complete: Callable[[HandWritten], str]
) -> dict[str, str | bytes]:
    """The hand-written pages with their links in place, and whatever lies beside them."""
    files = (file for file in playbook.attached if not leads_out(project.root, file.path))
    beside = ((file, project.root / file.path) for file in files)
    own = {file.uri: path.read_bytes() for file, path in beside if path.is_file()}
    return {**own, **{page.uri: complete(page) for page in playbook.pages}}


def _pdf_or_a_line() -> bool:
    """Whether PDFs can be made; says in a line why not."""
    try:
        pdf.available()
    except pdf.UnavailableError as error:
        click.echo(f"Without PDFs: {error}", err=True)
        return False
    return True
