"""Replace a site in one step: the old one stays until the new one is whole.

A build works in a folder beside the site and holds a lock on it. The system releases the lock when the process ends,
however it ends, so a folder that can be locked is a leftover. The number of a process would mean nothing in another
container.
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
"""The folders in which this process builds → the open file that holds the lock on each."""


def staging_folder(site: Path, *, private: bool = False) -> Path:
    """Make the folder beside `site` in which this process builds, and clear leftovers of killed builds.

    Only this account may read a private folder, also once it is in place. Raises `OSError` when the folder cannot be
    written.
    """
    repair(site)
    while True:
        staging = _beside(site, "new")
        staging.mkdir(0o700 if private else 0o777, parents=True)
        try:
            _held[staging] = _lock(staging)
        except (BlockingIOError, FileNotFoundError):
            continue  # another build that just started took it for a leftover
        except OSError:
            return staging  # on a disk without locks no build takes a folder for a leftover
        if staging.exists():
            return staging
        release(staging)


def release(staging: Path) -> None:
    """Clear the folder of a build that failed, or that is in place now, and release its lock."""
    shutil.rmtree(staging, ignore_errors=True)
    if staging in _held:
        os.close(_held.pop(staging))


def repair(site: Path) -> None:
    """Clear what killed builds left beside `site`, and put back an old site that was moved away but not replaced."""
    name = glob.escape(site.name)
    for leftover in (*site.parent.glob(f".{name}.old-*"), *site.parent.glob(f".{name}.new-*")):
        try:
            lock = _lock(leftover)
        except OSError:  # another build is using it, or has just cleared it
            continue
        with _alone(site.parent):
            if leftover.name.startswith(f".{site.name}.old-") and not site.exists():
                leftover.rename(site)
        shutil.rmtree(leftover, ignore_errors=True)
        os.close(lock)


def put_in_place(staging: Path, site: Path) -> None:
    """Replace `site` with `staging`. Raises `OSError`; whatever happens, `site` is whole.

    Like MkDocs, it keeps files that begin with a dot, such as the `.git` of a branch with pages.
    """
    with _alone(site.parent):  # another build may be between its two renames
        if site.is_dir():
            for hidden in site.glob(".*"):
                _copy(hidden, staging / hidden.name)
        if not _exchange(staging, site):
            _replace(staging, site)
    release(staging)


def _replace(staging: Path, site: Path) -> None:
    """Replace the site with two renames; if the process dies between them, `repair` puts the old site back."""
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
    """Wait until no other build is moving its site into this folder, and make others wait."""
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
    """Lock a folder. Raises `BlockingIOError` when another process holds it, `OSError` where locks do not work."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; return False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
