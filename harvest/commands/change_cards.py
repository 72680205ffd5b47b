"""Share what the commands do that change several cards at once: read all of it, look who else has it open, write it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from harvest.cards.card import Card
from harvest.commands.cards_named import NO_CARD, cards_named
from harvest.corpus import Corpus
from harvest.editing.before_and_after import Written
from harvest.editing.writing import ChangedMeanwhile, Rewrite, content_of, make_folder_outside_git, replace_all
from harvest.pipeline import load, unreadable
from harvest.problems.problem import Message, Place, say, why
from harvest.problems.report import shown_path
from harvest.publication import Publication
from harvest.site.locks import Lock
from harvest.source.content import read_files
from harvest.source.pictures import CACHE

_PATIENCE = 10
"""How many seconds to wait for another command that changes cards."""
_SHOWN = 20
"""The number of lines that a command lists."""


class ToChange(NamedTuple):
    """A publication with the files it is made of, and the card that somebody named."""

    corpus: Corpus
    written: Written
    card: Card


def read_for_change(publication: Publication, named: str) -> ToChange | tuple[Message, ...]:
    """Read a publication with the files it is made of, and find the card with this name; or say why not."""
    root = publication.root
    try:
        files = read_files(root / publication.content, publication.looks)
        corpus = load(publication, None, files)
    except OSError as error:
        return (unreadable(publication, error),)
    cards, refused = cards_named(corpus, [named])
    if refused or not cards:
        return refused or (NO_CARD,)
    return ToChange(corpus, Written(files, lambda path: content_of(root / path)), cards[0])


def write_changes(root: Path, changes: Mapping[str, Rewrite]) -> tuple[Message, ...]:
    """Write all of these files, or none; then the messages say why. Folders that are empty now go too."""
    refused = tuple(message for path, change in changes.items() for message in _in_the_way(root / path, change))
    if refused:
        return refused
    # Of a file that is a shortcut, what it leads to is changed.
    files = {
        (root / path).resolve() if change.before is not None and change.after is not None else root / path: change
        for path, change in changes.items()
    }
    try:
        with _one_at_a_time(root):
            replace_all(files)
    except (BlockingIOError, ChangedMeanwhile):
        return (say("Somebody else just wrote in one of these files. Nothing was changed: try once more."),)
    except OSError as error:
        return (say("«{path}» cannot be written ({reason}).", path=shown_path(error.filename), reason=why(error)),)
    for path, change in changes.items():
        if change.after is None:
            _empty_folder_gone((root / path).parent)
    return ()


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Let nobody else change cards of this publication meanwhile; where no lock can be made, go on without one.

    Raises `BlockingIOError` when somebody else takes too long.
    """
    cache, lock = root / CACHE, None
    try:
        make_folder_outside_git(cache)
        lock = Lock(cache / "changing.lock", wait=_PATIENCE)
    except BlockingIOError:
        raise
    except OSError:
        pass  # each file is still compared with what was read
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _empty_folder_gone(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # something else lies in it


def _in_the_way(path: Path, change: Rewrite) -> Iterable[Message]:
    """Yield why a file is not changed: it may not be written, or it is open in another program."""
    shown = shown_path(path)
    if change.before is None:
        return
    try:
        if not path.stat().st_mode & 0o222:
            yield say("«{path}» may only be read. Let it be written first.", path=shown)
    except OSError as error:
        yield say("«{path}» cannot be read ({reason}).", path=shown, reason=why(error))
        return
    for sign in (f".~lock.{path.name}#", f".{path.name}.swp", f"~${path.name}", f".#{path.name}"):
        if os.path.lexists(path.with_name(sign)):
            yield say(
                "«{path}» seems to be open in another program. Save and close it there, and try once more. Is it not"
                " open? Then take «{file}» away.",
                path=shown,
                file=sign,
            )


def in_git(root: Path) -> bool:
    """Tell whether a folder is kept in git."""
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def places_listed(places: Iterable[Place], root: Path) -> Iterator[Message | str]:
    """Yield the first of these places as a report shows them, and how many more there are."""
    return listed([f"{shown_path(one.path, root)}:{one.line}:{one.column}" for one in places])


def listed(lines: Sequence[str]) -> Iterator[Message | str]:
    """Yield the first of these lines, and how many more there are."""
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield say("And so many more: {n}.", n=len(lines) - _SHOWN)
