"""Make an edition in a separate folder, for any host that writes its pages, and put it in place in one step.

A host calls, in this order: `stage` for the folder to write in, `site_of` for the content of its pages,
`Staging.complete` once it has written them, `Staging.put_in_place`; and `Staging.clear` at the end, whatever happened.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from harvest.corpus import Corpus
from harvest.problems.problem import Message, say, why
from harvest.publication import Edition, Publication
from harvest.site.last_look import last_look
from harvest.site.pages import BOOKLET, Site
from harvest.site.swap import put_in_place, release, repair, staging_folder
from harvest.source.folders import CIRCLE

Progress = Callable[[str, int, int], None]
"""Takes the progress of each step: its name (`pages`, `booklet` or `scan`), how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Staging:
    """An edition in the making in `folder`; the site in `final` stays until this one replaces it."""

    folder: Path
    final: Path

    def complete(self, site: Site, *, jobs: int | None, progress: Progress) -> tuple[str, ...] | Message:
        """Add the booklet, if the edition has one, and the files of data to the pages that the host wrote.

        Last of all, look for the people of the list in all of it, whatever the check of the cards saw. Returns
        warnings, or why the edition cannot be published; `jobs` is the number of processes for the booklet.
        Raises `OSError` when a file cannot be written.
        """
        remarks: tuple[str, ...] = ()
        printed: list[str] = []
        if site.frame.booklet:
            progress("booklet", 0, 1)
            # Imported late, so that a preview or a build without a booklet does not wait for it.
            from harvest.print.booklet import make_booklet

            result = make_booklet(site.corpus, self.folder / BOOKLET, jobs, printed.append)
            if isinstance(result, Message):
                return result
            remarks = result
            progress("booklet", 1, 1)
        for address, text in site.generated().items():
            (self.folder / address).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / address).write_text(text, "utf-8", newline="")
        if site.finder is None:
            return remarks
        progress("scan", 0, 1)
        result = last_look(site, self.folder, printed)
        progress("scan", 1, 1)
        return result if isinstance(result, Message) else (*remarks, *result)

    def put_in_place(self) -> None:
        """Replace the site with this edition. Raises `OSError`; whatever happens, a whole site is in place."""
        put_in_place(self.folder, self.final)

    def clear(self) -> None:
        """Remove an edition that was not put in place; one that was stays."""
        release(self.folder)


def stage(publication: Publication, edition: Edition, asked: Path, *, preview: bool) -> Staging | Message:
    """Make the separate folder for an edition that will replace `asked`, or return why it cannot be written.

    The circle's edition replaces a folder of its own instead, outside any that a server publishes. Only this account
    may read the folder of a preview, also once it is in place.
    """
    final = _final(publication, edition, asked, preview=preview)
    try:
        return Staging(staging_folder(final, private=preview), final)
    except OSError as error:
        return say(
            "The folder beside «{site}» cannot be written ({reason}).",
            site=final.name,
            reason=why(error),
        )


def clear_killed_builds(publication: Publication, edition: Edition) -> None:
    """Clear what killed builds of this edition left, when no new build begins. Raises `OSError`."""
    repair(_final(publication, edition, publication.root / publication.site, preview=False))


def _final(publication: Publication, edition: Edition, asked: Path, *, preview: bool) -> Path:
    return Path(os.path.realpath(publication.root / CIRCLE if edition == "circle" and not preview else asked))


def site_of(corpus: Corpus, *, preview: bool) -> Site:
    """Return the site of an edition: in a preview with the whole corpus, else with only what the edition holds."""
    if preview:
        return Site(corpus, preview=True, booklet=False)
    site = Site(corpus.published(), preview=False, booklet=corpus.publication.print)
    site.finder = corpus.people_finder  # which knows the names of all cards, as the check does
    return site
