"""Put faults one by one into the code that decides who may see a card, and print those that no test notices.

    .venv/bin/python -m tools.mutants [--again] [WORD...]

`mutants.toml` names the places, the tests that must notice, and the faults without any visible effect. A WORD selects
the places with that word in their module or name; `--again` tries only the faults that no test noticed last time. The
faults go into a copy of this folder, below `.cache/`; nothing changes here. Exits with 1 when the tests notice too few.
"""

from __future__ import annotations

import importlib
import math
import os
import shutil
import signal
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tools.faults import Fault, faults

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / ".cache" / "mutants"
LEFT = ROOT / ".cache" / "mutants.txt"
"""Where a run writes what no test noticed."""
LONGER = 8
"""How many times as long as without a fault the tests may take before that is noticed as one."""
AGAIN = ("--last-failed", "--last-failed-no-failures=none")
COPIED = ("harvest", "theme", "tests", "content", "docs", "kinds", "bench", "mkdocs.yml", "pyproject.toml", "Makefile")


def made_ready(tests: Sequence[str]) -> None:
    """Make the copy, and import the packages of others that the tests need, so that no run has to do that again."""
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, COPY / name)
    os.chdir(COPY)
    os.environ |= {"PYTHONPATH": str(COPY), "NO_MKDOCS_2_WARNING": "true"}
    sys.path.insert(0, str(COPY))
    for path in tests:
        importlib.import_module(path.removesuffix(".py").replace("/", "."))
    for name in [name for name in sys.modules if name.partition(".")[0] in ("harvest", "tests")]:
        del sys.modules[name]  # each run imports our own modules itself, since the faults are in these


def notices(tests: Sequence[str], patience: float = 0, *options: str) -> bool:
    """Tell whether any of these tests fails in the copy, in a process of its own; one slower than `patience` fails."""
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        # Python caches compiled modules; a module with a fault must not get into that cache.
        sys.dont_write_bytecode = bool(patience)
        if patience:
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
            signal.alarm(math.ceil(patience))
        os._exit(pytest.main(["-n", "0", "-x", "-q", *options, *tests]))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) not in (0, 5)  # 5: pytest found no test


def run(every: Sequence[Fault], tests: Sequence[Sequence[str]]) -> list[Fault]:
    """Try each fault; print and return those that no test notices. Raises `RuntimeError` when a test fails without."""
    all_tests = [path for some in tests for path in some]
    made_ready(all_tests)
    began = time.monotonic()
    stages: list[tuple[Sequence[str], float]] = []
    for some in tests:
        started = time.monotonic()
        if notices(some):
            raise RuntimeError("a test fails without any fault; see: make test")
        stages.append((some, LONGER * (time.monotonic() - started)))
    left = []
    for number, fault in enumerate(every, 1):
        path = COPY / fault.module
        whole = path.read_bytes()
        for kept in path.parent.glob(f"__pycache__/{path.stem}.*"):
            kept.unlink()
        path.write_bytes(whole[: fault.start] + fault.after.encode() + whole[fault.end :])
        # What noticed the last one often notices this one too.
        if not (notices(all_tests, stages[0][1], *AGAIN) or any(notices(*stage) for stage in stages)):
            left.append(fault)
            print(f"{fault.module}:{fault.line} {fault.name}", flush=True)
        path.write_bytes(whole)
        if number % 50 == 0:
            print(f"{number} of {len(every)}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return left


def wanted(settings: Mapping[str, Any]) -> list[Fault]:
    """Return the faults in the places that the settings name. Raises `LookupError` or `OSError` for a missing place."""
    places = settings["places"].items()
    every = [one for module, parts in places for one in faults(module, (ROOT / module).read_bytes(), parts)]
    unknown = set(settings["same"]) - {fault.name for fault in every}
    if unknown:
        raise LookupError(f"there is no such fault: {'; '.join(sorted(unknown))}")
    return every


def main(arguments: Sequence[str]) -> int:
    """Try the selected faults, and print how many the tests noticed. Returns the exit code."""
    settings = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    every = [fault for fault in wanted(settings) if fault.name not in settings["same"]]
    words = [word for word in arguments if word != "--again"]
    if words:
        every = [fault for fault in every if any(word in f"{fault.module} {fault.where}" for word in words)]
    if "--again" in arguments:
        last = set(LEFT.read_text("utf-8").splitlines())
        every = [fault for fault in every if fault.name in last]
    left = run(every, list(settings["tests"].values()))
    LEFT.write_text("".join(f"{fault.name}\n" for fault in left), "utf-8")
    noticed = 100 * (len(every) - len(left)) / max(len(every), 1)
    print(f"{len(every)} faults, {len(left)} not noticed: {noticed:.1f} % noticed, and {settings['least']} % must be.")
    return int(noticed < settings["least"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
