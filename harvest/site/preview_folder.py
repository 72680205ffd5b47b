"""Hold the folder of a preview, so that the next preview can clear what a killed one left.

Whoever shows a preview holds a lock on a file beside its folder, which the system releases when the process ends.
Nothing of another account is touched, and nothing that another preview uses.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import uuid
from contextlib import suppress
from pathlib import Path

HOLDING = ".harvest-preview"
"""How the name of a lock ends: other programs write locks of their own into the same folder."""
_HELD: dict[Path, int] = {}
"""The folders of this process → the open file that holds the lock on each."""


def hold(folder: Path) -> None:
    """Hold the folder of a preview until `let_go`. Where locks do not work, it is never taken for a leftover."""
    if folder in _HELD:
        return
    fresh = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:12]}.holding")
    with suppress(OSError):
        opened = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fresh.rename(_lock_of(folder))  # it is locked before anybody can find it
        except OSError:
            os.close(opened)
            fresh.unlink(missing_ok=True)
        else:
            _HELD[folder] = opened


def let_go() -> None:
    """Let go of the folders that this process held; who made them removes them."""
    while _HELD:
        folder, opened = _HELD.popitem()
        _lock_of(folder).unlink(missing_ok=True)
        os.close(opened)


def clear_killed_previews(among: Path) -> None:
    """Remove the folders of previews of this account, directly below `among`, that nobody holds any more."""
    for lock in among.glob(f".*{HOLDING}"):
        with suppress(OSError):
            _clear(lock)


def _clear(lock: Path) -> None:
    """Remove what belongs to one lock. Raises `OSError` when another preview holds it, or when it is not ours."""
    opened = os.open(lock, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
            return
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        folder = lock.with_name(lock.name[1 : -len(HOLDING)])
        for left in (folder, *lock.parent.glob(f".{folder.name}.new-*"), *lock.parent.glob(f".{folder.name}.old-*")):
            with suppress(FileNotFoundError):
                status = left.lstat()
                if stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid():
                    shutil.rmtree(left, ignore_errors=True)
        lock.unlink(missing_ok=True)
    finally:
        os.close(opened)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}{HOLDING}")
