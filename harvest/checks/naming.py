"""Check that plain words name no organisation without its consent.

A name with only one telling word needs a capital in that word: «we liepen over de brug» names nobody, and «bij de Brug»
does. A name with several telling words counts in capitals and small letters alike. We compare names folded by `fold`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from harvest.cards.card import Card, Page
from harvest.checks.circle import revealed, unnamed
from harvest.corpus import Corpus
from harvest.kinds.kind import Kind
from harvest.kinds.names import fold, folded_text
from harvest.kinds.read import form
from harvest.links.directory import Node
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.yaml_nodes import Scalar, scalars

LITTLE = frozenset("de het een t der den des d van voor in op bij aan te en the a an of for and at".split())
"""Words that do not distinguish one name from another."""

SHOWN_ELSEWHERE = frozenset("title summary unchecked aliases image alt publisher url".split())
"""Fields that the page of their card does not list as facts, but that the publication shows elsewhere."""

NOTHING_SEEN = "\u200b"
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_UNSEEN}])*")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(
    r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});|</?[A-Za-z][A-Za-z0-9]*/?>|(?<=[^\W_])\*+(?=\w)"
)
_PARTS = re.compile(rf"[^\s\\>*_~`'’\"“”‘„()\[\]{{}}=\-‐‑–{_UNSEEN}]|\n[ \t]*\n")
"""What separates words that are not one name: the end of a sentence or a paragraph, the edge of a cell, a comma."""


@dataclass(frozen=True)
class Name:
    """A name as its author wrote it, also word by word; `card` is the card without consent that has it, or None."""

    words: tuple[str, ...]
    written: str
    card: Card | None

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """The indices of the words that distinguish it from other names; without such words, of all."""
        return tuple(n for n, word in enumerate(self.words) if fold(word) not in LITTLE) or tuple(
            range(len(self.words))
        )

    def is_meant(self, words: tuple[str, ...]) -> bool:
        """Tell whether these words, equal to the name but for capitals, mean the card that has it."""
        if self.card is None:
            return all(one.islower() <= own.islower() for one, own in zip(words, self.words, strict=True))
        return len(self.telling) > 1 or not words[self.telling[0]].islower()


@dataclass(frozen=True)
class OrganisationNames:
    """The names of organisations without consent, and with it: «De Brug Noord» is not «De Brug»."""

    by_words: Mapping[tuple[str, ...], Name]

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """First word → the numbers of words of the names that begin with it, the largest first."""
        by_first_word: dict[str, set[int]] = {}
        for words in self.by_words:
            by_first_word.setdefault(words[0], set()).add(len(words))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in by_first_word.items()}

    @cached_property
    def rarest(self) -> frozenset[str]:
        """The longest word of each name without consent: a text with none of these words names nobody."""
        return frozenset(max(words, key=len) for words, name in self.by_words.items() if name.card is not None)

    def within(self, text: str) -> Iterator[tuple[int, int, Card]]:
        """Yield the start and the end of each name without consent in a text, and the card that has it."""
        if any(mark in text for mark in "&<*"):
            text = _MARKUP.sub(_as_seen, text)
        if self.rarest.isdisjoint(_PLAIN_WORD.findall(folded_text(text))):
            return
        words = list(_WORD.finditer(text))
        folded = [fold(word[0]) for word in words]
        at = 0
        while at < len(words):
            step = 1
            for length in self.lengths.get(folded[at], ()):
                name = self.by_words.get(tuple(folded[at : at + length]))
                if name is None or not _one_name(text, words[at : at + length], name.written):
                    continue
                if name.is_meant(tuple(word[0].strip(NOTHING_SEEN) for word in words[at : at + length])):
                    if name.card is not None:
                        yield words[at].start(), words[at + length - 1].end(), name.card
                    step = length
                    break
            at += step


def _as_seen(match: re.Match[str]) -> str:
    """Return what a reader sees of a mark of Markdown or HTML, filled up to its length with invisible letters."""
    return (html.unescape(match[0]) if match[0][0] == "&" else "").ljust(len(match[0]), NOTHING_SEEN)


def _one_name(text: str, words: list[re.Match[str]], written: str) -> bool:
    """Tell whether successive words are one name: nothing separates them that is not in the name itself."""
    gaps = (text[one.end() : other.start()] for one, other in pairwise(words))
    return all(part[0] in written for gap in gaps for part in _PARTS.finditer(gap))


def _names(corpus: Corpus) -> OrganisationNames:
    """Return all names with and without consent. A name with consent goes before the genitive of one without."""
    names: dict[tuple[str, ...], Name] = {}
    for card in corpus.readable_cards:
        if card.kind.published_when and (corpus.may_name(card) or unnamed(corpus, card)):
            for written in (card.title, *card.aliases):
                words = tuple(_WORD.findall(written))
                if words and ("title" in card.values or written != card.title):
                    name = Name(words, written, None if corpus.may_name(card) else card)
                    names.setdefault(tuple(map(fold, words)), name)
    # The genitive in «Jeugdpunts aanpak»; in «Kees' aanpak» and «Brug's» the apostrophe ends the name.
    for words, name in tuple(names.items()):
        if name.card is not None:
            names.setdefault((*words[:-1], f"{words[-1]}s"), name)
    return OrganisationNames(names)


def plain_names(corpus: Corpus) -> Iterator[Problem]:
    """The cards and pages of an edition name no organisation without consent, also not in plain words.

    A draft is in no edition, so it may name one. `unpublished` reports the names in links.
    """
    names = _names(corpus)
    if not names.rarest:
        return
    shown = {kind.kind: _shown_fields(kind) for kind in corpus.kinds.by_name.values()}
    for node in corpus.nodes:
        if not corpus.holds(node):
            continue
        for word in _data(node, _PAGE if isinstance(node, Page) else shown[node.kind.kind]):
            for _, _, card in names.within(word.value):
                yield revealed(Place(node.path, word.line, word.column), card)
        marks = node.source.markdown.marks
        links = [(marks[edge.mark], edge.target) for edge in corpus.outgoing(node.key) if edge.mark >= 0]
        for start, _, card in names.within(node.source.markdown.shown):
            if not any(mark.start <= start < mark.end and target == card.key for mark, target in links):
                yield revealed(node.source.place(start), card)
        for _, _, card in names.within(node.path.rpartition(".")[0]):
            yield problem(
                Place(node.path),
                "organisation-revealed",
                say(
                    "The name of this file holds that of a card of the kind {kind}, and no consent is on record for"
                    " naming it.",
                    kind=card.kind.label,
                ),
                say("Give this file another name, or write the consent on that card."),
            )


def names_in_settings(corpus: Corpus) -> Iterator[Problem]:
    """`mkdocs.yml` names no organisation without consent; the places of its problems are in that file."""
    names = _names(corpus)
    for word in corpus.publication.words if names.rarest else ():
        for _, _, card in names.within(word.value):
            yield revealed(Place(corpus.publication.config, word.line, word.column), card)


def _data(node: Node, shown: Container[str]) -> Iterator[Scalar]:
    """Yield the values of the fields in `shown` above a card or page."""
    for key, value in node.source.data.entries if node.source.data else ():
        if fold(key.value) in shown:
            yield from scalars(value)


_PAGE = frozenset(name for key in ("title", "summary") for name in form("page")[key].names(key))


def _shown_fields(kind: Kind) -> frozenset[str]:
    """Return every name, in any language, of the fields whose text the publication shows."""
    shown = {
        name
        for name, field in kind.fields.items()
        if field.type in ("text", "list") and (field.shown or name in SHOWN_ELSEWHERE)
    }
    return frozenset(written for written, name in kind.keys.items() if name in shown)
