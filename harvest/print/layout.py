"""From HTML to a tagged PDF. The only module that knows WeasyPrint."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse, path2url

from harvest.print.links import one_annotation_a_link
from harvest.problem import Message, say

VARIANT = "pdf/ua-1"


class PrintProblem(Exception):
    """The booklet could not be made; `message` says why in words for its author."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text.format_map(message.params))
        self.message = message


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A booklet that was written: its pages, and the lines WeasyPrint had to say about it."""

    path: Path
    pages: int
    remarks: tuple[str, ...]


class Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Reads `content:` from the content folder and `file:` from the theme folder, refuses all else and says so.

    Raises whatever it raises through WeasyPrint: with `fail_on_errors` nothing that is refused can be left out silently.
    """

    def __init__(self, theme: Path, content: Path) -> None:
        super().__init__(allowed_protocols=["file", "content", "data"], allow_redirects=False, fail_on_errors=True)
        self.theme = theme.resolve()
        self.content = content.resolve()

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The bytes at an address. Raises `PermissionError` outside the two folders, `OSError` when unreadable."""
        scheme, _, rest = url.partition(":")
        if scheme == "data":
            return super().fetch(url)
        if scheme == "content":
            path, folder = self.content / unquote(rest), self.content
        elif scheme == "file":
            path, folder = Path(url2pathname(urlsplit(url).path)), self.theme
        else:
            raise PermissionError(f"{url} is not part of the publication")
        path = path.resolve()
        if not any(path.is_relative_to(inside) for inside in {folder, self.content if scheme == "content" else self.theme}):
            raise PermissionError(f"{url} is not part of the publication")
        return URLFetcherResponse(path2url(path), path.read_bytes(), {"Content-Type": _TYPES.get(path.suffix.lower(), "")})


_TYPES = {
    ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".woff2": "font/woff2",
}


def lay_out(html: str, output: Path, *, theme: Path, content: Path, published_on: date) -> LaidOut:
    """Lay the HTML out and write it as PDF/UA-1. The same input gives the same bytes.

    Raises `PrintProblem` when something it names cannot be read, or when WeasyPrint reports an error.
    """
    with _heard() as remarks, _on(published_on):
        try:
            document = arranged(html, theme, content)
            document.write_pdf(
                output,
                finisher=one_annotation_a_link,
                pdf_variant=VARIANT,
                pdf_identifier=sha256(html.encode()).digest()[:16],
            )
        except FatalURLFetchingError as error:
            raise PrintProblem(_not_read(error)) from error
        except OSError as error:
            raise PrintProblem(say("The booklet could not be written: {why}.", why=error.strerror or str(error))) from error
    for level, line in remarks:
        if level >= logging.ERROR:
            raise PrintProblem(say("The booklet could not be laid out: {why}.", why=line))
    return LaidOut(output, len(document.pages), tuple(line for _, line in remarks))


def arranged(html: str, theme: Path, content: Path) -> Document:
    """The laid-out document, before it is written."""
    return HTML(string=html, base_url=path2url(f"{theme}/"), url_fetcher=Fetcher(theme, content)).render(pdf_variant=VARIANT)


def _not_read(error: BaseException) -> Message:
    cause = error.__cause__
    what = str(error).removeprefix('Error fetching "').removesuffix('"').removeprefix("content:")
    if isinstance(cause, PermissionError):
        return say("«{file}» lies outside the publication, so it cannot be printed.", file=what)
    return say("«{file}» could not be read, so the booklet could not be made.", file=what)


@contextmanager
def _heard() -> Iterator[list[tuple[int, str]]]:
    """What WeasyPrint logs meanwhile, as (level, line), from warnings up."""
    lines: list[tuple[int, str]] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append((record.levelno, record.getMessage()))

    listener = Listener(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield lines
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate


@contextmanager
def _on(day: date) -> Iterator[None]:
    """The clock of the font library stopped at the day of publication, unless it was set already."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    if before is None:
        os.environ[name] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(name, None)
