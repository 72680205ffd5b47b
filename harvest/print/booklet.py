"""Make the booklet of a corpus: cut its HTML into chunks, lay these out in parallel, number their pages, join them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from harvest.corpus import Corpus
from harvest.limits.work import SECONDS
from harvest.print.assemble import assemble
from harvest.print.chunk import lay_out, write
from harvest.print.compose import book_from, compose
from harvest.print.job import Job, Laid, PrintProblem
from harvest.print.leaves import LONGEST, Chunk, cut
from harvest.print.numbering import settled
from harvest.print.workers import TookTooLong, cores, ready
from harvest.problems.problem import Message, say, why
from harvest.source.pictures import CACHE
from harvest.views.theme import theme_folder

Result = TypeVar("Result")

LONG = 30_000
"""The characters of HTML for which a chunk may take as long as for one card more."""


@dataclass(frozen=True, slots=True)
class Booklet:
    """A finished booklet: its file, the number of its pages, and WeasyPrint's warnings (`remarks`)."""

    path: Path
    pages: int
    remarks: tuple[str, ...]


def make_booklet(
    corpus: Corpus, path: Path, jobs: int | None = None, composed: Callable[[str], None] = lambda html: None
) -> tuple[str, ...] | Message:
    """Write the booklet of a published corpus. Returns WeasyPrint's warnings, or why there is no booklet.

    `composed` gets the HTML that is laid out: in a PDF words are broken, so whoever looks for one looks in that.
    """
    publication = corpus.publication
    book = book_from(corpus)
    html = compose(book, publication.address if corpus.edition == "public" else "")
    composed(html)
    content = publication.root / publication.content
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        booklet = print_booklet(
            html,
            path,
            content=content,
            published_on=book.frame.published_on,
            jobs=jobs,
            cache=publication.root / CACHE,
        )
    except PrintProblem as error:
        return error.message
    return booklet.remarks


def print_booklet(
    html: str,
    output: Path,
    *,
    content: Path,
    published_on: date,
    theme: Path | None = None,
    jobs: int | None = None,
    longest: int = LONGEST,
    cache: Path | None = None,
) -> Booklet:
    """Lay the HTML out and write it as PDF/UA-1; the same input gives the same bytes, with any number of processes.

    `jobs` is the number of processes, by default one for each core. A chunk has at most `longest` characters, or one
    leaf. Raises `PrintProblem` when the HTML names a file that cannot or may not be read, or when the booklet cannot be
    pdfs.
    """
    chunks = cut(html, longest)
    identifier = sha256(html.encode()).hexdigest()[:32].encode()
    folder = theme or theme_folder()

    asked: dict[int, Job] = {}
    homes: dict[int, int] = {}

    def done_for(order: Sequence[int], call: Callable[..., Result], tasks: Sequence[tuple[Any, ...]]) -> list[Result]:
        """Do a task for each of these chunks, in the process that has it, or else in any free one."""
        try:
            homes_known = [homes.get(number) for number in order]
            done = workers.run(call, tasks, homes_known, [seconds(chunks[number]) for number in order])
        except TookTooLong as error:
            raise PrintProblem(_too_slow(chunks[order[error.task]])) from None
        homes.update({number: home for number, (_, home) in zip(order, done, strict=True)})
        return [result for result, _ in done]

    def laid_out(filled: Mapping[int, tuple[str, int]]) -> dict[int, Laid]:
        """Lay chunks out, the longest first."""
        order = sorted(filled, key=lambda number: -len(filled[number][0]))
        for number in order:
            tail = bool(chunks[number].follows)
            asked[number] = Job(*filled[number], number, tail, folder, content, published_on, identifier, cache)
        return dict(zip(order, done_for(order, lay_out, [(asked[number],) for number in order]), strict=True))

    try:
        with ready(min(jobs or cores(), len(chunks))) as workers:
            laid, starts, pages = settled(chunks, laid_out)
            tasks = [
                (asked[number], starts[number], {name: pages[name] for name in chunk.refers_to if name in pages})
                for number, chunk in enumerate(chunks)
            ]
            pdfs = done_for(range(len(chunks)), write, tasks)
    except BrokenExecutor as error:
        ended = say("one of its processes was ended, perhaps because memory ran out")
        raise PrintProblem(say("The booklet could not be laid out: {why}.", why=ended)) from error
    try:
        output.write_bytes(assemble(laid, [pdf for pdf, _ in pdfs]))
    except OSError as error:
        raise PrintProblem(say("The booklet could not be written: {why}.", why=why(error))) from error
    remarks = [line for part, (_, lines) in zip(laid, pdfs, strict=True) for line in (*part.lines, *lines)]
    return Booklet(output, sum(part.pages for part in laid), tuple(dict.fromkeys(remarks)))


def seconds(chunk: Chunk) -> float:
    """Return the CPU time that laying out a chunk may take: that of its cards and pages, and more when it is long."""
    return SECONDS * (len(chunk.leaves) + sum(len(leaf.html) for leaf in chunk.leaves) // LONG)


def _too_slow(chunk: Chunk) -> Message:
    """Say which cards and pages are in a chunk that takes too long."""
    most = int(seconds(chunk))
    names = [name for leaf in chunk.leaves for name in leaf.names]
    if not names:
        return say("The booklet could not be laid out: its first pages took more than {n} seconds.", n=most)
    return say(
        "The booklet could not be laid out: one of these took more than {n} seconds of computing: {names}. Take out"
        " what is unusual in it, such as a very long table, or make the website alone: «harvest build --no-print».",
        n=most,
        names=names,
    )
