"""A harvest in the making, with something of everything that the editor's desk shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.drawing import CONFIG, pattern

TODAY = date(2026, 6, 1)
ROLE = "de projectleider"
"""To whom a card was shown."""

CONTENT: Mapping[str, str] = {
    "index.md": "---\ntitel: Begin\nview: home\n---\n\nWelkom.\n",
    "patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
    "resultaten.md": "---\ntitel: Wat levert het op?\nview: results\n---\n",
    "patronen/wortel.md": pattern("Wortel", above="zie ook: [Tak, Stam]\n"),
    "patronen/stam.md": pattern("Stam", status="getoetst", above="zie ook: Blad\n"),
    "patronen/tak.md": pattern("Tak", status="concept"),
    "patronen/blad.md": "---\ntitel: Blad\n---\n\n## Probleem\n\nZie [[Bladd]].\n",
    "patronen/los.md": pattern("Los", status="concept"),
    "patronen/knop.md": pattern("Knop", above="zie ook: Bloem\n"),
    "patronen/bloem.md": pattern("Bloem", status="concept"),
    "vragen/wie.md": "---\ntitel: Wie neemt het over?\nvraag is: overgedragen\n---\n\nX.\n",
    "vragen/taai.md": "---\ntitel: Waarom duurt het?\nvraag is: open\nbesproken bij: [Een, Twee, Drie]\n---\n\nX.\n",
    "vragen/nu.md": "---\ntitel: Wat doen we nu?\nvraag is: mee bezig\nbesproken bij: [Een, Straks]\n---\n\nX.\n",
    "vragen/klaar.md": "---\ntitel: Wat was het?\nvraag is: beantwoord\nbesproken bij: Straks\n---\n\nX.\n",
    "casussen/hier.md": "---\ntitel: Hier\nsoort: eigen\nop tafel bij: Straks\n---\n\n## Gebeurtenissen\n\nX.\n",
    **{
        f"bijeenkomsten/{title.lower()}.md": f"---\ntitel: {title}\ndatum: {day}\nsoort: bijeenkomst\n---\n\nX.\n"
        for title, day in {
            "Een": "2026-01-10",
            "Twee": "2026-03-10",
            "Drie": "2026-05-10",
            "Straks": "2026-06-20",
            "Later": "najaar 2026",
        }.items()
    },
}
"""Path in the content folder → text."""

REVIEWS = f"""\
kaarten:
  - kaart: wortel
    getoond:
      - {{aan: "{ROLE}", getoond op: 2026-05-01, antwoord: liever anders, beantwoord op: 2026-05-03}}
  - kaart: knop
    getoond:
      - {{aan: "{ROLE}", getoond op: 2026-05-02, getoonde tekst: 0000-0000-0000-0000, antwoord: akkoord}}
  - kaart: stam
    getoond:
      - {{aan: een ambtenaar, getoond op: 2026-05-04}}
"""
"""Who saw what."""

FILES: Mapping[str, str] = {
    "mkdocs.yml": CONFIG,
    **{f"content/{path}": text for path, text in CONTENT.items()},
    "private/review.yml": REVIEWS,
}
"""The publication in a folder."""
