"""The command that prints: `print`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..edition import prepare
from ..exports import pdf, printing
from ..today import today as current_day
from .group import main, project_of, stop_on_errors, write


@main.command("print")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--pack", "packs", multiple=True, metavar="NAME", help="A pack as one PDF: see below.")
@click.option("--all", "everything", is_flag=True, help="Every sheet, each as a PDF of its own.")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder."
)
@click.pass_context
def print_(
    context: click.Context, ids: tuple[str, ...], packs: tuple[str, ...], everything: bool, folder: Path
) -> None:
    """Write PDFs of principles, processes, agreements and checklists, with boxes and fields to fill in.

    ID `cards` is the sheet of questions to cut out. A pack is `playbook` (all that is in use), `principle:ID`,
    `role:ID`, or the `pack` that checklists name.

    An error in the records stops it before anything is written.

    Example: playbook print launch-go --pack playbook -o paper
    """
    edition = prepare(project_of(context), current_day)
    documents, problems = printing.chosen(edition, ids, packs, everything=everything)
    stop_on_errors(context, problems, edition.levels)
    printing.prove_apart(documents)
    shown = {"file": sys.stderr, "length": len(documents), "label": "Printing", "hidden": not sys.stderr.isatty()}
    with click.progressbar(pdf.pdfs(documents), **shown) as made:  # type: ignore[arg-type]
        for document, data in made:
            write(folder / f"{document.name}.pdf", data)
    number = len(documents)
    click.echo(f"{number} PDF{'s' * (number != 1)} in {folder}", err=True)
