"""Real builds of publications drawn inside a test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
CONFIG = """\
site_name: Proef
docs_dir: content
theme: {name: material, language: nl}
plugins:
  - search
  - harvest: {language: nl, print: false, record: {vraagstuk: "Hoe leren we samen?"}}
"""
PAGES = {
    "mkdocs.yml": CONFIG,
    "content/index.md": "---\ntitel: Begin\nview: home\n---\n\nWelkom.\n",
    "content/patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
}


def pattern(title: str, *, status: str = "vrijgegeven", above: str = "", text: str = "Iets gaat mis.") -> str:
    """A whole pattern card without problems."""
    return (
        f"---\ntitel: {title}\nstatus: {status}\nniet getoetst: om te proberen\nhoe zeker: vermoeden\n{above}---\n\n"
        f"## Context\n\nAltijd.\n\n## Probleem\n\n{text}\n\n## Wat eraan trekt\n\n- een kant\n- een andere kant\n\n"
        "## Daarom\n\nDoe iets.\n\n## Wat het oplevert en kost\n\n**Levert op:** iets.\n\n**Kost:** iets.\n"
    )


Write = Callable[[Mapping[str, str]], Path]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a publication: path → text, upon the pages every publication has."""

    def _write(files: Mapping[str, str]) -> Path:
        for path, text in {**PAGES, **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        return tmp_path

    return _write


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
