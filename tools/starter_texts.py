"""Write `harvest/starter/untouched.txt`: the marks of every text of the starter that its authors are to replace.

`python -m tools.starter_texts [FOLDER]…` adds those of the starter as it is now, and of other versions in folders
that are named. What an older version said stays on the list, since publications made with it go on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from harvest.checks.starter import ON_THE_COVER
from harvest.kinds.read import form_names
from harvest.publication import read_publication
from harvest.source.source import Source, read_source
from harvest.source.starter_texts import LIST, begins, mark_of
from harvest.source.yaml_nodes import Scalar

STARTER = Path(__file__).resolve().parents[1] / "harvest" / "starter"


def texts_of(starter: Path) -> Iterator[str]:
    """Yield the texts that authors are to replace, of the starter of each language."""
    for config in sorted(starter.glob("*/mkdocs.yml")):
        record = read_publication(config).record
        yield from (str(record[name]) for name in ON_THE_COVER if name in record)
        for path in sorted((config.parent / "content").rglob("*.md")):
            yield from _of_file(read_source(path.name, path.read_bytes()))


def _of_file(source: Source) -> Iterator[str]:
    said = (
        {form_names("page").get(key.value) or key.value: value for key, value in source.data.entries}
        if source.data
        else {}
    )
    blocks = [block for block in source.markdown.blocks if block.form != "heading"]
    texts = [text for block in blocks for text in ([item.words for item in block.items] or [block.words])]
    view, title = said.get("view"), said.get("title")
    if "status" in said:  # an example card
        yield from texts
        yield from [title.value] if isinstance(title, Scalar) else []
    elif isinstance(view, Scalar):
        yield from texts[-1:] if view.value == "home" else []  # what it says of the beginning
    else:
        yield from texts[:1]  # that it is still to be written
        yield from (text for text in texts if "?" in text)


def lines_of(texts: Iterable[str]) -> set[str]:
    """Return the line of each text: its first two words and its mark."""
    return {f"{begins(text)} {mark_of(text)}" for text in texts if text.strip()}


def main(folders: Iterable[str]) -> None:
    """Add what is new to the list."""
    path = STARTER.parent / LIST
    lines = set(path.read_text("utf-8").splitlines()) if path.exists() else set()
    for folder in (STARTER, *map(Path, folders)):
        lines |= lines_of(texts_of(folder))
    path.write_text("\n".join(sorted(lines)) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
