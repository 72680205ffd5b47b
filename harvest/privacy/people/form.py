"""Turn the lines of the list of people into persons and terms, with problems that hold no word of the list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from harvest.cards.read_dates import read_day
from harvest.kinds.kind import Field
from harvest.kinds.names import LIKELY, fold, meant
from harvest.kinds.read import form, form_names
from harvest.privacy.people.people import DERIVED, EXAMPLE, ID, NamedFor, Person
from harvest.problems.codes import Code, Severity
from harvest.problems.problem import NOTHING, Message, Place, Problem, problem, say
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar

_SEVERAL = re.compile(r"[,;]")
_TWO = re.compile(r"[,;/&]|\s(?:en|and)\s")
_IN_A_NAME = frozenset(" .'’‘`´-‐‑–·")
_ADDRESS = re.compile(r"(?<![^\s@,;])[^\s@,;]++@[^\s@,;]+")

Line = tuple[Scalar, Node]


def letters(text: str) -> int:
    """Return how many letters a text has."""
    return sum(map(str.isalpha, text))


class PeopleReader:
    """Reads a list of people, and collects its problems in `problems`."""

    def __init__(self, path: str, language: str) -> None:
        self.path = path
        self.language = language
        self.problems: list[Problem] = []
        self.names: dict[str, int] = {}

    def read(self, data: Entries) -> tuple[tuple[Person, ...], tuple[str, ...]]:
        """Return the persons and the terms of a list."""
        lines = self._lines(data, "people")
        persons: list[Person] = []
        if "people" in lines:
            persons = list(self._persons(*lines["people"]))
        terms = tuple(word.value for word in self._words(*lines["terms"])) if "terms" in lines else ()
        if not persons and not self.problems:
            at = lines["people"][0] if "people" in lines else data
            message = say("There is nobody in the list of people yet.")
            self._problem(
                at, "missing-field", message, say("Add people with «harvest people add», or take the file away.")
            )
        return _with_ids(persons), terms

    def _persons(self, key: Scalar, node: Node) -> Iterator[Person]:
        if isinstance(node, Entries):
            message = say("Each person begins with a dash on a line of their own.")
            self._problem(node, "wrong-type", message, EXAMPLE)
            return
        ids: dict[str, int] = {}
        for item in node.items if isinstance(node, Items) else (node,):
            if isinstance(item, Scalar) and not item.value.strip() and not isinstance(node, Items):
                return
            person = self._person(item)
            if person is None:
                continue
            line = item.line
            if person.id and person.id in ids:
                message = say("Two people have the same id: here, and on line {line}.", line=ids[person.id])
                self._problem(
                    item,
                    "duplicate-id",
                    message,
                    say("Give one of the two another. It stands in private/review.yml too."),
                )
                person = replace(person, id="")
            elif person.id:
                ids[person.id] = line
            self._same_names(person, line)
            yield person

    def _same_names(self, person: Person, line: int) -> None:
        for name in dict.fromkeys(map(fold, (person.name, *person.aliases))):
            if name in self.names:
                message = say("Two people go by the same name: here, and on line {line}.", line=self.names[name])
                hint = say("That may be. Who of them is meant cannot be told; is it one person, keep one of the two.")
                self._problem(cast(Place, person.place), "duplicate-title", message, hint, severity="warning")
            else:
                self.names[name] = line

    def _person(self, item: Node) -> Person | None:
        if isinstance(item, Scalar):
            name = self._name(item)
            return Person("", name, place=self._place(item)) if name else None
        if isinstance(item, Items):
            self._problem(item, "wrong-type", say("One person belongs behind each dash, not a list."), EXAMPLE)
            return None
        lines = self._lines(item, "person")
        if "name" not in lines or not _written(lines["name"][1]):
            line = lines["name"][0] if "name" in lines else item
            self._problem(line, "missing-field", say("The name of this person is missing."), EXAMPLE)
            return None
        at = lines["name"][1]
        name = self._name(at)
        if not name:
            return None
        since = self._day(*lines["since"]) if "since" in lines else None
        named_for = self._choice(*lines["may_be_named"]) if "may_be_named" in lines else ""
        organisation = self._text(*lines["organisation"]) if "organisation" in lines else None
        return Person(
            id=self._id(*lines["id"]) if "id" in lines else "",
            name=name,
            aliases=self._list(lines, "aliases"),
            initials=self._list(lines, "initials"),
            email=self._addresses(lines),
            organisation=" ".join(organisation.value.split()) if organisation else "",
            named_for=named_for,
            named_since=since,
            place=self._place(at),
        )

    def _lines(self, data: Entries, name_of_form: str) -> dict[str, Line]:
        """Return the lines by the name of their field; of two with one name the first counts."""
        fields, names = form(name_of_form), form_names(name_of_form)
        known: dict[str, Line] = {}
        for key, node in data.entries:
            name = names.get(fold(key.value))
            if name in known:
                message = say(
                    "«{field}» is there twice, also on line {line}.", field=fields[name].label, line=known[name][0].line
                )
                self._problem(key, "duplicate-key", message, say("Keep one of the two."))
            elif name:
                known[name] = key, node
            else:
                self._unknown(key, fields, at_the_top=name_of_form == "people")
        return known

    def _unknown(self, key: Scalar, fields: Mapping[str, Field], *, at_the_top: bool) -> None:
        """Note that a word before a colon is unknown. It may be a name, so only the word that was meant is told."""
        words = [
            word for field in fields.values() for some in (field.label.values(), *field.also.values()) for word in some
        ]
        otherwise = say("Which of these do you mean: {known}?", known=[field.label for field in fields.values()])
        guess = meant(key.value, words, otherwise, least=LIKELY)
        # What stands behind a misspelt word would not be looked for.
        severity: Severity | None = "error" if at_the_top or guess.name else None
        message = say("The list of people does not know the word before this colon.")
        self._problem(key, "unknown-field", message, guess.hint, severity=severity)

    def _name(self, node: Node) -> str:
        """Return the name of a person, or note why it is none."""
        if not isinstance(node, Scalar):
            self._problem(node, "wrong-type", say("One name belongs here, not a list."), EXAMPLE)
            return ""
        name = " ".join(node.value.split())
        many = say("Several people seem to stand here, or somebody with the surname first.")
        if not letters(name):
            self._problem(node, "wrong-type", say("This is no name: there is no letter in it."), EXAMPLE)
        elif _ADDRESS.search(name):
            message = say("An e-mail address stands here, where a name belongs.")
            hint = say("Write the name here, and the address behind «{field}».", field=form("person")["email"].label)
            self._problem(node, "wrong-type", message, hint)
        elif _TWO.search(name) or not node.one_line:
            hint = say("Write one person behind each dash, first name first, without a comma.")
            self._problem(node, "wrong-type", many, hint)
        elif not all(
            sign in _IN_A_NAME or unicodedata.category(sign)[0] in "LM" or unicodedata.category(sign) == "Cf"
            for sign in name
        ):
            message = say("More stands here than a name, such as brackets or a figure.")
            hint = say("Write the name alone, and a nickname behind «{field}».", field=form("person")["aliases"].label)
            self._problem(node, "wrong-type", message, hint)
        else:
            self._too_short(node, name)
            return name
        return ""

    def _too_short(self, node: Node, name: str) -> None:
        if letters(name) == 1:
            message = say("This is a single letter, and that is not looked for: it stands in every text.")
            self._problem(node, "wrong-type", message, say("Write all of the name."), severity="warning")

    def _words(self, key: Scalar, node: Node) -> Iterator[Scalar]:
        """Yield the words behind a name: a list, or one value in which commas may part them."""
        for item in node.items if isinstance(node, Items) else (node,):
            if not isinstance(item, Scalar):
                self._problem(item, "wrong-type", say("Single words or names belong here, not a list in a list."))
            elif isinstance(node, Items) or not item.plain:
                if item.value.strip():
                    yield item._replace(value=" ".join(item.value.split()))
            else:
                for word in _SEVERAL.split(item.value):
                    if word.strip():
                        yield item._replace(value=" ".join(word.split()))

    def _list(self, lines: Mapping[str, Line], field: str) -> tuple[str, ...]:
        words: dict[str, None] = {}
        for word in self._words(*lines[field]) if field in lines else ():
            if letters(word.value):
                self._too_short(word, word.value)
                words[word.value] = None
            else:
                self._problem(word, "wrong-type", say("This is no name: there is no letter in it."))
        return tuple(words)

    def _addresses(self, lines: Mapping[str, Line]) -> tuple[str, ...]:
        addresses: dict[str, None] = {}
        for word in self._words(*lines["email"]) if "email" in lines else ():
            address = word.value.removeprefix("mailto:").strip("<>")
            if _ADDRESS.fullmatch(address):
                addresses[address] = None
            else:
                message = say("This is no e-mail address.")
                example = {"nl": "naam@voorbeeld.nl", "en": "name@example.org"}
                self._problem(word, "wrong-type", message, say("Write it as {example}.", example=example))
        return tuple(addresses)

    def _text(self, key: Scalar, node: Node) -> Scalar | None:
        if isinstance(node, Scalar):
            return node
        self._problem(node, "wrong-type", say("One piece of text belongs here, not a list."))
        return None

    def _choice(self, key: Scalar, node: Node) -> NamedFor:
        field = form("person")["may_be_named"]
        chosen = field.choice_names.get(fold(node.value)) if isinstance(node, Scalar) else None
        if chosen is None and _written(node):
            message = say("Behind «{field}» stands where this name may stand.", field=field.label)
            hint = say("Choose: {choices}.", choices=list(field.choices.values()))
            self._problem(node, "unknown-choice", message, hint)
        return cast(NamedFor, chosen) if chosen in ("circle", "public") else ""

    def _day(self, key: Scalar, node: Node) -> date | None:
        if not _written(node):
            return None
        day = read_day(node.value, self.language)[0] if isinstance(node, Scalar) else None
        if day is None:
            field = form("person")["since"].label
            message = say("A date belongs after «{field}», for example {example}.", field=field, example="2012-04-03")
            self._problem(node, "wrong-type", message)
        return day

    def _id(self, key: Scalar, node: Node) -> str:
        if isinstance(node, Scalar) and ID.fullmatch(node.value.strip()):
            return node.value.strip().lower()
        if _written(node):
            message = say(
                "An id is the letter p and a number, such as {example}. It says nothing of who it is.", example="p07"
            )
            self._problem(node, "wrong-type", message)
        return ""

    def _place(self, node: Node) -> Place:
        return Place(self.path, max(node.line, 1), node.column)

    def _problem(
        self,
        at: Node | Place,
        code: Code,
        message: Message,
        hint: Message = NOTHING,
        *,
        severity: Severity | None = None,
    ) -> None:
        place = at if isinstance(at, Place) else self._place(at)
        self.problems.append(problem(place, code, message, hint, severity=severity))


def _written(node: Node) -> bool:
    return not (isinstance(node, Scalar) and not node.value.strip())


def _with_ids(persons: list[Person]) -> tuple[Person, ...]:
    """Give each person without an id one from the position in the list, which is never that of somebody else."""
    return tuple(
        person if person.id else replace(person, id=f"{DERIVED}{number:02}") for number, person in enumerate(persons, 1)
    )
