"""Know the forms in which authors write a day, a month, a season, a part of a year, or a year.

Texts are in small letters here, with plain hyphens and single spaces.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple, cast

from harvest.cards.date_words import MONTHS, SEASONS
from harvest.cards.dates import Part, When
from harvest.problems.codes import Code, Severity
from harvest.problems.problem import NOTHING, Message, say

_PARTS: dict[str, Part] = {
    **dict.fromkeys(("begin", "begin van", "start", "vroeg in", "early", "early in", "the beginning of"), "early"),
    **dict.fromkeys(("half", "medio", "midden", "midden in", "mid", "middle of", "the middle of"), "middle"),
    **dict.fromkeys(("eind", "einde", "eind van", "laat in", "late", "late in", "end of", "the end of"), "late"),
}
_COUNTED = {
    word: number
    for number, words in enumerate(("1e 1ste eerste first 1st", "2e 2de tweede second 2nd", "3e 3de derde third 3rd",
                                    "4e 4de vierde fourth 4th"), start=1)
    for word in words.split()
}  # fmt: skip
_NTH = "|".join(_COUNTED)

_ISO = re.compile(r"\A(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2}))")
_COMPACT = re.compile(r"\A(?:((?:19|20)\d\d)(\d\d)(\d\d))")
_NUMBERS = re.compile(r"\A(?:(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}))")
_WORDS = re.compile(r"\A(?:(\d{1,2})(?:\.|e|de|ste|st|nd|rd|th)?[ -](?:of )?([a-zé]+)\.?,?[ -](\d{4}))")
_MONTH_FIRST = re.compile(r"\A(?:([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))")
_YEAR = re.compile(r"\A(?:\d{4})")
_ISO_MONTH = re.compile(r"\A(?:(\d{4})-(\d{1,2}))")
_MONTH_NUMBER = re.compile(r"\A(?:(\d{1,2})[-/](\d{4}))")
_NAMED = re.compile(
    r"\A(?:(?:in )?(?:(?:het|de|the) )?([a-z]+)\.?[ -](?:(?:van|of) )?(\d{4})(?: ?[-/] ?(\d{4}|\d{2}))?)"
)
_QUARTER = re.compile(r"\A(?:(?:q|kw|k)([1-4])[ -]?(?:van )?(\d{4})|(\d{4})[ -]?(?:q|kw|k)([1-4]))")
_NTH_QUARTER = re.compile(
    rf"\A(?:(?:in )?(?:het |the )?(?:({_NTH}) (?:kwartaal|quarter)|kwartaal ([1-4])),? (?:van |of )?(\d{{4}}))"
)
_HALF = re.compile(rf"\A(?:(?:in )?(?:de |the )?(?:({_NTH}) (?:helft|half)|h([12])),? ?(?:van |of )?(\d{{4}}))")
_WEEK = re.compile(r"\A(?:(?:in )?(?:week|wk\.?|w) ?(\d{1,2}),? (?:van |of )?(\d{4})|(\d{4})-?w(\d{2}))")
_PART = re.compile(
    rf"\A(?:(?:in |de |het )?({'|'.join(sorted(_PARTS, key=len, reverse=True))})[ -]((?:[a-z]+\.? )?\d{{4}}))"
)
_ABOUT = re.compile(r"\A(?:(?:rond|omstreeks|ongeveer|circa|ca\.?|c\.|±|~|about|around|roughly) ?(.+)|(.+?) ?\?)")
_SCHOOL_YEAR = re.compile(
    r"\A(?:(?:(?:schooljaar|studiejaar|seizoen|school year|academic year|season) )?(\d{4}) ?[-/] ?(\d{4}|\d{2}))"
)
_DAYS = {
    word: day
    for day, words in enumerate(
        (
            "maandag ma monday mon",
            "dinsdag di tuesday tue tues",
            "woensdag wo wednesday wed",
            "donderdag do thursday thu thur thurs",
            "vrijdag vr friday fri",
            "zaterdag za saturday sat",
            "zondag zo sunday sun",
        )
    )
    for word in words.split()
}
WEEKDAY = re.compile(rf"(?:op |on )?({'|'.join(sorted(_DAYS, key=len, reverse=True))})\.?,? ")


class Issue(NamedTuple):
    """What is to be said about a date; `better` is what to write instead, where exactly one answer is safe."""

    message: Message
    hint: Message = NOTHING
    code: Code = "wrong-type"
    severity: Severity | None = None
    better: str = ""


class Dated(NamedTuple):
    """A time that was read, and what is to be said about it; either may be missing, and both in a text without one."""

    value: When | None = None
    issue: Issue | None = None


def read_as(written: str, value: When, language: str, *, safe: bool = True) -> Dated:
    """Return a time with a hint that says how it was read; with `safe` nothing is lost when it is written so."""
    plain = in_plain_words(value, language)
    message = say("«{written}» was read as {day}.", written=written, day=plain)
    hint = say("Write {iso}, and everybody reads the same.", iso=plain)
    return Dated(value, Issue(message, hint, "ambiguous-date", "hint", plain if safe else ""))


def in_plain_words(value: When, language: str) -> str:
    """Return a time in words as somebody types them."""
    if value.to:
        between = {"nl": "t/m"}.get(language, "to")
        return f"{value.shortened(language)} {between} {value.to.in_words(language)}"
    return value.first.isoformat() if value.day else value.in_words(language)


def single(text: str, written: str, language: str) -> Dated:
    """Read one day, month, season, part of a year, or year."""
    for form, made in _FORMS:
        if (match := form.fullmatch(text)) and (dated := made(match, written, language)) != Dated():
            return dated
    weekday = WEEKDAY.match(text)
    return _on_weekday(weekday, text, written, language) if weekday else Dated()


def _on_weekday(weekday: re.Match[str], text: str, written: str, language: str) -> Dated:
    dated = single(text[weekday.end() :], written, language)
    if dated.value is None or not dated.value.day:
        return Dated(None, dated.issue)
    day = dated.value.first
    if day.weekday() == _DAYS[weekday[1]]:
        return dated
    message = say("«{written}» does not fit: {day} was no {weekday}.", written=written, day=day, weekday=weekday[1])
    hint = say("Which day was it? If the date is right, write {iso}.", iso=day.isoformat())
    return Dated(None, Issue(message, hint, "ambiguous-date"))


def _day(year: int, month: int, day: int, written: str, language: str) -> Dated:
    try:
        date(year, month, day)
    except ValueError:
        hint = NOTHING
        if 1 <= month <= 12 and 28 < day < 32 and year >= MINYEAR:
            of = When(year, month)
            last = When(year, month, monthrange(year, month)[1])
            hint = say("The last day of {month} was {iso}.", month=of, iso=str(last))
        return Dated(None, Issue(say("The day «{written}» does not exist.", written=written), hint))
    return Dated(When(year, month, day))


def _iso(match: re.Match[str], written: str, language: str) -> Dated:
    return _day(int(match[1]), int(match[3]), int(match[4]), written, language)


def _compact(match: re.Match[str], written: str, language: str) -> Dated:
    year, month, day = map(int, match.groups())
    dated = _day(year, month, day, written, language)
    return dated if dated.value else Dated()


def _words(match: re.Match[str], written: str, language: str) -> Dated:
    month = MONTHS.get(match[2])
    return _day(int(match[3]), month, int(match[1]), written, language) if month else Dated()


def _month_first(match: re.Match[str], written: str, language: str) -> Dated:
    month = MONTHS.get(match[1])
    return _day(int(match[3]), month, int(match[2]), written, language) if month else Dated()


def _numbers(match: re.Match[str], written: str, language: str) -> Dated:
    day, month, year = map(int, match.groups())
    if language == "en" and day <= 12 < month:
        day, month = month, day
    dated = _day(year, month, day, written, language)
    if dated.value is None or day > 12 or day == month:
        return dated
    iso = dated.value.first.isoformat()
    if language == "en":
        message = say("«{written}» can be two different days.", written=written)
        hint = say("Write {iso} or {other}.", iso=iso, other=f"{year:04d}-{day:02d}-{month:02d}")
        return Dated(None, Issue(message, hint, "ambiguous-date"))
    message = say("«{written}» was read as {day}.", written=written, day=dated.value)
    hint = say("Write {iso}, and everybody reads the same day.", iso=iso)
    return Dated(dated.value, Issue(message, hint, "ambiguous-date", "hint", iso))


def _year(match: re.Match[str], written: str, language: str) -> Dated:
    year = int(match[0])
    return Dated(When(year)) if year >= MINYEAR else Dated()


def _month(year: int, month: int) -> Dated:
    return Dated(When(year, month)) if year >= MINYEAR and 1 <= month <= 12 else Dated()


def _named(match: re.Match[str], written: str, language: str) -> Dated:
    name, year, second = match[1], int(match[2]), match[3]
    if name in MONTHS:
        return Dated() if second else _month(year, MONTHS[name])
    if name not in SEASONS or not MINYEAR < year < MAXYEAR:
        return Dated()
    season = SEASONS[name]
    if second:
        fits = season == "winter" and _follows(year, second)
        return Dated(When(year, season=season, until=year + 1)) if fits else Dated()
    if season != "winter":
        return Dated(When(year, season=season))
    message = say(
        "«{written}» can be two winters; it was read as the one at the start of {year}.", written=written, year=year
    )
    hint = say("Write {iso} or {other}.", iso=f"winter {year - 1}-{year}", other=f"winter {year}-{year + 1}")
    return Dated(When(year, season=season), Issue(message, hint, "ambiguous-date", "hint"))


def _follows(year: int, second: str) -> bool:
    """Tell whether the second year of `2009-2010` or `2009-10` comes right after the first."""
    return int(second) == (year + 1 if len(second) == 4 else (year + 1) % 100)


def _quarter(match: re.Match[str], written: str, language: str) -> Dated:
    number, year = (match[1] or match[4]), int(match[2] or match[3])
    return Dated(When(year, part=cast(Part, f"Q{number}"))) if year >= MINYEAR else Dated()


def _nth_quarter(match: re.Match[str], written: str, language: str) -> Dated:
    number = _COUNTED[match[1]] if match[1] else int(match[2])
    return Dated(When(int(match[3]), part=cast(Part, f"Q{number}"))) if int(match[3]) >= MINYEAR else Dated()


def _half(match: re.Match[str], written: str, language: str) -> Dated:
    number, year = (_COUNTED[match[1]] if match[1] else int(match[2])), int(match[3])
    if number > 2 or year < MINYEAR:
        return Dated()
    begin = 6 * number - 5
    return read_as(written, When(year, begin, to=When(year, begin + 5)), language)


def _school_year(match: re.Match[str], written: str, language: str) -> Dated:
    year = int(match[1])
    fits = MINYEAR <= year < MAXYEAR and _follows(year, match[2])
    return read_as(written, When(year, to=When(year + 1)), language) if fits else Dated()


def _week(match: re.Match[str], written: str, language: str) -> Dated:
    week, year = int(match[1] or match[4]), int(match[2] or match[3])
    try:
        monday = date.fromisocalendar(year, week, 1)
        sunday = monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return Dated()
    days = (When(day.year, day.month, day.day) for day in (monday, sunday))
    begin, end = days
    return read_as(written, When(begin.year, begin.month, begin.day, to=end), language)


def _part(match: re.Match[str], written: str, language: str) -> Dated:
    whole = single(match[2], written, language).value
    if whole is None or whole.day or whole.season or whole.part or whole.to:
        return Dated()
    return Dated(When(whole.year, whole.month, part=_PARTS[match[1]]))


def _about(match: re.Match[str], written: str, language: str) -> Dated:
    value = single(match[1] or match[2], written, language).value
    return read_as(written, value, language, safe=False) if value else Dated()


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, str], Dated]], ...] = (
    (_YEAR, _year),
    (_ISO, _iso),
    (_NUMBERS, _numbers),
    (_WORDS, _words),
    (_ISO_MONTH, lambda match, *_: _month(int(match[1]), int(match[2]))),
    (_MONTH_NUMBER, lambda match, *_: _month(int(match[2]), int(match[1]))),
    (_NAMED, _named),
    (_MONTH_FIRST, _month_first),
    (_QUARTER, _quarter),
    (_NTH_QUARTER, _nth_quarter),
    (_PART, _part),
    (_HALF, _half),
    (_WEEK, _week),
    (_COMPACT, _compact),
    (_SCHOOL_YEAR, _school_year),
    (_ABOUT, _about),
)
"""The forms from the most usual to the rarest."""
