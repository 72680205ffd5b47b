"""A group under the Chatham House Rule, from its list of people to its site: here, and on a server without the list."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from harvest.privacy.people.people import PEOPLE_FILE
from tests.building import BIN, run, tree
from tests.drawing import CONFIG, PAGES, Write, pattern

CIRCLE = (
    "Annelies Hoogendoorn, Sofie Roos, Tjeerd Wiersma, Fatima el Amrani, Piet Jansen, Jan-Pieter van den Berg,"
    " Anna Bos, Jo van der Vlugt, Hans Müller, Marieke Jansen-de Wit, Søren Dijkstra, Roos Kok, Mei Ling Groot,"
    " Thijs van 't Hof, Siobhán O'Neill, Łukasz Wiśniewski, Willemijn Zaal, Bram Kuiper, Ottilie Zandvliet,"
    " Hiltje Veldkamp"
).split(", ")
LEAKS = (
    "Dat vertelde Annelies uit eigen ervaring.",
    "Volgens J.P. van den Berg was dat te laat.",
    "Toen zei Kok dat het anders kon.",
    "De heer Wisniewski nam de notulen over.",
)
PEOPLE_SAY = "Iemand vertelde dat, in Hellendoorn."
CHATHAM = CONFIG.replace("spelregel: open", "spelregel: chatham")
BUILD = ("build", "--no-print")


def told(*arguments: str, folder: Path, code: int = 0, **environment: str) -> str:
    """What a command says, which ends with this code and names nobody of the circle."""
    done = run("harvest", *arguments, folder=folder, **{"CI": "", **environment})
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert (
        set(re.findall(r"\w+", said)) & {word for name in CIRCLE for word in name.split() if word[0].isupper()} == set()
    )
    return said


def test_twenty_people_and_twenty_cards(write: Write) -> None:
    texts = [*LEAKS, *[PEOPLE_SAY] * (20 - len(LEAKS))]
    cards = {f"content/patronen/kaart-{n}.md": pattern(f"Kaart {n}", text=text) for n, text in enumerate(texts)}
    root = write({**PAGES, "mkdocs.yml": CHATHAM, ".gitignore": "private/\n", **cards})
    (root / "names.txt").write_text("\n".join(CIRCLE), "utf-8")
    with (root / "names.txt").open() as names:
        subprocess.run([BIN / "harvest", "people", "add"], cwd=root, stdin=names, check=True, capture_output=True)

    found = told("check", folder=root, code=1)
    assert found.count("(name-revealed)") + found.count("(name-possible)") == len(LEAKS)
    assert "niets afgevinkt" in told("check", "--names", "--done", folder=root, code=1)
    for number in range(len(LEAKS)):
        path = root / f"content/patronen/kaart-{number}.md"
        path.write_text(path.read_text("utf-8").replace(LEAKS[number], "Iemand vertelde dat."), "utf-8")
    assert "Hellendoorn" in told("check", "--names", folder=root)
    told("check", "--names", "--done", folder=root)
    told(*BUILD, folder=root)
    assert (root / "site/patronen/kaart-0/index.html").exists()

    server = root.parent / "server"
    shutil.copytree(root, server, ignore=shutil.ignore_patterns("private", "site", ".cache", "names.txt"))
    told(*BUILD, folder=server, CI="true")
    # Nothing of the list is in what goes to the server, and what it makes is the same.
    assert tree(server / "site") == tree(root / "site")
    changed = server / "content/patronen/kaart-7.md"
    changed.write_text(changed.read_text("utf-8").replace("Iemand vertelde", "Iemand anders vertelde"), "utf-8")
    said = told(*BUILD, folder=server, code=1, CI="true")
    assert "1 × names-unchecked (fout)" in said
    assert "kaart-7" not in said, "a log that others read has counts alone"
    secret = (root / PEOPLE_FILE).read_text("utf-8")
    with_list = told("check", folder=server, code=1, HARVEST_PEOPLE=secret)
    assert "names-unread" in with_list, "of the sentence that changed"
    assert "names-unchecked" not in with_list
