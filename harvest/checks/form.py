"""Check that every part of a card is there, once, and not too long. (The reader of cards checks their fields.)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from harvest.cards.card import Card, Part, is_index
from harvest.checks import copies
from harvest.checks.headings import (
    above_sections,
    end_of,
    far_in,
    needed,
    numbered,
    place_of,
    unknown_heading,
)
from harvest.checks.meant_headings import lines_in_other_dress, lines_meant_as_headings, meant_as_heading
from harvest.checks.unknown_headings import absent_headings, only_one_missing, stands_for_missing, unknown
from harvest.checks.untouched import Untouched, blank_all_over, empty_section
from harvest.corpus import Corpus
from harvest.kinds.kind import Section
from harvest.kinds.names import fold, folded_text, meant
from harvest.links.directory import claim
from harvest.problems.problem import NOTHING, Place, Problem, problem, say
from harvest.source.markdown import words_of
from harvest.source.plain import count_words


def duplicate_ids(corpus: Corpus) -> Iterator[Problem]:
    """No two cards, of whatever kinds, have the same id, ignoring case."""
    first: dict[str, Card] = {}
    for card in corpus.by_path:
        other = first.setdefault(card.id.casefold(), card)
        if other is not card:
            yield problem(
                Place(card.path),
                "duplicate-id",
                say("Another card has the same file name: {path}.", path=other.path),
                say("Give one of the two files another name.")
                if not (is_index(card.path) or is_index(other.path))
                else say("Give one of the two another name. An index file goes by the name of its folder."),
            )


def duplicate_titles(corpus: Corpus) -> Iterator[Problem]:
    """No two cards have the same title or alias, ignoring case. (`duplicate_ids` reports copies of one file.)"""
    claims: dict[str, list[tuple[Card, str, Place]]] = defaultdict(list)
    for card in corpus.by_path:
        names: dict[str, tuple[str, Place]] = {}
        if "title" in card.values:
            names[fold(card.title)] = (card.title, card.value_place("title"))
        for alias in card.aliases:
            names.setdefault(fold(alias), (alias, card.value_place("aliases")))
        for folded, (name, place) in names.items():
            claims[folded].append((card, name, place))
    for folded, claimants in claims.items():
        sort_key = claim(folded)
        (other, name, other_place), *rest = sorted(claimants, key=lambda claimant: sort_key(claimant[0]))
        for card, _, place in rest:
            if other.id.casefold() != card.id.casefold():
                hint = say("Give one of the two another title, or make them one card.")
                yield problem(
                    place,
                    "duplicate-title",
                    say(
                        "«{name}» is also the name of another card: {path}, line {line}.",
                        name=name,
                        path=other_place.path,
                        line=other_place.line,
                    ),
                    copies.COMPARE if copies.original(card, other) else hint,
                )


def sections(corpus: Corpus) -> Iterator[Problem]:
    """Every section a card needs is there and holds something, and no heading is misspelt."""
    untouched = Untouched()
    for card in corpus.readable_cards:
        misspelt: set[str] = set()
        absent: dict[str, str] | None = None  # made only for cards with an unknown heading, once for all of these
        stands_for = ""
        parts_by_name: dict[str | None, list[Part]] = defaultdict(list)
        line_headings = {remark.start for remark in card.source.markdown.remarks if remark.what == "heading by a line"}
        filled: set[str | None] = set()
        name_before: str | None = None
        for part in card.parts:
            if part.heading and part.heading.start in line_headings:
                # It is a paragraph of the part before: `remarks` reports the line that makes it a heading.
                parts_by_name[name_before].append(part)
                filled.add(name_before)
                continue
            name_before = part.name
            parts_by_name[part.name].append(part)
            if part.heading is None:
                continue
            if part.name is None and not _only_notes(card, part):
                if absent is None:
                    absent = absent_headings(card)
                    stands_for = stands_for_missing(card, absent)
                issue, names = unknown(card, part, absent, misspelt, stands_for)
                yield from issue
                misspelt.update(names)
            elif part.name is not None and len(parts_by_name[part.name]) > 1:
                other = only_one_missing(card, misspelt)
                yield _twice(card, part, parts_by_name[part.name][0], other)
                misspelt.add(other)
        for part in () if card.kind.other_sections else above_sections(card):
            if part.heading and part.heading.start not in line_headings:
                yield unknown_heading(card, part, meant(part.title, (), NOTHING), "", mend=False)
        for line in lines_meant_as_headings(card, {*parts_by_name, *misspelt}):
            yield meant_as_heading(card, line)
            misspelt.add(line.name)
        for line in lines_in_other_dress(card, {*parts_by_name, *misspelt, *card.swallowed}):
            yield meant_as_heading(card, line)
            misspelt.add(line.name)
        yield from numbered(card)
        yield from far_in(card)
        blank = None if filled else blank_all_over(card, parts_by_name, untouched)
        if blank:
            yield blank
        for name, section in card.kind.sections.items():
            if name in card.swallowed or (blank and section.core):
                continue
            parts = parts_by_name.get(name, [])
            wanted = needed(section, card)
            if untouched.written(card.kind, name, parts):
                yield from _contents(card, section, parts, wanted)
            elif parts and name not in filled and (wanted or _to_be_seen(card, parts)):
                empty = empty_section(card, name, parts[0])
                yield empty if wanted else replace(empty, severity="warning")
            elif wanted and not parts and name not in misspelt:
                yield problem(
                    card.data_end,
                    "missing-section",
                    say("The part «{section}» is missing.", section=section.label),
                    say(
                        "Add a heading «{heading}». {help}",
                        heading={k: f"## {v}" for k, v in section.label.items()},
                        help=section.help,
                    ),
                )


def _to_be_seen(card: Card, parts: list[Part]) -> bool:
    """Tell whether readers would see the hint of a section, or a lead-in with nothing behind it."""
    return card.status != "draft" and any(part.words.strip() for part in parts)


def _twice(card: Card, part: Part, first: Part, other: str) -> Problem:
    """Return the problem of a part that is there twice; `other` is the part that one of them may be meant as."""
    hint = say("Put it all below one heading, or give one of the two another.")
    if other:
        label = card.kind.sections[other].label
        hint = say(
            "Is one of the two «{section}»? Then give it that heading. Else put it all below one.", section=label
        )
    return problem(
        place_of(card, part),
        "unknown-section",
        say(
            "The part «{section}» is there twice, also on line {line}.",
            section=card.kind.sections[part.name or ""].label,
            line=place_of(card, first).line,
        ),
        hint,
        end=end_of(card, part),
    )


def _only_notes(card: Card, part: Part) -> bool:
    """Tell whether a part holds only footnotes: its heading is then no section but a title for these."""
    notes = card.source.markdown.notes
    return not part.blocks and any(part.start <= note.start < part.end for note in notes)


def _contents(card: Card, section: Section, parts: list[Part], wanted: bool) -> Iterator[Problem]:
    fewest = section.fewest_items
    count = sum(len(block.items) for part in parts for block in part.blocks) if fewest else 0
    if count < fewest and (wanted or count):
        yield problem(
            place_of(card, parts[0]),
            "too-few-items",
            say(
                "Name at least {fewest} things below «{section}» (now: {count}).",
                section=section.label,
                count=count,
                fewest=fewest,
            ),
            say("Put each on a line of its own, after a dash."),
            end=end_of(card, parts[0]),
        )
    if not section.lead_ins:
        return
    folded = folded_text("\n".join(part.words for part in parts))
    every = [(one, {f"{word}:" for word in one.names("") if word}) for one in section.lead_ins.values()]
    lead_ins = tuple(word for _, names in every for word in names)
    for lead_in, names in every:
        at = next((folded.index(word) + len(word) for word in names if word in folded), None)
        if (at is not None and folded[at:].strip(" *").startswith(lead_ins)) or at == len(folded):
            yield problem(
                place_of(card, parts[0]),
                "missing-part",
                say("Nothing stands behind «{part}:» yet.", part=lead_in.label),
                say("{help}", help=lead_in.help or section.help),
                end=end_of(card, parts[0]),
            )
        if at is None:
            yield problem(
                place_of(card, parts[0]),
                "missing-part",
                say("«{part}:» is missing below «{section}».", section=section.label, part=lead_in.label),
                say("{help}", help=lead_in.help or section.help),
                end=end_of(card, parts[0]),
            )


def lengths(corpus: Corpus) -> Iterator[Problem]:
    """No section and no body holds more words than its kind allows."""
    for card in corpus.readable_cards:
        for part in card.parts:
            most = card.kind.sections[part.name].most_words if part.name else None
            if most and (words := count_words(part.words)) > most:
                section = card.kind.sections[part.name or ""]
                yield problem(
                    place_of(card, part),
                    "too-long",
                    say(
                        "«{section}»: {words} words, at most {most}.",
                        section=section.label,
                        words=words,
                        most=most,
                    ),
                    say("What can go, or move to another part?"),
                    end=end_of(card, part),
                )
        if card.kind.most_words:
            words = count_words(words_of(card.source.markdown.blocks))
            if words > card.kind.most_words:
                yield problem(
                    Place(card.path, card.source.body_line),
                    "too-long",
                    say("This card: {words} words, at most {most}.", words=words, most=card.kind.most_words),
                    say("What can go, or become a card of its own?"),
                )
