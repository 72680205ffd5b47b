"""The status of a page: what it says itself, or what its cards have, or whether the settings name it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harvest.cards.card import Page
from harvest.corpus import Corpus
from harvest.kinds.kind import STATUSES
from harvest.problems.problem import Place
from harvest.publication import EDITIONS, STATUSES_OF
from harvest.source.spine import Chapter, SpinePart
from tests.drawing import in_memory, pattern

INDEX = "patronen/index.md"
SPINE = (SpinePart("", (Chapter("", "genoemd.md", Place("mkdocs.yml")), Chapter("", INDEX, Place("mkdocs.yml")))),)


def of(path: str, text: str = "Tekst.\n", cards: tuple[str, ...] = (), *, nav: bool = True) -> tuple[Corpus, Page]:
    """Return the page at a path, beside patterns with these statuses."""
    files = {f"patronen/p{n}.md": pattern(f"Nummer {n}", status=status) for n, status in enumerate(cards)}
    made = in_memory({**files, path: text}, allowed=True, spine=SPINE if nav else ())
    return made, next(page for page in made.pages if page.path == path)


def above(status: str) -> str:
    return f"---\nstatus: {status}\n---\nTekst.\n"


@pytest.mark.parametrize(
    ("path", "text", "status"),
    [
        ("genoemd.md", "Tekst.\n", "released"),
        ("los.md", "Tekst.\n", "draft"),
        ("genoemd.md", above("concept"), "draft"),
        ("genoemd.md", above("getoetst"), "reviewed"),
        ("los.md", above("getoetst"), "reviewed"),
        ("los.md", above("vrijgegeven"), "released"),
        ("genoemd.md", above("vrijgegevn"), "draft"),
        ("genoemd.md", above("onzin"), "draft"),
        # Only the page of a folder for cards follows these.
        ("patronen/over.md", "---\nview: home\n---\n", "draft"),
        ("patronen/map/index.md", "---\nview: home\n---\n", "draft"),
        ("andere/index.md", "Tekst.\n", "draft"),
    ],
)
def test_a_page_has_its_own_status_or_that_of_the_settings(path: str, text: str, status: str) -> None:
    made, page = of(path, text, ("vrijgegeven",))
    assert made.status_of(page) == status
    assert {e: page in replace(made, edition=e).published().pages for e in EDITIONS} == {
        edition: status in STATUSES_OF[edition] for edition in EDITIONS
    }


@pytest.mark.parametrize("path", [INDEX, "patronen/README.md"])
@pytest.mark.parametrize(
    ("cards", "status"),
    [
        ((), "released"),
        (("concept",), "draft"),
        (("concept", "getoetst"), "reviewed"),
        (("getoetst", "vrijgegeven", "concept"), "released"),
    ],
)
@pytest.mark.parametrize("view", ["", "---\nview: patterns\n---\n"])
def test_the_page_of_a_folder_is_as_public_as_its_most_public_card(
    path: str, cards: tuple[str, ...], status: str, view: str
) -> None:
    """Whether the settings name it or not."""
    made, page = of(path, f"{view}Tekst.\n", cards)
    assert made.follows_cards(page)
    assert made.status_of(page) == status
    assert status in STATUSES


def test_a_page_of_a_folder_may_say_otherwise() -> None:
    made, page = of(INDEX, above("concept"), ("vrijgegeven",))
    assert not made.follows_cards(page)
    assert made.status_of(page) == "draft"
    made, page = of(INDEX, above("onzin"), ("vrijgegeven",))
    assert made.status_of(page) == "draft"


def test_an_empty_shelf_keeps_its_name_and_no_word_of_its_author() -> None:
    made, page = of(
        INDEX, "---\ntitel: Geheime titel\nview: patterns\n---\nGeheime tekst, zie [[Nummer 0]].\n", ("concept",)
    )
    (shelf,) = made.published().pages
    assert shelf.path == page.path
    assert shelf.title == "Patronen"
    assert (shelf.summary, shelf.source.markdown.visible.strip()) == ("", "")
    assert made.published().edges == ()


def test_without_nav_every_page_is_named() -> None:
    made, page = of("los.md", nav=False)
    assert made.status_of(page) == "released"
