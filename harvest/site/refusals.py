"""Explain what the system refuses or has wrong, to people who only want to publish."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from shlex import quote
from types import FrameType

from harvest.limits.work import SECONDS
from harvest.problems.hiding import hidden, hiding
from harvest.problems.language import render
from harvest.problems.problem import Message, say, why
from harvest.problems.report import shown_path

PARSER = "comrak-ext>=0.2.8,<0.3"
"""The requirement in pyproject.toml."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


def refused(error: OSError, staging: Path | None) -> Message:
    """Explain why a build could not go on: the site cannot be written (in `staging`), or a file cannot be read."""
    if error.errno in _FULL or error.filename is None or str(staging) in str(error.filename):
        return say("The site cannot be written ({reason}).", reason=why(error))
    return say("«{path}» cannot be read ({reason}).", path=shown_path(error.filename), reason=why(error))


def ended_by(error: Exception, staging: Path | None) -> Message | None:
    """Explain what ended a build, in words without names; None where a traceback may do that."""
    if isinstance(error, OSError):
        return refused(error, staging)
    return went_wrong(error) if hiding() else None


def went_wrong(error: Exception) -> Message:
    """Tell of a mistake in harvest itself, in one line."""
    reason = hidden(f"{type(error).__name__}: {error}")
    return say("Something went wrong inside harvest itself ({reason}). Nothing was changed.", reason=reason)


def wrong_clock() -> Message | None:
    """Return what is wrong with `SOURCE_DATE_EPOCH`, or None: MkDocs and gzip take a time between 1970 and 2106."""
    moment = os.environ.get("SOURCE_DATE_EPOCH")
    if moment is None or (moment.isascii() and moment.isdecimal() and int(moment) < 2**32):
        return None
    return say(
        "SOURCE_DATE_EPOCH is «{written}», and should be a number of seconds since 1970. Change it, or take it away.",
        written=moment,
    )


def wrong_parser() -> Message | None:
    """Return how to repair the parser when another package with the same module replaced or removed it, or None.

    pip silently installs one package over the other, and removes the module of both with either.
    """
    try:  # imported by name, since only `source` may import the parser
        if hasattr(import_module("comrak"), "parse_document"):
            return None
    except ImportError:
        pass
    pip = f"{quote(sys.executable)} -m pip"
    return say(
        "What reads the text of cards is not in order: the package «comrak» stands in the place of «comrak-ext», or it"
        " took that one away. Mend it with: {command}",
        command=f'{pip} uninstall --yes comrak comrak-ext && {pip} install "{PARSER}"',
    )


def address_taken(host: str, port: int, command: str = "mkdocs serve", *, everyone: bool = False) -> Message | None:
    """Return why `command` cannot show a preview at this address, or None; call it before anything is built.

    It names another address that is free now, or one of this machine where nothing can be shown at the host itself.
    """
    error = _refused_at(host, port)
    if error is None:
        return None
    shown = f"[{host}]" if ":" in host else host
    taken = error.errno == errno.EADDRINUSE
    elsewhere, own = (host, shown) if taken else ("127.0.0.1", "127.0.0.1")
    free = next((other for other in _other_ports(port) if _refused_at(elsewhere, other) is None), 0)
    other = f"{command} -a {own}:{free}{' --everyone' if everyone and taken else ''}"
    if taken:
        return say(
            "Something is already shown at {address}, perhaps another preview. Stop that one, or show this one"
            " elsewhere: {elsewhere}",
            address=f"{shown}:{port}",
            elsewhere=other,
        )
    return say(
        "The preview cannot be shown at {address} ({reason}). Show it elsewhere: {elsewhere}",
        address=f"{shown}:{port}",
        reason=why(error),
        elsewhere=other,
    )


def _refused_at(host: str, port: int) -> OSError | None:
    """Return why nothing can be shown at an address, or None."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # an address that was just released is free
            free.bind((host, port))
    except OSError as error:
        return error
    return None


def _other_ports(port: int) -> Iterator[int]:
    """Yield the ports to show something at instead, up to one that the system chooses itself."""
    first = port + 1 if 1024 <= port < 65535 else 8001
    yield from (number for number in range(first, first + 50) if number < 65536)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        last = int(free.getsockname()[1])
    yield last


def end_tidily() -> None:
    """Handle SIGTERM like Ctrl-C, so that it leaves nothing behind.

    A signal that comes twice within a second counts once: a terminal sends it, and the parent process passes it on.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    last = -1.0

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal last
        before, last = last, time.monotonic()
        if before < 0 or last - before > 1:
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)


def begins_again(language: str) -> str:
    """Say that a command begins again without a file that takes too long; the report of the command names it."""
    message = say(
        "One of the files took more than {n} seconds of computing. We begin again without it, and name it below.",
        n=SECONDS,
    )
    return render(message, language)


def system_language() -> str:
    """Return the language of messages when nobody chose one: English on an English system, or else Dutch."""
    return "en" if os.environ.get("LANG", "").startswith("en") else "nl"
