"""Let the marks of what was shown follow a card's new name, in the cards that only name it.

What those who saw such a card read there is the same, but for what another card is called. The renamed card itself has
another title, and that they did not see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harvest.cards.card import Card
from harvest.cards.fingerprint import changed_since, fingerprint_of
from harvest.corpus import Corpus
from harvest.editing.before_and_after import Moved, Read
from harvest.editing.edits import text_of
from harvest.editing.yaml_values import YamlLines
from harvest.kinds.names import fold
from harvest.kinds.read import line_of
from harvest.privacy.reviews.read import reviews_in
from harvest.privacy.reviews.reviews import REVIEWS
from harvest.problems.problem import Fix
from harvest.source.yaml_nodes import Scalar


def marks_that_follow(
    corpus: Corpus, after: Corpus, renamed: Card, moved: Moved, beside: Mapping[str, bytes], read: Read
) -> Mapping[str, tuple[Fix, ...]]:
    """Return the fixes of marks by file: a path in the content folder, or that of `private/review.yml`."""
    pairs = _pairs(corpus, after, renamed, moved)
    fixes: dict[str, tuple[Fix, ...]] = {}
    for before, now in pairs.values():
        fix = _above(before, now)
        if fix is not None:
            fixes[before.path] = (fix,)
    content = beside.get(REVIEWS) or read(REVIEWS)
    if content is not None and corpus.reviews.cards:
        shown = tuple(_shown(corpus, after, pairs, content))
        if shown:
            fixes[REVIEWS] = shown
    return fixes


def _pairs(corpus: Corpus, after: Corpus, renamed: Card, moved: Moved) -> Mapping[str, tuple[Card, Card]]:
    """Return the cards that read otherwise now, as they were and as they are, by key."""
    by_path = {card.path: card for card in after.cards}
    pairs: dict[str, tuple[Card, Card]] = {}
    for card in corpus.readable_cards:
        now = by_path.get(moved(card.path))
        if now is not None and card.key != renamed.key and card.source != now.source:
            pairs[now.key] = card, now
    return pairs


def _follows(mark: str, before: Card, now: Card) -> str:
    """Return the mark that takes the place of one, or nothing where that was late already or still fits."""
    if not mark or changed_since(before, mark) or not changed_since(now, mark):
        return ""
    return fingerprint_of(now)[: len(mark)]


def _above(before: Card, now: Card) -> Fix | None:
    mark = _follows(before.text("checked_text"), before, now)
    for key, value in now.source.data.entries if mark and now.source.data else ():
        if now.kind.keys.get(fold(key.value)) == "checked_text" and isinstance(value, Scalar):
            return YamlLines.above(now.source).changed(value, mark)
    return None


def _shown(corpus: Corpus, after: Corpus, pairs: Mapping[str, tuple[Card, Card]], content: bytes) -> Iterator[Fix]:
    lines = YamlLines(text_of(content))
    for entry in reviews_in(content, corpus.publication.language).cards:
        for card in after.directory.named(entry.card):
            if not isinstance(card, Card) or card.key not in pairs:
                continue
            for showing in entry.showings:
                written = line_of(showing.node, "review", "shown_text") if showing.node else None
                mark = _follows(showing.text, *pairs[card.key])
                if mark and written and isinstance(written[1], Scalar):
                    yield from filter(None, (lines.changed(written[1], mark, flow=True),))
