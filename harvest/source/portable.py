"""Tell which names of files some computers cannot hold; on Windows a folder with one cannot even be copied.

What Windows refuses: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""

from __future__ import annotations

import re

from harvest.problems.problem import Message, Place, Problem, problem, say

MOST_OF_A_NAME = 80
"""The most letters of a name that we make."""
MOST_BYTES = 200
"""The longest path in the content folder that leaves room for the folders above it, where 260 letters is the most."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_SUSPECT = re.compile(r'[<>:"|?*\\\x00-\x1f]|[ .](?:/|$)|(?:^|/)(?:con|prn|aux|nul|clock|com|lpt)', re.IGNORECASE)
"""Matches every path that may be refused, and few others."""


def reserved(name: str) -> bool:
    """Tell whether Windows keeps this name of a file to itself, whatever its ending."""
    return _RESERVED.match(name) is not None


def not_portable(path: str) -> Problem | None:
    """Return the problem of a path that cannot be on Windows; `path` is relative to the content folder."""
    if len(path) <= MOST_BYTES // 4 and not _SUSPECT.search(path):
        return None
    message = _refused(path)
    if message is None:
        return None
    hint = say("Give it a short name of small letters, digits and hyphens. Links to its title go on working.")
    return problem(Place(path), "file-name", message, hint)


def _refused(path: str) -> Message | None:
    for name in path.split("/"):
        if match := _REFUSED.search(name):
            sign = match[0] if match[0].isprintable() else "?"
            return say("A computer with Windows cannot hold this file: «{written}» is in its name.", written=sign)
        if reserved(name):
            return say(
                "A computer with Windows cannot hold this file: it keeps the name «{name}» to itself.", name=name
            )
        if name.endswith((" ", ".")):
            return say("A computer with Windows cannot hold this file: «{name}» ends in a space or a dot.", name=name)
    if len(path.encode()) > MOST_BYTES:
        return say("The path to this file is so long that many a computer with Windows cannot hold it.")
    return None
