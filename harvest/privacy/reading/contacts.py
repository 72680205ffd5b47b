"""Find what leads to one person in a text without any list: addresses of mail, telephone numbers and other numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Literal, NamedTuple

ContactKind = Literal["email", "telephone", "bsn", "account"]
"""What a contact is: an address of mail, a telephone number, the number by which the Dutch state knows somebody (BSN),
or that of a bank account (IBAN)."""


class Contact(NamedTuple):
    """A contact in a text; `told` is how we compare it with others: small letters, or digits without a country.

    It is `called` so where the text itself says what the number is.
    """

    start: int
    end: int
    kind: ContactKind
    told: str
    called: bool = False


OF_NOBODY = frozenset(
    "aanmelden abuse admin administratie algemeen avg bestuur bestelling bibliotheek bureau communicatie contact"
    " editor editors enquiries events fg gemeente git hallo hello help helpdesk hg hi info inschrijven inschrijving"
    " klantenservice library mail media news nieuwsbrief no-reply noreply office onthaal pers planning post postbus"
    " postmaster press privacy programma projectbureau receptie redactie sales secretariaat secretary security service"
    " servicedesk support svn team vragen webmaster welcome welkom".split()
)
"""What stands before the @ of an address that an organisation has for everybody: it is of no person."""
_MADE_UP = re.compile(r"(?:.*\.)?(?:(?:example|voorbeeld)\.[a-z]{2,3}|example|local|localhost)")
"""Domains that stand for any other, in examples."""
_OF_FILES = frozenset("avif css gif heic htm html jpeg jpg js json md mjs mp3 mp4 pdf png svg webp yaml yml".split())
"""What looks like the end of a domain in the name of a picture for a sharp screen: `plan@2x.png`."""
_ENDS = frozenset("be biz co com de edu eu fr frl gov info int io me net nl nu online org site tv uk".split())
"""Ends of domains that we know, where an address is written around."""

_BEFORE, _BEHIND = 64, 160
"""So many characters before and behind its @ an address has at the most that we look at."""
_AT = re.compile(
    r"(?P<sign>@|＠|%40)|(?P<marked>\s{0,2}[\[({]\s?(?:at|apenstaart(?:je)?|@)\s?[\])}]\s{0,2}|\(a\))"
    r"|(?P<word>\s(?:at|apenstaart(?:je)?|@)\s)",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"(?<![\w.+%&'’-])[\w+](?:[\w.+%&'’-]{0,62}[\w+])?\Z")
_DOMAIN = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_DOT = re.compile(
    r"(?P<sign>\.)|(?P<word>\s{0,2}[\[({]\s?(?:dot|punt|\.)\s?[\])}]\s{0,2}|\s(?:dot|punt|\.)\s)", re.IGNORECASE
)

_NO_NUMBER = re.compile(
    r"(?:[a-z]{2,10}://|www\.)[^\s<>\"]+|\b(?:doi:?\s?)?10\.\d{4,9}/[^\s<>\"]+"
    r"|\b(?:isbn|issn|doi|orcid|oclc|pmid|ean|kvk|rsin|btw|vat|arxiv)(?:[\s:-]{1,3}[a-z]{1,7}){0,2}[\s.:#-]{0,3}"
    r"[\dx](?:[\s.–-]?[\dx]){3,20}",
    re.IGNORECASE,
)
"""Addresses of the web, and numbers that belong to a book, an article or a firm."""
_BETWEEN = "[ \t\n()*_~.‐‑–/\u00a0\u2009\u202f-]"
_BEGINS = re.compile(r"(?<![\w=#€$])(?<!\d[.,/–-])(?:\(?\+ ?\(?|\(?0)(?=\d)")
_DIGITS_ON = re.compile(rf"\d(?:{_BETWEEN}{{0,5}}\d){{6,16}}")
_TO_CALL = re.compile(r"(?:tel|sms|callto):(?://)?(\+?[\d().-]{8,24})|\bwa\.me/(\+?\d{9,15})", re.IGNORECASE)
_CALLED_TELEPHONE = re.compile(
    r"\b(?:tel|telefoon|telefoonnummer|telnr|mobiel|mobieltje|mob|gsm|phone|telephone|mobile|cell|whatsapp)"
    r"(?:\s?(?:nr|no|nummer|number))?[\s.:]{1,4}(?:\+|\()?(?=\d)",
    re.IGNORECASE,
)
_CALLED_BSN = re.compile(
    r"\b(?:bsn|burger\s?service\s?nummers?|sofi-?nummers?|citizen service numbers?)(?:\W{1,3}[a-z]{1,8}){0,3}\W{0,4}\Z",
    re.IGNORECASE,
)
_NINE = re.compile(r"(?<![\w,/+=#€$–-])(?<![€$]\s)(?<!\d\.)\d(?:[. -]?\d){7,8}(?!\w|[.,/–-]\d)")
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")
_A_DATE = re.compile(r"\d{1,2}[-./ ]\d{1,2}[-./ ](?:1[89]|20)\d\d(?!\d)")
_FREE = re.compile(r"0?(?:800|90[069]|88)")
"""How numbers begin that firms alone have in the Netherlands."""


def contacts_in(text: str) -> Iterator[Contact]:
    """Yield the contacts in a text, in their order: all but those that are of no person."""
    end = 0
    for contact in sorted(_contacts(text), key=lambda contact: (contact.start, not contact.called)):
        if contact.start >= end:
            yield contact
            end = contact.end


def _contacts(text: str) -> Iterator[Contact]:
    yield from _emails(text)
    for match in _TO_CALL.finditer(text):
        yield Contact(match.start(), match.end(), "telephone", _national(_digits(match[0])))
    text = _NO_NUMBER.sub(_without, text)
    for match in _ACCOUNT.finditer(text):
        if _is_account(match[0]):
            yield Contact(match.start(), match.end(), "account", "".join(match[0].split()))
    text = _ACCOUNT.sub(_without, text)
    for match in _NINE.finditer(text):
        digits = _digits(match[0])
        called = _CALLED_BSN.search(text, max(0, match.start() - 60), match.start()) is not None
        alone = len(digits) == 9 == len(match[0]) and not digits.endswith("000")
        if (called or alone) and _is_bsn(digits):
            yield Contact(match.start(), match.end(), "bsn", digits, called)
    yield from _telephones(text)


def _without(match: re.Match[str]) -> str:
    return "\x00" * len(match[0])


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _emails(text: str) -> Iterator[Contact]:
    for at in _AT.finditer(text):
        before = _LOCAL.search(text, max(0, at.start() - _BEFORE), at.start())
        first = _DOMAIN.match(text, at.end(), at.end() + _BEHIND) if before else None
        if before is None or first is None:
            continue
        labels, end, dots = [first[0].lower()], first.end(), []
        while (dot := _DOT.match(text, end)) and (label := _DOMAIN.match(text, dot.end(), dot.end() + _BEHIND)):
            if dot["word"] and labels[-1] in _ENDS:
                break  # «piet [at] kade [dot] nl . Daarna»
            labels.append(label[0].lower())
            dots.append(bool(dot["word"]))
            end = label.end()
        if not dots or not _is_end(labels[-1], around=not at["sign"] or any(dots)):
            continue
        if at["word"] and "@" not in at["word"] and not any(dots):
            continue  # «look at kade.nl»
        local, domain = before[0].lower(), ".".join(labels)
        if local not in OF_NOBODY and not _MADE_UP.fullmatch(domain):
            yield Contact(before.start(), end, "email", f"{local}@{domain}")


def _is_end(label: str, *, around: bool) -> bool:
    """Tell whether a domain may end so: with letters, and where the address is written around, as we know them."""
    return label in _ENDS if around else label.isalpha() and len(label) > 1 and label not in _OF_FILES


def _telephones(text: str) -> Iterator[Contact]:
    end = 0
    for begin in _BEGINS.finditer(text):
        if begin.start() < end:
            continue
        first = begin.end() - (begin[0][-1] == "0")
        length, told = _telephone(text, first, abroad="+" in begin[0])
        if length:
            end = first + length
            yield Contact(begin.start(), end, "telephone", told)
    for word in _CALLED_TELEPHONE.finditer(text):
        digits = _DIGITS_ON.match(text, word.end())
        if digits and not _A_DATE.match(digits[0]):
            told = _digits(digits[0])
            if 8 <= len(told) <= 14 and not _FREE.match(told):
                yield Contact(word.end(), digits.end(), "telephone", _national(told), called=True)


def _telephone(text: str, first: int, *, abroad: bool) -> tuple[int, str]:
    """Return the length of the telephone number whose digits begin at `first`, and these; 0 where there is none."""
    digits = _DIGITS_ON.match(text[first : first + 40].replace("(0)", "   ", 1))
    if digits is None or _A_DATE.match(digits[0]) or digits[0].endswith(("000 000", "000.000")):
        return 0, ""
    groups = list(_GROUP.finditer(digits[0]))
    if not abroad and groups[0][0].startswith("00"):
        if "".join(map(itemgetter(0), groups))[2:3] == "0" or (groups[0][0][2:4] != "31" and len(groups) < 3):
            return 0, ""
        abroad = True
    told = ""
    ends = []
    for group in groups:
        told += group[0]
        bare = told.removeprefix("00")
        if abroad and (len(bare) == 11 if bare.startswith("31") else 10 <= len(bare) <= 14):
            ends.append((group.end(), bare))
        elif not abroad and len(told) == 10 and _is_dutch(groups[0][0], told):
            ends.append((group.end(), told))
    if not ends:
        return 0, ""
    end, told = ends[-1]
    behind = text[first + end : first + end + 2]
    if behind[:1].isalnum() or (behind[:1] in ".,-" and behind[1:].isdigit()):
        return 0, ""
    told = _national(told)
    return (0, "") if _FREE.match(told) else (end, told)


_GROUP = re.compile(r"\d+")


def _national(digits: str) -> str:
    """Return the digits of a number as people in the Netherlands call it, if it is one from there."""
    digits = digits.removeprefix("00")
    if digits.startswith("31") and len(digits) in (11, 12):
        return "0" + digits[2:].removeprefix("0")
    return digits


def _is_dutch(first: str, digits: str) -> bool:
    """Tell whether ten digits that begin with 0 are a Dutch number, by their first group: an area or a mobile."""
    if first.startswith("06"):
        return True
    if digits[1] == "0" or len(first) not in (3, 4, 10):
        return False
    return len(first) < 10 or sum(int(digit) * (10 - n) for n, digit in enumerate(digits)) % 11 != 0  # as of a book


def _is_bsn(digits: str) -> bool:
    """Tell whether digits pass the eleven-test of the numbers by which the Dutch state knows people."""
    digits = digits.zfill(9)
    weighed = sum(int(digit) * (9 - n) for n, digit in enumerate(digits[:8])) - int(digits[8])
    return weighed % 11 == 0 and len(set(digits)) > 2


def _is_account(written: str) -> bool:
    """Tell whether letters and digits pass the test of an IBAN (ISO 13616)."""
    letters = "".join(written.split())
    moved = letters[4:] + letters[:4]
    return 15 <= len(letters) <= 34 and int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1
