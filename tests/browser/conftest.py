"""The real publication, built once, served on this machine, and opened in Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.site.conftest import run

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE, NARROW = 1280, 390
Scheme = Literal["light", "dark"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public edition of `content/`, without the booklet."""
    folder = tmp_path_factory.mktemp("publication")
    for name in ("content", "kinds"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    made = run("harvest", "build", "--no-print", folder=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / "site"


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address where a site is served meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, "no Chromium on this machine; `make test` installs one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()


class Visit:
    """A page in the browser at one width; what it complains of or asks of other hosts is kept."""

    def __init__(self, browser: Browser, address: str, width: int, scheme: Scheme) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale="nl-NL",
            reduced_motion="reduce",
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._ask(request.url))
        self.page.on("requestfailed", self._fail)

    def _fail(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # whoever goes on before a page is whole breaks off what it asked for
            self.complaints.append(f"failed: {request.url}")

    def _ask(self, url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(self.address):
            self.complaints.append(f"asks another host: {url}")

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        response = self.page.goto(f"{self.address}/{path}", wait_until="load")
        assert response is not None
        assert response.ok, path
        return self.page


@pytest.fixture(
    params=[(WIDE, "light"), (NARROW, "light"), (WIDE, "dark"), (NARROW, "dark")], ids=lambda p: f"{p[0]}-{p[1]}"
)
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit wide and narrow, light and dark; any script error or request to another host fails the test."""
    yield from _visit(browser, address, *request.param)


@pytest.fixture(params=[WIDE, NARROW])
def light_visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit wide and narrow, where colours do not matter."""
    yield from _visit(browser, address, request.param, "light")


@pytest.fixture
def wide_visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A wide visit, where neither width nor colours matter."""
    yield from _visit(browser, address, WIDE, "light")


def _visit(browser: Browser, address: str, width: int, scheme: Scheme) -> Iterator[Visit]:
    visit = Visit(browser, address, width, scheme)
    yield visit
    visit.context.close()
    assert not visit.complaints
