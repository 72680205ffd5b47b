"""Make the results: ambition then and now, who gains by what, what nobody intended, what goes on, what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harvest.cards.card import Card, Value
from harvest.kinds.names import fold
from harvest.problems.problem import Label
from harvest.views.cards import Views
from harvest.views.order import in_order
from harvest.views.pages.lists import ListView, list_of
from harvest.views.view import CardView, Entry


@dataclass(frozen=True, slots=True)
class Claim:
    """A result: where it is visible, and the evidence for it."""

    card: CardView
    direct: bool
    beneficiaries: tuple[Label, ...]
    visible_where: str
    evidence: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """The results for one sort of beneficiary: realised (`direct`) or expected (`potential`)."""

    name: str
    label: Label
    direct: tuple[Claim, ...]
    potential: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request in the record: of whom, what, by when, each empty when missing. `more` is the rest of it."""

    of_whom: str
    what: str
    by_when: str
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultsView:
    """What it brought: ambition then and now, who gains by what with the evidence, what nobody intended, what goes on,
    and what is asked of whom by when. A result for several stands with each of them.

    `unplaced` are results that do not say yet for whom they are, or whether they are realised. `individuals` tells
    that the edition holds results for individuals: only the circle's does, and a preview.
    """

    cards: ListView
    record: Mapping[str, Value]
    continues: tuple[str, ...]
    asked: tuple[Request, ...]
    gains: tuple[Gain, ...]
    unintended: tuple[Claim, ...]
    unplaced: tuple[Claim, ...]
    individuals: bool = False

    @property
    def empty(self) -> bool:
        """Whether there are no results."""
        return not (self.gains or self.unintended or self.unplaced)


def results(views: Views) -> ResultsView:
    """Return the results by beneficiary, in the declared order; the unintended ones are apart."""
    kind = views.corpus.kinds.by_name["result"]
    declared = kind.fields["beneficiary"].choices if "beneficiary" in kind.fields else {}
    placed: dict[str, tuple[list[Claim], list[Claim]]] = {name: ([], []) for name in declared}
    unintended: list[Claim] = []
    unplaced: list[Claim] = []
    for card in in_order(views.corpus, "result"):
        names, value = [name for name in declared if name in card.list("beneficiary")], card.text("value")
        claim = _claim(views, card, tuple(declared[name] for name in names))
        if card.values.get("unintended") is True:
            unintended.append(claim)
        elif names and value in ("direct", "potential"):
            for name in names:
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
        individuals=any(card.circle_only for card in views.corpus.of_kind("result")),
    )


def _claim(views: Views, card: Card, beneficiaries: tuple[Label, ...]) -> Claim:
    view = views.card(card)
    direct = card.text("value") == "direct"
    return Claim(view, direct, beneficiaries, card.text("visible_where"), view.ends("based_on"))


_OF_WHOM = {"van", "van wie", "of", "of whom", "from", "whom", "wie", "who"}
_WHAT = {"wat", "what", ""}
_BY_WHEN = {"wanneer", "voor wanneer", "when", "by when", "by"}


def _asked(rows: Value) -> Iterator[Request]:
    """Yield the requests in the record, by the words that authors use for whom, what and when."""
    for row in rows if isinstance(rows, tuple) else ():
        if not isinstance(row, Mapping):
            continue
        values = {"of_whom": "", "what": "", "by_when": ""}
        more: list[tuple[str, str]] = []
        for key, text in row.items():
            name = fold(key) if key else ""
            part = next(
                (part for part, names in zip(values, (_OF_WHOM, _WHAT, _BY_WHEN), strict=True) if name in names), None
            )
            if part is None or values[part]:
                more.append((key, text))
            else:
                values[part] = text
        yield Request(values["of_whom"], values["what"], values["by_when"], tuple(more))
