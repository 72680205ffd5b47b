"""Kinds are declared once, as data: the built-in ones, and that of a library nobody here wrote."""

from __future__ import annotations

import pytest

from harvest.corpus import Corpus
from harvest.kinds.declaration import inner_mistakes, mistakes_between, read_declaration
from harvest.kinds.kind import STATUSES, Kind
from harvest.kinds.names import fold
from harvest.kinds.read import form, load_kinds
from harvest.problems.language import LANGUAGES, label
from harvest.publication import RULES
from tests.drawing import ROOT, read

DECLARED = ROOT / "tests" / "innersource.yml"
LIBRARY = ROOT.parent / "shared" / "corpora" / "innersource-patterns" / "patterns"
KINDS, PROBLEMS = load_kinds()
PLAIN = """\
kind: recipe
label: recept
plural: recepten
folders: recepten
fields:
  course: {label: gang, type: choice, choices: {main: hoofdgerecht, dessert: toetje}}
sections:
  method: {label: Bereiding, also: [Zo maak je het, Maken], core: true}
"""


@pytest.mark.parametrize("kind", KINDS.by_name.values(), ids=KINDS.by_name)
def test_built_in_kinds_hold_what_is_asked_of_others(kind: Kind) -> None:
    """The same mistakes would be told of a publication's own kinds."""
    content = (ROOT / "harvest" / "kinds" / f"{kind.kind}.yml").read_bytes()
    declaration, problems = read_declaration(f"{kind.kind}.yml", content)
    assert declaration is not None
    assert problems == []
    assert list(inner_mistakes(declaration, kind)) == []
    assert list(mistakes_between(KINDS.by_name, {kind.kind: declaration})) == []


def test_every_name_is_there_in_every_language() -> None:
    """A reader in either language meets no word of the other; help is asked where a card asks for something."""
    missing = []
    for kind in KINDS.by_name.values():
        parts = {**kind.fields, **kind.relations, **kind.sections}
        labels = [
            (kind.kind, kind.label),
            (kind.kind, kind.plural),
            (kind.kind, kind.help),
            (kind.kind, kind.folder_names),
        ]
        labels += [(name, part.label) for name, part in parts.items()]
        labels += [(name, part.help) for name, part in parts.items() if part.help]
        labels += [(name, r.inverse) for name, r in kind.relations.items() if not r.symmetric]
        labels += [(name, choice) for name, field in kind.fields.items() for choice in field.choices.values()]
        labels += [(f"{name}: help", s.help) for name, s in kind.sections.items() if s.core or s.required_from]
        missing += [f"{kind.kind} {name}" for name, label in labels if set(label) != set(LANGUAGES)]
    assert missing == []
    assert PROBLEMS == ()


def test_a_kind_is_found_by_every_name() -> None:
    """By name, by label and by plural, in either language."""
    for written in ("pattern", "Patroon", "patronen", "patterns"):
        found = KINDS.find(written)
        assert found is not None
        assert found.kind == "pattern"
    assert KINDS.find("recept") is None
    assert KINDS.of_path("patronen/deep/down/x.md") is not None
    assert KINDS.of_path("x.md") is None
    assert tuple(KINDS.by_name["pattern"].fields["status"].choices) == STATUSES


def test_the_record_and_pages_have_forms() -> None:
    """Their fields have names like those of a card."""
    assert {"question", "roles"} <= form("record").keys()
    assert fold("in één zin") in form("page")["summary"].names("summary")


def test_a_rule_is_chosen_from_the_same_list_everywhere() -> None:
    """In the record, above a page and above a card of each kind."""
    choices = form("record")["rule"].choices
    assert tuple(choices) == RULES
    assert form("page")["rule"].choices == choices
    assert [kind.kind for kind in KINDS.by_name.values() if kind.fields["rule"].choices != choices] == []


def test_a_changed_kind_keeps_the_rest() -> None:
    """A publication says only what differs."""
    changed, problems = load_kinds([("x.yml", b"kind: lesson\nmost_words: 500\nfields:\n  depth:\n")])
    assert problems == ()
    lesson = changed.by_name["lesson"]
    assert (lesson.most_words, "depth" in lesson.fields, "origin" in lesson.fields) == (500, False, True)
    assert KINDS.by_name["lesson"].most_words == 400


def test_a_declaration_with_a_mistake_is_left_out() -> None:
    """A broken change leaves the built-in kind as it was."""
    changed, problems = load_kinds([("x.yml", b"kind: lesson\nmost_words: veel\n")])
    assert [(p.line, p.column) for p in problems] == [(2, 1)]
    assert changed.by_name["lesson"] == KINDS.by_name["lesson"]


def test_a_declaration_that_contradicts_itself_is_left_out() -> None:
    """What its parts say of each other is part of it: nothing later on need ask again."""
    changed, problems = load_kinds([("x.yml", b"kind: lesson\nsections:\n  now:\n    links_count_as: nothing\n")])
    assert [(p.line, p.column) for p in problems] == [(4, 5)]
    assert changed.by_name["lesson"] == KINDS.by_name["lesson"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The library, read with its declaration; nothing in its files is changed."""
    if not LIBRARY.is_dir():
        pytest.skip("the library is not on this machine")
    root = tmp_path_factory.mktemp("library")
    (root / "innersource.yml").write_bytes(DECLARED.read_bytes())
    (root / "mkdocs.yml").write_text(
        f"site_name: Library\ndocs_dir: {LIBRARY.parent}\nplugins:\n  - harvest:\n      language: en\n"
        "      kinds: [innersource.yml]\n",
        "utf-8",
    )
    return read(root)


def test_the_declaration_is_accepted() -> None:
    """Two folders, no front matter, and most of a card in its sections."""
    kinds, problems = load_kinds([(DECLARED.name, DECLARED.read_bytes())])
    assert problems == ()
    found = kinds.of_path("patterns/2-structured/x.md")
    assert found is not None
    assert found[1]["maturity"] == "structured"


def test_every_file_of_the_library_is_a_card(library: Corpus) -> None:
    """Each with a title of its own, a summary, and what its folder says of it."""
    files = {path.relative_to(LIBRARY.parent).as_posix() for path in LIBRARY.rglob("*.md")}
    assert {card.path for card in library.cards} == files
    for card in library.cards:
        assert card.title != card.id
        assert "\n" not in card.title
        assert card.text("summary")
        assert card.text("maturity") == ("structured" if "/2-" in card.path else "initial")
        assert library.holds(card)
    assert any(len(card.aliases) > 1 for card in library.cards)
    assert any("Georg Gr" in author for card in library.cards for author in card.list("authors"))


def test_its_cards_are_tied_by_its_links(library: Corpus) -> None:
    """Links between its files, and to headings in them, lead somewhere."""
    assert any(edge.source != edge.target for edge in library.edges)
    edge = library.edges[0]
    assert library.incoming(edge.target)


def test_plain_text_serves_every_language() -> None:
    """A library in one language says each thing once; lists and single words are as welcome as ever."""
    kinds, problems = load_kinds([("x.yml", PLAIN.encode())])
    assert problems == ()
    recipe = kinds.by_name["recipe"]
    assert [label(recipe.label, language) for language in LANGUAGES] == ["recept", "recept"]
    assert recipe.view == "recepten"
    assert recipe.fields["course"].choice_names["toetje"] == "dessert"
    assert recipe.headings["bereiding"] == recipe.headings["zo maak je het"] == recipe.headings["maken"] == "method"
    lesson = load_kinds([("y.yml", b"kind: lesson\nlabel: inzicht\n")])[0].by_name["lesson"]
    assert [label(lesson.label, language) for language in LANGUAGES] == ["inzicht", "inzicht"]
    _, problems = load_kinds([("z.yml", PLAIN.replace("recepten\nf", "[recepten]\nf").encode())])
    assert [(p.line, p.column) for p in problems] == [(3, 1)]
