"""Takes pictures of the built site: `make pictures` for the README's, `make contact-sheet` for all page kinds.

The contact sheet is a page, contact-sheet/index.html, with every page kind at three widths in light and dark.
"""

from __future__ import annotations

import html
import sys
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from conftest import ROOT, browser_path, serve
from test_page_features import KINDS_OF_PAGES

WIDTHS = (1440, 768, 390)
SHEET = ROOT / "contact-sheet"


def readme(browser: Browser, address: str) -> None:
    """Home at 1280 pixels, the first screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(f"{address}/")
    page.wait_for_timeout(500)
    page.screenshot(path=ROOT / ".github" / "home.png")


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


def main(what: str, site: Path) -> None:
    """Take the pictures that are asked for."""
    with serve(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        {"readme": readme, "contact-sheet": contact_sheet}[what](browser, address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], ROOT / "site")
