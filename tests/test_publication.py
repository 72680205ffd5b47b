"""The real harvest in `content/`: no errors, no warnings, and what must hold of it whatever is added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harvest.cards.read import summary_of
from harvest.corpus import Corpus
from harvest.pipeline import PLAIN_VIEWS
from harvest.problems.language import render
from harvest.publication import EDITIONS, Edition
from tests.drawing import ROOT, read


@pytest.fixture(scope="module")
def harvest() -> Corpus:
    """The real publication."""
    return read(ROOT)


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_wrong(edition: Edition) -> None:
    """No error and no warning, in either edition."""
    problems = read(ROOT, edition).problems
    told = [f"{p.path}:{p.line} {p.code} {render(p.message, 'nl')}" for p in problems if p.severity != "hint"]
    assert told == []


def test_every_card_can_be_published(harvest: Corpus) -> None:
    """All are released, and say why the group did not see them; results for individuals alone stay in the circle."""
    for card in harvest.cards:
        assert card.status == "released", card.path
        assert card.meant("checked_on") or card.text("unchecked"), card.path
    inside = {card.key for card in harvest.cards} - {card.key for card in harvest.published().cards}
    assert inside == {card.key for card in harvest.of_kind("result") if card.list("beneficiary") == ("individual",)}
    assert len(replace(harvest, edition="circle").published().cards) == len(harvest.cards)


def test_every_card_has_a_sentence_and_a_source(harvest: Corpus) -> None:
    """Facts are cited: whatever is no source itself leads to one."""
    for card in harvest.cards:
        assert summary_of(card).strip(), card.path
        if card.kind.kind != "source":
            assert any(edge.relation == "sources" for edge in harvest.outgoing(card.key)), card.path


def test_stars_are_earned(harvest: Corpus) -> None:
    """Who claims to have been seen names a case."""
    for card in harvest.of_kind("pattern"):
        if card.text("confidence") != "hunch":
            assert any(edge.relation == "known_in" for edge in harvest.outgoing(card.key)), card.path


def test_patterns_make_one_language(harvest: Corpus) -> None:
    """From every pattern one can walk to every other."""
    keys = {card.key for card in harvest.of_kind("pattern")}
    reached, todo = set(), [min(keys)]
    while todo:
        key = todo.pop()
        if key in reached:
            continue
        reached.add(key)
        ends = {e.target for e in harvest.outgoing(key)} | {e.source for e in harvest.incoming(key)}
        todo += ends & keys
    assert reached == keys


def test_the_spine_reaches_everything(harvest: Corpus) -> None:
    """Every page stands in `nav`, and every kind with cards has a page that opens into them."""
    in_nav = {chapter.path for part in harvest.publication.spine for chapter in part.chapters}
    assert {page.path for page in harvest.pages} == in_nav
    views = {page.view for page in harvest.pages if page.view}
    assert {card.kind.view for card in harvest.cards} <= views
    assert {"home", "colophon"} <= views & set(PLAIN_VIEWS)


def test_the_record_says_what_nothing_else_holds(harvest: Corpus) -> None:
    """What home and colophon show."""
    assert {
        "question",
        "urgency",
        "ambition",
        "became",
        "agreed",
        "licence",
        "roles",
    } <= harvest.publication.record.keys()
