"""Lay out the HTML of a chunk as tagged pages. No other module imports WeasyPrint."""

from __future__ import annotations

import atexit
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pydyf  # type: ignore[import-untyped] # no types are published for it
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse, path2url

from harvest.print.annotations import links_elsewhere, one_annotation_a_link, own_ids
from harvest.print.job import Bookmark, Job, Laid, PrintProblem
from harvest.print.leaves import ELSEWHERE
from harvest.problems.problem import Message, say
from harvest.source.outgoing import PICTURES, without_metadata
from harvest.source.pictures import PAPER, no_picture
from harvest.source.refusal import RefusedFile

VARIANT = "pdf/ua-1"
_POINT = 0.75
"""The points in a pixel of CSS."""


_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
}


class Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Reads `content:PATH` in the content folder and `file:` addresses in the theme folder, and refuses all else.

    Of the content only pictures get in, without metadata and no larger than they print; `cache` is where to keep them.
    With `fail_on_errors` a refused or missing file is an error and not silently left out of the booklet.
    """

    def __init__(self, theme: Path, content: Path, cache: Path | None = None) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)
        self.theme = theme.resolve()
        self.content = content.resolve()
        self.cache = cache

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the bytes at an address.

        Raises `PermissionError` outside both folders, `OSError` when unreadable, and `RefusedFile` for a picture that
        may not be published.
        """
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
        if scheme == "file":
            content = path.read_bytes()
        elif path.suffix.lower() in PICTURES:
            content = without_metadata(path, PAPER, self.cache)
        else:
            raise no_picture()
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def lay_out(job: Job) -> Laid:
    """Lay a chunk out, and remember it until it is written; the same job gives the same pages.

    Raises `PrintProblem` when the HTML names a file that cannot or may not be read, or when WeasyPrint finds an error.
    """
    with _heard(job) as lines:
        document = _arranged(job)
    _kept[job.number] = job, document
    anchors: dict[str, int] = {}
    for index, page in enumerate(document.pages):
        for name in page.anchors:
            anchors.setdefault(name, index)
    blank_end = bool(document.pages[-1]._page_box.page_type.blank)
    return Laid(len(document.pages), blank_end, anchors, tuple(_bookmarks(document)), tuple(lines))


def write(job: Job, start: int, pages: Mapping[str, int]) -> tuple[bytes, tuple[str, ...]]:
    """Write a chunk as PDF/UA-1, and return its bytes and WeasyPrint's warnings.

    It begins on page `start`, and refers to `pages` (id → number). These numbers replace those of the layout, and must
    not have more digits. When it begins on the other side than it was laid out for, we mirror its pages. Raises
    `PrintProblem`.
    """
    kept = _kept.pop(job.number, None)
    with _heard(job) as lines:
        # Another process may have laid it out.
        document = kept[1] if kept and kept[0] == job else _arranged(job)
        mirrored = (start - job.start) % 2 == 1
        for index, page in enumerate(document.pages):
            _put_numbers(page._page_box, page._page_box, str(start + index), pages, mirrored)
        pdf = _written(document, job, mirrored)
    return pdf, tuple(lines)


_kept: dict[int, tuple[Job, Any]] = {}
"""The layouts that this process has not written yet, by the number of the chunk."""


@cache
def _fonts() -> FontConfiguration:
    """Decode the fonts once for each process: that takes half as long as the layout of a chunk of ten cards."""
    atexit.register(_fonts.cache_clear)
    return FontConfiguration()


def _arranged(job: Job) -> Any:
    """Return the document after layout, without the page on which the next chunk will begin."""
    source = HTML(
        string=job.html, base_url=path2url(f"{job.theme}/"), url_fetcher=Fetcher(job.theme, job.content, job.cache)
    )
    document = source.render(font_config=_fonts(), pdf_variant=VARIANT)
    return document.copy(document.pages[:-1]) if job.tail else document


def _put_numbers(page: Any, box: Any, own: str, pages: Mapping[str, int], mirrored: bool, margin: bool = False) -> None:
    """Put page numbers into a page after layout: its own in the margin, others in references.

    WeasyPrint itself lays a page out again, and often the ones behind it, for each number it did not know in advance.
    All digits are equally wide, so a number can replace another with as many digits.
    """
    margin = margin or (hasattr(box, "at_keyword") and "page" in str(box.style["content"]))
    for child in getattr(box, "children", ()):
        _put_numbers(page, child, own, pages, mirrored, margin)
    if hasattr(box, "pango_layout"):
        folio = box.element is not None and box.element_tag.endswith("::before") and box.element.get("data-h")
        if folio:
            box.text = box.pango_layout.text = str(pages.get(folio[1:], ""))
        elif margin:
            box.text = box.pango_layout.text = own
            if mirrored:
                box.position_x = 2 * page.content_box_x() + page.width - box.position_x - box.width


def _mirror(document: Any, pdf: Any) -> None:
    """Swap the left and right margins of each page, by shifting the visible box of the page."""
    for page, number in zip(document.pages, pdf.pages["Kids"][::3], strict=True):
        shift = (page._page_box.margin_right - page._page_box.margin_left) * _POINT
        for name in ("MediaBox", "TrimBox", "BleedBox"):
            if name in pdf.objects[number]:
                left, low, right, high = pdf.objects[number][name]
                pdf.objects[number][name] = pydyf.Array([left - shift, low, right - shift, high])


def _written(document: Any, job: Job, mirrored: bool) -> bytes:
    def finish(document: Any, pdf: Any) -> None:
        one_annotation_a_link(document, pdf)
        links_elsewhere(document, ELSEWHERE)
        own_ids(pdf, job.number)
        if mirrored:
            _mirror(document, pdf)

    content: bytes = document.write_pdf(finisher=finish, pdf_variant=VARIANT, pdf_identifier=job.identifier)
    return content


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    for index, page in enumerate(document.pages):
        for level, label, (x, y), state in page.bookmarks:
            yield Bookmark(level, label, index, x * _POINT, (page.height - y) * _POINT, state == "closed")


def _unread(error: BaseException) -> Message:
    address = str(error).removeprefix('Error fetching "').removesuffix('"')
    name = unquote(address.removeprefix("content:"))
    if isinstance(error.__cause__, PermissionError):
        return say("«{file}» lies outside the publication, so it cannot be printed.", file=name)
    if isinstance(error.__cause__, RefusedFile):
        return say("«{file}» cannot be shown. {why}", file=name, why=error.__cause__.refusal.message)
    return say("«{file}» could not be read, so the booklet could not be made.", file=name)


@contextmanager
def _heard(job: Job) -> Iterator[list[str]]:
    """Collect WeasyPrint's warnings and keep them out of other logs. Raises `PrintProblem` for its errors."""
    lines: list[str] = []
    errors: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            (errors if record.levelno >= logging.ERROR else lines).append(record.getMessage())

    listener = Listener(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        with _clock_stopped_on(job.published_on):
            yield lines
    except FatalURLFetchingError as error:
        raise PrintProblem(_unread(error)) from error
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
    if errors:
        raise PrintProblem(say("The booklet could not be laid out: {why}.", why=errors[0]))


@contextmanager
def _clock_stopped_on(day: date) -> Iterator[None]:
    """Set the time that the font library writes into each subset to this day, unless the environment sets it."""
    name = "SOURCE_DATE_EPOCH"
    if name in os.environ:
        yield
        return
    os.environ[name] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        del os.environ[name]
