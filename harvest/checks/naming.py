"""Naming: who did not agree to being named is not named in plain words either.

Of a name with one telling word that word counts only with a capital in it: «we liepen over de brug» names nobody, and
«bij de Brug» does. A name of several telling words counts in any case. Names are compared as `fold` compares them.
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
"""Words that tell no name apart."""

SHOWN_ELSEWHERE = frozenset("title summary unchecked aliases image alt publisher url".split())
"""Fields that are no fact on the page of their card, and yet stand somewhere in what is published."""

NOTHING_SEEN = "\u200b"
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_UNSEEN}])*")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(
    r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});|</?[A-Za-z][A-Za-z0-9]*/?>|(?<=[^\W_])\*+(?=\w)"
)
_PARTS = re.compile(rf"[^\s\\>*_~`'’\"“”‘„()\[\]{{}}=\-‐‑–{_UNSEEN}]|\n[ \t]*\n")
"""What keeps two words from being one name: a sentence or a paragraph that ends, a cell, a comma."""


@dataclass(frozen=True)
class Name:
    """A name as its author wrote it, word by word; `card` is who may not be named by it, None where it may be."""

    words: tuple[str, ...]
    written: str
    card: Card | None

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """Which of its words tell it apart."""
        return tuple(n for n, word in enumerate(self.words) if fold(word) not in LITTLE) or tuple(
            range(len(self.words))
        )

    def is_meant(self, said: tuple[str, ...]) -> bool:
        """Return whether these words, the same but for case, mean who goes by this name."""
        if self.card is None:
            return all(one.islower() <= own.islower() for one, own in zip(said, self.words, strict=True))
        return len(self.telling) > 1 or not said[self.telling[0]].islower()


@dataclass(frozen=True)
class OrganisationNames:
    """Every name of who may not be named, and of who may: «De Brug Noord» is not «De Brug»."""

    by_words: Mapping[tuple[str, ...], Name]

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """First word → of how many words the names are that begin with it, the longest first."""
        found: dict[str, set[int]] = {}
        for words in self.by_words:
            found.setdefault(words[0], set()).add(len(words))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}

    @cached_property
    def rarest(self) -> frozenset[str]:
        """One word of each name that may not be used: a text without any of them names nobody."""
        return frozenset(max(words, key=len) for words, name in self.by_words.items() if name.card is not None)

    def within(self, text: str) -> Iterator[tuple[int, int, Card]]:
        """Yield who is named in a text without consent, with where the name begins and ends."""
        if any(mark in text for mark in "&<*"):
            text = _MARKUP.sub(_as_seen, text)
        if self.rarest.isdisjoint(_PLAIN_WORD.findall(folded_text(text))):
            return
        found = list(_WORD.finditer(text))
        folded = [fold(word[0]) for word in found]
        at = 0
        while at < len(found):
            step = 1
            for length in self.lengths.get(folded[at], ()):
                name = self.by_words.get(tuple(folded[at : at + length]))
                if name is None or not _one_name(text, found[at : at + length], name.written):
                    continue
                if name.is_meant(tuple(word[0].strip(NOTHING_SEEN) for word in found[at : at + length])):
                    if name.card is not None:
                        yield found[at].start(), found[at + length - 1].end(), name.card
                    step = length
                    break
            at += step


def _as_seen(match: re.Match[str]) -> str:
    """A mark of Markdown or HTML as what a reader sees of it, made as long with what nobody sees."""
    return (html.unescape(match[0]) if match[0][0] == "&" else "").ljust(len(match[0]), NOTHING_SEEN)


def _one_name(text: str, words: list[re.Match[str]], written: str) -> bool:
    """Whether words that follow each other stand together as in the name."""
    gaps = (text[one.end() : other.start()] for one, other in pairwise(words))
    return all(part[0] in written for gap in gaps for part in _PARTS.finditer(gap))


def _names(corpus: Corpus) -> OrganisationNames:
    """All names, that of a card that may be named before the genitive of another."""
    names: dict[tuple[str, ...], Name] = {}
    for card in corpus.readable_cards:
        if card.kind.published_when and (card.may_be_named or unnamed(corpus, card)):
            for written in (card.title, *card.aliases):
                words = tuple(_WORD.findall(written))
                if words and ("title" in card.values or written != card.title):
                    name = Name(words, written, None if card.may_be_named else card)
                    names.setdefault(tuple(map(fold, words)), name)
    for words, name in tuple(names.items()):  # «Jeugdpunts aanpak»; «Kees' aanpak» and «Brug's» end in no letter
        if name.card is not None:
            names.setdefault((*words[:-1], f"{words[-1]}s"), name)
    return OrganisationNames(names)


def plain_names(corpus: Corpus) -> Iterator[Problem]:
    """Tell where a card or page of this edition names, in plain words, who did not agree to that.

    A draft is in no edition, so it may. A link that is told already is not told again.
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
    """Tell where `mkdocs.yml` names who did not agree; places are those in that file."""
    names = _names(corpus)
    for word in corpus.publication.words if names.rarest else ():
        for _, _, card in names.within(word.value):
            yield revealed(Place(corpus.publication.config, word.line, word.column), card)


def _data(node: Node, shown: Container[str]) -> Iterator[Scalar]:
    """All text above a card or page that is published somewhere."""
    for key, value in node.source.data.entries if node.source.data else ():
        if fold(key.value) in shown:
            yield from scalars(value)


_PAGE = frozenset(name for key in ("title", "summary") for name in form("page")[key].names(key))


def _shown_fields(kind: Kind) -> frozenset[str]:
    """Every name of a field whose words are published."""
    shown = {
        name
        for name, field in kind.fields.items()
        if field.type in ("text", "list") and (field.shown or name in SHOWN_ELSEWHERE)
    }
    return frozenset(written for written, name in kind.keys.items() if name in shown)
