"""Make the corrections of the files beside the content folder after which they name a card by its new name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.editing.before_and_after import settings_of
from harvest.editing.edits import text_of
from harvest.editing.new_name import NewName
from harvest.editing.yaml_values import YamlLines
from harvest.kinds.read import line_of
from harvest.privacy.reading.names_read import NAMES_READ
from harvest.privacy.reviews.read import reviews_in
from harvest.privacy.reviews.reviews import REVIEWS
from harvest.problems.problem import Fix, Position
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Scalar, read_yaml, scalars


def beside(corpus: Corpus) -> tuple[str, ...]:
    """Return the paths of the files that may name a card, from the folder of `mkdocs.yml`."""
    return (*settings_of(corpus), NAMES_READ, REVIEWS)


def fixes_beside(corpus: Corpus, card: Card, name: NewName, path: str, content: bytes) -> Iterator[Fix]:
    """Yield the fixes of one of these files. What cannot be read is left as it is: `check` tells that."""
    try:
        text = text_of(content)
        top = read_yaml(text, trusted=path not in (NAMES_READ, REVIEWS))
    except (UnicodeDecodeError, YamlProblem):
        return
    lines = YamlLines(text)
    if path == REVIEWS:
        yield from _in_reviews(corpus, card, name, content, lines)
        return
    for scalar in scalars(top):
        if path == NAMES_READ:
            whole = corpus.publication.path_of("x")[:-1]
            inside = scalar.value.removeprefix(whole) if scalar.value.startswith(whole) else ""
            new = name.in_address(inside, whole=True) if inside else None
            new = f"{whole}{new}" if new else None
        else:
            new = name.in_address(scalar.value, whole=True)
        if scalar.end is None:
            yield from _in_block(name, scalar, lines)
        elif new:
            flow = bool(re.search(r"[\[{][^\]}]*\Z", lines.at(scalar.line)[: scalar.column - 1]))
            yield from filter(None, (lines.changed(scalar, new, flow=flow),))


def _in_block(name: NewName, scalar: Scalar, lines: YamlLines) -> Iterator[Fix]:
    """Yield the fixes of a text over several lines, one path a line, as «not_in_nav» is written."""
    for line in range(scalar.line, scalar.line + scalar.value.count("\n") + 2):
        written = lines.at(line)
        pattern = written.strip().lstrip("!")
        new = name.in_address(pattern, whole=True) if pattern and pattern in scalar.value else None
        if new:
            start = written.index(pattern) + 1
            yield Fix(Position(line, start), Position(line, start + len(pattern)), new)


def _in_reviews(corpus: Corpus, card: Card, name: NewName, content: bytes, lines: YamlLines) -> Iterator[Fix]:
    for entry in reviews_in(content, corpus.publication.language).cards:
        if entry.node is None or card not in corpus.directory.named(entry.card):
            continue
        written = line_of(entry.node, "review", "card")
        new = name.in_name(entry.card)
        if written and new and isinstance(written[1], Scalar):
            # Between brackets and braces too, and nobody minds the quotation marks that this may take.
            yield from filter(None, (lines.changed(written[1], new, flow=True),))
