"""Real texts and a list of two hundred ordinary names: no error that is none, and no time lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from harvest.privacy.finding.find import NameHit, PeopleFinder, Setting
from harvest.privacy.people.people import People, Person
from tests.growth import taken
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

    def best(times: int) -> float:
        # Each search by a finder of its own, since one remembers the texts that it met.
        finders = [PeopleFinder(ORDINARY, "public", "nl") for _ in range(3)]
        for finder in finders:
            list(finder.within(piece, setting))
        return min(taken(partial(_search, finder, piece * times, setting), 1) for finder in finders)

    assert best(1_600) < 24 * best(200) + 0.1


def _search(finder: PeopleFinder, text: str, setting: Setting) -> None:
    list(finder.within(text, setting))


def test_the_time_grows_with_the_list_and_no_faster() -> None:
    def seconds(times: int) -> float:
        people = People(tuple(Person(f"p{n}", f"{one.name}{n}") for n in range(times) for one in ORDINARY.persons))
        return taken(lambda: list(PeopleFinder(people, "public", "nl").within("Niemand.", "prose")), 1)

    few = seconds(1)
    assert seconds(10) < 30 * few + 0.1
