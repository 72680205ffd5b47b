"""Find the sentence around a link, for the mentions on a card."""

from __future__ import annotations

import re

from harvest.links.directory import Node
from harvest.links.edges import Edge

_SPACES = re.compile(r"\s+")
_SENTENCE_BEGINS = re.compile(r"[.!?…][\"'”’)]?\s+(?=[A-ZÀ-Þ‘“\"'])")
_SENTENCE_ENDS = re.compile(r"[.!?…][\"'”’)]?(?=\s+[A-ZÀ-Þ‘“\"'(]|\s*$)")


def sentence(node: Node, edge: Edge) -> tuple[str, str, str]:
    """Return the sentence around an edge's link as plain text: before the link, the link, after it.

    All three are empty for a link in text that no page shows.
    """
    markdown = node.source.markdown
    mark = markdown.marks[edge.mark]
    if mark.first == mark.last or not markdown.shows(mark):
        return "", "", ""
    run = markdown.runs[mark.run]
    before, inside, after = (
        _SPACES.sub(" ", part) for part in (run[: mark.first], run[mark.first : mark.last], run[mark.last :])
    )
    before, after = before.lstrip(), after.rstrip()
    cut = max((match.end() for match in _SENTENCE_BEGINS.finditer(before)), default=0)
    tail = _SENTENCE_ENDS.search(after)
    return before[cut:], inside, after[: tail.end()] if tail else after
