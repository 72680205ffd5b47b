"""Real texts and a list of two hundred ordinary names: no error that is none, and no time lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from harvest.privacy.find import NameHit, PeopleFinder, Setting
from harvest.privacy.people import People, Person
from tests.privacy.circle import ORDINARY

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = sorted((ROOT / "content").rglob("*.md"))
PATTERNS = sorted((ROOT.parent / "shared" / "corpora" / "innersource-patterns" / "patterns").rglob("*.md"))
_ADDRESSES = re.compile(r"\w+://[^\s)>\]]+")


def paragraphs(paths: list[Path]) -> Iterator[str]:
    """Yield the paragraphs of texts, without the addresses that they link."""
    for path in paths:
        yield from re.split(r"\n[ \t]*\n", _ADDRESSES.sub(" ", path.read_text("utf-8")))


def others() -> tuple[str, ...]:
    """Return what the content names beside people: its authors and titles."""
    found: list[str] = []
    for path in CONTENT:
        text = path.read_text("utf-8")
        found += re.findall(r"^titel: *\"?(.*?)\"?$", text, re.MULTILINE)
        for authors in re.findall(r"^auteurs: *\[(.*)\]$", text, re.MULTILINE):
            found += authors.split(", ")
    return tuple(found)


def test_the_content_names_nobody() -> None:
    """Of our own harvest nothing is an error; of what is looked at there is little."""
    finder = PeopleFinder(ORDINARY, "public", "nl", others=others())
    found = [(text, hit) for text in paragraphs(CONTENT) for hit in finder.within(text, "prose")]
    assert [_line(text, hit) for text, hit in found if hit.certainty != "doubtful"] == []
    assert len(found) < 100, "a list of these names would be looked at too long"


@pytest.mark.skipif(not PATTERNS, reason="needs a folder that not everybody has")
def test_english_texts_name_nobody() -> None:
    """Foreign names, words that are Dutch names, and keys in addresses are no errors."""
    finder = PeopleFinder(ORDINARY, "public", "en")
    found = [(text, hit) for text in paragraphs(PATTERNS) for hit in finder.within(text, "prose")]
    assert [_line(text, hit) for text, hit in found if hit.certainty != "doubtful"] == []


def _line(text: str, hit: NameHit) -> str:
    return f"{hit.certainty}: …{text[max(0, hit.start - 40) : hit.start]}>>{text[hit.start : hit.end]}<<"


@pytest.mark.parametrize("setting", ["prose", "words", "code"])
@pytest.mark.parametrize(
    "piece",
    "a|Jan|jansen |J a n s e n |P.J. |van de |-|a-|Piet Smit |J.|a.|%41|&amp;|\u200b|e\u0301|Anna Bos |aA1|\u00ad-\n"
    "|'|v.d. |. |\n|Aa |é|_a".split("|"),
)
def test_time_grows_no_faster_than_the_text(piece: str, setting: Setting) -> None:
    """No text makes the search slow, whatever it repeats."""
    finder = PeopleFinder(ORDINARY, "public", "nl")
    list(finder.within(piece * 10, setting))
    taken = []
    for times in (400, 3_200):
        start = time.process_time()
        list(finder.within(piece * times, setting))
        taken.append(time.process_time() - start)
    assert taken[1] < max(0.4, 40 * taken[0])


def test_many_people_are_read_quickly() -> None:
    """Two thousand people take less than a second, on a slow machine too."""
    people = tuple(Person(f"p{at}", f"{person.name}{at}") for at in range(10) for person in ORDINARY.persons)
    start = time.process_time()
    list(PeopleFinder(People(people), "public", "nl").within("Niemand.", "prose"))
    assert time.process_time() - start < 2
