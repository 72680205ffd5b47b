"""Run the benchmark: `python -m bench`. The docstring of the package explains it and its options."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bench
from bench import peers
from bench.measure import Measure, rounds
from bench.parts import PARTS, SIZES, prepared
from bench.table import table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the given parts, and print one table, also of an interrupted run."""
    options = _options()
    asked = options.parse_args(arguments)
    if unknown := set(asked.parts) - PARTS.keys():
        options.error(f"no part is called {', '.join(sorted(unknown))}")
    missing = None
    if asked.peers and set(asked.parts or PARTS) != {"check"}:
        missing = peers.install()
    load = os.getloadavg()[0]
    measured: dict[str, list[Measure]] = {}
    with tempfile.TemporaryDirectory(prefix="harvest-bench-") as folder:
        try:
            for part in asked.parts or PARTS:
                measured[part] = prepared(part, asked.sizes or SIZES[part], Path(folder), missing)
                rounds(measured[part], asked.rounds, asked.limit)
        except KeyboardInterrupt:
            print("interrupted; so far:", file=sys.stderr)
        print(_setting(load, asked.rounds) + "\n\n" + table(measured))


def _setting(load: float, count: int) -> str:
    """Return the machine and the versions of the packages, for above the table."""
    packages = ("mkdocs", "mkdocs-material", "zensical", "weasyprint", "mkdocs-to-pdf")
    versions = ", ".join(f"{name} {peers.version(name)}" for name in packages)
    return (
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores; "
        f"rounds: {count}; load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end\n{versions}"
    )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=bench.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without any")
    parser.add_argument("--sizes", nargs="+", type=int, help="numbers of cards instead of the part's own")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a run is ended")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="harvest alone")
    return parser


if __name__ == "__main__":
    main()
