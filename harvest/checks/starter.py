"""Check that nothing goes out as `harvest init` wrote it: its examples, its questions, and the words on the cover."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.starter import starter_places
from harvest.corpus import Corpus
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.starter_texts import from_starter
from harvest.source.yaml_nodes import place_of

ON_THE_COVER = ("question", "urgency", "edition")
"""What of the record has an example in the starter."""
SHOWN = 60
"""Letters of a text in a message."""


def _begun(corpus: Corpus) -> bool:
    """Tell whether any card is shown to others yet; until then questions of the beginning are where they belong."""
    return any(card.status != "draft" for card in corpus.all_cards)


def starter_texts(corpus: Corpus) -> Iterator[Problem]:
    """No card or page that others see is an example or a question of the beginning."""
    if not _begun(corpus):
        return
    for card in corpus.readable_cards:
        if card.status != "draft" and (places := list(starter_places(card))):
            yield problem(
                places[0],
                "starter-text",
                say("This card is still the example that harvest began with, or part of it."),
                say("Write your own in its place, or throw this file away."),
            )
    for page in corpus.pages:
        if corpus.status_of(page) != "draft" and (places := list(starter_places(page))):
            yield problem(
                places[0],
                "starter-text",
                say("Questions or sentences of the beginning still stand on this page: {n}.", n=len(places)),
                say("Answer the questions together and take them away; what you do not need may go too."),
            )


def starter_settings(corpus: Corpus) -> Iterator[Problem]:
    """Nor do the words on the cover; of a harvest that has only just begun one hint tells what is still to be written.

    The places of its problems are in `mkdocs.yml`.
    """
    publication = corpus.publication
    values = [str(publication.record[name]) for name in ON_THE_COVER if name in publication.record]
    said = {value for value in values if from_starter(value)}
    places = [
        (place_of(word, publication.config), word) for word in publication.words if " ".join(word.value.split()) in said
    ]
    if _begun(corpus):
        for place, word in places:
            yield problem(
                place,
                "starter-text",
                say(
                    "«{written}» is still the example that harvest began with, and readers see it.",
                    written=_short(word.value),
                ),
                say("Write your own in its place, or leave it empty: then it is not shown."),
                end=word.end,
            )
        return
    pages = [page.title for page in corpus.pages if corpus.status_of(page) != "draft" and any(starter_places(page))]
    if pages or places:
        yield problem(
            places[0][0] if places else Place(publication.config),
            "starter-text",
            say("Your harvest has begun. Questions of the beginning wait for your answer, on pages and in mkdocs.yml."),
            say("There is no hurry. Once the first card is shown to others, you are told page by page."),
            severity="hint",
        )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rpartition(' ')[0]} …"
