"""The making of an edition, whichever host writes its pages: in a folder aside, and then put in place at once.

A host calls, in this order: `stage` for the folder to write in, `site_of` for what its pages show, `Staging.complete`
when they are written, `Staging.put_in_place`; and `Staging.clear` at the end, whatever happened.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from harvest.corpus import Corpus
from harvest.problems.problem import Message, say, why
from harvest.publication import Edition, Publication
from harvest.site.pages import BOOKLET, Site
from harvest.site.swap import put_in_place, release, staging_folder
from harvest.source.content import CIRCLE

Progress = Callable[[str, int, int], None]
"""Told of each step: its name (`pages` or `booklet`), how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Staging:
    """An edition that is being made in `folder`; what stands in `final` stays until this takes its place."""

    folder: Path
    final: Path

    def complete(self, site: Site, *, jobs: int | None, progress: Progress) -> tuple[str, ...] | Message:
        """Add the booklet, if the edition has one, and the files of data to the pages that the host wrote.

        Returns what WeasyPrint warned of, or why there is no booklet; `jobs` is in how many processes it is made.
        Raises `OSError` when a file cannot be written.
        """
        remarks: tuple[str, ...] = ()
        if site.frame.booklet:
            progress("booklet", 0, 1)
            # Imported late: a build without a booklet, or a preview, need not wait for it.
            from harvest.print.booklet import make_booklet

            made = make_booklet(site.corpus, self.folder / BOOKLET, jobs)
            if isinstance(made, Message):
                return made
            remarks = made
            progress("booklet", 1, 1)
        for address, text in site.generated().items():
            (self.folder / address).write_text(text, "utf-8", newline="")
        return remarks

    def put_in_place(self) -> None:
        """Make this the edition that stands. Raises `OSError`; whatever happens, what stands there is whole."""
        put_in_place(self.folder, self.final)

    def clear(self) -> None:
        """Leave nothing behind of an edition that came to nothing; one that was put in place stays."""
        release(self.folder)


def stage(publication: Publication, edition: Edition, asked: Path, *, preview: bool) -> Staging | Message:
    """Make the folder aside in which an edition is made for `asked`, or say why that cannot be written.

    The circle's edition has a folder of its own instead, outside any that a server shows. The folder of a preview is
    for this account alone, also once it is in place.
    """
    final = Path(os.path.realpath(publication.root / CIRCLE if edition == "circle" and not preview else asked))
    try:
        return Staging(staging_folder(final, private=preview), final)
    except OSError as error:
        return say(
            "The folder beside «{site}» cannot be written ({reason}).",
            site=final.name,
            reason=why(error),
        )


def site_of(corpus: Corpus, *, preview: bool) -> Site:
    """Return what the pages of an edition show: all of the corpus in a preview, else only what the edition holds."""
    if preview:
        return Site(corpus, preview=True, booklet=False)
    return Site(corpus.published(), preview=False, booklet=corpus.publication.print)
