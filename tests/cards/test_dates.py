"""Dates no more exact than memory: read, put in order, and said in the language of the page."""

from __future__ import annotations

import pytest

from harvest.cards.dates import When, read_when
from harvest.problems.language import render
from harvest.problems.problem import Place

READ = {
    "2012-04-03": ("2012-04-03", "3 april 2012", "3 April 2012"),
    "3 april 2012": ("2012-04-03", "3 april 2012", "3 April 2012"),
    "13/4/2012": ("2012-04-13", "13 april 2012", "13 April 2012"),
    "April 2012": ("2012-04", "april 2012", "April 2012"),
    "2012-4": ("2012-04", "april 2012", "April 2012"),
    "4-2012": ("2012-04", "april 2012", "April 2012"),
    "voorjaar 2009": ("2009-spring", "voorjaar 2009", "spring 2009"),
    "the Spring of 2009": ("2009-spring", "voorjaar 2009", "spring 2009"),
    "in het najaar van 2009": ("2009-autumn", "najaar 2009", "autumn 2009"),
    "herfst 2009": ("2009-autumn", "najaar 2009", "autumn 2009"),
    "zomer 2009": ("2009-summer", "zomer 2009", "summer 2009"),
    "winter 2009-10": ("2009-winter-2010", "winter 2009-2010", "winter 2009-2010"),
    "winter 1999/2000": ("1999-winter-2000", "winter 1999-2000", "winter 1999-2000"),
    "2009": ("2009", "2009", "2009"),
}


def when(written: str) -> When:
    """What was written, read without a word about it."""
    found, told = read_when(written, "nl", Place("x.md"))
    assert found is not None
    assert told is None
    return found


@pytest.mark.parametrize(("written", "said"), READ.items(), ids=READ)
def test_a_date_is_read_and_said(written: str, said: tuple[str, str, str]) -> None:
    found = when(written)
    assert (str(found), render(found, "nl"), render(found, "en")) == said


def test_dates_have_an_order() -> None:
    """By the first day they can mean; of those that begin together the longest comes first."""
    ordered = "winter 2008-2009|2009|2009-01|2009-01-01|2009-02|voorjaar 2009|2009-03-01|zomer 2009|2009-07|najaar 2009"
    found = [when(written).order for written in f"{ordered}|winter 2009-2010|2010".split("|")]
    assert found == sorted(found)


@pytest.mark.parametrize(
    "written", ["", "ooit", "2012-13", "0-2012", "zomer", "zomer 2009-2010", "winter 2009-2011", "9"]
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert read_when(written, "nl", Place("x.md")) == (None, None)


@pytest.mark.parametrize("written", ["31 februari 2012", "2012-02-31", "31-2-2012", "2013-02-29"])
def test_a_day_that_does_not_exist_is_told(written: str) -> None:
    found, told = read_when(written, "nl", Place("x.md"))
    assert found is None
    assert told is not None
    assert told.code == "wrong-type"
    assert written in render(told.message, "nl")
