"""Reading a card: source + kind → `Card`, and what is wrong with the data above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from harvest.cards.card import Card, Part, card_id, first_sentence, heading_name, is_index, split_parts
from harvest.cards.front_matter import CardReader
from harvest.cards.values import title_in_lines
from harvest.kinds.kind import STATUSES, Field, Kind, Status
from harvest.kinds.read import Kinds
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.plain import placed_items, without_markup
from harvest.source.source import Heading, Source
from harvest.source.yaml_nodes import Entries, Items, Scalar

SEVERAL = ("list", "choices")
"""The types of a field that takes every item of the section it is read from."""


def read_card(
    source: Source, kind: Kind, kinds: Kinds, language: str, folder_values: Mapping[str, str] | None = None
) -> tuple[Card, list[Problem]]:
    """Read one card. A card that cannot be read keeps its id, and any line that still reads as its title.

    A card of a kind whose declaration holds a mistake claims its names and no more, and is blamed for nothing.
    """
    if source.problems:
        title = title_in_lines(source.broken, kind.fields.get("title"))
        return _unreadable(source, kind, title), list(source.problems)
    if source.data is None and kind.front_matter == "required":
        title = next((h.text for h in source.headings if h.level == 1), "")
        told = [] if kind.kind in kinds.unsure else [_front_matter_missing(source)]
        return _unreadable(source, kind, title), told
    reader = CardReader(source, kind, kinds, language)
    kind = reader.kind
    reader.read(source.data or Entries((), 1, 1))
    for name, written in (folder_values or {}).items():
        if name in kind.fields and name not in reader.places:
            reader.take(name, Scalar(written, 1, 1))
    parts = split_parts(source, kind)
    for name, field in kind.fields.items():
        if field.from_section and name not in reader.places:
            _take_from_section(reader, parts, name, field)
    parts = _take_title(reader, parts)
    for name, field in kind.fields.items():
        if field.default is not None and name not in reader.values and name not in reader.misread:
            reader.values[name] = field.default
    status: Status = next((s for s in STATUSES if s == reader.values.get("status")), "draft")
    card = Card(
        card_id(source.path),
        kind,
        source.path,
        str(reader.values.get("title") or card_id(source.path)),
        status,
        source,
        reader.values,
        reader.places,
        reader.value_places,
        tuple(reader.references),
        parts,
        frozenset(reader.misread),
    )
    if not kinds.unsure.isdisjoint((kind.kind, reader.folder_kind.kind)):
        return replace(card, status="draft", references=(), readable=False), []
    reader.check_required(status, card.data_end)
    return card, reader.problems


def _unreadable(source: Source, kind: Kind, title: str) -> Card:
    identity = card_id(source.path)
    # Its text is shown all the same: whoever looks at the preview sees that nothing is lost.
    parts = split_parts(source, kind)
    values = {"title": title} if title else {}
    return Card(identity, kind, source.path, title or identity, "draft", source, values, parts=parts, readable=False)


def _front_matter_missing(source: Source) -> Problem:
    name = card_id(source.path).replace("-", " ").capitalize()
    missing = say("Above this card the data are missing.")
    if is_index(source.path):
        missing = say("Is this a card or a page? In a folder for cards it is read as a card, and above it are no data.")
    return problem(
        Place(source.path),
        "front-matter-missing",
        "error",
        missing,
        say(
            "For a card, put this at the very top: a line of three dashes (---), below it «{example}», "
            "and below that three dashes again. Move a page to another folder.",
            example={"nl": f"titel: {name}", "en": f"title: {name}"},
        )
        if is_index(source.path)
        else say(
            "Put this at the very top: a line of three dashes (---), below it «{example}», "
            "and below that three dashes again.",
            example={"nl": f"titel: {name}", "en": f"title: {name}"},
        ),
    )


def _take_title(reader: CardReader, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Find the title where the kind keeps it; gives the parts without a heading that only repeats it."""
    source, kind = reader.source, reader.kind
    if kind.title_section and "title" not in reader.values:
        part = next((p for p in parts if p.name == kind.title_section), None)
        if part and part.text.strip():
            offset = part.start + len(part.text) - len(part.text.lstrip())
            paragraph = part.text.strip().partition("\n\n")[0]
            _set_title(reader, paragraph, source.place(offset))
    heading = _title_heading(source, kind)
    if heading is None:
        return parts
    words = " ".join(without_markup(heading.text).split())
    if "title" not in reader.values and "title" not in reader.misread:
        _set_title(reader, words, Place(source.path, heading.line))
    title = reader.values.get("title")
    return _without(parts, heading) if title == words else parts


def _set_title(reader: CardReader, markdown: str, place: Place) -> None:
    if words := " ".join(without_markup(markdown).split()):
        reader.values["title"] = words
        reader.value_places["title"] = place


def _title_heading(source: Source, kind: Kind) -> Heading | None:
    """The first heading, when it is of level one and names no section: authors repeat the title there."""
    first = next(iter(source.headings), None)
    return first if first and first.level == 1 and heading_name(first.text) not in kind.headings else None


def _without(parts: tuple[Part, ...], heading: Heading) -> tuple[Part, ...]:
    """The parts with one heading that stands in the text of a part blanked."""
    kept = []
    for part in parts:
        first, last = heading.start - part.start, heading.end - part.start
        if 0 <= first < len(part.text):
            blank = " " * (last - first)
            part = part._replace(text=part.text[:first] + blank + part.text[last:])
        kept.append(part)
    return tuple(kept)


def _take_from_section(reader: CardReader, parts: tuple[Part, ...], name: str, field: Field) -> None:
    """Read a field from its section: from the items of a list, or else from its first paragraph."""
    part = next((p for p in parts if p.name == field.from_section), None)
    if part is None or not part.text.strip():
        return
    scalars = []
    for words, offset in _values_in(part):
        place = reader.source.place(part.start + offset)
        scalars.append(Scalar(words, place.line, place.column))
    if field.type not in SEVERAL:
        reader.take(name, scalars[0])
    else:
        reader.take(name, Items(tuple(scalars), scalars[0].line, scalars[0].column))
    reader.value_places[name] = Place(reader.path, scalars[0].line, scalars[0].column)


def _values_in(part: Part) -> list[tuple[str, int]]:
    """The items of a list, or else the first paragraph, each with its offset in the part."""
    if items := placed_items(part.text):
        return items
    offset = len(part.text) - len(part.text.lstrip())
    return [(" ".join(without_markup(part.text.strip().partition("\n\n")[0]).split()), offset)]


def stands_above(kind: Kind, part: Part) -> bool:
    """Whether all words of a section went into the fields read from it, or into the title."""
    fields = [field for field in kind.fields.values() if field.from_section and field.from_section == part.name]
    if not fields and not (part.name and part.name == kind.title_section):
        return False
    values = [words for words, _ in _values_in(part)]
    taken = values if any(field.type in SEVERAL for field in fields) else values[:1]
    return " ".join(taken).split() == without_markup(part.text).split()


def summary_of(card: Card) -> str:
    """The card in one sentence: its own, or the first of its core section, or of its text."""
    if written := card.text("summary"):
        return written
    name = card.kind.core_section
    candidates = [part for part in card.parts if part.name == name] if name else []
    candidates += [part for part in card.parts if part.name != card.kind.title_section]
    for part in candidates:
        sentence = first_sentence(without_markup(part.text))
        if sentence:
            return sentence
    return ""
