"""What is a card and what is a page, where the status of a card comes from, and whose a name is: in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harvest.problems.language import render
from harvest.publication import EDITIONS
from tests.drawing import RELEASED, in_memory

CARD, PAGE = "---\ntitel: Aap\n---\nX.\n", "---\ntitel: Aap\nview: lessons\n---\n"


@pytest.mark.parametrize(
    ("path", "text", "card"),
    [
        ("lessen/a.md", CARD, True),
        ("lessen/diep/erin/a.md", CARD, True),
        ("lessen/a.markdown", CARD, True),
        ("lessen/mijn-index.md", CARD, True),
        ("lessen/index.mdx.md", CARD, True),
        ("lessen/a.md", PAGE, False),
        ("lessen/a.md", PAGE.replace("view", "View"), False),
        ("lessen/index.md", CARD, False),
        ("lessen/README.md", CARD, False),
        ("index.md", CARD, False),
        ("over.md", CARD, False),
        ("over/lessen.md", CARD, False),
    ],
)
def test_what_is_a_card_and_what_is_a_page(path: str, text: str, card: bool) -> None:
    """A page is seen by everybody, whatever stands above it."""
    corpus = in_memory({path: text}, allowed=True)
    assert [node.path for node in corpus.cards] == ([path] if card else [])
    assert [node.path for node in corpus.pages] == ([] if card else [path])
    assert [node.path for node in corpus.published().nodes] == ([] if card else [path])


VISIT = """\
kind: visit
label: bezoek
plural: bezoeken
folders:
  - {folder: vrij, set: {status: released, mood: blij, day: ooit}}
  - besloten
fields:
  status: STATUS
  mood: {label: stemming}
  day: {label: dag, type: date}
sections:
  state: {label: Stand}
"""
PLAIN, DEFAULT, SECTION = "{default: draft}", "{default: released}", "{from_section: state}"


@pytest.mark.parametrize(
    ("declared", "folder", "above", "below", "status"),
    [
        (PLAIN, "besloten", "", "", "draft"),
        (PLAIN, "besloten", "status: vrijgegeven", "", "released"),
        (PLAIN, "besloten", "status: geheim", "", "draft"),
        (PLAIN, "besloten", "", "vrijgegeven", "draft"),
        (PLAIN, "vrij", "", "", "released"),
        (PLAIN, "vrij/diep", "", "", "released"),
        (PLAIN, "vrij", "status: getoetst", "", "reviewed"),
        (PLAIN, "vrij", "status: concept", "", "draft"),
        (PLAIN, "vrij", "status:", "", "draft"),
        (PLAIN, "vrij", "status: geheim", "", "draft"),
        (DEFAULT, "besloten", "", "", "released"),
        (DEFAULT, "besloten", "status: getoetst", "", "reviewed"),
        (DEFAULT, "besloten", "status: geheim", "", "draft"),
        (SECTION, "besloten", "", "vrijgegeven", "released"),
        (SECTION, "besloten", "", "geheim", "draft"),
        (SECTION, "besloten", "status: getoetst", "vrijgegeven", "reviewed"),
        (SECTION, "besloten", "status: geheim", "vrijgegeven", "draft"),
        (SECTION, "besloten", "status:", "vrijgegeven", "draft"),
        (SECTION, "vrij", "", "getoetst", "reviewed"),
        (SECTION, "vrij", "", "", "released"),
        (SECTION, "vrij", "", "geheim", "draft"),
        ("{typo: 1}", "vrij", "status: vrijgegeven", "", "draft"),
    ],
)
def test_where_the_status_comes_from(declared: str, folder: str, above: str, below: str, status: str) -> None:
    """From above the card, else its section, its folder, what its kind says; what cannot be understood is no status."""
    text = f"---\ntitel: Aap\nniet getoetst: zo\n{above}\n---\n" + (f"## Stand\n{below}\n" if below else "")
    kind = VISIT.replace("STATUS", declared).encode()
    corpus = in_memory({f"{folder}/a.md": text}, [("bezoek.yml", kind)], allowed=True)
    (card,) = corpus.cards
    assert card.status == status
    assert card.readable == (declared != "{typo: 1}")
    if card.readable:
        assert card.values.get("mood") == (None if folder == "besloten" else "blij")
        told = [p.column for p in corpus.problems if p.line == 1]  # what the folder says stands nowhere in the file
        assert told == ([] if folder == "besloten" else [1])
    shown = {edition for edition in EDITIONS if replace(corpus, edition=edition).published().cards}
    assert shown == {"draft": set(), "reviewed": {"circle"}, "released": {"circle", "public"}}[status]


@pytest.mark.parametrize(
    ("path", "body", "meant"),
    [
        ("lesen/a.md", "X.", "lessen"),
        ("lssn/a.md", "X.", "lessen"),
        ("lsn/a.md", "X.", None),
        ("Lessen/a.md", "X.", "lessen"),
        ("lesen/2012/voorjaar/a.md", "X.", "lessen"),
        ("lesen/a/index.md", "X.", "lessen"),
        ("lesen/index.md", "X.", None),
        ("lessen/index.md", "X.", None),
        ("over/a.md", "X.", None),
        ("a.md", "X.", None),
        ("over/a.md", "## Context\n## Probleem\n## Daarom\nX.", "patronen"),
        ("over/a.md", "## Context\n## Probleem\n## Iets\nX.", None),
        ("a.md", "## Context\n## Probleem\n## Daarom\nX.", "patronen"),
    ],
)
def test_a_page_that_was_meant_as_a_card_stops_publication(path: str, body: str, meant: str | None) -> None:
    """It says no status, so that as a card it would be a draft, and as a page it would be there for everybody."""
    corpus = in_memory({path: f"---\ntitel: Aap\n---\n{body}\n"}, allowed=True)
    assert corpus.pages
    told = [(p.code, p.severity, meant in render(p.hint, "nl")) for p in corpus.problems if meant]
    assert told == ([("wrong-folder", "error", True)] if meant else [])
    assert bool(corpus.problems) == bool(meant)


def test_of_two_cards_with_one_name_the_first_by_path_has_it() -> None:
    """Whatever their titles and the order of their kind; the other is nowhere but in the list of errors."""
    files = {
        "bronnen/b/bron.md": f"---\ntitel: Aap\n{RELEASED}---\n",
        "bronnen/a/Bron.md": f"---\ntitel: Boom\n{RELEASED}---\n",
    }
    corpus = in_memory(files, allowed=True)
    assert [(p.path, p.code) for p in corpus.problems] == [("content/bronnen/b/bron.md", "duplicate-id")]
    assert [card.path for card in corpus.published().cards] == ["bronnen/a/Bron.md"]
