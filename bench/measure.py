"""Run a command as a process, and measure its time and the peak memory of all its processes."""

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
"""A measure above this number of seconds has only one round."""


@dataclass
class Measure:
    """A command on a publication, with its figures for every round: seconds, processor seconds and peak bytes.

    `outputs` are removed from its folder before each round, outside the measured time. `why` is the reason when there
    is no figure: the command could not run, failed, or took longer than the limit. `tells` is for a command that
    measures a small part of its work: its last line is the figure, in seconds.
    """

    name: str
    cards: int
    folder: Path
    command: Sequence[str]
    outputs: Sequence[str] = ()
    yardstick: bool = False
    tells: bool = False
    why: str = ""
    seconds: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of the rounds, in seconds."""
        return statistics.median(self.seconds)


def rounds(measures: Sequence[Measure], count: int, limit: float) -> None:
    """Run all measures one after the other, `count` times; write a line about each run to stderr."""
    for number in range(count):
        for measure in measures:
            if measure.why or (number and measure.seconds[0] > SLOW):
                continue
            if any(m.name == measure.name and m.cards < measure.cards and m.why for m in measures):
                measure.why = "not run: see fewer cards"
                continue
            result = run(measure, limit)
            print(f"round {number + 1}: {measure.name}, {measure.cards}: {result}", file=sys.stderr, flush=True)


def run(measure: Measure, limit: float) -> str:
    """Run a measure once, and note its figures or why it has none. Returns that as text."""
    for output in measure.outputs:
        shutil.rmtree(measure.folder / output, ignore_errors=True)
    with tempfile.TemporaryFile() as output_file:
        started = time.monotonic()
        process = subprocess.Popen(
            measure.command,
            cwd=measure.folder,
            stdin=subprocess.DEVNULL,
            stdout=output_file,
            stderr=output_file,
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
            output_file.seek(0)
            lines = output_file.read().decode("utf-8", "replace").split("\n")
            measure.why = "failed: " + next((line.strip() for line in reversed(lines) if line.strip()), "silently")
        else:
            # Used only where nothing could be watched: it includes this process's own memory at the start.
            largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
            if measure.tells:
                output_file.seek(0)
                took = float(output_file.read().decode().split()[-1])
            measure.seconds.append(took)
            measure.worked.append(usage.ru_utime + usage.ru_stime)
            measure.peaks.append(watch.peak or largest)
            return f"{took:.3f} s" if measure.tells else f"{took:.2f} s"
        return measure.why


class _Watch(threading.Thread):
    """Looks at a process ten times a second, adds up the memory of its tree, and kills it at the limit."""

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
    """Return the bytes in memory of a process and its descendants, shared memory counted once; 0 without /proc."""
    own, shared, pids = 0, 0, [pid]
    # Between fork and exec a child has the memory and the command line of this process.
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
        except OSError:  # the process has just ended
            continue
    return (own + shared) * PAGE
