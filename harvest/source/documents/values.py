"""Tell what a property of a document says of people from what says nothing: dates, numbers and names of programs."""

from __future__ import annotations

import re

_NOTHING = re.compile(
    r"""\s*
    (?: D?:? [+-]?[\d:.,/+\-'Z\sT]+                                  # numbers, and dates as PDF and XML write them
      | P(?:\d+D)?T?[\dHMS.,]+                                        # how long somebody worked on it
      | true | false | /?True | /?False | /?Unknown | none
      | [a-z]{2,3}-[A-Z]{2} | nl | en | de | fr                       # a language
      | application/pdf
    )?\s*""",
    re.VERBOSE,
)
_PROGRAMS = frozenset(
    """
    microsoft office word excel powerpoint voor für pour project macintosh mac os macos windows linux unix for the of in
    by and with web libreoffice openoffice org apache collabora onlyoffice writer calc impress draw document foundation
    community build
    adobe acrobat pdf library distiller indesign illustrator photoshop pdfmaker creative cloud standard pro dc server
    google docs renderer sheets slides skia chromium chrome firefox safari mozilla quartz pdfcontext pages numbers
    keynote apple ios ipados cairo pango poppler ghostscript gpl artifex afpl pdftex tex latex xetex luatex hyperref
    weasyprint pikepdf qpdf pydyf reportlab itext itextsharp mupdf fpdf tcpdf dompdf wkhtmltopdf prince pandoc typst
    scribus inkscape version lts neooffice wps kingsoft bullzip pdfcreator foxit nitro primopdf print to save xmp core
    toolkit producer creator r m pdfsharp stable release final beta evaluation this is live dev
    debian ubuntu kpathsea
    """.split()
)
"""The words of which names of programs are made; a name in which another word stands may be that of a person."""


def says_nothing(value: str) -> bool:
    """Tell whether a property holds no word: a number, a date, a yes or a no, a language."""
    return _NOTHING.fullmatch(value) is not None


def is_program(value: str) -> bool:
    """Tell whether a value names programs and nothing else."""
    plain = re.sub(r"\b(?:[0-9a-f]{6,64}|[A-Z]?\d[\w.\-]{0,16})\b", " ", value)
    words = re.findall(r"[^\W\d_]{2,}", plain.replace("_", " "))
    return all(word.lower() in _PROGRAMS for word in words)


LOCAL = re.compile(r"(?i)(?<![a-z])(?:file:/|[a-z]:[\\/](?!/)|\\\\\w|/(?:users|home|volumes|mnt|media)/\w|~/\w)")
"""Begins the path of a folder on a computer or in a network."""


def is_local(value: str) -> bool:
    """Tell whether a value holds the path of a folder on a computer or in a network."""
    return LOCAL.search(value) is not None


def is_telling_name(name: str) -> bool:
    """Tell whether somebody typed the name of a part, or it is that of a file; «Picture 3» comes from a program."""
    words = name.strip()
    return bool(words) and (len(words) > 80 or not re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)* ?\d+", words))
