"""Takes pictures: `make pictures` for the README and the documentation, `make contact-sheet` for all page kinds.

The contact sheet is a page, contact-sheet/index.html, with every page kind at three widths in light and dark.
Pages of a code host are drawn in tests/pictures/github.html, since they cannot be photographed here.
"""

from __future__ import annotations

import base64
import html
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from conftest import ROOT, browser_path, build_site, serve
from test_page_features import KINDS_OF_PAGES

WIDTHS = (1440, 768, 390)
SHEET = ROOT / "contact-sheet"
IMAGES = ROOT / "playbook" / "images"
REPOSITORY = "repository:\n  url: https://github.com/acme/playbook\n"


def readme(browser: Browser, address: str) -> None:
    """Home at 1280 pixels, the first screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(f"{address}/")
    page.wait_for_timeout(500)
    page.screenshot(path=ROOT / ".github" / "home.png")


def photograph(page: Page, *around: Locator, name: str, above: int = 0) -> None:
    """A picture of the part of a page that holds these elements, as playbook/images/NAME.webp."""
    boxes = [box for element in around if (box := element.bounding_box())]
    left, top = max(0, min(b["x"] for b in boxes) - 12), max(0, min(b["y"] for b in boxes) - 12 - above)
    right, bottom = max(b["x"] + b["width"] for b in boxes) + 12, max(b["y"] + b["height"] for b in boxes) + 12
    scroll = page.evaluate("window.scrollY")
    clip = {"x": left, "y": top + scroll, "width": right - left, "height": bottom - top, "scale": 1}
    session = page.context.new_cdp_session(page)
    shot = session.send(
        "Page.captureScreenshot", {"format": "webp", "quality": 80, "clip": clip, "captureBeyondViewport": True}
    )
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))


def ring(element: Locator) -> None:
    """A ring around what the reader clicks."""
    element.evaluate("e => { e.style.outline = '3px solid #9a3412'; e.style.outlineOffset = '4px' }")


def documentation(browser: Browser, _: str) -> None:
    """What the pages “How to change this playbook” and “Use a checklist” show, on a site with a repository."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("data", "playbook", "templates"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        settings = root / "data" / "playbook.yml"
        settings.write_text(settings.read_text(encoding="utf-8") + REPOSITORY, encoding="utf-8")
        page = browser.new_page(viewport={"width": 900, "height": 900}, device_scale_factor=1.5)
        with serve(build_site(root, strict=False)) as address:
            how_to_change(page, address)
            checklist(page, address, root)
    page.goto((ROOT / "tests" / "pictures" / "github.html").as_uri())
    for section in page.locator("section").all():
        photograph(page, section, name=f"github-{section.get_attribute('id')}")


def how_to_change(page: Page, address: str) -> None:
    """The places of our own site where a change begins."""
    page.goto(f"{address}/processes/weekly-triage/")
    ring(page.get_by_role("link", name="Change this page"))
    photograph(page, page.locator(".pb-foot"), name="change-this-page", above=60)
    page.goto(f"{address}/processes/premortem/")
    ring(page.locator(".pb-status").get_by_role("link", name="data/processes/premortem.yml"))
    photograph(page, page.locator("h1"), page.locator(".pb-status").first, name="adopt")
    page.goto(f"{address}/checklists/")
    page.get_by_text("Add one", exact=True).click()
    link = page.get_by_role("link", name="Begin a new file in the repository")
    ring(link)
    photograph(page, page.locator(".pb-add summary"), link, page.locator(".pb-add p").first, name="add-one")


def checklist(page: Page, address: str, root: Path) -> None:
    """“Launch go” on screen in the middle of a run, as the browser prints it, and as PDF."""
    page.goto(f"{address}/checklists/launch-go/")
    page.get_by_label("Launch", exact=True).fill("Payments 2")
    page.get_by_label("Tier").fill("T1")
    for box in page.get_by_role("checkbox").all()[:3]:
        box.check()
    page.get_by_role("button", name=re.compile("^Why")).first.click()
    page.mouse.move(0, 0)
    photograph(page, page.locator(".pb-run"), page.locator(".pb-checklist section").first, name="launch-go-screen")
    page.reload()
    first_page(page.pdf(format="A4"), "launch-go-sheet")
    command = [sys.executable, "-m", "prodops_playbook", "--project", str(root), "print", "launch-go", "-o", str(root)]
    subprocess.run(command, check=True)
    first_page((root / "checklists" / "launch-go.pdf").read_bytes(), "launch-go-pdf")


def first_page(printed: bytes, name: str) -> None:
    """A picture of the first page of a PDF."""
    with pdfium.PdfDocument(printed) as document:
        picture = document[0].render(scale=1.3).to_pil()
    with io.BytesIO() as file:
        picture.save(file, "WEBP", quality=80)
        IMAGES.mkdir(exist_ok=True)
        (IMAGES / f"{name}.webp").write_bytes(file.getvalue())


def contact_sheet(browser: Browser, address: str) -> None:
    """Every page kind, whole, at three widths in both schemes."""
    SHEET.mkdir(exist_ok=True)
    rows = []
    for name, path in KINDS_OF_PAGES.items():
        cells = []
        for scheme in ("light", "dark"):
            for width in WIDTHS:
                picture = f"{name.replace(' ', '-')}-{width}-{scheme}.png"
                size = ViewportSize(width=width, height=900)
                context = browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
                page = context.new_page()
                page.goto(f"{address}/{path}")
                page.wait_for_timeout(400)
                page.screenshot(path=SHEET / picture, full_page=True)
                context.close()
                cells.append(
                    f'<a href="{picture}"><img src="{picture}" width="{width // 6}" alt="{width} {scheme}"></a>'
                )
        rows.append(f"<h2>{html.escape(name)}</h2><p>{' '.join(cells)}</p>")
    style = "<style>img{border:1px solid #888;vertical-align:top}</style>"
    (SHEET / "index.html").write_text(f"<!doctype html><title>Contact sheet</title>{style}{''.join(rows)}", "utf-8")


PICTURES: dict[str, tuple[Callable[[Browser, str], None], ...]] = {
    "pictures": (readme, documentation),
    "contact-sheet": (contact_sheet,),
}


def main(what: str, site: Path) -> None:
    """Take the pictures that are asked for."""
    with serve(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        for take in PICTURES[what]:
            take(browser, address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], ROOT / "site")
