"""Real builds, each a process of its own; what many tests look at is built once for all of them."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from tests.drawing import ROOT, read_for_names, written

BIN = Path(sys.executable).parent
T = TypeVar("T")


def run(command: str, *arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `harvest` or `mkdocs` as a process of its own."""
    return subprocess.run(
        [str(BIN / command), *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "true", "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder of this name, filled by whoever asks for it first, whichever process of these tests that is.

    Who looks at it leaves it as it is.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # each process has a folder in the shared one
    folder = shared / f"once-{name}"
    with (shared / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            filling = factory.mktemp(name)
            make(filling)
            filling.rename(folder)
    return folder


def in_turn(items: Iterable[T]) -> list[T]:
    """Return these in an order of this process's own, so that the processes fill different folders meanwhile."""
    turned = list(items)
    begin = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % (len(turned) or 1)
    return turned[begin:] + turned[:begin]


def built_well(folder: Path, *options: str) -> None:
    """Build the publication in a folder, which ends well."""
    done = run("harvest", "build", *options, folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr


def build_drawn(files: Mapping[str, str], folder: Path) -> None:
    """Draw a publication and build it, without the booklet."""
    built_well(read_for_names(written(folder, files)), "--no-print")


def build_real(folder: Path) -> None:
    """Build the public edition of the real publication, without the booklet, from a copy in this folder."""
    for name in ("content", "kinds"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    built_well(folder, "--no-print")
