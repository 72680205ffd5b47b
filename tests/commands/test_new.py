"""Blank cards: what they offer, what they ask for and nothing else, and files that every computer can hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harvest.commands.new import make_card
from harvest.kinds.blank import NEVER_BY_HAND, blank_card, in_data, quoted
from harvest.kinds.file_names import file_name
from harvest.kinds.kind import Kind
from harvest.kinds.read import load_kinds
from harvest.pipeline import load
from harvest.problems.language import LANGUAGES, label, render
from harvest.problems.problem import Message, Problem
from harvest.publication import Publication
from tests.drawing import drawn, in_memory
from tests.kinds.test_kinds import DECLARED, PLAIN

RECIPE = (
    PLAIN
    + """\
  list: {label: Nodig, fewest_items: 3, required_from: reviewed}
  cost: {label: Prijs, most_words: 20, lead_ins: {cheap: {label: Goedkoop}, dear: {label: Duur}}}
relations:
  with: {label: lekker bij, inverse: lekker met, to: [recipe, lesson], required_from: reviewed}
help: Wat we samen aten -- en hoe
"""
).replace("type: choice,", "type: choice, required_from: reviewed,")
"""A kind of a publication's own, in one language, with a bit of everything."""
KINDS = load_kinds([("recipe.yml", RECIPE.encode())])[0].by_name
EACH = pytest.mark.parametrize("name", list(KINDS))
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)


def test_the_own_kind_is_one() -> None:
    assert load_kinds([("recipe.yml", RECIPE.encode())])[1] == ()
    assert {"recipe", "pattern", "tile"} <= KINDS.keys()


@IN_BOTH
@EACH
@pytest.mark.parametrize(
    "title", ["Zeswekenritme", "Overleg: hoe dan?", 'Een "vraag"', "C# leren", "[haken]", "ja", "2012"]
)
def test_a_blank_card_asks_once_for_its_text(language: str, name: str, title: str) -> None:
    kind = KINDS[name]
    text = blank_card(kind, title, language, KINDS)
    path = f"{kind.folder(language)}/{file_name(title)}.md"
    corpus = in_memory({path: text}, [("recipe.yml", RECIPE.encode())], allowed=True, language=language)
    assert [card.title for card in corpus.cards] == [title]
    assert [(problem.code, problem.severity) for problem in corpus.problems] == [("empty-section", "warning")]


def test_a_library_without_data_above_its_cards_has_blank_ones_too() -> None:
    declared = [("kinds.yml", DECLARED.read_bytes())]
    kinds = load_kinds(declared)[0].by_name
    text = blank_card(kinds["innersource_pattern"], "30 Day Warranty", "en", kinds)
    assert text.startswith("<!-- Write below the headings.")
    corpus = in_memory({"patterns/1-initial/warranty.md": text}, declared, language="en")
    assert [card.title for card in corpus.cards] == ["30 Day Warranty"]
    assert [(problem.code, problem.line) for problem in corpus.problems] == [("empty-section", 9)]


@IN_BOTH
@EACH
def test_a_blank_card_offers_all_of_its_kind(language: str, name: str) -> None:
    """Each field, relation and section once, below a line of help unless it is seldom needed and shows an example."""
    kind = KINDS[name]
    lines = blank_card(kind, "Titel", language, KINDS).splitlines()
    for key, part in (kind.fields | kind.relations).items():
        word = quoted(label(part.label, language))
        at = [n for n, line in enumerate(lines) if line.startswith((f"{word}:", f"#{word}:"))]
        assert len(at) == (0 if key in NEVER_BY_HAND else 1), key
        explained = not at or key == "title" or lines[at[0] - 1].startswith("# ") or not part.help
        assert explained or (lines[at[0]].startswith("#") and not lines[at[0]].endswith(":")), key
    assert all(len(line) < 100 for line in lines if line.startswith("# "))
    assert [line[3:] for line in lines if line.startswith("## ")] == [
        label(section.label, language) for section in kind.sections.values()
    ]
    asked = [line for line in lines if line.startswith("<!-- ")]
    assert len(asked) == len(kind.sections) + 1


@pytest.mark.parametrize("name", [name for name in KINDS if name != "recipe"])
def test_the_languages_are_not_mixed(name: str) -> None:
    dutch, english = (set(blank_card(KINDS[name], "Titel", one, KINDS).splitlines()) for one in ("nl", "en"))
    assert {line for line in dutch & english if re.search(r"[a-z]{5}", line)} <= {
        "# == Kies ==",
        "#status: concept",
    } | {
        line for line in dutch & english if line.startswith(("alt:", "status:", "partners:", "## Context", "## Effect"))
    }


LEFT = {"title", "image", "alt", "silence", "checked_on", "rule", *NEVER_BY_HAND}
"""Fields of which a card that was not shown, and has no picture, says nothing."""


def answered(text: str, word: str, answer: str) -> str:
    """The text with an answer behind a word above the card, whether or not a # stands before it."""
    return re.sub(rf"(?m)^#?{re.escape(quoted(word))}:.*$", lambda _: f"{quoted(word)}: {answer}", text)


def filled(kind: Kind, language: str, title: str) -> str:
    """The blank card after somebody did what each hint says, shown to all."""
    text = blank_card(kind, title, language, KINDS)
    for name, field in kind.fields.items():
        chosen = {"status": "released", "confidence": "seen"}.get(name, field.default)  # it is known in a case
        answer = label(field.choices[chosen], language) if chosen else in_data(field, language)
        if name not in LEFT:
            text = answered(text, label(field.label, language), answer)
    for relation in kind.relations.values():
        to = next(iter(KINDS)) if "any" in relation.to else relation.to[0]
        titles = [f"De andere {to}", f"Een derde {to}"][: max(1, relation.fewest)]
        text = answered(text, label(relation.label, language), f"[{', '.join(titles)}]")
    for section in kind.sections.values():
        heading = f"## {label(section.label, language)}\n\n"
        before, _, after = text.partition(heading)
        below = re.sub(r"\A<!-- .*\n", "", after)
        written = "\n".join(f"- ding {n}" for n in range(section.fewest_items)) or "We keken samen, en deden iets."
        text = f"{before}{heading}{written}\n{below}"
        for lead_in in section.lead_ins.values():
            text = text.replace(
                f"**{label(lead_in.label, language)}:**", f"**{label(lead_in.label, language)}:** iets."
            )
    return text if kind.sections else text + "\nWe keken samen, en deden iets.\n"


@IN_BOTH
@EACH
def test_doing_what_the_hints_say_gives_a_card_without_problems(language: str, name: str) -> None:
    files = {}
    for key, kind in KINDS.items():
        for number, title in enumerate((f"De andere {key}", f"Een derde {key}")):
            text = filled(kind, language, title)
            for part in (*kind.relations.values(), kind.fields["aliases"]):
                if not part.required_from:  # so that no ring is closed, and no two cards have one name
                    text = answered(text, label(part.label, language), "")
            files[f"{kind.folder(language)}/{key}-{number}.md"] = text
    path = f"{KINDS[name].folder(language)}/mijn.md"
    mine = filled(KINDS[name], language, "Mijn eigen kaart")
    corpus = in_memory({**files, path: mine}, [("recipe.yml", RECIPE.encode())], allowed=True, language=language)
    told = [problem for problem in corpus.problems if problem.path.endswith(f"/{path}")]
    assert [(problem.code, problem.line, render(problem.message, "en")) for problem in told] == []
    card = next(card for card in corpus.cards if card.path == path)
    assert set(card.values) >= card.kind.fields.keys() - LEFT
    assert {reference.relation for reference in card.references} == set(card.kind.relations)


def publication(folder: Path, files: dict[str, str] | None = None) -> Publication:
    """A publication in this folder, with these cards."""
    return Publication(drawn(folder, files or {}), content="content")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Één béétje: ‘Zo’ dus!", "een-beetje-zo-dus"),
        ("Eerst %% geheim %% vragen", "eerst-vragen"),
        ("CON", "con-1"),
        ("com¹", "com1-1"),
        ("nul.", "nul-1"),
        ("Contact", "contact"),
        ("Index", "index-1"),
        ("README", "readme-1"),
        ('Wie\\wat/waar:hoe*?"<>|', "wie-wat-waar-hoe"),
        ("Einde . ", "einde"),
        ("Ærlig øl på Łódź", "aerlig-ol-pa-lodz"),
        ("Про щось їжа", "pro-shchos-izha"),
        ("Λόγος", "logos"),
        ("a" * 300, "a" * 80),
    ],
)
def test_a_file_name_can_be_held_by_every_computer(tmp_path: Path, title: str, name: str) -> None:
    made = make_card(publication(tmp_path), "les", title)
    assert isinstance(made, Path)
    assert made.name == f"{name}.md"


def test_a_title_in_a_script_that_we_cannot_write_goes_by_its_kind(tmp_path: Path) -> None:
    names = []
    for title in ("学習", "تعلم", "למידה"):
        made = make_card(publication(tmp_path), "leervraag", title)
        assert isinstance(made, Path)
        names.append(made.name)
    assert names == ["leervraag.md", "leervraag-2.md", "leervraag-3.md"]


@pytest.mark.parametrize("title", ["🌱🌱", "???", "…", "/"])
def test_a_title_without_letters_is_refused_kindly(tmp_path: Path, title: str) -> None:
    refused = make_card(publication(tmp_path), "les", title)
    assert isinstance(refused, Message)
    assert "Zet er een woord bij" in render(refused, "nl")
    assert not list((tmp_path / "content").rglob("*.md"))


def test_a_name_that_another_card_has_gets_a_number(tmp_path: Path) -> None:
    """Of whatever kind that card is, in a folder of its own, broken, or under another ending or in capitals."""
    here = publication(
        tmp_path,
        {
            "patronen/ritme.md": "---\ntitel: Vast ritme\n---\n<<pattern>>\n",
            "bronnen/rust/index.md": "---\ntitel: Boek\n---\nX.\n",
            "casussen/regen.md": "---\ntitel: Stuk: hier\n---\nX.\n",
            "lessen/Zon.MD": "X.",
            "lessen/wind/plaatje.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        },
    )
    made = [make_card(here, "les", title) for title in ("Ritme!", "Rust!", "Regen?", "Zon", "Wind")]
    assert [one.name for one in made if isinstance(one, Path)] == [
        "ritme-2.md",
        "rust-2.md",
        "regen-2.md",
        "zon-2.md",
        "wind.md",
    ]
    assert "duplicate-id" not in {problem.code for problem in in_folder(here)}


def in_folder(here: Publication) -> tuple[Problem, ...]:
    """The problems of a publication in a folder."""
    return load(here).problems


@pytest.mark.parametrize("title", ["Vast ritme", "vást  RITME", "Het tempo", "Ritme"])
def test_a_title_that_is_there_is_told(tmp_path: Path, title: str) -> None:
    here = publication(
        tmp_path, {"patronen/ritme.md": "---\ntitel: Vast ritme\nook bekend als: Het tempo\n---\n<<pattern>>\n"}
    )
    refused = make_card(here, "les", title)
    assert isinstance(refused, Message)
    assert "patronen/ritme.md" in render(refused, "nl")
    assert not (tmp_path / "content/lessen").exists()
