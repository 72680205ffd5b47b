"""Say of each sort of remark what shows otherwise than its author may think, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

from harvest.problems.problem import Message, say
from harvest.source.markdown.values import What

AS_TYPED: Mapping[What, tuple[Message, Message]] = {
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
    "contents": (
        say("«{written}» shows as it is typed: no list of contents comes here."),
        say("Leave it out."),
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
    "plain note": (
        say("«{written}» shows as it is typed, and leads to no note."),
        say("Write [^{text}] here, and begin the note itself so: {example}"),
    ),
    "tags": (
        say("«{written}» shows as it is typed."),
        say("Tags stand above the card: {example}"),
    ),
    "template": (
        say("«{written}» shows as it is typed: it is an instruction for another program."),
        say("Write what is to stand here, or leave it out."),
    ),
    "title of a note": (
        say("The title of a note shows as it is typed: «{text}»."),
        say("Put the link, or what is to stand out, in the text below the title."),
    ),
}
"""Sort of remark → message and hint. These remarks are hints, and we report each sort once a file."""

LOST: Mapping[What, tuple[Message, Message]] = {
    "cell too many": (
        say("«{written}» shows nowhere: this row has more cells than the head of the table."),
        say("Give the head another column, or write \\| for a bar (|) that belongs to the words."),
    ),
    "heading by a line": (
        say("These lines together become a heading, because of «{line}» right below them."),
        say("Put an empty line above it."),
    ),
    "size of a picture": (
        say("«{written}» shows as it is typed, and no picture: there is a size in the address."),
        say("Put the width behind the words, after a bar (|): {example}"),
    ),
    "unused definition": (
        say("«{written}» shows nowhere: it says where [{text}] leads, and no link is called that."),
        say("Put the address behind the words that are to lead there: {example} Or leave it out."),
    ),
}
"""The same for markup that makes readers miss a text or mistake it: warnings, and we report every one."""

NO_LINK: Mapping[What, tuple[Message, Message]] = {
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
    "link in two": (
        say("«{written}» is no link: there is a space between the words and the address."),
        say("Write it so: {example}"),
    ),
    "link turned round": (
        say("«{written}» is no link: square brackets belong around the words, and round ones around the address."),
        say("Write it so: {example}"),
    ),
    "single brackets": (
        say("«{written}» is no link: around the title of a card stand two square brackets."),
        say("Write it so: {example}"),
    ),
    "no definition": (
        say("«{written}» is no link: nothing says where [{text}] leads."),
        say("Put the address behind the words, between round brackets: {example}"),
    ),
}
"""The same for text that its author meant as a link and that is none."""

UNREAD: Mapping[What, tuple[Message, Message]] = {
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
