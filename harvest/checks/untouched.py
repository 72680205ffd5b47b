"""Check that a card is more than the blank one it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from harvest.cards.card import Card, Part
from harvest.checks.headings import end_of, place_of
from harvest.corpus import Corpus
from harvest.kinds.blank import Hints, inside
from harvest.kinds.kind import Kind
from harvest.kinds.read import form
from harvest.problems.problem import Place, Problem, problem, say


class Untouched:
    """Tells of each part of a card whether anybody wrote in it; remembers the hints of a kind."""

    def __init__(self) -> None:
        self._hints: dict[str, Hints] = {}

    def _of(self, kind: Kind) -> Hints:
        if kind.kind not in self._hints:
            self._hints[kind.kind] = Hints(kind)
        return self._hints[kind.kind]

    def written(self, kind: Kind, name: str | None, parts: Sequence[Part]) -> bool:
        """Tell whether one of these parts of the section `name` holds more than its hint and its lead-ins."""
        hints = self._hints.get(kind.kind) or self._of(kind)
        for part in parts:
            if part.blocks and (hints.differs(name, part.blocks[0].words) or not self._empty(hints, name, part)):
                return True
        return False

    def _empty(self, hints: Hints, name: str | None, part: Part) -> bool:
        words = part.words
        if any(map(str.isalnum, words[:40])) or any(map(str.isalnum, words)):
            return hints.untouched(name, words)
        return all(block.form in ("paragraph", "list") and "<img" not in block.html for block in part.blocks)


def empty_section(card: Card, name: str, part: Part) -> Problem:
    """Return the problem of a section in which nobody wrote yet."""
    section = card.kind.sections[name]
    return problem(
        place_of(card, part),
        "empty-section",
        say("There is nothing below «{section}» yet.", section=section.label),
        say("{help}", help=section.help),
        end=end_of(card, part),
    )


def blank_all_over(card: Card, parts: Mapping[str | None, Sequence[Part]], untouched: Untouched) -> Problem | None:
    """Return the one problem of a draft in which nobody wrote yet: what to begin with.

    Only for a kind with two core sections or more, all of which stand there; of one its own message is enough.
    """
    core = [name for name, section in card.kind.sections.items() if section.core]
    if card.status != "draft" or len(core) < 2 or any(name not in parts for name in core):
        return None
    # A section that holds the title was filled in by who made the card.
    others = ((name, some) for name, some in parts.items() if name is None or name != card.kind.title_section)
    if any(untouched.written(card.kind, name, some) for name, some in others):
        return None
    first = parts[core[0]][0]
    return problem(
        place_of(card, first),
        "empty-section",
        say("This card is still blank."),
        say(
            "Begin with «{first}» and «{second}»; the rest may wait.",
            first=card.kind.sections[core[0]].label,
            second=card.kind.sections[core[1]].label,
        ),
        end=end_of(card, first),
    )


def texts(corpus: Corpus) -> Iterator[Problem]:
    """Below the hints and headings of a card somebody wrote something, where its kind has no core section.

    A card without any text is none of its concern: a draft needs no more than a title.
    """
    untouched = Untouched()
    for card in corpus.readable_cards:
        kind = card.kind
        hint = next(
            (p for p in card.parts if p.heading is None and p.blocks and not untouched.written(kind, None, [p])), None
        )
        if hint and kind.core_section:
            yield problem(
                card.source.place(hint.blocks[0].start),
                "empty-section",
                say("Here stands the hint of a blank card, for readers to see."),
                say("Take it out, or write your own text in its place."),
                severity="warning",
            )
        if kind.core_section or kind.title_section or not card.source.body.strip():
            continue
        if any(_says(untouched, card, part) for part in card.parts):
            continue
        if "summary" in card.values or (kind.most_words is None and _says_above(card)):
            continue
        yield problem(
            Place(card.path, card.source.body_line),
            "empty-section",
            say("There is no text on this card yet."),
            say(
                "A card of this kind is for: {what}.",
                what={language: inside(words) for language, words in kind.help.items()},
            )
            if kind.help
            else say("Write it below the three dashes."),
        )


def _says(untouched: Untouched, card: Card, part: Part) -> bool:
    if part.name is None and part.heading is not None:
        return True  # a heading of one's own is somebody's work
    return untouched.written(card.kind, part.name, [part])


def _says_above(card: Card) -> bool:
    """Tell whether a field that only this kind has is filled in, or any relation."""
    own = {name: field for name, field in card.kind.fields.items() if name not in form("common")}
    return bool(card.references) or any(
        name in card.misread or card.values.get(name) not in (None, field.default) for name, field in own.items()
    )
