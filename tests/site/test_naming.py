"""A card in a folder of its own has its address and its status; a name without consent stops publication."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harvest.views.cards import Views
from tests.building import run
from tests.drawing import CONFIG, RELEASED, Write, pattern, read
from tests.site.test_circle import published

PRINTED = CONFIG.replace("print: false, ", "")
KADE = f"---\ntitel: De Kade\n{RELEASED}toestemming: nee\nook bekend als: Oever Zuid\n---\n\nDe Kade deed mee.\n"


@pytest.mark.parametrize("index", ["index", "README"])
def test_a_card_in_a_folder_of_its_own(write: Write, index: str) -> None:
    """Its address is that of the folder, and what leads to it and lies beside it is found."""
    folder = write(
        {
            f"content/patronen/lantaarn/{index}.md": pattern("Een lamp", text="Zie ![Een schets](schets.svg)."),
            "content/patronen/lantaarn/schets.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "content/patronen/een.md": pattern(
                "Een", text=f"Zie [a](lantaarn/), [b](lantaarn/{index}.md) en [[lantaarn]]."
            ),
        }
    )
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (folder / "site/patronen/lantaarn/index.html").read_text("utf-8")
    assert 'src="../../patronen/lantaarn/schets.svg"' in page
    assert (folder / "site/patronen/lantaarn/schets.svg").is_file()
    other = (folder / "site/patronen/een/index.html").read_text("utf-8")
    assert other.count('href="../../patronen/lantaarn/"') >= 3
    card = next(c for c in json.loads((folder / "site/harvest.json").read_text("utf-8"))["cards"] if c["id"] != "een")
    assert (card["id"], card["address"]) == ("lantaarn", "patronen/lantaarn/")


@pytest.mark.parametrize("index", ["index", "README"])
def test_without_a_status_it_is_a_draft(write: Write, index: str) -> None:
    """It is in the preview alone, and what it is about nowhere else."""
    card = pattern("Kanarie", text="Kanarie.").replace("status: vrijgegeven\n", "")
    folder = write({"mkdocs.yml": PRINTED, f"content/patronen/lantaarn/{index}.md": card})
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "anarie" not in published(folder / "site")
    assert not (folder / "site/patronen/lantaarn").exists()
    views = Views(read(folder), preview=True)
    assert [(entry.key, entry.draft) for entry in map(views.entry, views.corpus.cards)] == [("card:lantaarn", True)]


def test_without_data_it_stops_publication(write: Write) -> None:
    """Nobody said whether it is a card or a page."""
    folder = write({"content/patronen/lantaarn/index.md": "# De lantaarn\n"})
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 1
    assert "Is dit een kaart of een pagina?" in done.stdout + done.stderr
    assert not (folder / "site").exists()


def test_harvest_new_and_review_know_it(write: Write) -> None:
    """No second card is made beside it, and its id is enough to mark it."""
    folder = write({"content/patronen/lantaarn/README.md": pattern("Een lamp", status="concept")})
    done = run("harvest", "new", "patroon", "Lantaarn", folder=folder)
    assert "content/patronen/lantaarn/README.md" in done.stderr
    assert not (folder / "content/patronen/lantaarn.md").exists()
    done = run("harvest", "review", "lantaarn", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "status: getoetst" in (folder / "content/patronen/lantaarn/README.md").read_text("utf-8")


@pytest.mark.parametrize("edition", ["public", "circle"])
@pytest.mark.parametrize(
    "said",
    [
        pattern("Bij De Kade"),
        pattern("Een", above="in één zin: Wat oever zuid deed.\n"),
        pattern("Een", above="trefwoorden: [De Kade]\n"),
        pattern("Een", above="ook bekend als: Iets van De Kade\n"),
        pattern("Een", text="Aan de\nKade."),
        pattern("Een", text="Aan [De Kade](https://example.org)."),
        pattern("Een", text='Aan [iets](https://example.org "De Kade").'),
        pattern("Een", text="Aan ![De Kade](../k.svg)."),
        pattern("Een", text="Aan iets.[^1]\n\n[^1]: De Kade."),
        pattern("Een", text=r"Aan \[[De Kade]]."),
        pattern("Een", text="Aan De&nbsp;Kade en Ka**de**."),
    ],
)
def test_a_name_without_consent_stops_publication(write: Write, said: str, edition: str) -> None:
    """Wherever it stands; what the build says repeats no name. Without it nothing of the organisation goes out."""
    files = {"content/organisaties/k.md": KADE, "content/k.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    folder = write({**files, "content/patronen/een.md": said})
    corpus = read(folder, "circle" if edition == "circle" else "public")
    errors = [found for found in corpus.problems if found.severity == "error"]
    assert {(found.path, found.code) for found in errors} == {("content/patronen/een.md", "organisation-revealed")}
    assert not any("kade" in f"{found.message}{found.hint}".casefold() for found in errors)


def test_without_the_name_nothing_of_it_goes_out(write: Write) -> None:
    """A refused build leaves no site; a draft may name who it likes, and is in none."""
    draft = pattern("Nog niet", status="concept", text="Aan De Kade, Oever Zuid.")
    files = {"mkdocs.yml": PRINTED, "content/organisaties/k.md": KADE, "content/patronen/twee.md": draft}
    folder = write({**files, "content/patronen/een.md": pattern("Een", text="Aan de Kade.")})
    assert run("harvest", "build", folder=folder).returncode == 1
    assert not (folder / "site").exists()
    Path(folder / "content/patronen/een.md").write_text(pattern("Een", text="Aan de kade."), "utf-8")
    done = run("harvest", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "De Kade" not in published(folder / "site")
    assert "Oever Zuid" not in published(folder / "site")
