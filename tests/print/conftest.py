"""A small publication in which everything that is printed occurs once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from harvest.publication import Edition
from tests.drawing import CONTENT, Content, Draw, booklet_of, read

ABOVE = "status: vrijgegeven\nniet getoetst: proef\n"
FILES: Mapping[str, Content] = {
    "mkdocs.yml": """site_name: Proef & oogst
docs_dir: content
plugins:
  - harvest:
      language: nl
      record: {vraagstuk: "Wat dan?", uitgave: Eerste}
nav:
  - Begin: index.md
  - Hoe we werkten: [hoe.md]
  - Wat we leerden:
      - Patronen: patronen/index.md
      - plattegrond.md
      - lessen/index.md
      - casussen/index.md
  - Naslag: [bronnen/index.md, register.md, colofon.md]
""",
    "index.md": "---\ntitel: Begin\nview: home\n---\nWelkom.\n",
    "hoe.md": """---
titel: Hoe
---
Zie [[Een]], [het *eerste*](patronen/een.md), [ook](patronen/een.md#daarom) en <https://example.org>.

## Een kop die veel te lang is om naast een tekst te staan in een smalle kolom

Kort. ![Een rood vlak](beelden/rood.svg)

#### Een stap overgeslagen

| a | b |
|---|---|
| 1 | 2 |

1. een

   met een alinea
2. twee
""",
    "beelden/rood.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30z"/></svg>',
    "patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
    "plattegrond.md": "---\ntitel: Plattegrond\nview: map\n---\nZo hangt het samen.\n",
    "patronen/een.md": f"""---
titel: Een
{ABOVE}hoe zeker: gezien
fase: verkennen
beeld: ../beelden/rood.svg
beeldbeschrijving: Een rood vlak
zie ook: Twee
gezien bij: Wijk
bronnen: Boek
trefwoorden: [zaaien]
ook bekend als: Eersteling
---
<<pattern>>
""",
    "patronen/twee.md": f"---\ntitel: Twee\n{ABOVE}hoe zeker: vermoeden\ndraagt bij aan: Een\n---\n<<pattern>>\n",
    "lessen/index.md": "---\ntitel: Lessen\nview: lessons\n---\n",
    "lessen/les.md": f"---\ntitel: Les\nin één zin: Zo is het.\n{ABOVE}komt van: gast\nblijkt uit: Wijk\n---\nDit.\n",
    "casussen/index.md": "---\ntitel: Casussen\nview: cases\n---\n",
    "casussen/wijk.md": f"---\ntitel: Wijk\n{ABOVE}soort: elders\n---\n## Gebeurtenissen\nVeel, zie [[Een]].\n",
    "bronnen/index.md": "---\ntitel: Bronnen\nview: sources\n---\n",
    "bronnen/boek.md": f"---\ntitel: Boek\n{ABOVE}jaar: 2012\nurl: https://example.org/boek\n---\nDik.\n",
    "register.md": "---\ntitel: Register\nview: index\n---\n",
    "colofon.md": "---\ntitel: Colofon\nview: colophon\n---\nGemaakt met zorg.\n",
}

Composed = Callable[..., tuple[str, Path]]


@pytest.fixture
def composed(draw: Draw) -> Composed:
    """Draw the small publication, with other files where given, and compose it: its HTML and its content folder."""

    def made(
        files: Mapping[str, Content] = {}, edition: Edition | None = None, language: str = "nl"
    ) -> tuple[str, Path]:
        root = draw({**FILES, **files}, language)
        corpus = read(root, edition)
        assert not corpus.has_errors, [(p.path, p.code) for p in corpus.problems if p.severity == "error"]
        return booklet_of(corpus.published()), root / CONTENT

    return made
