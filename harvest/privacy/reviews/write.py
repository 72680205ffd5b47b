"""Add showings and answers to the text of `private/review.yml`, or forget somebody, and leave all else as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from harvest.kinds.names import fold
from harvest.kinds.read import form, line_of
from harvest.privacy.reviews.read import reviews_in
from harvest.privacy.reviews.reviews import FORGOTTEN, SOMEONE, Answer, CardReviews, Reviews, Showing
from harvest.problems.language import label, render
from harvest.problems.problem import say
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, scalars
from harvest.source.yaml_text import as_value, lines_of, newline_of

HEADER = (
    say("Which cards were shown to whom, and what these answered. «harvest review» writes this; so may you."),
    say("Behind «{field}» stands a role, or an id of the list of people. Never a name."),
    say("This file stays in this folder: it is no part of what others get."),
)


@dataclass(frozen=True, slots=True)
class Addition:
    """What is new about one card: `entry` is what the file says of it so far, or None.

    `answers` are answers to showings that stand there already; `showings` are new.
    """

    card: str
    entry: CardReviews | None = None
    answers: tuple[tuple[Showing, Answer, date], ...] = ()
    showings: tuple[Showing, ...] = ()
    asked: date | None = None

    def done(self) -> CardReviews:
        """Return what the file says of the card afterwards."""
        before = self.entry or CardReviews(self.card, None, ())
        answered = {id(showing): (answer, day) for showing, answer, day in self.answers}
        showings = [
            replace(showing, answer=answered[id(showing)][0], answered=answered[id(showing)][1])
            if id(showing) in answered
            else showing
            for showing in before.showings
        ]
        return replace(before, asked=self.asked or before.asked, showings=(*showings, *self.showings))


def added(content: bytes, before: Reviews, additions: Iterable[Addition], language: str) -> bytes | None:
    """Return the file, which was read as `before`, with these additions; None where more than that would change."""
    additions = tuple(additions)
    if before.top is None:
        return None
    text = content.decode("utf-8")
    lines = _Lines(text.removeprefix("\ufeff") or _header(language), language)
    try:
        for addition in additions:
            if addition.entry is not None:
                lines.add_to(addition.entry, addition)
        lines.add_cards(before.top, [addition for addition in additions if addition.entry is None])
    except (IndexError, ValueError):
        return None
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    after = (mark + lines.joined()).encode()
    return after if _as_meant(before, additions, reviews_in(after, language)) else None


def forgotten(content: bytes, whose: str) -> tuple[bytes, int]:
    """Return the file with «someone» where the id of a person stood, so that what they answered stays.

    With it comes how many lines changed. Only the name of a card may look like that id and stay.
    """
    text = content.decode("utf-8", "surrogateescape")
    language = "nl" if re.search(r"(?m)^[ \t-]*+(?:kaarten|kaart|aan)[ \t]*+:", text) else "en"
    taken = {fold(match[0]) for match in SOMEONE.finditer(text)}
    names = (FORGOTTEN[language] if n == 1 else f"{FORGOTTEN[language]} {n}" for n in count(1))
    someone = next(name for name in names if name not in taken)
    card = "|".join(sorted(form("review")["card"].names("card")))
    of_card = re.compile(rf"[\s\-{{]*[\"']?(?:{card})[\"']?\s*:[^,}}]*", re.IGNORECASE)
    written = re.compile(rf"(?<![\w-]){re.escape(whose)}(?![\w-])", re.IGNORECASE)
    before = text.splitlines(keepends=True)
    after = []
    for line in before:
        start = named.end() if (named := of_card.match(line)) else 0
        after.append(line[:start] + written.sub(someone, line[start:]))
    changed = sum(new != old for new, old in zip(after, before, strict=True))
    return "".join(after).encode("utf-8", "surrogateescape"), changed


def _as_meant(before: Reviews, additions: tuple[Addition, ...], after: Reviews) -> bool:
    """Tell whether the file says afterwards what it said, and what was added, and nothing else."""
    done = {id(addition.entry): addition.done() for addition in additions if addition.entry is not None}
    wanted = [done.get(id(card), card) for card in before.cards]
    wanted += [addition.done() for addition in additions if addition.entry is None]
    return list(after.cards) == wanted and len(after.problems) == len(before.problems)


def _header(language: str) -> str:
    to = form("review")["to"].label
    return "".join(f"# {render(replace(line, params={'field': to}), language)}\n" for line in HEADER)


def _written(value: object) -> str:
    return as_value(value.isoformat() if isinstance(value, date) else str(value))


class _Lines:
    """The lines of the file, and what will come behind each."""

    def __init__(self, text: str, language: str) -> None:
        self.newline, self.lines = newline_of(text), lines_of(text)
        self.behind: dict[int, list[str]] = {}
        self.language = language

    def joined(self) -> str:
        """Return the text with all that was added."""
        whole: list[str] = []
        for number, line in enumerate(self.lines, 1):
            ended = line if line.endswith(("\r", "\n")) else line + self.newline
            whole += (ended, *(new + self.newline for new in self.behind.get(number, ())))
        return "".join(whole)

    def name(self, field: str) -> str:
        """Return what a line is called in the language of the publication."""
        return label(form("review")[field].label, self.language)

    def pair(self, field: str, value: object, indent: int) -> str:
        """Return a line of a name and what belongs to it."""
        return f"{' ' * indent}{self.name(field)}: {_written(value)}"

    def choice(self, answer: Answer) -> str:
        """Return what an answer is called."""
        return label(form("review")["answer"].choices[answer], self.language)

    def add_to(self, entry: CardReviews, addition: Addition) -> None:
        """Add to what the file says of a card."""
        assert entry.node is not None
        indent = entry.node.entries[0][0].column - 1
        for showing, answer, day in addition.answers:
            assert showing.node is not None
            self.set(showing.node, "answer", self.choice(answer))
            self.set(showing.node, "answered_on", day)
        if addition.showings:
            shown = _value(entry.node, "shown")
            if isinstance(shown, Items):
                new = self.showings(addition.showings, shown.column - 1)
                self.add(_last_line(shown), new)
            else:  # a name without a list, or none at all
                new = self.showings(addition.showings, indent + 2)
                self.add(
                    _last_line(shown or entry.node), [] if shown else [f"{' ' * indent}{self.name('shown')}:"], new
                )
        if addition.asked:
            self.set(entry.node, "asked", addition.asked, behind="card")

    def add_cards(self, top: Entries, additions: list[Addition]) -> None:
        """Add what is said of cards that the file does not know."""
        if not additions:
            return
        cards = _value(top, "cards")
        indent = cards.column - 1 if isinstance(cards, Items) else 2
        new: list[str] = []
        for addition in additions:
            new.append(f"{' ' * indent}- {self.pair('card', addition.card, 0)}")
            if addition.asked:
                new.append(self.pair("asked", addition.asked, indent + 2))
            if addition.showings:
                new.append(f"{' ' * (indent + 2)}{self.name('shown')}:")
                new += self.showings(addition.showings, indent + 4)
        at = len(self.lines) if cards is None else _last_line(cards)
        self.add(at, [f"{self.name('cards')}:"] if cards is None else [], new)

    def showings(self, showings: Iterable[Showing], indent: int) -> list[str]:
        """Return the lines of new showings."""
        new: list[str] = []
        for showing in showings:
            new.append(f"{' ' * indent}- {self.pair('to', showing.to, 0)}")
            new.append(self.pair("shown_on", showing.on, indent + 2))
            new.append(self.pair("shown_text", showing.text, indent + 2))
            if showing.answer:
                new.append(self.pair("answer", self.choice(showing.answer), indent + 2))
                new.append(self.pair("answered_on", showing.answered, indent + 2))
        return new

    def set(self, node: Entries, field: str, value: object, behind: str = "") -> None:
        """Write a value behind its name, in place of what stood there; on a new line where the name is absent.

        The new line comes below the one that begins with `behind`, or else below all.
        """
        written = line_of(node, "review", field)
        if written is None:
            neighbour = _value(node, behind) if behind else None
            at = _last_line(neighbour or node)
            self.add(at, [self.pair(field, value, node.entries[0][0].column - 1)])
            return
        key, old = written
        if not isinstance(old, Scalar) or (old.value and not old.end):
            raise ValueError("no single value")
        line = self.lines[key.line - 1]
        if old.value:
            self.lines[key.line - 1] = f"{line[: old.column - 1]}{_written(value)}{line[old.end_column - 1 :]}"
        else:
            colon = line.index(":", key.column - 1 + len(key.value)) + 1
            self.lines[key.line - 1] = f"{line[:colon]} {_written(value)}{line[colon:]}"

    def add(self, line: int, *new: list[str]) -> None:
        """Add lines below this one."""
        self.behind.setdefault(line, []).extend(one for lines in new for one in lines)


def _value(node: Entries, field: str) -> Node | None:
    written = line_of(node, "review", field)
    return written[1] if written else None


def _last_line(node: Node) -> int:
    """Return the last line of a node. Raises `ValueError` when it holds a text over several lines."""
    last = node.line
    for scalar in scalars(node):
        if not scalar.one_line:
            raise ValueError("a text over several lines")
        last = max(last, scalar.line)
    return last
