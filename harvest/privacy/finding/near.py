"""Find words that are one mistake away from a name: a letter more, less, other, or two that changed places.

Two letters of which the one is doubled instead of the other count as one mistake: «Nourredine» for Noureddine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_DOUBLE = re.compile(r"(.)\1+")

SHORTEST = 6
"""The fewest letters of a name of which a near spelling is looked for: shorter ones are near too many words."""


def _without_one(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def one_mistake(one: str, other: str) -> bool:
    """Tell whether two words differ by at most one mistake, after Damerau."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
    return one[1:] == other if len(one) > len(other) else one == other[1:]


def is_unlike(word: str, name: str) -> bool:
    """Tell whether another name is more likely than a mistake: «Hansen» for Jansen, «Gerrit» for Gerrits."""
    return word[0] != name[0] or f"{word}s" == name or word == f"{name}s"


def _singled(word: str) -> str:
    return _DOUBLE.sub(r"\1", word)


class Near:
    """Names by what is left of them without one letter, so that a near one is found without comparing all."""

    def __init__(self, names: Iterable[str], shortest: int = SHORTEST) -> None:
        """Take names as they are compared; those with fewer letters than `shortest` are passed over."""
        self._shortest = shortest
        self._names: dict[str, list[str]] = {}
        self._singled: dict[str, list[str]] = {}
        for name in names:
            if len(name) >= shortest:
                self._names.setdefault(name, []).append(name)
                self._singled.setdefault(_singled(name), []).append(name)
                for rest in _without_one(name):
                    self._names.setdefault(rest, []).append(name)

    def to(self, word: str) -> list[str]:
        """Return the names that are one mistake away from a word."""
        if len(word) < self._shortest - 1:
            return []
        found = dict.fromkeys(self._names.get(word, ()))
        for rest in _without_one(word):
            if rest in self._names:
                found.update(dict.fromkeys(self._names[rest]))
        near = dict.fromkeys(name for name in found if name != word and one_mistake(word, name))
        alike = self._singled.get(_singled(word), ())
        near.update((name, None) for name in alike if name != word and abs(len(name) - len(word)) < 2)
        return list(near)
