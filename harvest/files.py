"""Reading the content folder: one end of the line, where files are opened and nothing is judged."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from harvest.problem import Place, Problem, problem, say, why
from harvest.source import MAX_BYTES

MARKDOWN = (".md", ".markdown")
PUBLISHED = frozenset(
    [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf", ".mp3", ".mp4", ".webm", ".ogg", ".csv", ".ods", ".odt", ".docx", ".xlsx", ".pptx", ".zip"]
)
"""Endings of files that may go to the site; everything else stays home."""


@dataclass(frozen=True)
class Files:
    """What lies in the content folder: Markdown by path (relative, with `/`), and the paths of all other files."""

    markdown: Mapping[str, bytes]
    others: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = field(default=())


def read_files(content: Path) -> Files:
    """Read the content folder. A path that leads out of it is never opened and gives `outside-content`.

    Raises `OSError` only when the folder itself cannot be read.
    """
    root = os.path.realpath(content)
    os.scandir(root).close()
    markdown: dict[str, bytes] = {}
    others: set[str] = set()
    problems: list[Problem] = []
    for path, entry in _walk(root, "", problems, root):
        if path.lower().endswith(MARKDOWN):
            try:
                with open(entry, "rb") as file:
                    markdown[path] = file.read(MAX_BYTES + 1)
                    if len(markdown[path]) > MAX_BYTES:
                        # The rest is not read; its size is all that the message needs.
                        markdown[path] += b"\0" * min(
                            os.fstat(file.fileno()).st_size - len(markdown[path]), 1 << 26
                        )
            except FileNotFoundError:
                continue  # removed since the folder was listed
            except OSError as error:
                message = say("This file cannot be opened ({reason}).", reason=why(error))
                problems.append(problem(Place(path), "not-readable", "error", message))
        else:
            others.add(path)
            if not path.lower().endswith(tuple(PUBLISHED)) and not path.lower().endswith((".yml", ".yaml")):
                problems.append(
                    problem(
                        Place(path),
                        "file-not-published",
                        "warning",
                        say("A file of this sort does not go to the site."),
                        say(
                            "Save it as {endings}, or leave it out.",
                            endings=[".svg", ".png", ".jpg", ".webp", ".pdf"],
                        ),
                    )
                )
    return Files(markdown, frozenset(others), tuple(problems))


def _walk(folder: str, prefix: str, problems: list[Problem], root: str) -> Iterator[tuple[str, str]]:
    """Files below the folder as (path relative to the root, path to open), in a fixed order."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        message = say("This folder cannot be opened ({reason}).", reason=why(error))
        problems.append(problem(Place(prefix.rstrip("/") or "."), "not-readable", "error", message))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = f"{prefix}{entry.name}"
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "replace").decode()
            message = say("The name of this file holds a character that cannot be read.")
            problems.append(problem(Place(shown), "not-text", "error", message, say("Give it a plain name.")))
            continue
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if target != root and not target.startswith(root + os.sep):
                problems.append(
                    problem(
                        Place(path),
                        "outside-content",
                        "error",
                        say(
                            "This is a shortcut to something outside the content folder, and that is never published."
                        ),
                        say("Put the file itself here, or remove the shortcut."),
                    )
                )
                continue
            if os.path.isdir(target):
                message = say("This is a shortcut to another folder of this publication, and is passed over.")
                problems.append(problem(Place(path), "file-not-published", "warning", message))
                continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{path}/", problems, root)
        elif entry.is_file():
            yield path, entry.path
