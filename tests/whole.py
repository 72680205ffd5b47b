"""A publication with everything in it, drawn from the declarations: every kind with every field, relation and section
filled, a page for every view, and what is hard to show. A kind, field or view that is added later is in it by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from harvest.kinds.kind import Field, Kind, Section
from harvest.kinds.read import Kinds, load_kinds
from harvest.pipeline import PLAIN_VIEWS

LONG = ("Een naam die van geen ophouden weet " * 9).strip()[:300]
"""A title of three hundred characters."""
UNBROKEN = "Meervoudigepersoonlijkheidsvraagstukkenoverlegcommissievoorzittersvergadering"
"""A word that no column is wide enough for."""
TAGS = tuple(f"trefwoord {number}" for number in range(40))
TITLES = ("{kind} een", LONG[:-12] + " {kind}", UNBROKEN + " {kind}", "{kind} in de maak", "{kind} in een ring")
DRAFTS = 3
"""From which of the titles on a card is a draft."""

CONFIG = """\
site_name: Alles
docs_dir: content
theme: {name: material, language: nl}
plugins:
  - search
  - harvest:
      language: nl
      kinds: %(kinds)s
      record: {vraagstuk: "Wat dan?", ambitie: Veel., geworden: Meer., gaat door: [Het overleg.], uitgave: Eerste,
        gevraagd: [{van: wie leest, wat: Probeer iets., wanneer: morgen}], licentie: CC0, urgentie: Nu.}
nav:
  - Begin: index.md
  - Alles: [%(pages)s]
"""


def views_of(kinds: Kinds) -> tuple[str, ...]:
    """Every view there is, home first."""
    return tuple(dict.fromkeys((*PLAIN_VIEWS, *kinds.by_view)))


def pages(kinds: Kinds) -> dict[str, str]:
    """A page for every view, below `content/`; home is at the root."""
    return {
        "index.md" if view == "home" else f"zicht/{view}.md": f"---\ntitel: Zicht op {view}\nview: {view}\n---\n"
        for view in views_of(kinds)
    }


def config(kinds: Kinds, declarations: tuple[str, ...] = ()) -> str:
    """The `mkdocs.yml` with all these pages in its spine."""
    spine = ", ".join(path for path in pages(kinds) if path != "index.md")
    return CONFIG % {"kinds": json.dumps(declarations), "pages": spine}


def cards(kinds: Kinds, count: int = len(TITLES)) -> dict[str, str]:
    """So many cards of every kind, below `content/`: plain, long and unbroken, then drafts, the last of which are
    rings."""
    return {
        f"{kind.folder('nl')}/{kind.kind}-{number}.md": card(kind, number, kinds)
        for kind in kinds.by_name.values()
        for number in range(count)
    }


def whole(*, with_cards: bool = True) -> Mapping[str, str]:
    """The publication as path → text, `mkdocs.yml` among them; without cards all its views are empty."""
    kinds, _ = load_kinds()
    inside = {**pages(kinds), **(cards(kinds) if with_cards else {})}
    return {"mkdocs.yml": config(kinds), **{f"content/{path}": text for path, text in inside.items()}}


def card(kind: Kind, number: int, kinds: Kinds) -> str:
    """One card with all its kind declares."""
    above = [f"{name}: {value}" for name, field in kind.fields.items() if (value := _value(kind, name, field, number))]
    for name, relation in kind.relations.items():
        to = [k for k in (kinds.by_name if "any" in relation.to else relation.to) if k in kinds.by_name]
        if kind.kind in to:  # to itself in rows; the drafts make a ring
            ends = [_ring(kind, number)] if number >= DRAFTS else [f"{kind.kind}-{number - 1}"] if number else []
        else:
            ends = [f"{end}-{n}" for end in to for n in range(3)]
        if ends:
            above.append(f"{name}: [{', '.join(ends)}]")
    lines = ["---", *above, "---", ""]
    for name, section in kind.sections.items():
        lines += [f"## {section.label['nl']}", "", *_text(kind, name, section), ""]
    if not kind.sections:
        lines += [
            f"Dit is de eerste zin. Zie [[{kind.kind}-0|een ander]], en <https://example.org/{UNBROKEN}>.",
            "",
        ]
    return "\n".join(lines)


def _ring(kind: Kind, number: int) -> str:
    return f"{kind.kind}-{number + 1 if number + 1 < len(TITLES) else DRAFTS}"


def _value(kind: Kind, name: str, field: Field, number: int) -> str:
    match name:
        case "title":
            return json.dumps(TITLES[number].format(kind=kind.label["nl"]), ensure_ascii=False)
        case "status":
            return "draft" if number >= DRAFTS else "released"
        case "unchecked":
            return "om te proberen"
        case "consent":
            return "yes"
        case "consent_for":
            return "public"
        case "aliases":
            return f"[Ook {kind.kind} {number}]"
        case "tags":
            return f"[{', '.join(TAGS)}]"
        case "url":
            return f"https://example.org/{UNBROKEN}"
        case "checked_on" | "checked_text" | "silence" | "image" | "alt":
            return ""
    match field.type:
        case "choice":
            return list(field.choices)[number % len(field.choices)]
        case "choices":
            return f"[{', '.join(list(field.choices)[number % 2 :])}]"
        case "date":
            return f"2012-04-0{number + 1}"
        case "when":
            return (f"2012-04-0{number + 1}", "voorjaar 2009", "2011")[number % 3]
        case "number":
            return str(number)
        case "yes_no":
            return ("no", "yes")[number % 2]
        case "list":
            return "[eerste, tweede]"
        case "text":
            return f"{name} van {kind.kind}, en nog iets"
        case _:
            return ""


def _text(kind: Kind, name: str, section: Section) -> Iterator[str]:
    see = f"Zie [[{kind.kind}-0]] en [[{kind.kind}-1|een andere]]."
    if section.fewest_items or section.shown_as in ("forces", "questions"):
        yield from ("- eerst dit", "- dan dat, met **nadruk**")
    elif section.lead_ins:
        for lead_in in section.lead_ins.values():
            yield from (f"**{lead_in.label['nl']}:** iets.", "")
    elif section.core:
        yield f"Dit staat er in {name}. {see}"
    else:
        yield from (
            f"Een alinea over {name}. {see}",
            "",
            "| naam | aantal |",
            "|---|---|",
            "| een | 1 |",
            "",
            "### Onder",
        )
        yield from ("", "Nog iets.", "", "```", "x" * 120, "```")
