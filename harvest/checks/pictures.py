"""Check that pictures have a description, for readers who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.checks.safety import in_the_text
from harvest.corpus import Corpus
from harvest.problems.problem import Problem, problem, say


def alternative_text(corpus: Corpus) -> Iterator[Problem]:
    """Every picture has a description of what it shows."""
    for node in corpus.nodes:
        for mark in node.source.markdown.marks:
            if in_the_text(mark):  # its author must first make a file of it, as `unsafe_links` reports
                continue
            if mark.form in ("image", "embed") and not mark.hidden and not mark.caption.strip():
                yield problem(
                    node.source.place(mark.start),
                    "missing-alt",
                    say("This picture has no description."),
                    say(
                        "Write what it shows between the square brackets: {example}",
                        example=f"![[{mark.target}|…]]" if mark.form == "embed" else f"![…]({mark.target})",
                    ),
                )
        if not isinstance(node, Card) or not node.text("image") or "alt" not in node.kind.fields:
            continue
        if not node.meant("alt"):
            yield problem(
                node.place("image"),
                "missing-alt",
                say("This picture has no description."),
                say("Write what it shows below «{field}».", field=node.kind.fields["alt"].label),
            )
