"""What the colophon says of who looked for names: true under every rule, with a list and without, never too much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from harvest.checks.reading import marks_of_texts
from harvest.corpus import Corpus
from harvest.pipeline import build
from harvest.print.compose import book_from, compose
from harvest.privacy.people.people import People, Person
from harvest.privacy.reading.names_read import NamesRead, Searched
from harvest.publication import Publication
from harvest.site.edition import site_of
from harvest.source.content import Files
from tests.drawing import ROOT

LIST = People((Person("p01", "Ottilie Zandvliet"),))
FILES = {
    "index.md": "---\ntitel: Begin\n---\n\nWe begonnen.\n",
    "colofon.md": "---\ntitel: Colofon\nview: colophon\n---\n\nGemaakt met zorg.\n",
    "lessen/a.md": "---\ntitel: Aap\n---\n\nToen kwam Joost weer langs.\n",
}
NEW = {"index.md": "---\ntitel: Begin\n---\n\nWe begonnen weer.\n"}


def made(rule: str, names_read: NamesRead | None = None, people: People | None = None, **more: str) -> Corpus:
    """A corpus under this rule, with more files."""
    record: dict[str, Any] = {"rule": rule} if rule else {}
    publication = Publication("/nowhere", content="content", name="Proef", record=record)  # type: ignore[arg-type]
    files = {**FILES, **{path.replace("__", "/") + ".md": text for path, text in more.items()}}
    content = Files({path: text.encode() for path, text in files.items()})
    return build(publication, content, people=people, names_read=names_read or NamesRead())


def read(rule: str) -> NamesRead:
    """All of it was read, and compared with the list where that was at hand."""
    return NamesRead(*marks_of_texts(made(rule)))


@pytest.mark.parametrize("rule", ["", "open", "named", "chatham", "closed"])
def test_what_was_done_is_known_on_every_machine(rule: str) -> None:
    """With the list, and without it as long as the texts are as they were when they were compared elsewhere."""
    inside = rule in ("chatham", "closed")
    assert made(rule).searched == (False, False), "who did not tick anything off, read nothing"
    assert made(rule, people=LIST).searched == (True, False)
    assert made(rule, read(rule), people=LIST).searched == (True, inside)
    assert made(rule, read(rule)).searched == (True, inside)
    assert made(rule, read(rule), index=NEW["index.md"]).searched == (False, inside)
    draft = "---\ntitel: Aap\n---\n\nToen kwam Joost later.\n"
    assert made(rule, read(rule), lessen__a=draft).searched == (True, inside), "a draft is in no edition"


def test_what_nobody_read_is_not_told_as_read() -> None:
    unread = {"index": "---\ntitel: Begin\n---\n\nToen kwam Joost langs.\n"}
    assert not made("chatham", read("chatham"), LIST, **unread).searched.read
    assert made("open", read("open"), LIST, **unread).searched == (True, False)


TOLD: Mapping[Searched, str] = {
    Searched(): "Een computer zocht in de teksten naar e-mailadressen, telefoonnummers en andere nummers van één"
    " persoon, maar niet naar namen. Of iemand te herkennen is, beoordelen mensen.",
    Searched(people=True, read=True): "Een computer zocht in de teksten naar de mensen van de kring, en naar"
    " e-mailadressen, telefoonnummers en andere nummers van één persoon. Iemand las elk woord met een hoofdletter dat"
    " een naam kan zijn. Of iemand te herkennen is, beoordelen mensen.",
}


@pytest.mark.parametrize("searched", TOLD)
def test_the_colophon_tells_it_on_screen_and_on_paper(searched: Searched) -> None:
    corpus = made("chatham", read("chatham"), LIST) if searched.read else made("open")
    assert corpus.searched == searched
    site = site_of(corpus, preview=False)
    page = site.content(next(node for node in site.nodes.values() if node.path == "colofon.md"), "")
    for html in (page, compose(book_from(corpus))):
        words = " ".join(re.sub(r"<[^>]+>|&shy;|\u00ad", "", html).split())
        assert TOLD[searched] in words


def test_the_word_that_promises_too_much_is_nowhere() -> None:
    """Nobody can promise that no reader will know who somebody is."""
    word = re.compile("anon" + "(?:i|y)m", re.IGNORECASE)
    folders = ("harvest", "theme", "docs", "content")
    texts = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS]
    texts += [ROOT / name for name in ("README.md", "SECURITY.md", "CHANGELOG.md", "ARCHITECTURE.md", "mkdocs.yml")]
    assert len(texts) > 400
    assert [path for path in texts if word.search(path.read_text("utf-8"))] == []


TEXTS = frozenset((".md", ".yml", ".html", ".po", ".py", ".json", ".js", ".css", ".svg"))
