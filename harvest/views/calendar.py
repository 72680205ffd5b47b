"""Tell what lies ahead of an edition: nothing was discussed yet at a meeting that is dated after it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.links.directory import Node

AT = ("raised_at", "discussed_at")
"""The relations of a question to the meetings where it came up or came back."""


def published_on() -> date:
    """Return the date of this edition: today, or that of `SOURCE_DATE_EPOCH` if set, so that builds can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now()
    return moment.date()


def planned(node: Node, day: date) -> bool:
    """Tell whether this is a meeting that is dated after a day."""
    if not isinstance(node, Card) or node.kind.kind != "meeting":
        return False
    dated = node.when("date")
    return dated is not None and dated.first > day


def planned_for(corpus: Corpus, question: Card, day: date) -> frozenset[str]:
    """Return the keys of the meetings after a day where a question will come up or come back."""
    return _meetings(corpus, question) - meetings_until(corpus, question, day)


def meetings_until(corpus: Corpus, question: Card, day: date) -> frozenset[str]:
    """Return the keys of the meetings up to a day where a question came up or came back."""
    by_key = corpus.directory.by_key
    return frozenset(key for key in _meetings(corpus, question) if not planned(by_key[key], day))


def _meetings(corpus: Corpus, question: Card) -> frozenset[str]:
    ends = {edge.target for edge in corpus.outgoing(question.key) if edge.relation in AT}
    return frozenset(key for key in ends if (kind := corpus.kind_of(key)) and kind.kind == "meeting")
