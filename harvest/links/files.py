"""List the files that cards and pages name, each with where it is named."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.links.directory import Directory, Node
from harvest.links.resolve import by_address, led_to
from harvest.problems.problem import Place, Position
from harvest.source.documents import DOCUMENTS


def files_of(directory: Directory, node: Node) -> Iterator[tuple[str, Place, Position | None]]:
    """Yield the path of each file that a node names where its page shows it, with the place, and where that ends."""
    markdown = node.source.markdown
    for mark in markdown.marks:
        if markdown.shows(mark) and (lead := led_to(directory, node, mark)).way == "file":
            yield lead.path, node.source.place(mark.start), node.source.place(mark.end).position
    if isinstance(node, Card) and node.text("image"):
        lead = by_address(directory, node, node.text("image"))
        if lead.way == "file":
            yield lead.path, node.value_place("image"), None


def named_documents(directory: Directory) -> frozenset[str]:
    """Return the paths of the documents that a card or page names, in whatever edition it is."""
    if not any(path.lower().endswith(tuple(DOCUMENTS)) for path in directory.files):
        return frozenset()
    named = {path for node in directory.nodes if node.readable for path, _, _ in files_of(directory, node)}
    return frozenset(path for path in named if path.lower().endswith(tuple(DOCUMENTS)))
