"""Translate messages and interface with gettext catalogues: `.po` files in a checkout, compiled ones in a wheel."""

from __future__ import annotations

import json
import re
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
"""`harvest` holds the messages of the checks and the command line, `interface` the words on site and paper."""


class Spoken(ABC):
    """A value that can put itself into words, such as a date of which only the season is known."""

    __slots__ = ()

    @abstractmethod
    def in_words(self, language: str) -> str:
        """Return the value in words of `language`."""


class _PoTexts(NullTranslations):
    """The texts of a catalogue in a checkout, read in a tenth of the time in which babel compiles it.

    It knows texts alone: no plurals or contexts, which the catalogues in `CATALOGUES` do not have.
    """

    _ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"(?:\n|\Z))+)', re.MULTILINE)

    def __init__(self, written: str) -> None:
        super().__init__()
        self.texts = {_unquoted(text): _unquoted(translated) for text, translated in self._ENTRY.findall(written)}

    def gettext(self, message: str) -> str:
        """Return a text in the language of the catalogue, or else in that of its fallback."""
        return self.texts.get(message) or super().gettext(message)


def _unquoted(lines: str) -> str:
    """Return the text of quoted lines; what a `.po` writes with a backslash, JSON writes so too."""
    return "".join(json.loads(line) if "\\" in line else line[1:-1] for line in lines.splitlines())


def compiled(name: str, language: str) -> bytes:
    """Return the bytes of a catalogue as gettext reads it: compiled from its `.po` in a checkout, read from a wheel.

    A wheel holds no `.po`, so a `.mo` that is older than its `.po` is never read.
    """
    folder = files("harvest") / "locale" / language / "LC_MESSAGES"
    po_file = folder / f"{name}.po"
    if not po_file.is_file():
        return (folder / f"{name}.mo").read_bytes()
    # Imported late: only help in a checkout needs it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled_file = BytesIO()
    with po_file.open("rb") as file:
        write_mo(compiled_file, read_po(file))
    return compiled_file.getvalue()


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    catalogue, *others = (texts_of(name, language) for name in CATALOGUES)
    for other in others:
        catalogue.add_fallback(other)
    return catalogue


def texts_of(name: str, language: str) -> NullTranslations:
    """Return the texts of a catalogue."""
    po_file = files("harvest") / "locale" / language / "LC_MESSAGES" / f"{name}.po"
    if not po_file.is_file():
        return GNUTranslations(BytesIO(compiled(name, language)))
    return _PoTexts(po_file.read_text("utf-8"))


def label(value: Mapping[str, str], language: str) -> str:
    """Return a name in `language`, or else in English, or else in any language it has."""
    return value.get(language) or value.get(SOURCE_LANGUAGE) or next(iter(value.values()), "")


def interface_texts(language: str) -> tuple[str, ...]:
    """Return all words of the interface on site and paper in `language`."""
    from babel.messages.mofile import read_mo

    other = next(one for one in LANGUAGES if one != SOURCE_LANGUAGE)
    messages = read_mo(BytesIO(compiled("interface", other if language == SOURCE_LANGUAGE else language)))
    texts = ((message.id if language == SOURCE_LANGUAGE else message.string) for message in messages)
    return tuple(text for text in texts if isinstance(text, str) and text)


@lru_cache(maxsize=4096)
def gettext(text: str, language: str) -> str:
    """Return the text in `language`, or unchanged (in English) when it has no translation."""
    # gettext answers an empty text with the header of the catalogue.
    return _catalogue(language).gettext(text) if text else ""


def render(message: object, language: str) -> str:
    """Return a message in `language` with its parameters filled in; one that opens with a parameter gets a capital."""
    if isinstance(message, Message):
        if not message.text:
            return ""
        text = gettext(message.text, language)
        if not message.params:
            return text
        filled = text.format_map({name: render(value, language) for name, value in message.params.items()})
        # Labels are in small letters and may be empty, but a sentence begins with a capital and without a space.
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
    """Return `a, b or c` in `language`; `last` is the English word that comes before the last item."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {gettext(last, language)} {listed[-1]}"


@lru_cache(maxsize=1024)
def long_date(day: date, language: str) -> str:
    """Return a day in words, such as `3 april 2012`."""
    from babel.dates import format_date

    return format_date(day, format="d MMMM y", locale=language)


def month_and_year(day: date, language: str) -> str:
    """Return the month of a day in words, such as `april 2012`."""
    from babel.dates import format_date

    return format_date(day, format="LLLL y", locale=language)


def decimal(number: float, language: str) -> str:
    """Return a number with one decimal, such as `6,1`."""
    from babel.numbers import format_decimal

    return format_decimal(number, format="0.0", locale=language)
