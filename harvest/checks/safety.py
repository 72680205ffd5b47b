"""Safety: nothing in a text can run, and no address hides anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from harvest.cards.card import Card, Page
from harvest.cards.hidden import opens
from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.problems.problem import Place, Position, Problem, problem, say
from harvest.source.addresses import WEB, plain, unsafe_scheme
from harvest.source.allowed_tags import ALLOWED_TAGS
from harvest.source.markdown import Mark

_TAG = re.compile(r"<(?:/?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])[^<>]*>?)")
_SOURCE = re.compile(r"""(?:^|\s)src\s*+=\s*+["']?\s*+(https?(?=:)|(?=//)|data(?=:))""", re.IGNORECASE)
_OWN_COMPUTER = re.compile(r"file:|[a-z]:[/\\]|\\\\[\w.-]+\\", re.IGNORECASE)
"""A file by its path in the system, a drive of Windows, or a computer in a network there."""
# What holds an address is written as Markdown: only then is it known where it leads.
_HARMLESS = ALLOWED_TAGS - {"a", "img"}

_EXAMPLE = {"nl": "![Wat er te zien is](../beelden/plein.jpg)", "en": "![What it shows](../images/square.jpg)"}


def in_the_text(mark: Mark) -> bool:
    """Whether a mark is a picture whose address holds all of it, as other programs write them along with a text."""
    return mark.form == "image" and plain(mark.target[:40]).lower().startswith("data:image/")


def raw_html(corpus: Corpus) -> Iterator[Problem]:
    """Raw HTML in a text or above it is taken out, but for the few tags that only mark up words."""
    for node in corpus.nodes:
        told: set[str] = set()
        for mark in node.source.markdown.marks:
            if mark.form != "tag" or mark.target in {*told, *_HARMLESS} or _runs(mark.caption):
                continue
            place = node.source.place(mark.start)
            if mark.target.startswith("/"):
                yield _never_ends(place, mark.target)
            elif mark.target.startswith(("!", "%%")):
                yield opens(place, f"<{mark.target}" if mark.target != "%%" else mark.target)
            elif mark.target == "img" and (source := _SOURCE.search(mark.caption)):
                told.add(mark.target)
                yield _within(place) if source[1].lower() == "data" else _elsewhere(place)
            else:
                told.add(mark.target)
                yield _removed(place, mark.target)
        for place, texts in _written_above(node):
            found = next((tag for text in texts if (tag := _TAG.search(text))), None)
            if found:
                yield problem(
                    place,
                    "raw-html",
                    say(
                        "«<{tag}>» is code for web pages (HTML), and shows here as plain letters.",
                        tag=found[1].lower(),
                    ),
                    say("Leave it out."),
                )


def _written_above(node: Node) -> Iterator[tuple[Place, list[str]]]:
    """The texts above a node that may hold a tag, each field with its place."""
    if isinstance(node, Page):
        yield Place(node.path), [node.title, node.summary]
        return
    source = node.source
    if "<" not in source.body and "<" not in source.above and "\\" not in source.above:
        return  # as most are; YAML may write a sign with a backslash
    for name in node.values:
        texts = [text for text in node.list(name) if "<" in text]
        if texts:
            yield node.value_place(name), texts


def _never_ends(place: Place, end: str) -> Problem:
    """Return the problem of an element that is hidden and does not end before the next part: it takes text along."""
    return problem(
        place,
        "raw-html",
        say("What is hidden from readers here does not end before the next heading."),
        say("Put {mark} where it ends.", mark=f"<{end}>"),
        severity="error",
    )


def _removed(place: Place, tag: str) -> Problem:
    return problem(
        place,
        "raw-html",
        say("«<{tag}>» is code for web pages (HTML), and is left out.", tag=tag),
        say("Write plain text; it can probably do without."),
    )


def unsafe_links(corpus: Corpus) -> Iterator[Problem]:
    """A link leads to a page, a mail address or a telephone number, and to nothing that runs."""
    for node in corpus.nodes:
        for mark in node.source.markdown.marks:
            if mark.form not in ("link", "image", "tag"):
                continue  # as most are, and their place is not needed
            place, end = node.source.place(mark.start), node.source.place(mark.end).position
            if in_the_text(mark):
                yield replace(_within(place), end=end)
                continue
            if mark.form == "image" and mark.target.lower().startswith(("http:", "https:", "//")):
                yield replace(_elsewhere(place), end=end)
            if mark.form in ("link", "image") and _OWN_COMPUTER.match(plain(mark.target)):
                yield _own_computer(place, end)
                continue
            if mark.form in ("link", "image") and (scheme := unsafe_scheme(mark.target)):
                yield _unsafe(node.source.place(mark.start), scheme)
            elif mark.form == "tag" and _runs(mark.caption):
                yield _unsafe(node.source.place(mark.start), "javascript")
        if isinstance(node, Card) and (url := node.text("url")) and not url.lower().startswith(WEB):
            yield problem(
                node.value_places.get("url", Place(node.path)),
                "unsafe-link",
                say("«{url}» is not a complete web address.", url=url),
                say("Let it begin with https://."),
            )


def _within(place: Place) -> Problem:
    return problem(
        place,
        "file-not-published",
        say("This picture stands in the text itself, as a long row of letters, and is not shown."),
        say("Save it as a file in the content folder, and refer to it there: {example}", example=_EXAMPLE),
    )


def _elsewhere(place: Place) -> Problem:
    return problem(
        place,
        "file-not-published",
        say("This picture stands on another site, and is not shown: no page asks another site for anything."),
        say("Save it in the content folder, if its maker allows that, and refer to it there."),
    )


def _own_computer(place: Place, end: Position) -> Problem:
    """Return the problem of a link to a file on its author's own computer, whose path may say who that is."""
    return problem(
        place,
        "unsafe-link",
        say("This leads to a file on your own computer, which nobody else can open."),
        say("Put the file in the content folder, and refer to it there: {example}", example=_EXAMPLE),
        end=end,
    )


def _runs(attributes: str) -> bool:
    return "javascript:" in plain(attributes).lower()


def _unsafe(place: Place, scheme: str) -> Problem:
    return problem(
        place,
        "unsafe-link",
        say("A link that begins with «{scheme}:» is not allowed.", scheme=scheme),
        say("Use an address that begins with https://, or leave the link out."),
    )
