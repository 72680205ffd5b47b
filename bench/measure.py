"""Running a command as a process: how long it took, and how much memory all its processes had at most."""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
SLOW = 60.0
"""Seconds above which a measure has one round only."""


@dataclass
class Measure:
    """One command on one publication, with the seconds, those its processors worked, and the peak in bytes of every
    round.

    `outputs` are removed from its folder before each round, outside what is measured. `why` says why there is no
    figure: it could not run at all, failed, or took longer than the limit.
    """

    name: str
    cards: int
    folder: Path
    command: Sequence[str]
    outputs: Sequence[str] = ()
    yardstick: bool = False
    why: str = ""
    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)

    @property
    def median(self) -> float:
        """In seconds."""
        return statistics.median(self.seconds)


def rounds(measures: Sequence[Measure], count: int, limit: float) -> None:
    """Run them all, `count` times one after the other; a note of each run goes to stderr."""
    for number in range(count):
        for measure in measures:
            if measure.why or (number and measure.seconds[0] > SLOW):
                continue
            if any(m.name == measure.name and m.cards < measure.cards and m.why for m in measures):
                measure.why = "not run: see fewer cards"
                continue
            said = run(measure, limit)
            print(f"round {number + 1}: {measure.name}, {measure.cards}: {said}", file=sys.stderr, flush=True)


def run(measure: Measure, limit: float) -> str:
    """Run it once, and note what it took or why it did not get there; gives that as text."""
    for output in measure.outputs:
        shutil.rmtree(measure.folder / output, ignore_errors=True)
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(
            measure.command,
            cwd=measure.folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            start_new_session=True,
        )
        watch = _Watch(process.pid, limit)
        try:
            _, status, usage = os.wait4(process.pid, 0)
            took = time.monotonic() - started
        except BaseException:
            _kill(process.pid)
            raise
        finally:
            watch.done.set()
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.join()
        if watch.killed:
            measure.why = f"> {limit:g} s"
        elif process.returncode:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").split("\n")
            measure.why = "failed: " + next((line.strip() for line in reversed(lines) if line.strip()), "silently")
        else:
            # Only where nothing could be watched: it counts what this process had when it began the command.
            largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
            measure.seconds.append(took)
            measure.worked.append(usage.ru_utime + usage.ru_stime)
            measure.peaks.append(watch.peak or largest)
            return f"{took:.2f} s"
        return measure.why


class _Watch(threading.Thread):
    """Looks at a process ten times a second: adds up the memory of its tree, and ends it at the limit."""

    def __init__(self, pid: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.pid, self.ends = pid, time.monotonic() + limit
        self.peak, self.killed, self.done = 0, False, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.done.wait(0.1):
            self.peak = max(self.peak, tree_memory(self.pid))
            if time.monotonic() > self.ends:
                self.killed = True
                _kill(self.pid)
                return


def _kill(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def tree_memory(pid: int) -> int:
    """Bytes in memory of a process and all below it, what they share counted once; 0 where there is no /proc."""
    own, shared, pids = 0, 0, [pid]
    # Between its birth and its own program a child has the memory of this process, and its words.
    unborn = Path("/proc/self/cmdline").read_bytes() if Path("/proc/self").exists() else b""
    while pids:
        process = Path("/proc", str(pids.pop()))
        try:
            if (process / "cmdline").read_bytes() == unborn:
                continue
            resident, mapped = map(int, (process / "statm").read_text().split()[1:3])
            own += resident - mapped
            shared = max(shared, mapped)
            for children in process.glob("task/*/children"):
                pids += map(int, children.read_text().split())
        except OSError:  # it has just ended
            continue
    return (own + shared) * PAGE
