"""A publication in which everything that may not go out carries a word that nothing else has: a canary.

All of it derives from the declarations, so that no kind, field, relation or section can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from harvest.kinds.kind import Field, FieldType, Kind, Relation, Section
from harvest.kinds.read import Kinds
from harvest.pipeline import PLAIN_VIEWS

CANARY = "kanarie"
DRAFT, REVIEWED, UNNAMED, INSIDE = (f"{CANARY}{sort}" for sort in ("concept", "kring", "naamloos", "intern"))
"""The words of drafts, of reviewed cards, of what no edition names, and of what is on no page though its card is."""
DAY, NUMBER = "1871-03-17", "59183746"
"""The canaries of fields that hold no words."""
SEEN = "Zichtbaar"
CIRCLE_ONLY = "alleen-kring"
"""In the names of cards that are released, but for the circle."""

OWN = "ritueel"
_TYPES = "\n".join(
    f"  own_{sort}: {{label: eigen {sort}, type: {sort}}}" for sort in get_args(FieldType) if "choice" not in sort
)
OWN_KIND = f"""\
# {INSIDE}: a remark in a declaration
kind: {OWN}
label: {OWN}
plural: rituelen
folders: rituelen
fields:
  own_choice: {{label: keus, type: choice, choices: {{een: een, twee: twee, drie: drie}}}}
  own_choices: {{label: keuzen, type: choices, choices: {{vier: vier, vijf: vijf, zes: zes}}}}
{_TYPES}
relations:
  part_of: {{label: deel van, inverse: omvat, to: {OWN}, acyclic: true}}
  beside: {{label: naast, to: any, symmetric: true}}
sections:
  steps: {{label: Stappen, core: true, links_count_as: beside}}
"""


def publication(kinds: Kinds) -> Mapping[str, str]:
    """Path → text of every file; two cards of each kind are released, and the rest may not be seen by everybody."""
    views = [*PLAIN_VIEWS, *kinds.by_view]
    files = {f"content/{view}.md": f"---\ntitle: Pagina {view}\nview: {view}\nnote: {INSIDE}\n---\n" for view in views}
    files["content/index.md"] = files.pop("content/home.md")
    spine = "".join(f"      - {view}.md\n" for view in views if view not in ("home", "colophon"))
    files["mkdocs.yml"] = (
        f"site_name: Proef # {INSIDE}\ndocs_dir: content\nsite_url: https://example.org/\n"
        "theme: {name: material, language: nl}\nplugins:\n  - search\n  - harvest:\n      language: nl\n"
        "      kinds: [content/ritueel.yml]\nnav:\n  - index.md\n"
        f"  - Deel:\n{spine}  - colophon.md\n  - {DRAFT}-blad.md\n"
    )
    files["content/ritueel.yml"] = OWN_KIND
    files[f"content/{DRAFT}-vergeten.md"] = f"# {DRAFT}\n\n{DRAFT} [zie](index.md) ![x](beelden/{DRAFT}.svg)\n"
    files[f"content/{DRAFT}-blad.md"] = f"---\nstatus: concept\nsummary: {DRAFT}\n---\n# {DRAFT}\n\n[[a-case]]\n"
    files[f"content/{REVIEWED}-blad.md"] = f"---\nstatus: getoetst\n---\n# {REVIEWED}\n\n{REVIEWED} [[a-case]]\n"
    for path in ("private/namen.csv", "content/los.csv", "content/notitie.txt", "content/.verborgen.md"):
        files[path] = INSIDE
    for word in (SEEN, DRAFT, REVIEWED, UNNAMED, INSIDE):
        drawing = f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {INSIDE} --><title>{word}</title></svg>"
        files[f"content/beelden/{word}.svg"] = drawing
    for kind in kinds.by_name.values():
        folder = f"content/{kind.folder('nl')}"
        for name, status, word in (
            ("a", "released", SEEN),
            ("b", "released", SEEN),
            (DRAFT, "draft", DRAFT),
            (REVIEWED, "reviewed", REVIEWED),
        ):
            identity = f"{name}-{kind.kind}"
            files[f"{folder}/{identity}.md"] = "\n".join(_card(kinds, kind, identity, status, word))
        for index in ("index", "README"):  # a card in a folder of its own, of which nobody said that it is a draft
            identity = f"{DRAFT}-{index}-{kind.kind}"
            lines = (line for line in _card(kinds, kind, identity, "draft", DRAFT) if not line.startswith("status:"))
            files[f"{folder}/{identity}/{index}.md"] = "\n".join(lines)
        if kind.circle_only_when:
            identity = f"{REVIEWED}-{CIRCLE_ONLY}-{kind.kind}"
            files[f"{folder}/{identity}.md"] = "\n".join(_card(kinds, kind, identity, "released", REVIEWED))
    files |= _unnamed(kinds)
    return files


def _unnamed(kinds: Kinds) -> Iterator[tuple[str, str]]:
    """Organisations that did not agree, what they began together, and the cards that name them."""
    organisation, collaboration, case = (kinds.by_name[name] for name in ("organisation", "collaboration", "case"))
    for number, consent in enumerate(("no", "")):
        identity = f"{UNNAMED}-{number}"
        lines = [line for line in _card(kinds, organisation, identity, "released", UNNAMED) if "consent:" not in line]
        status = [f"consent: {consent}"] if consent else ["status: draft"]
        lines = [line for line in lines if consent or not line.startswith("status:")]
        yield f"content/organisaties/{identity}.md", "\n".join([lines[0], *status, *lines[1:]])
    partners = f"partners: [{UNNAMED}-0, {UNNAMED}-1]"
    lines = [
        partners if line.startswith("partners:") else line
        for line in _card(kinds, collaboration, UNNAMED, "released", UNNAMED)
    ]
    yield f"content/{collaboration.folder('nl')}/{UNNAMED}.md", "\n".join(lines)
    lines = [
        f"organisation: [{UNNAMED}-0, a-organisation]" if line.startswith("organisation:") else line
        for line in _card(kinds, case, "bij", "released", SEEN)
    ]
    yield f"content/{case.folder('nl')}/bij.md", "\n".join(lines)


def _card(kinds: Kinds, kind: Kind, identity: str, status: str, word: str) -> Iterator[str]:
    """The lines of a card with something in every field, relation and section."""
    first = identity.startswith("a-")
    yield "---"
    for name, field in kind.fields.items():
        yield f"{name}: {_value(kind, name, field, identity, status, word)}"
    for name, relation in kind.relations.items():
        to = list(_ends(kinds, kind, relation, status))
        if to and not (first and kind.kind in relation.to):
            yield f"{name}: [{', '.join(to)}]"
    yield f"# {INSIDE}"
    yield "---"
    yield f"{word} <!-- {INSIDE} --> vooraf, %% {INSIDE} %% zie [[a-pattern]]."
    yield f"\n%%\n{INSIDE}\n\n{INSIDE} noemt [[b-meeting]].\n%%\n"
    for section in kind.sections.values():
        yield from _section(section, word)
    if kind.other_sections:
        yield f"\n## Noten\n\nZin.[^een]\n\n[^een]: Noot {word}.\n\n[^los]: {INSIDE} noemt [[b-meeting]].\n"
        yield from (text.format(INSIDE) for text in _HIDDEN)
        yield f"<template>\n\n![{INSIDE}](../beelden/{INSIDE}.svg)\n\n</template>"
        yield f"\n## Eigen {word}\n\nZo noemt {word} ook [[b-lesson|die {word}]]. ![{word}](../beelden/{word}.svg)"


_HIDDEN = (
    '!!! danger "Zin <!-- {0} -->"\n\n    %% {0}\n\n    {0} %%\n',
    "> - Zin <!-- {0}\n> {0} --> einde\n",
    "| a | b |\n|---|---|\n| Zin %% {0} | {0} %% | c |\n",
    "- Zin\n\n        <!-- [[b-meeting]] noemt {0} -->\n",
    "Zin %%\n{0}\n\n{0}\n%%\n\n[x]: https://example.org '{0}'\n",
    "<!-- {0} -->Zin<!--> {0} -->\n",
    "### Kop <!-- {0} -->\n",
    "[Zin %% {0} %%](https://example.org '%% {0} %%') en ![Zin <!-- {0} -->](../beelden/Zichtbaar.svg)\n",
    "[^binnen]: {0}\n",
    "<svg>\n\n{0}[^binnen]\n",
)
"""Words in the odd places where authors hide them."""


def _ends(kinds: Kinds, kind: Kind, relation: Relation, status: str) -> Iterator[str]:
    """Released cards; a draft leads to a reviewed one too."""
    for to in kinds.by_name if "any" in relation.to else relation.to:
        yield f"a-{to}"
        if to != kind.kind:
            yield f"b-{to}"
        if status == "draft":
            yield f"{REVIEWED}-{to}"


def _section(section: Section, word: str) -> Iterator[str]:
    yield f"\n## {section.label.get('nl', section.label['en'])}\n"
    for lead_in in section.lead_ins.values():
        yield f"**{lead_in.label['nl']}:** {word}.\n"
    yield from (f"- {word} {number}, zie [[a-case]]" for number in range(max(section.fewest_items, 1)))


def _value(kind: Kind, name: str, field: Field, identity: str, status: str, word: str) -> str:
    """A value of the type of a field; what some cards share, such as a choice, differs where it can."""
    seen = status == "released" and word == SEEN
    own = {
        "title": f"{word.capitalize()} {identity}",
        "status": status,
        "url": f"https://{word}.example/",
        "image": f"../beelden/{word}.svg",
        "checked_text": word if not seen else INSIDE,
        "rule": "open",  # under another no card may differ from what was checked, and all of these do
    }
    if name in own:
        return own[name]
    choices = list(field.choices)
    if field.type == "choice" and name in kind.published_when:
        return choices[0]
    if name in kind.circle_only_when:
        inside = kind.circle_only_when[name]
        outside = [choice for choice in choices if choice not in inside]
        return inside[0] if CIRCLE_ONLY in identity else outside[0 if seen or field.type == "choice" else -1]
    return {
        "text": word,
        "choice": "" if not choices else choices[0 if identity[0] == "a" else -1 if seen else len(choices) // 2],
        "choices": "" if not choices else choices[0 if seen else -1],
        "date": "2012-04-03" if seen else DAY,
        "when": "2012-04-03" if seen else DAY,
        "number": "3" if seen else NUMBER,
        "list": f"[{word} {identity}]",
        "yes_no": "yes",
        "map": f"{{te-lang: {INSIDE}}}",
        "maps": f"[{{wat: {INSIDE}}}]",
    }[field.type]
