"""Read `mkdocs.yml` with the files that it builds upon (`INHERIT`), and put them together as MkDocs does.

Names below names are put together; a list or a value replaces that of the parent. Source: `mkdocs.utils.yaml`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from harvest.problems.problem import Message, Place, Position, Problem, problem, say, why
from harvest.source.yaml_mistakes import MendableProblem, YamlProblem
from harvest.source.yaml_nodes import Entries, Node, Scalar, place_of, read_yaml

PARENT = "INHERIT"
_MOST_PARENTS = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` and the files that it builds upon say together (`node`), and each by itself (`single`).

    `files` are their paths. With a `problem` one of them cannot be read, and then `node` is empty. `text` is that of
    `mkdocs.yml` as it stands, or empty when it is no text.
    """

    node: Entries
    single: tuple[Entries, ...]
    files: tuple[Path, ...]
    problem: Problem | None = None
    text: str = ""


NO_CONTENTS: Mapping[Path, bytes] = {}


def read_settings(config: Path, contents: Mapping[Path, bytes] = NO_CONTENTS) -> Settings:
    """Read `mkdocs.yml` and its parents, some of which are to hold these `contents`.

    Raises `OSError` when `mkdocs.yml` itself cannot be read.
    """
    texts: list[str] = []
    read: list[Entries] = []
    files: list[Path] = []

    def stopped(issue: Problem) -> Settings:
        return Settings(Entries((), 1, 1), (), tuple(files), issue, texts[0] if texts else "")

    path, written, asked = config, config.name, Place(config.name)
    end: Position | None = None
    while True:
        files.append(path)
        try:
            texts.append((contents[path] if path in contents else path.read_bytes()).decode("utf-8-sig"))
            read.append(read_yaml(texts[-1], trusted=True, file=written if read else ""))
        except UnicodeDecodeError:
            return stopped(problem(Place(written), "not-text", say("This file is not plain text in UTF-8.")))
        except YamlProblem as error:
            place = Place(written, error.line, error.column)
            end, fix = (error.end, error.fix) if isinstance(error, MendableProblem) else (None, None)
            return stopped(problem(place, "configuration", error.message, error.hint, end=end, fix=fix))
        except OSError as error:
            if not read:
                raise
            message = say("«{path}» cannot be read ({reason}).", path=written, reason=why(error))
            return stopped(problem(asked, "configuration", message, _HINT, end=end))
        parent = read[-1].get(PARENT)
        if parent is None:
            break
        asked, end = place_of(parent, config.name), parent.end if isinstance(parent, Scalar) else None
        if not isinstance(parent, Scalar) or not parent.value:
            message = say("Behind «{key}» stands the path of one file.", key=PARENT)
            return stopped(problem(asked, "configuration", message, _HINT, end=end))
        path = Path(os.path.normpath(path.parent / parent.value))
        if path in files or len(files) > _MOST_PARENTS:
            message = say("«{path}» builds upon this file in its turn, and so without end.", path=parent.value)
            return stopped(problem(asked, "configuration", message, _HINT, end=end))
        written = Path(os.path.relpath(path, config.parent)).as_posix()
    whole = read[-1]
    for own in reversed(read[:-1]):
        whole = together(whole, own)
    kept = tuple((key, value) for key, value in whole.entries if key.value != PARENT)
    return Settings(Entries(kept, read[0].line, read[0].column), tuple(read), tuple(files), text=texts[0])


_HINT: Message = say("Write the path of a file that is there, or take this line away.")


def together(parent: Entries, own: Entries) -> Entries:
    """Return the names of a parent with those of the file that builds upon it, which count where both have one."""
    ours = {key.value: (key, value) for key, value in reversed(own.entries)}
    return Entries(tuple(_merged(parent, own, ours)), own.line, own.column, own.file)


def _merged(parent: Entries, own: Entries, ours: dict[str, tuple[Scalar, Node]]) -> Iterator[tuple[Scalar, Node]]:
    for key, value in parent.entries:
        if key.value not in ours:
            yield key, value
            continue
        mine, said = ours.pop(key.value)
        yield mine, together(value, said) if isinstance(value, Entries) and isinstance(said, Entries) else said
    yield from ((key, value) for key, value in own.entries if key.value in ours)
