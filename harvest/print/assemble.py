"""Join the chunks of a booklet into one tagged PDF. No other module imports pikepdf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf, String

from harvest.print.job import Bookmark, Laid


def assemble(chunks: Sequence[Laid], pdfs: Sequence[bytes]) -> bytes:
    """Join chunks in their order: pages, structure, destinations and outline; everything else comes from the first."""
    book = Pdf.open(BytesIO(pdfs[0]))
    others = [Pdf.open(BytesIO(pdf)) for pdf in pdfs[1:]]
    root = book.Root.StructTreeRoot
    document = root.K[0]
    numbers: list[Any] = list(root.ParentTree.Nums)
    names = _destinations(book)
    for other in others:
        shift = int(numbers[-2]) + 1 if numbers else 0
        for page in other.pages:
            _shift_keys(page.obj, shift)
            book.pages.append(page)
        copied = book.copy_foreign(other.Root.StructTreeRoot)
        for element in copied.K[0].K:
            element.P = document
            document.K.append(element)
        keyed = list(copied.ParentTree.Nums)
        numbers += [int(item) + shift if index % 2 == 0 else item for index, item in enumerate(keyed)]
        names += [(name, book.copy_foreign(other.make_indirect(place))) for name, place in _destinations(other)]
    root.ParentTree.Nums = Array(numbers)
    names.sort(key=lambda pair: bytes(pair[0]))
    if names:
        book.Root.Names = Dictionary(Dests=Dictionary(Names=Array([item for pair in names for item in pair])))
    _write_outline(book, chunks)
    output = BytesIO()
    book.save(output, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return output.getvalue()


def _shift_keys(page: Any, shift: int) -> None:
    """Shift the keys by which a page and its links find their elements in the structure."""
    page.StructParents = int(page.StructParents) + shift
    for annotation in page.get("/Annots", []):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + shift


def _destinations(pdf: Pdf) -> list[tuple[String, Any]]:
    items: list[Any] = []
    if "/Names" in pdf.Root:
        items = list(pdf.Root.Names.Dests.Names)
    return list(zip(items[::2], items[1::2], strict=True))


def _write_outline(book: Pdf, chunks: Iterable[Laid]) -> None:
    """Write the headings as bookmarks, each inside the last one of a higher level."""
    with book.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for bookmark, page in _numbered(chunks):
            place = Array([book.pages[page].obj, Name.XYZ, bookmark.x, bookmark.y, 0])
            item = OutlineItem(bookmark.label, place)
            item.is_closed = bookmark.closed
            while above[-1][0] >= bookmark.level:
                above.pop()
            above[-1][1].append(item)
            above.append((bookmark.level, item.children))


def _numbered(chunks: Iterable[Laid]) -> Iterator[tuple[Bookmark, int]]:
    """Yield each bookmark with its page in the whole booklet, from 0."""
    first = 0
    for chunk in chunks:
        for bookmark in chunk.bookmarks:
            yield bookmark, first + bookmark.page
        first += chunk.pages
