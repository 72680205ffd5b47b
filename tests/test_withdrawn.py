"""After consent is withdrawn an edition is as if the organisation had never been there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from harvest.corpus import Corpus
from harvest.kinds.read import load_kinds
from harvest.pipeline import PLAIN_VIEWS
from harvest.print.compose import book_from, compose
from harvest.problems.problem import Place
from harvest.publication import EDITIONS, Edition
from harvest.site.pages import Site
from harvest.source.spine import Chapter, SpinePart
from tests.drawing import RELEASED, in_memory

AGREED = "toestemming: ja\ntoestemming van: de directeur\nop: 2012-04-03\n"
VIEWS = {
    f"{view}.md": f"---\ntitle: Pagina {view}\nview: {view}\n---\n" for view in (*PLAIN_VIEWS, *load_kinds()[0].by_view)
}


def card(title: str, above: str = "", text: str = "Tekst.") -> str:
    return f"---\ntitel: {title}\n{RELEASED}{above}---\n\n{text}\n"


def organisation(title: str, consent: str = AGREED) -> str:
    return card(
        title, f"{consent}soort: buurthuis\nbronnen: Verslag\ntrefwoorden: [{title}]\n", f"{title}. Zie [[Oever]]."
    )


def publication(names: str, sluis: str | None) -> dict[str, str]:
    """The files: with an organisation of which every sort of card may speak, or (None) in which nobody ever did."""
    others = names.split()
    both = ", ".join([*others, *(["Sluis"] if sluis else [])])
    with_sluis = {
        "organisaties/sluis.md": organisation("Sluis", sluis or ""),
        "samenwerkingen/duo.md": card(
            "Duo", f"partners: [Sluis, {others[0] if others else 'Sluis'}]\nontstaan bij: Begin\n"
        ),
        "tegels/a.md": card("Samen", "soort: spreuk\ngaat over: Sluis\n"),
    }
    files = {
        **VIEWS,
        **{f"organisaties/{name.lower()}.md": organisation(name) for name in others},
        "bronnen/verslag.md": card("Verslag"),
        "bijeenkomsten/begin.md": card("Begin", "datum: 2012\nsoort: bijeenkomst\n"),
        "casussen/oever.md": card("Oever", f"soort: eigen\nbij: [{both}]\n", "## Gebeurtenissen\n\nIets."),
        "casussen/wal.md": card(
            "Wal", "soort: eigen\n" + ("bij: Sluis\n" if sluis else ""), "## Gebeurtenissen\n\nIets."
        ),
        "tegels/a.md": card("Samen", "soort: spreuk\n"),
        "tegels/b.md": card("Apart", "soort: spreuk\n" + ("gaat over: Duo\n" if sluis else "")),
        **(with_sluis if sluis else {}),
    }
    if len(others) > 1:
        files["samenwerkingen/trio.md"] = card("Trio", f"partners: [{both}]\n")
    return files


def told(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """All that the site and the booklet of this corpus say, and which files go along."""
    site = Site(corpus.published(), preview=False, booklet=True)
    site.urls = {path: path for path in site.nodes}
    for path, node in site.nodes.items():
        yield path, f"{site.title(node)} {site.description(node)} {site.content(node, '../')} {site.searched(node)}"
    yield from site.generated().items()
    yield "files", " ".join(sorted(site.files()))
    yield "booklet", compose(book_from(corpus.published()))


def read(files: Mapping[str, str], edition: Edition) -> Corpus:
    chapters = tuple(Chapter("", path, Place("mkdocs.yml")) for path in VIEWS)
    return in_memory(files, allowed=True, edition=edition, spine=(SpinePart("Deel", chapters),))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("names", ["Kade Brug", "Kade", ""])
@pytest.mark.parametrize("consent", ["toestemming: nee\n", "", f"{AGREED}voor: kring\n"])
def test_nothing_is_left_of_it(names: str, consent: str, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """No node, count, line or heading: in lists, on other cards, in the drawing, the register, the data, on paper."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1333411200")
    never = dict(told(read(publication(names, None), edition)))
    assert "Sluis" not in str(never)
    agreed = dict(told(read(publication(names, AGREED), edition)))
    assert {path for path, text in agreed.items() if "Sluis" in text} > {"harvest.json", "index.md", "casussen/wal.md"}
    withdrawn = dict(told(read(publication(names, consent or "\n"), edition)))
    if edition == "circle" and "kring" in consent:
        assert withdrawn == agreed
    else:
        assert withdrawn == never
