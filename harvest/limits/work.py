"""Limit the CPU time that one file may take, in a process whose parent waits to hear of it.

Only the system can stop a library that never returns to Python, and it does so by ending the process. So the process
says beforehand, in memory that it shares with its parent, which file it works on. The parent (`overseer.py`) begins
again without that file. Without such a parent nothing here has any effect.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from math import ceil
from mmap import mmap
from pathlib import Path
from types import TracebackType

with suppress(ImportError):  # Windows; there is no parent either
    import resource

SECONDS: float = 20
"""The seconds of CPU that reading or showing one file may take."""
ROOM = 8192
"""The bytes that are shared with the parent: two for the length of a path, then the path."""


class _Watched:
    """What this process works on.

    `at` is the path and the CPU time at which it has to be done. `refused` holds the paths that took too long, each
    with the version of its file that did, once it is known. `soft` and `hard` are the limits that the process has of
    its own, and `limit` is the one in force.
    """

    board: mmap | None = None
    at: tuple[str, float] | None = None
    refused: dict[str, object] = {}
    spent: bool = False
    soft: int = -1
    hard: int = -1
    limit: int = -1


def begin(board: mmap, refused: tuple[str, ...], *, spent: bool) -> None:
    """Begin to work under a parent that reads the board; `refused` are the files that took too long before.

    `spent` says that there were too many of them to begin again once more.
    """
    _Watched.board, _Watched.refused, _Watched.spent, _Watched.at = board, dict.fromkeys(refused), spent, None
    _Watched.soft, _Watched.hard = resource.getrlimit(resource.RLIMIT_CPU)
    _Watched.limit = _Watched.soft
    core_soft, core_hard = resource.getrlimit(resource.RLIMIT_CORE)
    if core_soft:  # the system would write the memory of a process that it ends to the disk
        resource.setrlimit(resource.RLIMIT_CORE, (0, core_hard))


def overseen() -> bool:
    """Tell whether a parent waits to hear which file took too long."""
    return _Watched.board is not None


def given_up() -> tuple[str, ...]:
    """Return the files that took too long, when they are too many to begin again once more.

    On a server that builds, return their number, since a file name may be the title of a draft, and logs are public.
    """
    paths = tuple(sorted(_Watched.refused)) if _Watched.spent else ()
    return (str(len(paths)),) if paths and os.environ.get("CI") else paths


def refused(path: str, version: object) -> bool:
    """Tell whether a file took too long; a later `version`, written while a preview runs, may be tried again."""
    if path not in _Watched.refused:
        return False
    known = _Watched.refused[path]
    if known is None:
        _Watched.refused[path] = version
    elif known != version:
        del _Watched.refused[path]
        return False
    return True


def refused_file(path: str, file: Path) -> bool:
    """Tell the same of a picture or drawing in `file`."""
    if path not in _Watched.refused:
        return False
    try:
        status = file.stat()
    except OSError:
        return False
    return refused(path, (status.st_mtime_ns, status.st_size))


def one_by_one(paths: Iterable[str]) -> Iterator[str]:
    """Yield each path, with the limit on what is done until the next one."""
    if _Watched.board is None:
        yield from paths
        return
    try:
        for path in paths:  # the next limit replaces the last, since to lift each would take time
            _Watched.at = path, time.process_time() + SECONDS
            _apply(_Watched.board)
            yield path
    finally:
        _Watched.at = None
        _apply(_Watched.board)


class working:
    """Limits the CPU time of what is done inside it to `SECONDS` for this file.

    Work on one file may ask for another; the time of that is not counted for the first.
    """

    __slots__ = ("began", "outer", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self.outer: tuple[str, float] | None = None
        self.began = -1.0

    def __enter__(self) -> None:
        """Set the limit, unless the work on this file has one already."""
        if _Watched.board is None or (_Watched.at is not None and _Watched.at[0] == self.path):
            return
        self.outer, self.began = _Watched.at, time.process_time()
        _Watched.at = self.path, self.began + SECONDS
        _apply(_Watched.board)

    def __exit__(self, sort: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the limit away, or put back that of the work around it."""
        if _Watched.board is None or self.began < 0:
            return
        _Watched.at = self.outer and (self.outer[0], self.outer[1] + time.process_time() - self.began)
        _apply(_Watched.board)


def _apply(board: mmap) -> None:
    """Set the limit of the work at hand, and write its path for the parent; without work, only the process' own."""
    path = b""
    soft = _Watched.soft
    if _Watched.at is not None:
        name = _Watched.at[0].encode("utf-8", "surrogatepass")
        until = ceil(_Watched.at[1])
        if len(name) <= ROOM - 2 and (until < soft or soft == resource.RLIM_INFINITY):
            path, soft = name, until
    if not path:
        _limit(soft)
    board[: len(path) + 2] = len(path).to_bytes(2, "big") + path
    if path:
        _limit(soft)


def _limit(soft: int) -> None:
    """Set the limit, which counts whole seconds, so that it is nearly always the one in force."""
    if soft != _Watched.limit:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, _Watched.hard))
        _Watched.limit = soft


def on_board(board: mmap) -> str:
    """Return the path of the file at work; "" without one."""
    return board[2 : 2 + int.from_bytes(board[:2], "big")].decode("utf-8", "surrogatepass")


def limit_task(seconds: float) -> None:
    """Limit the CPU time of this process from now on, when it does one task after another and nothing else."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    until = ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard))
