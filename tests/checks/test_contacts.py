"""What leads to one person, found without a list: every form of an address or number, and nothing that is no such."""

from __future__ import annotations

import pytest

from harvest.privacy.reading.contacts import contacts_in
from harvest.privacy.reading.glance import glance
from harvest.privacy.reading.recognisable import telling_in
from harvest.problems.language import LANGUAGES, render
from tests.drawing import in_memory
from tests.growth import taken

EMAILS = """\
piet.jansen+x@sub.dekade.test.
mailto:piet%40dekade.test
PIET＠DEKADE.TEST
piet&#64;dekade.nl
piet [at] dekade [dot] nl
piet(at)dekade.nl
piet (AT) dekade (punt) nl
piet {apenstaartje} dekade.nl
schrijf naar piet at dekade punt nl graag
piet apenstaart dekade punt nl
jane at dekade dot com
piet @ dekade . nl
piet(a)dekade.nl
<b>piet</b>@dekade.nl
piet​@dekade.nl"""
TELEPHONES = """\
06-12345678
06 12 34 56 78.
0612345678
06.1234.5678
06‑1234 5678
06&nbsp;1234 5678
06-**12345678**
+31 6 12345678
+31 (0)6 1234 5678
(+31) 6 12345678
0031 6 12345678
0031612345678
tel:+31612345678
https://wa.me/31612345678
06-12345678 / 055"""
OTHER_TELEPHONES = """\
(055) 123 45 67
0578 - 69 12 34
0578/691234
tel. 020 7946 0958
Tel.: 02 123 45 67
phone: (555) 123-4567
+44 20 7946 0958
+1 555 123 4567
+32 475 12 34 56
00 32 475 12 34 56"""
NUMBERS = """\
BSN 123456782
BSN van haar: 1234.56.782
haar burgerservicenummer is 123 456 782
het nummer 123456782 stond erbij
NL91 ABNA 0417 1643 00
NL91ABNA0417164300"""
OF_NOBODY = """\
2009-2012 en 2013, 2014, 2015, 2016
12 000 000 mensen, 12.000.000 euro, +12 000 000 en +300 000 000
01-02-2012 10:30, 06-12-2012 10:30 uur, 06-12-2012, 2013 en 2026-03-04 05:06:07
ISBN 978-90-123-4567-8, ISBN 0-19-501919-9, ISBN 0195019199, 0-19-501919-9
https://doi.org/10.1016/j.0612345678 doi 10.1016/0612345678 https://dekade.test/0612345678/
KvK 12345678, RSIN 123456782, PMID: 123456782, BTW NL123456782B01, 0000-0002-1825-0097
info@dekade.test, redactie [at] dekade [punt] nl, no-reply@dekade.test
piet@example.org, naam@voorbeeld.nl, piet [at] voorbeeld [dot] nl
plan@2x.png, git@github.com, user@host.local, actions/checkout@v4, lodash@4.17.21
look at dekade.nl now, we meet at the point, everyone @here, to @andrew.clegg
https://medium.com/@piet.nl @piet
0800-1234567, 0900-1234567, 088 123 4567, 112 en 14055
7311 KZ Apeldoorn, € 123456782, 0,123456789, 1.234.567.890, 3 123 456 789
artikel 3(a) van de wet (zie boven) [hier](a.md)
BSN 123456789, 111111110, 120000000, NL00 ABNA 0417 1643 01"""


def told(text: str, rule: str = "open") -> list[str]:
    """The problems of a page with this text, as code and severity."""
    made = in_memory({"index.md": f"{text}\n"}, allowed=True, record={"rule": rule})
    return [f"{p.code} {p.severity}" for p in made.problems if p.code in ("contact-revealed", "identifiable")]


@pytest.mark.parametrize("text", [*EMAILS.split("\n"), *TELEPHONES.split("\n"), *OTHER_TELEPHONES.split("\n")])
def test_an_address_or_number_is_found_however_it_is_written(text: str) -> None:
    assert told(text) == told(f"Zo: {text} Daarna.") == ["contact-revealed warning"]
    assert told(text, "chatham") == told(text, "closed") == ["contact-revealed error"]


@pytest.mark.parametrize("text", NUMBERS.split("\n"))
def test_numbers_of_one_person_are_found(text: str) -> None:
    called = "bsn" in text.lower() or "burger" in text
    assert told(text, "named") == [f"contact-revealed {'error' if called else 'warning'}"]


@pytest.mark.parametrize("text", OF_NOBODY.split("\n"))
def test_what_leads_to_nobody_is_passed_over(text: str) -> None:
    assert told(text, "chatham") == []


@pytest.mark.parametrize("form", ["06 1234 5678", "+31 6 12345678", "0031 (0)6-12345678", "tel:0612345678"])
@pytest.mark.parametrize("declared", ["06-12345678", "De redactie: +31 (0)6 1234 5678, sam@dekade.test"])
def test_the_declared_contact_is_one_however_it_is_written(declared: str, form: str) -> None:
    record = {"rule": "chatham", "contact": declared}
    text = f"Bel {form}.\n\nNiet 06-87654321.\n"
    problems = in_memory({"index.md": text}, allowed=True, record=record).problems
    assert [problem.line for problem in problems if problem.code == "contact-revealed"] == [3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_never_repeats_it(language: str) -> None:
    text = "Sam: sam@dekade.test, 06-12345678, BSN 123456782, NL91 ABNA 0417 1643 00. Mevr. A. kwam.\n"
    problems = in_memory({"index.md": text}, allowed=True).problems
    assert len(problems) == 5
    for problem in problems:
        words = render(problem.message, language) + render(problem.hint, language)
        assert not [piece for piece in ("sam", "dekade", "1234", "ABNA", "Mevr") if piece in words]


PIECES = [
    *("a@", "a@a.", "a [at] ", "a at a punt ", "06-", "06 ", "+", "0031", "1", "12 34 ", "(0)", "BSN ", "tel. 0", "."),
    *("NL91 ", "NL91ABNA", "isbn 1", "10.1234/", "https://", "mevr. ", "A. ", "de ", "een vrouw van 43 ", "1&nbsp;"),
    *("43-jarige ", "de enige a ", "volgens ", "\u200b", "wa.me/1"),
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_search_is_linear(piece: str) -> None:
    """A text that is hostile to patterns takes as long as its length: eight times as much not sixty-four times."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        return taken(lambda: [*contacts_in(text), *telling_in(text), glance(text, "nl")])

    assert seconds(40_000) < 24 * seconds(5_000) + 0.1
