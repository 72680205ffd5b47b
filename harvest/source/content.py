"""Read the content folder; only the place and the type of a file are judged here."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from harvest.limits.work import refused_file, working
from harvest.problems.problem import NOTHING, Message, Place, Problem, problem, say, why
from harvest.source.drawings import MAX_BYTES as MAX_DRAWING
from harvest.source.drawings import RefusedDrawing, left_out, words
from harvest.source.folders import PRIVATE, PRIVATE_FILES
from harvest.source.outgoing import PUBLISHED
from harvest.source.portable import not_portable
from harvest.source.settings import loaded_from_elsewhere
from harvest.source.source import MAX_BYTES, too_slow
from harvest.source.strays import passed_over, stray

MARKDOWN = (".md", ".markdown")
DECLARATIONS = (".yml", ".yaml")
"""Endings of files that a publication may keep among its cards, but that are never published."""


@dataclass(frozen=True)
class Files:
    """The files of the content folder: Markdown by path (relative, with `/`), and the paths of all others.

    Of a file that is too large to be a card only the beginning is read: one byte more than a card may have. Of a
    drawing `drawn` holds the texts that it shows, each with its line.
    """

    markdown: Mapping[str, bytes]
    others: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    drawn: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)


def read_files(content: Path, looks: Collection[str] = ()) -> Files:
    """Read the content folder; a path that leads out of it is not opened and gives `outside-content`.

    `looks` are the paths of the styles and scripts that pages load. Raises `OSError` only when the folder itself cannot
    be read.
    """
    root = Path(os.path.realpath(content))
    os.scandir(root).close()
    markdown: dict[str, bytes] = {}
    others: set[str] = set()
    problems: list[Problem] = []
    drawn: dict[str, tuple[tuple[int, str], ...]] = {}
    for path, file in _walk(root, problems):
        if unfit := not_portable(path):
            problems.append(unfit)
        if path.endswith(MARKDOWN):
            try:
                with open(file, "rb") as opened:  # noqa: PTH123 (making thousands of path objects is slow)
                    markdown[path] = opened.read(MAX_BYTES + 1)
            except FileNotFoundError:
                continue  # removed since the folder was listed
            except OSError as error:
                problems.append(_not_readable(path, error))
            continue
        others.add(path)
        if path.lower().endswith(MARKDOWN):
            message = say("This file is passed over: its name ends in capitals.")
            hint = say("Give it a name that ends in .md.")
            problems.append(problem(Place(path), "file-not-published", message, hint))
        elif path in looks:
            problems += _taken_from_elsewhere(path, file)
        elif not path.lower().endswith((*PUBLISHED, *DECLARATIONS)):
            problems.append(stray(path))
        elif refused_file(path, file):
            problems.append(too_slow(path))
        elif path.lower().endswith(".svg"):
            of_drawing, drawn[path] = _read_drawing(path, file)
            problems += of_drawing
    for path in [path for path in markdown if path.endswith("README.md")]:
        if f"{path.removesuffix('README.md')}index.md" in markdown:  # MkDocs shows one of the two
            del markdown[path]
            message = say("This file is passed over: index.md beside it is the page of this folder.")
            problems.append(problem(Place(path), "file-not-published", message))
    return Files(markdown, frozenset(others), tuple(problems), drawn)


def _taken_from_elsewhere(path: str, file: Path) -> list[Problem]:
    """Return what a style sheet takes from another site."""
    try:
        with file.open("rb") as opened:
            text = opened.read(MAX_BYTES).decode("utf-8", "replace")
    except OSError as error:
        return [_not_readable(path, error)]
    return list(loaded_from_elsewhere(path, text)) if path.lower().endswith(".css") else []


def _read_drawing(path: str, file: Path) -> tuple[list[Problem], tuple[tuple[int, str], ...]]:
    """Return why a drawing may not be published, or what of it does not go out, and the texts that it shows."""
    try:
        with working(path), file.open("rb") as opened:
            content = opened.read(MAX_DRAWING + 1)
            return [one.at(path) for one in left_out(content)], words(content)
    except RefusedDrawing as refused:
        return [refused.refusal.inside(path)], ()
    except OSError:
        return [], ()  # reported where the file is copied


def _walk(root: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Yield each file below the folder as (path relative to it, path to open); add a problem for any other entry."""
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            entries = sorted(os.scandir(root / prefix), key=lambda entry: entry.name)
        except OSError as error:
            if prefix and isinstance(error, FileNotFoundError):
                continue  # removed since the folder above it was listed
            message = say("This folder cannot be opened ({reason}).", reason=why(error))
            problems.append(problem(Place(prefix.rstrip("/")), "not-readable", message))
            continue
        for entry in entries:
            path = f"{prefix}{entry.name}"
            if entry.name.startswith(".") or (passed_over(entry.name)):
                continue
            try:
                refused = _refused(path, entry, root)
                folder, file = entry.is_dir(follow_symlinks=False), entry.is_file()
            except OSError as error:  # a shortcut into a folder that this account may not open
                refused = _not_readable(path, error)
            if refused:
                problems.append(refused)
            elif folder and entry.name.casefold() == PRIVATE:
                message = say("This folder is private, but it is among what is published.")
                hint = say("Move it beside the content folder; what is in it is passed over here.")
                problems.append(problem(Place(path), "private-in-content", message, hint))
            elif file and entry.name.casefold() in PRIVATE_FILES:
                message = say("This file is for the circle alone, but it is among what is published.")
                hint = say("Move it into the folder «private», beside the content folder. It is passed over here.")
                problems.append(problem(Place(path), "private-in-content", message, hint))
            elif folder:
                folders.append(f"{path}/")
            elif file:
                yield path, Path(entry.path)


def _refused(path: str, entry: os.DirEntry[str], root: Path) -> Problem | None:
    """Return the problem of an entry to skip: its name cannot be read, or its shortcut leads nowhere allowed."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "replace").decode()
        message = say("The name of this file holds a character that cannot be read.")
        return problem(Place(shown), "not-text", message, say("Give it a plain name."))
    if not entry.is_symlink():
        return None
    target = Path(os.path.realpath(entry.path))
    if not target.is_relative_to(root):
        return problem(
            Place(path),
            "outside-content",
            say("This is a shortcut to something outside the content folder, and that is never published."),
            say("Put the file itself here, or remove the shortcut."),
        )
    if not target.exists():
        return _not_readable(path, FileNotFoundError(errno.ENOENT, ""), say("Remove the shortcut."))
    if target.is_dir():
        message = say("This is a shortcut to another folder of this publication, and is passed over.")
        return problem(Place(path), "file-not-published", message)
    return None


def _not_readable(path: str, error: OSError, hint: Message = NOTHING) -> Problem:
    message = say("This file cannot be opened ({reason}).", reason=why(error))
    return problem(Place(path), "not-readable", message, hint)
