"""From HTML to a tagged PDF. The only module that knows WeasyPrint."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse, path2url

from harvest.pictures import PICTURES, without_metadata
from harvest.print.links import one_annotation_a_link
from harvest.problem import Message, say, why

VARIANT = "pdf/ua-1"


def _read(path: Path) -> bytes:
    return without_metadata(path) if path.suffix.lower() in PICTURES else path.read_bytes()


_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class PrintProblem(Exception):
    """The booklet could not be made; `message` says why in words for its author."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text.format_map(message.params))
        self.message = message


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A booklet that was written: how many pages it has, and the warnings WeasyPrint gave."""

    path: Path
    pages: int
    remarks: tuple[str, ...]


class Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Reads `content:PATH` in the content folder and `file:` addresses in the theme folder, and refuses all else.

    With `fail_on_errors` nothing that is refused or missing can silently be left out of the booklet.
    """

    def __init__(self, theme: Path, content: Path) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)
        self.theme = theme.resolve()
        self.content = content.resolve()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The bytes at an address. Raises `PermissionError` outside the two folders, `OSError` when unreadable."""
        scheme, _, rest = url.partition(":")
        if scheme == "data":
            return super().fetch(url)
        if scheme == "content":
            folder, path = self.content, self.content / unquote(rest)
        elif scheme == "file":
            folder, path = self.theme, Path(url2pathname(urlsplit(url).path))
        else:
            raise PermissionError(url)
        path = path.resolve()
        if not path.is_relative_to(folder):
            raise PermissionError(url)
        kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, _read(path), {"Content-Type": kind})


def lay_out(html: str, output: Path, *, theme: Path, content: Path, published_on: date) -> LaidOut:
    """Lay the HTML out and write it as PDF/UA-1; the same input gives the same bytes.

    Raises `PrintProblem` when a file it names cannot be read or may not be, or when WeasyPrint reports an error.
    """
    with _heard() as lines, _clock_stopped_on(published_on):
        try:
            document = arranged(html, theme, content)
            write(document, output, sha256(html.encode()).hexdigest()[:32].encode())
        except FatalURLFetchingError as error:
            raise PrintProblem(_unread(error)) from error
        except OSError as error:
            raise PrintProblem(say("The booklet could not be written: {why}.", why=why(error))) from error
    for level, line in lines:
        if level >= logging.ERROR:
            raise PrintProblem(say("The booklet could not be laid out: {why}.", why=line))
    return LaidOut(output, len(document.pages), tuple(line for _, line in lines))


def arranged(html: str, theme: Path, content: Path) -> Any:
    """The laid-out document, a `weasyprint.Document`, before it is written."""
    source = HTML(string=html, base_url=path2url(f"{theme}/"), url_fetcher=Fetcher(theme, content))
    return source.render(pdf_variant=VARIANT)


def write(document: Any, output: Path, identifier: bytes) -> None:
    """Write a laid-out document as PDF/UA-1."""
    document.write_pdf(output, finisher=one_annotation_a_link, pdf_variant=VARIANT, pdf_identifier=identifier)


def _unread(error: BaseException) -> Message:
    address = str(error).removeprefix('Error fetching "').removesuffix('"')
    name = unquote(address.removeprefix("content:"))
    if isinstance(error.__cause__, PermissionError):
        return say("«{file}» lies outside the publication, so it cannot be printed.", file=name)
    return say("«{file}» could not be read, so the booklet could not be made.", file=name)


@contextmanager
def _heard() -> Iterator[list[tuple[int, str]]]:
    """What WeasyPrint logs meanwhile, as (level, line), from warnings up; it goes nowhere else."""
    lines: list[tuple[int, str]] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append((record.levelno, record.getMessage()))

    listener = Listener(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield lines
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate


@contextmanager
def _clock_stopped_on(day: date) -> Iterator[None]:
    """The moment that the font library writes into each subset, unless the environment sets it already."""
    name = "SOURCE_DATE_EPOCH"
    if name in os.environ:
        yield
        return
    os.environ[name] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        del os.environ[name]
