"""Write a file in one step, so that nobody finds half of it, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple


class ChangedMeanwhile(Exception):
    """Raised when a file is no longer as it was read, so that writing it would lose what somebody wrote."""


class Rewrite(NamedTuple):
    """What a file held when it was read, and what it is to hold; None stands for no file."""

    before: bytes | None
    after: bytes | None


def content_of(path: Path) -> bytes | None:
    """Return the content of a file; None when there is none. Raises `OSError` when it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def replace_file(path: Path, content: bytes) -> None:
    """Write a file. One that exists keeps its rights, and its owner where we may. Raises `OSError`."""
    with _beside(path, content, rights=0o644) as fresh:
        fresh.replace(path)


def replace_all(changes: Mapping[Path, Rewrite]) -> None:
    """Write all of these files of an author, or none; folders that are missing are made.

    Raises `ChangedMeanwhile` when a file is not as it was read, and `OSError` with the one that cannot be written; what
    was written by then is put back.
    """
    for path, change in changes.items():
        if content_of(path) != change.before:
            raise ChangedMeanwhile
    done: list[Path] = []
    try:
        # What disappears goes last: until then each text is somewhere.
        for path, change in sorted(changes.items(), key=lambda item: item[1].after is None):
            _change(path, change)
            done.append(path)
    except (ChangedMeanwhile, OSError) as error:
        for path_done in reversed(done):
            with suppress(ChangedMeanwhile, OSError):
                _change(path_done, Rewrite(changes[path_done].after, changes[path_done].before))
        if isinstance(error, OSError):
            error.filename = str(path)  # not that of the file beside it that was to take its place
        raise


def _change(path: Path, change: Rewrite) -> None:
    """Write or remove one file that is as it was read."""
    if change.after is None:
        if content_of(path) != change.before:
            raise ChangedMeanwhile
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path, change.after, rights=0o644) as fresh:
        # Last of all, so that hardly a moment is left: not every system has locks.
        if content_of(path) != change.before:
            raise ChangedMeanwhile
        fresh.replace(path)


def replace_private(path: Path, before: bytes | None, after: bytes | None) -> None:
    """Write a file of `private/` that was read as `before`; None stands for no file.

    A folder and a file that are new are for this account alone, and git passes over the folder. A file that exists
    keeps its rights. Raises `OSError`, and `ChangedMeanwhile` when the file is not as it was read.
    """
    path = path.resolve()
    if not path.parent.is_dir():
        make_folder_outside_git(path.parent)
    with _beside(path, after or b"", rights=0o600) as fresh:
        # Last of all, so that hardly a moment is left: not every system has locks.
        if content_of(path) != before:
            raise ChangedMeanwhile
        if after is None:
            path.unlink(missing_ok=True)
        else:
            fresh.replace(path)


def make_folder_outside_git(folder: Path) -> None:
    """Make a folder for this account alone that git passes over, where there is none. Raises `OSError`."""
    folder.mkdir(0o700, parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", "utf-8")


@contextmanager
def _beside(path: Path, content: bytes, *, rights: int) -> Iterator[Path]:
    """Write a file beside another one, as that may be read and written; it is gone again where nobody moved it."""
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            state = path.stat()
        except FileNotFoundError:
            fresh.chmod(rights)
        else:
            if hasattr(os, "chown"):  # which Windows lacks
                with suppress(PermissionError):
                    os.chown(fresh, state.st_uid, state.st_gid)
            fresh.chmod(state.st_mode)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)
