"""Report text that shows otherwise than its author may think, or not at all, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from harvest.cards.card import Card
from harvest.checks.circle import unnamed
from harvest.checks.markup_texts import AS_TYPED, LOST, NO_LINK, UNREAD
from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.links.resolve import Lead, by_address
from harvest.problems.codes import Severity
from harvest.problems.problem import Fix, Message, Problem, problem, say
from harvest.source.addresses import like_a_path
from harvest.source.markdown import Remark
from harvest.source.markdown.lists import as_list
from harvest.source.markdown.values import What

MOST_SHOWN = 60
"""The largest number of letters of an author's text that a message repeats."""


def remarks(corpus: Corpus) -> Iterator[Problem]:
    """Text shows as its author expects, or a problem says what to write instead."""
    for node in corpus.nodes:
        seen: set[What] = set()
        for remark in node.source.markdown.remarks:
            if remark.what in AS_TYPED or remark.what == "footnote of a word processor":
                if remark.what in seen:
                    continue
                seen.add(remark.what)
            yield from _problem(corpus, node, remark)


def _problem(corpus: Corpus, node: Node, remark: Remark) -> Iterator[Problem]:
    """Yield the problem of one remark; nothing for text that only looks like a link."""
    source = node.source
    if remark.what == "template" and corpus.directory.meant(name := remark.text.strip("{} "), node)[0]:
        remark = remark._replace(what="single brackets", text=name)  # with other brackets than belong there
    what = remark.what
    place, end = source.place(remark.start), source.place(remark.end).position
    if what == "code never closed":
        fence = source.body[remark.start : remark.end].strip()
        fence = fence[: len(fence) - len(fence.lstrip(fence[:1]))] or "```"
        message = say("Code begins here and never ends: all text below it shows as code.")
        hint = say("Put {fence} on a line of its own below the last line of the code.", fence=fence)
        yield problem(place, "code-never-closed", message, hint, end=end)
    elif what in UNREAD:
        message, hint = _words(UNREAD[what], node, remark)
        yield problem(place, "too-complex", message, hint, end=end if what == "too wide" else None)
    elif what in NO_LINK:
        severity, fix = _no_link(corpus, node, remark)
        if severity != "hint":
            message, hint = _words(NO_LINK[what], node, remark)
            yield problem(place, "dangling-link", message, hint, severity=severity, end=end, fix=fix)
    else:
        severity = "warning" if what in LOST else "hint"
        message, hint = _words(LOST[what] if what in LOST else AS_TYPED[what], node, remark)
        yield problem(place, "other-markup", message, hint, severity=severity, end=end, fix=_fix(node, remark))


def _words(templates: tuple[Message, Message], node: Node, remark: Remark) -> tuple[Message, Message]:
    """Return the message and the hint, filled in with the author's text and what to write instead."""
    written = " ".join(node.source.body[remark.start : remark.end].split())
    text = remark.text
    if remark.what == "no definition":
        text = text or written[1:].partition("]")[0]
    params = {
        "line": _short(node.source.body[remark.start : remark.end].rpartition("\n")[2].strip()),
        "written": _short(written),
        "text": text if remark.what in NO_LINK else _short(text),
        "example": _example(remark, written, node.source.body[remark.start : remark.end]),
    }
    message, hint = (replace(template, params=params) for template in templates)
    return message, hint


def _example(remark: Remark, written: str, whole: str) -> str | Mapping[str, str]:
    """Return what to write instead, where it follows from the author's text; else nothing."""
    text, words = remark.text, written[1:].partition("]")[0]
    match remark.what:
        case "brackets with a bar":
            name, _, shown = text.partition("|")
            return f"[[{name.strip()}|{shown.rpartition('|')[2].strip() or shown.strip('| ')}]]"
        case "diagram":
            return {"nl": "![Wat er te zien is](../beelden/tekening.svg)", "en": "![What it shows](../images/x.svg)"}
        case "escaped brackets" | "single brackets":
            return f"[[{text}]]"
        case "footnote of a word processor":
            return f"[^{text}]: …"
        case "inline note":
            return f"[^1]: {text}"
        case "bullets in a line":
            return _short(" / ".join(f"- {' '.join(words.split())}" for words in whole.split("•") if words.strip()))
        case "lettered list" | "list of dashes" | "other bullets":
            lines = [_short(line.strip()) for line in as_list(whole).split("\n") if line.strip()]
            return " / ".join([*lines[:3], *(["…"] if lines[3:] else [])])
        case "link in html":
            shown, _, target = written.lstrip("!")[1:-1].partition("](")
            if written.startswith("!"):
                return f'<img src="{target}" alt="{shown}">'
            return f'<a href="{target}">{shown}</a>'
        case "link turned round" | "link in two":
            return _turned(whole)
        case "link with a space":
            return f"(<{text}>)"
        case "no definition":
            return f"[{words}](…)"
        case "plain note":
            return f"[^{text}]: …"
        case "size of a picture":
            return picture_of_a_size(written)
        case "tags":
            words = ", ".join(word.strip("#,;") for word in written.split())
            return {"nl": f"trefwoorden: [{words}]", "en": f"tags: [{words}]"}
        case "unused definition":
            return f"[…]({written.rpartition(' ')[2]})"
    return ""


def picture_of_a_size(written: str) -> str:
    """Return `![words](address =300x200)` as it can be shown."""
    words, _, rest = written[2:].partition("](")
    address, _, size = rest.rstrip(")").rpartition(" =")
    width = size.partition("x")[0]
    return f"![{words}|{width}]({address})" if width else f"![{words}]({address})"


def _turned(written: str) -> str:
    """Return `(words)[address]` and `[words] (address)` as the link that they were meant as."""
    words, address = re.split(r"[)\]]\s*[(\[]", written[1:-1], maxsplit=1)
    return f"[{words}]({address})"


def _short(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1].rstrip()}…"


def _no_link(corpus: Corpus, node: Node, remark: Remark) -> tuple[Severity, Fix | None]:
    """Return the severity and the fix of a failed link: a hint where it may be no more than words in brackets."""
    source, start, end = node.source, remark.start, remark.end
    if remark.what in ("escaped brackets", "single brackets"):
        nodes, _ = corpus.directory.meant(remark.text, node)
        if not nodes or nodes[0].key == node.key:
            sure = remark.what == "escaped brackets" or source.body.endswith("]]", start, end)
            return ("warning" if sure else "hint"), None
        if corpus.holds(node) and any(isinstance(one, Card) and unnamed(corpus, one) for one in nodes):
            return "hint", None  # the check on names tells of it, and repeats no name
        severity: Severity = "error" if remark.what == "escaped brackets" else "warning"
        return severity, source.fix(start, end, f"[[{remark.text}]]")
    if remark.what in ("link turned round", "link in two"):
        return "warning", source.fix(start, end, _turned(source.body[start:end]))
    if remark.what == "link with a space":
        lead: Lead = by_address(corpus.directory, node, remark.text)
        if lead.way in ("node", "file"):
            at = source.body.rfind(remark.text, start, end)
            return "error", source.fix(at, at + len(remark.text), f"<{remark.text}>")
        return ("error" if like_a_path(remark.text) else "hint"), None
    return ("error" if remark.what == "footnote of a word processor" else "warning"), None


def _fix(node: Node, remark: Remark) -> Fix | None:
    """Return the fix of a remark, where one answer is safe."""
    source, start, end = node.source, remark.start, remark.end
    line = source.body.rfind("\n", 0, start) + 1
    if remark.what == "other bullets" or (remark.what == "lettered list" and remark.text.islower()):
        return source.fix(start, end, as_list(source.body[start:end]))
    if remark.what == "size of a picture":
        return source.fix(start, end, picture_of_a_size(source.body[start:end]))
    if remark.what in ("attributes", "block id", "contents"):
        return source.fix(start, end, "")
    if remark.what == "number below text" and line == start:
        return source.fix(start, end, "\n" + source.body[start:end])
    if remark.what == "heading by a line" and line == start:
        below = source.body.rfind("\n", start, end) + 1
        return source.fix(below, end, "\n" + source.body[below:end])
    return None
