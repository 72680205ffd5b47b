"""Define a time as exact as somebody knows it: a day, or only a month, a season, a quarter or a year, or from one to
another of these.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from harvest.problems.language import Spoken, long_date, month_and_year, render
from harvest.problems.problem import NOTHING, Message, say

Season = Literal["spring", "summer", "autumn", "winter"]

Part = Literal["early", "middle", "late", "Q1", "Q2", "Q3", "Q4"]
"""A part of a month or a year; a quarter is one of a year only."""

FIRST_MONTH: dict[Season, int] = {"winter": 1, "spring": 3, "summer": 6, "autumn": 9}
"""The first month of each season in its year; a winter that names two years begins in December."""
_MONTHS_OF: dict[Part, tuple[int, int]] = {
    "early": (1, 4),
    "middle": (5, 4),
    "late": (9, 4),
    "Q1": (1, 3),
    "Q2": (4, 3),
    "Q3": (7, 3),
    "Q4": (10, 3),
}
"""The first month of a part of a year, and how many it holds."""
_DAYS_OF: dict[Part, tuple[int, int]] = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
"""The first and the last day of a part of a month; none goes beyond the end of its month."""


@dataclass(frozen=True, slots=True)
class When(Spoken):
    """A day (`month` and `day`), a month (`month`), a season, a `part` of a month or a year, or a year; unknown parts
    are 0 or empty.

    `until` is the second year of a winter that names two: `winter 2009-2010` has `year` 2009 and `until` 2010. `to` is
    the end of a time that goes from one to another, both as exact as each other.
    """

    year: int
    month: int = 0
    day: int = 0
    season: Season | None = None
    until: int = 0
    part: Part | None = None
    to: When | None = None

    @property
    def first(self) -> date:
        """The first day it can mean."""
        if self.part:
            return date(self.year, self.month or _MONTHS_OF[self.part][0], _DAYS_OF[self.part][0] if self.month else 1)
        month = 12 if self.until else FIRST_MONTH[self.season] if self.season else self.month or 1
        return date(self.year, month, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        if self.to:
            return self.to.last
        if self.day:
            return self.first
        first = self.first
        winter = self.season == "winter" and not self.until
        months = 12 if not (self.month or self.season) else 1 if self.month else 2 if winter else 3
        if self.part and not self.month:
            months = _MONTHS_OF[self.part][1]
        year, month = divmod(first.year * 12 + first.month + months - 2, 12)
        days = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(days, _DAYS_OF[self.part][1]) if self.part and self.month else days)

    @property
    def order(self) -> tuple[date, int]:
        """Sort key: by the first day it can mean; of those that begin together the longest first."""
        return self.first, -(self.last - self.first).days

    @property
    def grain(self) -> str:
        """How exact it is, for comparison: two times between which another runs are equally exact."""
        if self.part:
            return "quarter" if self.part.startswith("Q") else "part of a month" if self.month else "part of a year"
        return "day" if self.day else "month" if self.month else "season" if self.season else "year"

    @property
    def named(self) -> Message:
        """A season or part in words, such as `voorjaar 2009`; empty without one."""
        if self.part:
            whole = replace(self, part=None, to=None)
            if self.part.startswith("Q"):
                return say("Q{number} {year}", number=self.part[1:], year=whole)
            parts: dict[Part, Message] = {
                "early": say("early {time}", time=whole),
                "middle": say("mid-{time}", time=whole),
                "late": say("late {time}", time=whole),
            }
            return parts[self.part]
        year = f"{self.year}-{self.until}" if self.until else str(self.year)
        names: dict[Season | None, Message] = {
            "spring": say("spring {year}", year=year),
            "summer": say("summer {year}", year=year),
            "autumn": say("autumn {year}", year=year),
            "winter": say("winter {year}", year=year),
        }
        return names.get(self.season, NOTHING)

    def in_words(self, language: str) -> str:
        """Return it as precisely as it is known: `3 april 2012`, `april 2012`, `voorjaar 2009`, `3–5 april 2012`."""
        if self.to:
            first, last = self.shortened(language), self.to.in_words(language)
            return f"{first} – {last}" if " " in first else f"{first}–{last}"
        if self.day:
            return long_date(self.first, language)
        if self.month and not self.part:
            return month_and_year(self.first, language)
        return render(self.named, language) or str(self.year)

    def shortened(self, language: str) -> str:
        """Return the beginning of a time from one to another in words, without what its end says too."""
        begin, end = replace(self, to=None), self.to
        if end and self.day and (self.year, self.month) == (end.year, end.month):
            return str(self.day)
        words = begin.in_words(language)
        return words.removesuffix(f" {self.year}") if end and self.year == end.year else words

    def __str__(self) -> str:
        """Return it as data: `2012-04-03`, `2012-04`, `2009-spring`, `2009-winter-2010`, `2024-Q2`, `2024-05-early`;
        of a time from one to another both, as in `2023/2024`.
        """
        text = "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])
        if self.part:
            text += f"-{self.part}"
        if self.season:
            text += f"-{self.season}" + (f"-{self.until:04d}" if self.until else "")
        return f"{text}/{self.to}" if self.to else text
