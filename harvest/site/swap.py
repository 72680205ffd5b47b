"""Replace a site in one step: the old one stays until the new one is whole.

A build works in a folder beside the site and holds a lock on a file beside that. The system releases the lock when the
process ends, however it ends, so a folder whose file can be locked is a leftover. The number of a process would mean
nothing in another container.
"""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from harvest.site.locks import Lock

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LOCKED = ".lock"
"""How the name of the file ends that is locked for the folder beside it."""
_MOST = 10.0
"""The seconds to wait for a build that clears what others left."""
_held: dict[Path, Lock] = {}
"""The folders in which this process builds → the lock on each."""


def staging_folder(site: Path, *, private: bool = False) -> Path:
    """Make the folder beside `site` in which this process builds, and clear leftovers of killed builds.

    Only this account may read a private folder, also once it is in place. Raises `OSError` when the folder cannot be
    written.
    """
    repair(site)
    staging = _beside(site, "new")
    with suppress(FileExistsError):
        staging.parent.mkdir(parents=True)
    with suppress(OSError):  # on a disk without locks no build takes a folder for a leftover
        _held[staging] = _lock(staging, wait=_MOST)  # another build may just look whether anybody holds it
    try:
        staging.mkdir(0o700 if private else 0o777)
    except OSError:
        release(staging)
        raise
    return staging


def release(staging: Path) -> None:
    """Clear the folder of a build that failed, or that is in place now, and release its lock."""
    shutil.rmtree(staging, ignore_errors=True)
    if staging in _held:
        _held.pop(staging).release()


def repair(site: Path) -> None:
    """Clear what killed builds left beside `site`, and put back an old site that was moved away but not replaced."""
    name = glob.escape(site.name)
    left = (*site.parent.glob(f".{name}.old-*"), *site.parent.glob(f".{name}.new-*"))
    for leftover in {path.with_name(path.name.removesuffix(_LOCKED)) for path in left}:
        try:
            lock = _lock(leftover)
        except OSError:  # another build is using it, or the disk has no locks
            continue
        with _alone(site), suppress(FileNotFoundError):
            if leftover.name.startswith(f".{site.name}.old-") and not site.exists():
                leftover.rename(site)
        shutil.rmtree(leftover, ignore_errors=True)
        lock.release()


def put_in_place(staging: Path, site: Path) -> None:
    """Replace `site` with `staging`. Raises `OSError`; whatever happens, `site` is whole.

    Like MkDocs, it keeps files that begin with a dot, such as the `.git` of a branch with pages.
    """
    with _alone(site):  # another build may be between its two renames
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
def _alone(site: Path) -> Iterator[None]:
    """Wait until no other build is moving this site, and make others wait."""
    lock: Lock | None = None
    with suppress(OSError):  # a disk without locks
        lock = Lock(site.with_name(f".{site.name}{_LOCKED}"), wait=-1)
    try:
        yield
    finally:
        if lock:
            lock.release()


def _beside(site: Path, kind: str) -> Path:
    return site.parent / f".{site.name}.{kind}-{uuid.uuid4().hex[:12]}"


def _copy(source: Path, target: Path) -> None:
    if target.exists():
        return
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _lock(folder: Path, wait: float = 0) -> Lock:
    """Lock a folder. Raises `BlockingIOError` when another process holds it, `OSError` where locks do not work."""
    return Lock(folder.with_name(f"{folder.name}{_LOCKED}"), wait=wait)


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
