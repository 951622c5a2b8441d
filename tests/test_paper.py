"""Paper: what the browser prints and what the PDFs hold, measured."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT, Playground, serve, shared
from prodops_playbook.cli import main
from prodops_playbook.exports import pdf, sheets
from prodops_playbook.playbook import Loaded

MM = 72 / 25.4
SHEETS = {
    "checklists/launch-go": 1,
    "checklists/is-this-ours": 1,
    "agreements/no-surprises": 1,
    "agreements/product-managers": 1,
    "principles/pace": 1,
    "processes/weekly-triage": 2,
    "processes/launch": 2,
    "processes/deal-request": 2,
}
"""Sheets with the most pages that each may take."""
LIST = """\
title: Demo go
pause_point: Before the demo.
run_by: product-manager
decided_by: product-ops-lead
outcomes: [Go, No-go]
pack: demos
items:
  - must: The account is new
    evidence: A picture of it
  - The screen is clean
  - The way out is open
  - One person answers questions
  - The time is known to all
"""


@pytest.fixture(autouse=True)
def needs_pango(request: pytest.FixtureRequest) -> None:
    """PDFs need a library of the system; continuous integration has it."""
    try:
        pdf.available()
    except pdf.UnavailableError as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        # On a machine where nobody may install it, the site builds without PDFs, and other tests hold that.
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sheet of the repository's own playbook, and packs."""

    def make(folder: Path) -> None:
        run(ROOT, "--all", "--pack", "playbook", "--pack", "launch", "-o", str(folder))

    return shared(tmp_path_factory, "paper", make)


def run(root: Path, *arguments: str, code: int = 0) -> str:
    """`playbook print` in a project; what it said."""
    done = CliRunner().invoke(main, ["--project", str(root), "print", *arguments])
    assert done.exit_code == code, done.output
    return done.output


def words(made: Path | bytes) -> list[str]:
    """The text of each page of a PDF, with one space between words."""
    with pdfium.PdfDocument(made) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def length(made: Path | bytes) -> int:
    """How many pages a PDF has."""
    with pdfium.PdfDocument(made) as document:
        return len(document)


def fields(reader: pypdf.PdfReader) -> dict[str, Any]:
    """Form fields by name."""
    return dict(reader.get_fields() or {})


def texts(made: Path) -> Iterator[tuple[str, float, float, float]]:
    """Every run of text of a PDF with its place on the page and its size."""
    with pdfium.PdfDocument(made) as document:
        for page in document:
            written = page.get_textpage()
            for run in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT], textpage=written):
                if text := run.extract().strip():
                    matrix = run.get_matrix()
                    yield text, matrix.e, matrix.f, abs(run.get_font_size() * matrix.d)


# The browser's own print


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """A page that is about to be printed."""
    context = browser.new_context(color_scheme="dark", device_scale_factor=4)
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    yield page
    context.close()


@pytest.mark.parametrize("name", SHEETS)
def test_the_browser_prints_each_kind_on_few_pages(sheet: Page, own_address: str, name: str) -> None:
    sheet.goto(f"{own_address}/{name}/")
    pages = {paper: length(sheet.pdf(format=paper)) for paper in ("A4", "Letter")}
    assert max(pages.values()) <= SHEETS[name], pages


def test_on_paper_there_is_only_the_sheet_black_on_white(sheet: Page, own_address: str) -> None:
    sheet.goto(f"{own_address}/checklists/launch-go/")
    for gone in (".md-header", ".md-tabs", ".md-footer", ".md-sidebar", "button", ".pb-here", ".pb-links", ".pb-foot"):
        assert sheet.locator(gone).locator("visible=true").count() == 0, gone
    for here in (".pb-strip", ".pb-decision", ".pb-colophon", ".pb-write"):
        assert sheet.locator(here).locator("visible=true").count() > 0, here
    assert sheet.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert sheet.evaluate("getComputedStyle(document.querySelector('.pb-line')).color") == "rgb(0, 0, 0)"
    colophon = sheet.locator(".pb-colophon").inner_text()
    assert colophon.startswith("checklists/launch-go · version ")
    assert "Paper copies go out of date." in colophon


def test_a_process_is_printed_with_its_table_of_steps_and_no_drawing(
    sheet: Page, own_address: str, printed: Path
) -> None:
    sheet.goto(f"{own_address}/processes/launch/")
    assert sheet.locator(".pb-steps tbody tr").locator("visible=true").count() == 9
    assert not sheet.locator(".pb-flow").is_visible()
    for path in (printed / "processes").glob("*.pdf"):
        assert min(size for _, _, _, size in texts(path)) > 8, path.name


@pytest.mark.parametrize("name", ["processes/launch", "processes/deal-request", "cards"])
def test_the_browser_prints_the_foot_of_a_sheet_on_each_of_its_pages(sheet: Page, own_address: str, name: str) -> None:
    sheet.goto(f"{own_address}/{name}/")
    pages = words(sheet.pdf(format="A4"))
    assert len(pages) >= 2
    for told in pages:
        assert told.count(f"{name} · version ") == 1
        assert told.count("Paper copies go out of date.") == 1


@pytest.mark.parametrize(
    ("settings", "site", "end"),
    [
        ("address: playbook.example.com\n", "https://elsewhere.example/", "The current one: playbook.example.com"),
        ("", "https://elsewhere.example/playbook/", "The current one: https://elsewhere.example/playbook/"),
        ("", None, "Paper copies go out of date."),
    ],
    ids=["address", "site_url", "neither"],
)
def test_the_foot_says_where_the_current_one_is_if_that_is_known(
    playground: Playground, sheet: Page, settings: str, site: str | None, end: str
) -> None:
    before = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write({"data/playbook.yml": before + settings, "data/checklists/demo-go.yml": LIST})
    playground.write({"playbook/index.md": "# Home\n"})
    with serve(playground.build(strict=False, site_url=site)) as address:
        sheet.goto(f"{address}/checklists/demo-go/")
        assert sheet.locator(".pb-colophon").inner_text().endswith(end)


def border_of_first_box(made: io.BytesIO | Path) -> float:
    """The border, in points, of the box beside the first line of a list, measured on the page as it is printed."""
    scale = 10
    with pdfium.PdfDocument(made) as document:
        picture = document[0].render(scale=scale).to_pil().convert("L")
    left = round(15 * MM * scale)
    seen: list[int] = []
    for y in range(0, picture.height, 7):
        dark = [picture.getpixel((x, y)) < 128 for x in range(left - 5, left + round(5.5 * MM * scale))]
        runs = [len(list(run)) for on, run in itertools.groupby(dark) if on]
        wide = len(dark) - dark[::-1].index(True) - dark.index(True) if len(runs) == 2 else 0
        # Rows through a box, one below the other: its left border and its right one.
        seen = [*seen, min(runs)] if wide == pytest.approx(4.5 * MM * scale, abs=5) else []
        if len(seen) == 8:
            return sorted(seen)[4] / scale
    raise AssertionError("no box found")


def test_boxes_can_be_ticked_with_a_pen_and_text_can_be_read(sheet: Page, own_address: str, printed: Path) -> None:
    sheet.goto(f"{own_address}/checklists/launch-go/")
    box = sheet.locator("input.pb-tick").first
    size = box.bounding_box()
    assert size is not None
    assert size["width"] == pytest.approx(4.5 / 25.4 * 96, abs=0.5)
    assert size["height"] == pytest.approx(4.5 / 25.4 * 96, abs=0.5)
    # The browser rounds a border down to whole pixels, so 1.2 points would come out as 0.75.
    for made in (io.BytesIO(sheet.pdf(format="A4")), printed / "checklists" / "launch-go.pdf"):
        assert 1.15 <= border_of_first_box(made) <= 1.6
    smallest = sheet.evaluate(
        """() => Math.min(...[...document.querySelectorAll(".pb-checklist *, .pb-strip *, .pb-decision *")]
            .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
            .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest / 96 * 72 >= 10.99


def test_blank_and_with_my_ticks(browser: Browser, own_address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("window.print = () => { window.printed = document.documentElement.dataset.print }")
    page.goto(f"{own_address}/checklists/launch-go/")
    page.get_by_label("Launch", exact=True).fill("Payments 2")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Print with my ticks").click()
    assert page.evaluate("window.printed") == ""
    page.get_by_role("button", name="Print blank").click()
    assert page.evaluate("window.printed") == "blank"
    page.emulate_media(media="print")
    mark = "e => getComputedStyle(e, '::before').display"
    drawn = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e, '::before').borderRightColor]"
    assert page.get_by_role("checkbox").first.evaluate(drawn) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert page.get_by_role("checkbox").first.evaluate(mark) == "none"
    colour = "e => getComputedStyle(e).webkitTextFillColor"  # what letters are drawn in, whatever `color` says
    assert page.get_by_label("Launch", exact=True).evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_by_role("checkbox").first.evaluate(mark) != "none"
    assert page.get_by_label("Launch", exact=True).evaluate(colour) == "rgb(0, 0, 0)"
    context.close()


LONG = "Payments 2 for every customer with a contract of the old kind, from the first Monday of the second quarter on"


def test_what_was_typed_is_printed_whole_and_without_marks_of_the_screen(browser: Browser, own_address: str) -> None:
    context = browser.new_context()
    sheet = context.new_page()
    sheet.emulate_media(media="print")
    sheet.goto(f"{own_address}/checklists/launch-go/")
    sheet.get_by_label("Launch", exact=True).fill(LONG)
    sheet.get_by_label("Decided by").fill(f"Ada, who said: {LONG}")
    sheet.get_by_label("Conditions, or what").fill(f"By Friday: {LONG}")
    evidence = sheet.get_by_label("Evidence").first
    evidence.fill(f"Seen in the log: {LONG} {LONG} {LONG}")
    assert evidence.evaluate("e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).caretColor]") == [
        "none",
        "rgba(0, 0, 0, 0)",
    ]
    text = " ".join(words(sheet.pdf(format="A4")))
    context.close()
    assert f"Seen in the log: {LONG} {LONG} {LONG}" in text
    assert text.count(LONG) == 6
    assert f"Ada, who said: {LONG}" in text


def test_a_page_without_scripts_prints_the_same_sheet(browser: Browser, own_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own_address}/checklists/launch-go/")
    text = words(page.pdf(format="A4"))[0]
    context.close()
    assert "The kill switch was tested once, in production" in text
    assert "Conditions, or what must change, and by when" in text
    assert "Signature, date" in text


# PDFs


def test_every_sheet_is_printed_on_one_page_a_process_on_two(printed: Path, own_playbook: Loaded) -> None:
    made = {path.relative_to(printed).as_posix().removesuffix(".pdf") for path in printed.rglob("*.pdf")}
    wanted = {
        f"{folder}/{record.id}"
        for kind, folder in (
            ("principle", "principles"),
            ("process", "processes"),
            ("agreement", "agreements"),
            ("checklist", "checklists"),
        )
        for record in own_playbook.playbook.of_kind(kind)
    }
    assert wanted | {"cards", "playbook", "launch"} <= made
    for name in wanted:
        pages = length(printed / f"{name}.pdf")
        assert pages <= (2 if name.startswith("processes/") else 1), name


def test_a_sheet_is_tagged_named_and_in_our_fonts_only(printed: Path) -> None:
    reader = pypdf.PdfReader(printed / "checklists" / "launch-go.pdf")
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a boolean of the PDF)
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert reader.metadata is not None
    assert reader.metadata.title == "Launch go/no-go"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    kinds = structure(root["/StructTreeRoot"])
    assert {"/H1", "/L", "/LI", "/Form"} <= kinds
    pages: list[Any] = list(reader.pages)
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            assert "Playbook" in font.get_object()["/BaseFont"]


def structure(node: Any) -> set[str]:
    """The kinds of tags below a node of the structure tree."""
    node = node.get_object()
    found = {str(node["/S"])} if "/S" in node else set()
    below = node.get("/K", [])
    for child in below if isinstance(below, list) else [below]:
        if isinstance(child.get_object() if hasattr(child, "get_object") else child, dict):
            found |= structure(child)
    return found


def test_every_box_has_its_sentence_for_a_name_and_its_size(printed: Path) -> None:
    reader = pypdf.PdfReader(printed / "checklists" / "launch-go.pdf")
    boxes = {n: f for n, f in fields(reader).items() if f["/FT"] == "/Btn"}
    assert len(boxes) == 13 + 3
    named = [field["/TU"] for field in boxes.values()]
    assert "Must not miss: The kill switch was tested once, in production (Engineering lead)" in named
    assert all(len(name) > 1 for name in named)
    filled = [f["/TU"] for f in fields(reader).values() if f["/FT"] == "/Tx"]
    assert filled == [
        *("Launch", "Tier", "Date", "Run by"),
        "Evidence: The kill switch was tested once, in production",
        "Evidence: 2 support agents answered the most likely questions unaided",
        "Evidence: Legal, privacy, and pricing approvals are on file",
        *("Conditions, or what must change, and by when", "Decided by (Launch decider)", "Signature, date"),
    ]
    pages: list[Any] = list(reader.pages)
    for page in pages:
        for annotation in page.get("/Annots", []):
            widget = annotation.get_object()
            if widget.get("/FT") == "/Btn":
                left, bottom, right, top = (float(n) for n in widget["/Rect"])
                # The field lies inside the border of 1.2 points, which is part of the box.
                assert abs(right - left) + 2.4 == pytest.approx(4.5 * MM, abs=0.3)
                assert abs(top - bottom) + 2.4 == pytest.approx(4.5 * MM, abs=0.3)


def test_every_field_of_a_pack_has_a_name_of_its_own_and_lines_that_wrap(printed: Path) -> None:
    pages: list[Any] = list(pypdf.PdfReader(printed / "launch.pdf").pages)
    widgets = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    names = [widget["/T"] for widget in widgets if "/T" in widget]
    assert len(names) == len(set(names)) > 30
    lines = [widget for widget in widgets if widget.get("/FT") == "/Tx"]
    assert len(lines) > 10
    assert all(widget["/Ff"] & 1 << 12 for widget in lines)


def test_paper_shows_what_counts_as_evidence_beside_its_line_in_the_same_order_everywhere(
    sheet: Page, own_address: str, printed: Path
) -> None:
    sheet.goto(f"{own_address}/checklists/launch-go/")
    sheet.get_by_role("checkbox").first.wait_for()
    for made in (sheet.pdf(format="A4"), printed / "checklists" / "launch-go.pdf"):
        text = words(made)[0]
        assert "Evidence: The log entry with the time it took If not: Test it today, and" in text
        assert "A switch nobody has used is a hope" not in text
        ends = "Conditions, or what must change, and by when", "Decided by (Launch decider)", "Signature, date"
        assert " ".join(ends) in text


def test_no_text_is_cut_off_and_items_are_large_enough(printed: Path) -> None:
    for path in sorted((printed / "checklists").glob("*.pdf")):
        reader = pypdf.PdfReader(path)
        width, height = float(reader.pages[0].mediabox.width), float(reader.pages[0].mediabox.height)
        for text, x, y, size in texts(path):
            assert 30 < x < width - 20, (path.name, text)
            assert 12 < y < height - 20, (path.name, text)
            assert size > 8, (path.name, text)


def test_the_booklet_has_contents_bookmarks_and_page_numbers(printed: Path) -> None:
    reader = pypdf.PdfReader(printed / "playbook.pdf")
    outline: list[Any] = list(reader.outline)
    marks = {str(item.title): reader.get_destination_page_number(item) for item in outline}
    contents = reader.pages[0].extract_text()
    assert {"Say it in the room", "Triage requests weekly", "Launch go/no-go"} <= set(marks)
    for title, page in marks.items():
        assert page is not None
        assert title in " ".join(reader.pages[page].extract_text().split())
        line = next(row for row in contents.splitlines() if row.startswith(title))
        assert line.rstrip().endswith(str(page + 1)), line
    assert f"1 / {len(reader.pages)}" in contents


def test_every_page_of_a_sheet_has_the_foot_of_that_sheet(printed: Path, own_playbook: Loaded) -> None:
    records = sheets.printable(own_playbook.playbook)
    names = {str(record.title): sheets.name_of(record) for record in records if record.in_use}
    reader = pypdf.PdfReader(printed / "playbook.pdf")
    outline: list[Any] = list(reader.outline)
    starts = {reader.get_destination_page_number(item): names[str(item.title)] for item in outline}
    here = ""
    for number, told in enumerate(words(printed / "playbook.pdf")):
        here = starts.get(number, here)
        feet = [name for name in names.values() if f"{name} · version " in told]
        assert feet == ([here] if here else []), number + 1
    for name in (*map(sheets.name_of, records), "cards"):
        for told in words(printed / f"{name}.pdf"):
            assert told.count(f"{name} · version ") == 1, name


def test_the_same_records_give_the_same_bytes(printed: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "prodops_playbook",
        "--project",
        str(ROOT),
        "print",
        "launch-go",
        "-o",
        str(tmp_path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "checklists" / "launch-go.pdf").read_bytes() == (
        printed / "checklists" / "launch-go.pdf"
    ).read_bytes()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "de",
            "Die Verantwortlichkeitsübergabevereinbarung zwischen Produktbetrieb und Vertriebsleitung ist abgelegt {n}",
        ),
        ("ar", "تمت مراجعة قائمة العملاء الذين سيتأثرون بالتغيير وتم إبلاغ كل واحد منهم قبل الموعد {n}"),
        ("he", "רשימת הלקוחות שיושפעו מהשינוי נבדקה וכל אחד מהם קיבל הודעה לפני המועד {n}"),
    ],
    ids=["German", "Arabic", "Hebrew"],
)
def test_forty_long_items_stay_legible(playground: Playground, tmp_path: Path, language: str, sentence: str) -> None:
    items = [sentence.format(n=n) for n in range(40)]
    record = {"title": "Liste", "pause_point": "Vorher.", "run_by": "product-manager", "items": items}
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8") + f"language: {language}\n"
    playground.write(
        {"data/playbook.yml": settings, "data/checklists/long.yml": yaml.safe_dump(record, allow_unicode=True)}
    )
    run(playground.root, "long", "-o", str(tmp_path / "out"))
    reader = pypdf.PdfReader(tmp_path / "out" / "checklists" / "long.pdf")
    assert 2 <= len(reader.pages) <= 4
    assert len([f for f in fields(reader).values() if f["/FT"] == "/Btn"]) == 40
    assert [f["/TU"] for f in fields(reader).values() if f["/FT"] == "/Btn"] == items
    pages: list[Any] = list(reader.pages)
    for page in pages:
        assert all("Playbook" in f.get_object()["/BaseFont"] for f in page["/Resources"]["/Font"].values())
        for annotation in page.get("/Annots", []):
            left, top, right, bottom = (float(n) for n in annotation.get_object()["/Rect"])
            assert 30 < left < right < 566
            assert 30 < bottom < top < 822
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"] == language


# The command and the site


def test_every_sheet_can_be_asked_for_by_its_id_and_twice_is_once(own_playbook: Loaded) -> None:
    records = sheets.printable(own_playbook.playbook)
    names = [f"{record.kind}:{record.id}" for record in records]
    assert sheets.chosen(own_playbook.playbook, [*names, *names]) == tuple(records)


def test_two_packs_never_become_one_file_in_silence(playground: Playground, tmp_path: Path) -> None:
    playground.write(
        {
            "data/checklists/demo-go.yml": LIST.replace("pack: demos", "pack: the demos"),
            "data/checklists/demo-stop.yml": LIST.replace("pack: demos", "pack: The-Demos"),
        }
    )
    packs = ("--pack", "the demos", "--pack", "The-Demos")
    said = run(playground.root, *packs, "-o", str(tmp_path / "out"), code=2)
    assert "two of these would be the-demos.pdf" in said
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_printed_is_told_with_its_mend(playground: Playground, tmp_path: Path) -> None:
    playground.write({"data/checklists/demo-go.yml": LIST})
    out = ("-o", str(tmp_path / "out"))
    assert "there is no sheet 'demo-goo'; did you mean 'demo-go'?" in run(playground.root, "demo-goo", *out, code=2)
    playground.write({"data/checklists/demo-go.yml": f"{LIST}old_ids: [demo-was]\n"})
    for was in ("demo-was", "checklist:demo-was"):
        said = run(playground.root, was, *out, code=2)
        assert f"there is no sheet '{was}'; it is now called demo-go" in said
    assert "did you mean 'demos'?" in run(playground.root, "--pack", "demo", *out, code=2)
    assert "packs: demos, role:product-manager, role:product-ops-lead, playbook" in run(playground.root, *out, code=2)
    playground.write({"data/checklists/demo-go.yml": LIST.replace("product-manager", "product-manger")})
    assert "nothing was written" in run(playground.root, "--all", *out, code=1)
    assert not (tmp_path / "out").exists()
    assert "1 PDF in" in run(ROOT, "checklist:evidence-check", *out)
    assert "could be process:evidence-check or checklist:evidence-check: say which" in run(
        ROOT, "evidence-check", *out, code=2
    )


def test_a_template_of_one_s_own_is_printed_too(playground: Playground, tmp_path: Path) -> None:
    own = '{% extends "builtin/pages/checklist.md.j2" %}{% block lead %}Our own words.{% endblock %}'
    playground.write({"data/checklists/demo-go.yml": LIST, "templates/pages/checklist.md.j2": own})
    run(playground.root, "demo-go", "-o", str(tmp_path / "out"))
    reader = pypdf.PdfReader(tmp_path / "out" / "checklists" / "demo-go.pdf")
    assert "Our own words." in reader.pages[0].extract_text()


def test_the_site_links_to_its_pdfs_when_the_settings_say_so(playground: Playground, page: Page) -> None:
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write({"data/checklists/demo-go.yml": LIST, "playbook/index.md": "# Home\n"})
    site = playground.build(strict=False)
    assert not list(site.rglob("*.pdf"))
    playground.write({"data/playbook.yml": settings + "print: {pdf: true}\npaper: Letter\n"})
    site = playground.build(strict=False)
    with serve(site) as address:
        page.goto(f"{address}/checklists/demo-go/")
        expect(page.get_by_role("checkbox").first).to_be_visible()  # the scripts are here before the server goes
        link = page.get_by_role("link", name="PDF").get_attribute("href")
        answer = page.request.get(f"{address}/checklists/demo-go/{link}")
    reader = pypdf.PdfReader(io.BytesIO(answer.body()))
    assert "The account is new" in reader.pages[0].extract_text()
    assert float(reader.pages[0].mediabox.width) == 612
    rendered = playground.root / "rendered"
    CliRunner().invoke(main, ["--project", str(playground.root), "render", str(rendered)])
    assert (rendered / "checklists" / "demo-go.pdf").read_bytes() == answer.body()


def test_without_the_library_the_site_builds_and_says_so_in_one_line(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = tmp_path / "hidden"
    (hidden / "weasyprint").mkdir(parents=True)
    (hidden / "weasyprint" / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')\n")
    settings = (playground.root / "data/playbook.yml").read_text(encoding="utf-8")
    playground.write({"data/playbook.yml": settings + "print: {pdf: true}\n", "data/checklists/demo-go.yml": LIST})
    playground.build(strict=False)
    environment = {**os.environ, "PYTHONPATH": str(hidden), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", "again"],
        cwd=playground.root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stderr.splitlines() if "Pango" in line]
    assert len(told) == 1
    assert "apt-get install libpango-1.0-0" in told[0]
    assert "PDF" not in (playground.root / "again/checklists/demo-go/index.html").read_text(encoding="utf-8")
