"""Find what may be a name in a text by its capitals alone, without any list of people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from harvest.privacy.reading.sentences import ABBREVIATIONS, OPENING, UNSEEN, sentences
from harvest.privacy.reading.words import Words

_MARKS = rf"*_~=\^{UNSEEN}"
_SPACE = rf"[\s>{_MARKS}]"
_JOINERS = "van|von|de|der|den|ten|ter|te|het|zu|zum|zur|la|le|du|des|di|da|del|della|dos|el|al|bin|ibn|ben|y"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{UNSEEN}\u0300-\u036f]|['’·-](?=[^\W_])|[*_~=\^]{{1,3}}(?=[^\W\d_]))*")
"""A word, also one with emphasis or a sign that nobody sees inside it."""
_PART = rf"(?:(?:{_JOINERS}){_SPACE}+|['’][tns](?:{_SPACE}+|-)|d['’])"
_BETWEEN = re.compile(rf"\.?{_SPACE}*{_PART}{{0,3}}", re.IGNORECASE)
"""What may stand between two words of one name."""
_BEFORE = re.compile(rf"(?<!\w){_PART}{{1,3}}\Z", re.IGNORECASE)
_OF_A_PERSON = re.compile(rf"(?<!\w)(?:von|der|den|ten|ter|['’]t|van {_SPACE}*de){_SPACE}", re.IGNORECASE)
"""What the surnames of persons have more often than the names of things."""
_SURNAMES_BEGIN = re.compile(rf"(?<!\w)(?:von|der|den|ten|ter|['’]t){_SPACE}", re.IGNORECASE)
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_LEAD = re.compile(rf"[\s{re.escape(OPENING)}{UNSEEN}>|#+•–—-]*\Z")
_NUMBERED = re.compile(rf"[\s>{_MARKS}]*(?:[0-9]{{1,9}}[.)])?")
_QUOTES = frozenset('"“”„«»‹›‘‚:|')
"""Behind these a word has a capital because something begins there."""
_UNSEEN = re.compile(f"[{_MARKS}]")
_ONE_CAPITAL = re.compile(r"\s*+([A-Z][a-z]+)(?=[\s.,;:!?])[\x00-@\[-\x7f\xa0-¿ß-ÿ–—‘’“”„…€]*")
"""A sentence with a capital at its beginning alone, as most are."""
_LONGEST = 40
"""The most signs that are looked at before a word, and between two words of one name."""


class Run(NamedTuple):
    """Words with capitals that stand together, from `start` to `end`, in the sentence with these two offsets.

    `rank` sorts the likeliest persons first, from 0 on.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    rank: int


class Things:
    """Names of things, which are no persons: titles of cards, and the places that a publication lists."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names, however their capitals are."""
        self._by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in names:
            words = tuple(_plain(word[0]) for word in _WORD.finditer(name))
            if words:
                self._by_first[words[0]].add(words)

    def within(self, words: Sequence[str], whole: bool = False) -> set[int]:
        """Return which of these words, written by `_plain`, belong to the name of a thing.

        With `whole` the words are a title, which is no name of a thing inside itself.
        """
        inside: set[int] = set()
        for at, word in enumerate(words):
            for name in self._by_first.get(word, ()):
                if tuple(words[at : at + len(name)]) == name and not (whole and len(name) == len(words)):
                    inside.update(range(at, at + len(name)))
        return inside


class _Word(NamedTuple):
    """A word with a capital, the one `at` that place of its sentence, and what is known of it.

    It may be an ordinary word, a name, or a word that is `never` a person; `thing` tells that it belongs to the name of
    a thing.
    """

    start: int
    end: int
    at: int
    letters: str
    ordinary: bool
    name: bool
    never: bool
    thing: bool = False


def runs(text: str, words: Words, things: Things, *, title: bool = False) -> Iterator[Run]:
    """Yield what may be a name in a text, in the order of the text.

    An ordinary word counts when it has its capital for no other reason: «volgens Kok», not «Koken is». With `title` the
    text is the title of a card, and of that only a part can be a name.
    """
    if text == text.lower():
        return
    for sentence in sentences(text):
        plain = _ONE_CAPITAL.fullmatch(text[slice(*sentence)])
        if plain and _is_ordinary(plain[1], words):
            continue
        found = list(_WORD.finditer(text, *sentence))
        groups = _groups(text, found, words)
        if not any(_run(text, sentence, group, in_capitals=False) for group in groups):
            continue  # of most sentences only the first word has a capital, and then no name has to be compared
        in_capitals = _is_title(text[slice(*sentence)], found)
        inside = things.within([_plain(match[0]) for match in found], whole=title)
        for group in groups:
            if not (title and len(group) == len(found)):
                known = [word._replace(thing=word.at in inside) for word in group]
                if run := _run(text, sentence, known, in_capitals):
                    yield run


def _groups(text: str, found: Sequence[re.Match[str]], words: Words) -> list[list[_Word]]:
    """Return the words with capitals, those together that may be one name."""
    groups: list[list[_Word]] = []
    for at, match in enumerate(found):
        if match[0] == match[0].lower():
            continue
        letters = _UNSEEN.sub("", match[0])
        ordinary, name = _is_ordinary(letters, words), words.names(letters)
        word = _Word(*match.span(), at, letters, ordinary, name, words.never_a_person(letters))
        if groups and _belong_together(text, groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _is_title(sentence: str, found: Sequence[re.Match[str]]) -> bool:
    """Tell whether these words are written as English titles are, where a capital means nothing."""
    longer = [match[0] for match in found if len(match[0]) > 3]
    return (
        len(longer) >= 3
        and not sentence.rstrip().endswith(".")
        and sum(word[0].isupper() for word in longer) > 0.7 * len(longer)
    )


def _belong_together(text: str, one: _Word, other: _Word) -> bool:
    between = text[one.end : other.start]
    if not between or len(between) > _LONGEST or not _BETWEEN.fullmatch(between):
        return False
    return not between.startswith(".") or len(one.letters) <= 2 or one.letters.casefold() in ABBREVIATIONS


def _run(text: str, sentence: tuple[int, int], group: Sequence[_Word], in_capitals: bool) -> Run | None:
    """Return the run of these words, without the one that only begins a sentence; None where they are no name."""
    first = group[0]
    if (first.ordinary or first.thing) and _begins(text, sentence[0], first):
        # «Roos van Dijk zei» stays whole
        group = group if len(group) > 1 and first.name else group[1:]
    while group and group[0].never:  # «On Monday Grace Hopper said»
        group = group[1:]
    telling = [word for word in group if not (word.thing or _is_sign(word))]
    if not telling or (in_capitals and all(word.ordinary for word in telling)):
        return None
    start = group[0].start
    before = _BEFORE.search(text, max(sentence[0], start - _LONGEST), start)
    if before and _SURNAMES_BEGIN.search(before[0]):
        start = before.start()
    return Run(start, group[-1].end, sentence, _rank(text[start : group[-1].end], telling, len(group)))


def _begins(text: str, start: int, word: _Word) -> bool:
    """Tell whether something begins with this word: a sentence, a quotation, or what stands behind a colon."""
    if (numbered := _NUMBERED.match(text, start, word.start)) and numbered.end() == word.start:
        return True
    low = max(start, word.start - _LONGEST)
    lead = _LEAD.search(text, low, word.start)
    before = lead.start() if lead else word.start
    if before == start or (numbered and before <= numbered.end()):
        return True
    if text[before - 1] == ":" or _QUOTES & set(text[before : word.start]):
        return True
    if "(" in text[before : word.start]:
        # «(Zie ook …)» begins something, «(Kok)» does not
        return text[word.end : word.end + 1] == " "
    return bool(re.search(r"(?<!\S)['’]", text[before : word.start]))


def _rank(run: str, telling: Sequence[_Word], words: int) -> int:
    """Return how unlikely it is that this is a person."""
    if all(word.letters.isupper() for word in telling):
        return 4
    unknown = not all(word.ordinary for word in telling)
    person = _OF_A_PERSON.search(run) or (words > 1 and _INITIAL.search(run))
    if person or any(word.name for word in telling):
        return 0 if person or words > 1 or unknown else 2
    return (1 if words > 1 else 2) if unknown else 3


def _is_sign(word: _Word) -> bool:
    """Tell whether this is no word but a sign, as «CO2» and «RVS» are; a digit behind a word may be that of a note."""
    letters = word.letters.rstrip("0123456789")
    if len(letters) < 2 or any(map(str.isdigit, letters)) or (letters != word.letters and len(letters) < 4):
        return True
    return word.never


def _is_ordinary(word: str, words: Words) -> bool:
    """Tell whether a word is in small letters an ordinary one; of one with a hyphen every part is."""
    if words.knows(word):
        return True
    accented = _ACCENTS.get(word[0])  # «Eén» is how «één» is written with a capital
    return accented is not None and words.lists(accented + word[1:])


_ACCENTS = {"E": "é", "A": "á", "O": "ó", "I": "í", "U": "ú"}


def _plain(word: str) -> str:
    """Return a word as names of things are compared: without what nobody sees, capitals, and the sign of a genitive."""
    word = _UNSEEN.sub("", word).casefold().replace("’", "'")
    return word.removesuffix("'s").removesuffix("'")
