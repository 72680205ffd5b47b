"""Report text that shows otherwise than its author may think, or not at all, with what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from harvest.cards import fixes
from harvest.cards.card import Card
from harvest.checks.circle import unnamed
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

_AS_TYPED: Mapping[What, tuple[Message, Message]] = {
    "abbreviation": (
        say("«{written}» shows as it is typed: abbreviations are not explained here in this way."),
        say("Say in the text itself what {text} stands for."),
    ),
    "attributes": (
        say("«{written}» shows as it is typed: words and pictures get no names or looks here."),
        say("Leave it out."),
    ),
    "block id": (
        say("«{written}» shows as it is typed: only a heading can be linked to."),
        say("Leave it out, and give the text a heading if something is to lead there."),
    ),
    "bullets in a line": (
        say("These bullets (•) stand on one line, and are no list."),
        say("Begin a new line for each of them, with a dash (-) and a space: {example}"),
    ),
    "diagram": (
        say("This drawing in the language «{text}» shows as it is typed."),
        say("Save the drawing as a picture (.svg), put that among the pictures, and show it: {example}"),
    ),
    "emoji": (
        say("«{written}» shows as it is typed."),
        say("Put the sign itself there, or say it in words."),
    ),
    "inline note": (
        say("«{written}» shows as it is typed: what a note says stands below the text."),
        say("Write [^1] here, and below the text, at the very start of a line: {example}"),
    ),
    "lettered list": (
        say("Lines that begin with «{text}» run on as one line of text, and are no list."),
        say("Begin each of them with a number and a dot, or with a dash (-) and a space: {example}"),
    ),
    "link in code": (
        say("This text begins four spaces from the margin, and shows as code: «{text}» is no link in it."),
        say("Take away the spaces at the beginning of its lines."),
    ),
    "link in html": (
        say("«{written}» stands inside code for web pages (HTML), and shows there as it is typed."),
        say("Write it as {example}, or without the code around it."),
    ),
    "list of dashes": (
        say("Are these paragraphs that begin with «{text}» a list?"),
        say("Then begin each of them with a dash (-) and a space: {example}"),
    ),
    "list of its own": (
        say("A new list begins here: this line does not stand far enough in to belong to the one above it."),
        say("Put it, and those below it that belong there too, right below the first letter of the line above."),
    ),
    "math": (
        say("«{written}» shows as it is typed: formulas are not set here."),
        say("Write it in words or with ordinary signs, or show it as a picture."),
    ),
    "number below text": (
        say("«{written}» runs on in the line above it, and begins no list."),
        say("Put an empty line above it."),
    ),
    "other bullets": (
        say("Lines that begin with «{text}» become a list here, but not in other programs."),
        say("Begin each of them with a dash (-) and a space, or with a number, a dot and a space: {example}"),
    ),
    "title of a note": (
        say("The title of a note shows as it is typed: «{text}»."),
        say("Put the link, or what is to stand out, in the text below the title."),
    ),
}
"""Sort of remark → message and hint. These remarks are hints, and we report each sort once a file."""

_LOST: Mapping[What, tuple[Message, Message]] = {
    "cell too many": (
        say("«{written}» shows nowhere: this row has more cells than the head of the table."),
        say("Give the head another column, or write \\| for a bar (|) that belongs to the words."),
    ),
    "heading by a line": (
        say("These lines together become a heading, because of «{line}» right below them."),
        say("Put an empty line above it."),
    ),
    "unused definition": (
        say("«{written}» shows nowhere: it says where [{text}] leads, and no link is called that."),
        say("Put the address behind the words that are to lead there: {example} Or leave it out."),
    ),
}
"""The same for markup that makes readers miss a text or mistake it: warnings, and we report every one."""

_NO_LINK: Mapping[What, tuple[Message, Message]] = {
    "brackets with a bar": (
        say("«{written}» is no link: there is one bar (|) too many in it."),
        say("Put the name before the bar, and behind it the words that show: {example}"),
    ),
    "escaped brackets": (
        say("«{written}» is no link, because of the backslashes (\\) in it."),
        say("Write it without these: {example}"),
    ),
    "footnote of a word processor": (
        say("This is a footnote as a word processor makes it, and it leads nowhere."),
        say("Write [^{text}] here, and put the note below the text, at the very start of a line: {example}"),
    ),
    "link with a space": (
        say("«{written}» is no link: there is a space in its address."),
        say("Put the address between angle brackets: {example}"),
    ),
    "no definition": (
        say("«{written}» is no link: nothing says where [{text}] leads."),
        say("Put the address behind the words, between round brackets: {example}"),
    ),
}
"""The same for text that its author meant as a link and that is none."""

_UNREAD: Mapping[What, tuple[Message, Message]] = {
    "too deep": (
        say("So many quotations, lists or marks stand inside one another here that all of this text shows as typed."),
        say("Begin again with plain paragraphs, and put no more than a few inside one another."),
    ),
    "too many notes": (
        say("This text refers to notes more than {text} times, so that all of it shows as typed."),
        say("Make it several cards or pages."),
    ),
    "too wide": (
        say("This line holds more than {text} bars (|), so that all of this text shows as typed."),
        say("Make the table narrower, or make several of it."),
    ),
}
"""The same for what keeps us from reading a whole text."""


def remarks(corpus: Corpus) -> Iterator[Problem]:
    """Text shows as its author expects, or a problem says what to write instead."""
    for node in corpus.nodes:
        seen: set[What] = set()
        for remark in node.source.markdown.remarks:
            if remark.what in _AS_TYPED or remark.what == "footnote of a word processor":
                if remark.what in seen:
                    continue
                seen.add(remark.what)
            yield from _problem(corpus, node, remark)


def _problem(corpus: Corpus, node: Node, remark: Remark) -> Iterator[Problem]:
    """Yield the problem of one remark; nothing for text that only looks like a link."""
    source, what = node.source, remark.what
    place, end = source.place(remark.start), source.place(remark.end).position
    if what == "code never closed":
        fence = source.body[remark.start : remark.end].strip()
        fence = fence[: len(fence) - len(fence.lstrip(fence[:1]))] or "```"
        message = say("Code begins here and never ends: all text below it shows as code.")
        hint = say("Put {fence} on a line of its own below the last line of the code.", fence=fence)
        yield problem(place, "code-never-closed", message, hint, end=end)
    elif what in _UNREAD:
        message, hint = _words(_UNREAD[what], node, remark)
        yield problem(place, "too-complex", message, hint, end=end if what == "too wide" else None)
    elif what in _NO_LINK:
        severity, fix = _no_link(corpus, node, remark)
        if severity != "hint":
            message, hint = _words(_NO_LINK[what], node, remark)
            yield problem(place, "dangling-link", message, hint, severity=severity, end=end, fix=fix)
    else:
        severity = "warning" if what in _LOST else "hint"
        message, hint = _words(_LOST[what] if what in _LOST else _AS_TYPED[what], node, remark)
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
        "text": text if remark.what in _NO_LINK else _short(text),
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
        case "escaped brackets":
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
        case "link with a space":
            return f"(<{text}>)"
        case "no definition":
            return f"[{words}](…)"
        case "unused definition":
            return f"[…]({written.rpartition(' ')[2]})"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1].rstrip()}…"


def _no_link(corpus: Corpus, node: Node, remark: Remark) -> tuple[Severity, Fix | None]:
    """Return the severity and the fix of a failed link: a hint where it may be no more than words in brackets."""
    source, start, end = node.source, remark.start, remark.end
    if remark.what == "escaped brackets":
        nodes, _ = corpus.directory.meant(remark.text, node)
        if not nodes:
            return "warning", None
        if corpus.holds(node) and any(isinstance(one, Card) and unnamed(corpus, one) for one in nodes):
            return "hint", None  # the check on names tells of it, and repeats no name
        return "error", fixes.between(source, start, end, f"[[{remark.text}]]")
    if remark.what == "link with a space":
        lead: Lead = by_address(corpus.directory, node, remark.text)
        if lead.way in ("node", "file"):
            at = source.body.rfind(remark.text, start, end)
            return "error", fixes.between(source, at, at + len(remark.text), f"<{remark.text}>")
        return ("error" if like_a_path(remark.text) else "hint"), None
    return ("error" if remark.what == "footnote of a word processor" else "warning"), None


def _fix(node: Node, remark: Remark) -> Fix | None:
    """Return the fix of a remark, where one answer is safe."""
    source, start, end = node.source, remark.start, remark.end
    line = source.body.rfind("\n", 0, start) + 1
    if remark.what == "other bullets" or (remark.what == "lettered list" and remark.text.islower()):
        return fixes.between(source, start, end, as_list(source.body[start:end]))
    if remark.what in ("attributes", "block id"):
        return fixes.between(source, start, end, "")
    if remark.what == "number below text" and line == start:
        return fixes.between(source, start, end, "\n" + source.body[start:end])
    if remark.what == "heading by a line" and line == start:
        below = source.body.rfind("\n", start, end) + 1
        return fixes.between(source, below, end, "\n" + source.body[below:end])
    return None
