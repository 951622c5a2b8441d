"""Takes the pictures of the README from the built site: `make pictures`."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from conftest import ROOT, browser_path, serve


def main() -> None:
    """Home at 1280 pixels, the first screen."""
    with serve(ROOT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(f"{address}/")
        page.screenshot(path=ROOT / ".github" / "home.png")
        browser.close()


if __name__ == "__main__":
    main()
