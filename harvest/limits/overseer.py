"""Run a command in a child process, and begin again when the system ends it over a file that takes too long.

The parent only waits. It passes signals on to the child, stops and ends as the child does, and keeps no state of the
command. So nobody notices that there are two.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import NoReturn

from harvest.limits import work

MOST = 5
"""How many files may take too long before the command gives up and names them."""

_DEATH_OF_PARENT = 1
"""`PR_SET_PDEATHSIG`: ask Linux for a signal when the parent ends."""
_PASSED_ON = ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP", "SIGCONT")
"""A terminal sends these to parent and child alike, other programs to the parent alone."""


def oversee(again: Callable[[], None]) -> None:
    """Go on in a child process; the calling process stays behind as its parent, and ends with it.

    Does nothing where the system has no child processes of this sort, or where there are other threads. The parent
    calls `again` each time that it begins again.
    """
    if work.overseen() or not hasattr(os, "fork") or threading.active_count() > 1:
        return
    board = mmap(-1, work.ROOM)
    refused: list[str] = []
    times = 0
    passed_on = {getattr(signal, name) for name in _PASSED_ON}
    before = signal.signal(signal.SIGCHLD, lambda *_: None)
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {*passed_on, signal.SIGCHLD})
    while (child := _child()) != 0:
        status = _waited(child, passed_on)
        path = work.on_board(board)
        if times > MOST or not path or not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGXCPU:
            _end_like(status)
        times += 1
        refused += [path] if path not in refused else []
        board[:2] = bytes(2)
        again()
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, before)
    signal.pthread_sigmask(signal.SIG_SETMASK, held)
    work.begin(board, tuple(refused), spent=times > MOST)


def started_as(*names: str) -> bool:
    """Tell whether this process was started as a command with one of these names, and not by a program of its own."""
    started = Path(sys.argv[0])
    return (started.parent.name if started.name == "__main__.py" else started.stem) in names


def _child() -> int:
    """Start a child. Returns its number, and 0 in the child itself."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # what is still in memory would be written twice
            stream.flush()
    parent = os.getpid()
    if sys.platform.startswith("linux"):
        import ctypes

        child = os.fork()
        if child == 0:
            ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
            if os.getppid() != parent:  # it was quicker
                os._exit(1)
    else:
        reading, writing = os.pipe()
        child = os.fork()
        os.close(reading if child else writing)
        if child == 0:
            threading.Thread(target=_end_with_parent, args=(reading,), daemon=True).start()
    return child


def _end_with_parent(pipe: int) -> None:
    """End this process when its parent has ended, which alone holds the other end of the pipe."""
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGKILL)


def _waited(child: int, passed_on: set[signal.Signals]) -> int:
    """Wait until the child has ended, pass signals on to it, and return how it ended."""
    while True:
        number = signal.sigwait({*passed_on, signal.SIGCHLD})
        if number != signal.SIGCHLD:
            os.kill(child, number)
        if number == signal.SIGTSTP:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})  # stops here, if the system lets it
            os.kill(os.getpid(), number)
            signal.pthread_sigmask(signal.SIG_BLOCK, {number})
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status


def _end_like(status: int) -> NoReturn:
    """End as the child did: with its exit code, or by the same signal."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        with suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {number})
        os.kill(os.getpid(), number)
    os._exit(os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 1)
