"""Consent that is withdrawn takes an organisation out of the next build, everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.views.cards import Views
from tests.building import run, tree
from tests.drawing import CONFIG, RELEASED, Write, read
from tests.site.test_circle import published


def organisation(title: str, consent: str = "ja") -> str:
    """A card without a warning; its consent is the only line that changes."""
    above = f"toestemming: {consent}\ntoestemming van: de directeur\nop: 2012-04-03\n"
    return f"---\ntitel: {title}\n{RELEASED}{above}---\n\n{title} deed mee.\n"


FILES = {
    "mkdocs.yml": CONFIG + "nav:\n  - index.md\n  - samenwerkingen/index.md\n  - casussen/index.md\n"
    "  - register.md\n  - colofon.md\n",
    "content/register.md": "---\ntitel: Register\nview: index\n---\n",
    "content/colofon.md": "---\ntitel: Colofon\nview: colophon\n---\n",
    "content/samenwerkingen/index.md": "---\ntitel: Wie met wie\nview: collaborations\n---\n",
    "content/casussen/index.md": "---\ntitel: Casussen\nview: cases\n---\n",
    "content/organisaties/brughuis.md": organisation("Brughuis"),
    "content/organisaties/kadehuis.md": organisation("Kadehuis"),
    "content/organisaties/sluishuis.md": organisation("Sluishuis"),
    "content/samenwerkingen/zwanenduo.md": f"---\ntitel: Zwanenduo\n{RELEASED}partners: [Brughuis, Sluishuis]\n---\n",
    "content/samenwerkingen/ganzentrio.md": f"---\ntitel: Ganzentrio\n{RELEASED}"
    "partners: [Brughuis, Kadehuis, Sluishuis]\n---\n",
    "content/casussen/buurt.md": f"---\ntitel: De buurt\n{RELEASED}soort: eigen\nbij: [Brughuis, Sluishuis]\n---\n\n"
    "## Gebeurtenissen\n\nEr gebeurde iets.\n",
    "content/tegels/samen.md": f"---\ntitel: Samen\n{RELEASED}soort: spreuk\n"
    "gaat over: Zwanenduo\n---\n\nSamen kan het.\n",
}


def names(folder: Path) -> set[str]:
    """Which of the titles stand anywhere on the site, by word or in an address."""
    text = published(folder / "site").casefold()
    return {
        title for title in ("Brughuis", "Kadehuis", "Sluishuis", "Zwanenduo", "Ganzentrio") if title.casefold() in text
    }


def files(site: Path) -> dict[str, bytes]:
    """Path → bytes of each file, but for the date that a site map packs with it."""
    return {path: content for path, content in tree(site).items() if not path.endswith(".gz")}


def test_the_next_build_is_without_it(write: Write) -> None:
    folder = write(FILES)
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert names(folder) == {"Brughuis", "Kadehuis", "Sluishuis", "Zwanenduo", "Ganzentrio"}
    (folder / "content/organisaties/sluishuis.md").write_text(organisation("Sluishuis", "nee"), "utf-8")
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert names(folder) == {"Brughuis", "Kadehuis", "Ganzentrio"}
    withdrawn = files(folder / "site")
    for path in ("organisaties/sluishuis", "samenwerkingen/zwanenduo"):
        (folder / f"content/{path}.md").unlink()
    for path in ("samenwerkingen/ganzentrio", "casussen/buurt", "tegels/samen"):
        text = FILES[f"content/{path}.md"].replace(", Sluishuis", "").replace("gaat over: Zwanenduo\n", "")
        (folder / f"content/{path}.md").write_text(text, "utf-8")
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(folder / "site") == withdrawn, "as if it had never been there, in each byte"


@pytest.mark.parametrize("consent", ["nee", ""])
def test_no_edition_names_it(write: Write, consent: str) -> None:
    """Whatever its status; what refers to it above a card is left out, and what then names too few is too."""
    folder = write({**FILES, "content/organisaties/sluishuis.md": organisation("Sluishuis", consent)})
    for edition in ("public", "circle"):
        corpus = read(folder, edition).published()
        assert "card:sluishuis" not in corpus.directory.by_key
        assert "card:zwanenduo" not in corpus.directory.by_key
        assert [edge.target for edge in corpus.outgoing("card:ganzentrio")] == ["card:brughuis", "card:kadehuis"]
        assert [edge.target for edge in corpus.outgoing("card:buurt")] == ["card:brughuis"]
        assert not corpus.outgoing("card:samen")


def test_the_preview_marks_it(write: Write) -> None:
    """Its author sees the card, and that nobody else will."""
    folder = write({**FILES, "content/organisaties/sluishuis.md": organisation("Sluishuis", "nee")})
    views = Views(read(folder), preview=True)
    assert {c.id for c in views.corpus.cards if views.entry(c).held_back} == {"sluishuis", "zwanenduo"}
