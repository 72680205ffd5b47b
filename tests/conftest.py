"""Publications: one in a folder of the test's own, and the real one, built once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from harvest.privacy.people.people import SECRET
from tests.building import build_real, once
from tests.drawing import PAGES, Content, Draw, Write, drawn, written

# What a server says of itself changes what a log may tell; a test about that says it anew.
for name in ("CI", SECRET):
    os.environ.pop(name, None)

# How many examples a property is tried on: in every run the same few, with `make test-long` as many as chance gives.
settings.register_profile("sample", max_examples=50, derandomize=True)
settings.register_profile("long", max_examples=150, print_blob=True)
settings.load_profile("sample")


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Draw a publication to read: `draw({"patronen/x.md": "…"})`."""

    def _draw(files: Mapping[str, Content], language: str = "nl") -> Path:
        return drawn(tmp_path, files, language)

    return _draw


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Draw a publication to build: `write({"content/patronen/x.md": "…"})`, upon the pages every publication has."""

    def _write(files: Mapping[str, Content]) -> Path:
        return written(tmp_path, {**PAGES, **files})

    return _write


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real publication, whose public edition is in `site/`, without the booklet."""
    return once(tmp_path_factory, "real", build_real)
