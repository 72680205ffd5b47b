"""Look for the people of the list in everything that is about to be published, whatever the check of the source saw.

Source of the rule: what leaves the circle was released by the circle, and a check can overlook a place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from harvest.privacy.finding.find import Certainty, NameHit, PeopleFinder
from harvest.privacy.scanning.covered import Covered
from harvest.privacy.scanning.said import Collected, Said, Where
from harvest.privacy.scanning.said_in_files import FilesReader

PRINTED = ""
"""Stands for the booklet's HTML, which is no file, in a finding."""
_UPWARD = re.compile(r"^(?:\.{0,2}/)+")


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
    origins = brought or {}
    files = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    reader = FilesReader()
    for number, path in enumerate(files):
        if not _as_brought(folder / path, origins.get(path)):
            reader.read_name(path, number)
            reader.read(folder / path, number)
    for html in printed:
        reader.read_markup(html, len(files))
    texts = {said: places for said, places in reader.texts().items() if not _leads_to(said, origins)}
    return _found(texts, finder, [*files, PRINTED], cache(was_read or Covered))


def _leads_to(said: Said, files: Container[str]) -> bool:
    """Tell whether a text is the address of one of these files."""
    return said.where == "markup" and _UPWARD.sub("", said.text) in files


def _as_brought(file: Path, origin: Path | None) -> bool:
    if origin is None or not origin.is_file() or origin.stat().st_size != file.stat().st_size:
        return False
    return origin.read_bytes() == file.read_bytes()


def _was_read(covered: Covered, said: Said, hit: NameHit) -> bool:
    """Tell whether somebody read what a text says around a name, or the part of it in which that stands."""
    begins, ends = said.part(hit)
    part = said.text[begins:ends]
    return covered.covers(said.text, hit.start, hit.end, said.where) or (
        (begins, ends) != (0, len(said.text)) and covered.covers(part, hit.start - begins, hit.end - begins, said.where)
    )


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
            if said.where == "form" and was_read().has_word(said.text[hit.start : hit.end]):
                continue
            if doubtful and _was_read(was_read(), said, hit):
                continue
            for number in places:
                if not (doubtful and files[number] in was_read().files):
                    found[files[number], certainty, hit.term, said.where] += 1
    return tuple(sorted(Finding(file, how, term, times, where) for (file, how, term, where), times in found.items()))
