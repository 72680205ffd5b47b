"""Tell a link whose two square brackets never close, with the name that it probably has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from harvest.cards.card import Card
from harvest.checks.circle import unnamed
from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.problems.problem import Problem, problem, say
from harvest.source.markdown import Mark

MOST_WORDS = 16
"""Among so many words behind the brackets we look for the name of a card."""
_GAP = re.compile(r"\W|$")


def unclosed(corpus: Corpus, node: Node, mark: Mark) -> Problem:
    """Return the problem of a link that does not end; its name ends at its one bracket, or as that of a card does."""
    example: str | Mapping[str, str] = {"nl": "[[Zeswekenritme]]", "en": "[[Six-week rhythm]]"}
    body = node.source.body
    half = body.startswith("]", mark.end - 1)
    nodes: tuple[Node, ...] = ()
    name = ""
    for candidate in [mark.target] if half else _beginnings(mark.target):
        nodes, name = corpus.directory.meant(candidate, node)[0], candidate
        if nodes:
            break
    fix = None
    if any(isinstance(one, Card) and unnamed(corpus, one) for one in nodes):
        pass  # the check on names tells of it, and repeats no name
    elif nodes:
        end = mark.end if half else body.index(name, mark.start) + len(name)
        fix = node.source.fix(mark.start, end, f"[[{name}]]")
        example = f"[[{name}]]"
    elif half:
        example = f"[[{name}]]"
    return problem(
        node.source.place(mark.start),
        "dangling-link",
        say("Two square brackets open here and never close."),
        say("Close them behind the name: {example}", example=example),
        fix=fix,
    )


def _beginnings(words: str) -> Iterator[str]:
    """Yield a text without ever more of its last words, the longest beginning first."""
    gaps = [gap.start() for gap in islice(_GAP.finditer(words), MOST_WORDS)]
    return (words[:gap] for gap in reversed(gaps) if words[:gap].strip())
