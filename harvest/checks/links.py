"""Links: what stands in running text, above a card and in `nav` leads somewhere inside the publication."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from harvest.cards.card import Card
from harvest.checks.relations import ambiguous, did_you_mean
from harvest.corpus import Corpus
from harvest.kinds.names import fold, nearest
from harvest.links.edges import Node, Tie
from harvest.problems.problem import NOTHING, Place, Problem, problem, say
from harvest.source.addresses import unsafe_scheme
from harvest.source.content import PUBLISHED

_EXTERNAL = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_ENDINGS = [".svg", ".png", ".jpg", ".webp", ".pdf"]


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
        yield from _notes(node, corpus.ties(node))
        if isinstance(node, Card):
            yield from _picture(corpus, node)


def _notes(node: Node, ties: Iterable[Tie]) -> Iterator[Problem]:
    """Every mark of a footnote leads to a note below the text, and every note is led to."""
    notes = {tie.target.casefold(): tie for tie in ties if tie.form == "note text"}
    marks = {tie.target.casefold(): tie for tie in ties if tie.form == "note"}
    for tie in ties:
        place = node.source.place(tie.start)
        if tie.form == "note" and tie.target.casefold() not in notes:
            message = say("There is no note «{name}» in this text.", name=tie.target)
            hint = say("Put it below, at the very start of a line: {example}", example=f"[^{tie.target}]: …")
            yield problem(place, "dangling-link", "error", message, hint)
        elif tie.form == "note text" and tie.target.casefold() not in marks:
            message = say("Nothing in the text refers to this note, so nobody will see it.")
            hint = say(
                "Put this where it belongs in the text, or remove the note: {example}", example=f"[^{tie.target}]"
            )
            yield problem(place, "dangling-link", "hint", message, hint)
    if isinstance(node, Card) and marks:
        for part in node.parts:
            # What stands in the heading of a section is a name, and no text.
            heading = part.heading.text if part.heading else ""
            if _NOTE.search(heading) and part.heading:
                message = say("A note behind a heading is not shown.")
                hint = say("Put it behind a sentence below the heading.")
                yield problem(Place(node.path, part.heading.line), "dangling-link", "warning", message, hint)


def _wiki(corpus: Corpus, node: Node, tie: Tie, place: Place) -> Iterator[Problem]:
    found, heading = corpus.register.meant(tie.target, node)
    name = tie.target.partition("#")[0].strip() if heading else tie.target
    if not found:
        yield problem(
            place,
            "dangling-link",
            "error",
            say("[[{name}]] does not exist.", name=name),
            did_you_mean(corpus, name, wiki=True),
        )
    elif len(found) > 1:
        yield ambiguous(place, name, found)
    elif heading:
        yield from _anchor(corpus, found[0], heading, place)
    elif found[0].key == node.key:
        yield problem(place, "self-link", "warning", say("This text refers to itself."), say("Remove the brackets."))


def _anchor(corpus: Corpus, target: Node, anchor: str, place: Place) -> Iterator[Problem]:
    if not target.readable:  # its own problem is told already
        return
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
    if unsafe_scheme(tie.target):  # told by `unsafe-link`
        return
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
    if _leads_out(path):
        yield outside(place, tie.target)
    elif found is not None:
        if anchor:
            yield from _anchor(corpus, found, anchor, place)
        elif found.key == node.key:
            yield problem(place, "self-link", "warning", say("This text refers to itself."), say("Remove the link."))
    elif path not in corpus.register.files:
        yield missing_file(corpus, place, tie.target, path)
    elif not path.lower().endswith(tuple(PUBLISHED)):
        yield problem(
            place,
            "dangling-link",
            "error",
            say("A file such as «{target}» does not go to the site.", target=tie.target),
            say("Save it as {endings}, or leave it out.", endings=_ENDINGS),
        )


def _leads_out(path: str) -> bool:
    return path == ".." or path.startswith("../")


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
    paths, names = corpus.register.files_ending_in(ending)
    guess = nearest(path.rpartition("/")[2], names)
    return problem(
        place,
        "dangling-link",
        "error",
        say("«{target}» does not exist.", target=target),
        say("Do you mean «{guess}»?", guess=posixpath.relpath(paths[guess], posixpath.dirname(place.path) or "."))
        if guess
        else say("Is the name spelled right, and is the file there?"),
    )


def _picture(corpus: Corpus, card: Card) -> Iterator[Problem]:
    written = card.text("image")
    if not written:
        return
    place = card.value_place("image")
    path, _ = corpus.register.at(written, card.path)
    if _EXTERNAL.match(written) or written.startswith("//") or _leads_out(path):
        yield outside(place, written)
    elif path not in corpus.register.files:
        yield missing_file(corpus, place, written, path)


def spine(corpus: Corpus) -> Iterator[Problem]:
    """Every page in `nav` exists, and is no card: cards are reached through the views of their kinds.

    Places are those in `mkdocs.yml`.
    """
    register = corpus.register
    for part in corpus.publication.spine:
        for chapter in part.chapters:
            if _EXTERNAL.match(chapter.path) or chapter.path.startswith("//"):
                continue
            node = register.by_path.get(chapter.path)
            if isinstance(node, Card):
                yield problem(
                    chapter.place,
                    "configuration",
                    "warning",
                    say("«{target}» is a card, and cards need not be named here.", target=chapter.path),
                    say("Remove the line: the page with «{view}» shows the card.", view=f"view: {node.kind.view}"),
                )
            elif node is None and chapter.path not in register.files:
                guess = nearest(chapter.path, [page.path for page in corpus.pages])
                yield problem(
                    chapter.place,
                    "dangling-link",
                    "error",
                    say("«{target}» does not exist.", target=chapter.path),
                    say("Do you mean «{guess}»?", guess=guess) if guess else NOTHING,
                )
