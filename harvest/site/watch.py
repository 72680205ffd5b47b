"""Watch the files of a publication, so that the preview always ends up showing their latest state."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

INTERVAL = 0.3
"""The seconds between two looks at the files."""

State = frozenset[tuple[str, int, int, int]]
"""The files and the version of each: path, number on the disk, size, and time of the last change."""


def state(paths: Iterable[Path]) -> State:
    """Return the files at these paths, and in the folders among them, as they are now.

    It leaves out what cannot be looked at and, inside folders, every name that begins with a dot.
    """
    return frozenset(_files(file for path in paths for file in _at(path)))


def _at(path: Path) -> Iterator[str]:
    folder = os.path.isdir(path)  # noqa: PTH112  Path.is_dir raises when a folder above may not be opened
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
            status = os.stat(path)  # noqa: PTH116  takes half the time of Path.stat, and runs several times a second
        except OSError:
            continue
        yield path, status.st_ino, status.st_size, status.st_mtime_ns


class Watch:
    """Calls `changed` whenever the files differ from the last look; the first look is in the constructor.

    `paths` returns the files and folders to look at, and is called at every look.
    """

    def __init__(self, paths: Callable[[], Iterable[Path]]) -> None:
        self.paths = paths
        self._seen = state(paths())
        self._ended = threading.Event()

    def start(self, changed: Callable[[], None]) -> None:
        """Watch in a thread of its own, until `stop`."""
        threading.Thread(target=self._look, args=(changed,), daemon=True).start()

    def stop(self) -> None:
        """Stop watching."""
        self._ended.set()

    def _look(self, changed: Callable[[], None]) -> None:
        while not self._ended.wait(INTERVAL):
            now = state(self.paths())
            if now != self._seen:
                self._seen = now
                changed()
