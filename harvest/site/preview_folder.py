"""Hold the folder of a preview, so that the next preview can clear what a killed one left.

Whoever shows a preview holds a lock on a file beside its folder, which the system releases when the process ends.
Nothing of another account is touched, and nothing that another preview uses.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from harvest.site.locks import Lock

HOLDING = ".harvest-preview"
"""How the name of a lock ends: other programs write locks of their own into the same folder."""
_HELD: dict[Path, Lock] = {}
"""The folders of this process → the lock on each."""
_MOST = 5.0
"""The seconds to wait for another preview that just looks whether anybody holds a folder."""


def hold(folder: Path) -> None:
    """Hold the folder of a preview until `let_go`. Where locks do not work, it is never taken for a leftover."""
    if folder in _HELD:
        return
    with suppress(OSError):
        _HELD[folder] = Lock(_lock_of(folder), wait=_MOST)
        folder.mkdir(0o700, exist_ok=True)  # in that moment the other one may have taken it for a leftover


def let_go() -> None:
    """Let go of the folders that this process held; who made them removes them."""
    while _HELD:
        _HELD.popitem()[1].release()


def clear_killed_previews(among: Path) -> None:
    """Remove the folders of previews of this account, directly below `among`, that nobody holds any more."""
    for lock in among.glob(f".*{HOLDING}"):
        with suppress(OSError):
            _clear(lock)


def _clear(lock: Path) -> None:
    """Remove what belongs to one lock. Raises `OSError` when another preview holds it, or when it is not ours."""
    status = lock.lstat()
    if not stat.S_ISREG(status.st_mode) or not _ours(status):
        return
    held = Lock(lock)
    folder = lock.with_name(lock.name[1 : -len(HOLDING)])
    for left in (folder, *lock.parent.glob(f".{folder.name}.new-*"), *lock.parent.glob(f".{folder.name}.old-*")):
        with suppress(FileNotFoundError):
            status = left.lstat()
            if stat.S_ISDIR(status.st_mode) and _ours(status):
                shutil.rmtree(left, ignore_errors=True)
            elif stat.S_ISREG(status.st_mode) and _ours(status):
                left.unlink()
    held.release()


def _ours(status: os.stat_result) -> bool:
    """Tell whether a file is of this account; on Windows each account has a folder of its own for these."""
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}{HOLDING}")
