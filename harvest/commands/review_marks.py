"""Mark cards as shown to the people they are about.

It writes status, date and a fingerprint of what readers see, and leaves the rest of the file the same, byte for byte.
Of several cards it marks all or none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from harvest.cards.card import Card
from harvest.cards.fingerprint import fingerprint_of
from harvest.cards.read import read_card
from harvest.commands.cards_named import file_of
from harvest.corpus import Corpus
from harvest.editing.writing import replace_file
from harvest.kinds.kind import Kind
from harvest.problems.language import label
from harvest.problems.problem import Message, say, why
from harvest.source.source import FENCE, read_source
from harvest.source.yaml_text import lines_of, newline_of

NEEDED = ("status", "checked_on", "checked_text")
"""The fields that it writes; cards of a kind without one of them are not reviewed."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A marked card: its file, and whether it still says why it was not shown."""

    path: Path
    unchecked: bool


def day_shown(written: str | None) -> date | Message:
    """Return the day that the user wrote, or today without one; a message when that is no day, or a future day."""
    today = datetime.now().date()
    try:
        day = date.fromisoformat(written.strip()) if written is not None else today
    except ValueError:
        return say("«{written}» is not a day. Write it as {example}.", written=written, example="2012-04-03")
    if day > today:
        return say("That day is still to come: {day}. On which day did the group see the card?", day=day)
    return day


def marks(corpus: Corpus, cards: Iterable[Card], day: date) -> Mapping[str, bytes] | tuple[Message, ...]:
    """Return path → the file with its mark for each of these cards, or messages why that is impossible."""
    texts = {card.path: _marked(corpus, card, day) for card in cards}
    refused = tuple(text for text in texts.values() if isinstance(text, Message))
    return refused or {path: text for path, text in texts.items() if isinstance(text, bytes)}


def reviewed(corpus: Corpus, cards: Iterable[Card]) -> tuple[Reviewed, ...]:
    """Return what is told of cards that were marked."""
    return tuple(Reviewed(file_of(corpus, card.path), card.meant("unchecked")) for card in cards)


def write(corpus: Corpus, contents: Mapping[str, bytes]) -> tuple[Message, ...]:
    """Write all of these files, or none; then the messages say why."""
    before = {path: file_of(corpus, path).read_bytes() for path in contents}
    done: list[str] = []
    try:
        for path, content in contents.items():
            replace_file(file_of(corpus, path), content)
            done.append(path)
    except OSError as error:
        for path in done:
            replace_file(file_of(corpus, path), before[path])
        shown = os.path.relpath(file_of(corpus, list(contents)[len(done)]))
        return (say("«{path}» cannot be written ({reason}).", path=shown, reason=why(error)),)
    return ()


def is_reviewed(kind: Kind) -> bool:
    """Tell whether cards of a kind have the fields that it writes."""
    return all(name in kind.fields for name in NEEDED)


def _marked(corpus: Corpus, card: Card, day: date) -> bytes | Message:
    """Return the bytes of a card's file with the three values, or a message why that is impossible."""
    path = file_of(corpus, card.path)
    shown = os.path.relpath(path)
    if not is_reviewed(card.kind):
        return say("A card of the kind {kind} is not reviewed: «{path}».", kind=card.kind.label, path=shown)
    if not card.readable or card.source.data is None:
        return say("The data above «{path}» cannot be read. «harvest check» says what is wrong.", path=shown)
    language = corpus.publication.language
    status = card.status if card.status != "draft" else "reviewed"
    wanted = {
        "status": label(card.kind.fields["status"].choices[status], language),
        "checked_on": day.isoformat(),
        "checked_text": fingerprint_of(card),
    }
    try:
        content = path.read_bytes()
    except OSError as error:
        return say("«{path}» cannot be read ({reason}).", path=shown, reason=why(error))
    changed = _written(content, card, wanted, language)
    source = read_source(card.path, changed)
    folder = corpus.kinds.of_path(card.path)
    again, _ = read_card(source, card.kind, corpus.kinds, language, folder[1] if folder else {})
    values = {**card.values, "status": status, "checked_on": day, "checked_text": wanted["checked_text"]}
    if again.values != values or source.body != card.source.body:
        return say(
            "«{path}» is written in a way that cannot be marked without changing more. Add it by hand: {lines}.",
            path=shown,
            lines=[f"{label(card.kind.fields[name].label, language)}: {value}" for name, value in wanted.items()],
        )
    return changed


_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_AFTER_PLAIN = re.compile(r"(?<![ \t])(?:[ \t]+#|[ \t]*(?=[\r\n]|\Z))")


def _written(content: bytes, card: Card, wanted: Mapping[str, str], language: str) -> bytes:
    """Return the file with each value behind its name, or on a new line at the end of the data for a missing name."""
    text = content.decode("utf-8")
    lines, newline = lines_of(text), newline_of(text)
    added: list[str] = []
    for name, value in wanted.items():
        place = card.places.get(name)
        if place is None:
            added.append(f"{label(card.kind.fields[name].label, language)}: {value}{newline}")
            continue
        line = lines[place.line - 1]
        colon = line.index(":", place.column - 1) + 1
        behind = line[colon:].lstrip(" \t")
        gap = line[colon : len(line) - len(behind)] or " "
        lines[place.line - 1] = f"{line[:colon]}{gap}{value}{_after_value(behind)}"
    end = card.source.body_line - 2  # the line of dashes below the data
    while end > 0 and lines[end].strip() not in (FENCE, "..."):
        end -= 1
    lines[end:end] = added
    return "".join(lines).encode()


def _after_value(behind: str) -> str:
    """Return what follows the value on its line: a remark, and the end of the line."""
    if behind.startswith("#"):
        return f"  {behind}"
    if quoted := _QUOTED.match(behind):
        return behind[quoted.end() :]
    after = _AFTER_PLAIN.search(behind)
    return behind[after.start() :] if after else ""
