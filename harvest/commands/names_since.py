"""See to it that nothing counts as read that nobody saw, or as compared with people who came onto the list later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from harvest.checks.reading import ToRead, to_read
from harvest.corpus import Corpus
from harvest.editing.writing import make_folder_outside_git, replace_file
from harvest.privacy.reading.names_read import NAMES_READ, read_names, written
from harvest.problems.problem import Message, say
from harvest.site.discreet import discreet
from harvest.source.pictures import CACHE

_MARK = re.compile(r"[0-9a-f]{16}")


def remember_shown(corpus: Corpus) -> None:
    """Keep the marks of the sentences that are shown now, and none of their words; without a disk, do without."""
    if discreet(corpus):
        return
    marks = sorted({mark for one in to_read(corpus) for mark in one.marks})
    file = _file(corpus.publication.root)
    with suppress(OSError):
        make_folder_outside_git(file.parent)
        replace_file(file, "".join(f"{mark}\n" for mark in marks).encode())


def not_shown(corpus: Corpus) -> tuple[ToRead, ...]:
    """Return what is still to be read and was not there when it was shown last; nothing where none of it ever was."""
    try:
        shown = frozenset(_MARK.findall(_file(corpus.publication.root).read_text("utf-8", "replace")))
    except OSError:
        return ()
    return tuple(one for one in to_read(corpus) if not shown.issuperset(one.marks))


def let_lapse(root: Path, language: str) -> Iterator[Message]:
    """Take out of `names-read.yml` which files were compared with the list, since now the list holds more."""
    read = read_names(root)
    if read.checked:
        with suppress(OSError):
            replace_file((root / NAMES_READ).resolve(), written(read.sentences, {}, language).encode())
        yield say(
            "No text was compared with these yet. Type «harvest check --names --done», and put «{path}» in git.",
            path=NAMES_READ,
        )


def _file(root: Path) -> Path:
    return root / CACHE / "names-shown"
