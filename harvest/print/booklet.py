"""The booklet of a corpus, from views to file."""

from __future__ import annotations

from pathlib import Path
from warnings import catch_warnings, simplefilter

from harvest.corpus import Corpus
from harvest.print.compose import book_from, compose
from harvest.problem import Message, say
from harvest.templates import environment, theme_folder


def make_booklet(corpus: Corpus, path: Path) -> tuple[str, ...] | Message:
    """Write the booklet of a published corpus; gives the remarks of WeasyPrint, or why there is no booklet."""
    try:
        with catch_warnings():
            simplefilter("ignore")  # that this machine has no fonts: the booklet brings its own
            # WeasyPrint takes a while to import; a build without a booklet need not wait for it.
            from harvest.print.layout import PrintProblem, lay_out
    except OSError as error:
        return say(
            "This machine lacks what the booklet is made with ({reason}). The website alone: «harvest build "
            "--no-print».",
            reason=str(error).partition("\n")[0],
        )
    publication = corpus.publication
    book = book_from(corpus)
    html = compose(book, environment(publication.language), publication.address if corpus.edition == "public" else "")
    content = publication.root / publication.content
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = lay_out(html, path, theme=theme_folder(), content=content, published_on=book.frame.published_on)
    except PrintProblem as error:
        return error.message
    return made.remarks
