"""What stands below a card's headings: told once where a field is read from it, and its footnotes below it."""

from __future__ import annotations

from harvest.views.cards import Views
from tests.drawing import in_memory, pattern
from tests.views.test_views import FILES, card, corpus, page

NOTE = b"""kind: note
label: notitie
plural: notities
folders: notities
front_matter: optional
drop: [status, checked_on, unchecked]
title_from: first_heading
fields:
  summary: {from_section: kern}
  makers: {label: makers, type: list, from_section: gemaakt}
sections:
  kern: {label: Kern}
  gemaakt: {label: Gemaakt door}
"""


def test_a_section_with_a_link_is_told_once() -> None:
    """What is read from a section stands at the head of the card, unless the section says more and is shown itself."""
    files = {
        "notities/plat.md": "# Plat\n\n## Kern\n\nKort.\n\n## Gemaakt door\n\n- An\n- Bo\n",
        "notities/rijk.md": (
            "# Rijk\n\n## Kern\n\nKort, zie [elders](https://x.nl).\n\n## Gemaakt door\n\n- [An](https://an.nl)\n- Bo\n"
        ),
    }
    views = Views(in_memory(files, [("n.yml", NOTE)]))
    plain, rich = (views.card(card) for card in views.corpus.of_kind("note"))
    assert (plain.lead, [part.name for part in plain.parts]) == ("Kort.", [])
    assert (rich.lead, [part.name for part in rich.parts]) == ("", ["kern", "gemaakt"])
    assert rich.entry.summary == "Kort, zie elders."
    for note, told in ((plain, False), (rich, True)):
        makers = note.fact("makers")
        assert makers is not None
        assert (makers.values, makers.told) == (("An", "Bo"), told)


NOTES = {
    **FILES,
    "patronen/noot.md": pattern(
        "Noot",
        text="Eerst iets.[^1] Wat een feest![^b] En weer.[^1] Dan [^geen] en `[^1]`.\n\n"
        "[^1]: Zie [[Wortel]]. Ook met een noot.[^c]\n\n    Verder *meer*.\n[^b]: Twee.\n[^c]: Drie.\n[^1]: Dubbel.\n",
    ),
    "meer.md": "# Meer\n\n### Kop[^x]\n\nTekst.\n\n[^x]: Onder.\n",
}


def test_footnotes_stand_below_the_text() -> None:
    """Numbered as one reads, each once, with a way there and back that has a name; code and strangers stay."""
    views = Views(corpus(NOTES))
    shown = card(views, "noot")
    html = "".join(part.html for part in shown.parts)
    for anchor, name in (("note.1.1", "Noot 1"), ("note.2.1", "Noot 2"), ("note.1.2", "Noot 1")):
        target = anchor.rpartition(".")[0]
        assert f'<sup class="note"><a id="{anchor}" href="#{target}" aria-label="{name}">' in html
    assert "[^geen]" in html
    assert "<code>[^1]</code>" in html
    assert "feest!<sup" in html
    assert "Dubbel" not in html
    assert [(note.number, note.marks) for note in shown.notes] == [
        (1, ("note.1.1", "note.1.2")),
        (2, ("note.2.1",)),
        (3, ("note.3.1",)),
    ]
    assert "card:wortel" in shown.notes[0].html
    assert "<em>meer</em>" in shown.notes[0].html
    assert shown.entry.summary == "Eerst iets."
    mention = next(m for m in card(views, "wortel").mentions if m.entry.title == "Noot")
    assert (mention.before, mention.link, mention.after) == ("Zie ", "Wortel", ".")
    html = page(views, "meer.md").html
    assert 'id="kop"' in html
    assert 'aria-label="Noot 1"' in html
