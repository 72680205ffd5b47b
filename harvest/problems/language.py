"""The words of messages and interface, by gettext catalogue: `.po` files in a checkout, compiled ones in a wheel."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from harvest.problems.problem import Message

SOURCE_LANGUAGE = "en"
LANGUAGES = ("nl", "en")
CATALOGUES = ("harvest", "interface")
"""The messages of the checks and the command line; the words on site and paper."""


class Spoken(ABC):
    """What says itself in a language, such as a date of which no more than the season is known."""

    __slots__ = ()

    @abstractmethod
    def in_words(self, language: str) -> str:
        """Return it in words."""


def compiled(name: str, language: str) -> bytes:
    """Return a catalogue as gettext reads it: of a checkout from what translators write, of a wheel as it lies there.

    A wheel holds no `.po`, so a `.mo` that is older than its `.po` is never read.
    """
    folder = files("harvest") / "locale" / language / "LC_MESSAGES"
    written = folder / f"{name}.po"
    if not written.is_file():
        return (folder / f"{name}.mo").read_bytes()
    # Imported late: a run that finds no problem needs no catalogue.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with written.open("rb") as file:
        write_mo(made, read_po(file))
    return made.getvalue()


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    catalogue, *others = (GNUTranslations(BytesIO(compiled(name, language))) for name in CATALOGUES)
    for other in others:
        catalogue.add_fallback(other)
    return catalogue


def label(value: Mapping[str, str], language: str) -> str:
    """The name in `language`, or else in English, or else in whichever language there is."""
    return value.get(language) or value.get(SOURCE_LANGUAGE) or next(iter(value.values()), "")


@lru_cache(maxsize=4096)
def gettext(text: str, language: str) -> str:
    """The text in `language`; untranslated text stays English."""
    # To gettext no text at all is the name of what a catalogue says of itself.
    return _catalogue(language).gettext(text) if text else ""


def render(message: object, language: str) -> str:
    """The message in `language`, its parameters filled in; one that opens with a parameter gets a capital."""
    if isinstance(message, Message):
        if not message.text:
            return ""
        text = gettext(message.text, language)
        if not message.params:
            return text
        filled = text.format_map({name: render(value, language) for name, value in message.params.items()})
        # Labels come in small letters, and may be empty; the sentence they open does not begin with either.
        return _capital(filled.lstrip()) if text.startswith("{") else filled
    if isinstance(message, date):
        return long_date(message, language)
    if isinstance(message, Mapping):
        return label(message, language)
    if isinstance(message, (list, tuple)):
        return enumerate_words((render(item, language) for item in message), language)
    if isinstance(message, Spoken):
        return message.in_words(language)
    return str(message)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def enumerate_words(words: Iterable[str], language: str, last: str = "or") -> str:
    """`a, b or c`, in the language; `last` is the English word before the last one."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {gettext(last, language)} {listed[-1]}"


@lru_cache(maxsize=1024)
def long_date(day: date, language: str) -> str:
    """The day in words, such as `3 april 2012`."""
    from babel.dates import format_date

    return format_date(day, format="d MMMM y", locale=language)


def month_and_year(day: date, language: str) -> str:
    """Return the month of a day in words, such as `april 2012`."""
    from babel.dates import format_date

    return format_date(day, format="LLLL y", locale=language)


def decimal(number: float, language: str) -> str:
    """The number with one decimal, such as `6,1`."""
    from babel.numbers import format_decimal

    return format_decimal(number, format="0.0", locale=language)
