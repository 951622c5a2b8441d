"""The command that compares: `diff`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from ..changes import Change, between, reports
from ..edition import prepare
from ..playbook import Playbook
from ..problems import one_row
from ..today import today as current_day
from .group import main, project_of, say


@main.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", help="How it is printed."
)
@click.pass_context
def diff(context: click.Context, base: str, head: str | None, form: str) -> None:
    """Print what a change means, record by record, from BASE to HEAD; without HEAD to the files as they are now.

    BASE and HEAD are branches, tags or commits of the git repository.

    Example: playbook diff main --format markdown
    """
    edition = prepare(project_of(context), current_day)
    made, unread = between(edition.project, base, head)
    say(_FORMS[form](made, edition.playbook))
    for path in unread:
        say(f"{one_row(path)} cannot be read on one side and is left out\n", err=True)
    number = len(made)
    click.echo(f"{number} record{'s' * (number != 1)} changed" if number else "no record changed", err=True)


_FORMS: Mapping[str, Callable[[tuple[Change, ...], Playbook], str]] = {
    "text": reports.as_text,
    "markdown": reports.as_markdown,
    "json": reports.as_json,
}
