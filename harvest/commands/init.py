"""`harvest init`: a new publication, made from the texts that lie ready in `starter/`, one folder a language."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from harvest.problems.problem import Message, say, why
from harvest.publication import CONFIG
from harvest.site.swap import release, repair, staging_folder

STARTER = Path(__file__).resolve().parents[1] / "starter"
RENAMED = {"gitignore": ".gitignore", "private.md": "private/README.md"}
"""What lies ready under another name, since git would obey the one and leave out the other."""


def make_publication(folder: Path, language: str) -> Path | Message:
    """Make a publication in a folder that is new or empty and give its path, or what to say when that could not be.

    It is written aside first, so that a folder holds either all of it or nothing.
    """
    target = Path(os.path.abspath(folder))  # noqa: PTH100  resolving would follow a shortcut that leads nowhere
    staging: Path | None = None
    try:
        if target.is_dir():
            # Inside, since somebody may be working in that very folder: another in its place would leave them nowhere.
            repair(target / CONFIG)
            if any(target.iterdir()):
                return _not_empty(folder)
            staging = staging_folder(target / CONFIG)
            _write(staging, language)
            _move_into(target, staging)
        else:
            outermost = target
            while not outermost.parent.exists():
                outermost = outermost.parent
            staging = staging_folder(outermost)
            _write(staging / target.relative_to(outermost), language)
            staging.rename(outermost)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):  # somebody else was quicker
            return _not_empty(folder)
        return say("«{path}» cannot be written ({reason}).", path=str(folder), reason=why(error))
    finally:
        if staging is not None:
            release(staging)
    return target


def starter(language: str) -> Iterator[tuple[str, bytes]]:
    """The files of a new publication: path from its folder, content."""
    root = STARTER / language
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not path.name.startswith("."):
            yield RENAMED.get(name, name), path.read_bytes()


def _not_empty(folder: Path) -> Message:
    return say("«{folder}» is not empty, so nothing was made. Choose a new or an empty folder.", folder=str(folder))


def _write(folder: Path, language: str) -> None:
    for name, content in starter(language):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _move_into(target: Path, staging: Path) -> None:
    """Move all of `staging` into the empty folder `target`, or nothing.

    Folders go first: unlike a file, a folder never takes the place of one that is not empty.
    """
    entries = sorted(staging.iterdir(), key=lambda entry: (not entry.is_dir(), entry.name))
    try:
        for entry in entries:
            entry.rename(target / entry.name)
    except BaseException:
        for entry in entries:
            if not entry.exists():
                (target / entry.name).rename(entry)
        raise
