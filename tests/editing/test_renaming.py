"""A card gets another name, and all that names it follows in the form its author used; or nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from harvest.cards.card import Card
from harvest.cards.fingerprint import changed, fingerprint_of
from harvest.corpus import Corpus
from harvest.editing.before_and_after import Written, cards_of, edges_of
from harvest.editing.renaming import NAMED, Renaming, renamed
from harvest.editing.writing import content_of
from harvest.kinds.file_names import file_name
from harvest.pipeline import load
from harvest.problems.language import render
from harvest.problems.problem import Message
from harvest.publication import read_publication
from harvest.source.content import Files, read_files
from tests.drawing import ROOT, drawn

OPEN = """\
site_name: P
docs_dir: content
exclude_docs: "*"
plugins: [harvest: {language: nl, record: {spelregel: open}}]
"""
OLD = "---\ntitel: Gesprek vooraf\n---\n## Probleem\n\nIets.\n\n## Daarom\n\nDoe het.\n"
NEW = "Praat eerst"

Made = tuple[Corpus, Written]


def made(root: Path, files: Mapping[str, str | bytes] = {}, config: str = OPEN) -> Made:
    """A drawn publication, which has a card «Gesprek vooraf»."""
    drawn(root, {"mkdocs.yml": config, "patronen/gesprek-vooraf.md": OLD, **files})
    return opened(root)


def opened(root: Path) -> Made:
    """The corpus of a publication in a folder, and what it was made of."""
    publication = read_publication(root / "mkdocs.yml")
    read = read_files(root / publication.content)
    return load(publication, None, read), Written(read, lambda path: content_of(root / path))


def card_of(corpus: Corpus, identity: str = "gesprek-vooraf") -> Card:
    return next(card for card in corpus.all_cards if card.id == identity)


def done(one: Made, title: str = NEW, *, keep: bool | None = False, identity: str = "gesprek-vooraf") -> Renaming:
    result = renamed(*one, card_of(one[0], identity), title, keep)
    assert isinstance(result, Renaming), render(result, "en")
    return result


def refused(one: Made, title: str = NEW, *, keep: bool | None = False, identity: str = "gesprek-vooraf") -> str:
    result = renamed(*one, card_of(one[0], identity), title, keep)
    assert isinstance(result, Message)
    return render(result, "en")


def after(one: Made, path: str, *, keep: bool | None = False) -> str:
    """What a file holds after the rename."""
    return (done(one, keep=keep).changes[path].after or b"").decode()


@pytest.mark.parametrize("step", [16, pytest.param(1, marks=pytest.mark.long)])
def test_every_card_of_the_real_harvest_gets_another_name_and_its_own_back(step: int) -> None:
    """All else is the same then; and the bytes are, where the file was called after its title."""
    publication = read_publication(ROOT / "mkdocs.yml")
    files = read_files(ROOT / publication.content)
    corpus = load(publication, None, files)
    back = 0
    for number, card in enumerate(corpus.cards):
        if number % step:  # each takes half a second
            continue
        read = Written(files, lambda path: content_of(ROOT / path))
        there = renamed(corpus, read, card, f"Verse naam {number}", keep=False)
        assert isinstance(there, Renaming), (card.path, render(there, "en"))
        changed = dict(files.markdown)
        for path, rewrite in there.changes.items():
            inside = path.removeprefix(f"{publication.content}/")
            changed.pop(inside, None)
            if rewrite.after is not None:
                changed[inside] = rewrite.after
        now = Files(changed, files.others, files.problems, files.drawn)
        moved = load(publication, None, now)
        new = card_of(moved, f"verse-naam-{number}")

        def path_of(path: str, card: Card = card, new: Card = new) -> str:
            return new.path if path == card.path else path

        assert cards_of(moved, NAMED) == cards_of(corpus, NAMED, path_of)
        assert edges_of(moved) == edges_of(corpus, path_of)
        assert len(moved.problems) == len(corpus.problems)
        here = renamed(moved, Written(now, lambda path: content_of(ROOT / path)), new, card.title, keep=False)
        assert isinstance(here, Renaming), (card.path, render(here, "en"))
        if file_name(card.title) == card.id:
            back += 1
            both = {*there.changes, *here.changes}
            for path in both - {publication.path_of(new.path)}:
                last = here.changes.get(path) or there.changes[path]
                assert last.after == (ROOT / path).read_bytes(), path
    assert back > 3


BODY = "---\ntitel: Ander\n{above}---\n## Probleem\n\nEerst. {text}\n\n## Daarom\n\nDoe het.\n"


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("[[Gesprek vooraf]]", "[[Praat eerst]]"),
        ("[[gesprek vooraf]]", "[[praat eerst]]"),
        ("[[Gesprek  vooraf]]", "[[Praat eerst]]"),
        ("[[gesprek-vooraf]]", "[[praat-eerst]]"),
        ("[[gesprek-vooraf.md]]", "[[praat-eerst.md]]"),
        ("[[patronen/gesprek-vooraf]]", "[[patronen/praat-eerst]]"),
        ("[[patronen/gesprek-vooraf.md|zo]]", "[[patronen/praat-eerst.md|zo]]"),
        ("[[Gesprek vooraf|Gesprek vooraf]]", "[[Praat eerst|Gesprek vooraf]]"),
        ("[[Gesprek vooraf#Daarom]]", "[[Praat eerst#Daarom]]"),
        ("[[Gesprek vooraf#Daarom|zo]]", "[[Praat eerst#Daarom|zo]]"),
        ("[zo](gesprek-vooraf.md)", "[zo](praat-eerst.md)"),
        ("[zo](./gesprek-vooraf.md#daarom)", "[zo](./praat-eerst.md#daarom)"),
        ("[zo](../patronen/gesprek-vooraf.md)", "[zo](../patronen/praat-eerst.md)"),
        ("[zo](/patronen/gesprek-vooraf)", "[zo](/patronen/praat-eerst)"),
        ("[zo](gesprek-vooraf/)", "[zo](praat-eerst/)"),
        ('[zo](gesprek-vooraf.md "Gesprek vooraf")', '[zo](praat-eerst.md "Gesprek vooraf")'),
        ("[zo](<gesprek-vooraf.md>)", "[zo](<praat-eerst.md>)"),
        ("[zo](gesprek%2Dvooraf.md)", "[zo](praat-eerst.md)"),
        ("[*zo* en `zo`](gesprek-vooraf.md)", "[*zo* en `zo`](praat-eerst.md)"),
        ("[zo][g]\n\n[g]: gesprek-vooraf.md 'x'", "[zo][g]\n\n[g]: praat-eerst.md 'x'"),
        ("[G][] en [g]\n\n[g]: <gesprek-vooraf.md#daarom>", "[G][] en [g]\n\n[g]: <praat-eerst.md#daarom>"),
        ("zo\n\n[g]: gesprek-vooraf.md#daarom", "zo\n\n[g]: praat-eerst.md#daarom"),
        ("[a](gesprek\\-vooraf.md) [b](gesprek&#45;vooraf.md)", "[a](praat-eerst.md) [b](praat-eerst.md)"),
        (
            "x\n\n> [[Gesprek vooraf]] en [a\n> b](gesprek-vooraf.md)",
            "x\n\n> [[Praat eerst]] en [a\n> b](praat-eerst.md)",
        ),
        ("[[Gesprek\nvooraf | zo]]", "[[Praat eerst | zo]]"),
        ("!!! note\n    [[Gesprek vooraf]]", "!!! note\n    [[Praat eerst]]"),
        ("[[GESPREK VOORAF]] [[gesprek_vooraf]]", "[[Praat eerst]] [[praat-eerst]]"),
        ('<a href="gesprek-vooraf.md">zo</a>', '<a href="praat-eerst.md">zo</a>'),
        ("x | y\n--|--\n[[Gesprek vooraf\\|zo]] | z", "x | y\n--|--\n[[Praat eerst\\|zo]] | z"),
        (
            "%% weg %% [[Gesprek vooraf]] en <!-- [[Gesprek vooraf]] -->",
            "%% weg %% [[Praat eerst]] en <!-- [[Gesprek vooraf]] -->",
        ),
        ("`[[Gesprek vooraf]]` en [[Gesprek vooraf]]", "`[[Gesprek vooraf]]` en [[Praat eerst]]"),
        ("é 🌱 [[Gesprek vooraf]], [[Gesprek vooraf]]!", "é 🌱 [[Praat eerst]], [[Praat eerst]]!"),
    ],
)
@pytest.mark.parametrize("form", ["\n", "\r\n", "bom", "open"])
def test_a_link_keeps_the_form_its_author_used(tmp_path: Path, before: str, wanted: str, form: str) -> None:
    def written(text: str) -> bytes:
        whole = BODY.format(above="", text=text)
        whole = whole.rstrip("\n") if form == "open" else whole
        return (b"\xef\xbb\xbf" if form == "bom" else b"") + whole.replace(
            "\n", "\r\n" if form == "\r\n" else "\n"
        ).encode()

    one = made(tmp_path, {"patronen/ander.md": written(before)})
    assert done(one).changes["content/patronen/ander.md"].after == written(wanted)


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("zie ook: Gesprek vooraf\n", "zie ook: Praat eerst\n"),
        ("zie ook: gesprek-vooraf # zo\n", "zie ook: praat-eerst # zo\n"),
        ("zie ook: 'Gesprek vooraf'\n", "zie ook: 'Praat eerst'\n"),
        ('zie ook: "[[Gesprek vooraf]]"\n', 'zie ook: "[[Praat eerst]]"\n'),
        ('zie ook: "[[Gesprek vooraf|zo]], [[derde]]"\n', 'zie ook: "[[Praat eerst|zo]], [[derde]]"\n'),
        ("zie ook: [[Gesprek vooraf]]\n", "zie ook: [[Praat eerst]]\n"),
        ("zie ook: [Derde, Gesprek vooraf]\n", "zie ook: [Derde, Praat eerst]\n"),
        ("zie ook: [\n  Derde,\n  Gesprek vooraf\n]\n", "zie ook: [\n  Derde,\n  Praat eerst\n]\n"),
        ("zie ook: [[[Gesprek vooraf]], [[Derde]]]\n", "zie ook: [[[Praat eerst]], [[Derde]]]\n"),
        ("zie ook:\n  - Gesprek vooraf\n  - derde\n", "zie ook:\n  - Praat eerst\n  - derde\n"),
        ("zie ook:\n- gesprek-vooraf.md\n", "zie ook:\n- praat-eerst.md\n"),
        ("zie ook:\n- [[gesprek vooraf]]\n", "zie ook:\n- [[praat eerst]]\n"),
        ("zie ook: patronen/gesprek-vooraf\n", "zie ook: patronen/praat-eerst\n"),
    ],
)
def test_a_relation_keeps_the_form_its_author_used(tmp_path: Path, before: str, wanted: str) -> None:
    derde = OLD.replace("Gesprek vooraf", "Derde")
    files = {"patronen/ander.md": BODY.format(above=before, text=""), "patronen/derde.md": derde}
    assert after(made(tmp_path, files), "content/patronen/ander.md") == BODY.format(above=wanted, text="")


@pytest.mark.parametrize(
    ("title", "value", "listed", "link"),
    [
        ("Eerst praten, dan doen", "Eerst praten, dan doen", '"Eerst praten, dan doen"', "[[Eerst praten, dan doen]]"),
        ("Praat: eerst", '"Praat: eerst"', '"Praat: eerst"', "[[Praat: eerst]]"),
        ('Praat "eerst"', 'Praat "eerst"', 'Praat "eerst"', '[[Praat "eerst"]]'),
        ("Praat eerst?", "Praat eerst?", "Praat eerst?", "[[Praat eerst?]]"),
        ("'t Gesprek", '"\'t Gesprek"', '"\'t Gesprek"', "[['t Gesprek]]"),
        ("C# en meer", "C# en meer", "C# en meer", "[[C# en meer]]"),
        ("Eerst | dan", "Eerst | dan", "Eerst | dan", "[[eerst-dan]]"),
        ("Nee", '"Nee"', '"Nee"', "[[Nee]]"),
        ("Ëerst *praten*", "Ëerst *praten*", "Ëerst *praten*", "[[Ëerst *praten*]]"),
    ],
)
def test_a_title_is_written_as_each_place_needs(tmp_path: Path, title: str, value: str, listed: str, link: str) -> None:
    one = made(
        tmp_path, {"patronen/ander.md": BODY.format(above="zie ook: [Gesprek vooraf]\n", text="[[Gesprek vooraf]]")}
    )
    result = done(one, title)
    assert f"titel: {value}\n" in (result.changes[f"content/{result.path}"].after or b"").decode()
    assert (result.changes["content/patronen/ander.md"].after or b"").decode() == BODY.format(
        above=f"zie ook: [{listed}]\n", text=link
    )


def test_a_card_in_a_folder_of_its_own_takes_its_pictures_along(tmp_path: Path) -> None:
    own = OLD.replace("Gesprek vooraf", "Lantaarn").replace(
        "Iets.", "![Licht](licht.svg) en ![Licht](../lantaarn/licht.svg)"
    )
    other = BODY.format(
        above="zie ook: lantaarn\n", text="[a](lantaarn/) [b](lantaarn/index.md) ![c](lantaarn/licht.svg)"
    )
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'
    config = OPEN + "nav: [index.md, patronen/lantaarn/index.md]\n"
    files = {
        "index.md": "# Begin\n",
        "patronen/lantaarn/index.md": own,
        "patronen/lantaarn/licht.svg": drawing,
        "patronen/ander.md": other,
    }
    result = done(made(tmp_path, files, config), "Fakkel", identity="lantaarn", keep=True)
    changes = {path: (change.after or b"").decode() for path, change in result.changes.items()}
    assert (changes["content/patronen/lantaarn/index.md"], changes["content/patronen/lantaarn/licht.svg"]) == ("", "")
    assert changes["content/patronen/fakkel/licht.svg"] == drawing
    assert "![Licht](licht.svg) en ![Licht](../fakkel/licht.svg)" in changes["content/patronen/fakkel/index.md"]
    assert "[a](fakkel/) [b](fakkel/index.md) ![c](fakkel/licht.svg)" in changes["content/patronen/ander.md"]
    assert "zie ook: fakkel\n" in changes["content/patronen/ander.md"]
    assert changes["mkdocs.yml"] == config.replace("lantaarn", "fakkel")


SEEN = "drop: [status, checked_on, unchecked, checked_text]\n"
"""Cards of such a kind everybody sees."""
KINDS: Mapping[str, tuple[str, str, str]] = {
    "first heading": ("title_from: first_heading", "# Gesprek *vooraf* #\n\nTekst.\n", "# Praat eerst #\n\nTekst.\n"),
    "underlined": (
        "title_from: first_heading",
        "Gesprek vooraf\n======\n\nTekst.\n",
        "Praat eerst\n======\n\nTekst.\n",
    ),
    "a section": (
        "title_from: section:name\nsections: {name: {label: Name}}\nother_sections: true",
        "## Name\n\nGesprek vooraf\n\n## More\n\nTekst.\n",
        "## Name\n\nPraat eerst\n\n## More\n\nTekst.\n",
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_title_may_stand_in_the_text(tmp_path: Path, name: str) -> None:
    declared, before, wanted = KINDS[name]
    kind = f"kind: note\nlabel: note\nplural: notes\nfolders: notes\nfront_matter: optional\n{SEEN}{declared}\n"
    config = OPEN.replace("language: nl", "language: nl, kinds: [note.yml]")
    link = BODY.format(
        above="", text="[x](../notes/gesprek-vooraf.md#gesprek-vooraf)" if "head" in name else "[[Gesprek vooraf]]"
    )
    drawn(
        tmp_path, {"mkdocs.yml": config, "note.yml": kind, "notes/gesprek-vooraf.md": before, "patronen/ander.md": link}
    )
    one = opened(tmp_path)
    result = done(one)
    assert (result.changes["content/notes/praat-eerst.md"].after or b"").decode() == wanted
    text = (result.changes["content/patronen/ander.md"].after or b"").decode()
    assert ("[x](../notes/praat-eerst.md#praat-eerst)" if "head" in name else "[[Praat eerst]]") in text
    kept = (done(one, keep=True).changes["content/notes/praat-eerst.md"].after or b"").decode()
    assert kept == f"---\nook bekend als: [Gesprek vooraf]\nvroeger adres: [notes/gesprek-vooraf/]\n---\n\n{wanted}"


CHATHAM = OPEN.replace("spelregel: open", "spelregel: chatham")
NO_RULE = OPEN.replace(", record: {spelregel: open}", "")


@pytest.mark.parametrize(
    ("config", "keep", "kept"),
    [(OPEN, None, True), (OPEN, False, False), (CHATHAM, None, False), (CHATHAM, True, True), (NO_RULE, None, False)],
)
def test_the_rule_says_whether_the_old_name_stays(tmp_path: Path, config: str, keep: bool | None, kept: bool) -> None:
    """Of a draft, which nobody saw at its address, that address is not kept."""
    for status, address in (("concept", ""), ("vrijgegeven", "vroeger adres: [patronen/gesprek-vooraf/]\n")):
        card = OLD.replace("titel: Gesprek vooraf", f"titel: Gesprek vooraf\nstatus: {status}")
        one = made(tmp_path, {"patronen/gesprek-vooraf.md": card}, config)
        result = done(one, keep=keep)
        added = f"ook bekend als: [Gesprek vooraf]\n{address}" if kept else ""
        wanted = card.replace("Gesprek vooraf", NEW).replace(f"{status}\n", f"{status}\n{added}")
        assert (result.changes["content/patronen/praat-eerst.md"].after or b"").decode() == wanted
        assert (result.kept, result.leads_on) == (kept, kept and bool(address))


def test_a_name_taken_back_is_no_alias_of_itself(tmp_path: Path) -> None:
    above = (
        'ook bekend als:\n- GV\n- "Praat eerst"\nvroeger adres: [patronen/praat-eerst/, gesprek/]\nstatus: vrijgegeven'
    )
    one = made(tmp_path, {"patronen/gesprek-vooraf.md": OLD.replace("---\n##", f"{above}\n---\n##")})
    text = after(one, "content/patronen/praat-eerst.md", keep=True)
    assert "ook bekend als:\n- GV\n- Gesprek vooraf\n" in text
    assert "vroeger adres: [gesprek/, patronen/gesprek-vooraf/]\n" in text


TAKEN = "There is a file with that name already: content/patronen/"
IS_NAME = "is the name of «content/{}» already."
WHY: Mapping[str, tuple[str, Mapping[str, str], str]] = {
    "the same": ("Gesprek vooraf", {}, "That is what it is called already: «Gesprek vooraf»."),
    "no letters": ("!?", {}, "«!?» holds no letters to make a file name of. Put a word beside it."),
    "a title": ("DERDE", {"patronen/derde.md": "Derde"}, "«DERDE» " + IS_NAME.format("patronen/derde.md")),
    "an id": ("Derde", {"lessen/derde.md": "Vierde"}, "«Derde» " + IS_NAME.format("lessen/derde.md")),
    "an alias": ("GV", {"lessen/les.md": "Les\nook bekend als: gv"}, "«GV» " + IS_NAME.format("lessen/les.md")),
    "in capitals": ("Nieuw", {"patronen/NIEUW.MD": "x"}, f"{TAKEN}NIEUW.MD"),
    "a folder": ("Nieuw", {"patronen/nieuw/a.png": "x"}, f"{TAKEN}nieuw/a.png"),
    "two ids": (
        "Nieuw",
        {"lessen/gesprek-vooraf.md": "Ander"},
        "«content/patronen/gesprek-vooraf.md» and «content/lessen/gesprek-vooraf.md» have the same file name, so nobody"
        " can tell which one a link means. Give one of these files another name first.",
    ),
    "broken": (
        "Nieuw",
        {"patronen/gesprek-vooraf.md": "a: b: c"},
        "The data above «content/patronen/gesprek-vooraf.md» cannot be read. «harvest check» says what is wrong.",
    ),
    "a long title": (
        "Nieuw",
        {"patronen/gesprek-vooraf.md": ">-\n  Gesprek\n  vooraf"},
        "«content/patronen/gesprek-vooraf.md»: The title stands on several lines there. Put it on one line first.",
    ),
    "a long relation": (
        "Nieuw",
        {"patronen/derde.md": "Derde\nzie ook: >-\n  Gesprek\n  vooraf"},
        "In content/patronen/derde.md, line 3, the card is named in a way that cannot be changed by itself. Write it"
        " otherwise there, such as [[Gesprek vooraf]]. Nothing was changed.",
    ),
}


@pytest.mark.parametrize("name", WHY)
def test_why_nothing_changes(tmp_path: Path, name: str) -> None:
    title, files, message = WHY[name]
    texts = {
        path: OLD.replace("Gesprek vooraf", text) if path.endswith(".md") else text for path, text in files.items()
    }
    one = made(tmp_path, texts)
    card = next(card for card in one[0].all_cards if card.path == "patronen/gesprek-vooraf.md")
    result = renamed(*one, card, title, keep=False)
    assert isinstance(result, Message)
    assert render(result, "en") == message


def test_what_was_shown_and_read_follows(tmp_path: Path) -> None:
    """A card that only names the renamed one is as it was shown; the renamed one has another title."""
    reviewed = OLD.replace(
        "titel: Gesprek vooraf", "titel: {}\nstatus: getoetst\ngetoetst op: 2012-04-03\ngetoetste tekst: {}"
    )
    ander = reviewed.format("Ander\nzie ook: Gesprek vooraf", "{}").replace("Iets.", "[[Gesprek vooraf]].")
    files = {
        "patronen/gesprek-vooraf.md": reviewed.format("Gesprek vooraf", "x"),
        "patronen/ander.md": ander.format("x"),
    }
    corpus, _ = made(tmp_path, files)
    marks = {card.id: fingerprint_of(card) for card in corpus.all_cards}
    files = {
        "patronen/gesprek-vooraf.md": reviewed.format("Gesprek vooraf", marks["gesprek-vooraf"]),
        "patronen/ander.md": ander.format(marks["ander"]),
        "private/review.yml": "kaarten:\n"
        + "".join(
            f"  - kaart: {name}\n    getoond:\n      - {{aan: de leider, getoonde tekst: {mark}}}\n"
            for name, mark in (("Gesprek vooraf", marks["gesprek-vooraf"]), ("ander", marks["ander"]))
        ),
        "names-read.yml": f"sentences:\nchecked:\n  content/patronen/gesprek-vooraf.md: {'0' * 16}\n",
    }
    result = done(made(tmp_path, files))
    text = {path: (change.after or b"").decode() for path, change in result.changes.items()}
    now = load(
        opened(tmp_path)[0].publication, None, Files({"patronen/ander.md": text["content/patronen/ander.md"].encode()})
    )
    assert changed(card_of(now, "ander")) == "" != card_of(now, "ander").text("checked_text") != marks["ander"]
    assert text["private/review.yml"] == files["private/review.yml"].replace(
        "kaart: Gesprek vooraf", "kaart: Praat eerst"
    ).replace(marks["ander"], card_of(now, "ander").text("checked_text"))
    assert text["names-read.yml"] == files["names-read.yml"].replace("gesprek-vooraf", "praat-eerst")
    assert [(one.path, one.code) for one in result.again] == [
        ("content/patronen/praat-eerst.md", "changed-after-check")
    ]


def test_words_that_lead_nowhere_are_told_and_stay(tmp_path: Path) -> None:
    text = "Een gesprek\nvooraf, [Gesprek vooraf](gesprek-vooraf.md)."
    files: Mapping[str, str] = {
        "patronen/ander.md": BODY.format(above="", text=text),
        "beelden/gesprek-vooraf.png": "x",
    }
    one = made(tmp_path, files)
    assert [place[1:] for place in done(one, keep=True).mentions] == [(6, 12), (7, 10)]
    assert [place.path for place in done(one).mentions] == [
        *["content/patronen/ander.md"] * 2,
        "content/beelden/gesprek-vooraf.png",
    ]


def test_the_settings_follow(tmp_path: Path) -> None:
    """A path in `mkdocs.yml` is that of the card where it names the whole file, wherever it stands."""
    settings = (
        "nav:\n  - index.md\n  - Gesprek vooraf: 'patronen/gesprek-vooraf.md' # zo\n"
        "  - Ander: patronen/gesprek-vooraf-twee.md\n"
        "not_in_nav: |\n  /patronen/gesprek-vooraf.md\n  patronen/gesprek-vooraf-twee.md\n"
    )
    one = made(tmp_path, {"index.md": "# Begin\n"}, OPEN + settings)
    assert after(one, "mkdocs.yml") == (OPEN + settings).replace("/gesprek-vooraf.md", "/praat-eerst.md")


def test_other_capitals_leave_the_file_where_it_is(tmp_path: Path) -> None:
    """Not every disk tells capitals from small letters."""
    card = {"patronen/Gesprek-Vooraf.md": OLD, "patronen/ander.md": BODY.format(above="", text="[[gesprek vooraf]]")}
    drawn(tmp_path, {"mkdocs.yml": OPEN, **card})
    result = done(opened(tmp_path), "GESPREK vooraf", identity="Gesprek-Vooraf", keep=True)
    text = {path: (change.after or b"").decode() for path, change in result.changes.items()}
    assert text == {
        "content/patronen/Gesprek-Vooraf.md": OLD.replace("Gesprek", "GESPREK"),
        "content/patronen/ander.md": BODY.format(above="", text="[[GESPREK vooraf]]"),
    }


def test_a_file_gets_the_name_of_the_title_it_has(tmp_path: Path) -> None:
    drawn(
        tmp_path,
        {"mkdocs.yml": OPEN, "patronen/p3.md": OLD, "patronen/ander.md": BODY.format(above="zie ook: p3\n", text="")},
    )
    result = done(opened(tmp_path), "Gesprek vooraf", identity="p3", keep=True)
    text = {path: (change.after or b"").decode() for path, change in result.changes.items()}
    assert text == {
        "content/patronen/p3.md": "",
        "content/patronen/gesprek-vooraf.md": OLD.replace("vooraf\n---", "vooraf\nook bekend als: [p3]\n---"),
        "content/patronen/ander.md": BODY.format(above="zie ook: gesprek-vooraf\n", text=""),
    }
    assert result.mentions == ()


def test_the_title_that_the_text_repeats_follows(tmp_path: Path) -> None:
    one = made(tmp_path, {"patronen/gesprek-vooraf.md": OLD.replace("---\n##", "---\n# Gesprek vooraf\n\n##")})
    assert "titel: Praat eerst\n---\n# Praat eerst\n\n##" in after(one, "content/patronen/praat-eerst.md")


def test_a_person_of_the_list_is_no_title(tmp_path: Path) -> None:
    people = "people:\n  - name: Annelies Hoogendoorn\n"
    one = made(tmp_path, {"private/people.yml": people})
    said = refused(one, "Praat met Annelies Hoogendoorn")
    assert said.startswith("Nothing was changed, since this would be wrong then: content/patronen/praat-met-")
    assert "Hoogendoorn" not in said


def test_settings_that_others_build_upon_follow_too(tmp_path: Path) -> None:
    parent = "nav:\n  - Zo: patronen/gesprek-vooraf.md\n"
    one = made(tmp_path, {"parent.yml": parent}, f"INHERIT: parent.yml\n{OPEN}")
    assert after(one, "parent.yml") == parent.replace("gesprek-vooraf", "praat-eerst")
