"""The page "Publishing" is held to its word: its configurations run, and the site works under them."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import re
import shutil
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from conftest import ROOT, Playground, free_port, needed, write
from documents import blocks, named, section
from prodops_playbook.kinds import Settings

PUBLISHING = (ROOT / "playbook" / "maintain" / "publishing.md").read_text(encoding="utf-8")
SERVER, BELOW = blocks(PUBLISHING, "nginx")


def headers_of(nginx: str) -> dict[str, str]:
    return dict(re.findall(r'^\s*add_header ([\w-]+) "([^"]*)" always;$', nginx, re.MULTILINE))


POLICY = headers_of(SERVER)["Content-Security-Policy"]


@contextlib.contextmanager
def nginx(tmp_path: Path, site: Path) -> Iterator[tuple[str, str]]:
    """The real server with the two configurations of the page; yields the address of each.

    Changed is only what the page tells the reader to change (names, certificate, networks), and the ports.
    """
    program = needed("nginx")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    line = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=playbook.example.com"
    subprocess.run([*line.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    ports = free_port(), free_port()
    one = SERVER.replace("listen [::]:443 ssl;", "").replace("listen 443 ssl", f"listen 127.0.0.1:{ports[0]} ssl")
    one = one.replace("/etc/nginx/tls/playbook.crt", str(certificate)).replace("10.0.0.0/8", "127.0.0.1")
    one = one.replace("/etc/nginx/tls/playbook.key", str(key))
    two = f"server {{ listen 127.0.0.1:{ports[1]}; {BELOW} }}"
    both = (one + two).replace("/srv/playbook", str(site))
    paths = " ".join(
        f"{name}_temp_path {tmp_path / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/error; daemon off; user root; events {{}}\nhttp {{ "
    whole += f"include /etc/nginx/mime.types; access_log off; {paths}\n{both} }}"
    write(tmp_path, {"nginx.conf": whole if os.getuid() == 0 else whole.replace("user root; ", "")})
    running = subprocess.Popen([program, "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.PIPE, text=True)
    for port in ports:
        wait_for(port, running)
    try:
        yield f"https://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}/playbook"
    finally:
        running.terminate()
        running.communicate()


def wait_for(port: int, running: subprocess.Popen[str]) -> None:
    """Until somebody listens on a port, or the program has ended with what it said."""
    for _ in range(200):
        if running.poll() is not None:
            pytest.fail(running.communicate()[1])
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.1):
            return
        time.sleep(0.05)
    pytest.fail("nginx does not listen")


def test_nginx_serves_the_site_with_both_configurations_of_the_page(
    browser: Browser, own_site: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.emulate_media(color_scheme="light")
    page.on("console", lambda message: said.append(message.text))
    with nginx(tmp_path, own_site) as addresses:
        for address in addresses:
            walk(page, address)
            missing = page.goto(f"{address}/nothing-here/")
            assert missing is not None
            assert missing.status == 404
            assert missing.headers.items() >= {k.lower(): v for k, v in headers_of(SERVER).items()}.items()
            expect(page.locator("body")).to_contain_text("Product operations playbook")
    context.close()
    assert [text for text in said if "404" not in text] == []


def test_both_variants_send_the_same_headers_and_the_table_explains_the_whole_policy() -> None:
    assert headers_of(SERVER) == headers_of(BELOW)
    assert headers_of(SERVER).keys() >= {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"}
    told = re.findall(
        r"`([^`]+)`", "".join(re.findall(r"^\| (`.*?) \|", section(PUBLISHING, "What the policy allows"), re.MULTILINE))
    )
    assert told == POLICY.split("; ")


@contextlib.contextmanager
def serve_with(folder: Path, headers: dict[str, str]) -> Iterator[str]:
    """Serve a folder with headers of our own, as the server of the page would."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name is the base class's)
            """Say nothing."""

        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(visit: Page) -> Page:
    return visit


@pytest.fixture
def said(page: Page) -> Iterator[list[str]]:
    """The errors and warnings of the console."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            found.append(message.text)

    page.on("console", note)
    page.set_viewport_size({"width": 1400, "height": 900})
    page.emulate_media(color_scheme="light")
    yield found
    page.remove_listener("console", note)


def search(page: Page, words: str) -> None:
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(words, delay=20)


def walk(page: Page, address: str) -> None:
    """Use what could need something that a policy forbids: scripts, icons, search, filters, colours."""
    page.goto(f"{address}/")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{address}/checklists/launch-go/")
    expect(page.locator("button.pb-copy").first).to_be_attached()
    page.goto(f"{address}/areas/")
    rows = page.locator("article tbody tr:visible")
    before = rows.count()
    page.locator("article input[type=search]").fill("billing")
    expect(rows).not_to_have_count(before)
    search(page, "triage requests weekly")
    expect(page.locator(".md-search-result__link").first).to_contain_text("Triage requests weekly")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/processes/weekly-triage/"))
    page.locator("label[title='Switch to dark']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}/nothing-here/")
    page.wait_for_load_state("networkidle")


def test_the_site_works_under_the_policy_of_the_page(page: Page, own_site: Path, said: list[str]) -> None:
    with serve_with(own_site, headers_of(SERVER)) as address:
        walk(page, address)
    assert [text for text in said if "404" not in text] == []


def test_the_site_works_below_another_site(page: Page, own_site: Path, said: list[str], tmp_path: Path) -> None:
    shutil.copytree(own_site, tmp_path / "playbook")
    with serve_with(tmp_path, headers_of(BELOW)) as address:
        walk(page, f"{address}/playbook")
    assert [text for text in said if "404" not in text] == []


@pytest.mark.parametrize(
    ("part", "less"),
    [
        ("script-src 'self' 'unsafe-inline'", "script-src 'self'"),
        ("style-src 'self'", "style-src 'none'"),
        ("img-src 'self' data:", "img-src 'self'"),
        ("connect-src 'self'", "connect-src 'none'"),
        ("worker-src 'self'", "worker-src 'none'"),
    ],
)
def test_the_policy_allows_nothing_that_is_not_needed(part: str, less: str, browser: Browser, own_site: Path) -> None:
    assert part in POLICY.split("; ")
    page = browser.new_context().new_page()
    with (
        serve_with(own_site, {"Content-Security-Policy": POLICY.replace(part, less)}) as address,
        page.expect_console_message(lambda message: "Content Security Policy" in message.text),
    ):
        page.goto(f"{address}/processes/")
        page.locator("[data-md-component=search-query]").focus()
    page.context.close()


def test_every_value_of_publish_is_on_the_page() -> None:
    told = [name.strip('"') for name in named(PUBLISHING, "The setting `publish`")]
    assert tuple(told) == get_args(Settings.model_fields["publish"].annotation)
    assert Settings.model_fields["publish"].default == "off"


def test_pages_for_a_folder_open_without_a_server(browser: Browser, playground: Playground) -> None:
    options = next(yaml.safe_load(b) for b in blocks(PUBLISHING, "yaml") if "use_directory_urls" in b)
    playground.write({"playbook/index.md": "# Home\n\n[[role:product-manager]]\n"})
    context = browser.new_context()  # in which scripts may fail, as the page says
    page = context.new_page()
    page.goto((playground.build(**options) / "index.html").as_uri())
    page.locator("article").get_by_role("link", name="Product manager").click()
    expect(page.locator("h1")).to_contain_text("Product manager")
    context.close()
