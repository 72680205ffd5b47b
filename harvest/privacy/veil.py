"""Hide the people of the list in what a command says: in the words of problems, and in all that is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from harvest.privacy.people.people import People
from harvest.problems.problem import Message, Problem

if TYPE_CHECKING:  # whoever has no list need not wait for what finds names
    from harvest.privacy.finding.find import PeopleFinder, Setting

HIDDEN = "…"
"""Stands where a name was, however long that is."""
_SETTINGS: tuple[Setting, ...] = ("code", "prose")
"""Ways to read a line that may hold both an address and a sentence."""
_SIGNS = re.compile(r"(\x1b\[[0-9;?]*[A-Za-z]|\\[abfnrtv])")
"""What gives a terminal its colours, and how a line break is written where none can be."""
_FORM = re.compile(r"[\"'\\\n{}\[\]<>]")
"""What a name may run through, but the form of a text, such as JSON, may need."""


@dataclass(frozen=True)
class Veil:
    """Hides the people of a list in a text, also those whom an edition may name.

    A word that may be another one is hidden where it has a capital.
    """

    people: People
    language: str
    places: tuple[str, ...] = ()

    @cached_property
    def _finder(self) -> PeopleFinder:
        from harvest.privacy.finding.find import PeopleFinder

        nobody_may_be_named = tuple(replace(person, named_for="") for person in self.people.persons)
        return PeopleFinder(replace(self.people, persons=nobody_may_be_named), "public", self.language, self.places)

    def __call__(self, text: str) -> str:
        """Return a text without the names and terms of the list."""
        if not _SIGNS.search(text):
            return self._hidden(text)
        # The letter at the end of such a sign would be taken for one of the word behind it.
        pieces = _SIGNS.split(text)
        pieces[::2] = map(self._hidden, pieces[::2])
        words = "".join(pieces[::2])
        hidden = self._hidden(words)
        return "".join(pieces) if hidden == words else hidden

    def path(self, path: str) -> str:
        """Return the path of a file that names somebody, without what may be that name, however it is written."""
        return self._hidden(path, doubts=True)

    def _hidden(self, text: str, *, doubts: bool = False) -> str:
        spans = sorted(
            (hit.start, hit.end)
            for setting in _SETTINGS
            for hit in self._finder.within(text, setting)
            if doubts or hit.certainty != "doubtful" or any(map(str.isupper, text[hit.start : hit.end]))
        )
        pieces: list[str] = []
        at = 0
        for start, end in spans:
            if end > at:
                start = max(start, at)
                pieces += (text[at:start], _covered(text[start:end], joined=start == at and bool(pieces)))
                at = end
        return "".join((*pieces, text[at:]))

    def problem(self, problem: Problem) -> Problem:
        """Return a problem of which no word comes from the list; a correction that would need one is left out."""
        message, hint = self._message(problem.message), self._message(problem.hint)
        fix = problem.fix if problem.fix and self(problem.fix.text) == problem.fix.text else None
        if message is problem.message and hint is problem.hint and fix is problem.fix:
            return problem
        return replace(problem, message=message, hint=hint, fix=fix)

    def _message(self, message: Message) -> Message:
        params = {name: self._value(value) for name, value in message.params.items()}
        same = all(params[name] is value for name, value in message.params.items())
        return message if same else Message(message.text, params)

    def _value(self, value: object) -> object:
        """Return a parameter of a message without names; the same one where it holds none."""
        if isinstance(value, str):
            hidden = self(value)
            return value if hidden == value else hidden
        if isinstance(value, Message):
            return self._message(value)
        if isinstance(value, Mapping):
            inside = {key: self._value(one) for key, one in value.items()}
            return value if all(inside[key] is one for key, one in value.items()) else inside
        if isinstance(value, (list, tuple)):
            items = [self._value(one) for one in value]
            return value if all(one is other for one, other in zip(items, value, strict=True)) else items
        return value


def without_names(
    problems: list[Problem], people: People | None, language: str, places: tuple[str, ...]
) -> list[Problem]:
    """Return the problems with no word of the list in what they say."""
    return problems if people is None else list(map(Veil(people, language, places).problem, problems))


def _covered(name: str, *, joined: bool) -> str:
    """Return what stands where a name was; `joined` tells that another one stood right before it."""
    if _FORM.search(name):
        return re.sub(r"[^\W_]+", HIDDEN, name)
    return "" if joined else HIDDEN
