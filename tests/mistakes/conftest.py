"""One publication as `harvest init` makes it, with a few cards more, for all rows."""

from __future__ import annotations

import pytest

from harvest.commands.init import make_publication
from harvest.publication import CONFIG, read_publication
from harvest.source.content import read_files
from tests.drawing import written
from tests.mistakes.rows import OTHERS, Said


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """Tells what is said of a card in a new publication."""
    root = tmp_path_factory.mktemp("mistakes") / "oogst"
    make_publication(root, "nl")
    written(root, OTHERS)
    publication = read_publication(root / CONFIG)
    return Said(publication, read_files(root / publication.content))
