"""The processes that lay out chunks. Imports nothing of what they do, so that a worker can get ready first."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from typing import Any, TypeVar

Result = TypeVar("Result")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Processes that each remember what they did, so that a task can go where the one before it was done.

    Without processes, this one does all.
    """

    def __init__(self, pools: Sequence[ProcessPoolExecutor]) -> None:
        self.pools = pools

    def run(
        self, call: Callable[..., Result], tasks: Sequence[tuple[Any, ...]], homes: Sequence[int | None]
    ) -> list[tuple[Result, int]]:
        """What a function gives for each task, and which process did it.

        A task goes to its home, or to whoever is free; in that order, so the longest had best come first.
        """
        if not self.pools:
            return [(call(*task), 0) for task in tasks]
        done: dict[int, tuple[Result, int]] = {}
        left = list(range(len(tasks)))
        busy: dict[Future[Result], tuple[int, int]] = {}
        while left or busy:
            for worker in set(range(len(self.pools))) - {worker for worker, _ in busy.values()}:
                task = next((task for task in left if homes[task] in (worker, None)), None)
                if task is not None:
                    left.remove(task)
                    busy[self.pools[worker].submit(call, *tasks[task])] = worker, task
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                worker, task = busy.pop(future)
                done[task] = future.result(), worker
        return [done[task] for task in range(len(tasks))]


@contextmanager
def ready(processes: int) -> Iterator[Workers]:
    """So many processes, ended at the end, whatever happens; below two none, for this one can do it."""
    if processes < 2:
        yield Workers(())
        return
    others = set(active_children())
    # Spawned, for a process with threads, such as a server, is no safe place to fork.
    with tempfile.TemporaryDirectory(prefix="harvest-", ignore_cleanup_errors=True) as folder:
        start = get_context("spawn")
        pools = [ProcessPoolExecutor(1, start, initializer=_begin, initargs=(folder,)) for _ in range(processes)]
        try:
            yield Workers(pools)
        except BaseException:
            for process in set(active_children()) - others:
                process.terminate()
            raise
        finally:
            for pool in pools:
                pool.shutdown(cancel_futures=True)


def _begin(folder: str) -> None:
    """Let a worker end when its parent is killed, and leave interrupts and warnings about the machine to its parent.

    What it writes for a moment, such as fonts, stands in a folder that its parent clears.
    """
    import gc

    # A layout is kept until it is written: searching it for rubbish takes a tenth of the time and finds little.
    gc.disable()
    tempfile.tempdir = folder
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
