"""Tell what a file among the cards is that is neither a card nor goes out: most arrived by mail."""

from __future__ import annotations

import re

from harvest.problems.problem import Message, Place, Problem, problem, say
from harvest.source.outgoing import instead

_OF_A_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir", "$recycle.bin"})
_OF_A_PROGRAM = re.compile(r"~\$.*|.*~|#.*#|~.*\.tmp", re.DOTALL)
"""Matches what a program leaves beside a file while it is open, or before it saved it last."""
_OLDER = re.compile(r"(.+\.(?:md|markdown))\.(?:bak|backup|orig|old|tmp|sav|save|\d+)", re.IGNORECASE)
_ENDING_TOO_MANY = re.compile(r".+\.(?:md|markdown)(\.(?:txt|text|docx?|rtf|odt))", re.IGNORECASE)
_MARKDOWN_TOO = frozenset(".mdx .mdown .mkd .mkdn .mkdown .mdwn .mdtxt .mdtext .mmd .rmd .qmd".split())
_PLAIN_TEXT = frozenset({".txt", ".text"})
_WORD_PROCESSORS = frozenset(".doc .docm .dot .dotx .rtf .pages .wps .wpd .gdoc .fodt .ott .sxw".split())
_MAIL = frozenset(".eml .emlx .msg .mbox .mht".split())


def passed_over(name: str) -> bool:
    """Tell whether a system or a program left this file or folder, of which no author knows."""
    return name.casefold() in _OF_A_SYSTEM or _OF_A_PROGRAM.fullmatch(name) is not None


def stray(path: str) -> Problem:
    """Return the problem of a file that is no card and does not go out: what it is, and what to do with it."""
    message, hint = _told(path.rpartition("/")[2])
    return problem(Place(path), "file-not-published", message, hint or instead(path))


def _told(name: str) -> tuple[Message, Message | None]:
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    if match := _OLDER.fullmatch(name):
        return (
            say("This is an older copy of «{name}», and is passed over.", name=match[1]),
            say("Do you miss nothing in it? Then throw it away."),
        )
    if match := _ENDING_TOO_MANY.fullmatch(name):
        return (
            say(
                "This file is passed over: the name of a card ends in .md, and here «{ending}» follows.",
                ending=match[1],
            ),
            say(
                "Take «{ending}» off the name. Do you not see it? Then let your computer show the endings of files.",
                ending=match[1],
            )
            if match[1].casefold() in _PLAIN_TEXT
            else _copy_it(),
        )
    if ending in _MARKDOWN_TOO:
        return say("This file is passed over: the name of a card ends in .md."), say("Give it a name that ends in .md.")
    if ending in _PLAIN_TEXT or not ending:
        return (
            say("Is this the text of a card? The file is passed over: the name of a card ends in .md."),
            say("Make a card with «harvest new» and copy the text into it. Is this a card? Let its name end in .md."),
        )
    if ending in _WORD_PROCESSORS:
        return say(
            "Is this the text of a card? The file is passed over: a card is a plain text, and its name ends in .md."
        ), _copy_it()
    if ending in _MAIL:
        return (
            say("This is a mail, with names and addresses in it. It is passed over."),
            say("Make a card with «harvest new» and copy the text into it, without names. Keep the mail in «private»."),
        )
    return say("A file of this sort does not go to the site."), None


def _copy_it() -> Message:
    return say(
        "Make a card with «harvest new» and copy the text into it. Are readers to have the document itself? Save it as"
        " {endings}, and link to it.",
        endings=[".pdf", ".docx", ".odt"],
    )
