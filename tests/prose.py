"""A page and a card with everything that an author may write beyond plain paragraphs and lists."""

from __future__ import annotations

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300" width="600" height="300">'
    '<path d="M20 250 200 80 330 190 560 40" fill="none" stroke="#000" stroke-width="6"/></svg>'
)
TITLES = ("Opmerking", "Tip", "Belangrijk", "Let op", "Pas op", "Niet zonder toestemming")
"""The titles of the notes on the page, from light to heavy; the last is the author's own, of a warning."""
UNTICKED, TICKED = 4, 3
"""How many boxes the page has."""
PAGE = """---
titel: Alles wat mag
samenvatting: Een bladzijde met alles wat een schrijver kan typen.
---

Gewone tekst vooraf, met ==een markering== erin, H~2~O, 10 m^2^ en CO~2~ in dezelfde regel, zodat te zien is of de
regels even ver uit elkaar blijven staan als die zonder zulke tekens.

> [!NOTE]
> Met [een koppeling](https://example.org/) en ==een markering==.
>
> En een tweede alinea, die iets langer is, zodat zij op een smal scherm over een paar regels loopt.

> [!TIP]
> Begin klein.

> [!IMPORTANT]
> Vraag eerst of het mag.

> [!WARNING]
> Wie dit overslaat, begint opnieuw.
>
> ![Een plan](beelden/plan.svg)

> [!CAUTION]
> Dit kan niet meer ongedaan worden gemaakt.

!!! warning "Niet zonder toestemming"
    Noem niemand bij naam die dat niet wil.

> Een gewoon citaat.

## Lijst

- [ ] wie nodigen we uit, en wie missen we dan nog, want dit is een lange vraag die over meer dan één regel loopt
- [x] de zaal
    - [ ] en de koffie
- geen vakje

1. [ ] eerst dit
2. [x] dan dat

Los:

- [ ] een taak met

  twee alinea's

- [x] gedaan

## Beelden

![Een plan|300](beelden/plan.svg)

![[plan.svg]]

![Een te breed plan|1400](beelden/plan.svg)

## Begrippen

Oogst

: Wat een groep overhoudt.

: Ook wat zij weggeeft.

    Met nog een alinea.

## Tabellen

| Wie | Wat | Wanneer | Waar | Waarom | Hoeveel |
|---|---|:-:|---|---|--:|
| gemeente Haarlemmermeer | onderzoek | 2012 | [stadhuis](https://example.org/) | verantwoordelijkheid | 1.200 |
| woningcorporatie | renovatieprogramma | 2013 | wijkcentrum | bewonersparticipatie | 40 |

<table><tr><th>Naam</th><td>Een</td></tr><tr><th>Stof</th><td>H<sub>2</sub>O</td></tr></table>

```
for kaart in kaarten:
    print(kaart.titel, kaart.verantwoordelijkheidsverdelingsoverzicht)
```
"""
CARD = """---
titel: Twee
status: vrijgegeven
niet getoetst: proef
hoe zeker: vermoeden
---

## Context

Altijd.

> [!NOTE]
> Alleen als de groep elkaar kent.

## Probleem

Iets gaat mis met ==de vragen==.

> [!WARNING]
> Niet zonder begeleider.

## Wat eraan trekt

- een kant
- [ ] een andere kant, die niet op één regel past en dus verder loopt

## Daarom

Doe iets met ==nadruk== en CO~2~.

> [!CAUTION]
> En doe het voorzichtig.

- [ ] vraag wie wil
- [x] huur een zaal

## Wat het oplevert en kost

**Levert op:** iets.

> [!TIP]
> Vier het.

**Kost:** iets.

## Vragen om te stellen

- [ ] Welke vraag hoor je voor de derde keer, en waarom eigenlijk pas nu?
"""
