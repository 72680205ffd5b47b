"""Define what the desk shows; preview and terminal show the same values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from harvest.cards.dates import When
from harvest.kinds.kind import Status
from harvest.problems.problem import NOTHING, Label, Message, Problem
from harvest.publication import Edition
from harvest.views.view import Entry


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A card or page as the desk names it: its path from the folder of `mkdocs.yml`, and what is known of it."""

    entry: Entry
    path: str
    what: Message = NOTHING


@dataclass(frozen=True, slots=True)
class DeskStep:
    """A step to publication: what it is called, whether it is done, and what was done or is to be done.

    `blocks` tells that nothing is published before it is done, and `work` how much it holds up, else how much it is.
    """

    name: str
    title: Message
    done: bool
    what: Message
    blocks: bool = False
    work: int = 0


@dataclass(frozen=True, slots=True)
class DeskCard:
    """A card with its problems, the most serious first; `waits` is what it waits for.

    `lacks` names what a draft needs to get the status `next`.
    """

    item: DeskItem
    problems: tuple[Problem, ...]
    waits: tuple[Message, ...] = ()
    lacks: tuple[Label, ...] = ()
    next: Label = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether nothing is to be done for it."""
        return not (self.problems or self.waits or self.lacks)


@dataclass(frozen=True, slots=True)
class KindOnDesk:
    """The cards of one kind with one status, those first that hold most up."""

    name: str
    label: Label
    plural: Label
    sign: str
    colour: str
    cards: tuple[DeskCard, ...]

    @property
    def unready(self) -> tuple[DeskCard, ...]:
        """The cards for which something is to be done."""
        return tuple(card for card in self.cards if not card.ready)

    @property
    def ready(self) -> tuple[DeskCard, ...]:
        """The other cards."""
        return tuple(card for card in self.cards if card.ready)


@dataclass(frozen=True, slots=True)
class StatusOnDesk:
    """The cards with one status by kind; the status is empty for kinds without one."""

    status: Status | Literal[""]
    label: Label
    kinds: tuple[KindOnDesk, ...]

    @property
    def count(self) -> int:
        """How many cards have this status."""
        return sum(len(kind.cards) for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class SetOnDesk:
    """Cards and pages to release together, and what goes out already and leads to them."""

    items: tuple[DeskItem, ...]
    because: tuple[DeskItem, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The cards that wait for those they are about, the most urgent first, in four lists.

    Somebody has something against it; it changed since somebody saw it; somebody still has to answer; nobody asked yet
    whether an outsider would know who it is about.
    """

    against: tuple[DeskItem, ...] = ()
    changed: tuple[DeskItem, ...] = ()
    unanswered: tuple[DeskItem, ...] = ()
    unasked: tuple[DeskItem, ...] = ()

    @property
    def count(self) -> int:
        """How many there are in all lists."""
        return len(self.against) + len(self.changed) + len(self.unanswered) + len(self.unasked)


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """What waits for the next meeting; without `meeting` none lies ahead.

    `questions` are those that it raises or discusses, `stubborn` other open ones that came up at many meetings before.
    """

    meeting: DeskItem | None = None
    day: When | None = None
    questions: tuple[DeskItem, ...] = ()
    stubborn: tuple[DeskItem, ...] = ()
    cases: tuple[DeskItem, ...] = ()

    @property
    def count(self) -> int:
        """How much waits for it."""
        return len(self.questions) + len(self.stubborn) + len(self.cases)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The problems of a page, the settings or another file that is no card; `item` is None where no page shows it."""

    path: str
    item: DeskItem | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What an editor still has to do with a harvest, sorted by what holds most up."""

    name: str
    edition: Edition
    today: date
    steps: tuple[DeskStep, ...]
    statuses: tuple[StatusOnDesk, ...]
    together: tuple[SetOnDesk, ...]
    shown: Shown
    meeting: NextMeeting
    handed_to_nobody: tuple[DeskItem, ...]
    starters: tuple[DeskItem, ...]
    elsewhere: tuple[Elsewhere, ...]

    @property
    def cards(self) -> Iterator[DeskCard]:
        """All cards."""
        return (card for status in self.statuses for kind in status.kinds for card in kind.cards)

    @property
    def count(self) -> int:
        """How many cards there are."""
        return sum(status.count for status in self.statuses)

    @property
    def empty(self) -> bool:
        """Whether nothing is written yet, and not because it cannot be read."""
        return not self.count and all(step.done for step in self.steps if step.name == "errors")

    @property
    def to_do(self) -> tuple[DeskStep, ...]:
        """The steps that are still to be done."""
        return tuple(step for step in self.steps if not step.done)

    @property
    def done(self) -> tuple[DeskStep, ...]:
        """The steps that are done."""
        return tuple(step for step in self.steps if step.done)
