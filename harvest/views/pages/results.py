"""The results: ambition then and now, who gains by what, what nobody intended, what goes on, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harvest.cards.card import Card, Value
from harvest.kinds.kind import INDIVIDUAL
from harvest.kinds.names import fold
from harvest.problems.problem import Label
from harvest.views.cards import Views
from harvest.views.order import in_order
from harvest.views.pages.lists import ListView, list_of
from harvest.views.view import CardView, Entry


@dataclass(frozen=True, slots=True)
class Claim:
    """One result: where it shows, and what it rests on."""

    card: CardView
    direct: bool
    beneficiary: Label
    visible_where: str
    evidence: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """What one sort of beneficiary has: already there, or still to come."""

    name: str
    label: Label
    direct: tuple[Claim, ...]
    potential: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: of whom, what, by when; empty where the record does not say. `more` is what it says besides."""

    of_whom: str
    what: str
    by_when: str
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultsView:
    """What it brought: ambition then and now, who gains by what with the evidence, what nobody intended, what goes on,
    and what is asked of whom by when; no results for individuals.

    `unplaced` are results that do not yet say for whom they are, or whether they are there already.
    """

    cards: ListView
    record: Mapping[str, Value]
    continues: tuple[str, ...]
    asked: tuple[Request, ...]
    gains: tuple[Gain, ...]
    unintended: tuple[Claim, ...]
    unplaced: tuple[Claim, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show for anybody but individuals."""
        return not (self.gains or self.unintended or self.unplaced)


def results(views: Views) -> ResultsView:
    """The results by who gains, in the declared order; what nobody intended stands apart."""
    kind = views.corpus.kinds.by_name["result"]
    declared = kind.fields["beneficiary"].choices if "beneficiary" in kind.fields else {}
    placed: dict[str, tuple[list[Claim], list[Claim]]] = {name: ([], []) for name in declared}
    unintended: list[Claim] = []
    unplaced: list[Claim] = []
    for card in in_order(views.corpus, "result"):
        name, value = card.text("beneficiary"), card.text("value")
        if INDIVIDUAL in card.list("beneficiary"):  # a community may let several be chosen
            continue
        claim = _claim(views, card, declared.get(name, {}))
        if card.values.get("unintended") is True:
            unintended.append(claim)
        elif name in placed and value in ("direct", "potential"):
            placed[name][value == "potential"].append(claim)
        else:
            unplaced.append(claim)
    record = views.corpus.publication.record
    continues = record.get("continues", ())
    return ResultsView(
        cards=list_of(views, kind),
        record=record,
        continues=tuple(line for line in continues if isinstance(line, str)) if isinstance(continues, tuple) else (),
        asked=tuple(_asked(record.get("asked", ()))),
        gains=tuple(
            Gain(name, declared[name], tuple(direct), tuple(potential))
            for name, (direct, potential) in placed.items()
            if direct or potential
        ),
        unintended=tuple(unintended),
        unplaced=tuple(unplaced),
    )


def _claim(views: Views, card: Card, beneficiary: Label) -> Claim:
    view = views.card(card)
    direct = card.text("value") == "direct"
    return Claim(view, direct, beneficiary, card.text("visible_where"), view.ends("based_on"))


_OF_WHOM = {"van", "van wie", "of", "of whom", "from", "whom", "wie", "who"}
_WHAT = {"wat", "what", ""}
_BY_WHEN = {"wanneer", "voor wanneer", "when", "by when", "by"}


def _asked(rows: Value) -> Iterator[Request]:
    """What is asked, by the words that authors choose for whom, what and when."""
    for row in rows if isinstance(rows, tuple) else ():
        if not isinstance(row, Mapping):
            continue
        found = {"of_whom": "", "what": "", "by_when": ""}
        more: list[tuple[str, str]] = []
        for key, text in row.items():
            name = fold(key) if key else ""
            part = next(
                (part for part, names in zip(found, (_OF_WHOM, _WHAT, _BY_WHEN), strict=True) if name in names), None
            )
            if part is None or found[part]:
                more.append((key, text))
            else:
                found[part] = text
        yield Request(found["of_whom"], found["what"], found["by_when"], tuple(more))
