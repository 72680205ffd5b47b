"""Start `harvest` or `mkdocs` as their own commands do, with a step of ours that takes very long.

    python slow.py COMMAND STEP ARGUMENTS

STEP is `read` or `show`: reading or showing a text with the word TREUZEL in it never ends, and neither does it return
to Python. With `look` it is looking into a picture or document with that word in its name. `wait` says so and sleeps,
and `none` does nothing. The limit is about half a second, twice.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import harvest.pipeline as pipeline
import harvest.source.documents.read as documents
import harvest.source.source as source
import harvest.views.html.markdown as shown
from harvest.limits import overseer, work
from harvest.source.documents import Document
from harvest.source.markdown import Markdown, read_markdown

WORD = "TREUZEL"
STEP = sys.argv[2] if len(sys.argv) > 2 else ""
fill = shown._Filling.fill
seen, read_document = pipeline.seen, documents.read_document  # type: ignore[attr-defined]


def dawdle() -> None:
    """Compute for hours in one call."""
    sum(range(10**13))


def read(text: str) -> Markdown:
    """Read a text, if it does not take too long."""
    if STEP == "read" and WORD in text:
        dawdle()
    if STEP == "wait" and WORD in text:
        print("waiting", flush=True)
        time.sleep(60)
    return read_markdown(text)


def filled(filling: shown._Filling, html: str) -> str:
    """Show a text, if it does not take too long."""
    if STEP == "show" and WORD in html:
        dawdle()
    return fill(filling, html)


def looked_at(path: Path, cache: Path | None = None) -> Any:
    """Look at a picture, if it does not take too long."""
    if STEP == "look" and WORD in path.name:
        dawdle()
    return seen(path, cache)


def looked_into(file: Path) -> Document:
    """Look into a document, if it does not take too long."""
    if STEP == "look" and WORD in file.name:
        dawdle()
    return read_document(file)


if __name__ == "__main__":
    work.SECONDS = 0.5
    overseer.MOST = 2
    source.read_markdown = read  # type: ignore[attr-defined]
    shown._Filling.fill = filled  # type: ignore[assignment,method-assign]
    pipeline.seen = looked_at  # type: ignore[attr-defined]
    documents.read_document = looked_into
    sys.argv = [sys.argv[1], *sys.argv[3:]]
    if sys.argv[0] == "mkdocs":
        from mkdocs.__main__ import cli

        cli()
    else:
        from harvest.__main__ import main

        main()
