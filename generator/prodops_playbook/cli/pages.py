"""Commands that write pages: `render`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from .. import history, resources, writing
from ..checks import check as find_problems
from ..checks import watched
from ..playbook import HandWritten, Loaded, Project, load
from ..problems import Level, as_text, count, level_of, summary
from ..render import render as render_site
from ..today import today as current_day
from .group import ERRORS, main, project_of


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
    before = history.revisions(project.root, watched(loaded.playbook))
    problems = find_problems(loaded, current_day(loaded.playbook.settings.timezone), before)
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
    files |= {address: path.read_bytes() for address, path in resources.assets().items()}
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
