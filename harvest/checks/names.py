"""Find names in running text and in addresses, however their author spelled them there.

We compare letters and digits alone, without case and accents, and then look whether what stands between the words can
stand inside one name. Capitals decide how sure we are: «we liepen over de brug» names nobody, and «bij de Brug» does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple
from urllib.parse import unquote

from harvest.cards.card import Card
from harvest.checks.seen import UNSEEN, as_seen
from harvest.kinds.names import fold, folded_text

LITTLE = frozenset("de het een t der den des d van voor in op bij aan te en the a an of for and at".split())
"""Words that do not distinguish one name from another."""
ARTICLES = frozenset("de het een t the".split())

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{UNSEEN}])*")
_LETTERS_OF_OTHERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Letters that people type without their mark, and that Unicode does not take apart."""
_PARTS = re.compile(rf"[^\s\\>*_~`'’\"“”‘„()\[\]{{}}=\-‐‑‒–−{UNSEEN}]|\n[ \t>]*\n|(?<=\s)[‒–−](?=\s)")
"""What separates words that are not one name: the end of a sentence or a paragraph, the edge of a cell, a comma."""
_DIVIDED = re.compile(rf"[{UNSEEN}]*(?:[-‐‑‒–−](?:[ \t]*\n[ \t]*)?)?[{UNSEEN}]*")
"""What may stand inside a word: the hyphen of a division, and signs that nobody sees."""
_BEGINS = re.compile(
    r"(?:\A\s*|\n[ \t>]*\n|[.!?…:|][\"'”’»)]*\s|\||\n[ \t>]*(?:[-*+•]|\d{1,3}[.)]|\#{1,6})[ \t]"
    r"|\n[ \t>]*\#{1,6}[ \t][^\n]*\n)(?:[^\w\n]|_)*\Z"
)
"""The end of a text behind which a sentence, a heading, an item or a cell begins: a capital tells nothing there."""
_BEFORE = 120
"""So many characters around a name are enough to know whether a sentence begins with it."""
_IN_ADDRESS = re.compile(r"[-_.+~ ,&']{1,3}")
ADDRESS = re.compile(r"(?:[a-z]{2,10}://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+")
"""An address of the web or of mail in running text."""


Doubt = Literal[0, 1, 2]
"""Whether words are a name: for sure (0); or they may be ordinary ones (1), and if those are in use surely are (2)."""


class Hit(NamedTuple):
    """A name without consent in a text: where, whose, and how doubtful that is."""

    start: int
    end: int
    name: Name
    card: Card
    doubt: Doubt


@dataclass(frozen=True, eq=False)
class Name:
    """A name as its author wrote it, also word by word; `card` is the card without consent that has it, or None.

    It is a `part` when the article that belongs to it is left out.
    """

    words: tuple[str, ...]
    written: str
    card: Card | None
    part: bool = False

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Its words as we compare them."""
        return tuple(map(_folded, self.words))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offsets of its words when nothing stands between them."""
        return tuple(accumulate(map(len, self.folded[:-1]), initial=0))

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """The indices of the words that distinguish it from other names; without such words, of all."""
        return tuple(n for n, word in enumerate(self.folded) if word not in LITTLE) or tuple(range(len(self.words)))

    @cached_property
    def telling_words(self) -> frozenset[str]:
        """The words that distinguish it, as we compare them."""
        return frozenset(self.folded[index] for index in self.telling)

    @property
    def one_word_left(self) -> bool:
        """Whether it is a part with one telling word: «Brug» of «De Brug»."""
        return self.part and len(self.telling) == 1


def names_of(written: str, card: Card | None) -> Iterator[Name]:
    """Yield a name, and of one without consent also without its article."""
    words = tuple(_WORD.findall(written))
    if words:
        yield Name(words, written, card)
    if card is not None and len(words) > 1 and _folded(words[0]) in ARTICLES and _folded(words[1]) not in LITTLE:
        yield Name(words[1:], written, card, part=True)


@dataclass(frozen=True)
class NameFinder:
    """Finds the names of those without consent. It knows others too: «De Brug Noord» is not «De Brug».

    Of two names with the same letters it takes the first.
    """

    names: tuple[Name, ...]

    @cached_property
    def _by_key(self) -> Mapping[str, Name]:
        """Squeezed name → name, also in the genitive: «Jeugdpunts aanpak»."""
        by_key = {"".join(name.folded): name for name in reversed(self.names)}
        for key, name in tuple(by_key.items()):
            if name.card is not None:
                by_key.setdefault(f"{key}s", name)
        return by_key

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(key[:length] for key in self._by_key for length in range(1, len(key) + 1))

    @cached_property
    def _wanted(self) -> tuple[str, ...]:
        """The keys of names without consent, but for those that hold a shorter one."""
        wanted: list[str] = []
        for key in sorted((key for key, name in self._by_key.items() if name.card is not None), key=len):
            if not any(shorter in key for shorter in wanted):
                wanted.append(key)
        return tuple(wanted)

    def possible(self, text: str) -> bool:
        """Tell whether a text can hold a name without consent."""
        letters = _squeezed(text)
        return any(key in letters for key in self._wanted)

    def within(self, text: str) -> Iterator[Hit]:
        """Yield the names without consent in running text."""
        text = as_seen(text)
        if not self.possible(text):
            return
        words = list(_WORD.finditer(text))
        parts = [_folded(word[0]) for word in words]
        at = 0
        while at < len(words):
            if parts[at] not in self._beginnings:  # as nearly every word
                at += 1
                continue
            last, name, doubt = self._longest(text, words, parts, at)
            if name is not None and name.card is not None:
                yield Hit(words[at].start(), words[last].end(), name, name.card, doubt)
            at = last + 1

    def _longest(
        self, text: str, words: Sequence[re.Match[str]], parts: Sequence[str], at: int
    ) -> tuple[int, Name | None, Doubt]:
        """Return the index of the last word of the longest name that begins with the word `at`, and that name."""
        longest: tuple[int, Name | None, Doubt] = at, None, 0
        key = ""
        for last in range(at, len(words)):
            key += parts[last]
            if key not in self._beginnings:
                break
            name = self._by_key.get(key)
            doubt = _doubt(text, words[at : last + 1], parts[at : last + 1], name) if name else None
            if name is not None and doubt is not None:
                longest = last, name, doubt
        return longest

    def in_address(self, address: str) -> Iterator[Hit]:
        """Yield the names in an address or the name of a file. Capitals tell nothing there, so all are doubtful."""
        text = unquote(address)
        if not self.possible(text):
            return
        words = list(_WORD.finditer(text))
        for at in range(len(words)):
            key = ""
            for last in range(at, len(words)):
                if last > at and not _IN_ADDRESS.fullmatch(text[words[last - 1].end() : words[last].start()]):
                    break
                key += _folded(words[last][0])
                if key not in self._beginnings:
                    break
                name = self._by_key.get(key)
                if name is not None and name.card is not None:
                    yield Hit(0, len(address), name, name.card, 2 if name.one_word_left else 1)
                    return

    def in_addresses(self, text: str) -> Iterator[Hit]:
        """Yield the names in the addresses of the web and of mail that stand in a text."""
        for address in ADDRESS.finditer(text) if "://" in text or "www." in text or "@" in text else ():
            for hit in self.in_address(address[0]):
                yield hit._replace(start=address.start(), end=address.end())


def _doubt(text: str, words: Sequence[re.Match[str]], parts: Sequence[str], name: Name) -> Doubt | None:
    """Return how doubtful it is that words with the letters of a name mean it; None when they do not.

    `parts` are the words as we compare them.
    """
    starts = list(accumulate(map(len, parts[:-1]), initial=0))
    for (one, other), start in zip(pairwise(words), starts[1:], strict=True):
        gap = text[one.end() : other.start()]
        if start in name.starts:
            if any(part[0] not in name.written for part in _PARTS.finditer(gap)):
                return None
        elif not (_DIVIDED.fullmatch(gap) or (gap == "." and len(one[0]) == len(other[0]) == 1)):
            return None
    letters = [letter for word in words for char in word[0] for letter in char * len(_letters(char))]
    pieces = [letters[start : start + len(own)] for start, own in zip(name.starts, name.folded, strict=True)]
    capitals = [any(letter.isupper() for letter in piece) for piece in pieces]
    if name.card is None:
        owns = (any(letter.isupper() for letter in own) for own in name.words)
        return 0 if all(has or not own for has, own in zip(capitals, owns, strict=True)) else None
    if LITTLE.issuperset(name.folded) and "".join(letters) != "".join(name.words):
        return None
    telling = name.telling
    if not set(name.starts) <= set(starts):  # written as one word: only capitals inside it tell
        return 0 if all(pieces[n] and pieces[n][0].isupper() for n in telling) else None
    begins = telling[0] == 0 and _a_capital_tells_nothing(text, words)
    if any(capitals[n] for n in telling[begins:]) and not name.one_word_left:
        return 0
    if len(telling) > 1:
        return 1
    if not capitals[telling[0]] and any(map(str.islower, pieces[telling[0]])):
        return None
    return 2 if begins and name.one_word_left else 1


def _a_capital_tells_nothing(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Tell whether the first word has its capital anyway: it begins a sentence, or every word around it has one."""
    start, end = words[0].start(), words[-1].end()
    before = max(start - _BEFORE, 0)
    if _BEGINS.search(text, before, start):
        return True
    line = text[before:start].rpartition("\n")[2] + text[end : end + _BEFORE].partition("\n")[0]
    others = [word for word in _WORD.findall(line) if _folded(word) not in LITTLE]
    return bool(others) and all(word[0].isupper() for word in others)


def _squeezed(text: str) -> str:
    """Return the letters and digits of a text, without case and accents."""
    text = folded_text(text)
    if not text.isascii():
        text = text.translate(_LETTERS_OF_OTHERS)
    for mark in set(text):
        if not mark.isalnum():
            text = text.replace(mark, "")
    return text


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    word = fold(word)
    return word if word.isascii() else word.translate(_LETTERS_OF_OTHERS)


def _letters(char: str) -> str:
    """Return the letters that a character counts for; none for one that nobody sees."""
    return "" if not char.isalnum() else _folded(char)
