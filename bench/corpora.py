"""Make up publications to measure: cards of about 250 words, with relations and links as in real ones."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import comrak

from harvest.kinds.kind import Field, Kind
from harvest.kinds.read import load_kinds
from harvest.pipeline import PLAIN_VIEWS
from harvest.views.pages import VIEWS

WORDS = (
    "groep vraag werk praktijk bijeenkomst deelnemer begeleider gemeente wijk bewoner kennis ervaring ruimte tijd"
    " opdracht verschil antwoord lijst verhaal collega manager organisatie overleg rol afspraak verandering stap"
    " samen steeds vaak soms nooit eerst daarna morgen gisteren open scherp kort lang nieuw oud eigen gedeeld"
    " brengt vraagt zoekt vindt houdt laat geeft neemt leert toont blijft begint stopt hoort ziet kiest"
).split()
FIRST = (
    "Annelies Peter Aïcha Mohammed Joost Marieke Thijs Fatima Willem Loes Daan Femke Bas Noor Hassan Ingrid Klaas"
    " Mirjam Ruud Yara"
).split()
LAST = "Hoogendoorn,de Vries,van den Berg,Wiersma,Kok,Jansen,El Idrissi,ter Haar,van 't Hof,Özdemir".split(",")
PHASES = ("verkennen", "beproeven", "vernieuwen")
BY_HAND = {"title", "summary", "status", "checked_on", "unchecked", "checked_text"}
LEFT_OUT = {"image", "alt", "aliases", "silence", "order", "url", "rule"}
PAGE = "<!doctype html><html lang=nl><meta charset=utf-8><title>Gemeten</title><style>@page {size: A5; margin: 15mm}"
PAGE += " body {font-size: 10pt} h1 {break-before: page}</style>"


def publication(folder: Path, cards: int | Mapping[str, int], *, also: Iterable[str] = (), seed: int = 1) -> None:
    """Write a publication, with its `mkdocs.yml`, into an empty folder.

    `cards` is the number of patterns, or name of a kind → number of its cards. `_pattern` writes the patterns; cards of
    any other kind follow its declaration, with all fields, relations and sections filled in. The pages show the view
    `home`, the list of each kind, and the views in `also`.
    """
    dice = random.Random(seed)
    counts = {"pattern": cards} if isinstance(cards, int) else cards
    known = kinds()
    views = {"home": "index.md", **{known[name].view: f"{known[name].folder('nl')}/index.md" for name in counts}}
    views |= {view: f"view-{view}.md" for view in also if view not in views}
    (folder / "mkdocs.yml").write_text(
        "site_name: Gemeten\ndocs_dir: content\ntheme: {name: material, language: nl}\n"
        "plugins:\n  - search\n  - harvest: {language: nl}\nnav:\n"
        + "".join(f"  - {page}\n" for page in views.values()),
        "utf-8",
    )
    for view, page in views.items():
        path = folder / "content" / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitel: {view.capitalize()}\nview: {view}\n---\n\nWelkom.\n", "utf-8")
    for name, count in counts.items():
        kind = known[name]
        (folder / "content" / kind.folder("nl")).mkdir(exist_ok=True)
        for number in range(count):
            text = _pattern(number, count, dice) if name == "pattern" else _card(kind, number, counts, dice)
            (folder / "content" / kind.folder("nl") / f"{name}-{number}.md").write_text(text, "utf-8")


def people(folder: Path, count: int = 200) -> None:
    """Write a list of people beside `mkdocs.yml`, who are named nowhere in what `publication` writes."""
    persons = [f"  - name: {FIRST[n % len(FIRST)]} {LAST[n // len(FIRST) % len(LAST)]}\n" for n in range(count)]
    (folder / "private").mkdir(exist_ok=True)
    (folder / "private" / "people.yml").write_text("people:\n" + "".join(persons), "utf-8")


def every_view() -> list[str]:
    """Return the names of all views."""
    return list(dict.fromkeys([*PLAIN_VIEWS, *VIEWS, *(kind.view for kind in kinds().values())]))


def kinds() -> Mapping[str, Kind]:
    """Return the built-in kinds by name."""
    return load_kinds()[0].by_name


def _title(number: int, kind: str = "") -> str:
    words = random.Random(f"title {number}{kind}")
    return f"{words.choice(WORDS).capitalize()} {words.choice(WORDS)} {kind and kind + ' '}{number}"


def _others(number: int, cards: int, count: int, dice: random.Random) -> list[str]:
    """Return the titles of `count` other patterns, each once as long as there are enough."""
    others = dice.sample(range(cards - 1), min(count, cards - 1)) or [number]
    return [_title(other + (other >= number)) for other in (others * count)[:count]]


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize() + "."


def _text(dice: random.Random, sentences: int) -> str:
    return " ".join(_sentence(dice, 12) for _ in range(sentences))


def _pattern(number: int, cards: int, dice: random.Random) -> str:
    others = _others(number, cards, 5, dice)
    above = f"draagt bij aan: {_title(dice.randrange(number))}\n" if number else ""
    return (
        f"---\ntitel: {_title(number)}\nin één zin: {_sentence(dice, 10)}\nstatus: vrijgegeven\n"
        f"niet getoetst: gemaakt om te meten\nhoe zeker: vermoeden\nfase: [{dice.choice(PHASES)}]\n"
        f"voor wie: [deelnemer, begeleider]\ntrefwoorden: [{dice.choice(WORDS)}, {dice.choice(WORDS)}]\n"
        f"{above}zie ook: [{others[0]}, {others[1]}]\n---\n\n"
        f"## Context\n\n{_text(dice, 3)} Zie [[{others[2]}]] en [[{others[3]}|hier]].\n\n"
        f"## Probleem\n\n{_text(dice, 3)}\n\n"
        f"## Wat eraan trekt\n\n" + "".join(f"- {_text(dice, 1)}\n" for _ in range(4)) + "\n"
        f"## Daarom\n\n{_text(dice, 3)}\n\n"
        f"## Wat het oplevert en kost\n\n**Levert op:** {_text(dice, 2)}\n\n**Kost:** {_text(dice, 2)}\n\n"
        f"## Voorbeelden\n\n{_text(dice, 2)} Zie ook [[{others[4]}]].\n\n"
        f"## Vragen om te stellen\n\n- {_sentence(dice, 8)}\n- {_sentence(dice, 8)}\n"
    )


def _card(kind: Kind, number: int, counts: Mapping[str, int], dice: random.Random) -> str:
    """Return the text of a card as the declaration of its kind describes it."""
    data: dict[str, object] = {
        "title": _title(number, kind.kind),
        "summary": _sentence(dice, 10),
        "status": "released",
        "unchecked": "gemaakt om te meten",
    }
    for name, part in kind.fields.items():
        if name not in BY_HAND | LEFT_OUT:
            data[name] = _value(part, dice, but=kind.circle_only_when.get(name, ()))
    for name, relation in kind.relations.items():
        ends = [(end, counts[end]) for end in kind_names(relation.to, counts)]
        # In a relation to its own kind, a card names only cards before it, so that there are no rings.
        ends = [(end, number if end == kind.kind else count) for end, count in ends]
        titles = {
            _title(other, "" if end == "pattern" else end)
            for end, count in ends
            for other in dice.sample(range(count), min(count, max(1, relation.fewest)))
        }
        if titles:
            data[name] = sorted(titles)
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())
    body = "".join(
        f"## {section.label['nl']}\n\n"
        + (
            f"{_text(dice, 3)}\n\n"
            if not section.fewest_items
            else f"- {_sentence(dice, 8)}\n" * section.fewest_items + "\n"
        )
        + "".join(f"**{lead.label['nl']}:** {_text(dice, 2)}\n\n" for lead in section.lead_ins.values())
        for section in kind.sections.values()
    )
    return f"---\n{front}---\n\n{body or _text(dice, 5)}\n"


def kind_names(to: list[str], counts: Mapping[str, int]) -> list[str]:
    """Return the kinds of this publication to which a relation may lead."""
    return [name for name in counts if name in to or "any" in to]


def _value(part: Field, dice: random.Random, but: Iterable[str]) -> object:
    """Return a value for a field, other than a choice that would keep its card out of the public edition."""
    if part.type == "choice":
        return dice.choice([name for name in part.choices if name not in but])
    if part.type == "choices":
        return [dice.choice([name for name in part.choices if name not in but])]
    return {
        "date": f"2026-{dice.randrange(1, 13):02}-{dice.randrange(1, 28):02}",
        "when": dice.choice(["mei 2026", "voorjaar 2025", "2024"]),
        "number": dice.randrange(1, 50),
        "list": dice.sample(WORDS, 2),
        "yes_no": "ja",
        "map": {},
        "maps": [],
    }.get(part.type, _sentence(dice, 5))


def mkdocs_config(folder: Path, name: str, *, full_nav: bool, plugins: str = "search") -> str:
    """Write `NAME.yml` beside a publication: plain MkDocs with Material, for the same pages, into `NAME/`.

    Returns the name of that file. With `full_nav` every page is in the navigation; otherwise only the first, since
    MkDocs reads an empty `nav` as every page.
    """
    pages = sorted(page.relative_to(folder / "content").as_posix() for page in (folder / "content").rglob("*.md"))
    nav = "".join(f"  - {page}\n" for page in (pages if full_nav else ["index.md"]))
    (folder / f"{name}.yml").write_text(
        f"site_name: Gemeten\ndocs_dir: content\nsite_dir: {name}\n"
        f"theme: {{name: material, language: nl, font: false}}\nplugins: [{plugins}]\n"
        "validation: {links: {not_found: ignore}, omitted_files: ignore}\nnav:\n" + nav,
        "utf-8",
    )
    return f"{name}.yml"


def one_document(folder: Path) -> str:
    """Write all pages of a publication as one plain HTML document for A5 beside it. Returns the name of the file."""
    extensions = comrak.ExtensionOptions(front_matter_delimiter="---")
    pages = []
    for path in sorted((folder / "content").rglob("*.md")):
        html = comrak.markdown_to_html(path.read_text("utf-8"), extension_options=extensions)
        pages.append(f"<h1>{path.stem}</h1>\n{html}")
    (folder / "bare.html").write_text(PAGE + "".join(pages), "utf-8")
    return "bare.html"
