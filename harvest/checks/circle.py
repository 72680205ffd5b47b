"""Check that an edition refers to nothing that it leaves out, and names or quotes nobody without their consent."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card, Page
from harvest.cards.read import values_in
from harvest.corpus import Corpus
from harvest.kinds.names import nearest
from harvest.kinds.read import form
from harvest.links.directory import Node
from harvest.links.resolve import candidates
from harvest.problems.problem import Message, Place, Position, Problem, problem, say
from harvest.release.together import NAMED, in_words, released_with
from harvest.source.yaml_nodes import Scalar


def unpublished(corpus: Corpus) -> Iterator[Problem]:
    """An edition's cards and pages refer only to each other, and their text names no organisation without consent.

    A relation to a card that is held back for want of consent is no problem: the edition leaves it out, so that
    withdrawing consent takes effect without changes to other cards.
    """
    for card in corpus.readable_cards:
        if not corpus.holds(card):
            continue
        for reference in card.references:
            nodes = candidates(corpus.directory, card, reference)
            if len(nodes) == 1 and isinstance(nodes[0], Card) and not corpus.withdrawn(nodes[0]):
                yield from _unpublished(corpus, nodes[0], reference.place)
    for edge in corpus.edges:
        if edge.relation is None and corpus.holds(corpus.directory.by_key[edge.source]):
            yield from _unpublished(corpus, corpus.directory.by_key[edge.target], edge.place)


def _unpublished(corpus: Corpus, target: Node, place: Place) -> Iterator[Problem]:
    if corpus.holds(target) or not target.readable:
        return
    if isinstance(target, Page):
        yield from _unpublished_page(corpus, target, place)
        return
    if _mistaken(corpus, target):
        return
    if corpus.withdrawn(target) and not corpus.may_name(target):
        yield revealed(place, target)
    elif not corpus.may_name(target):
        field = target.kind.fields[target.circle_only]
        message = say(
            "This {kind} is in the circle's edition only: behind «{field}» stands nothing but {choices}.",
            kind=target.kind.label,
            field=field.label,
            choices=[field.choices.get(word, word) for word in target.list(target.circle_only)],
        )
        if target.circle_only in target.misread:
            message = say(
                "This {kind} is in the circle's edition only, as long as «{field}» cannot be read.",
                kind=target.kind.label,
                field=field.label,
            )
        hint = say("Remove the reference to it. Those it is about can tell of it themselves.")
        yield problem(place, "link-to-unpublished", message, hint)
    elif corpus.held_back(target):
        yield problem(
            place,
            "link-to-unpublished",
            say("This card is not in this edition: too few of those it needs may be named."),
            say("Remove the reference to it."),
        )
    else:
        yield problem(
            place,
            "link-to-unpublished",
            say(
                "«{name}» is not in this edition: it is marked «{status}».",
                name=target.title,
                status=target.kind.fields["status"].choices[target.status],
            ),
            _together(corpus, target),
        )


def _together(corpus: Corpus, card: Card) -> Message:
    """Return what to do about a reference to a card that could go out: release it, with all that it leads to."""
    others = released_with(corpus, card, NAMED + 1)
    if not others:
        return say("Release that card, or remove the reference to it.")
    cards = in_words(others[:NAMED], more=len(others) > NAMED)
    return say("Release that card, together with what it leads to: {cards}. Or remove the reference.", cards=cards)


def _unpublished_page(corpus: Corpus, page: Page, place: Place) -> Iterator[Problem]:
    """Yield the problem of a link to a page that the edition lacks, with what would bring it in.

    The page of a folder for cards is always there, be it as an empty shelf.
    """
    if page.status_misread or corpus.follows_cards(page):
        return  # a status that cannot be read is told by itself
    status = form("page")["status"].choices[corpus.status_of(page)]
    message = say("«{name}» is not in this edition: it is marked «{status}».", name=page.title, status=status)
    if page.status is None:
        message = say("«{name}» is not in this edition: «nav» in mkdocs.yml does not name that page.", name=page.title)
    yield problem(
        place,
        "link-to-unpublished",
        message,
        say("Release that page, or remove the reference to it.")
        if page.status
        else say("Add it to «nav», as «{path}», or remove the reference to it.", path=page.path),
    )


def unnamed(corpus: Corpus, card: Card) -> bool:
    """Tell whether no consent is on record for naming this card, and not because of a mistake on the card itself."""
    return card.readable and not corpus.may_name(card) and not _mistaken(corpus, card)


def _mistaken(corpus: Corpus, card: Card) -> bool:
    """Tell whether a field that decides who sees the card cannot be read, or another card has one of its names too.

    We then report that mistake alone. An unreadable field on a draft does not count, unless the status is undecided:
    it is only a warning there, and would let the name pass.
    """
    unread = card.misread & {"status", *card.kind.published_when, *card.kind.circle_only_when}
    return corpus.directory.contested(card) or undecided(card) or bool(unread and not card.lenient)


def revealed(place: Place, card: Card, end: Position | None = None) -> Problem:
    """Return the problem of naming a card here without consent. It does not repeat the name, since others read logs."""
    return problem(
        place,
        "organisation-revealed",
        say("No consent is on record for naming this {kind}.", kind=card.kind.label),
        say("Leave out the name and the reference, or write the consent on that card."),
        end=end,
    )


def undecided(card: Card) -> bool:
    """Tell whether the status cannot be read and is no misspelt «draft»: we do not guess who may see a card."""
    written = _written_status(card) if "status" in card.misread else None
    if written is None:
        return False
    choices = card.kind.fields["status"].choice_names
    guess = nearest(written, choices)
    return guess is None or choices[guess] != "draft"


def _written_status(card: Card) -> str | None:
    """Return what a card says behind «status», or in the section that its status comes from; None without either.

    It is empty where more stands there than one value.
    """
    place = card.places.get("status")
    if place is None:
        part = card.part(card.kind.fields["status"].from_section or "")
        items = values_in(part) if part else []
        return items[0].words if items else None
    entries = card.source.data.entries if card.source.data else ()
    node = next((node for key, node in entries if (key.line, key.column) == (place.line, place.column)), None)
    return node.value if isinstance(node, Scalar) else ""


def recorded_consent(corpus: Corpus) -> Iterator[Problem]:
    """A consent says who gave it and when.

    A warning for now, since cards from before these fields say neither.
    """
    for card in corpus.readable_cards:
        if card.kind.kind != "organisation" or card.lenient or card.values.get("consent") != "yes":
            continue
        by, on = (card.kind.fields.get(name) for name in ("consent_by", "consent_on"))
        if by and on and not (card.meant("consent_by") and card.meant("consent_on")):
            yield problem(
                card.value_place("consent"),
                "missing-field",
                say("It is not written down here who gave this consent, or when."),
                say(
                    "Write who agreed behind «{first}», as a role and never as a name, and the day behind «{second}».",
                    first=by.label,
                    second=on.label,
                ),
                severity="warning",
            )


def quotations(corpus: Corpus) -> Iterator[Problem]:
    """A quotation that others may see has the consent of the person who said it."""
    for card in corpus.readable_cards:
        # A community may leave status out of its tiles: then others may see all of them.
        visible = card.status != "draft" or "status" not in card.kind.fields
        needs_consent = visible and card.kind.kind == "tile" and "quotation" in card.list("sort")
        unreadable = "consent" in card.misread and not card.lenient  # reported as an error already
        if needs_consent and card.values.get("consent") is not True and not unreadable:
            yield problem(
                card.value_place("consent") if card.meant("consent") else card.data_end,
                "quote-without-consent",
                say("No consent is on record for these words."),
                say("Show them to the one who said them, and write «consent: yes» above the card once they agree."),
            )
