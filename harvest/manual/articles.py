"""Tell in words what may stand on a card: a kind, or what is written above and on it, from the declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harvest.kinds.kind import Field, Kind, Named, Relation, Section
from harvest.kinds.names import fold
from harvest.manual.markup import page
from harvest.problems.language import label, render
from harvest.problems.problem import Message, say

TYPES = {
    "text": say("text"),
    "date": say("a day, such as {example}", example="2012-04-03"),
    "when": say("a day, a month, a season or a year, as exact as you know it"),
    "number": say("a number"),
    "list": say("one or more words or names"),
    "yes_no": say("yes or no"),
    "map": say("lines of a name, a colon, and a text"),
    "maps": say("a list, and in each item lines of a name, a colon, and a text"),
}
FROM = {
    "draft": say("always needed"),
    "reviewed": say("needed once the card is reviewed"),
    "released": say("needed once the card is released"),
}


def kind_article(kind: Kind, kinds: Mapping[str, Kind], blank: str, language: str) -> str:
    """Return the page about a kind, as Markdown; `blank` is its blank card."""

    def parts(heading: Message, named: Mapping[str, Named]) -> str:
        written_by_hand = (part for name, part in named.items() if name != "checked_text")
        lines = "\n".join(f"- {_about(part, kinds, language)}" for part in written_by_hand)
        return f"## {render(heading, language)}\n\n{lines}" if lines else ""

    folders = " / ".join(f"`content/{folder.folder}/`" for folder in kind.folders)
    return page(
        label(kind.label, language).capitalize(),
        f"{label(kind.help, language)}.",
        render(say("Its files lie in {folders}.", folders=folders), language),
        parts(say("Above the card"), kind.fields),
        parts(say("What it leads to"), kind.relations),
        parts(say("In the text"), kind.sections),
        f"## {render(say('A blank card'), language)}\n\n```markdown\n{blank}```",
    )


def part_article(written: str, kinds: Mapping[str, Kind], language: str) -> str:
    """Return what the name of a field, relation or section means on each kind that has it; empty when none has."""
    found: dict[str, tuple[Named, list[Kind]]] = {}
    for kind in kinds.values():
        for part in _parts_named(written, kind):
            found.setdefault(_about(part, kinds, language), (part, []))[1].append(kind)
    if not found:
        return ""
    parts = [part for part, _ in found.values()]
    body = []
    for about, (_, on) in found.items():
        names = ", ".join(label(kind.label, language) for kind in on)
        everywhere = len(on) == len(kinds)
        where = say("On every card:") if everywhere else say("On a card of the kind {kinds}:", kinds=names)
        body.append(f"{render(where, language)}\n\n- {about}")
    return page(label(parts[0].label, language).capitalize(), *body)


def names_of_parts(kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield every name that a field, relation or section has in any language, as it is written."""
    for kind in kinds.values():
        for part in (*kind.fields.values(), *kind.relations.values(), *kind.sections.values()):
            yield from part.label.values()


def _parts_named(written: str, kind: Kind) -> Iterator[Named]:
    named: Mapping[str, Named] = {**kind.fields, **kind.relations, **kind.sections}
    return (part for name, part in named.items() if fold(written) in part.names(name))


def _about(part: Named, kinds: Mapping[str, Kind], language: str) -> str:
    """Return a line about a field, relation or section: its name, what belongs there, and when it is needed."""
    facts = [fact for fact in (*_holds(part, kinds, language), _needed(part, language)) if fact]
    also = [f"«{word}»" for word in part.also.get(language, [])]
    if also:
        facts.append(render(say("also {names}", names=", ".join(also)), language))
    behind = f" ({'; '.join(facts)})" if facts else ""
    help_text = label(part.help, language)
    return f"**{label(part.label, language)}**{': ' if help_text else ''}{help_text}{behind}"


def _holds(part: Named, kinds: Mapping[str, Kind], language: str) -> Iterator[str]:
    if isinstance(part, Field):
        if part.choices:
            yield ", ".join(label(choice, language) for choice in part.choices.values())
        elif part.type in TYPES:
            yield render(TYPES[part.type], language)
    if isinstance(part, Relation):
        yield "→ " + ", ".join(label(kinds[to].label, language) if to in kinds else to for to in part.to)
        if part.inverse and not part.symmetric:
            yield render(say("the other card says «{words}»", words=part.inverse), language)
    if isinstance(part, Section) and part.fewest_items:
        yield render(say("at least {n} points", n=part.fewest_items), language)
    if isinstance(part, (Field, Section)) and part.most_words:
        yield render(say("at most {n} words", n=part.most_words), language)


def _needed(part: Named, language: str) -> str:
    if isinstance(part, Section) and part.core:
        return render(FROM["draft"], language)
    if isinstance(part, (Field, Relation, Section)) and part.required_from is not None:
        return render(FROM[part.required_from], language)
    return ""
