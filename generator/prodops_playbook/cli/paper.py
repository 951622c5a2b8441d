"""The command that prints: `print`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import click

from ..edition import prepare
from ..exports import pdf, sheets
from ..render import Renderer
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
    project = project_of(context)
    edition = prepare(project, current_day)
    playbook, settings = edition.playbook, edition.playbook.settings
    try:
        pdf.available()
        single = sheets.chosen(playbook, ids)
        together = [(name, *sheets.pack(playbook, name)) for name in packs]
    except (pdf.UnavailableError, sheets.UnknownSheetError) as error:
        raise click.UsageError(str(error)) from None
    if everything:
        single = sheets.printable(playbook)
    with_cards = everything or sheets.CARDS in ids
    if not single and not together and not with_cards:
        raise click.UsageError("name a record, or --pack, or --all; packs: " + ", ".join(sheets.packs(playbook)))
    renderer = Renderer(edition)
    alone = (*sheets.sheets(single, renderer), *(sheets.cards(renderer) if with_cards else ()))
    bound = [
        pdf.booklet(re.sub(r"[^\w-]+", "-", name), title, sheets.sheets(records, renderer), settings)
        for name, title, records in together
    ]
    stop_on_errors(context, [*edition.problems, *renderer.templates.problems()], edition.levels)
    documents = [*(pdf.single(sheet, settings) for sheet in alone), *bound]
    names = Counter(document.name.casefold() for document in documents)
    if twice := next((document.name for document in documents if names[document.name.casefold()] > 1), ""):
        raise click.UsageError(f"two of these would be {twice}.pdf: print them into different folders")
    shown = {"file": sys.stderr, "length": len(documents), "label": "Printing", "hidden": not sys.stderr.isatty()}
    with click.progressbar(pdf.pdfs(documents), **shown) as made:  # type: ignore[arg-type]
        for document, data in made:
            write(folder / f"{document.name}.pdf", data)
    number = len(documents)
    click.echo(f"{number} PDF{'s' * (number != 1)} in {folder}", err=True)
