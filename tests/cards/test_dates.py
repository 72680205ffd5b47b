"""Dates no more exact than memory: read, put in order, and said in the language of the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.cards.date_forms import Dated
from harvest.cards.dates import When
from harvest.cards.read_dates import day_in, time_in
from harvest.problems.language import render

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
    "woensdag 3 april 2024": ("2024-04-03", "3 april 2024", "3 April 2024"),
    "wo. 3 april 2024, 14.00 uur": ("2024-04-03", "3 april 2024", "3 April 2024"),
    "April 3rd, 2024": ("2024-04-03", "3 april 2024", "3 April 2024"),
    "3e april 2024": ("2024-04-03", "3 april 2024", "3 April 2024"),
    "2024/04/03": ("2024-04-03", "3 april 2024", "3 April 2024"),
    "2026-03-04T00:00:00.000Z": ("2026-03-04", "4 maart 2026", "4 March 2026"),
    "2026-03-04 21:59:59Z": ("2026-03-04", "4 maart 2026", "4 March 2026"),
    "2026-03-04T23:30:00+01:00": ("2026-03-04", "4 maart 2026", "4 March 2026"),
    "Q2 2024": ("2024-Q2", "2e kwartaal 2024", "Q2 2024"),
    "eerste kwartaal van 2024": ("2024-Q1", "1e kwartaal 2024", "Q1 2024"),
    "2024-Q4": ("2024-Q4", "4e kwartaal 2024", "Q4 2024"),
    "begin mei 2024": ("2024-05-early", "begin mei 2024", "early May 2024"),
    "medio mei 2024": ("2024-05-middle", "half mei 2024", "mid-May 2024"),
    "Late 2024": ("2024-late", "eind 2024", "late 2024"),
    "3 t/m 5 april 2024": ("2024-04-03/2024-04-05", "3–5 april 2024", "3–5 April 2024"),
    "3-5 april 2024": ("2024-04-03/2024-04-05", "3–5 april 2024", "3–5 April 2024"),
    "ma 1 tot en met wo 3 april 2024": ("2024-04-01/2024-04-03", "1–3 april 2024", "1–3 April 2024"),
    "28 april – 3 mei 2024": ("2024-04-28/2024-05-03", "28 april – 3 mei 2024", "28 April – 3 May 2024"),
    "30 december 2023 to 2 january 2024": (
        "2023-12-30/2024-01-02",
        "30 december 2023 – 2 januari 2024",
        "30 December 2023 – 2 January 2024",
    ),
    "maart t/m april 2024": ("2024-03/2024-04", "maart–april 2024", "March–April 2024"),
    "begin mei tot eind juni 2024": (
        "2024-05-early/2024-06-late",
        "begin mei – eind juni 2024",
        "early May – late June 2024",
    ),
    "voorjaar t/m najaar 2024": ("2024-spring/2024-autumn", "voorjaar–najaar 2024", "spring–autumn 2024"),
    "2023 t/m 2024": ("2023/2024", "2023–2024", "2023–2024"),
}
READ_WITH_A_HINT = {
    "maart/april 2024": ("2024-03/2024-04", "maart t/m april 2024"),
    "3 en 4 april 2024": ("2024-04-03/2024-04-04", "3 t/m 4 april 2024"),
    "voorjaar/zomer 2024": ("2024-spring/2024-summer", "voorjaar t/m zomer 2024"),
    "2023-2024": ("2023/2024", "2023 t/m 2024"),
    "schooljaar 2023/24": ("2023/2024", "2023 t/m 2024"),
    "week 14 2024": ("2024-04-01/2024-04-07", "1 t/m 7 april 2024"),
    "2024-W01": ("2024-01-01/2024-01-07", "1 t/m 7 januari 2024"),
    "2e helft 2024": ("2024-07/2024-12", "juli t/m december 2024"),
    "rond 2012": ("2012", ""),
    "ca. april 2012": ("2012-04", ""),
    "3-4-2012": ("2012-04-03", "2012-04-03"),
}
"""What was written → what it is, and what the fix writes instead; without a fix something would be lost."""
ASKED = {
    "3 april": ("3 april 2012", ""),
    "begin mei": ("voorjaar 2009", ""),
    "februari/maart": ("februari/maart 2012", ""),
    "zomer": ("zomer 2012", ""),
    "3-4-12": ("2012-04-03", ""),
    "3 april '24": ("3 april 2024", "3 april 2024"),
    "voorjaar 09": ("voorjaar 2009", "voorjaar 2009"),
    "mei 98": ("mei 1998", "mei 1998"),
    "3 aprl 2024": ("3 april 2024", "3 april 2024"),
    "septemer 2024": ("september 2024", "september 2024"),
    "zommer 2024": ("zomer 2024", "zomer 2024"),
    "dinsdag 3 april 2024": ("2024-04-03", ""),
    "ma 3 t/m vr 5 april 2024": ("2024-04-03", ""),
    "2026-03-04T22:00:00Z": ("2026-03-05", ""),
    "2026-03-04T23:00:00.000Z": ("2026-03-04", ""),
    "31 april 2024": ("2024-04-30", ""),
    "vanaf 2023": ("2023 t/m", ""),
    "5 t/m 3 april 2024": ("klopt", ""),
}
"""What cannot be read → what its hint holds, and what the fix writes instead."""


def when(written: str) -> When:
    """What was written, read without a word about it."""
    found, told = time_in(written, "nl")
    assert found is not None
    assert told is None
    return found


@pytest.mark.parametrize(("written", "said"), READ.items(), ids=READ)
def test_a_date_is_read_and_said(written: str, said: tuple[str, str, str]) -> None:
    found = when(written)
    assert (str(found), render(found, "nl"), render(found, "en")) == said


@pytest.mark.parametrize(("written", "meant"), READ_WITH_A_HINT.items(), ids=READ_WITH_A_HINT)
def test_what_may_be_misread_is_told(written: str, meant: tuple[str, str]) -> None:
    """And who writes it as the hint says reads nothing more, and means the same."""
    dated = time_in(written, "nl")
    assert dated.issue is not None
    assert (str(dated.value), dated.issue.severity, dated.issue.better) == (meant[0], "hint", meant[1])
    again = time_in(meant[1] or str(dated.value), "nl")
    assert again == Dated(dated.value)


@pytest.mark.parametrize(("written", "asked"), ASKED.items(), ids=ASKED)
def test_what_cannot_be_read_is_asked(written: str, asked: tuple[str, str]) -> None:
    """With the words that were typed; a fix leads to a date about which nothing is to be said."""
    dated = time_in(written, "nl")
    assert dated.value is None
    assert dated.issue is not None
    assert asked[0] in render(dated.issue.hint, "nl")
    assert dated.issue.better == asked[1]
    if asked[1]:
        assert time_in(asked[1], "nl").issue is None


def test_a_day_is_asked_for_where_a_longer_time_stands() -> None:
    dated = day_in("april 2024", "nl")
    assert dated.value is None
    assert dated.issue is not None
    assert "2024-04-01" in render(dated.issue.hint, "nl")


@pytest.mark.parametrize("language", ["nl", "en"])
@given(text=st.text(alphabet="0123456789 -/.'’t/menaprilbgQWwok", max_size=24))
def test_any_text_is_read_or_not(language: str, text: str) -> None:
    """Whatever is read can be said, put in order, and written as data."""
    for dated in (time_in(text, language), day_in(text, language)):
        if dated.value:
            assert dated.value.first <= dated.value.last
            assert render(dated.value, language)
            assert dated.value.order[0] == dated.value.first


def test_dates_have_an_order() -> None:
    """By the first day they can mean; of those that begin together the longest comes first."""
    ordered = "winter 2008-2009|2009|2009-01|2009-01-01|2009-02|voorjaar 2009|2009-03-01|zomer 2009|2009-07|najaar 2009"
    found = [when(written).order for written in f"{ordered}|winter 2009-2010|2010".split("|")]
    assert found == sorted(found)


@pytest.mark.parametrize(
    "written", ["", "ooit", "0-2012", "zomer 2009-2010", "winter 2009-2011", "9", "1-2-3-4", "x" * 9999, "- 2024"]
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert time_in(written, "nl") == Dated()


@pytest.mark.parametrize("written", ["31 februari 2012", "2012-02-31", "31-2-2012", "2013-02-29"])
def test_a_day_that_does_not_exist_is_told(written: str) -> None:
    found, told = time_in(written, "nl")
    assert found is None
    assert told is not None
    assert told.code == "wrong-type"
    assert written in render(told.message, "nl")
