"""A card goes, and nothing leads to it any more: the words of a link stay, and out of a relation the name goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.editing.removing import Removal, removed
from harvest.problems.language import render
from harvest.problems.problem import Message
from tests.drawing import ROOT
from tests.editing.test_renaming import BODY, OLD, OPEN, Made, card_of, made, opened


def gone(one: Made, identity: str = "gesprek-vooraf") -> Removal:
    result = removed(*one, card_of(one[0], identity))
    assert isinstance(result, Removal), render(result, "en")
    return result


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("[[Gesprek vooraf]], of", "Gesprek vooraf, of"),
        ("[[gesprek-vooraf|zo]], of", "zo, of"),
        ("[[Gesprek vooraf#Daarom]]", "Gesprek vooraf"),
        ("[*zo* `en`](gesprek-vooraf.md#daarom 'x')", "*zo* `en`"),
        ("[zo](<../patronen/gesprek-vooraf.md>) [a](https://x.nl)", "zo [a](https://x.nl)"),
        ("[zo][g] en [G].\n\n[g]: gesprek-vooraf.md\n\nSlot.", "zo en G.\n\n\nSlot."),
        ('<a href="gesprek-vooraf.md"><b>zo</b></a>', "<b>zo</b>"),
        ("x | y\n--|--\n[[Gesprek vooraf\\|zo]] | z", "x | y\n--|--\nzo | z"),
        ("`[[Gesprek vooraf]]`", "`[[Gesprek vooraf]]`"),
    ],
)
def test_the_words_of_a_link_stay(tmp_path: Path, before: str, wanted: str) -> None:
    for newline in ("\n", "\r\n"):
        written = BODY.format(above="", text=before).replace("\n", newline).encode()
        result = gone(made(tmp_path, {"patronen/ander.md": written}))
        change = result.changes.get("content/patronen/ander.md")
        assert (change.after if change else written) == BODY.format(above="", text=wanted).replace(
            "\n", newline
        ).encode()


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("zie ook: Gesprek vooraf\n", ""),
        ("zie ook: [[gesprek vooraf]] # zo\n", ""),
        ("zie ook: [Gesprek vooraf, Derde]\n", "zie ook: [Derde]\n"),
        ("zie ook: [Derde, gesprek-vooraf]\n", "zie ook: [Derde]\n"),
        ("zie ook: [[[Derde]], [[Gesprek vooraf]]]\n", "zie ook: [[[Derde]]]\n"),
        ("zie ook:\n  - Derde\n  - 'Gesprek vooraf'\nfase: verkennen\n", "zie ook:\n  - Derde\nfase: verkennen\n"),
        ("zie ook:\n  - Gesprek vooraf\nfase: verkennen\n", "fase: verkennen\n"),
        ('zie ook: "[[Gesprek vooraf|x]], [[Derde]]"\n', 'zie ook: "[[Derde]]"\n'),
        ('zie ook: "[[Derde]]; [[Gesprek vooraf]]"\n', 'zie ook: "[[Derde]]"\n'),
        ("zie ook: [gesprek-vooraf, Gesprek vooraf]\n", ""),
    ],
)
def test_out_of_a_relation_the_name_goes(tmp_path: Path, before: str, wanted: str) -> None:
    files = {
        "patronen/ander.md": BODY.format(above=before, text=""),
        "patronen/derde.md": OLD.replace("Gesprek vooraf", "Derde"),
    }
    result = gone(made(tmp_path, files))
    assert (result.changes["content/patronen/ander.md"].after or b"").decode() == BODY.format(above=wanted, text="")
    assert result.changes["content/patronen/gesprek-vooraf.md"].after is None


def test_what_leads_to_it_and_what_will_be_lacking_is_known_before(tmp_path: Path) -> None:
    above = "titel: Les\nstatus: vrijgegeven\nniet getoetst: zo\nkomt van: gast\nblijkt uit: Casus\n"
    lesson = f"---\n{above}---\n\nTekst. [[Casus]]\n"
    case = "---\ntitel: Casus\n---\n\n## Gebeurtenissen\n\n![Iets](a.svg)\n"
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'
    config = f"{OPEN}nav:\n  - index.md\n  - casussen/casus.md\n"
    files = {
        "index.md": "# Begin\n",
        "lessen/les.md": lesson,
        "casussen/casus.md": case,
        "casussen/a.svg": picture,
        "private/review.yml": "kaarten:\n  - kaart: casus\n",
        "names-read.yml": f"checked:\n  content/casussen/casus.md: {'0' * 16}\n  content/index.md: {'1' * 16}\n",
    }
    result = gone(made(tmp_path, files, config), "casus")
    assert [(place.path, place.line) for place in result.leads] == [
        ("content/lessen/les.md", 6),
        ("content/lessen/les.md", 9),
        ("mkdocs.yml", 7),
    ]
    assert {problem.code for problem in result.then} >= {"lesson-without-evidence", "review-misread"}
    assert result.left == ("casussen/a.svg",)
    assert result.changes["mkdocs.yml"].after == config.removesuffix("  - casussen/casus.md\n").encode()
    assert result.changes["names-read.yml"].after == f"checked:\n  content/index.md: {'1' * 16}\n".encode()


def test_of_two_files_with_one_name_the_other_takes_over(tmp_path: Path) -> None:
    files = {
        "lessen/gesprek-vooraf.md": "---\ntitel: Les\n---\n\nTekst.\n",
        "patronen/ander.md": BODY.format(above="", text="[[gesprek-vooraf]]"),
    }
    one = made(tmp_path, files)
    card = next(card for card in one[0].all_cards if card.path.startswith("lessen/"))
    result = removed(*one, card)
    assert isinstance(result, Removal)
    assert list(result.changes) == ["content/lessen/gesprek-vooraf.md"]


def test_every_tenth_card_of_the_real_harvest_can_go() -> None:
    one = opened(ROOT)
    for card in one[0].cards[::15]:
        result = removed(*one, card)
        assert not isinstance(result, Message), (card.path, render(result, "en"))
        assert {problem.code for problem in result.then} <= {
            "orphan",
            "confidence-unearned",
            "missing-field",
            "lesson-without-evidence",
            "too-few-items",
            "no-instance",
        }
