"""Lock a file for this process, on every system; the lock ends with the process, however that ends.

Only who holds the lock of a file may remove it, so that nobody waits for a file that nobody can find any more.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


class Lock:
    """A file that this process has locked."""

    def __init__(self, path: Path, *, wait: float = 0) -> None:
        """Make the file and lock it, or wait for whoever holds it; a negative number of seconds waits without end.

        Raises `BlockingIOError` when somebody else holds it, another `OSError` where locks do not work.
        """
        self.path = path
        self._lock = FileLock(path, timeout=wait, mode=0o600, fallback_to_soft=False, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout as held:
            raise BlockingIOError(str(path)) from held

    def release(self) -> None:
        """Remove the file and let go of it."""
        with suppress(OSError):  # Windows removes it only afterwards, by itself
            self.path.unlink()
        self._lock.release()
