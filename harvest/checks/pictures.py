"""Check that pictures can be shown, and have a description for readers who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.checks.safety import in_the_text
from harvest.corpus import Corpus
from harvest.links.files import NamedFile, named_files
from harvest.problems.problem import Problem, problem, say
from harvest.source.outgoing import PICTURES, PUBLISHED
from harvest.source.pictures import format_of_ending, no_picture, of_another_sort
from harvest.source.refusal import Refusal


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


def photographs(corpus: Corpus) -> Iterator[Problem]:
    """Every picture is of a sort that browsers show, whole, and not too large to read."""
    for node in corpus.nodes:
        told: set[str] = set()
        for named in named_files(corpus.directory, node):
            if named.path in told:
                continue
            told.add(named.path)
            if refused := _refused(corpus, named):
                message = say("«{file}» cannot be shown. {why}", file=named.path, why=refused.message)
                yield problem(named.place, refused.code, message, refused.hint, end=named.end)
            elif (own := corpus.photographs.get(named.path)) and own != format_of_ending(named.path):
                yield problem(
                    named.place,
                    "image-format",
                    say(
                        "«{file}» is really a picture of the sort {sort}. It is made into what its name says.",
                        file=named.path,
                        sort=own,
                    ),
                    say("Let its name end in {ending}, and write it so here.", ending=_ENDINGS.get(str(own), "")),
                    severity="hint",
                    end=named.end,
                )


_ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}


def _refused(corpus: Corpus, named: NamedFile) -> Refusal | None:
    """Return why a picture cannot be shown where it is named, or None."""
    own = corpus.photographs.get(named.path)
    if isinstance(own, Refusal):
        return own
    if not named.shown or named.path.lower().endswith(PICTURES):
        return None
    if refused := of_another_sort(named.path):
        return refused
    # What does not go out at all is told where links are checked, but for the picture above a card.
    return no_picture().refusal if named.path.lower().endswith(tuple(PUBLISHED)) or named.end is None else None
