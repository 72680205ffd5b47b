"""Mark cards as shown to the people they are about.

It writes status, date and a fingerprint of what readers see, and leaves the rest of the file the same, byte for byte.
Of several cards it marks all or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from harvest.cards.card import Card
from harvest.cards.fingerprint import fingerprint_of
from harvest.cards.read_dates import read_day
from harvest.corpus import Corpus
from harvest.editing.before_and_after import card_from
from harvest.editing.writing import Rewrite
from harvest.problems.language import label
from harvest.problems.problem import Message, say, why
from harvest.problems.report import shown_path
from harvest.release.showings import is_reviewed
from harvest.source.source import FENCE
from harvest.source.yaml_text import lines_of, newline_of


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A marked card: its file, and whether it still says why it was not shown."""

    path: Path
    unchecked: bool


def day_shown(written: str | None, language: str) -> date | Message:
    """Return the day that the user wrote as on a card, or today without one; or why that is impossible."""
    today = date.today()
    day: date | None = today
    if written is not None:
        day, issue = read_day(written, language)
        if day is None and issue is not None:
            return issue.hint if issue.hint.text else issue.message
    if day is None:
        return say("«{written}» is not a day. Write it as {example}.", written=written, example="2012-04-03")
    if day > today:
        return say("That day is still to come: {day}. On which day did the group see the card?", day=day)
    return day


def marks(corpus: Corpus, cards: Iterable[Card], day: date) -> Mapping[str, Rewrite] | tuple[Message, ...]:
    """Return what changes to give each of these cards its mark, by path, or messages why that is impossible.

    Paths begin at the folder of `mkdocs.yml`.
    """
    changes = {corpus.publication.path_of(card.path): _marked(corpus, card, day) for card in cards}
    refused = tuple(change for change in changes.values() if isinstance(change, Message))
    return refused or {path: change for path, change in changes.items() if isinstance(change, Rewrite)}


def reviewed(corpus: Corpus, cards: Iterable[Card]) -> tuple[Reviewed, ...]:
    """Return what is told of cards that were marked."""
    return tuple(Reviewed(corpus.publication.file_of(card.path), card.meant("unchecked")) for card in cards)


def _marked(corpus: Corpus, card: Card, day: date) -> Rewrite | Message:
    """Return the change of a card's file that brings the three values, or a message why that is impossible."""
    path = corpus.publication.file_of(card.path)
    shown = shown_path(path)
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
    again = card_from(corpus, card, changed)
    values = {**card.values, "status": status, "checked_on": day, "checked_text": wanted["checked_text"]}
    if again.values != values or again.source.body != card.source.body:
        return say(
            "«{path}» is written in a way that cannot be marked without changing more. Add it by hand: {lines}.",
            path=shown,
            lines=[f"{label(card.kind.fields[name].label, language)}: {value}" for name, value in wanted.items()],
        )
    return Rewrite(content, changed)


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
