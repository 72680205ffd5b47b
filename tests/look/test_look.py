"""A look of one's own on the pages and in the booklet; and nothing of it where none is set."""

from __future__ import annotations

import re
from hashlib import sha256

from harvest.problems.language import render
from harvest.site.pages import Site
from tests.drawing import Draw, booklet_of, pattern, read

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
CONFIG = """site_name: Proef
docs_dir: content
plugins:
  - harvest:
      language: nl
      record: {spelregel: open}
      look: {band: "#154273", accent: petrol, logo: logo.svg, beschrijving: "Een <boom>"}
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "index.md": "---\ntitel: Begin\nview: home\n---\nWelkom.\n",
    "patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
    "patronen/een.md": pattern("Een"),
    "colofon.md": "---\ntitel: Colofon\nview: colophon\n---\n",
    "logo.svg": LOGO,
}
WITHOUT = re.sub(r"      look: .*\n", "", CONFIG)


def test_the_sheet_is_called_after_what_is_in_it(draw: Draw) -> None:
    """It sets the colours of light and dark pages, and holds no more than that and the logo."""
    site = Site(read(draw(FILES)).published(), preview=False, booklet=False)
    address, text = site.look_sheet
    assert address == f"assets/harvest/look-{sha256(text.encode()).hexdigest()[:12]}.css"
    first, _, rest = text.partition("\n")
    assert first == (
        ":root { --geel: #154273; --on-geel: #FFFFFF; --dark-geel: #154273; --biet: #0A626E; --dark-biet: #1098AB; }"
    )
    assert ".own-logo" in rest
    assert site.files() == {"logo.svg"}


def test_one_colour_leaves_the_other_as_it_is(draw: Draw) -> None:
    config = CONFIG.replace(', logo: logo.svg, beschrijving: "Een <boom>"', "").replace('band: "#154273", ', "")
    site = Site(read(draw({**FILES, "mkdocs.yml": config})).published(), preview=False, booklet=False)
    assert site.look_sheet[1] == ":root { --biet: #0A626E; --dark-biet: #1098AB; }\n"
    assert site.files() == frozenset()


def test_the_booklet_has_the_colours_and_the_logo(draw: Draw) -> None:
    """On the cover the field is drawn in the colour of the text, and signs have the accent."""
    html = booklet_of(read(draw(FILES)).published())
    cover = html[html.index('<section class="cover"') : html.index("</section>")]
    assert '<img src="content:logo.svg" alt="Een &lt;boom&gt;">' in cover
    assert "%23FFFFFF" in (field := drawings(html)["drawing-1"])
    assert "%231B241E" not in field
    assert html.count("content:logo.svg") == 2
    assert "--on-geel: #FFFFFF;" in html
    assert "%230A626E" in html
    assert "9B1B4B" not in html
    assert "In het geel" not in html


def test_without_a_look_there_is_nothing_of_it(draw: Draw) -> None:
    corpus = read(draw({**FILES, "mkdocs.yml": WITHOUT})).published()
    site = Site(corpus, preview=False, booklet=False)
    html = booklet_of(corpus)
    assert site.look_files == {}
    assert site.files() == frozenset()
    assert "look.css" not in html
    assert "own-logo" not in html
    assert "%239B1B4B" in html
    assert "%231B241E" in drawings(html)["drawing-1"]


def test_a_colour_that_is_told_is_not_used(draw: Draw) -> None:
    """A preview of it shows the yellow of harvest, and the message which colour was meant and which would do."""
    corpus = read(draw({**FILES, "mkdocs.yml": CONFIG.replace("#154273", "#F00")}))
    problem = next(problem for problem in corpus.problems if problem.code == "colour-contrast")
    assert "«" not in render(problem.message, "nl")
    assert "#F00" in render(problem.message, "nl")
    assert "3,9" in render(problem.message, "nl")
    assert '"#EE0000"' in render(problem.hint, "nl")
    assert problem.fix is not None
    assert problem.fix.text == "#EE0000"
    assert corpus.publication.look.band == ""


def test_a_name_in_the_logo_or_beside_it_is_found(draw: Draw) -> None:
    """Who is on the list stays inside, also in the words of the logo and in the letters on it; a colour is nobody."""
    files = {
        **FILES,
        "mkdocs.yml": CONFIG.replace("petrol", "Bruin")
        .replace("Een <boom>", "Het huis van Rosalinde Vermeulen")
        .replace("open", "chatham"),
        "logo.svg": LOGO.replace("<path", '<text x="1" y="5">Rosalinde Vermeulen</text><path'),
    }
    root = draw(files)
    (root / "private").mkdir()
    (root / "private" / "people.yml").write_text(
        "people:\n  - name: Rosalinde Vermeulen\n  - name: Jan Bruin\n", "utf-8"
    )
    told = [(problem.path, problem.line) for problem in read(root).problems if problem.code.startswith("name-")]
    assert set(told) == {("mkdocs.yml", 7), ("content/logo.svg", 1)}
    assert len(told) == len(set(told))


def drawings(html: str) -> dict[str, str]:
    """The drawings of a booklet by their class, each as an address of data."""
    return dict(re.findall(r"\.(drawing-\d+)[^{]*\{[^}]*?url\((.*?)\)", html, re.DOTALL))
