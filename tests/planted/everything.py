"""All that is planted, each with a number of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from tests.planted import cards, drawings, graphics, leftovers, organisations, photographs, remarks
from tests.planted.documents import DOCUMENTS
from tests.planted.plant import Made, Plant, files, lesson


def _lying(numbers: Iterator[int]) -> Iterator[Plant]:
    """What lies in the content folder without being named, and the same in a folder of its own, named by a card."""
    for path, make in leftovers.LYING.items():
        word = f"zqv{next(numbers):04}x"
        yield Plant(f"lying-there-{path}", word, {f"content/{path}": make(word)})
    for path in leftovers.NAMED:
        number = next(numbers)
        word, name = f"zqv{number:04}x", path.rsplit("/", 1)[-1]
        place = f"bestanden/{number:04}/{name}"
        made = {f"content/{place}": leftovers.LYING[path](word)}
        yield Plant(f"named-{path}", word, made, shown=f"[het verslag](<../{place}>)")


def everything() -> Iterator[Plant]:
    numbers = count(1)
    cleaned: tuple[tuple[str, Mapping[str, Made]], ...] = (
        ("jpeg", photographs.JPEG),
        ("png", graphics.PNG),
        ("webp", graphics.WEBP),
        ("gif", graphics.GIF),
        ("avif", graphics.AVIF),
    )
    for group, makers in cleaned:
        yield from files(makers, numbers, group, readable=makers)
    yield from files(graphics.LYING, numbers, "ending-lies")
    yield from files(graphics.OTHER_FORMS, numbers, "other-form")
    yield from files(drawings.DRAWINGS, numbers, "drawing", readable=drawings.ORDINARY)
    yield from files(DOCUMENTS, numbers, "document")
    yield from files(leftovers.LINKED, numbers, "file")
    yield from _lying(numbers)
    yield from cards.every(numbers)
    yield from remarks.every(numbers)
    yield from organisations.every(numbers)


PLANTS = tuple(everything())
CONTROLS = tuple(
    Plant(f"control-{status}", f"zqv{number}x", {f"content/lessen/gezien-{number}.md": text})
    for number, status, text in (
        (9001, "released", lesson("Te zien zqv9001x", "Ook zqv9002x.")),
        (9003, "reviewed", lesson("Te zien zqv9003x", "Ook zqv9004x.", status="getoetst")),
    )
)
"""What must be seen, so that the search for the rest is known to find something."""
