"""Run the processes that lay out chunks. It imports nothing of their work, so that a worker starts quickly."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from harvest.limits.work import limit_task, overseen

Result = TypeVar("Result")


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class TookTooLong(Exception):
    """Raised when a task took more CPU time than it may; `task` is its number."""

    def __init__(self, task: int) -> None:
        super().__init__(task)
        self.task = task


class Workers:
    """Processes that each remember their work, so that a task can go to the process that did the one before it.

    Without processes, the current one does all the work.
    """

    def __init__(self, pools: Sequence[ProcessPoolExecutor]) -> None:
        self.pools = pools
        self._processes: dict[int, set[BaseProcess]] = {}

    def run(
        self,
        call: Callable[..., Result],
        tasks: Sequence[tuple[Any, ...]],
        homes: Sequence[int | None],
        seconds: Sequence[float],
    ) -> list[tuple[Result, int]]:
        """Call a function for each task. Returns each result with the number of the process that made it.

        A task goes to its home, or without one to any free process. Tasks start in order, so put the longest first.
        `seconds` is the CPU time that each may take in a process of its own; raises `TookTooLong` for one that takes
        more.
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
                    busy[self._submit(worker, seconds[task], call, tasks[task])] = worker, task
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                worker, task = busy.pop(future)
                try:
                    done[task] = future.result(), worker
                except BrokenExecutor:
                    if self._out_of_time(worker):
                        raise TookTooLong(task) from None
                    raise
        return [done[task] for task in range(len(tasks))]

    def _submit(
        self, worker: int, seconds: float, call: Callable[..., Result], task: tuple[Any, ...]
    ) -> Future[Result]:
        """Give a task to a process, which is started with its first, and remember that process."""
        before = set(active_children())
        future = self.pools[worker].submit(_within, seconds, call, task)
        self._processes.setdefault(worker, set(active_children()) - before)
        return future

    def _out_of_time(self, worker: int) -> bool:
        """Tell whether the system ended a process because it took too much CPU time."""
        for process in self._processes[worker]:
            process.join(10)
        return any(process.exitcode == -signal.SIGXCPU for process in self._processes[worker])


def _within(seconds: float, call: Callable[..., Result], task: tuple[Any, ...]) -> Result:
    """Call a function in a process that the system ends when this takes more CPU time."""
    limit_task(seconds)
    return call(*task)


@contextmanager
def ready(processes: int) -> Iterator[Workers]:
    """Start processes, and end them afterwards, whatever happens.

    Below two, leave the work to the current one, unless it is a command that must not be held up.
    """
    if processes < 2 and not overseen():
        yield Workers(())
        return
    others = set(active_children())
    # Spawned, since forking a process with threads, such as a server, is not safe.
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

    The worker writes temporary files, such as fonts, to `folder`, which its parent clears.
    """
    import gc

    # A layout is kept until it is written, so garbage collection takes a tenth of the time and frees little.
    gc.disable()
    tempfile.tempdir = folder
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
