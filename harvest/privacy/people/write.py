"""Add people to the text of the list and take them out, and leave every other line as somebody made it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, takewhile

from harvest.kinds.names import fold
from harvest.kinds.read import form, line_of
from harvest.privacy.people.file import END, ends_whole, people_from, people_nodes
from harvest.privacy.people.people import People, Person
from harvest.problems.language import label, render
from harvest.problems.problem import say
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Items, Node, Scalar
from harvest.source.yaml_text import as_value, lines_of, newline_of

_NUMBERED = re.compile(r"\bp(\d{1,6})\b")


def new_list(language: str) -> str:
    """Return the text of a list in which nobody stands yet."""
    above = render(
        say(
            "Who belongs to the circle. This file stays here: never put it online, in a mail or on a shared drive."
            " README.md beside it says how long you keep it."
        ),
        language,
    )
    return f"# {above}\n{label(form('people')['people'].label, language)}:\n{END}\n"


def with_more(text: str, persons: Sequence[Person], terms: Sequence[str], language: str) -> str | None:
    """Return a list with these people and terms at its ends; None where it is written so that none can be added."""
    before = people_from(text, "", language)
    lines = lines_of(text)
    newline = newline_of(text)
    if not ends_whole(text):
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += newline
        lines.append(END + newline)
    # From below, so that the lines above stay where they are.
    added = {"people": [list(_entry(person, language)) for person in persons], "terms": [[as_value(t)] for t in terms]}
    for field in ("terms", "people"):
        if added[field]:
            changed = _with_items(lines, field, added[field], newline, language)
            if changed is None:
                return None
            lines = changed
    fresh = "".join(lines)
    wanted = [*before.persons, *persons]
    return fresh if _says(fresh, wanted, (*before.terms, *terms), before, language) else None


def without(text: str, person: Person, language: str) -> str | None:
    """Return a list without one person, and without the remarks about them; None where that cannot be done safely."""
    before = people_from(text, "", language)
    _, node = _line_of(text, "people") or (None, None)
    if person.place is None or not isinstance(node, Items) or node.flow:
        return None
    lines = lines_of(text)
    starts = [_dash(lines, item, node.column) for item in node.items]
    at = person.place.line
    index = max((n for n, start in enumerate(starts) if start is not None and start < at), default=None)
    start = starts[index] if index is not None else None
    if start is None:
        return None
    end = _end(lines, start, node.column)
    first = index == 0
    remarks = list(takewhile(lambda n: _is_remark(lines[n]), range(start - 1, -1, -1)))
    words = {fold(word) for name in (person.name, *person.aliases) for word in name.split() if len(word) > 2}
    if not first or any(words & set(map(fold, re.findall(r"[\w'’-]+", lines[n]))) for n in remarks):
        start -= len(remarks)
    fresh = "".join(lines[:start] + lines[end:])
    wanted = [one for one in before.persons if one.place and one.place.position != person.place.position]
    return fresh if _says(fresh, wanted, before.terms, before, language) else None


def _says(text: str, persons: Sequence[Person], terms: Sequence[str], before: People, language: str) -> bool:
    """Tell whether a list says this and nothing else, without a mistake that was not in it before."""
    after = people_from(text, "", language)
    mistakes = {one.code for one in after.problems if one.severity == "error"} - {one.code for one in before.problems}
    # The last of them may be forgotten, and terms may come before the people.
    same = [*map(_apart, persons)] == [*map(_apart, after.persons)] and tuple(terms) == after.terms
    return same and mistakes <= ({"missing-field"} if not persons else set())


def lines_about(text: str, person: Person) -> tuple[int, ...]:
    """Return the lines of a text in which a name, an address or the id of a person still stands."""
    words = [*person.name.split(), *person.aliases, *person.email, *person.initials]
    words = [word for word in words if len(word) > 2]
    if person.has_own_id:
        words.append(person.id)
    about = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE)
    return tuple(number for number, line in enumerate(text.splitlines(), 1) if words and about.search(line))


def next_ids(persons: Sequence[Person], elsewhere: str) -> Iterator[str]:
    """Yield ids that nobody has, in the list or in the text of another file."""
    taken = [int(number) for number in _NUMBERED.findall(" ".join(person.id for person in persons) + " " + elsewhere)]
    yield from (f"p{number:02}" for number in count(max(taken, default=0) + 1))


def _apart(person: Person) -> Person:
    """Return a person without what depends on the place in the list."""
    return replace(person, place=None, id=person.id if person.has_own_id else "")


def _line_of(text: str, field: str) -> tuple[Scalar, Node] | None:
    """Return «people:» or «terms:» and what stands behind it; None where that is not there."""
    try:
        return line_of(people_nodes(text), "people", field)
    except YamlProblem:
        return None


def _with_items(lines: list[str], field: str, items: list[list[str]], newline: str, language: str) -> list[str] | None:
    written = _line_of("".join(lines), field)
    fresh = [f"{'- ' if n == 0 else '  '}{line}{newline}" for item in items for n, line in enumerate(item)]
    if written is None:
        below = takewhile(lambda n: not lines[n].strip() or _ends(lines[n]), range(len(lines) - 1, -1, -1))
        end = [n for n in below if _ends(lines[n])][-1]
        key = f"{label(form('people')[field].label, language)}:{newline}"
        return [*lines[:end], key, *(f"  {line}" for line in fresh), *lines[end:]]
    name, node = written
    if isinstance(node, Scalar) and not node.value.strip() and node.plain:
        return [*lines[: name.line], *(f"  {line}" for line in fresh), *lines[name.line :]]
    if not isinstance(node, Items) or node.flow or not node.items:
        return None
    start = _dash(lines, node.items[-1], node.column)
    if start is None:
        return None
    end = _end(lines, start, node.column)
    margin = " " * (node.column - 1)
    return [*lines[:end], *(margin + line for line in fresh), *lines[end:]]


def _dash(lines: list[str], item: Node, column: int) -> int | None:
    """Return the index of the line with the dash of an item; None where none stands there."""
    for index in range(min(item.line, len(lines)) - 1, -1, -1):
        line = lines[index].removeprefix("\ufeff")
        if line[column - 1 :].startswith("-"):
            return None if line[: column - 1].strip() else index
    return None


def _end(lines: list[str], start: int, column: int) -> int:
    """Return the index just past the last line of an item, without the empty lines and remarks below it."""
    end = start + 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        inside = len(line) - len(line.lstrip(" ")) >= column
        if line.strip() and not inside:
            break
        if line.strip():
            end = index + 1
    return end


def _ends(line: str) -> bool:
    return line.strip() in (END, "---")


def _is_remark(line: str) -> bool:
    return line.lstrip().startswith("#")


def _entry(person: Person, language: str) -> Iterator[str]:
    """Yield the lines of a person: the name first, then what else is known."""
    fields = form("person")
    written: dict[str, str] = {"name": as_value(person.name), "id": person.id}
    for name, words in (("aliases", person.aliases), ("initials", person.initials), ("email", person.email)):
        if words:
            written[name] = f"[{', '.join(map(as_value, words))}]"
    if person.organisation:
        written["organisation"] = as_value(person.organisation)
    if person.named_for:
        written["may_be_named"] = label(fields["may_be_named"].choices[person.named_for], language)
    if person.named_since:
        written["since"] = person.named_since.isoformat()
    for name, value in written.items():
        yield f"{label(fields[name].label, language)}: {value}"
