"""Run `harvest init`: make a new publication from the files in `starter/`, which has a folder for each language."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from harvest.problems.problem import Message, say, why
from harvest.publication import CONFIG
from harvest.site.swap import release, repair, staging_folder

STARTER = Path(__file__).resolve().parents[1] / "starter"
RENAMED = {
    "gitignore": ".gitignore",
    "private.md": "private/README.md",
    "vscode/extensions.json": ".vscode/extensions.json",
    "vscode/settings.json": ".vscode/settings.json",
}
"""Files of the starter under another name, since git would obey `.gitignore` and leave out `private/`, and what begins
with a dot is passed over."""


def make_publication(folder: Path, language: str) -> Path | Message:
    """Make a publication in a folder that is new or empty. Returns its path, or a message why that is impossible.

    We write it in a separate folder first, so that `folder` holds either all of it or nothing.
    """
    target = Path(os.path.abspath(folder))  # noqa: PTH100  resolving would follow a broken symbolic link
    staging: Path | None = None
    try:
        if target.is_dir():
            # Inside, since somebody may be working in that very folder: replacing it would leave them in a deleted one.
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
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):  # somebody else has just filled the folder
            return _not_empty(folder)
        return say("«{path}» cannot be written ({reason}).", path=str(folder), reason=why(error))
    finally:
        if staging is not None:
            release(staging)
    return target


def starter(language: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a new publication: path from its folder, content."""
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
    (folder / "private").chmod(0o700)


def _move_into(target: Path, staging: Path) -> None:
    """Move all of `staging` into the empty folder `target`, or nothing.

    Folders go first: unlike a file, a folder never replaces one that is not empty.
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
