"""Read a card: turn a source and its kind into a `Card` and the problems of the data above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from harvest.cards.broken_data import data_problems
from harvest.cards.card import Card, Part, card_id, first_sentence, heading_name, is_index, split_parts
from harvest.cards.data_in_text import another_card, below_dashes
from harvest.cards.data_lines import as_value
from harvest.cards.front_matter import CardReader
from harvest.cards.stray_data import without_dashes
from harvest.cards.values import title_in_lines
from harvest.kinds.kind import STATUSES, Field, Kind, Status
from harvest.kinds.read import Kinds
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.markdown import Heading, Item, words_of
from harvest.source.source import Source
from harvest.source.yaml_nodes import Entries, Items, Scalar

SEVERAL = ("list", "choices")
"""The types of fields that take every item of the section they come from."""


def read_card(
    source: Source, kind: Kind, kinds: Kinds, language: str, folder_values: Mapping[str, str] | None = None
) -> tuple[Card, list[Problem]]:
    """Read a card. A card that cannot be read keeps its id, and its title if a line still reads as one.

    A card of a kind with a mistake in its declaration keeps only its names, and gets no problems.
    """
    if source.data is None and not source.problems:
        source = without_dashes(source, kind.keys, least=1 if kind.front_matter == "required" else 2)
    if source.problems:
        title = title_in_lines(source.broken, kind.fields.get("title"))
        problems = data_problems(source, kind.keys, language, _lists(kind))
        return _unreadable(source, kind, title), problems
    if source.data is None and kind.front_matter == "required":
        headings = (h for h in source.headings if h.level <= 2 and heading_name(h.words) not in kind.headings)
        title = next((h.words for h in headings if h.level == 1 or h is source.headings[0]), "")
        problems = [] if kind.kind in kinds.unsure else [_front_matter_missing(source, title)]
        return _unreadable(source, kind, title), problems
    reader = CardReader(source, kind, kinds, language)
    kind = reader.kind
    reader.read(source.data or Entries((), 1, 1))
    if source.data is not None:
        below, stray = below_dashes(source, kind.keys, reader.places)
        another = another_card(source, kind.keys)
        reader.problems += [one for one in (below, another) if one]
        reader.misread |= stray
    parts = split_parts(source, kind)
    for name, field in kind.fields.items():
        if field.from_section and name not in reader.places:
            _take_from_section(reader, parts, name, field)
    # The folder's values come last: they do not replace a value on the card, not even one that cannot be read.
    said = reader.places.keys() | reader.values.keys() | reader.misread
    for name, written in (folder_values or {}).items():
        if name in kind.fields and name not in said:
            reader.take(name, Scalar(written, 1, 1))
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


def _lists(kind: Kind) -> frozenset[str]:
    """Return the names behind which several things may stand."""
    return frozenset([*kind.relations, *(name for name, field in kind.fields.items() if field.type in SEVERAL)])


def _unreadable(source: Source, kind: Kind, title: str) -> Card:
    identity = card_id(source.path)
    # Its text is shown all the same, so that its author sees in the preview that nothing is lost.
    parts = split_parts(source, kind)
    values = {"title": title} if title else {}
    return Card(identity, kind, source.path, title or identity, "draft", source, values, parts=parts, readable=False)


def _front_matter_missing(source: Source, title: str) -> Problem:
    name = as_value(title) or card_id(source.path).replace("-", " ").capitalize()
    missing = say("Above this card the data are missing.")
    if is_index(source.path):
        missing = say("Is this a card or a page? In a folder for cards it is read as a card, and above it are no data.")
    return problem(
        Place(source.path),
        "front-matter-missing",
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
    """Take the title from where the kind keeps it; return the parts without a heading that only repeats it."""
    source, kind = reader.source, reader.kind
    if kind.title_section and "title" not in reader.values:
        part = next((p for p in parts if p.name == kind.title_section), None)
        block = next((block for block in part.blocks if block.words.strip()), None) if part else None
        if block:
            _set_title(reader, block.words, source.place(block.start))
    heading = title_heading(source, kind)
    if heading is None:
        return parts
    if "title" not in reader.values and "title" not in reader.misread:
        _set_title(reader, heading.words, Place(source.path, source.place(heading.start).line))
    title = reader.values.get("title")
    return _without(parts, heading) if title == heading.words else parts


def _set_title(reader: CardReader, written: str, place: Place) -> None:
    if words := " ".join(written.split()):
        reader.values["title"] = words
        reader.value_places["title"] = place


def title_heading(source: Source, kind: Kind) -> Heading | None:
    """Return the first heading when it is of level one and names no section: authors repeat the title there.

    When the kind takes its titles from the first heading, it may be of level two as well.
    """
    first = next(iter(source.headings), None)
    most = 2 if kind.title_from == "first_heading" else 1
    return first if first and first.level <= most and heading_name(first.words) not in kind.headings else None


def _without(parts: tuple[Part, ...], heading: Heading) -> tuple[Part, ...]:
    """Return the parts without one heading, which begins a part or is in the text of one."""
    kept = []
    for part in parts:
        if part.heading == heading:
            part = part._replace(name=None, title="", heading=None)
        kept.append(part._replace(blocks=tuple(block for block in part.blocks if block.start != heading.start)))
    return tuple(kept)


def _take_from_section(reader: CardReader, parts: tuple[Part, ...], name: str, field: Field) -> None:
    """Read a field from its section: from the items of its lists, or else from its first paragraph."""
    part = next((p for p in parts if p.name == field.from_section), None)
    written = values_in(part) if part else []
    if not written:
        return
    scalars = []
    for item in written:
        place = reader.source.place(item.start)
        scalars.append(Scalar(item.words, place.line, place.column))
    if field.type not in SEVERAL:
        reader.take(name, scalars[0])
    else:
        reader.take(name, Items(tuple(scalars), scalars[0].line, scalars[0].column))
    reader.value_places[name] = Place(reader.path, scalars[0].line, scalars[0].column)


def values_in(part: Part) -> list[Item]:
    """Return the items of the lists in a part, or else its first paragraph as one item."""
    items = [item for block in part.blocks for item in block.items]
    first = next((block for block in part.blocks if block.words.strip()), None)
    return items or ([Item(" ".join(first.words.split()), first.start)] if first else [])


def stands_above(kind: Kind, part: Part) -> bool:
    """Tell whether all words of a section went into the title or the fields that come from it."""
    fields = [field for field in kind.fields.values() if field.from_section and field.from_section == part.name]
    if not fields and not (part.name and part.name == kind.title_section):
        return False
    values = [item.words for item in values_in(part)]
    taken = values if any(field.type in SEVERAL for field in fields) else values[:1]
    return " ".join(taken).split() == part.words.split()


_NO_SENTENCE = ("bold line", "heading", "code", "table")


def summary_of(card: Card) -> str:
    """Return the card in one sentence: its summary, or the first sentence of its core section, or of its text."""
    if written := card.text("summary"):
        return written
    name = card.kind.core_section
    candidates = [part for part in card.parts if part.name == name] if name else []
    candidates += [part for part in card.parts if part.name != card.kind.title_section]
    for part in candidates:
        # What heads a text, and code, is no sentence that says what a card is about, if it has another.
        said = words_of(block for block in part.blocks if block.form not in _NO_SENTENCE)
        if sentence := first_sentence(said):
            return sentence
    sentences = (first_sentence(part.words) for part in candidates)
    return next((sentence for sentence in sentences if sentence and not sentence.endswith(":")), "")  # «Costs:» is none
