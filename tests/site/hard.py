"""Builds that are made difficult: started and left, run inside a program of ours, and what they tell."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from tests.building import BIN, tree
from tests.drawing import pattern

CLOCK = {"SOURCE_DATE_EPOCH": "1700000000"}
CARDS = {
    f"content/patronen/kaart-{n}.md": pattern(f"Kaart {n}", text="Zie [[Kaart 0]]." if n else "Iets.")
    for n in range(40)
}


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """A build that runs while the test goes on."""
    return subprocess.Popen(
        [str(BIN / "harvest"), "build", *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **CLOCK, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def program(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python of our own in that folder."""
    return subprocess.run(
        [str(BIN / "python"), "-c", code],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def site(folder: Path) -> dict[str, bytes]:
    """The site that stands there."""
    return tree(folder / "site")


def edit(folder: Path, edition: str) -> None:
    """Something that every page of the site shows."""
    (folder / "mkdocs.yml").write_text(config_of(folder).replace("Proef", edition), "utf-8")


def config_of(folder: Path) -> str:
    return re.sub("site_name: .*", "site_name: Proef", (folder / "mkdocs.yml").read_text("utf-8"))


def told(done: subprocess.CompletedProcess[str], *codes: int) -> str:
    """What was said by a build that could not go on: in words, with the code that belongs to it."""
    said = done.stdout + done.stderr
    assert done.returncode in codes, said
    assert said.strip()
    assert "Traceback" not in said
    assert "Errno" not in said
    assert "harvest zelf" not in said
    return said
