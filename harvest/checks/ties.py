"""Ties: every reference leads somewhere, to the right kind, once, and to what may be seen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from harvest.card import Card, Page, Reference
from harvest.corpus import Corpus
from harvest.declare import Kinds
from harvest.files import PUBLISHED
from harvest.kind import fold
from harvest.link import Edge, Node, Tie, candidates
from harvest.nearest import nearest
from harvest.problem import NOTHING, Message, Place, Problem, problem, say
from harvest.publication import Publication

_EXTERNAL = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


def relations(corpus: Corpus) -> Iterator[Problem]:
    """Every relation leads to exactly one other card of a kind it may lead to, and is written once."""
    for card in corpus.readable_cards:
        split: set[Place] = set()
        seen: dict[tuple[str, str], Place] = {}
        for reference in card.references:
            if reference.place in split:
                continue
            found = candidates(corpus.register, card, reference)
            if not found:
                halves = _split_title(corpus, card, reference)
                if halves:
                    split.update(r.place for r in halves)
                    whole = ", ".join(r.text for r in halves)
                    yield problem(
                        reference.place,
                        "split-title",
                        "error",
                        say(
                            "«{title}» fell apart into {n} pieces because of its comma.",
                            title=whole,
                            n=len(halves),
                        ),
                        say("Put the title between quotation marks: {example}", example=f'["{whole}"]'),
                    )
                    continue
                yield _nothing_named(corpus, reference)
            elif len(found) > 1:
                yield _ambiguous(reference.place, reference.text, found)
            else:
                yield from _relation_target(corpus.kinds, card, reference, found[0], seen)


def _split_title(corpus: Corpus, card: Card, reference: Reference) -> list[Reference]:
    """The neighbours that together are a title which fell apart at its commas."""
    line = [r for r in card.references if r.relation == reference.relation]
    here = next(i for i, r in enumerate(line) if r.place == reference.place)
    for size in (2, 3, 4):
        for first in range(max(0, here - size + 1), here + 1):
            pieces = line[first : first + size]
            if len(pieces) == size and corpus.register.named(", ".join(r.text for r in pieces)):
                return pieces
    return []


def _nothing_named(corpus: Corpus, reference: Reference) -> Problem:
    parts = [part.strip() for part in reference.text.split(",")]
    if len(parts) > 1 and all(corpus.register.named(part) for part in parts):
        hint = say("Write a list of it: {example}", example=f"[{', '.join(parts)}]")
    else:
        hint = _did_you_mean(corpus, reference.text)
    return problem(
        reference.place,
        "dangling-link",
        "error",
        say("There is no card called «{name}».", name=reference.text),
        hint,
    )


def _did_you_mean(corpus: Corpus, name: str, wiki: bool = False) -> Message:
    guess = nearest(name, corpus.register.written_names, least=65)
    if guess is None:
        return say("Write the title as it stands above that card, or make the card first.")
    return say("Do you mean {guess}?", guess=f"[[{guess}]]" if wiki else f"«{guess}»")


def _ambiguous(place: Place, name: str, found: Iterable[Node]) -> Problem:
    paths = sorted(node.path for node in found)
    return problem(
        place,
        "ambiguous-link",
        "error",
        say("«{name}» can mean more than one card: {paths}.", name=name, paths=paths),
        say("Write the name of the file instead, without .md."),
    )


def _relation_target(
    kinds: Kinds, card: Card, reference: Reference, target: Node, seen: dict[tuple[str, str], Place]
) -> Iterator[Problem]:
    relation = card.kind.relations[reference.relation]
    if not isinstance(target, Card):
        yield problem(
            reference.place,
            "wrong-kind",
            "error",
            say("«{relation}» leads to a page here.", relation=relation.label),
            say("Choose a card instead."),
        )
    elif target.key == card.key:
        yield problem(
            reference.place,
            "self-link",
            "warning",
            say("This card refers to itself."),
            say("Remove its own name here."),
        )
    elif "any" not in relation.to and target.kind.kind not in relation.to:
        yield problem(
            reference.place,
            "wrong-kind",
            "error",
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
        )
    else:
        first = seen.setdefault((reference.relation, target.key), reference.place)
        if first != reference.place:
            yield problem(
                reference.place,
                "duplicate-link",
                "warning",
                say(
                    "«{name}» is there twice below «{relation}».",
                    name=reference.text,
                    relation=relation.label,
                ),
                say("Remove one of the two."),
            )


def links(corpus: Corpus) -> Iterator[Problem]:
    """Every link, picture and anchor in running text leads somewhere inside the publication."""
    for node in corpus.nodes:
        for tie in corpus.ties(node):
            place = node.source.place(tie.start)
            if tie.form == "wiki":
                yield from _wiki(corpus, node, tie, place)
            elif tie.form == "unclosed":
                yield problem(
                    place,
                    "dangling-link",
                    "error",
                    say("Two square brackets open here and never close."),
                    say(
                        "Close them behind the name: {example}",
                        example={"nl": "[[Zeswekenritme]]", "en": "[[Six-week rhythm]]"},
                    ),
                )
            elif tie.form in ("link", "image", "definition"):
                yield from _markdown(corpus, node, tie, place)
        if isinstance(node, Card):
            yield from _picture(corpus, node)


def _wiki(corpus: Corpus, node: Node, tie: Tie, place: Place) -> Iterator[Problem]:
    name, _, anchor = tie.target.partition("#")
    found = corpus.register.named(name) if name else (node,)
    if not found:
        yield problem(
            place,
            "dangling-link",
            "error",
            say("[[{name}]] does not exist.", name=name),
            _did_you_mean(corpus, name, wiki=True),
        )
    elif len(found) > 1:
        yield _ambiguous(place, name, found)
    elif found[0].key == node.key and not anchor:
        yield problem(
            place, "self-link", "warning", say("This text refers to itself."), say("Remove the brackets.")
        )
    elif anchor:
        yield from _anchor(corpus, found[0], anchor, place)


def _anchor(corpus: Corpus, target: Node, anchor: str, place: Place) -> Iterator[Problem]:
    anchors = corpus.register.anchors(target)
    wanted = re.sub(r"[^a-z0-9_]+", "-", fold(anchor).replace(" ", "-")).strip("-")
    if wanted not in anchors and anchor not in anchors:
        guess = nearest(anchor, anchors, least=60)
        yield problem(
            place,
            "dangling-link",
            "error",
            say("«{title}» has no heading «{anchor}».", title=target.title, anchor=anchor),
            say("Do you mean «{guess}»?", guess=f"#{guess}") if guess else NOTHING,
        )


def _markdown(corpus: Corpus, node: Node, tie: Tie, place: Place) -> Iterator[Problem]:
    target, _, anchor = tie.target.partition("#")
    if not target and not anchor:
        yield problem(
            place,
            "dangling-link",
            "error",
            say("This link leads nowhere."),
            say("Put an address between the round brackets."),
        )
        return
    if not target:
        yield from _anchor(corpus, node, anchor, place)
        return
    if _EXTERNAL.match(target) or target.startswith("//"):
        return
    path, found = corpus.register.at(target.partition("?")[0], node.path)
    if path.startswith("../") or path == "..":
        yield outside(place, tie.target)
    elif found is not None:
        if anchor:
            yield from _anchor(corpus, found, anchor, place)
        elif found.key == node.key:
            yield problem(
                place, "self-link", "warning", say("This text refers to itself."), say("Remove the link.")
            )
    elif path not in corpus.register.files:
        yield missing_file(corpus, place, tie.target, path)
    elif not path.lower().endswith(tuple(PUBLISHED)):
        yield problem(
            place,
            "dangling-link",
            "error",
            say("A file such as «{target}» does not go to the site.", target=tie.target),
            say(
                "Save it as {endings}, or leave it out.",
                endings=[".svg", ".png", ".jpg", ".webp", ".pdf"],
            ),
        )


def outside(place: Place, target: str) -> Problem:
    """The problem of a path that leads out of the content folder."""
    return problem(
        place,
        "outside-content",
        "error",
        say(
            "«{target}» is outside the content folder, and nothing there is ever published.",
            target=target,
        ),
        say("Put the file in the content folder, and refer to it there."),
    )


def missing_file(corpus: Corpus, place: Place, target: str, path: str) -> Problem:
    """The problem of a path where nothing lies."""
    # Only the name counts, and only files of the same sort: in one folder all paths look alike.
    ending = path.rpartition(".")[2].lower()
    known = [*corpus.register.by_path, *corpus.register.files]
    names = {known_path.rpartition("/")[2]: known_path for known_path in known if known_path.lower().endswith(ending)}
    guess = nearest(path.rpartition("/")[2], names)
    return problem(
        place,
        "dangling-link",
        "error",
        say("«{target}» does not exist.", target=target),
        say("Do you mean «{guess}»?", guess=names[guess])
        if guess
        else say("Is the name spelled right, and is the file there?"),
    )


def _picture(corpus: Corpus, card: Card) -> Iterator[Problem]:
    written = card.text("image")
    if not written:
        return
    place = card.value_places.get("image", Place(card.path))
    path, _ = corpus.register.at(written, card.path)
    if _EXTERNAL.match(written) or path.startswith("../"):
        yield outside(place, written)
    elif path not in corpus.register.files:
        yield missing_file(corpus, place, written, path)


def cycles(corpus: Corpus) -> Iterator[Problem]:
    """No ring runs through a relation that leads from small to large."""
    for kind in corpus.kinds.by_name.values():
        for name, relation in kind.relations.items():
            if not relation.acyclic:
                continue
            edges: dict[str, list[Edge]] = defaultdict(list)
            for edge in corpus.edges:
                if (
                    edge.relation == name
                    and corpus.kind_of(edge.source) is kind
                    and edge.source != edge.target
                ):
                    edges[edge.source].append(edge)
            for ring in _rings(edges):
                titles = [corpus.title(edge.source) for edge in ring]
                closing = ring[-1]
                yield problem(
                    closing.place,
                    "cycle",
                    "error",
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


def _rings(edges: dict[str, list[Edge]]) -> Iterator[list[Edge]]:
    """One ring for each group of nodes that run in rings, beginning at the first node in order."""
    done: set[str] = set()
    for start in sorted(edges):
        if start in done:
            continue
        path: list[Edge] = []
        on_path = {start}
        stack = [iter(sorted(edges[start], key=lambda edge: edge.target))]
        while stack:
            edge = next(stack[-1], None)
            if edge is None:
                stack.pop()
                if path:
                    done.add(path[-1].target)
                    on_path.discard(path.pop().target)
                continue
            if edge.target in on_path:
                first = next((i for i, e in enumerate(path) if e.source == edge.target), len(path))
                ring = [*path[first:], edge]
                smallest = min(range(len(ring)), key=lambda i: ring[i].source)
                yield [*ring[smallest:], *ring[:smallest]]
            elif edge.target not in done and edge.target in edges:
                path.append(edge)
                on_path.add(edge.target)
                stack.append(iter(sorted(edges[edge.target], key=lambda e: e.target)))
        done.add(start)


def unpublished(corpus: Corpus) -> Iterator[Problem]:
    """What an edition holds refers only to what it holds too."""
    for edge in corpus.edges:
        source, target = corpus.register.by_key[edge.source], corpus.register.by_key[edge.target]
        if not isinstance(target, Card) or corpus.holds(target) or not corpus.holds(source):
            continue
        yield problem(
            edge.place,
            "link-to-unpublished",
            "error",
            say(
                "«{name}» is not in this edition: it is marked «{status}».",
                name=target.title,
                status=target.kind.fields["status"].choices[target.status],
            ),
            say("Release that card, or remove the reference to it."),
        )


def orphans(corpus: Corpus) -> Iterator[Problem]:
    """A card of a kind that ties to itself, such as a pattern, has at least one such tie."""
    tied: set[str] = set()
    for edge in corpus.edges:
        if corpus.kind_of(edge.source) is corpus.kind_of(edge.target) and edge.source != edge.target:
            tied |= {edge.source, edge.target}
    for card in corpus.readable_cards:
        own = [r for r in card.kind.relations.values() if card.kind.kind in r.to]
        alone = len(corpus.of_kind(card.kind.kind)) == 1
        if own and card.key not in tied and not alone:
            yield problem(
                Place(card.path),
                "orphan",
                "hint",
                say("This {kind} is tied to no other {kind}.", kind=card.kind.label),
                say(
                    "Which one comes before it, or pulls the other way? Name it after one of these words: {relations}.",
                    relations=[r.label for r in own],
                ),
            )


def spine(publication: Publication, nodes: Iterable[Node]) -> Iterator[Problem]:
    """Every page in `nav` exists, and is no card. Places are those in `mkdocs.yml`."""
    by_path = {node.path: node for node in nodes}
    for part in publication.spine:
        for chapter in part.chapters:
            if _EXTERNAL.match(chapter.path) or chapter.path.startswith("//"):
                continue
            if chapter.path not in by_path:
                guess = nearest(
                    chapter.path, [path for path, node in by_path.items() if isinstance(node, Page)]
                )
                yield problem(
                    chapter.place,
                    "dangling-link",
                    "error",
                    say("«{target}» does not exist.", target=chapter.path),
                    say("Do you mean «{guess}»?", guess=guess) if guess else NOTHING,
                )
