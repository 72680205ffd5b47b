"""The real publication, built once, served on this machine, and opened in Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE, NARROW = 1280, 390
Scheme = Literal["light", "dark"]
REFUSED = """addEventListener("securitypolicyviolation", event =>
    console.error("refused:", event.violatedDirective, event.blockedURI, event.sample))"""
"""Tells what the policy of a page refuses."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address where a site is served meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def address(real: Path) -> Iterator[str]:
    """Where the real publication is served."""
    with served(real / "site") as found:
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
    """A page in the browser at one width; what it complains of or asks of other hosts is kept.

    It serves many tests, since a page costs more to open than to fill; each begins as if it were the first.
    """

    def __init__(self, browser: Browser, address: str, width: int, scheme: Scheme) -> None:
        self.address, self.width, self.scheme = address, width, scheme
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale="nl-NL",
            reduced_motion="reduce",
        )
        # Not all that a policy refuses is told on the console.
        self.context.add_init_script(REFUSED)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._ask(request.url))
        self.page.on("requestfailed", self._fail)

    def begin(self) -> None:
        """Leave nothing of the test before: no storage, no width or colours, no pointer over anything."""
        if self.page.url.startswith(self.address):
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.context.clear_cookies()
        self.page.goto("about:blank")
        self.page.set_viewport_size({"width": self.width, "height": 900})
        self.page.emulate_media(color_scheme=self.scheme)
        self.page.mouse.move(0, 0)
        self.complaints.clear()

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


Visiting = Callable[[str, int, Scheme], AbstractContextManager[Visit]]


@pytest.fixture(scope="session")
def visiting(browser: Browser) -> Visiting:
    """A visit to an address at a width and in a scheme.

    Any script error, anything that the policy of a page refuses and any request to another host fails the test.
    """
    visits: dict[tuple[str, int, Scheme], Visit] = {}

    @contextmanager
    def visit(address: str, width: int, scheme: Scheme) -> Iterator[Visit]:
        look = (address, width, scheme)
        if look not in visits:
            visits[look] = Visit(browser, *look)
        visits[look].begin()
        yield visits[look]
        assert not visits[look].complaints

    return visit


@pytest.fixture(
    params=[
        (WIDE, "light"),
        (NARROW, "dark"),
        pytest.param((NARROW, "light"), marks=pytest.mark.long),
        pytest.param((WIDE, "dark"), marks=pytest.mark.long),
    ],
    ids=lambda look: f"{look[0]}-{look[1]}",
)
def visit(visiting: Visiting, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit wide and narrow, light and dark."""
    with visiting(address, *request.param) as visit:
        yield visit


@pytest.fixture(params=[WIDE, NARROW])
def light_visit(visiting: Visiting, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit wide and narrow, where colours do not matter."""
    with visiting(address, request.param, "light") as visit:
        yield visit


@pytest.fixture
def wide_visit(visiting: Visiting, address: str) -> Iterator[Visit]:
    """A wide visit, where neither width nor colours matter."""
    with visiting(address, WIDE, "light") as visit:
        yield visit
