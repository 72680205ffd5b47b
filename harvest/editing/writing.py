"""Write a file in one step, so that nobody finds half of it, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
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

    All new texts are on the disk before the first file is touched, so a disk that is full changes nothing, and hardly a
    moment is left in which this can be broken off halfway. Raises `ChangedMeanwhile` when a file is not as it was read,
    and `OSError` with the one that cannot be written; what was written by then is put back, also at Ctrl-C.
    """
    for path, change in changes.items():
        if content_of(path) != change.before:
            raise ChangedMeanwhile
    done: list[Path] = []
    folders = [folder for path in changes for folder in _missing_above(path)]
    rights = _rights_of_new(path for path, change in changes.items() if change.after is None)
    with ExitStack() as kept:
        try:
            fresh = {
                path: kept.enter_context(_in_its_folder(path, change.after, rights))
                for path, change in changes.items()
                if change.after is not None
            }
            for path in sorted(changes, key=lambda path: _turn(changes[path])):
                done.append(path)
                _change(path, changes[path].before, fresh.get(path))
        except BaseException as error:
            if isinstance(error, OSError) and done:
                error.filename = str(done[-1])
            for path in reversed(done):
                with suppress(ChangedMeanwhile, OSError):
                    _put_back(path, changes[path], rights)
            kept.close()
            for folder in reversed(folders):
                with suppress(OSError):
                    folder.rmdir()
            raise


def _turn(change: Rewrite) -> int:
    """Return when a file has its turn: what is new first, so that each text is somewhere, then what disappears.

    Whoever finds it broken off has links with an old name, of which a check tells, and no card that is there twice.
    """
    return 0 if change.before is None else 1 if change.after is None else 2


def _missing_above(path: Path) -> list[Path]:
    """Return the folders of a file that do not exist, the outermost first."""
    return [folder for folder in reversed(path.parents) if not os.path.lexists(folder)]


def _rights_of_new(gone: Iterable[Path]) -> int:
    """Return the rights of a file that is new: who could not read what disappears for it, cannot read it either."""
    rights = 0o644
    for path in gone:
        rights &= path.stat().st_mode | 0o600
    return rights


@contextmanager
def _in_its_folder(path: Path, content: bytes, rights: int) -> Iterator[Path]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path, content, rights=rights) as fresh:
            yield fresh
    except OSError as error:
        error.filename = str(path)  # not that of the file beside it that was to take its place
        raise


def _change(path: Path, before: bytes | None, fresh: Path | None) -> None:
    """Put a new file in the place of one that is as it was read, or remove that one."""
    # Last of all, so that hardly a moment is left: not every system has locks.
    if content_of(path) != before:
        raise ChangedMeanwhile
    if fresh is None:
        path.unlink(missing_ok=True)
    else:
        fresh.replace(path)


def _put_back(path: Path, change: Rewrite, rights: int) -> None:
    """Undo a change, if it was made and nobody changed the file since."""
    if change.before is None:
        _change(path, change.after, None)
        return
    with _beside(path, change.before, rights=rights) as fresh:
        _change(path, change.after, fresh)


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
