"""Keep pictures as they were written anew, so that a preview need not unpack each photograph at every save.

An entry is named by a hash of the original and of all that decides what becomes of it, and begins with a hash of what
it holds: one that is damaged is made again. The folder holds no originals, is for this account alone, and may be
deleted at any time.
"""

from __future__ import annotations

import os
import re
import stat
import time
import uuid
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from harvest.source.pictures.formats import ending_of, format_of
from harvest.source.pictures.limits import Fit, hold_bytes

CACHE = ".cache"
"""The folder of a publication for what can be made again."""
VERSION = "1"
"""Raise it with every change to what goes out, so that no entry of an older version does."""
MOST = 512 * 1024 * 1024
"""The most bytes in the folder; beyond it, what was not used longest goes first."""
_DAY = 24 * 60 * 60
_HASH = 32
_NAME = re.compile(r"[0-9a-f]{64}|\.[0-9a-f]{32}")
_digests: dict[tuple[str, int, int, int, int], bytes] = {}
"""A file as it was when this process read it last → hash of its content."""


def clean_file(path: Path, fit: Fit, folder: Path | None = None) -> bytes:
    """Return the picture in a file as it may go out, in the format of its ending.

    `folder` is the publication's folder `.cache`, in which to look for it and to keep it. Raises `RefusedPicture`, and
    `OSError` when it cannot be opened.
    """
    status = path.stat()
    hold_bytes(status.st_size)
    state = (str(path), status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    digest = _digests.get(state)
    if digest and folder and (kept := _kept(_entry(folder, fit, path.name, digest))) is not None:
        return kept
    content = path.read_bytes()
    digest = _digests[state] = sha256(content).digest()
    entry = _entry(folder, fit, path.name, digest) if folder else None
    if entry and (kept := _kept(entry)) is not None:
        return kept
    from harvest.source.pictures.clean import clean  # late, since Pillow takes a tenth of a second to import

    made = clean(content, ending_of(path.name), fit)
    if entry:
        _keep(entry, made)
    return made


def _entry(folder: Path, fit: Fit, name: str, digest: bytes) -> Path:
    """Return the file for a picture, named by all that decides what is in it."""
    from PIL import __version__ as pillow  # its version decides the bytes

    said = repr((VERSION, pillow, fit, ending_of(name), digest))
    return folder / "pictures" / sha256(said.encode()).hexdigest()


def _kept(entry: Path) -> bytes | None:
    """Return what an entry holds; None without one, or when it is damaged or may be anybody's."""
    try:
        if not _ours(entry.parent):
            return None
        content = entry.read_bytes()
        if sha256(content[_HASH:]).digest() != content[:_HASH]:
            return None
        format_of(content[_HASH:])
        if time.time() - entry.stat().st_mtime > _DAY:
            os.utime(entry)
    except (OSError, ValueError):
        return None
    return content[_HASH:]


def _keep(entry: Path, made: bytes) -> None:
    """Keep a picture, whole or not at all; where nothing can be written, do without."""
    with suppress(OSError):
        if not _prepared(entry.parent):
            return
        beside = entry.with_name(f".{uuid.uuid4().hex}")
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
                opened.write(sha256(made).digest() + made)
            beside.replace(entry)
        except OSError:
            beside.unlink(missing_ok=True)


def _ours(folder: Path) -> bool:
    """Tell whether a folder is one that only this account can have filled: no shortcut, and nobody else's to open.

    What came along with a copy of the publication, or out of git, has other rights. Windows does not tell.
    """
    status = folder.lstat()
    if not hasattr(os, "getuid"):
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def _prepared(folder: Path) -> bool:
    """Make the folder for this account alone, out of reach of git; return whether it may be used."""
    if folder.parent.is_symlink() or folder.is_symlink():
        return False
    for one in (folder.parent, folder):
        one.mkdir(0o700, exist_ok=True)
        if not _ours(one):
            for name in _entries(one):
                (one / name).unlink()
            one.chmod(0o700)
    ignored = folder.parent / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", "utf-8")
    return _ours(folder)


def _entries(folder: Path) -> list[str]:
    """Return the names of the entries in a folder, and of those that were not finished."""
    return [name for name in os.listdir(folder) if _NAME.fullmatch(name)]  # noqa: PTH208  (names, not paths)


def tidy(folder: Path) -> None:
    """Remove what was not used longest from a `.cache` that grew too large, and what a killed build left."""
    with suppress(OSError):
        entries: list[tuple[float, int, Path]] = []
        if not _ours(folder / "pictures"):
            return
        for name in _entries(folder / "pictures"):
            status = (folder / "pictures" / name).stat()
            entries.append((status.st_mtime, status.st_size, folder / "pictures" / name))
        room = MOST
        for used, size, path in sorted(entries, reverse=True):
            room -= size
            if room < 0 or (path.name.startswith(".") and time.time() - used > _DAY):
                path.unlink(missing_ok=True)
