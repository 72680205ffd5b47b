"""Write a file of `private/` in one step, for this account alone, and never over what somebody else wrote."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


class ChangedMeanwhile(Exception):
    """Raised when a file is no longer as it was read, so that writing it would lose what somebody wrote."""


def kept(path: Path) -> bytes | None:
    """Return the content of a file; None when there is none. Raises `OSError` when it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def keep(path: Path, before: bytes | None, after: bytes | None) -> None:
    """Write a file that was read as `before`; None stands for no file.

    A folder and a file that are new are for this account alone, and git passes over the folder. A file that exists
    keeps its rights. Raises `OSError`, and `ChangedMeanwhile` when the file is not as it was read.
    """
    path = path.resolve()
    if not path.parent.is_dir():
        path.parent.mkdir(0o700, parents=True)
        (path.parent / ".gitignore").write_text("*\n", "utf-8")
    with _alone(path):
        if kept(path) != before:
            raise ChangedMeanwhile
        if after is None:
            path.unlink(missing_ok=True)
        else:
            _put(path, after, new=before is None)


def _put(path: Path, content: bytes, *, new: bool) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        fresh = Path(file.name)  # which nobody else may read, so neither may they read what becomes of it
        try:
            file.write(content)
            file.close()
            if new:
                with suppress(FileNotFoundError):
                    path.stat()
                    raise ChangedMeanwhile
            else:
                state = path.stat()
                with suppress(PermissionError):
                    shutil.chown(fresh, state.st_uid, state.st_gid)
                fresh.chmod(state.st_mode)
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep others from writing this file meanwhile, as far as the disk knows locks.

    Who waits for the lock of a file that somebody replaces sees afterwards that it changed.
    """
    if not path.exists():
        yield
        return
    with path.open("rb") as file:
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
