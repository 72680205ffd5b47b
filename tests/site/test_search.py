"""The index that the search reads holds words: no tags, no attributes, and no more entities than authors typed."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

from tests.building import run
from tests.drawing import Write, pattern

MARKUP = re.compile(r"<|\xad|&(?!(?:amp|lt|gt);)")
TYPED = re.compile(r"</?[a-z]|\b(?:id|href|class)=|&#?\w+;")


def indexed(folder: Path) -> dict[str, tuple[str, str]]:
    """Address → title and text, as they stand in the index."""
    index = json.loads((folder / "site/search/search_index.json").read_text("utf-8"))
    return {entry["location"]: (entry["title"], entry["text"]) for entry in index["docs"]}


def test_the_index_of_the_publication_holds_words(real: Path) -> None:
    index = indexed(real)
    assert len(index) > 200
    for address, texts in index.items():
        for text in texts:
            assert not MARKUP.search(text), address
            assert not TYPED.search(unescape(text)), address


def test_what_an_author_types_is_found_as_typed(write: Write) -> None:
    """What looks like code is text: escaped once, so that whoever shows it as HTML shows its letters."""
    text = (
        'Zes\u00adweken&shy;ritme van R&D, `<b id="x">` &lt;i&gt; **vet**heid, H<sub>2</sub>O.[^1]\n\n'
        "- een\n- twee\n\n"
        "| kop | cel |\n|---|---|\n| a &amp; b | c |\n\n### Kop & *kern*\n\n```\nregel <br>\n```\n\n"
        '![Plan > "a"](../beelden/plan.svg) [[Een|de *kaart*]] a < b\n\n[^1]: Noot.\n'
    )
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    card = pattern('"A & B <i>c</i> zes\u00adweken"', text=text)
    folder = write(
        {
            "content/patronen/hard.md": card,
            "content/patronen/een.md": pattern("Een"),
            "content/beelden/plan.svg": drawing,
        }
    )
    assert run("harvest", "build", folder=folder).returncode == 0
    index = indexed(folder)
    for address, texts in index.items():
        assert not [text for text in texts if MARKUP.search(text)], address
    assert index["patronen/hard/"][0] == "A &amp; B &lt;i&gt;c&lt;/i&gt; zesweken"
    words = " ".join(index["patronen/hard/#probleem"][1].split())
    assert words == 'Zeswekenritme van R&amp;D, &lt;b id="x"&gt; &lt;i&gt; vetheid, H2O. een twee kop cel a &amp; b c'
    title, below = index["patronen/hard/#kop-kern"]
    assert title == "Kop &amp; kern"
    assert " ".join(below.split()) == "regel &lt;br&gt; de *kaart* a &lt; b"
