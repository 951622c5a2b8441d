"""What every test builds on: small projects in a folder of their own, real builds, a real browser."""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import functools
import http.server
import os
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

import jinja2
import pytest
import yaml
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.theme import Theme
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, expect, sync_playwright

from prodops_playbook.checks import check
from prodops_playbook.edition import Edition, prepare
from prodops_playbook.playbook import Loaded, Project, load
from prodops_playbook.problems import Problem
from prodops_playbook.render import Renderer, Site
from prodops_playbook.render.environment import Environment

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 2)

# How long an example takes says how busy the machine is, so it decides nothing. By day the same examples are tried each
# time, so that a change is told of its own slips only; `make night` searches for others.
settings.register_profile("day", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("night", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=500)
settings.load_profile(os.environ.get("PLAYBOOK_EXAMPLES", "day"))

SETTINGS = "default_owner: product-ops-lead\nfeedback: '#ask-product-ops'\n"
ROLES = """\
product-ops-lead:
  title: Product operations lead
  accountable_for: [How product works]
  reach: '#ask-product-ops'
  held_by: [Ada]
  product_ops: true
product-manager:
  title: Product manager
  accountable_for: [What is built]
  reach: '#product'
"""

Files = Mapping[str, str | bytes]


def write(root: Path, files: Files) -> Path:
    """Write files below a folder; a text is written as UTF-8 with its line ends as they are."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


class Compiled(jinja2.BytecodeCache):
    """Templates as Python, compiled once a process: every build asks for the same ones, of the theme and of ours."""

    known: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.known[bucket.key, bucket.checksum] = bucket.code


@functools.cache
def installed(folder: str) -> list[str]:
    """The files of an installed theme. MkDocs copies none that begins with a dot; Material has 14,000."""
    return [name for name in jinja2.FileSystemLoader(folder).list_templates() if not name.startswith(".")]


class ThemeLoader(jinja2.FileSystemLoader):
    """Finds templates as MkDocs' own does, and lists installed themes once a process."""

    def list_templates(self) -> list[str]:
        return sorted(
            {
                name
                for folder in map(str, self.searchpath)
                for name in (
                    installed(folder)
                    if folder.startswith(sys.prefix)
                    else jinja2.FileSystemLoader(folder).list_templates()
                )
            }
        )


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """No build compiles or lists again what an earlier one did, as long as the templates say the same."""
    of_theme = Theme.get_env
    begin = Environment.__init__

    def theme_environment(theme: Theme) -> jinja2.Environment:
        made = of_theme(theme)
        made.loader = ThemeLoader(theme.dirs)
        made.bytecode_cache = Compiled()
        return made

    def begun(made: Environment, *given: Any) -> None:
        begin(made, *given)
        made.bytecode_cache = Compiled()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "get_env", theme_environment)
        patch.setattr(Environment, "__init__", begun)
        yield


class Playground:
    """One small project. Every method works on the files as they are now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        write(root, {"data/playbook.yml": SETTINGS, "data/roles.yml": ROLES})

    def write(self, files: Files) -> Playground:
        """Add or replace files."""
        write(self.root, files)
        return self

    def load(self) -> Loaded:
        """Read the project."""
        return load(Project(self.root))

    def edition(self) -> Edition:
        """The project on the day that tests take for today."""
        return prepare(Project(self.root), lambda _: TODAY)

    def problems(self, today: datetime.date = TODAY) -> list[Problem]:
        """Every problem of the project, infos too."""
        return check(self.load(), today)

    def codes(self, today: datetime.date = TODAY) -> list[str]:
        """The codes of every problem, in order."""
        return [p.code for p in self.problems(today)]

    def render(self) -> Site:
        """The generated pages."""
        return Renderer(self.edition()).site()

    def page(self, uri: str) -> str:
        """The Markdown of one generated page."""
        site = self.render()
        assert not site.problems, site.problems
        return next(page.text for page in site.pages if page.uri == uri)

    def build(self, *, strict: bool = True, plugins: list[Any] | None = None, **options: Any) -> Path:
        """A real MkDocs build of the project; returns the folder of the site."""
        config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
        config |= {"site_dir": "site", **options}
        if plugins is not None:
            config["plugins"] = plugins
        (self.root / "playbook").mkdir(exist_ok=True)
        (self.root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        return build_site(self.root, strict=strict)


def build_site(root: Path, *, strict: bool = True, site: Path | None = None) -> Path:
    """Build a project with MkDocs, as `mkdocs build` does."""
    config = load_config(str(root / "mkdocs.yml"), strict=strict, **({"site_dir": str(site)} if site else {}))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return Path(config.site_dir)


@pytest.fixture
def playground(tmp_path: Path) -> Playground:
    """A project with playbook.yml and two roles."""
    return Playground(tmp_path)


@pytest.fixture(scope="session")
def own_playbook() -> Loaded:
    """The repository's own playbook."""
    return load(Project(ROOT))


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to ask makes, and that every worker of this run reads."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / f"{name}.done"
        if not done.exists():
            shutil.rmtree(folder / name, ignore_errors=True)
            make(folder / name)
            done.touch()
    return folder / name


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, as `mkdocs build --strict` makes it."""

    def make(site: Path) -> None:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return shared(tmp_path_factory, "own-site", make)


# Golden cases: tests/cases/<topic>/<case>.yml


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes what the code says into the golden cases."""
    parser.addoption("--update-goldens", action="store_true", help="write the results into tests/cases")


MADE_ONCE = ("own_site", "printed")
"""What one worker makes for all of them, and takes long to make."""
IN_A_BROWSER = {"browser", "own_address"}
OF_A_SITE = {"own_site", "playground", "named"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Cheap tests first: whoever has made a slip hears of it before the browser starts.

    Behind them one test for each of what is made once; the others that need it come late, so that no worker waits.
    """

    def uses(item: pytest.Item) -> set[str]:
        return set(getattr(item, "fixturenames", ()))

    def maker(name: str) -> pytest.Item | None:
        wanting = (item for item in items if name in uses(item))
        return min(wanting, key=lambda item: bool(uses(item) & IN_A_BROWSER), default=None)

    makers = [maker(name) for name in MADE_ONCE]

    def cost(item: pytest.Item) -> int:
        names = uses(item)
        if item in makers:
            return 1
        if "printed" in names:
            return 5
        if names & IN_A_BROWSER:
            return 4
        return 3 if "own_site" in names else 2 if names & OF_A_SITE else 0

    items.sort(key=cost)


def needed(program: str) -> str:
    """A program of the system. Continuous integration has it; elsewhere a test that needs it is left out."""
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{program} is not installed")
    if path is None:
        # On a machine where nobody may install it, the other tests still tell something.
        pytest.skip(f"{program} is not installed")
    return path


# The browser


def browser_path() -> str | None:
    """An installed browser, or None for Playwright's own."""
    if chosen := os.environ.get("PLAYBOOK_BROWSER"):
        return chosen
    names = ["chromium-headless-shell", "chromium", "chromium-browser"]
    names += ["google-chrome", "google-chrome-stable", "microsoft-edge", "chrome"]
    return next((path for name in names if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, headless, that asks nobody on the network."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path(), args=[*quiet, "--disable-sync"])
        expect.set_options(timeout=20_000)  # on a busy machine everything comes, but later
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, that keeps nothing yet."""
    made = browser.new_context()
    yield made
    made.close()


@contextlib.contextmanager
def watched(page: Page) -> Iterator[Page]:
    """A page of a browser; a script error on it, or a request that leaves the site, fails the test."""
    wrong: list[str] = []
    own = ("http://127.0.0.1", "file:", "blob:", "data:", "about:")

    def failed(error: Error) -> None:
        wrong.append(str(error))

    def asked(request: Request) -> None:
        if not request.url.startswith(own):
            wrong.append(request.url)

    page.on("pageerror", failed)
    page.on("request", asked)
    yield page
    page.remove_listener("pageerror", failed)
    page.remove_listener("request", asked)
    assert wrong == []


@contextlib.contextmanager
def opened(context: BrowserContext) -> Iterator[Page]:
    """A new page of a browser, watched."""
    with watched(context.new_page()) as page:
        yield page


@contextlib.contextmanager
def as_new(page: Page) -> Iterator[Page]:
    """A page that other tests had before, watched. Whatever it keeps, and how it looks, is forgotten afterwards.

    A new page costs a process that learns all scripts anew; so a test has one only if it leaves behind what nobody can
    forget: a script of its own, a clock, a route.
    """
    size = page.viewport_size
    assert size is not None
    with watched(page):
        yield page
        if page.url != "about:blank":
            page.evaluate("localStorage.clear(); sessionStorage.clear()")
            page.goto("about:blank")
    page.set_viewport_size(size)
    page.emulate_media(media="null", color_scheme="null")


@pytest.fixture
def fresh(context: BrowserContext) -> Iterator[Page]:
    """A new page, watched."""
    with opened(context) as made:
        yield made


@pytest.fixture
def page(fresh: Page) -> Page:
    """The page of a test: a new one, if its file has no other."""
    return fresh


@pytest.fixture(scope="session")
def left_open(browser: Browser) -> Iterator[Page]:
    """The page of those who come one after another."""
    made = browser.new_context()
    yield made.new_page()
    made.close()


@pytest.fixture
def visit(left_open: Page) -> Iterator[Page]:
    """A page as new, for who only reads and uses what is there."""
    with as_new(left_open) as made:
        yield made


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name is the base class's)
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """A browser that leaves in the middle of a file is no error."""
        with contextlib.suppress(ConnectionError):
            super().copyfile(source, outputfile)


def free_port() -> int:
    """A port at which nobody listens yet."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextlib.contextmanager
def serve(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a folder over plain http, at any free port or at this one; yields its address."""
    handler: Callable[..., Any] = functools.partial(_Quiet, directory=str(folder))
    with socketserver.ThreadingTCPServer(("127.0.0.1", port), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def own_address(own_site: Path) -> Iterator[str]:
    """The repository's own site, served."""
    with serve(own_site) as address:
        yield address
