"""Commands that write pages: `render`."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import click

from .. import history, writing
from ..changes import recent
from ..checks import check as find_problems
from ..checks import watched
from ..exports import feed, pdf, sheets
from ..playbook import HandWritten, Loaded, Project, load
from ..render import Renderer, assets
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
    loaded = load(project)
    settings = loaded.playbook.settings
    today = current_day(settings.timezone)
    before = history.revisions(project.root, watched(loaded.playbook))
    problems = find_problems(loaded, today, before)
    with_pdf = settings.print_.pdf and _pdf_or_a_line()
    past = history.read(project.root, settings.timezone)
    changes = recent(past, project, loaded.playbook, functools.partial(history.contents, project.root))
    templates = project.root / "templates"
    renderer = Renderer(loaded.playbook, problems, templates, past, changes, today=today, pdf=with_pdf)
    site = renderer.site()
    made = sheets.everything(loaded.playbook, renderer) if with_pdf else ()
    stop_on_errors(context, [*problems, *site.problems], loaded.levels)
    files: dict[str, str | bytes] = {page.uri: page.text for page in site.pages}
    files |= _hand_written(project, loaded, renderer.hand_written)
    under = project.place.under
    files |= {f"{under}{n}": data for n, data in {**assets(settings), **feed.feed(changes, loaded.playbook)}.items()}
    files |= {f"{under}{d.name}.pdf": data for d, data in pdf.pdfs([pdf.single(sheet, settings) for sheet in made])}
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


def _pdf_or_a_line() -> bool:
    """Whether PDFs can be made; says in a line why not."""
    try:
        pdf.available()
    except pdf.UnavailableError as error:
        click.echo(f"Without PDFs: {error}", err=True)
        return False
    return True
