"""Keep which sentences somebody read before release, in `names-read.yml` beside `mkdocs.yml`, without their words."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from harvest.privacy.reading.sentences import fingerprint_of
from harvest.problems.language import render
from harvest.problems.problem import Place, Problem, problem, say, why
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, read_yaml

NAMES_READ = "names-read.yml"
_MARK = re.compile(r"[0-9a-f]{16}")
_PLAIN_PATH = re.compile(r"[\w][\w./-]*")
_AS_WRITTEN = re.compile(
    r"(?:\#.*\n|\n)*+(?:sentences:\n(?P<sentences>(?:-\ [0-9a-f]{16}\n)*+))?"
    r"(?:checked:\n(?P<checked>(?:\ \ [\w][\w./-]*:\ [0-9a-f]{16}\n)*+))?",
    re.VERBOSE,
)
"""The file as `written` writes it, which is read without YAML: of ten thousand sentences that takes a second."""
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?:\s|\Z)", re.MULTILINE)


class Searched(NamedTuple):
    """What was done to find names in an edition, for its colophon.

    Whether a program looked for the `people` of the list, and somebody `read` every word that may be a name.
    """

    people: bool = False
    read: bool = False


@dataclass(frozen=True, slots=True)
class NamesRead:
    """What was read: marks of sentences; and marks of files that were checked with the list of people, by path.

    Paths begin at the folder of `mkdocs.yml`. With a problem there are no marks: what cannot be read counts as unread.
    """

    sentences: frozenset[str] = frozenset()
    checked: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def has(self, sentence: str) -> bool:
        """Tell whether somebody read this sentence."""
        return fingerprint_of(sentence) in self.sentences


def read_names(root: Path) -> NamesRead:
    """Return what `names-read.yml` in this folder says; without the file, nothing."""
    try:
        text = (root / NAMES_READ).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return NamesRead()
    except UnicodeDecodeError:
        return _unreadable(problem(Place(NAMES_READ), "not-text", say("This file is not plain text in UTF-8.")))
    except OSError as error:
        message = say("«{path}» cannot be read ({reason}).", path=NAMES_READ, reason=why(error))
        return _unreadable(problem(Place(NAMES_READ), "not-readable", message))
    whole = _AS_WRITTEN.fullmatch(text)
    if whole:
        checked = (line.strip().rpartition(": ") for line in (whole["checked"] or "").splitlines())
        return NamesRead(frozenset(_MARK.findall(whole["sentences"] or "")), {path: mark for path, _, mark in checked})
    if conflict := _CONFLICT.search(text):
        return _unreadable(
            problem(
                Place(NAMES_READ, text.count("\n", 0, conflict.start()) + 1),
                "configuration",
                say("Two versions of this file came together, and git could not choose."),
                say("Remove the lines that begin with «<<<<<<<», «=======» and «>>>>>>>», and keep all others."),
            )
        )
    try:
        return _of_yaml(read_yaml(text))
    except YamlProblem as error:
        place = Place(NAMES_READ, error.line, error.column)
        return _unreadable(problem(place, "configuration", error.message, error.hint))


def _unreadable(*problems: Problem) -> NamesRead:
    return NamesRead(problems=problems)


def _of_yaml(node: Entries) -> NamesRead:
    """Return what the file says, which somebody may have put together from two: both count."""
    sentences: set[str] = set()
    checked: dict[str, str] = {}
    problems: list[Problem] = []
    for key, value in node.entries:
        empty = isinstance(value, Scalar) and not value.value
        if key.value == "sentences" and (isinstance(value, Items) or empty):
            for item in value.items if isinstance(value, Items) else ():
                sentences.update(_mark(item, problems))
        elif key.value == "checked" and (isinstance(value, Entries) or empty):
            for path, mark in value.entries if isinstance(value, Entries) else ():
                checked.update((path.value, one) for one in _mark(mark, problems))
        else:
            problems.append(_not_ours(key))
    return _unreadable(*problems) if problems else NamesRead(frozenset(sentences), checked)


def _mark(node: Node, problems: list[Problem]) -> Iterator[str]:
    if isinstance(node, Scalar) and _MARK.fullmatch(node.value):
        yield node.value
    else:
        problems.append(_not_ours(node))


def _not_ours(node: Node) -> Problem:
    return problem(
        Place(NAMES_READ, node.line, node.column),
        "configuration",
        say("This is not what «harvest check --names --done» writes here."),
        say("Take this line out, or put the file back as git has it."),
    )


def written(sentences: Collection[str], checked: Mapping[str, str], language: str) -> str:
    """Return the text of the file: one mark a line, sorted, so that git can put the work of two people together."""
    about = (
        say("Made by «harvest check --names --done»: which sentences somebody read for names before release."),
        say("It holds marks of sentences, and no names. Change a sentence, and its mark no longer counts."),
        say("Keep it in git. Two versions come together by keeping the lines of both."),
    )
    lines = [f"# {render(one, language)}" for one in about]
    lines += ["sentences:", *(f"- {mark}" for mark in sorted(sentences))]
    if checked:
        lines += ["checked:"]
        lines += [f"  {_as_key(path)}: {mark}" for path, mark in sorted(checked.items())]
    return "\n".join(lines) + "\n"


def _as_key(path: str) -> str:
    return path if _PLAIN_PATH.fullmatch(path) else json.dumps(path, ensure_ascii=False)
