"""Print the editor's desk: what a harvest still needs before it can be published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from harvest.commands.asking import can_ask
from harvest.commands.common import stop
from harvest.commands.status_data import as_json
from harvest.commands.terminal import look, show
from harvest.pipeline import read_corpus
from harvest.problems.language import label, render
from harvest.problems.problem import Label, Message, Problem, say
from harvest.problems.report import NAMES, shown_path
from harvest.problems.report.cells import printable, wrapped
from harvest.problems.report.text import Look
from harvest.publication import Publication
from harvest.site.discreet import counted, discreet
from harvest.views.desk.desk import desk
from harvest.views.desk.values import Desk, DeskCard, DeskItem, DeskStep, KindOnDesk, NextMeeting

WIDEST = 80
FEW = 3
"""The problems of one card that are printed; the others are counted."""
FIRST: Label = {"nl": "patroon", "en": "pattern"}
"""The kind of card to begin with."""
MANY = 20
"""The cards of one list that are printed; the others are counted."""


def print_status(publication: Publication, form: str, language: str | None) -> int:
    """Print the desk for people (`text`) or programs (`json`), and return the exit code.

    A log that others may read gets no more than how much is wrong.
    """
    words = language or publication.language
    corpus = read_corpus(publication)
    if isinstance(corpus, Message):
        stop(corpus, words)
    if discreet(corpus):
        click.echo(counted(corpus.problems, len(corpus.cards), words))
        return 0
    made = desk(corpus, date.today(), named=form == "text" and can_ask())
    if form == "json":
        click.echo(as_json(made, publication.root, words))
        return 0
    show("\n".join(as_text(made, publication.root, words, look())))
    return 0


def as_text(made: Desk, root: Path, language: str, look: Look) -> Iterator[str]:
    """Return the desk in lines of a width, which break between words alone."""
    return _Printed(made, root, language, look).lines()


class _Printed:
    """Sets the desk in lines of a width, which break between words alone."""

    def __init__(self, made: Desk, root: Path, language: str, look: Look) -> None:
        self.desk, self.root, self.language, self.look = made, root, language, look
        self.width = min(WIDEST, look.width or WIDEST)

    def lines(self) -> Iterator[str]:
        name = self.desk.name or self._said(say("This harvest"))
        yield from (self.look.paint("strong", line) for line in self._wrapped(name, "", ""))
        yield from self._set(self._counts(), "")
        if self.desk.empty:
            yield ""
            yield from self._set(say("Nothing is written here yet. One card is enough to begin:"), "")
            yield f'  harvest new {label(FIRST, self.language)} "…"'
        yield from self._steps()
        yield from self._together()
        yield from self._shown()
        yield from self._meeting(self.desk.meeting)
        yield from self._listed(say("Handed over, but to whom?"), self.desk.handed_to_nobody)
        yield from self._listed(say("Still as «harvest init» put it there"), self.desk.starters)
        for status in self.desk.statuses:
            heading = say("{status}: {n}", status=status.label, n=status.count)
            yield from self._heading(heading)
            for kind in status.kinds:
                yield from self._kind(kind)
        if self.desk.elsewhere:
            yield from self._heading(say("Pages and settings"))
            for one in self.desk.elsewhere[:MANY]:
                yield from self._set(shown_path(one.path, self.root), "  ")
                yield from self._problems(one.problems)
            yield from self._others(len(self.desk.elsewhere) - MANY, "  ")

    def _counts(self) -> str:
        counts = [say("{status}: {n}", status=one.label, n=one.count) for one in self.desk.statuses]
        total = self._said(say("1 card") if self.desk.count == 1 else say("{n} cards", n=self.desk.count))
        return f"{total} ({', '.join(map(self._said, counts)).lower()})" if counts else total

    def _steps(self) -> Iterator[str]:
        left, all_of_them = len(self.desk.to_do), len(self.desk.steps)
        heading = say("Before you publish: {n} of {all} left to do", n=left, all=all_of_them)
        yield from self._heading(heading if left else say("Before you publish: all is done"))
        states = {False: self._said(say("to do")), True: self._said(say("done"))}
        broad = max(map(len, states.values())) + 4
        for step in self.desk.steps:
            yield from self._step(step, states[step.done], broad)

    def _step(self, step: DeskStep, state: str, broad: int) -> Iterator[str]:
        mark = f"  {state}".ljust(broad)
        style = "added" if step.done else "error" if step.blocks else "warning"
        first, *more = self._wrapped(self._said(step.title), mark, " " * broad)
        title = first.removeprefix(mark)
        yield self.look.paint(style, mark) + (title if step.done else self.look.paint("strong", title))
        yield from more
        if not step.done:
            yield from self._set(step.what, " " * broad)

    def _together(self) -> Iterator[str]:
        if self.desk.together:
            yield from self._heading(say("What must go out together"))
        for one in self.desk.together[:MANY]:
            yield from self._set(say("{cards} leads to:", cards=self._names(one.because)), "  ")
            yield from self._items(one.items, "    ")
        yield from self._others(len(self.desk.together) - MANY, "  ")

    def _names(self, items: tuple[DeskItem, ...]) -> str:
        names = ", ".join(f"«{item.entry.title}»" for item in items[:FEW])
        return f"{names}, …" if len(items) > FEW else names

    def _shown(self) -> Iterator[str]:
        shown = self.desk.shown
        yield from self._listed(say("Somebody has something against it"), shown.against)
        yield from self._listed(say("Changed since it was shown, so show it once more"), shown.changed)
        yield from self._listed(say("Waits for an answer"), shown.unanswered)
        asked = say("Not asked yet whether an outsider would know who it is about")
        yield from self._listed(asked, shown.unasked)

    def _meeting(self, meeting: NextMeeting) -> Iterator[str]:
        if meeting.meeting is None and not meeting.count:
            return
        if meeting.meeting is None:
            yield from self._heading(say("For the next meeting"))
            yield from self._set(say("None lies ahead yet: a meeting card with a date after today."), "  ")
        else:
            title = meeting.meeting.entry.title
            yield from self._heading(say("For the next meeting: {title}, {day}", title=title, day=meeting.day))
            if not meeting.count:
                yield from self._set(say("No question or case waits for it yet."), "  ")
        for words, items in (
            (say("Questions"), meeting.questions),
            (say("Questions that kept coming back"), meeting.stubborn),
            (say("Cases on the table"), meeting.cases),
        ):
            if items:
                yield from self._set(words, "  ")
                yield from self._items(items, "    ")

    def _kind(self, kind: KindOnDesk) -> Iterator[str]:
        name = kind.label if len(kind.cards) == 1 else kind.plural
        yield from self._set(say("{n} {kind}", n=len(kind.cards), kind=name), "  ")
        for card in kind.unready[:MANY]:
            yield from self._card(card)
        yield from self._others(len(kind.unready) - MANY, "    ")
        titles = [f"«{card.item.entry.title}»" for card in kind.ready[:MANY]]
        if titles:
            others = len(kind.ready) - MANY
            cards: Message | str = ", ".join(titles)
            if others > 0:
                cards = say("{others} and {n} more", others=cards, n=others)
            yield from self._set(say("Nothing wrong with: {cards}", cards=cards), "    ")

    def _card(self, card: DeskCard) -> Iterator[str]:
        yield from self._set(f"{card.item.entry.title}  {shown_path(card.item.path, self.root)}", "    ")
        yield from self._problems(card.problems, "      ")
        for waits in card.waits:
            yield from self._set(f"- {self._said(waits)}", "      ", "        ")
        if card.lacks:
            parts = ", ".join(f"«{label(part, self.language)}»" for part in card.lacks)
            lacks = say("needed for «{status}»: {parts}", status=card.next, parts=parts)
            yield from self._set(f"- {self._said(lacks)}", "      ", "        ")

    def _problems(self, problems: tuple[Problem, ...], before: str = "    ") -> Iterator[str]:
        for one in problems[:FEW]:
            severity = self._said(NAMES[one.severity])
            yield from self._set(f"- {severity}: {self._said(one.message)}", before, f"{before}  ")
        yield from self._others(len(problems) - FEW, f"{before}  ")

    def _listed(self, heading: Message, items: tuple[DeskItem, ...]) -> Iterator[str]:
        if items:
            yield from self._heading(say("{heading}: {n}", heading=heading, n=len(items)))
            yield from self._items(items, "  ")

    def _items(self, items: tuple[DeskItem, ...], before: str) -> Iterator[str]:
        for item in items[:MANY]:
            what = self._said(item.what)
            title, path = item.entry.title, shown_path(item.path, self.root)
            named = f"- {title}{f': {what}' if what else ''}"
            yield from self._set(named if path == title else f"{named}  {path}", before, f"{before}  ")
        yield from self._others(len(items) - MANY, before)

    def _others(self, n: int, before: str) -> Iterator[str]:
        if n > 0:
            yield from self._set(say("and {n} more", n=n), before)

    def _heading(self, heading: Message) -> Iterator[str]:
        yield ""
        yield from (self.look.paint("strong", line) for line in self._wrapped(self._said(heading), "", ""))

    def _set(self, words: Message | str, before: str, then: str | None = None) -> Iterator[str]:
        yield from self._wrapped(self._said(words), before, before if then is None else then)

    def _wrapped(self, text: str, before: str, then: str) -> list[str]:
        first, *more = wrapped(printable(text), self.width - max(len(before), len(then)))
        return [f"{before}{first}".rstrip(), *(f"{then}{line}".rstrip() for line in more)]

    def _said(self, words: Message | str) -> str:
        return words if isinstance(words, str) else render(words, self.language)
