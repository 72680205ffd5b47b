"""Check that links in running text, above cards and in `nav` lead somewhere inside the publication."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import unquote

from harvest.cards import fixes
from harvest.cards.card import Card
from harvest.checks.relations import ambiguous, card_meant
from harvest.checks.unclosed import unclosed
from harvest.corpus import Corpus
from harvest.kinds.names import AMONG_FEW, Meant, meant
from harvest.links.directory import Node
from harvest.links.resolve import Lead, by_address, by_name, led_to
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.addresses import unsafe_scheme
from harvest.source.markdown import Mark, Markdown
from harvest.source.outgoing import PUBLISHED, instead
from harvest.source.pictures import of_another_sort

_EXTERNAL = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_SITE = re.compile(
    r"(?:www\.[\w-]+|[\w-]+(?=\.))(?:\.[\w-]+)*\.(?:nl|be|eu|de|com|org|net|info|edu|gov|gent|frl|amsterdam)(?:[/?#]|$)"
    r"|www\.[\w-]+\.[\w-]",
    re.IGNORECASE,
)
"""The beginning of the address of a site. Other text that ends in a dot and letters may be the name of a file."""
_WEB_LIKE = re.compile(r"(https?|htt?ps?|htps?):?/{0,3}", re.IGNORECASE)
"""How people write https:// with a mark too few or too many."""
_BROKEN_WEB = re.compile(r"https?:(?!//[^/])", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
MOST_HEADINGS = 300
"""The headings of a text among which we look for the one that was meant, since a text may hold as many wrong links."""


def links(corpus: Corpus) -> Iterator[Problem]:
    """Every link, picture and anchor in running text leads somewhere inside the publication."""
    for node in corpus.nodes:
        markdown = node.source.markdown
        word_processor_notes = {
            remark.start for remark in markdown.remarks if remark.what == "footnote of a word processor"
        }
        for mark in markdown.marks:
            # `raw_html` reports the HTML that hides a mark, and `remarks` the notes of word processors.
            if mark.hidden or mark.start in word_processor_notes:
                continue
            place, end = node.source.place(mark.start), node.source.place(mark.end).position
            if mark.form == "unclosed":
                yield replace(unclosed(corpus, node, mark), end=end)
            elif mark.form in ("wiki", "embed", "link", "image") and not unsafe_scheme(mark.target):
                yield from (replace(issue, end=end) for issue in _mark(corpus, node, mark, place))
        yield from _notes(node, markdown)
        if isinstance(node, Card):
            yield from _picture(corpus, node)


def _notes(node: Node, markdown: Markdown) -> Iterator[Problem]:
    """Yield the problems of footnotes: marks without a note, notes without a mark, and marks in a heading."""
    marks = [mark for mark in markdown.marks if mark.form == "note"]
    referred = {mark.target.casefold() for mark in marks}
    spaced_labels: set[str] = set()
    for mark in marks:
        label = mark.target.casefold()
        if label in markdown.notes_by_label or label in spaced_labels:
            continue
        if re.search(r"\s", label):  # a note cannot have such a label
            spaced_labels.add(label)
            example = f"[^{'-'.join(mark.target.split())}]"
            message = say("The name of a note holds no spaces: «{name}».", name=mark.target)
            hint = say("Write it everywhere as {example}", example=example)
            yield problem(node.source.place(mark.start), "dangling-link", message, hint)
        else:
            message = say("There is no note «{name}» in this text.", name=mark.target)
            hint = say("Put it below, at the very start of a line: {example}", example=f"[^{mark.target}]: …")
            yield problem(node.source.place(mark.start), "dangling-link", message, hint)
    for note in markdown.notes:
        if note.label.casefold() not in referred:
            message = say("Nothing in the text refers to this note, so nobody will see it.")
            example = f"[^{note.label}]"
            hint = say("Put this where it belongs in the text, or remove the note: {example}", example=example)
            yield problem(node.source.place(note.start), "dangling-link", message, hint, severity="hint")
    if not isinstance(node, Card):
        return
    for part in node.parts:
        # The heading of a section is a name, not text, so its page shows no note there.
        heading = part.heading
        if heading and any(heading.start <= mark.start < heading.end for mark in marks):
            message = say("A note behind a heading is not shown.")
            hint = say("Put it behind a sentence below the heading.")
            line = node.source.place(heading.start).line
            yield problem(Place(node.path, line), "dangling-link", message, hint, severity="warning")


def _mark(corpus: Corpus, node: Node, mark: Mark, place: Place) -> Iterator[Problem]:
    lead = led_to(corpus.directory, node, mark)
    wiki = mark.form == "wiki"
    if lead.way == "nowhere":
        message = say("This link leads nowhere.")
        yield problem(place, "dangling-link", message, say("Put an address between the round brackets."))
    elif lead.way == "missing" and wiki and (index := corpus.directory.shown_instead(lead.name)):
        yield _index_instead(place, index, lead.name, f"[[{index.title}]]")
    elif (
        lead.way == "elsewhere"
        and _BROKEN_WEB.match(mark.target)
        and (web := _meant_address(corpus, node, mark.target))
    ):
        message = say("«{url}» is not a complete web address.", url=mark.target)
        fix = fixes.address(node.source, mark.start, mark.end, mark.target, web)
        yield problem(place, "dangling-link", message, say("Do you mean «{guess}»?", guess=web), fix=fix)
    elif lead.way == "missing" and wiki:
        name = lead.name.partition("#")[0].strip() if lead.heading else lead.name
        message = say("[[{name}]] does not exist.", name=name)
        guess = card_meant(corpus, node, name)
        if not guess.name and mark.caption and by_name(corpus.directory, node, mark.caption).way == "node":
            guess = Meant(None, say("Do you mean {guess}?", guess=f"[[{mark.caption}|{name}]]"))
        hint = say("Do you mean {guess}?", guess=f"[[{guess.name}]]") if guess.name else guess.hint
        fix = fixes.in_text(node.source, mark.start, mark.end, name, guess)
        yield problem(place, "dangling-link", message, hint, fix=fix)
    elif lead.way == "missing" and (index := corpus.directory.shown_instead(lead.path)):
        shown = posixpath.relpath(index.path, posixpath.dirname(node.path) or ".")
        fix = fixes.address(node.source, mark.start, mark.end, mark.target, shown)
        safe = "#" not in mark.target and index.key != node.key  # it may have no such heading, or be this very page
        yield replace(_index_instead(place, index, mark.target, shown), fix=fix if safe else None)
    elif lead.way == "missing":
        fix = fixes.address(node.source, mark.start, mark.end, mark.target, _meant_address(corpus, node, mark.target))
        yield replace(missing_file(corpus, node, place, mark.target, lead.path), fix=fix)
    elif lead.way == "ambiguous":
        yield ambiguous(place, lead.name, lead.nodes)
    elif lead.way == "outside":
        yield outside(place, mark.target)
    elif lead.way == "no heading":
        yield _no_heading(node, mark, lead, place)
    elif mark.form in ("image", "embed") and of_another_sort(lead.path):
        return  # `photographs` says how to save it
    elif lead.way == "file" and not lead.path.lower().endswith(tuple(PUBLISHED)):
        message = say("A file such as «{target}» does not go to the site.", target=mark.target)
        yield problem(place, "dangling-link", message, instead(lead.path))
    elif lead.node is not None and lead.node.key == node.key and not lead.heading:
        hint = say("Remove the brackets.") if wiki else say("Remove the link.")
        yield problem(place, "self-link", say("This text refers to itself."), hint)


def _index_instead(place: Place, index: Node, target: str, written: str) -> Problem:
    """Return the problem of a link to a README that is not shown, since an index stands beside it."""
    message = say(
        "«{target}» is not shown: «{file}» beside it is the page of the folder.", target=target, file=index.path
    )
    return problem(place, "dangling-link", message, say("Link to {target} instead.", target=written))


def _no_heading(node: Node, mark: Mark, lead: Lead, place: Place) -> Problem:
    """Return the problem of a link to a heading that does not exist."""
    target = lead.nodes[0]
    anchors = islice(target.source.markdown.by_anchor, MOST_HEADINGS)
    otherwise = say("Write a heading of that text as it stands there, or leave out the # and what is behind it.")
    guess = meant(lead.heading, anchors, otherwise, least=AMONG_FEW, shown="#{}".format)
    message = say("«{title}» has no heading «{anchor}».", title=target.title, anchor=lead.heading)
    fix = None
    if guess.name and guess.clear and mark.form == "link":
        better = f"{mark.target.partition('#')[0]}#{guess.name}"
        fix = fixes.address(node.source, mark.start, mark.end, mark.target, better)
    return problem(place, "dangling-link", message, guess.hint, fix=fix)


def outside(place: Place, target: str) -> Problem:
    """Return the problem of a path that leads out of the content folder."""
    return problem(
        place,
        "outside-content",
        say(
            "«{target}» is outside the content folder, and nothing there is ever published.",
            target=target,
        ),
        say("Put the file in the content folder, and refer to it there."),
    )


def _meant_address(corpus: Corpus, node: Node, target: str) -> str:
    """Return the address that the author surely meant by a target that does not exist; empty when that is unclear.

    It is the address of a site, a mail address, or a path that the author typed with the backslashes of Windows.
    """
    if (web := _WEB_LIKE.match(target)) and _SITE.match(rest := target[web.end() :]):
        return f"{web[1].lower()}://{rest}" if web[1].lower().endswith("s") else f"http://{rest}"
    if _SITE.match(target):
        return f"https://{target}"
    if _MAIL.fullmatch(target):
        return f"mailto:{target}"
    path = _page_instead(target.replace("\\", "/"))
    if path != target and by_address(corpus.directory, node, path).way in ("node", "file"):
        return path
    return _only_file(corpus, node, path)


def _only_file(corpus: Corpus, node: Node, path: str) -> str:
    """Return the address of the only file with the name that a path ends in; empty when there are more, or none."""
    name = unicodedata.normalize("NFC", unquote(path.partition("#")[0]).rpartition("/")[2])
    found = corpus.directory.paths_by_name.get(name, ())
    return posixpath.relpath(found[0], posixpath.dirname(node.path) or ".") if len(found) == 1 else ""


def _page_instead(path: str) -> str:
    """Return the path of the page that would be shown instead of a README, of which there may be none."""
    return re.sub(r"(^|/)readme\.md(?=#|$)", r"\1index.md", path, flags=re.IGNORECASE)


def missing_file(corpus: Corpus, node: Node, place: Place, target: str, path: str) -> Problem:
    """Return the problem of a path without a file."""
    message = say("«{target}» does not exist.", target=target)
    if address := _meant_address(corpus, node, target):
        if _page_instead(target) == address:
            message = say("«{target}» is not shown: index.md beside it is the page of its folder.", target=target)
        return problem(place, "dangling-link", message, say("Do you mean «{guess}»?", guess=address))
    path = path.replace("\\", "/")
    # Compare only names, and only with files of the same sort: all paths in one folder look alike.
    ending = path.rpartition(".")[2].lower()
    paths, names = corpus.directory.files_ending_in(ending)
    folder = posixpath.dirname(place.path) or "."
    otherwise = say("Is the name spelled right, and is the file there?")
    guess = meant(path.rpartition("/")[2], names, otherwise, shown=lambda name: posixpath.relpath(paths[name], folder))
    return problem(place, "dangling-link", message, guess.hint)


def _picture(corpus: Corpus, card: Card) -> Iterator[Problem]:
    written = card.text("image")
    if not written:
        return
    place = card.value_place("image")
    lead = by_address(corpus.directory, card, written)
    if lead.way in ("outside", "elsewhere"):
        yield outside(place, written)
    elif lead.way != "file":
        yield missing_file(corpus, card, place, written, lead.path)


def spine(corpus: Corpus) -> Iterator[Problem]:
    """Every page in `nav` exists and is no card: readers reach cards through the views of their kinds.

    The places of its problems are in `mkdocs.yml`.
    """
    directory = corpus.directory
    for part in corpus.publication.spine:
        for chapter in part.chapters:
            if _EXTERNAL.match(chapter.path) or chapter.path.startswith("//"):
                continue
            node = directory.by_path.get(chapter.path)
            if isinstance(node, Card):
                yield problem(
                    chapter.place,
                    "configuration",
                    say("«{target}» is a card, and cards need not be named here.", target=chapter.path),
                    say("Remove the line: the page with «{view}» shows the card.", view=f"view: {node.kind.view}"),
                    severity="warning",
                )
            elif node is None and chapter.path in directory.files:
                message = say("«{target}» is no page, and the menu does not lead to it.", target=chapter.path)
                hint = say("Link to it in the text of a page or card.")
                yield problem(chapter.place, "configuration", message, hint, severity="warning")
            elif node is None and (index := directory.shown_instead(chapter.path)):
                yield _index_instead(chapter.place, index, chapter.path, index.path)
            elif node is None:
                shown = _page_instead(chapter.path)
                message = say("«{target}» does not exist.", target=chapter.path)
                if shown != chapter.path and shown in directory.by_path:
                    message = say(
                        "«{target}» is not shown: index.md beside it is the page of its folder.", target=chapter.path
                    )
                yield problem(
                    chapter.place,
                    "dangling-link",
                    message,
                    meant(chapter.path, [page.path for page in corpus.pages]).hint,
                )
