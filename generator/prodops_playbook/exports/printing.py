"""What somebody wants on paper, as documents: sheets one by one, and packs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..edition import Edition
from ..problems import Problem
from ..render import Renderer
from . import pdf, sheets


def chosen(
    edition: Edition, ids: Sequence[str], packs: Sequence[str], *, everything: bool
) -> tuple[list[pdf.Document], list[Problem]]:
    """The documents of what is named, and every problem of the records and of the templates.

    Raises UnavailableError where PDFs cannot be made, and UnknownSheetError where what is named makes none.
    """
    pdf.available()
    playbook, settings = edition.playbook, edition.playbook.settings
    single = sheets.chosen(playbook, ids)
    together = [(name, *sheets.pack(playbook, name)) for name in packs]
    if everything:
        single = sheets.printable(playbook)
    with_cards = everything or sheets.CARDS in ids
    if not single and not together and not with_cards:
        known = ", ".join(sheets.packs(playbook))
        raise sheets.UnknownSheetError(f"name a record, or --pack, or --all; packs: {known}")
    renderer = Renderer(edition)
    alone = (*sheets.sheets(single, renderer), *(sheets.cards(renderer) if with_cards else ()))
    bound = (
        pdf.booklet(re.sub(r"[^\w-]+", "-", name), title, sheets.sheets(records, renderer), settings)
        for name, title, records in together
    )
    documents = [*(pdf.single(sheet, settings) for sheet in alone), *bound]
    return documents, [*edition.problems, *renderer.templates.problems()]


def prove_apart(documents: Sequence[pdf.Document]) -> None:
    """Raises UnknownSheetError where two documents would be one file."""
    names = Counter(document.name.casefold() for document in documents)
    if twice := next((document.name for document in documents if names[document.name.casefold()] > 1), ""):
        raise sheets.UnknownSheetError(f"two of these would be {twice}.pdf: print them into different folders")
