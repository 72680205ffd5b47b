"""One publication that holds every construct a text may hold, for what readers get of it on the site and on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30z"/></svg>'
ABOVE = "status: vrijgegeven\nniet getoetst: om te proberen\n"

TEXT = """
> [!NOTE]
> Zonder titel, zie [[Zes weken]].

> [!warning] Pas op
> Met een titel.

!!! tip "Zo kan het"
    Een eerste alinea.

    Een tweede, met [een link](patronen/zes-weken.md).

- [ ] nog te doen, zie [[Zes weken]]
- [x] gedaan

H~2~O en m^2^ en ==let hierop== en ~~niet dit~~; m^2 en km^2.

![Een vlak|120](beelden/vlak.svg) en ![[vlak.svg|Nog een vlak]] en ![[beelden/vlak.svg|Een vlak]]

[![Beeld](https://elders.example/a.jpg)](https://elders.example/)

Een woord
: Wat het betekent.

  Een tweede alinea daarvan.

Kort
: woord

Een zin met een noot[^1] en nog een[^lang].

[^1]: Zei iemand, zie [[Zes weken]].
[^lang]: Een alinea.

    Nog een alinea.

<table><tr><td>[[Zes weken]]</td><td>[[Zes weken|in een cel]]</td></tr></table>

<p>Een alinea met [[Zes weken|een link erin]] en <a href="patronen/zes-weken.md">zo een</a>
en <img src="beelden/vlak.svg" alt="Een vlak in code"></p>

| Met | Streep |
|-----|--------|
| [[Zes weken\\|een ritme]] | x |

## Kop {#eigen-naam}

[naar eigen](#eigen-naam), [naar eerste](#voorbeeld), [naar tweede](#voorbeeld_1), [naar verre](#费用).

### Voorbeeld

### Voorbeeld

### 费用

### **Vette** kop

[naar vette](#vette-kop)
"""

FILES: Mapping[str, str] = {
    "mkdocs.yml": """site_name: Proef
docs_dir: content
theme: {name: material, language: nl}
plugins:
  - search
  - harvest: {language: nl, record: {vraagstuk: "Wat dan?"}}
nav:
  - Begin: index.md
  - Deel: [vormen.md, patronen/index.md, lessen/index.md]
""",
    "index.md": "---\ntitel: Begin\nview: home\n---\nWelkom.\n",
    "vormen.md": f"---\ntitel: Vormen\n---\n{TEXT}",
    "patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
    "lessen/index.md": "---\ntitel: Lessen\nview: lessons\n---\n",
    "beelden/vlak.svg": SVG,
    "beelden/cafe\u0301.svg": SVG,
    "patronen/zes-weken.md": f"""---
titel: Zes weken
{ABOVE}hoe zeker: vermoeden
---
## 1. Context

Altijd, zie [de kop hieronder](#eigen) en [elders](../vormen.md#voorbeeld_1) en [de eigen](../vormen.md#eigen-naam).

## **Probleem** {{#eigen}}

Iets schuurt. [Hier](#voorbeeld) en [daar](#voorbeeld_1) en [daarginds](#费用).

### Voorbeeld

### Voorbeeld

### 费用

## Wat eraan trekt

- dit
- dat, met [context](#1-context)

## Daarom

Doe het.

## Wat het oplevert en kost

**Levert op:** veel.

**Kost:** ook iets.
""",
    "lessen/rondje_x.md": f"---\ntitel: Rondje\n{ABOVE}komt van: gast\nblijkt uit: Wijk\n---\nEen rondje.\n",
    "casussen/wijk.md": f"---\ntitel: Wijk\n{ABOVE}soort: elders\n---\n## Gebeurtenissen\nVeel.\n",
    "lessen/les.md": f"""---
titel: Les
{ABOVE}komt van: gast
blijkt uit: Wijk
---
Woord
: Wat het *betekent*.

  Een tweede alinea.

## Eerst dachten we

Een zin met `code`, [een link](rondje\\_x.md) en ![plaat](../beelden/caf\u00e9.svg) erin.
""",
}

SHOWN = (
    "<blockquote> <p>Opmerking</p> <p>Zonder titel, zie <a>Zes weken</a>.</p>",
    "<blockquote> <p>Pas op</p> <p>Met een titel.</p> </blockquote>",
    "<p>Zo kan het</p> <p>Een eerste alinea.</p> <p>Een tweede, met <a>een link</a>.</p> </blockqu",
    "<li>(nog te doen) nog te doen, zie <a>Zes weken</a></li>",
    "<li>(gedaan) gedaan</li>",
    "<p>H<sub>2</sub>O en m<sup>2</sup> en <mark>let hierop</mark> en <del>niet dit</del>; m^2 en km^2.</p>",
    '<p><img src="vlak.svg" alt="Een vlak"> en <img src="vlak.svg" alt="Nog een vlak"> en <img src="vlak.',
    "<p><a>Beeld</a></p>",
    "<dt>Een woord</dt> <dd> <p>Wat het betekent.</p> <p>Een tweede alinea daarvan.</p> </dd>",
    "<dt>Kort</dt> <dd>woord</dd>",
    "<p>Een zin met een noot<sup><a>1</a></sup> en nog een<sup><a>2</a></sup>.</p>",
    "<td><a>Zes weken</a></td><td><a>in een cel</a></td>",
    "<p>Een alinea met <a>een link erin</a> en <a>zo een</a> en <img",
    '<img src="vlak.svg" alt="Een vlak in code">',
    "<td><a>een ritme</a></td> <td>x</td>",
    "<p>Zei iemand, zie <a>Zes weken</a>.",
    "<p>Een alinea.</p> <p>Nog een alinea.",
)
"""What a reader of the page gets of its constructs, addresses left out; the same on the site and on paper."""
UNSHOWN = ("[ ]", "[x]", "[!", "!!!", "==", "~2", "[[", "]]", "|", "{#", "[^")
"""Of which nothing is left."""


def bare(html: str) -> str:
    """Return HTML without what only leads elsewhere or sets type: addresses, classes, pages, spaces that bind.

    A box to tick, which is a sign on the site and a picture on paper, becomes its meaning in brackets.
    """
    html = re.sub(r'[ \u00a0]<span class="reference">.*?\)</span>', "", html)
    html = html.replace("<span> </span>", " ").replace("\u00a0", " ")
    html = re.sub(r'<span class="last">(.*?)</span>', r"\1", html)
    html = re.sub(r'<span class="tick[^>]*aria-label="([^"]*)">.</span> ?', r"(\1) ", html)
    html = re.sub(r'<img class="tick"[^>]*alt="([^"]*)"> ?', r"(\1) ", html)
    html = re.sub(r' (?:class|role|style|width|id|href|aria-label)="[^"]*"', "", html)
    return re.sub(r"\s+", " ", re.sub(r'src="[^"]*[/:]([^/"]*)"', r'src="\1"', html))


def words(html: str) -> str:
    """Return what a reader sees of HTML."""
    return re.sub(r"<[^>]+>", "", html)
