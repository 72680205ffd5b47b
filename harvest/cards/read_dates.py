"""Read dates as authors write them, and say of what cannot be read what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from harvest.cards.date_forms import WEEKDAY, Dated, Issue, read_as, single
from harvest.cards.date_words import MONTHS, SEASONS
from harvest.cards.dates import When
from harvest.kinds.names import AMONG_FEW, meant
from harvest.problems.problem import say

_LONGEST = 60
"""No date has more letters."""
_DASHES = re.compile("[‐‑‒–—―−]")
_SPACES = re.compile(r"\s+")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[t ](\d\d):\d\d(?::\d\d(?:[.,]\d+)?)? ?(z|[+-]\d\d:?\d\d)?")
_TIME = re.compile(
    r",?(?: om| at| van| from)? \d{1,2}[:.]\d\d(?: ?(?:uur|u|h)\.?)?"
    r"(?: ?(?:-|tot|to|until) ?\d{1,2}[:.]\d\d)?(?: ?(?:uur|u|h)\.?)?"
)
_ON = re.compile(r"(?:in|op|on) (?:de |het |the )?(?=\S)")
_YEARS = re.compile(r"\d{4}")
_PLAINLY = (" t/m ", " tot en met ", " tot ", " through ", " until ", " to ", " - ", "-")
_LOOSELY = (" en ", " and ", " & ", " / ", "/")
"""What stands between the two ends of a time: words that mean no more than that, and those that may mean two times."""
_SHORT_YEAR = re.compile(r"(.*?[a-zé.]) ?['’]?(\d\d)")
_THREE_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2['’]?(\d\d)")
_ONE_END = re.compile(r"(?:vanaf|sinds|na|tot|voor|from|since|after|until|before) (.+)")
_DAY_AND_MONTH = re.compile(r"\d{1,2}([-/.])\d{1,2}")
_WORD = re.compile(r"[a-zé]{3,}")
_NAMES = {
    "nl": (
        "januari februari maart april mei juni juli augustus september oktober november december"
        " voorjaar zomer najaar winter"
    ),
    "en": (
        "January February March April May June July August September October November December"
        " spring summer autumn winter"
    ),
}
"""What may be meant by a word that is no month or season as it is typed."""


def read_day(written: str, language: str) -> tuple[date | None, Issue | None]:
    """Return the day that is written, however it is spaced, and what is to be said about it; either may be missing."""
    dated = day_in(" ".join(written.split()), language)
    return dated.value.first if dated.value else None, dated.issue


def day_in(written: str, language: str) -> Dated:
    """Read a day; of a longer time, a hint asks for the day."""
    dated = time_in(written, language)
    if dated.value is None or (dated.value.day and not dated.value.to):
        return dated
    message = say("«{written}» is more than one day.", written=written)
    return Dated(None, Issue(message, say("Which day was it? Write it so: {iso}", iso=dated.value.first.isoformat())))


def time_in(written: str, language: str) -> Dated:
    """Read a day, a month, a season, a part of a year, a year, or from one to another of these."""
    if len(written) > _LONGEST:
        return Dated()
    text = _SPACES.sub(" ", _DASHES.sub("-", written)).strip(" .,").lower()
    text = text[said.end() :] if (said := _ON.match(text)) else text
    if stamp := _STAMP.fullmatch(text):
        return _stamped(stamp, written, language)
    dated = _read(text, written, language)
    if dated == Dated() and (time := _TIME.search(text)) and time.end() == len(text):
        dated = _read(text[: time.start()], written, language)
    return dated if dated != Dated() else _asked(text, written, language)


def _read(text: str, written: str, language: str) -> Dated:
    dated = single(text, written, language)
    return dated if dated != Dated() else _from_one_to_another(text, written, language)


def _stamped(stamp: re.Match[str], written: str, language: str) -> Dated:
    """Read the day of a moment as computers write it. Late in the evening in Greenwich it is the next day with us."""
    dated = single(stamp[1], written, language)
    if dated.value is None or stamp[3] != "z" or int(stamp[2]) < 22:
        return dated
    day = dated.value.first
    following = date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
    message = say("«{written}» can be two different days: it says what time it was in Greenwich.", written=written)
    hint = say("Write {iso} or {other}.", iso=following.isoformat(), other=day.isoformat())
    return Dated(None, Issue(message, hint, "ambiguous-date"))


# From one to another


def _from_one_to_another(text: str, written: str, language: str) -> Dated:
    wrong = Dated()
    for words in (*_PLAINLY, *_LOOSELY):
        at = text.find(words)
        while at > 0:
            dated = _between(text[:at].strip(), text[at + len(words) :].strip(), written, language)
            if dated.value:
                plain = words in _PLAINLY and not (words == "-" and dated.value.grain == "year")
                return dated if plain else read_as(written, dated.value, language)
            wrong = wrong if wrong.issue else dated
            at = text.find(words, at + 1)
    return wrong


def _between(left: str, right: str, written: str, language: str) -> Dated:
    end = single(right, written, language)
    if end.value is None or end.value.to:
        return Dated(None, end.issue if end.issue and end.issue.code == "ambiguous-date" else None)
    wrong = Dated()
    for whole in _completed(left, end.value):
        begin = single(whole, written, language)
        if begin.value is None:
            wrong = wrong if wrong.issue else begin
        elif not begin.value.to and begin.value.grain == end.value.grain:
            if begin.value.first < end.value.first:
                return Dated(replace(begin.value, to=end.value))
            message = say("In «{written}» the end does not come after the beginning.", written=written)
            wrong = Dated(None, Issue(message, say("Which of the two is right?")))
    return wrong


def _completed(left: str, end: When) -> Iterator[str]:
    """Yield what the beginning of a time may say, with what only the end says: its year, and its month."""
    yield left
    yield f"{left} {end.year}"
    weekday = WEEKDAY.match(left)
    bare = left[weekday.end() if weekday else 0 :].rstrip(".")
    if bare.isdecimal() and end.day:
        yield f"{weekday[0] if weekday else ''}{end.year}-{end.month}-{bare}"
    elif end.part and end.month:
        yield f"{left} {end.month}-{end.year}"


# What cannot be read


def _asked(text: str, written: str, language: str) -> Dated:
    """Return what to say of a text that is no date, where it follows from what was typed."""
    if (match := _ONE_END.fullmatch(text)) and (end := _read(match[1], written, language).value):
        message = say("«{written}» says only from when, or only until when.", written=written)
        between = {"nl": "t/m"}.get(language, "to")
        return Dated(None, Issue(message, say("Say both: {example}", example=f"{end.in_words(language)} {between} …")))
    if match := _THREE_NUMBERS.fullmatch(text):
        return _short_year(match, written, language)
    if match := _SHORT_YEAR.fullmatch(text):
        year = int(match[2]) + (1900 if int(match[2]) > 69 else 2000)
        if _read(f"{match[1]} {year}", written, language).value:
            return _meant(f"{match[1]} {year}", written)
    figures = _DAY_AND_MONTH.fullmatch(text)
    example = f"{written}{figures[1] if figures else ' '}2012"
    whole = f"{text}{figures[1] if figures else ' '}2012"
    lacks_year = (figures or _WORD.search(text)) and not _YEARS.search(text)
    if lacks_year and (value := _read(whole, written, language).value):
        message = say("Which year was «{written}»?", written=written)
        if value.day and not value.to:
            hint = say("Put the year behind it, for example: {example} (or {iso}).", example=example, iso=str(value))
        else:
            hint = say(
                "Put the year behind it, for example: {example}. Less exact will do too: {others}.",
                example=example,
                others={"nl": "april 2012, voorjaar 2009 of 2009", "en": "April 2012, spring 2009 or 2009"},
            )
        return Dated(None, Issue(message, hint))
    return _misspelt(text, written, language)


def _short_year(match: re.Match[str], written: str, language: str) -> Dated:
    first, second, year = int(match[1]), int(match[3]), 2000 + int(match[4])
    orders = ((second, first),) if language != "en" else ((second, first), (first, second))
    days = dict.fromkeys(
        value.first.isoformat()
        for month, day in orders
        if (value := single(f"{year}-{month}-{day}", written, language).value)
    )
    if not days:
        return Dated()
    message = say("Of the year in «{written}» only two figures are there.", written=written)
    return Dated(None, Issue(message, say("Do you mean {choices}?", choices=list(days))))


def _misspelt(text: str, written: str, language: str) -> Dated:
    known = _NAMES.get(language, _NAMES["en"]).split()
    mended, clear = text, True
    for word in dict.fromkeys(_WORD.findall(text)):
        if word in MONTHS or word in SEASONS:
            continue
        guess = meant(word, known, least=AMONG_FEW)
        if guess.name:
            mended = mended.replace(word, guess.name)
            clear = clear and guess.clear
    if mended == text or not _read(mended.lower(), written, language).value:
        return Dated()
    return _meant(mended, written) if clear else Dated()


def _meant(better: str, written: str) -> Dated:
    message = say("The date «{written}» cannot be read.", written=written)
    return Dated(None, Issue(message, say("Do you mean «{guess}»?", guess=better), better=better))
