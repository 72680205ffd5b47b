"""Who may see a card, as an edition has it in memory, before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from harvest.corpus import Corpus
from harvest.kinds.read import Kinds, load_kinds
from harvest.pipeline import build, load
from harvest.print.compose import book_from, compose
from harvest.problems.language import render
from harvest.publication import CONFIG, EDITIONS, Edition, Publication, read_publication
from harvest.site.data import edition_data
from harvest.site.pages import Site
from harvest.source.content import Files
from harvest.source.documents import Document
from harvest.views.cards import Views
from tests.drawing import RELEASED, in_memory, pattern
from tests.site import canaries
from tests.site.canaries import CANARY, DAY, NUMBER, REVIEWED, SEEN

FOUND = re.compile(rf"{CANARY}\w*|{NUMBER}|\b{DAY[:4]}\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return load_kinds([("ritueel.yml", canaries.OWN_KIND.encode())])[0]


@pytest.fixture(scope="module")
def folder(kinds: Kinds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication with a canary in all that may not be seen."""
    root = tmp_path_factory.mktemp("proef")
    for path, text in canaries.publication(kinds).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


def told(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """All that the site and the booklet of this corpus say, and which files go along."""
    site = Site(corpus, preview=False, booklet=True)
    site.urls = {path: path for path in site.nodes}
    for path, node in site.nodes.items():
        yield path, f"{path} {site.title(node)} {site.description(node)}"
        yield path, site.content(node, "../") + site.searched(node)
    yield from site.generated().items()
    yield "files", " ".join(sorted(site.files()))
    yield "booklet", compose(book_from(corpus))


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_says_nothing_of_what_it_does_not_hold(folder: Path, kinds: Kinds, edition: Edition) -> None:
    """Of every kind, field, relation and section; what the circle reviewed is told in its own edition alone."""
    whole = load(read_publication(folder / CONFIG), edition)
    assert not whole.has_errors
    said = list(told(whole.published()))
    may = (REVIEWED, NUMBER, DAY[:4]) if edition == "circle" else ()
    leaks = [
        (name, text[max(hit.start() - 60, 0) : hit.end() + 60])
        for name, text in said
        for hit in FOUND.finditer(text)
        if not hit[0].lower().startswith(may)
    ]
    assert leaks == []
    assert ("files", " ".join(f"beelden/{word}.svg" for word in sorted((SEEN, *may[:1])))) in said
    titles = " ".join(text for _, text in said)
    for kind in kinds.by_name:
        assert f"{SEEN} a-{kind}" in titles
        assert (f"{REVIEWED.capitalize()} {REVIEWED}-{kind}" in titles) == (edition == "circle")


ASKED = """\
kind: visit
label: bezoek
plural: bezoeken
folders: bezoeken
drop: [status, checked_on, unchecked, checked_text]
published_when: {condition}
fields:
  agreed: {{label: akkoord, type: yes_no}}
  secret: {{label: besloten, type: yes_no}}
  groups: {{label: groepen, type: choices, choices: {{all: iedereen, us: wij, you: jullie}}}}
"""


@pytest.mark.parametrize(
    ("condition", "above", "seen"),
    [
        ("{agreed: 'yes'}", "akkoord: ja", True),
        ("{agreed: 'yes'}", "akkoord: nee", False),
        ("{agreed: 'yes'}", "akkoord: misschien", False),
        ("{agreed: 'yes'}", "besloten: ja", False),
        ("{secret: 'no'}", "besloten: nee", True),
        ("{secret: 'no'}", "besloten: ja", False),
        ("{secret: 'no'}", "akkoord: ja", False),
        ("{groups: [all, us]}", "groepen: iedereen", True),
        ("{groups: [all, us]}", "groepen: [jullie, wij]", True),
        ("{groups: [all, us]}", "groepen: jullie", False),
        ("{groups: [all, us]}", "groepen: []", False),
        ("{agreed: 'yes', secret: 'no'}", "akkoord: ja\nbesloten: nee", True),
        ("{agreed: 'yes', secret: 'no'}", "akkoord: ja", False),
        ("{agreed: 'yes', secret: 'no'}", "besloten: nee", False),
    ],
)
def test_a_card_is_seen_when_all_that_its_kind_asks_is_there(condition: str, above: str, seen: bool) -> None:
    """Of several values one is enough, of several fields none may be missing; in each edition, and in the preview."""
    declared = [("bezoek.yml", ASKED.format(condition=condition).encode())]
    corpus = in_memory({"bezoeken/a.md": f"---\ntitel: Aap\n{above}\n---\n"}, declared, allowed=True)
    assert not [p for p in corpus.problems if p.severity == "error"]
    for edition in EDITIONS:
        held = replace(corpus, edition=edition)
        assert held.holds(corpus.cards[0]) == seen
        assert held.held_back(corpus.cards[0]) != seen
        assert len(held.published().cards) == len(held.published().all_cards) == seen


@pytest.mark.parametrize(
    ("consents", "seen"),
    [
        (["ja", "ja"], True),
        (["ja", "openbaar", "nee"], True),
        (["ja", "ja", "nee", "nee"], True),
        (["ja", "nee"], False),
        (["ja", ""], False),
        (["nee", "nee"], False),
        (["ja", "nee", "nee"], False),
        (["ja"], True),  # that these are too few is told; nobody is missing from them
        (["nee"], False),
        ([], True),
    ],
)
def test_what_was_done_together_is_seen_as_long_as_enough_may_be_named(consents: list[str], seen: bool) -> None:
    """Two, or as many as there are; and then it leads to those alone."""
    partners = [f"o{number}" for number in range(len(consents))]
    files = {
        f"organisaties/{name}.md": f"---\ntitel: Huis {name}\n{RELEASED}toestemming: {consent}\nbronnen: Verslag\n---\n"
        for name, consent in zip(partners, consents, strict=True)
    }
    files["bronnen/verslag.md"] = f"---\ntitel: Verslag\n{RELEASED}---\n"
    files["samenwerkingen/s.md"] = f"---\ntitel: Samen\n{RELEASED}partners: [{', '.join(partners)}]\n---\n"
    for edition in EDITIONS:
        corpus = replace(in_memory(files, allowed=True), edition=edition)
        (together,) = corpus.of_kind("collaboration")
        assert corpus.holds(together) == seen
        assert corpus.held_back(together) != seen
        shown = corpus.published()
        assert ("card:s" in shown.directory.by_key) == ("samenwerkingen/s.md" in shown.directory.by_path) == seen
        named = [
            f"card:{name}" for name, consent in zip(partners, consents, strict=True) if consent in ("ja", "openbaar")
        ]
        assert [edge.target for edge in shown.outgoing("card:s")] == (named if seen else [])


def test_only_an_error_stops_publication() -> None:
    """A warning or a hint alone does not, and neither does an error that is a warning on a draft."""
    for status, severity in (("vrijgegeven", "error"), ("concept", "warning")):
        corpus = in_memory({"lessen/a.md": pattern("Aap", status=status, text="[[Nergens]]")}, allowed=True)
        assert severity in {problem.severity for problem in corpus.problems}
        assert corpus.has_errors == (severity == "error")
    assert not in_memory({}).has_errors


@pytest.mark.parametrize("written", "concep dreft draxx drxxx concxxx vrijgegevn relased klaar".split())
def test_a_status_passes_for_a_draft_only_where_its_author_is_asked_whether_it_is(written: str) -> None:
    """Else it is an error: nobody else sees the card, and its author may think they do."""
    corpus = in_memory({"lessen/a.md": f"---\ntitel: Aap\nstatus: {written}\n---\nX.\n"}, allowed=True)
    (problem,) = corpus.problems
    asked = render(problem.hint, "en").startswith(("Do you mean «draft»?", "Do you mean «concept»?"))
    assert asked == (written in ("concep", "dreft"))
    assert problem.severity == ("warning" if asked else "error")
    assert not any(replace(corpus, edition=edition).holds(corpus.cards[0]) for edition in EDITIONS)


def test_why_a_card_is_not_there_is_told() -> None:
    """Its status, or that too few may be named; in each edition by what it holds."""
    corpus = in_memory(
        {
            "organisaties/o.md": f"---\ntitel: Huis\n{RELEASED}toestemming: nee\n---\n",
            "samenwerkingen/s.md": f"---\ntitel: Samen\n{RELEASED}partners: [Huis, Huis]\n---\n",
            "lessen/a.md": "---\ntitel: Aap\n---\nX.\n",
            "lessen/b.md": "---\ntitel: Boom\nstatus: getoetst\nniet getoetst: zo\n---\nX.\n",
            "index.md": "[[Huis]] [[Samen]] [[Aap]] [[Boom]]\n",
        },
        allowed=True,
    )
    said = [render(problem.message, "en") for problem in corpus.problems if problem.path == "content/index.md"]
    assert said == [
        "No consent is on record for naming this organisation.",
        "This card is not in this edition: too few of those it needs may be named.",
        "«Aap» is not in this edition: it is marked «draft».",
        "«Boom» is not in this edition: it is marked «reviewed».",
    ]


@pytest.mark.parametrize("path", ["lessen/a.md", "bezoeken/a.md", "bezoeken/b.md"])
def test_nothing_goes_out_of_a_kind_whose_declaration_holds_a_mistake(path: str) -> None:
    """It may have been about who sees its cards: whether they lie in its folder, or say that they are of that kind."""
    kind = {"lessen/a.md": "visit", "bezoeken/a.md": "lesson", "bezoeken/b.md": "visit"}[path]
    text = f"---\nkind: {kind}\ntitel: Aap\nstatus: vrijgegeven\nniet getoetst: zo\n---\nX.\n"
    declared = ASKED.format(condition="{agreed: 'yes'}").replace("drop:", "dorp:").encode()
    corpus = in_memory({path: text}, [("bezoek.yml", declared)], allowed=True)
    assert [(p.path, p.code) for p in corpus.problems] == [("bezoek.yml", "kind-declaration")]
    (card,) = corpus.cards
    assert (card.status, card.readable) == ("draft", False)
    assert not any(replace(corpus, edition=edition).holds(card) for edition in EDITIONS)


def clean(paths: Iterable[str]) -> Mapping[str, Document]:
    """Find nothing in any document."""
    return {path: Document("0") for path in paths}


def test_files_go_out_that_a_page_of_the_edition_shows_or_leads_to() -> None:
    """Of a sort that is published, and not only for what a text hides, or for a card that stays home."""
    texts = {
        "index.md": "![x](b/pagina.svg) <!-- ![x](b/verborgen.svg) --> [x](b/blad.pdf) [x](b/notitie.txt) [x](weg.pdf)",
        "patronen/een.md": pattern("Een", above="beeld: ../b/kaart.JPG\nalt: Een lijst\n", text="![[tekst.svg]]"),
        "patronen/twee.md": pattern("Twee", status="getoetst", above="beeld: ../b/kring.svg\nalt: Een lijst\n"),
        "patronen/drie.md": pattern("Drie", status="concept", text="![x](../b/concept.svg)"),
        "bronnen/nee.md": "---\nfase: [\n---\n![x](../b/onleesbaar.svg)\n",
        "over.md": "---\nfase: [\n---\n![x](b/onleesbaar.svg)\n",
    }
    names = (
        "pagina.svg verborgen.svg blad.pdf notitie.txt kaart.JPG tekst.svg kring.svg concept.svg onleesbaar.svg los.svg"
    )
    files = Files(
        {path: text.encode() for path, text in texts.items()}, frozenset(f"b/{name}" for name in names.split())
    )
    for edition in EDITIONS:
        more = {"b/kring.svg"} if edition == "circle" else set()
        whole = build(Publication(Path("/nowhere"), content="content"), files, edition=edition, look_into=clean)
        site = Site(whole.published(), preview=False, booklet=False)
        assert site.files() == {"b/pagina.svg", "b/blad.pdf", "b/kaart.JPG", "b/tekst.svg", *more}
        preview = Site(whole, preview=True, booklet=False)
        assert preview.files() == {*site.files(), "b/kring.svg", "b/concept.svg"}


def test_the_preview_shows_all_there_is_and_an_edition_what_it_holds() -> None:
    """Two drafts with one name among them: their author sees both, and the desk besides."""
    texts = {
        "index.md": "X.\n",
        "patronen/een.md": pattern("Een"),
        "patronen/a/twee.md": pattern("Twee", status="concept"),
        "patronen/b/twee.md": pattern("Drie", status="concept"),
    }
    corpus = in_memory(texts, allowed=True)
    assert set(Site(corpus, preview=True, booklet=False).nodes) == {*texts, "redactie.md"}
    assert set(Site(corpus.published(), preview=False, booklet=False).nodes) == {"index.md", "patronen/een.md"}


def test_the_data_tell_of_what_could_be_read_and_may_be_shown() -> None:
    """Kinds, cards and pages; and of a kind only the fields that its cards show."""
    declared = ASKED.format(condition="{agreed: 'yes'}").replace(
        "fields:\n", "fields:\n  plan: {label: plan, type: map}\n  list: {label: lijst, type: maps}\n"
    )
    declared = declared.replace("secret: {", "secret: {shown: false, ")
    broken = "---\nfase: [\n---\nX.\n"
    texts = {
        "bezoeken/a.md": "---\ntitel: Aap\nakkoord: ja\nbesloten: ja\nplan: {a: b}\nlijst: [{a: b}]\n---\n",
        "bezoeken/b.md": broken,
        "lessen/c.md": broken,
        "bronnen/d.md": f"---\ntitel: Druif\n{RELEASED}url: https://example.org/\n---\n",
        "patronen/e.md": "---\ntitel: Eik\nniet getoetst: zo\nwringt met: f\nzie ook: [f, g]\n---\nX.\n",
        "patronen/f.md": pattern("Fles"),
        "patronen/g.md": broken,
        "over.md": "---\ntitel: Over\n---\nX.\n",
        "colofon.md": "---\ntitel: Colofon\nview: colophon\n---\n",
        "stuk.md": broken,
    }
    corpus = in_memory(texts, [("bezoek.yml", declared.encode())], allowed=True)
    data = edition_data(Views(corpus, preview=True), lambda key: key)
    assert set(data["kinds"]) == {"pattern", "source", "visit"}
    visit = data["kinds"]["visit"]
    assert {"agreed", "groups"} <= visit["fields"].keys()
    assert not {"secret", "plan", "list", "tags", "checked_text", "silence"} & visit["fields"].keys()
    fields = {card["id"]: card["fields"] for card in data["cards"]}
    assert {name: fields[name] for name in "ade"} == {
        "a": {"agreed": True},
        "d": {"url": "https://example.org/"},
        "e": {"scale": "group"},
    }
    assert fields["f"]["confidence"] == "hunch"
    state = {card["id"]: [card.get("status"), card.get("unchecked")] for card in data["cards"]}
    unchecked = "om te proberen"
    assert state == {
        "a": [None, None],
        "d": ["released", unchecked],
        "e": ["draft", "zo"],
        "f": ["released", unchecked],
    }
    ties = [(tie["source"], tie["relation"], tie["target"]) for tie in data["relations"]]
    assert ties == [("e", "see_also", "f"), ("e", "tension_with", "f")]
    assert [page["title"] for page in data["pages"]] == ["Colofon", "Over"]


def test_free_text_keeps_a_card_in_the_circle_whatever_its_capitals() -> None:
    """A community's own kind may go by a text or by its tags."""
    declared = (
        "kind: letter\nlabel: {nl: brief, en: letter}\nplural: {nl: brieven, en: letters}\n"
        "folders: {nl: brieven, en: letters}\ncircle_only_when: {sort: intern, tags: Kring}\n"
        "fields:\n  sort:\n    label: {nl: soort, en: sort}\n"
    )
    files = {
        "brieven/a.md": f"---\ntitel: A\n{RELEASED}soort: Intern\n---\n",
        "brieven/b.md": f"---\ntitel: B\n{RELEASED}tags: [kring]\n---\n",
        "brieven/c.md": f"---\ntitel: C\n{RELEASED}tags: [KRING, plein]\n---\n",
    }
    outside = in_memory(files, [("brief.yml", declared.encode())]).published()
    assert [(card.id, card.list("tags")) for card in outside.cards] == [("c", ("plein",))]
