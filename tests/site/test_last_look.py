"""No edition is put in place that names somebody of the list, whatever the check of the cards overlooked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config

from harvest.pipeline import load
from harvest.privacy.finding.find import PeopleFinder
from harvest.privacy.people.people import People, Person
from harvest.privacy.reading.names_read import NamesRead
from harvest.privacy.scanning.scan import scan
from harvest.problems.problem import Message
from harvest.publication import Edition, read_publication
from harvest.site.edition import Staging, site_of, stage
from harvest.site.last_look import read_texts
from harvest.site.mkdocs.build import BuildFailed, build_site
from harvest.site.mkdocs.plugin import HarvestPlugin
from tests.building import once, run, tree
from tests.drawing import CONFIG, PAGES, Content, Write, pattern, written
from tests.papers import office

WHO = "Annelies Hoogendoorn"
LIST = f"""\
people:
  - name: {WHO}
  - name: Sofie Roos
  - name: Tjeerd Wiersma
    may be named: kring
    since: 2026-01-01
terms: [Zilverpad]
"""
OLD: dict[str, Content] = {"site/index.html": "old", "private/people.yml": LIST}
LOOK = CONFIG.replace("{name: material, language: nl}", "{name: material, language: nl, custom_dir: look}")
"""A publication with a look of its own, which no check reads."""


def blind(root: Path, edition: Edition = "public") -> tuple[str, ...] | Message:
    """Build an edition without the problems that the check found; return its warnings, or why there is none."""
    corpus = replace(load(read_publication(root / "mkdocs.yml"), edition), problems=())
    try:
        return tuple(build_site(corpus, progress=lambda step, done, of: None)[1])
    except BuildFailed as failed:
        return Message("\n".join(failed.reasons))


SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{}</svg>"
KIND = "kind: sort\nlabel: imke oosterhof\nplural: sorten\nfolders: sorten\nsections: {}\n"
IN_LOOK: dict[str, Content] = {"mkdocs.yml": LOOK, "look/eigen.css": f"/* met dank aan {WHO} */"}
PLANTED: dict[str, Content] = {
    "mkdocs.yml": CONFIG.replace("site_name: Proef", "site_name: De oogst van Doutzen Nauta")
    .replace("Hoe leren we samen?", "Hoe leert Fokke Terpstra?")
    .replace("print: false", "print: false, kinds: [soort.yml]")
    .replace("language: nl}", "language: nl, custom_dir: look}", 1),
    "soort.yml": KIND,
    "look/eigen.css": "/* met dank aan Gerlinde Huisman */",
    "content/sorten/eigen.md": "---\ntitel: Een\nstatus: vrijgegeven\nniet getoetst: proef\n---\n\nIets.\n",
    "content/patronen/een.md": pattern(
        "Een",
        above="in één zin: Wat Hiltje Veldkamp deed.\ntrefwoorden: [jorrit schaafsma]\n",
        text="Toen kwam Annelies Hoo**gen**doorn langs. ![kaart](kaart.svg) [verslag](verslag.docx)",
    ),
    "content/patronen/wat-klaasje-postma-deed.md": pattern("Ander"),
    "content/patronen/kaart.svg": SVG.format("<text y='5'><tspan>Lieuwe</tspan><tspan dy='1'>Rozendal</tspan></text>"),
    "content/patronen/verslag.docx": office(
        ".docx", "<w:p><w:r><w:t>Met Marijtje Dam</w:t></w:r><w:t>stra</w:t></w:p>"
    ),
}
"""A publication in which each place names another person."""
PAGE = "patronen/een/index.html"
PLACES: dict[str, tuple[str, set[str]]] = {
    "text, cut by emphasis": ("Annelies Hoogendoorn", {PAGE, "harvest.json", "search/search_index.json"}),
    "summary": ("Hiltje Veldkamp", {PAGE, "harvest.json", "search/search_index.json", "patronen/index.html"}),
    "tag": ("Jorrit Schaafsma", {PAGE, "harvest.json", "search/search_index.json"}),
    "name of a file": ("Klaasje Postma", {"patronen/wat-klaasje-postma-deed/index.html", "harvest.json"}),
    "name of the site": ("Doutzen Nauta", {PAGE, "index.html", "404.html", "harvest.json"}),
    "record": ("Fokke Terpstra", {"index.html", "harvest.json"}),
    "label of a kind": ("Imke Oosterhof", {"sorten/eigen/index.html", "harvest.json"}),
    "look": ("Gerlinde Huisman", {"eigen.css"}),
    "drawing": ("Lieuwe Rozendal", {"patronen/kaart.svg"}),
    "document": ("Marijtje Damstra", {"patronen/verslag.docx"}),
}


def build_planted(folder: Path) -> None:
    """Build the publication in which somebody is named in each place, without a list."""
    written(folder, {**PAGES, **PLANTED})
    blind(folder)


@pytest.mark.parametrize("place", PLACES)
def test_the_scan_sees_every_place(place: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In all that goes out, and without asking the check."""
    name, files = PLACES[place]
    folder = once(tmp_path_factory, "named-everywhere", build_planted)
    finder = PeopleFinder(People((Person("p01", name),)), "public", "nl")
    found = {finding.file for finding in scan(folder / "site", finder) if finding.certainty == "sure"}
    assert found >= files


SEEN: dict[str, dict[str, Content]] = {
    "a card": {"content/patronen/een.md": pattern("Een", text=f"Toen kwam {WHO} langs.")},
    "term": {"content/patronen/een.md": pattern("Een", text="Dat was op het Zilverpad.")},
    "look": IN_LOOK,
}


@pytest.mark.parametrize("place", SEEN)
def test_it_stops_what_the_check_let_pass(place: str, write: Write) -> None:
    """The old site stays, and nothing else does; what is told names nobody."""
    root = write({**OLD, **SEEN[place]})
    told = blind(root)
    assert isinstance(told, Message)
    assert "«" in told.text
    assert not re.search("annelies|hoogendoorn|zilverpad", told.text, re.IGNORECASE)
    assert tree(root / "site") == {"index.html": b"old"}
    assert [path.name for path in root.glob(".*") if path.name != ".cache"] == []


def test_a_corpus_is_built_once(write: Write) -> None:
    """MkDocs keeps a plugin for the next build of its process, which reads the cards anew."""
    root = write({**OLD, **SEEN["a card"]})
    blind(root)
    plugin = load_config(str(root / "mkdocs.yml")).plugins["harvest"]
    assert isinstance(plugin, HarvestPlugin)
    assert plugin.prepared is None


@pytest.mark.parametrize(
    ("command", "code"), [(("harvest", "build", "--no-print"), 2), (("mkdocs", "build"), 1)], ids=["harvest", "mkdocs"]
)
def test_a_build_stops(command: tuple[str, ...], code: int, write: Write) -> None:
    """Where no check looks; it says in which file and what to do, and never the name."""
    root = write({**OLD, "mkdocs.yml": LOOK, "look/annelies-hoogendoorn.css": f"/* {WHO} */"})
    done = run(*command, folder=root)
    assert done.returncode == code, done.stdout + done.stderr
    assert "…" in done.stderr
    assert "«….css» (in wat lezers niet zien" in " ".join(done.stderr.split())
    assert "nnelies" not in done.stdout + done.stderr
    assert "oogendoorn" not in done.stdout + done.stderr
    assert tree(root / "site") == {"index.html": b"old"}


@pytest.mark.parametrize(
    "command", [("harvest", "build", "--no-print"), ("mkdocs", "build")], ids=["harvest", "mkdocs"]
)
def test_a_server_tells_counts_only(command: tuple[str, ...], write: Write) -> None:
    """Others may read its log, and the name of a file may tell."""
    root = write({**OLD, "mkdocs.yml": LOOK.replace("spelregel: open", "spelregel: chatham"), "look/wie.css": WHO})
    done = run(*command, folder=root, CI="true")
    assert done.returncode != 0
    assert "wie.css" not in done.stdout + done.stderr
    assert "Bestanden: 1" in done.stderr
    assert tree(root / "site") == {"index.html": b"old"}


def test_a_list_that_changed_meanwhile_is_read_again(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was added while an edition was made would not be looked for."""
    root = write({**OLD, "content/patronen/een.md": pattern("Een", text="Dat zei Wiesje Terpstra.")})
    before = Staging.complete

    def late(staging: Staging, *arguments: object, **more: object) -> object:
        written(root, {"private/people.yml": LIST.replace("people:", "people:\n  - name: Wiesje Terpstra", 1)})
        return before(staging, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Staging, "complete", late)
    told = blind(root)
    assert isinstance(told, Message)
    assert "De namenlijst is intussen veranderd" in told.text
    assert tree(root / "site") == {"index.html": b"old"}


def test_the_circle_may_read_more(write: Write) -> None:
    """Whom the circle may name stands in its edition, and stops the public one."""
    root = write({**OLD, "content/patronen/een.md": pattern("Een", text="Tjeerd Wiersma deed mee.")})
    assert blind(root, "circle") == ()
    assert (root / "site-circle/index.html").exists()
    assert isinstance(blind(root), Message)
    root = write({**IN_LOOK, "mkdocs.yml": LOOK.replace("print: false", "print: false, edition: circle")})
    before = tree(root / "site-circle")
    assert run("harvest", "build", folder=root).returncode == 2
    assert tree(root / "site-circle") == before


def test_a_word_that_may_be_a_name_only_warns(write: Write) -> None:
    """Under a rule that keeps names inside it stops publication, unless somebody read it in the source."""
    root = write({**OLD, "mkdocs.yml": LOOK, "look/x.svg": "<svg><text>Roos</text></svg>"})
    told = blind(root)
    assert not isinstance(told, Message)
    assert len(told) == 1
    inside = {"mkdocs.yml": LOOK.replace("spelregel: open", "spelregel: chatham")}
    assert isinstance(blind(write(inside)), Message)
    (root / "look/x.svg").unlink()
    # nobody has to read small letters in a sentence, and so neither in the id or class that are made of it
    root = write({**inside, "content/patronen/een.md": pattern("Een", text="In de tuin staat een roos bij de deur.")})
    assert blind(root) == ()


def test_what_is_printed_is_read_before_it_is_broken(write: Write) -> None:
    """A PDF breaks words, so the HTML of the booklet is read; and so are the properties of the PDF."""
    root = write({**OLD, **SEEN["a card"], "mkdocs.yml": CONFIG.replace("print: false", "print: true")})
    publication = read_publication(root / "mkdocs.yml")
    site = site_of(replace(load(publication, "public"), problems=()), preview=False)
    staging = stage(publication, "public", root / "site", preview=False)
    assert isinstance(staging, Staging)
    steps: list[str] = []
    told = staging.complete(site, jobs=1, progress=lambda step, done, of: steps.append(step))
    staging.clear()
    assert isinstance(told, Message)
    assert "print/booklet.pdf" in str(told.params)
    assert steps[-1] == "scan"


def test_a_preview_shows_what_is_wrong_and_stops_nothing(write: Write) -> None:
    root = write({**OLD, **IN_LOOK})
    publication = read_publication(root / "mkdocs.yml")
    site = site_of(load(publication), preview=True)
    staging = stage(publication, "public", root / "elders", preview=True)
    assert isinstance(staging, Staging)
    assert staging.complete(site, jobs=1, progress=lambda *_: None) == ()
    staging.clear()


def test_without_a_list_nothing_is_looked_for(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harvest.site.edition.last_look", lambda *_: pytest.fail("there is no list"))
    root = write(IN_LOOK)
    assert blind(root) == ()


WORDS = "Wim Wijk,An Groen,Bo Meer,Els Groep,Jan Vraag,Tim de Wit,Ray Doors,Kim Wrap,Ad Menu,Bas Bron,Ida Zoek"
"""People whose names are words of the real publication, of the interface, or of our templates."""


def test_nothing_is_asked_again_in_the_real_publication(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who read every doubt in the sources has none in what goes out, and our own words are no doubt at all."""
    corpus = load(read_publication(real / "mkdocs.yml"))
    corpus = replace(corpus, people=People(tuple(Person(f"p{n:02}", name) for n, name in enumerate(WORDS.split(",")))))
    site = site_of(corpus, preview=False)
    assert site.finder
    finder = site.finder
    unread = scan(real / "site", finder, was_read=lambda: read_texts(site.corpus, finder))
    assert len({finding.file for finding in unread if finding.certainty == "doubtful"}) > 10
    monkeypatch.setattr(NamesRead, "has", lambda self, sentence: True)
    read = scan(real / "site", finder, was_read=lambda: read_texts(site.corpus, finder))
    # in a build, what the theme brings is passed over
    own = [finding for finding in read if not finding.file.startswith("assets/")]
    assert [finding for finding in own if finding.certainty == "doubtful" or finding.where == "form"] == []
