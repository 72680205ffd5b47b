"""The preview keeps up: whatever happens to the files and however fast, in the end it shows what they say."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator

from harvest.publication import Publication

INTERVAL = 0.3
"""How often the files are looked at, in seconds."""

State = frozenset[tuple[str, int, int, int]]
"""What files there are and which version of each: path, number on the disk, size, and when it was written."""


def state(publication: Publication) -> State:
    """The files a publication is made from, as they are now; what cannot be looked at is not there."""
    root = publication.root
    named = [root / publication.config, *(root / chapter.path for chapter in publication.kinds)]
    return frozenset([*_files(map(str, named)), *_files(_below(str(root / publication.content)))])


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


def _files(paths: Iterator[str]) -> Iterator[tuple[str, int, int, int]]:
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116  half the time of Path.stat, several times a second
        except OSError:
            continue
        yield path, found.st_ino, found.st_size, found.st_mtime_ns


class Watch:
    """Calls `changed` whenever the files differ from what they were at the last look; the first is at once.

    `publication` may be replaced: its declarations and its folder are then the ones looked at.
    """

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._seen = state(publication)
        self._ended = threading.Event()

    def start(self, changed: Callable[[], None]) -> None:
        """Look from now on, in a thread of its own, until `stop`."""
        threading.Thread(target=self._look, args=(changed,), daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()

    def _look(self, changed: Callable[[], None]) -> None:
        while not self._ended.wait(INTERVAL):
            now = state(self.publication)
            if now != self._seen:
                self._seen = now
                changed()
