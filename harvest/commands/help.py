"""Run `harvest help`: show what the manual has about a word, or open the manual."""

from __future__ import annotations

import re
import shutil
import sys
import webbrowser
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import click
from platformdirs import user_cache_path
from rich.console import Console
from rich.markdown import Markdown
from rich.theme import Theme

from harvest import __version__
from harvest.commands.common import COULD_NOT_RUN, FAULTS, stop, tell
from harvest.commands.help_words import speak
from harvest.kinds.blank import blank_card
from harvest.kinds.kind import Kind
from harvest.kinds.read import load_kinds
from harvest.manual.folder import manual_folder
from harvest.manual.lookup import contents, look_up
from harvest.pipeline import kinds_of
from harvest.problems.language import render
from harvest.problems.problem import Message, say, why
from harvest.publication import Publication

CALM = Theme(
    {
        "markdown.h1": "bold",
        "markdown.h2": "bold",
        "markdown.h3": "bold",
        "markdown.code": "bold",
        "markdown.block_quote": "default",
        "markdown.table.header": "bold",
        "markdown.table.border": "dim",
    }
)
"""No colour of a terminal's own choice is laid on another: either may be anything."""
WIDEST = 92
"""The letters of a line that still reads well."""


def run_help(group: click.Group, words: tuple[str, ...], publication: Publication | None, language: str) -> int:
    """Show what is known of these words, or open the manual without any. Returns the exit code."""
    word = " ".join(words)
    if not word:
        return _open(language)
    if command := _command(group, words):
        speak(group, language)
        click.echo(command.get_help(click.Context(command, info_name=f"harvest {word}")))
        return 0
    kinds = kinds_of(publication) if publication else load_kinds()[0]

    def blank(kind: Kind) -> str:
        return blank_card(kind, render(say("A title"), language), language, kinds.by_name)

    known = look_up(word, language, kinds, blank)
    if known.text:
        _show(known.text)
    elif known.pages:
        click.echo(render(say("«{word}» stands on these pages:", word=word), language))
        for page, line in known.pages:
            click.echo(f"\n  {page.title}  (harvest help {page.name})")
            click.echo(f"    {line[:WIDEST]}{'…' if len(line) > WIDEST else ''}")
    else:
        tell(_unknown(word, known.guess), language)
        return FAULTS
    return 0


def _unknown(word: str, guess: str) -> Message:
    if guess:
        return say("The manual has nothing about «{word}». Do you mean «{guess}»?", word=word, guess=guess)
    return say("The manual has nothing about «{word}». All pages: harvest help", word=word)


def _command(group: click.Group, words: tuple[str, ...]) -> click.Command | None:
    command: click.Command | None = group
    for word in words:
        command = command.commands.get(word) if isinstance(command, click.Group) else None
    return None if command is group else command


def _show(text: str) -> None:
    """Print a page: laid out on a terminal, as it was written elsewhere."""
    if not sys.stdout.isatty():
        click.echo(text.rstrip("\n"))
        return
    console = Console(theme=CALM)
    console.print(Markdown(plain(text), code_theme="ansi_dark"), width=min(console.width, WIDEST))


_LINK = re.compile(r"(?ms)^```.*?^```|`[^`\n]+`(?!\])|(?<!!)\[([^\[\]]+)\]\((?!https?:|#)([^()\s]*)\)")
"""Code, or a link to another page of the manual: its words, and its address."""
_LOOKED_UP = re.compile(r"(?:(?:\.\./)?(?:nl|controles|checks)/|\.\./)?([\w-]+)\.md(?:#.*)?")
"""The address of a page that a word shows."""


def _pointed(link: re.Match[str]) -> str:
    """Return a link as words to type: nobody can follow an address of the site from a terminal."""
    if link[2] is None:
        return link[0]
    page = _LOOKED_UP.fullmatch(link[2])
    return f"{link[1]} (`harvest help {page[1]}`)" if page and page[1] != "index" else link[1]


def plain(text: str) -> str:
    """Return Markdown without what only the site of the manual has: boxes, titles of files, and links to its pages."""
    lines = []
    boxed = False
    for line in _LINK.sub(_pointed, text).splitlines():
        if line.startswith(("!!! ", "=== ")):
            boxed = True
            lines.append(f"**{line.partition(chr(34))[2].rstrip(chr(34))}**")
        elif boxed and (line.startswith("    ") or not line):
            lines.append(f"> {line[4:]}" if line else "")
        elif line.startswith("```") and 'title="' in line:
            boxed = False
            lines += [f"`{line.partition(chr(34))[2].partition(chr(34))[0]}`", "", line.partition(" ")[0]]
        else:
            boxed = False
            lines.append(line)
    return "\n".join(lines)


def _open(language: str) -> int:
    """Make the manual of this version once, and open it in a browser; without one, list what can be looked up."""
    opens = say("The manual opens in your browser. To read a page of it here, type what stands behind it below.")
    tell(opens, language)
    _show(contents(language))
    try:
        start = _made() / ("nl/index.html" if language == "nl" else "index.html")
    except OSError as error:
        stop(say("The manual cannot be written ({reason}).", reason=why(error)), language)
    if not webbrowser.open(start.as_uri()):
        tell(say("No browser could be started. The manual is here: {path}", path=str(start)), language)
        return COULD_NOT_RUN
    return 0


def _made() -> Path:
    """Return the folder of the manual as pages, made when this version of it was never opened here before.

    Raises `OSError` when nothing can be written there.
    """
    written = sorted(path for path in manual_folder().rglob("*") if path.is_file())
    state = repr([(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in written])
    home = user_cache_path("harvest", ensure_exists=True)
    folder = home / f"manual-{__version__}-{sha256(state.encode()).hexdigest()[:12]}"
    if not folder.is_dir():
        from harvest.site.mkdocs.manual import make_manual  # late: MkDocs takes half a second to import

        fresh = Path(mkdtemp(prefix=".manual-", dir=home))
        try:
            make_manual(manual_folder() / "manual.yml", fresh)
            for older in home.glob("manual-*"):
                shutil.rmtree(older, ignore_errors=True)
            fresh.rename(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return folder
