"""Sheets as PDF: tagged, with boxes that can be filled in, in fonts of our own, the same bytes for the same records."""

from __future__ import annotations

import atexit
import concurrent.futures
import functools
import html
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import resources
from ..kinds import Settings
from ..kinds.settings import right_to_left
from ..problems import WrongUseError
from .sheets import Sheet

_HERE = Path(__file__).resolve().parent
_FEW = 8
"""Documents below which starting more processes costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF to make: the name of its file, its sheets, and what it is printed for. `paper` is A4 or Letter.

    A `booklet` begins with a cover and contents, and its pages are counted through.
    """

    name: str
    title: str
    sheets: tuple[Sheet, ...]
    language: str
    paper: str
    booklet: bool = False
    about: str = ""


def single(sheet: Sheet, settings: Settings) -> Document:
    """One sheet as a document."""
    return Document(sheet.name, sheet.title, (sheet,), settings.language, settings.paper)


def booklet(name: str, title: str, sheets: tuple[Sheet, ...], settings: Settings) -> Document:
    """A pack as a document, with cover and contents where it holds several sheets."""
    about = "" if title == settings.organization else str(settings.organization)
    return Document(name, title, sheets, settings.language, settings.paper, len(sheets) > 1, about)


class UnavailableError(WrongUseError):
    """WeasyPrint, or a library of the system that it needs, is not there; says how to get it."""


def available() -> None:
    """Raises UnavailableError where PDFs cannot be made."""
    try:
        import weasyprint  # noqa: F401, PLC0415 (an extra, which needs libraries of the system)
    except ImportError:
        raise UnavailableError("PDFs need WeasyPrint: pip install 'prodops-playbook[pdf]'") from None
    except OSError:
        how = "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise UnavailableError(f"PDFs need the library Pango; {how}") from None


def missing() -> str:
    """What PDFs need and is not there, in a sentence; empty where they can be made."""
    try:
        available()
    except UnavailableError as error:
        return str(error)
    return ""


def page_of(document: Document) -> str:
    """The document as one HTML page."""
    parts = [_cover(document)] if document.booklet else []
    for number, sheet in enumerate(document.sheets):
        # A form of its own for each sheet: fields find their labels inside it.
        parts.append(f'<section class="sheet" id="sheet-{number}"><form>{sheet.body}</form></section>')
    direction = "rtl" if right_to_left(document.language) else "ltr"
    size = f"@page {{ size: {document.paper} }}"
    return (
        f'<!doctype html><html lang="{document.language}" dir="{direction}"><head><meta charset="utf-8">'
        f"<title>{html.escape(document.title)}</title><style>{size}</style></head>"
        f'<body class="md-typeset{" booklet" if document.booklet else ""}">{"".join(parts)}</body></html>'
    )


def _cover(document: Document) -> str:
    rows = "".join(
        f'<li><a href="#sheet-{number}">{html.escape(sheet.title)}</a></li>'
        for number, sheet in enumerate(document.sheets)
    )
    head = f"<h1>{html.escape(document.title)}</h1><p>{html.escape(document.about)}</p>"
    return f'<section class="cover">{head}<nav><ol class="contents">{rows}</ol></nav></section>'


def pdf(document: Document) -> bytes:
    """The document as PDF/UA with form fields. Raises UnavailableError where PDFs cannot be made."""
    available()
    import weasyprint  # noqa: PLC0415 (an extra)

    fonts, styles = _styles()
    made: bytes = weasyprint.HTML(string=page_of(document), base_url=str(_HERE)).write_pdf(
        stylesheets=styles,
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_forms=True,
        pdf_identifier=document.name.encode(),
    )
    return made


@functools.cache
def _styles() -> tuple[Any, list[Any]]:
    """Fonts and rules, read once a process, and let go before its end: the fonts need the interpreter to go."""
    atexit.register(_styles.cache_clear)
    import weasyprint  # noqa: PLC0415 (an extra)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    paths = (resources.assets()["assets/playbook.css"], _HERE / "paper.css")
    return fonts, [weasyprint.CSS(filename=str(path), font_config=fonts) for path in paths]


def pdfs(documents: Sequence[Document]) -> Iterator[tuple[Document, bytes]]:
    """Each document with its PDF, in order; many of them on all processors."""
    if not documents:
        return
    available()
    workers = min(len(documents) // _FEW + 1, os.cpu_count() or 1)
    if workers == 1:
        yield from ((document, pdf(document)) for document in documents)
        return
    with concurrent.futures.ProcessPoolExecutor(workers) as pool:
        yield from zip(documents, pool.map(pdf, documents, chunksize=4), strict=True)


def made(documents: Mapping[str, Document]) -> Iterator[tuple[str, bytes]]:
    """Each address with the PDF that belongs there."""
    yield from zip(documents, (data for _, data in pdfs([*documents.values()])), strict=True)
