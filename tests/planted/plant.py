"""What is planted: a few files of a publication, with a word that nothing else has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from harvest.publication import Edition

Content = str | bytes
Made = Callable[[str], Content]
WORD = re.compile(r"zqv\d{4}x|\b187\d-\d\d-\d\d", re.IGNORECASE)
"""Every word that is planted, and every day; no text, name or code of ours has one."""
A_CARD = 12
"""How many files a card shows."""
ABOVE = "---\ntitel: {title}\nstatus: {status}\nniet getoetst: om te proberen\nkomt van: terugblik\n{above}---\n\n"
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg", ".tif", ".bmp", ".heic", ".jp2", ".ico")


@dataclass(frozen=True)
class Plant:
    """Something that must not go out: its name, its word, the files that hold it, and the editions that may tell it."""

    name: str
    word: str
    files: Mapping[str, Content]
    """By path below the folder of the publication."""
    may: frozenset[Edition] = frozenset()
    settings: str = ""
    """What it adds to the record in `mkdocs.yml`."""
    shown: str = ""
    """What a card says of it that others share: how it shows the first of its files, or leads to it."""
    readable: bool = False
    """Whether a build can make this picture clean, so that it goes out without the word."""

    @property
    def subject(self) -> str:
        """The file that holds the word, where a card shows it."""
        return next(iter(self.files), "") if self.shown else ""


def lesson(title: str, body: str, *, status: str = "vrijgegeven", above: str = "") -> str:
    """A lesson: the kind of card that asks least."""
    return f"{ABOVE.format(title=title, status=status, above=above)}{body}\n"


def files(
    makers: Mapping[str, Made], numbers: Iterator[int], group: str, *, readable: Iterable[str] = ()
) -> Iterator[Plant]:
    """One plant for each file that is made, which a card shows or leads to.

    The makers are given by the name of the file, which says what is in it; its ending is kept.
    """
    may_be_read = set(readable)
    for name, make in makers.items():
        number = next(numbers)
        word = f"zqv{number:04}x"
        place = f"bestanden/{number:04}.{name.split('.', 1)[1]}"
        shown = f"![Een plein in de regen](../{place})" if name.endswith(PICTURES) else f"[het verslag](../{place})"
        yield Plant(
            f"{group}-{name}", word, {f"content/{place}": make(word)}, shown=shown, readable=name in may_be_read
        )


def shows(plants: Iterable[Plant]) -> dict[str, list[tuple[str, str]]]:
    """Released cards that show what is shown: by path, each line with the name of the plant it is of.

    A few share a card, since each takes a page in the site and in the booklet.
    """
    cards: dict[str, list[tuple[str, str]]] = {}
    for plant in plants:
        if plant.shown:
            number = f"{int(re.sub(r'[^0-9]', '', plant.word)) // A_CARD:03}"
            lines = cards.setdefault(f"content/lessen/b{number}.md", [])
            if not lines:
                lines += [("", line) for line in lesson(f"Bestanden {number}", "Kijk mee.").splitlines()]
            lines += [("", ""), *((plant.name, line) for line in plant.shown.splitlines())]
    return cards
