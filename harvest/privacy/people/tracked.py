"""Tell whether git keeps a file: whoever gets the files of a publication then gets that one too."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def git_folder(path: Path) -> tuple[Path, Path] | None:
    """Return the top of the files that git keeps here, and the folder of git's own files; None outside git."""
    for folder in path.absolute().parents:
        own = folder / ".git"
        if own.is_dir():
            return folder, own
        if own.is_file():
            with suppress(OSError, UnicodeDecodeError):
                _, marked, elsewhere = own.read_bytes().decode().partition("gitdir:")
                if marked:
                    return folder, folder / elsewhere.strip()
    return None


def kept_by_git(path: Path) -> bool:
    """Tell whether git's index holds a file. It is so only where that can be seen without running git.

    Source: git's own description, gitformat-index. A path ends in a zero and has its length before it.
    """
    try:
        found = git_folder(path)
        if found is None:
            return False
        top, own = found
        name = path.absolute().relative_to(top).as_posix().encode()
        index = (own / "index").read_bytes()
    except OSError:
        return False
    at = index.find(name + b"\0")
    while at >= 0:
        # An entry with more flags than usual has two bytes of these between the length and the path.
        if any(int.from_bytes(index[at - back : at - back + 2]) & 0xFFF == len(name) for back in (2, 4)):
            return True
        at = index.find(name + b"\0", at + 1)
    return False
