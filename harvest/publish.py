"""Putting a finished site in place at once: what stood there stays until its replacement is whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging_folder(site: Path) -> Path:
    """The folder beside `site` in which this process builds; leftovers of builds that were killed are cleared.

    Raises `OSError` when the folder beside `site` cannot be written.
    """
    repair(site)
    staging = site.parent / f".{site.name}.new-{os.getpid()}"
    if staging.exists():
        shutil.rmtree(staging)
    staging.mkdir(parents=True)
    return staging


def repair(site: Path) -> None:
    """Clear what killed builds left beside `site`; put back an old site that was moved aside and never replaced."""
    if not site.parent.is_dir():
        return
    for leftover in sorted(site.parent.glob(f".{site.name}.*-*")):
        kind, _, process = leftover.name.removeprefix(f".{site.name}.").partition("-")
        if kind not in ("new", "old") or not process.isdigit() or _alive(int(process)):
            continue
        if kind == "old" and not site.exists():
            leftover.rename(site)
        else:
            shutil.rmtree(leftover, ignore_errors=True)


def _alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def put_in_place(staging: Path, site: Path) -> None:
    """Make `staging` the site. Raises `OSError`; whatever happens, `site` is whole."""
    if not site.exists():
        site.parent.mkdir(parents=True, exist_ok=True)
        staging.rename(site)
        return
    if _exchange(staging, site):
        shutil.rmtree(staging, ignore_errors=True)
        return
    # Two renames leave a moment without a site; `repair` mends it when the process dies just then.
    aside = site.parent / f".{site.name}.old-{os.getpid()}"
    site.rename(aside)
    try:
        staging.rename(site)
    except OSError:
        aside.rename(site)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
