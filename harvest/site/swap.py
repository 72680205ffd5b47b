"""Putting a finished site in place at once: what stood there stays until its replacement is whole.

A build works in a folder beside the site and holds a lock on it. The system takes the lock away when the process ends,
however it ends, so a folder that can be locked is a leftover; the number of a process would say nothing across
containers.
"""

from __future__ import annotations

import ctypes
import fcntl
import glob
import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_held: dict[Path, int] = {}
"""The folders this process builds in, and the open file that holds the lock on each."""


def staging_folder(site: Path, *, private: bool = False) -> Path:
    """The folder beside `site` in which this process builds; leftovers of builds that were killed are cleared.

    A private one is for this account alone, and stays so when it is put in place. Raises `OSError` when the folder
    beside `site` cannot be written.
    """
    repair(site)
    while True:
        staging = _beside(site, "new")
        staging.mkdir(0o700 if private else 0o777, parents=True)
        try:
            _held[staging] = _lock(staging)
        except (BlockingIOError, FileNotFoundError):
            continue  # a build that started just now took it for a leftover
        except OSError:
            return staging  # a disk without locks: then nobody's folder is taken for a leftover
        if staging.exists():
            return staging
        release(staging)


def release(staging: Path) -> None:
    """Clear what a build that came to nothing, or was put in place, left in its folder."""
    shutil.rmtree(staging, ignore_errors=True)
    if staging in _held:
        os.close(_held.pop(staging))


def repair(site: Path) -> None:
    """Clear what killed builds left beside `site`; put back an old site that was moved aside and never replaced."""
    name = glob.escape(site.name)
    for leftover in (*site.parent.glob(f".{name}.old-*"), *site.parent.glob(f".{name}.new-*")):
        try:
            lock = _lock(leftover)
        except OSError:  # a build that is busy, or was cleared meanwhile
            continue
        with _alone(site.parent):
            if leftover.name.startswith(f".{site.name}.old-") and not site.exists():
                leftover.rename(site)
        shutil.rmtree(leftover, ignore_errors=True)
        os.close(lock)


def put_in_place(staging: Path, site: Path) -> None:
    """Make `staging` the site. Raises `OSError`; whatever happens, `site` is whole.

    Like MkDocs, it leaves what begins with a dot, such as the `.git` of a branch with pages, where it was.
    """
    with _alone(site.parent):  # another build may be between its two renames
        if site.is_dir():
            for hidden in site.glob(".*"):
                _copy(hidden, staging / hidden.name)
        if not _exchange(staging, site):
            _replace(staging, site)
    release(staging)


def _replace(staging: Path, site: Path) -> None:
    """Two renames leave a moment without a site; `repair` mends it when the process dies just then."""
    aside = _beside(site, "old")
    with suppress(FileNotFoundError):
        site.rename(aside)
    try:
        staging.rename(site)
    except OSError:
        with suppress(FileNotFoundError):
            aside.rename(site)
        raise
    shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other build moves its site into this folder, and let others wait."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # a disk without locks
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def _beside(site: Path, kind: str) -> Path:
    return site.parent / f".{site.name}.{kind}-{uuid.uuid4().hex[:12]}"


def _copy(source: Path, target: Path) -> None:
    if target.exists():
        return
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _lock(folder: Path) -> int:
    """Lock a folder. Raises `BlockingIOError` when another process holds it, `OSError` where that cannot be told."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
