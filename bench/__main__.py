"""`make bench`: harvest beside its peers, in one run, on publications made up on the spot; prints one table.

`python -m bench [CARDS] [ROUNDS]`; by default 1000 cards, three rounds. Every measure is a whole process.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.corpora import plain_mkdocs, publication

BIN = Path(sys.executable).parent


@dataclass
class Measure:
    """One thing measured, and the seconds of each round."""

    name: str
    command: list[str]
    seconds: list[float] = field(default_factory=list)


def run(measure: Measure, folder: Path) -> None:
    """Run the command once in a child, and note what it took. Raises when it fails."""
    started = time.monotonic()
    process = subprocess.Popen(
        measure.command,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    _, stderr = process.communicate()
    measure.seconds.append(time.monotonic() - started)
    if process.returncode:
        raise SystemExit(f"{measure.name} failed:\n{stderr.decode()}")


def table(measures: list[Measure], against: Measure) -> str:
    """The figures as text: median, spread, and how many times the peer takes."""
    lines = [f"{'':38}{'median':>9}{'spread':>15}{'ratio':>8}"]
    base = statistics.median(against.seconds)
    for measure in measures:
        median = statistics.median(measure.seconds)
        spread = f"{min(measure.seconds):.2f}-{max(measure.seconds):.2f} s"
        lines.append(f"{measure.name:38}{median:7.2f} s{spread:>15}{median / base:8.2f}")
    return "\n".join(lines)


def main(cards: int = 1000, rounds: int = 3) -> None:
    """Measure, one command after the other in every round, so that none has the quiet moments to itself."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publication(folder, cards)
        mkdocs = [str(BIN / "mkdocs"), "build", "-q", "-f"]
        plain = Measure("plain MkDocs + Material, empty nav", [*mkdocs, plain_mkdocs(folder, full_nav=False).name])
        measures = [
            Measure(f"harvest check, {cards} cards", [str(BIN / "harvest"), "check"]),
            Measure("harvest build --no-print", [str(BIN / "harvest"), "build", "--no-print"]),
            plain,
        ]
        for _ in range(rounds):
            for measure in measures:
                run(measure, folder)
        full = Measure("plain MkDocs + Material, full nav", [*mkdocs, plain_mkdocs(folder, full_nav=True).name])
        run(full, folder)
        print(table([*measures, full], plain))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
