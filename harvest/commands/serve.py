"""Run `harvest serve`: show a preview to this machine, or to everyone on the network when that was asked for."""

from __future__ import annotations

import click

from harvest.commands.common import COULD_NOT_RUN, refuse
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.publication import Publication
from harvest.site.doors import PORT, not_for_everyone, numbers, only_here, parted


def show_preview(publication: Publication, asked: str | None, *, everyone: bool, language: str | None) -> int:
    """Show the preview of a publication at the address that was asked for, until Ctrl-C. Returns the exit code.

    Without an address it is the one in `mkdocs.yml`, and for everyone any address of this machine. `language` is that
    of the messages, where the user chose one.
    """
    words = language or publication.language
    written = asked if asked is not None or not everyone else f"0.0.0.0:{PORT}"
    if written is None:
        written = publication.shown_at if _meant(publication.shown_at) else f"127.0.0.1:{PORT}"
    place = _place(written, everyone=everyone)
    if isinstance(place, Message):
        return refuse((place,), words)
    name, number, port = place
    # MkDocs takes half a second to import.
    from harvest.site.mkdocs.build import BuildFailed
    from harvest.site.mkdocs.serve import serve_site

    try:
        serve_site(publication, number, port, name=name, everyone=everyone, language=language)
    except BuildFailed as error:
        for reason in error.reasons:
            click.echo(reason, err=True)
        return COULD_NOT_RUN
    click.echo(render(say("The preview has ended."), words))
    return 0


def _meant(written: str) -> bool:
    """Tell whether this is an address of this machine; what is wrong with one in `mkdocs.yml` the preview tells."""
    parts = parted(written)
    return parts is not None and bool(numbers(parts[0]))


def _place(written: str, *, everyone: bool) -> tuple[str, str, int] | Message:
    """Return the host as written and the address as a number, and its port, or why nothing is shown there."""
    parts = parted(written)
    meant = numbers(parts[0]) if parts else ()
    if parts is None or not meant:
        return say(
            "«{address}» is no address of this machine. Write it as {example}.",
            address=written,
            example=f"127.0.0.1:{PORT}",
        )
    host, port = parts
    if not everyone and not only_here(host):
        return not_for_everyone(f"{host}:{port}")
    return host, meant[0], port
