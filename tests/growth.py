"""Measure how the time of something grows with its size: a bar in seconds would say more of the machine than of us."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time


def taken(work: Callable[[], object], times: int = 3) -> float:
    """Return the CPU time that work takes, the best of some."""
    best = float("inf")
    for _ in range(times):
        begun = process_time()
        work()
        best = min(best, process_time() - begun)
    return best
