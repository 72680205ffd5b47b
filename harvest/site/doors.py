"""Decide who may look at a preview: from which machine, by which name, and from which other page.

A preview shows drafts. A page on the web can make a browser ask for it, under a name that leads to this machine, so
that the browser takes the preview for a part of that page. So only names that are ours get an answer.
"""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Iterable, Mapping
from html import escape
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from harvest.problems.problem import Message, say

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A web application as Python defines it (WSGI)."""

HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""What every answer of a preview says: keep it nowhere, and show it in no page of others."""

PORT = 8000
"""The port of a preview when none is given."""

RELOADS = "/livereload/"
"""The addresses that answer when something was written."""

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
_ADDRESS = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]{1,5}))?")
_HOSTILE = re.compile(r"[\x00-\x1f\x7f\\]")


def parted(written: str) -> tuple[str, int] | None:
    """Return the host and the port of an address as people write it, `HOST:PORT` or `HOST`; None when it is none."""
    match = _ADDRESS.fullmatch(written)
    port = int(match[2] or PORT) if match else PORT
    return (match[1].strip("[]"), port) if match and written and port < 65536 else None


def numbers(host: str) -> tuple[str, ...]:
    """Return the network addresses that a name or address means; none when it means nothing here."""
    try:
        entries = socket.getaddrinfo(host or "0.0.0.0", None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in entries))


def only_here(host: str) -> bool:
    """Tell whether what is shown at this host can be reached from this machine alone."""
    meant = numbers(host)
    return host == "localhost" or (bool(meant) and all(ip_address(number).is_loopback for number in meant))


def not_for_everyone(address: str) -> Message:
    """Say why a preview is not shown at an address that other machines reach."""
    return say(
        "At {address} everyone on this network could read the preview, drafts included. Without an address only this"
        " machine shows it. If everyone may read it: harvest serve --address {address} --everyone",
        address=address,
    )


def shown_at(host: str, port: int, mount: str) -> Message:
    """Say at which address a preview is shown, and who can see it there."""
    if not only_here(host):
        by_all = (
            host if any(not ip_address(number).is_unspecified for number in numbers(host)) else socket.gethostname()
        )
        return say(
            "Everyone on this network can now see the preview, drafts included: {address}. It follows what you write."
            " Ctrl-C ends it.",
            address=_url(by_all, port, mount),
        )
    return say(
        "The preview is at {address} and follows what you write. Ctrl-C ends it.", address=_url(host, port, mount)
    )


def _url(host: str, port: int, mount: str) -> str:
    return f"http://[{host}]:{port}{mount}" if ":" in host else f"http://{host}:{port}{mount}"


class Doors:
    """The names by which a preview may be asked for: those of this machine itself, and those that were given.

    A preview for `everyone` may also be asked for by any number, since no page can take on the name of one, and by the
    names of this machine on the network.
    """

    def __init__(self, given: Iterable[str], *, everyone: bool) -> None:
        self.everyone = everyone
        self.names = {"localhost", *(name.lower() for name in given if name)}
        if everyone:
            own = socket.gethostname().lower()
            self.names |= {own, f"{own.partition('.')[0]}.local"}

    def knows(self, host: str) -> bool:
        """Tell whether a request for this `Host` is meant for the preview."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = match[1].strip("[]").lower()
        if name in self.names:
            return True
        try:
            number = ip_address(name)
        except ValueError:
            return False
        return number.is_loopback or self.everyone

    def refuses(self, asked: Mapping[str, Any]) -> tuple[str, Message] | None:
        """Return the status and the reason for a request (as WSGI has it) that gets no page; None for any other."""
        if asked["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return "405 Method Not Allowed", say("A preview can only be read.")
        host = asked.get("HTTP_HOST", "")
        if not self.knows(host):
            return "403 Forbidden", say(
                "The preview is not shown under the name «{host}». Open it at the address that it told when it began.",
                host=host,
            )
        if self._from_another_page(asked):
            return "403 Forbidden", say("Another page asked for this, and the preview answers its own pages alone.")
        return None

    def _from_another_page(self, asked: Mapping[str, Any]) -> bool:
        """Tell whether a page that is not of the preview asks; following a link to a page of it is allowed."""
        origin = asked.get("HTTP_ORIGIN")
        if origin is not None and not self.knows(origin.partition("://")[2]):
            return True
        if asked.get("HTTP_SEC_FETCH_SITE") not in ("cross-site", "same-site"):
            return False
        follows = asked.get("HTTP_SEC_FETCH_MODE") == "navigate" and asked.get("HTTP_SEC_FETCH_DEST") == "document"
        return not follows or asked["PATH_INFO"].startswith(RELOADS)


def guarded(
    application: Application, doors: Doors, root: str, mount: Callable[[], str], words: Callable[[Message], str]
) -> Application:
    """Return the application of a preview that answers only who may look, with the headers of a preview.

    `root` is the folder that it shows at the address that `mount` gives; what leads out of it is not there. `words`
    puts a message in the language of the reader.
    """

    def answer(asked: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start(status, [*headers, *HEADERS], *rest)

        refusal = doors.refuses(asked)
        if refusal is None and not _inside(asked["PATH_INFO"], root, mount()):
            refusal = "404 Not Found", say("There is no such page in the preview.")
        if refusal is not None:
            status, message = refusal
            page = f"<!doctype html>\n<meta charset=utf-8>\n<title>{status}</title>\n<p>{escape(words(message))}\n"
            begin(status, [("Content-Type", "text/html; charset=utf-8")])
            return [page.encode()]
        body = application(asked, begin)
        if asked["REQUEST_METHOD"] == "GET":
            return body
        if close := getattr(body, "close", None):
            close()
        return []

    return answer


def _inside(asked: str, root: str, mount: str) -> bool:
    """Tell whether a path leads to something in the folder: no way up, no hidden name, no link that leads out."""
    path = asked.encode("latin-1").decode("utf-8", "ignore")
    if _HOSTILE.search(path):
        return False
    steps = path.split("/")[1:]
    if any(step.startswith(".") for step in steps) or "" in steps[:-1]:
        return False
    within = path.removeprefix(mount) if path.startswith(mount) else path.lstrip("/")
    whole = Path(os.path.realpath(root))
    return Path(os.path.realpath(whole / within)).is_relative_to(whole)
