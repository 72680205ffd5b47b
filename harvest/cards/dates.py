"""Read dates as authors write them: a day, or only a month, a season or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Literal

from harvest.problems.language import Spoken, long_date, month_and_year, render
from harvest.problems.problem import NOTHING, Message, Place, Problem, problem, say

Season = Literal["spring", "summer", "autumn", "winter"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "maart march mrt mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
SEASONS: dict[str, Season] = {
    **dict.fromkeys(("voorjaar", "lente", "spring"), "spring"),
    **dict.fromkeys(("zomer", "summer"), "summer"),
    **dict.fromkeys(("najaar", "herfst", "autumn", "fall"), "autumn"),
    "winter": "winter",
}
FIRST_MONTH: dict[Season, int] = {"winter": 1, "spring": 3, "summer": 6, "autumn": 9}
"""The first month of each season in its year; a winter that names two years begins in December."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_WORDS = re.compile(r"(\d{1,2})\.?\s+([a-zé]+)\.?\s+(\d{4})$", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})$")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})$")
_MONTH_NUMBER = re.compile(r"(\d{1,2})[-/](\d{4})$")
_NAMED = re.compile(
    r"(?:in\s+)?(?:(?:het|de|the)\s+)?([a-z]+)\.?\s+(?:(?:van|of)\s+)?(\d{4})(?:\s*[-/–]\s*(\d{4}|\d{2}))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When(Spoken):
    """A day (`month` and `day`), a month (`month`), a season or a year; unknown parts are 0 or empty.

    `until` is the second year of a winter that names two: `winter 2009-2010` has `year` 2009 and `until` 2010.
    """

    year: int
    month: int = 0
    day: int = 0
    season: Season | None = None
    until: int = 0

    @property
    def first(self) -> date:
        """The first day it can mean."""
        month = 12 if self.until else FIRST_MONTH[self.season] if self.season else self.month or 1
        return date(self.year, month, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        if self.day:
            return self.first
        first = self.first
        winter = self.season == "winter" and not self.until
        months = 12 if not (self.month or self.season) else 1 if self.month else 2 if winter else 3
        year, month = divmod(first.year * 12 + first.month + months - 2, 12)
        return date(year, month + 1, monthrange(year, month + 1)[1])

    @property
    def order(self) -> tuple[date, int]:
        """Sort key: by the first day it can mean; of those that begin together the longest first."""
        length = 0 if not (self.month or self.season) else 1 if self.season else 2 if not self.day else 3
        return self.first, length

    @property
    def in_season(self) -> Message:
        """The season in words, such as `voorjaar 2009`; empty without a season."""
        year = f"{self.year}-{self.until}" if self.until else str(self.year)
        names: dict[Season | None, Message] = {
            "spring": say("spring {year}", year=year),
            "summer": say("summer {year}", year=year),
            "autumn": say("autumn {year}", year=year),
            "winter": say("winter {year}", year=year),
        }
        return names.get(self.season, NOTHING)

    def in_words(self, language: str) -> str:
        """Return the date as precisely as it is known: `3 april 2012`, `april 2012`, `voorjaar 2009` or `2009`."""
        if self.day:
            return long_date(self.first, language)
        if self.month:
            return month_and_year(self.first, language)
        return render(self.in_season, language) or str(self.year)

    def __str__(self) -> str:
        """Return the date as data: `2012-04-03`, `2012-04`, `2009-spring`, `2009`, `2009-winter-2010`."""
        if self.season:
            return f"{self.year:04d}-{self.season}" + (f"-{self.until:04d}" if self.until else "")
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])


def read_day(written: str, language: str, place: Place) -> tuple[date | None, Problem | None]:
    """Parse a day. Returns the day and a problem, either of which may be None; both are when the text is no day."""
    if match := _ISO.match(written):
        year, month, day = map(int, match.groups())
    elif (match := _WORDS.match(written)) and match[2].lower() in MONTHS:
        day, month, year = int(match[1]), MONTHS[match[2].lower()], int(match[3])
    elif match := _NUMBERS.match(written):
        day, month, year = map(int, match.groups())
        if language == "en" and day <= 12 < month:
            day, month = month, day
    else:
        return None, None
    try:
        day_read = date(year, month, day)
    except ValueError:
        return None, problem(place, "wrong-type", say("The day «{written}» does not exist.", written=written))
    if not _NUMBERS.match(written) or day > 12 or month > 12 or day == month:
        return day_read, None
    return (None if language == "en" else day_read), _ambiguous(written, day_read, language, place)


def _ambiguous(written: str, read: date, language: str, place: Place) -> Problem:
    """Return the problem of a date in figures: how we read it, or in English that it can be two days."""
    iso = read.isoformat()
    if language == "en":
        other = f"{read.year:04d}-{read.day:02d}-{read.month:02d}"
        message = say("«{written}» can be two different days.", written=written)
        return problem(place, "ambiguous-date", message, say("Write {iso} or {other}.", iso=iso, other=other))
    message = say("«{written}» was read as {day}.", written=written, day=read)
    hint = say("Write {iso}, and everybody reads the same day.", iso=iso)
    return problem(place, "ambiguous-date", message, hint, severity="hint")


def read_when(written: str, language: str, place: Place) -> tuple[When | None, Problem | None]:
    """Parse a day, month, season or year. Returns the date and a problem, as `read_day` does."""
    if match := _YEAR.match(written):
        return _in_year(int(match[1]), None)
    if match := _ISO_MONTH.match(written):
        return _in_year(int(match[1]), int(match[2]))
    if match := _MONTH_NUMBER.match(written):
        return _in_year(int(match[2]), int(match[1]))
    if match := _NAMED.match(written):
        name, year, second = match[1].lower(), int(match[2]), match[3]
        if name in MONTHS and not second:
            return _in_year(year, MONTHS[name])
        if name in SEASONS and not (second and (SEASONS[name] != "winter" or not _follows(year, second))):
            return _season(year, SEASONS[name], bool(second), written, place)
        return None, None
    day, issue = read_day(written, language, place)
    return (When(day.year, day.month, day.day) if day else None), issue


def _follows(year: int, second: str) -> bool:
    """Tell whether the second year of `2009-2010` or `2009-10` comes right after the first."""
    return int(second) == (year + 1 if len(second) == 4 else (year + 1) % 100)


def _in_year(year: int, month: int | None) -> tuple[When | None, Problem | None]:
    if year < MINYEAR or month not in (None, *range(1, 13)):
        return None, None
    return When(year, month or 0), None


def _season(year: int, season: Season, two: bool, written: str, place: Place) -> tuple[When | None, Problem | None]:
    if not MINYEAR < year < MAXYEAR:
        return None, None
    if season != "winter" or two:
        return When(year, season=season, until=year + 1 if two else 0), None
    message = say(
        "«{written}» can be two winters; it was read as the one at the start of {year}.", written=written, year=year
    )
    hint = say("Write {iso} or {other}.", iso=f"winter {year - 1}-{year}", other=f"winter {year}-{year + 1}")
    return When(year, season=season), problem(place, "ambiguous-date", message, hint, severity="hint")
