"""What a reader's browser has to fetch, and whether the page stays still meanwhile. `make bench` tells the times."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Response

import bench
from test_page_features import moving

FIRST_VISIT = 300_000
"""Bytes, compressed, with fonts, and with everything that the first search fetches."""
HEAVIEST = "heaviest"
PAGES = {
    "home": "",
    "a process": "processes/launch/",
    "a checklist": "checklists/launch-go/",
    "the assess page": "maturity/product-ops/assess/",
    "the heaviest index": HEAVIEST,
}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_a_first_visit_is_light_stays_still_and_asks_nobody_else(
    browser: Browser, own_site: Path, own_address: str, path: str, width: int
) -> None:
    if path == HEAVIEST:
        path = f"{max(own_site.glob('*/index.html'), key=lambda file: file.stat().st_size).parent.name}/"
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    context.on("response", note)
    page.goto(f"{own_address}/{path}", wait_until="networkidle")
    sizes = {answer.url: len(gzip.compress(answer.body(), 6)) for answer in answers if answer.ok}
    moved = moving(page)
    context.close()
    assert {urlparse(url).netloc for url in sizes if not url.startswith(("blob:", "data:"))} == {
        urlparse(own_address).netloc
    }
    searching = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in own_site.glob("assets/search/*.js*")}
    asked = {url.rpartition("/assets/search/")[2] for url in sizes}
    assert asked & set(searching) == {"worker.js"}, "the rest waits for a search"
    assert sum(sizes.values()) + sum(searching.values()) - searching["worker.js"] < FIRST_VISIT, (sizes, searching)
    assert moved == []


@pytest.mark.nightly
def test_the_bench_has_the_same_pages_to_compare_with_written_without_the_plugin(tmp_path: Path) -> None:
    bench.make_project(tmp_path, 0)
    bench.write_plain(tmp_path)
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(tmp_path / "plain.yml")], check=True)
    assert (tmp_path / "plain-site" / "maturity" / "product-ops" / "index.html").is_file()
