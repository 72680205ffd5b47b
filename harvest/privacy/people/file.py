"""Read the list of people from `private/people.yml`, or from the secret of a server that builds a site.

No word of the list is in a problem: neither in its message nor in its hint, and none of them has a fix.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from pathlib import Path

from harvest.privacy.people.people import EXAMPLE, PEOPLE_FILE, SECRET, People
from harvest.privacy.people.tracked import kept_by_git
from harvest.problems.codes import Code
from harvest.problems.problem import NOTHING, Message, Place, Problem, problem, say, why
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, read_yaml

MAX_BYTES = 1024 * 1024
END = "..."
"""The last line of a list, which shows that nothing of it is cut off."""

_BASE64 = re.compile(r"[A-Za-z0-9+/\s]+[=\s]*")
_PARTS = re.compile(r"(?:---|\.\.\.)(?:(?P<only>\s*)|\s.*)")
"""A line that begins or ends a part of the text."""
_TAB = re.compile(r" *(?:- *)*\t")


def read_people(root: Path, language: str) -> People | None:
    """Return the list of people of the publication in this folder; None where there is none.

    A secret that holds something wins over the file.
    """
    secret = os.environ.get(SECRET, "")
    if secret.strip():
        return _from_secret(secret, language)
    path = root / PEOPLE_FILE
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not path.is_symlink():
            return None
        return _refused(
            PEOPLE_FILE, "not-readable", say("The list of people cannot be read ({reason}).", reason=why(error))
        )
    except OSError as error:
        return _refused(
            PEOPLE_FILE, "not-readable", say("The list of people cannot be read ({reason}).", reason=why(error))
        )
    people = _from_bytes(content, PEOPLE_FILE, language)
    if not kept_by_git(path):
        return people
    message = say("Git keeps the list of people, so whoever gets the files gets every name on it.")
    hint = say(
        "Type «git rm --cached {path}» and put «private/» in .gitignore. What git kept before, it still has.",
        path=PEOPLE_FILE,
    )
    kept = problem(Place(PEOPLE_FILE), "private-in-content", message, hint)
    return People(people.persons, people.terms, (kept, *people.problems))


def empty_secret() -> Problem | None:
    """Return the problem of a secret that is there and holds nothing; None where that is not so."""
    if SECRET not in os.environ or os.environ[SECRET].strip():
        return None
    return problem(
        Place(SECRET),
        "names-unchecked",
        say("The secret {secret} is empty, so there is no list of people here.", secret=SECRET),
        say(
            "Put the whole text of «{path}» in it. A build of somebody else's copy does not get to see it.",
            path=PEOPLE_FILE,
        ),
        severity="warning",
    )


def people_from(text: str, path: str, language: str) -> People:
    """Return the list of people in a text; what cannot be read of it becomes problems."""
    lines = _lines(text)
    if misplaced := _tab_or_second_part(lines, path):
        return People(problems=(misplaced,))
    try:
        data = people_nodes(text)
    except YamlProblem as error:
        return People(problems=(_explained(error, path),))
    from harvest.privacy.people.form import PeopleReader  # late, since most publications have no list

    reader = PeopleReader(path, language)
    persons, terms = reader.read(data)
    return People(persons, terms, tuple(reader.problems))


def people_nodes(text: str) -> Entries:
    """Return the nodes of a list of people, with the lines of the text. Raises `YamlProblem`.

    A bare list of names has no line «people:» above it, and gets one.
    """
    lines = ["" if _PARTS.fullmatch(line) else line for line in _lines(text)]
    first = next((line.lstrip() for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    bare = first.startswith("- ") or first == "-"
    return read_yaml("\n".join(["people:", *lines] if bare else lines), first_line=0 if bare else 1)


def ends_whole(text: str) -> bool:
    """Tell whether the last line of a list shows that nothing is cut off."""
    return text.rstrip().rpartition("\n")[2].strip() == END


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _from_secret(secret: str, language: str) -> People:
    if _BASE64.fullmatch(secret):
        try:
            secret = b64decode("".join(secret.split()), validate=True).decode("utf-8-sig")
        except ValueError:
            secret = ""
    if ends_whole(secret):
        return _from_bytes(secret.encode(errors="surrogateescape"), SECRET, language)
    return _refused(
        SECRET,
        "not-readable",
        say("The list of people in the secret {secret} is not whole: its last line is missing.", secret=SECRET),
        say(
            "Copy all of «{path}» into it, down to the line «{end}». Are lines run together? Then put it in as base64.",
            path=PEOPLE_FILE,
            end=END,
        ),
    )


def _from_bytes(content: bytes, path: str, language: str) -> People:
    if len(content) > MAX_BYTES:
        message = say("The list of people is larger than {most} KB.", most=MAX_BYTES // 1024)
        return _refused(path, "too-large", message, say("Keep in it what names people, and nothing else."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = say("This file is not plain text in UTF-8.")
        hint = say("Open it in your editor and save it again with the encoding UTF-8.")
        return _refused(path, "not-text", message, hint, content.count(b"\n", 0, error.start) + 1)
    return people_from(text, path, language)


def _refused(path: str, code: Code, message: Message, hint: Message = NOTHING, line: int = 1) -> People:
    return People(problems=(problem(Place(path, line), code, message, hint),))


def _tab_or_second_part(lines: list[str], path: str) -> Problem | None:
    """Return the problem of a tab where only spaces work, or of a line that ends the list before its end."""
    begun = ended = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if tab := _TAB.match(line):
            return _tab(Place(path, number, tab.end()))
        parts = _PARTS.fullmatch(line)
        ended = ended or bool(begun and parts)
        if ended and not (parts and parts["only"] is not None):
            message = say("The list ends above this line, and what stands below is not read.")
            hint = say("Move the line «{end}» to the very end.", end=END)
            return problem(Place(path, number), "front-matter-syntax", message, hint)
        begun = begun or not parts
    return None


def _tab(place: Place) -> Problem:
    message = say("There is a tab here, and in this list only spaces work.")
    return problem(place, "front-matter-syntax", message, say("Use two spaces instead of the tab."))


def _explained(error: YamlProblem, path: str) -> Problem:
    """Return the problem of a list that cannot be read. Hints about a card repeat what stands there; this does not."""
    place = Place(path, max(error.line, 1), error.column)
    if "tab" in error.message.text.split():
        return _tab(place)
    # A message about cards speaks of the name before a colon, which is another thing here.
    quotes = "name" in error.message.text or any(not isinstance(one, int) for one in error.message.params.values())
    message = say("This line of the list of people cannot be read.") if quotes else error.message
    return problem(place, "front-matter-syntax", message, EXAMPLE)
