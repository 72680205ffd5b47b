"""Tell a heading that its kind does not know: misspelt, or of a part that nobody may have meant for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from harvest.cards import fixes
from harvest.cards.card import Card, Part, heading_name
from harvest.kinds.kind import Section, requires
from harvest.kinds.names import Meant, fold
from harvest.problems.problem import Message, Place, Position, Problem, problem, say

NUMBER_BEFORE = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}[.):]?\s{1,9}(?=\w)")


def unknown_heading(card: Card, part: Part, guess: Meant, name: str, *, mend: bool) -> Problem:
    heading = part.heading
    fix = fixes.in_text(card.source, heading.start, heading.end, part.title, guess) if heading and mend else None
    error = bool(name) and needed(card.kind.sections[name], card)
    hint = guess.hint
    if not error and _leaves(card):
        error, hint = True, _release_or_take_out(guess)
    return problem(
        place_of(card, part),
        "unknown-section",
        say("Unknown heading: «{title}».", title=part.title),
        hint,
        severity="error" if error else "warning",
        fix=fix,
        end=end_of(card, part),
    )


def names_several(card: Card, part: Part, names: Sequence[str]) -> Problem:
    """Return the problem of a heading that is meant for several parts at once."""
    sections = [card.kind.sections[name] for name in names]
    return problem(
        place_of(card, part),
        "unknown-section",
        say("Unknown heading: «{title}».", title=part.title),
        say("Give each of these parts a heading of its own: {parts}.", parts=[section.label for section in sections]),
        severity="error" if any(needed(section, card) for section in sections) else "warning",
        end=end_of(card, part),
    )


def named_inside(title: str, absent: Mapping[str, str]) -> list[str]:
    """Return the sections that are named in a longer heading, in its order; `absent` is heading → section."""
    words = " ".join(["", *re.findall(r"\w+", heading_name(title)), ""])
    places: dict[str, int] = {}
    for heading, name in absent.items():
        at = words.find(f" {fold(heading)} ")
        if at >= 0:
            places[name] = min(at, places.get(name, at))
    return sorted(places, key=lambda name: places[name])


def perhaps_missing(section: Section) -> Meant:
    """Return the guess that a heading which looks like no other is that of the only section that a card still lacks."""
    return Meant(
        None, say("Is this «{section}»? That part is still missing. Then give it that heading.", section=section.label)
    )


def _leaves(card: Card) -> bool:
    """Tell whether readers would see a part that nobody may have meant for them, such as notes.

    Where its heading is silenced with a reason, somebody did.
    """
    silenced = "unknown-section" in card.silences
    return card.status == "released" and not (card.lenient or card.kind.other_sections or silenced)


def _release_or_take_out(guess: Meant) -> Message:
    example = {"nl": "niet melden: {unknown-section: …}", "en": "silence: {unknown-section: …}"}
    if guess.name:
        return say(
            "Do you mean «{guess}»? Else take this part out, or say above the card why readers may see it: {example}",
            guess=guess.name,
            example=example,
        )
    return say(
        "Give it a heading that this kind knows, take this part out, or say above the card why readers may see it:"
        " {example}",
        example=example,
    )


def above_sections(card: Card) -> Iterator[Part]:
    """Yield the headings of level one that name no section, but for the first heading, which repeats the title.

    They begin no section, and what stands below them is shown as if it belonged to the one before.
    """
    for heading in card.source.headings[1:]:
        if heading.level == 1 and heading.outer and heading_name(heading.words) not in card.kind.headings:
            yield Part(None, heading.words, (), heading.end, heading.end, heading)


def needed(section: Section, card: Card) -> bool:
    return section.core or requires(section.required_from, card.status)


def place_of(card: Card, part: Part) -> Place:
    if part.heading is None:
        return Place(card.path, card.source.body_line)
    return Place(card.path, card.source.place(part.heading.start).line, 1)


def end_of(card: Card, part: Part) -> Position | None:
    return card.source.place(part.heading.end).position if part.heading else None


def far_in(card: Card) -> Iterator[Problem]:
    """Yield a hint at each heading that begins a part though it stands so far in that other programs show code."""
    body = card.source.body
    if "    #" not in body and "\t" not in body:
        return  # as nearly all
    for heading in (part.heading for part in card.parts if part.heading):
        start = body.rfind("\n", 0, heading.start) + 1
        written = body[start : heading.end].partition("\n")[0]
        if written.expandtabs(4).startswith("    ") and written.lstrip().startswith("#"):
            place, end = card.source.place(start), card.source.place(start + len(written)).position
            message = say("This heading begins far from the margin, and is none in other programs.")
            hint = say("Write {example}", example=written.strip())
            fix = card.source.fix(start, start + len(written), written.strip())
            yield problem(place, "other-markup", message, hint, severity="hint", end=end, fix=fix)


def numbered(card: Card) -> Iterator[Problem]:
    """Yield a hint at each heading of a section with a number before it, which readers do not get to see."""
    for part in card.parts:
        if part.name is None or part.heading is None or not part.title[:1].isdigit():
            continue  # as nearly all
        if not (number := NUMBER_BEFORE.match(part.title)):
            continue
        words = part.title[number.end() :]
        at = card.source.body.find(part.title, part.heading.start, part.heading.end)
        place = card.source.place(max(at, part.heading.start))
        message = say("«{written}» shows without its number.", written=part.title)
        hint = say("Write {example}", example=f"{'#' * part.heading.level} {words}")
        if at < 0:
            yield problem(place, "other-markup", message, hint, severity="hint")
        else:
            end = at + len(part.title)
            fix = card.source.fix(at, end, words)
            yield problem(
                place, "other-markup", message, hint, severity="hint", end=card.source.place(end).position, fix=fix
            )
