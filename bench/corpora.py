"""Publications made up for measuring: cards of about 250 words with the relations and links real ones have."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "groep vraag werk praktijk bijeenkomst deelnemer begeleider gemeente wijk bewoner kennis ervaring ruimte tijd"
    " opdracht verschil antwoord lijst verhaal collega manager organisatie overleg rol afspraak verandering stap"
    " samen steeds vaak soms nooit eerst daarna morgen gisteren open scherp kort lang nieuw oud eigen gedeeld"
    " brengt vraagt zoekt vindt houdt laat geeft neemt leert toont blijft begint stopt hoort ziet kiest"
).split()
PHASES = ("verkennen", "beproeven", "vernieuwen")


def publication(folder: Path, cards: int, seed: int = 1) -> None:
    """Write a publication of `cards` pattern cards, with its `mkdocs.yml`, into an empty folder."""
    dice = random.Random(seed)
    patterns = folder / "content" / "patronen"
    patterns.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Gemeten\ndocs_dir: content\ntheme: {name: material, language: nl}\n"
        "plugins:\n  - search\n  - harvest: {language: nl}\nnav:\n  - index.md\n  - patronen/index.md\n",
        "utf-8",
    )
    (folder / "content" / "index.md").write_text("---\ntitel: Begin\nview: home\n---\n\nWelkom.\n", "utf-8")
    (patterns / "index.md").write_text("---\ntitel: Patronen\nview: patterns\n---\n\nAlle patronen.\n", "utf-8")
    for number in range(cards):
        (patterns / f"patroon-{number}.md").write_text(_card(number, cards, dice), "utf-8")


def _title(number: int) -> str:
    words = random.Random(f"title {number}")
    return f"{words.choice(WORDS).capitalize()} {words.choice(WORDS)} {number}"


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize() + "."


def _text(dice: random.Random, sentences: int) -> str:
    return " ".join(_sentence(dice, 12) for _ in range(sentences))


def _card(number: int, cards: int, dice: random.Random) -> str:
    others = [_title(dice.randrange(cards)) for _ in range(5)]
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


def plain_mkdocs(folder: Path, *, full_nav: bool) -> Path:
    """Beside a publication, the `mkdocs.yml` of plain MkDocs with Material on the same pages; gives its path.

    With `full_nav` every page is in the navigation; otherwise only the first, since MkDocs takes a `nav` of nothing
    at all to mean every page.
    """
    pages = sorted(page.relative_to(folder / "content").as_posix() for page in (folder / "content").rglob("*.md"))
    config = folder / f"plain-{'full' if full_nav else 'empty'}.yml"
    nav = "".join(f"  - {page}\n" for page in (pages if full_nav else ["index.md"]))
    config.write_text(
        "site_name: Gemeten\ndocs_dir: content\nsite_dir: plain\ntheme: {name: material, language: nl, font: false}\n"
        "plugins: [search]\nvalidation: {links: {not_found: ignore}, omitted_files: ignore}\nnav:\n" + nav,
        "utf-8",
    )
    return config
