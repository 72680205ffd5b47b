"""The preview keeps up: whatever happens to the files and however fast, in the end it shows what they say."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

INTERVAL = 0.3
"""How often the files are looked at, in seconds."""

State = frozenset[tuple[str, int, int, int]]
"""What files there are and which version of each: path, number on the disk, size, and when it was written."""


def state(paths: Iterable[Path]) -> State:
    """Return the files at these paths and in the folders among them, as they are now.

    What cannot be looked at is not there, and neither is what begins with a dot in a folder.
    """
    return frozenset(_files(file for path in paths for file in _at(path)))


def _at(path: Path) -> Iterator[str]:
    folder = os.path.isdir(path)  # noqa: PTH112  Path.is_dir raises where a folder above may not be looked into
    return _below(str(path)) if folder else iter([str(path)])


def _below(folder: str) -> Iterator[str]:
    folders = [folder]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        yield entry.path
        except OSError:
            continue


def _files(paths: Iterable[str]) -> Iterator[tuple[str, int, int, int]]:
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116  half the time of Path.stat, several times a second
        except OSError:
            continue
        yield path, found.st_ino, found.st_size, found.st_mtime_ns


class Watch:
    """Calls `changed` whenever the files differ from what they were at the last look; the first is at once.

    `paths` names the files and folders to look at, and is asked at every look.
    """

    def __init__(self, paths: Callable[[], Iterable[Path]]) -> None:
        self.paths = paths
        self._seen = state(paths())
        self._ended = threading.Event()

    def start(self, changed: Callable[[], None]) -> None:
        """Look from now on, in a thread of its own, until `stop`."""
        threading.Thread(target=self._look, args=(changed,), daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()

    def _look(self, changed: Callable[[], None]) -> None:
        while not self._ended.wait(INTERVAL):
            now = state(self.paths())
            if now != self._seen:
                self._seen = now
                changed()
