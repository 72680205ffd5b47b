"""Keep the list of people on the disk: for its owner alone, out of git, and never half written."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path

from harvest.commands.init import STARTER
from harvest.editing.writing import ChangedMeanwhile, replace_private
from harvest.privacy.people.people import PEOPLE_FILE
from harvest.privacy.people.tracked import git_folder, kept_by_git
from harvest.problems.problem import Message, say, why

IGNORED = "private/"
_SAME = (IGNORED, f"/{IGNORED}", "private", "/private")


def text_of(root: Path) -> str | Message:
    """Return the text of the list, with the ends of its lines as they are; empty without a file."""
    try:
        return (root / PEOPLE_FILE).read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError:
        return say("«{path}» is not plain text in UTF-8. «harvest people check» says where.", path=PEOPLE_FILE)
    except OSError as error:
        return say("«{path}» cannot be read ({reason}).", path=PEOPLE_FILE, reason=why(error))


def store(root: Path, before: str, after: str, language: str) -> tuple[Message, ...] | Message:
    """Write the list that was read as `before`, and what explains its folder, for this account alone.

    Returns what else changed, or why nothing did.
    """
    path = root / PEOPLE_FILE
    if kept_by_git(path):
        return say(
            "Git keeps «{path}», so nothing was written. «harvest people check» says what to do.", path=PEOPLE_FILE
        )
    try:
        done = _left_out_of_git(root)
        if isinstance(done, Message):
            return done
        there = path.exists()
        if there and (mode := path.stat().st_mode) & 0o007:
            path.chmod(mode & 0o770)
        replace_private(path, before.encode() if there else None, after.encode())
        explained = path.with_name("README.md")
        if not explained.exists():
            explained.write_bytes((STARTER / language / "private.md").read_bytes())
    except ChangedMeanwhile:
        return say("«{path}» was changed meanwhile, so nothing was written. Try it again.", path=PEOPLE_FILE)
    except OSError as error:
        return say("«{path}» cannot be written ({reason}).", path=PEOPLE_FILE, reason=why(error))
    return done


def open_to_others(root: Path) -> bool:
    """Tell whether other people on this machine may read the list, or list its folder and so get to it."""
    with suppress(OSError):
        path = root / PEOPLE_FILE
        return os.name == "posix" and bool(path.stat().st_mode & path.parent.stat().st_mode & 0o004)
    return False


def _left_out_of_git(root: Path) -> tuple[Message, ...] | Message:
    """See to it that git passes over the list, now or once the folder comes to be in git."""
    if _passed_over(root):
        return ()
    ignore = root / ".gitignore"
    written = ignore.read_bytes() if ignore.exists() else b""
    newline = b"\r\n" if b"\r\n" in written else b"\n"
    gap = newline if written and not written.endswith(b"\n") else b""
    ignore.write_bytes(written + gap + IGNORED.encode() + newline)
    if _passed_over(root):
        return (say("«{line}» was added to .gitignore, so that git passes over the list of people.", line=IGNORED),)
    ignore.write_bytes(written) if written else ignore.unlink()
    return say(
        "Git does not pass over the folder «{line}», so nothing was written. See what .gitignore says.", line=IGNORED
    )


def _passed_over(root: Path) -> bool:
    within = git_folder(root / PEOPLE_FILE)
    if within is not None:
        command = ["git", "-C", str(root), "-c", "core.fsmonitor=false", "check-ignore", "--quiet", PEOPLE_FILE]
        with suppress(OSError, subprocess.TimeoutExpired):
            code = subprocess.run(command, capture_output=True, timeout=20, check=False).returncode
            if code in (0, 1):
                return code == 0
    # Without git to ask: what each folder from here to the top says plainly.
    lines: list[str] = []
    for folder in (root, *root.parents):
        with suppress(OSError):
            lines += (folder / ".gitignore").read_text("utf-8", "replace").splitlines()
        if within is None or folder == within[0]:
            break
    said = [line.strip() for line in lines]
    return any(line in _SAME for line in said) and not any(line.startswith("!") for line in said)
