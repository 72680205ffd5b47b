"""Check that relations lead to one other card of the right kind, once and in no ring, and that no card lacks them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from harvest.cards import fixes
from harvest.cards.card import Card, Reference
from harvest.cards.slips import NONE, as_list, known_pieces, replaced
from harvest.corpus import Corpus
from harvest.kinds.names import AMONG_TITLES, Meant, fold, meant, meant_by_words
from harvest.kinds.read import Kinds
from harvest.links.cycles import rings
from harvest.links.directory import Node
from harvest.links.edges import Edge
from harvest.links.resolve import candidates
from harvest.problems.problem import Fix, Place, Problem, problem, say


def relations(corpus: Corpus) -> Iterator[Problem]:
    """Every relation leads to exactly one other card of a kind it may lead to, and is written once."""
    for card in corpus.readable_cards:
        by_relation: dict[str, list[Reference]] = defaultdict(list)
        for reference in card.references:
            by_relation[reference.relation].append(reference)
        for neighbours in by_relation.values():
            yield from _relation(corpus, card, neighbours)


def _relation(corpus: Corpus, card: Card, neighbours: list[Reference]) -> Iterator[Problem]:
    in_split_title: set[int] = set()
    seen: dict[str, Reference] = {}
    for index, reference in enumerate(neighbours):
        if index in in_split_title:
            continue
        nodes = candidates(corpus.directory, card, reference)
        if len(nodes) == 1:
            yield from _relation_target(corpus.kinds, card, reference, nodes[0], seen)
        elif nodes:
            yield ambiguous(reference.place, reference.text, nodes)
        elif pieces := _split_title(corpus, neighbours, index):
            in_split_title.update(pieces)
            title = ", ".join(neighbours[piece].text for piece in pieces)
            begin, end = neighbours[pieces[0]], neighbours[pieces[-1]].end
            all_of_them = len(pieces) == len(neighbours)
            example = f'"{title}"'
            yield problem(
                begin.place,
                "split-title",
                say("«{title}» fell apart into {n} pieces because of its comma.", title=title, n=len(pieces)),
                say(
                    "Put the title between quotation marks: {example}",
                    example=f"[{example}]" if all_of_them else example,
                ),
                end=end,
                fix=Fix(begin.place.position, end, example) if end and end.line == begin.place.line else None,
            )
        else:
            yield _nothing_named(corpus, card, reference)


def _split_title(corpus: Corpus, neighbours: list[Reference], index: int) -> range:
    """Return the indices of the neighbours that together are one title, split at its commas; empty without one."""
    for size in (2, 3, 4):
        for first in range(max(0, index - size + 1), min(index, len(neighbours) - size) + 1):
            pieces = neighbours[first : first + size]
            if corpus.directory.named(", ".join(piece.text for piece in pieces)):
                return range(first, first + size)
    return range(0)


def _nothing_named(corpus: Corpus, card: Card, reference: Reference) -> Problem:
    fix = None
    # Only a name of a card counts, not one of a page.
    if parts := known_pieces(
        reference.text, lambda part: any(isinstance(n, Card) for n in corpus.directory.named(part))
    ):
        example = as_list(parts)
        hint = say("Write a list of it: {example}", example=example)
        whole = reference.written and " ".join(reference.written.value.split()) == reference.text
        fix = replaced(reference.written, example) if whole and reference.written and reference.in_line else None
    elif fold(reference.text).strip(".-?/") in NONE:
        relation = card.kind.relations[reference.relation]
        hint = say(
            "Leave it empty if there is nothing: {example}", example={k: f"{v}:" for k, v in relation.label.items()}
        )
    else:
        guess = card_meant(corpus, card, reference.text)
        hint = guess.hint
        if _fits(corpus, card, reference, guess) and reference.written and reference.written.value == reference.text:
            fix = fixes.in_data(reference.written, guess)
    message = say("There is no card called «{name}».", name=reference.text)
    return problem(reference.place, "dangling-link", message, hint, end=reference.end, fix=fix)


def _fits(corpus: Corpus, card: Card, reference: Reference, guess: Meant) -> bool:
    relation = card.kind.relations[reference.relation]
    nodes = corpus.directory.named(guess.name or "")
    return all(isinstance(node, Card) and relation.leads_to(node.kind.kind) for node in nodes)


def card_meant(corpus: Corpus, node: Node, name: str) -> Meant:
    """Return the title that the author of `node` probably meant by a name that no card or page has.

    The guess is not clear when a link to that title would be wrong too.
    """
    otherwise = say("Write the title as it stands above that card, or make the card first.")
    guess = meant(name, corpus.directory.written_names, otherwise, least=AMONG_TITLES)
    if guess.name is None and "/" in name:  # the folder of the file stands before it
        name = name.rpartition("/")[2]
        guess = meant(name, corpus.directory.written_names, otherwise, least=AMONG_TITLES)
    if guess.name is None:
        guess = meant_by_words(name, corpus.directory.written_names, otherwise)
    nodes = corpus.directory.named(guess.name or "")
    right = len(nodes) == 1 and nodes[0].key != node.key and (corpus.holds(nodes[0]) or not corpus.holds(node))
    return guess._replace(clear=guess.clear and right)


def ambiguous(place: Place, name: str, nodes: Iterable[Node]) -> Problem:
    """Return the problem of a name that several cards or pages have."""
    paths = sorted(node.path for node in nodes)
    return problem(
        place,
        "ambiguous-link",
        say("«{name}» can mean more than one card: {paths}.", name=name, paths=paths),
        say("Write the name of the file instead, without .md."),
    )


def _relation_target(
    kinds: Kinds, card: Card, reference: Reference, target: Node, seen: dict[str, Reference]
) -> Iterator[Problem]:
    relation = card.kind.relations[reference.relation]
    if not isinstance(target, Card):
        yield problem(
            reference.place,
            "wrong-kind",
            say("«{relation}» leads to a page here.", relation=relation.label),
            say("Choose a card instead."),
            end=reference.end,
        )
    elif target.key == card.key:
        yield problem(
            reference.place,
            "self-link",
            say("This card refers to itself."),
            say("Remove its own name here."),
            end=reference.end,
        )
    elif not relation.leads_to(target.kind.kind):
        yield problem(
            reference.place,
            "wrong-kind",
            say(
                "«{relation}» leads to «{name}» here, a card of the kind {kind}.",
                relation=relation.label,
                name=target.title,
                kind=target.kind.label,
            ),
            say(
                "Choose a card of the kind {kinds}.",
                kinds=[kinds.by_name[name].label for name in relation.to if name in kinds.by_name],
            ),
            end=reference.end,
        )
    else:
        if seen.setdefault(target.key, reference) is not reference:
            yield problem(
                reference.place,
                "duplicate-link",
                say(
                    "«{name}» is there twice below «{relation}».",
                    name=reference.text,
                    relation=relation.label,
                ),
                say("Remove one of the two."),
                end=reference.end,
            )


def cycles(corpus: Corpus) -> Iterator[Problem]:
    """No relation that leads from small to large runs in a ring."""
    for kind in corpus.kinds.by_name.values():
        for name, relation in kind.relations.items():
            if not relation.acyclic:
                continue
            edges: dict[str, list[Edge]] = defaultdict(list)
            for edge in corpus.edges:
                if edge.relation == name and corpus.kind_of(edge.source) is kind and edge.source != edge.target:
                    edges[edge.source].append(edge)
            for ring in rings(edges):
                titles = [corpus.title(edge.source) for edge in ring]
                closing = ring[-1]
                yield problem(
                    closing.place,
                    "cycle",
                    say(
                        "«{relation}» runs in a ring: {ring}.",
                        relation=relation.label,
                        ring=" > ".join([*titles, titles[0]]),
                    ),
                    say(
                        "Which of these is the largest? Cut there; for instance, remove «{name}» here.",
                        name=corpus.title(closing.target),
                    ),
                )


def orphans(corpus: Corpus) -> Iterator[Problem]:
    """A card of a kind with relations to its own kind, such as a pattern, is tied to another card of that kind.

    Relations that every kind has, such as sources, do not count: they make no network.
    """
    tied: set[str] = set()
    for edge in corpus.edges:
        if corpus.kind_of(edge.source) is corpus.kind_of(edge.target) and edge.source != edge.target:
            tied |= {edge.source, edge.target}
    readable = Counter(card.kind.kind for card in corpus.readable_cards)
    shared = set.intersection(*(set(kind.relations) for kind in corpus.kinds.by_name.values()))
    for card in corpus.readable_cards:
        own = {n: r for n, r in card.kind.relations.items() if card.kind.kind in r.to and n not in shared}
        if own and card.key not in tied and readable[card.kind.kind] > 1 and not any(map(card.meant, own)):
            yield problem(
                Place(card.path),
                "orphan",
                say("This {kind} is tied to no other {kind}.", kind=card.kind.label),
                say(
                    "Which one comes before it, or pulls the other way? Name it after one of these words: {relations}.",
                    relations=[relation.label for relation in own.values()],
                ),
            )
