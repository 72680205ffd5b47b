"""One publication as `harvest init` makes it, with a few cards more, for all rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from harvest.cards import read_file
from harvest.commands.init import make_publication
from harvest.publication import CONFIG, read_publication
from harvest.source.content import read_files
from harvest.source.source import read_source
from tests.drawing import written
from tests.mistakes.rows import OTHERS, Said


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Said]:
    """Tells what is said of a card in a new publication; its other files are read only once."""
    root = tmp_path_factory.mktemp("mistakes") / "oogst"
    make_publication(root, "nl")
    written(root, OTHERS)
    publication = read_publication(root / CONFIG)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_file, "read_source", cache(read_source))
        yield Said(publication, read_files(root / publication.content))
