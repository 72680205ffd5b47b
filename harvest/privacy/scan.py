"""Look for the people of the list in everything that is about to be published, whatever the check of the source saw.

Source of the rule: what leaves the circle was released by the circle, and a check can overlook a place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from harvest.privacy.covered import Covered
from harvest.privacy.find import Certainty, PeopleFinder
from harvest.privacy.said import Collected, Where
from harvest.privacy.said_in_files import FilesReader

PRINTED = ""
"""Stands for the booklet's HTML, which is no file, in a finding."""


class Finding(NamedTuple):
    """Names or terms of the list in a file: how sure it is that they are, where in it, and how many times.

    `file` is relative to the folder of the edition, and may hold a name itself.
    """

    file: str
    certainty: Certainty
    term: bool
    times: int
    where: Where = "text"


def scan(
    folder: Path,
    finder: PeopleFinder,
    *,
    printed: Iterable[str] = (),
    was_read: Callable[[], Covered] | None = None,
    brought: Mapping[str, Path] | None = None,
) -> tuple[Finding, ...]:
    """Return where people of the list stand in the files of a folder, and in the HTML that was printed.

    What somebody read in the source is not doubted again: `was_read` tells what, when there is a doubt. A file that is
    still as another program brought it is not read (`brought`: its path → where it was copied from). Raises `OSError`.
    """
    files = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    reader = FilesReader()
    for number, path in enumerate(files):
        reader.read_name(path, number)
        if not _as_brought(folder / path, (brought or {}).get(path)):
            reader.read(folder / path, number)
    for html in printed:
        reader.read_markup(html, len(files))
    return _found(reader.texts(), finder, [*files, PRINTED], cache(was_read or Covered))


def _as_brought(file: Path, origin: Path | None) -> bool:
    if origin is None or not origin.is_file() or origin.stat().st_size != file.stat().st_size:
        return False
    return origin.read_bytes() == file.read_bytes()


def _found(
    texts: Collected, finder: PeopleFinder, files: list[str], was_read: Callable[[], Covered]
) -> tuple[Finding, ...]:
    found: Counter[tuple[str, Certainty, bool, Where]] = Counter()
    for said, places in texts.items():
        for hit in finder.within(said.text, said.setting):
            certainty = said.judged(hit)
            if certainty is None:
                continue
            doubtful = certainty == "doubtful"
            if doubtful and was_read().covers(said.text, hit.start, hit.end, said.where):
                continue
            for number in places:
                if not (doubtful and files[number] in was_read().files):
                    found[files[number], certainty, hit.term, said.where] += 1
    return tuple(sorted(Finding(file, how, term, times, where) for (file, how, term, where), times in found.items()))
