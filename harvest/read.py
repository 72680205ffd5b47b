"""Reading cards and pages: source → `Card` or `Page`, and what is wrong with its form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from harvest.card import Card, Page, Part, Reference, Value, card_id, first_sentence, split_parts
from harvest.declare import Kinds, form
from harvest.kind import STATUSES, Field, Kind, Relation, Status, fold
from harvest.nearest import nearest
from harvest.problem import Message, Place, Problem, problem, say
from harvest.source import Source, headings
from harvest.text import list_items, without_markup
from harvest.values import Reader
from harvest.yaml_nodes import Entries, Items, Node, Scalar

_WIKI = re.compile(r"^\[\[(.+?)\]\]$")
MARKDOWN_ENDINGS = (".md", ".markdown")


def requires(from_status: Status | None, status: Status) -> bool:
    """Whether something required from one status on is required of a card with another."""
    return from_status is not None and STATUSES.index(status) >= STATUSES.index(from_status)


def read_card(
    source: Source, kind: Kind, kinds: Kinds, language: str, folder_values: Mapping[str, str] | None = None
) -> tuple[Card, list[Problem]]:
    """Read one card. A card that cannot be read keeps its id, and any line that still reads as its title."""
    identity = card_id(source.path)
    if source.problems:
        title = _title_from_lines(source.broken, kind) or identity
        # Its text is shown all the same: whoever looks at the preview sees that nothing is lost.
        parts = split_parts(source, kind)
        card = Card(identity, kind, source.path, title, "draft", source, parts=parts, readable=False)
        return card, list(source.problems)
    data = source.data
    if data is None:
        if kind.front_matter == "required":
            title = next((h.text for h in headings(source) if h.level == 1), "") or identity
            parts = split_parts(source, kind)
            card = Card(identity, kind, source.path, title, "draft", source, parts=parts, readable=False)
            return card, [_front_matter_missing(source)]
        data = Entries((), 1, 1)
    reader = _CardReader(source, kind, kinds, language)
    reader.read(data)
    parts = split_parts(source, kind)
    values = reader.values
    for name, written in (folder_values or {}).items():
        if name in kind.fields and name not in values:
            value = reader.value(kind.fields[name], Scalar(written, 1, 1))
            if value is not None:
                values[name] = value
    for name, field in kind.fields.items():
        if field.from_section and name not in values:
            _take_from_section(reader, parts, name, field)
    heading = _title_heading(source, kind)
    title = _title(values, kind, parts, heading.text if heading else "")
    if heading:
        parts = _without_title(parts, kind, heading.start)
    for name, field in kind.fields.items():
        if field.default is not None and name not in values and name not in reader.places:
            values[name] = field.default
    status: Status = next((s for s in STATUSES if s == values.get("status")), "draft")
    card = Card(
        identity,
        kind,
        source.path,
        title or identity,
        status,
        source,
        values,
        reader.places,
        reader.value_places,
        tuple(reader.references),
        parts,
    )
    reader.check_required(status, bool(title))
    return card, reader.problems


def _front_matter_missing(source: Source) -> Problem:
    name = card_id(source.path).replace("-", " ").capitalize()
    return problem(
        Place(source.path),
        "front-matter-missing",
        "error",
        say("Above this card the data are missing."),
        say(
            "Put this at the very top: a line of three dashes (---), below it «{example}», and below that three dashes again.",
            example={"nl": f"titel: {name}", "en": f"title: {name}"},
        ),
    )


def _title_from_lines(lines: Iterable[str], kind: Kind) -> str:
    """The title in lines that are not valid YAML, if one of them still reads as it."""
    names = set(kind.fields["title"].names("title")) if "title" in kind.fields else {"titel", "title"}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and fold(name) in names and value.strip(" \t\"'"):
            return value.strip(" \t\"'")
    return ""


def _title_heading(source: Source, kind: Kind):  # type: ignore[no-untyped-def]
    """The first heading, when it is of level one and names no section: authors repeat the title there."""
    first = next(headings(source), None)
    return first if first and first.level == 1 and fold(first.text) not in kind.headings else None


def _title(values: Mapping[str, Value], kind: Kind, parts: tuple[Part, ...], heading: str) -> str:
    if kind.title_section:
        part = next((p for p in parts if p.name == kind.title_section), None)
        if part:
            return " ".join(without_markup(part.text).split())
    written = values.get("title")
    if isinstance(written, str) and written:
        return written
    return without_markup(heading)


def _without_title(parts: tuple[Part, ...], kind: Kind, start: int) -> tuple[Part, ...]:
    """The parts without the heading that repeats the title."""
    kept = []
    for part in parts:
        if part.heading is not None and part.heading.start == start:
            kept.append(replace(part, name=None, title="", heading=None))
        elif part.start <= start < part.start + len(part.text):
            offset = start - part.start
            rest = part.text[offset:]
            line_end = rest.find("\n")
            removed = len(rest) if line_end < 0 else line_end
            kept.append(replace(part, text=part.text[:offset] + " " * removed + rest[removed:]))
        else:
            kept.append(part)
    return tuple(kept)


def _take_from_section(reader: _CardReader, parts: tuple[Part, ...], name: str, field: Field) -> None:
    part = next((p for p in parts if p.name == field.from_section), None)
    if part is None:
        return
    words = list_items(part.text) or [" ".join(without_markup(part.text).split())]
    words = [word for word in words if word]
    if not words:
        return
    line = part.heading.line if part.heading else 1
    if field.type in ("list", "choices"):
        node: Node = Items(tuple(Scalar(word, line, 1) for word in words), line, 1)
    else:
        node = Scalar(words[0], line, 1)
    value = reader.value(field, node)
    if value is not None:
        reader.values[name] = value


class _CardReader(Reader):
    def __init__(self, source: Source, kind: Kind, kinds: Kinds, language: str) -> None:
        super().__init__(source.path, language)
        self.source, self.kind, self.kinds = source, kind, kinds
        self.values: dict[str, Value] = {}
        self.places: dict[str, Place] = {}
        self.value_places: dict[str, Place] = {}
        self.references: list[Reference] = []
        self.excused: set[str] = set()  # fields somebody meant to write

    def read(self, data: Entries) -> None:
        for key, node in data.entries:
            name = self.kind.keys.get(fold(key.value))
            if name is None:
                self._unknown(key, node)
                continue
            place = Place(self.path, key.line, key.column)
            if name in self.places:
                first = self.places[name]
                self.problem(
                    key,
                    "duplicate-key",
                    say("«{key}» is there twice, also on line {line}.", key=key.value, line=first.line),
                    say("Keep one of the two."),
                )
                continue
            self.places[name] = place
            self.value_places[name] = Place(self.path, node.line, node.column)
            if isinstance(node, Scalar) and not node.value.strip():
                continue
            if name in self.kind.relations:
                self.references += references(name, node, self)
            else:
                value = self.value(self.kind.fields[name], node)
                if value is None:
                    self.excused.add(name)
                else:
                    self.values[name] = value

    def _unknown(self, key: Scalar, node: Node) -> None:
        written = fold(key.value)
        if written == "kind":
            self._kind_named(key, node)
            return
        for other in self.kinds.by_name.values():
            for relation in other.relations.values():
                if self.kind.kind in relation.to and written in {
                    fold(word) for word in relation.inverse.values()
                }:
                    self.problems.append(
                        problem(
                            Place(self.path, key.line, key.column),
                            "inverse-written",
                            "warning",
                            say(
                                "«{key}» appears on this card by itself.",
                                key=key.value,
                            ),
                            say(
                                "Write it on the other card, the {kind}, as «{relation}».",
                                kind=other.label,
                                relation=relation.label,
                            ),
                        )
                    )
                    return
        named = {**self.kind.fields, **self.kind.relations}
        words = {word: name for name, part in named.items() for word in (name, *part.label.values())}
        words |= {
            word: name for name, part in named.items() for synonyms in part.also.values() for word in synonyms
        }
        guess = nearest(key.value, words)
        severity = "warning"
        if guess and words[guess] not in self.places:
            meant = words[guess]
            self.excused.add(meant)
            if named[meant].required_from is not None:
                severity = "error"
        hint = (
            say("Do you mean «{guess}»?", guess=guess)
            if guess
            else say("Which of these do you mean: {known}?", known=[part.label for part in named.values()])
        )
        self.problems.append(
            problem(
                Place(self.path, key.line, key.column),
                "unknown-field",
                severity,  # type: ignore[arg-type]
                say("Unknown: «{key}».", key=key.value),
                hint,
            )
        )

    def _kind_named(self, key: Scalar, node: Node) -> None:
        written = node.value if isinstance(node, Scalar) else ""
        named = self.kinds.find(written)
        if named is None:
            self.problems.append(unknown_kind(Place(self.path, node.line, node.column), written, self.kinds))
        elif named.kind != self.kind.kind:
            self.problem(
                key,
                "wrong-folder",
                say(
                    "This card calls itself «{named}», but the file is in the folder for «{kind}».",
                    named=named.label,
                    kind=self.kind.label,
                ),
                say(
                    "Move the file to the folder «{folder}», or remove this line.",
                    folder=named.folder(self.language),
                ),
            )

    def check_required(self, status: Status, has_title: bool) -> None:
        """Note the required fields and relations that nobody wrote."""
        written = {reference.relation for reference in self.references}
        line = max(self.source.body_line - 1, 1)
        at_end = Place(self.path, line)
        for name, part in {**self.kind.fields, **self.kind.relations}.items():
            needed = requires(part.required_from, status)
            if not needed or name in self.values or name in written or name in self.excused:
                continue
            if name == "title" and has_title:
                continue
            if (self.kind.kind, name) == ("lesson", "evidence"):  # told by `lesson-without-evidence`
                continue
            place = self.places.get(name, at_end)
            message = say("{field} is missing.", field=part.label)
            self.problems.append(problem(place, "missing-field", "error", message, _how_to_fill(part)))


def _how_to_fill(part: Field | Relation) -> Message:
    wanted = _asked(part.help or part.label)
    if isinstance(part, Field) and part.choices:
        first = next(iter(part.choices.values()))
        example = {language: f"{word}: {first.get(language, '')}" for language, word in part.label.items()}
        choices = list(part.choices.values())
        if part.type == "choices":
            return say(
                "Add: {help} Choose one or more: {choices} (for example «{example}»).",
                help=wanted,
                choices=choices,
                example=example,
            )
        return say(
            "Add: {help} Choose: {choices} (for example «{example}»).",
            help=wanted,
            choices=choices,
            example=example,
        )
    beginning = {language: f"{word}:" for language, word in part.label.items()}
    return say("Add: {help} Begin the line with «{example}».", help=wanted, example=beginning)


def _asked(help_text: Mapping[str, str]) -> dict[str, str]:
    """A help text as what comes behind a colon: a small first letter, and an end."""
    return {
        language: (text if text[1:2].isupper() else text[:1].lower() + text[1:])
        + ("" if text.endswith((".", "?", "!")) else ".")
        for language, text in help_text.items()
    }


def unknown_kind(place: Place, written: str, kinds: Kinds) -> Problem:
    """The problem of a kind that nobody declared."""
    labels = [word for kind in kinds.by_name.values() for word in kind.label.values()]
    guess = nearest(written, labels, least=60)
    hint = (
        say("Do you mean «{guess}»?", guess=guess)
        if guess
        else say("Choose: {choices}.", choices=[kind.label for kind in kinds.by_name.values()])
    )
    return problem(
        place,
        "unknown-kind",
        "error",
        say("There is no kind of card called «{written}».", written=written),
        hint,
    )


def references(relation: str, node: Node, reader: Reader) -> list[Reference]:
    """The cards named by a relation, in every way authors write them."""
    found: list[tuple[str, Node]] = []
    unquoted_wiki = isinstance(node, Items) and _as_wiki(node) is not None
    for item in node.items if isinstance(node, Items) and not unquoted_wiki else (node,):
        if isinstance(item, Items):
            text = _as_wiki(item)
            if text is None and all(isinstance(inner, Scalar) for inner in item.items):
                text = ", ".join(inner.value for inner in item.items if isinstance(inner, Scalar))
            if text is None:
                reader.wrong_type(item, say("The name of a card belongs here."))
                continue
            found.append((text, item))
        elif isinstance(item, Scalar):
            if item.value.strip():
                found.append((_bare(item.value), item))
        else:
            reader.wrong_type(item, say("The name of a card belongs here."))
    listed = tuple(text for text, _ in found)
    return [
        Reference(relation, text, Place(reader.path, item.line, item.column), listed) for text, item in found
    ]


def _as_wiki(node: Items) -> str | None:
    """`[[Titel]]` without quotation marks reaches us as a list in a list; its text, or None."""
    if not (node.flow and len(node.items) == 1):
        return None
    inner = node.items[0]
    if not (isinstance(inner, Items) and inner.flow and inner.items):
        return None
    words = [item.value for item in inner.items if isinstance(item, Scalar)]
    return ", ".join(words) if len(words) == len(inner.items) else None


def _bare(written: str) -> str:
    """The name of a card without brackets, caption, anchor or file ending."""
    text = " ".join(written.split())
    if wiki := _WIKI.match(text):
        text = wiki[1].partition("|")[0].partition("#")[0].strip()
    for ending in MARKDOWN_ENDINGS:
        if text.endswith(ending):
            return card_id(text)
    return text


def read_page(
    source: Source, kinds: Kinds, views: Iterable[str], language: str
) -> tuple[Page, list[Problem]]:
    """Read a page. What stands above it for other readers of the file is left alone."""
    path = source.path
    heading = next((h.text for h in headings(source) if h.level == 1), "")
    name = card_id(path)
    fallback = without_markup(heading) or (
        name if name != "index" else path.split("/")[-2] if "/" in path else name
    )
    fallback = fallback if heading else fallback.replace("-", " ").replace("_", " ").capitalize()
    if source.problems:
        return Page(path, fallback, source, readable=False), list(source.problems)
    reader = Reader(path, language)
    fields = form("page")
    names = {written: key for key, field in fields.items() for written in field.names(key)}
    values: dict[str, str] = {}
    for key, node in source.data.entries if source.data else ():
        field = names.get(fold(key.value))
        if field is not None:
            value = reader.value(fields[field], node)
            if isinstance(value, str):
                values[field] = value
        elif fold(key.value) in ("kind", "status"):
            reader.problems.append(_card_outside_folder(key, node, path, kinds, language))
    view = values.get("view") or None
    if view is not None and fold(view).replace(" ", "-") not in views:
        place = next(
            Place(path, node.line, node.column)
            for key, node in (source.data.entries if source.data else ())
            if names.get(fold(key.value)) == "view"
        )
        guess = nearest(view, views, least=60)
        hint = (
            say("Do you mean «{guess}»?", guess=guess)
            if guess
            else say("Choose: {choices}.", choices=sorted(views))
        )
        reader.problems.append(
            problem(place, "unknown-view", "error", say("There is no view called «{view}».", view=view), hint)
        )
        view = None
    elif view is not None:
        view = fold(view).replace(" ", "-")
    summary = values.get("summary") or ""
    return Page(path, values.get("title") or fallback, source, summary, view), reader.problems


def _card_outside_folder(key: Scalar, node: Node, path: str, kinds: Kinds, language: str) -> Problem:
    place = Place(path, key.line, key.column)
    written = node.value if isinstance(node, Scalar) else ""
    if fold(key.value) == "kind":
        kind = kinds.find(written)
        if kind is None:
            return unknown_kind(Place(path, node.line, node.column), written, kinds)
        return problem(
            place,
            "wrong-folder",
            "error",
            say("This card is of the kind {kind}, but is not in the folder for it.", kind=kind.label),
            say("Move the file to the folder «{folder}».", folder=kind.folder(language)),
        )
    return problem(
        place,
        "wrong-folder",
        "error",
        say("This looks like a card, but the file is not in a folder for cards."),
        say(
            "Move the file to one of these folders: {folders}.",
            folders=[k.folder(language) for k in kinds.by_name.values()],
        ),
    )


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
