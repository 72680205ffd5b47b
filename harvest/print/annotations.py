"""Join the annotations of a link, so that one link in the text is one link in the PDF.

WeasyPrint makes an annotation for every line that a link runs over, and for every box inside it. Somebody who goes
from link to link by keyboard, or uses a screen reader, then meets the same link twice. We keep the first annotation of
a link: it covers all lines on its page (`QuadPoints`), and its element in the structure holds the words of all.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import unquote

import pydyf  # type: ignore[import-untyped] # no types are published for it


def one_annotation_a_link(document: Any, pdf: Any) -> None:
    """Join the annotations of each link; WeasyPrint calls this as `finisher`, just before it writes the PDF."""
    tree = _Structure(pdf)
    parts: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    for page, number in zip(document.pages, pdf.pages["Kids"][::3], strict=True):
        for kind, _, _, box in page.links:
            if kind != "attachment" and box.link_annotation is not None:
                parts[id(box.element)].append((number, box.link_annotation))
    dropped: dict[int, set[bytes]] = defaultdict(set)
    for (first_page, first), *others in parts.values():
        if here := [part for number, part in others if number == first_page]:
            _cover(first, [first, *here])
        for number, part in others:
            dropped[number].add(part.reference)
            tree.move(part, first)
    for number, references in dropped.items():
        sheet = pdf.objects[number]
        sheet["Annots"] = pydyf.Array([ref for ref in sheet["Annots"] if ref not in references])


def links_elsewhere(document: Any, scheme: str) -> None:
    """Let links that leave a chunk lead to a named destination, which exists once all chunks are joined."""
    for page in document.pages:
        for _, target, _, box in page.links:
            annotation = box.link_annotation
            if annotation and target.startswith(scheme):
                del annotation["A"]
                name = unquote(target.removeprefix(scheme))
                annotation["Contents"] = annotation["Dest"] = pydyf.String(name)


def own_ids(pdf: Any, number: int) -> None:
    """Put a chunk's number before the ids of its table headers, since other chunks have the same ids."""
    for element in pdf.objects:
        if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem":
            if "ID" in element:
                element["ID"] = pydyf.String(f"{number}-{element['ID'].string}")
            attributes = element.get("A", {})
            if "Headers" in attributes:
                headers = [pydyf.String(f"{number}-{header.string}") for header in attributes["Headers"]]
                attributes["Headers"] = pydyf.Array(headers)


def _cover(annotation: Any, parts: list[Any]) -> None:
    """Let an annotation cover the rectangles of all its parts."""
    rectangles = [_sorted(part["Rect"]) for part in parts]
    annotation["QuadPoints"] = pydyf.Array(
        [n for left, low, right, high in rectangles for n in (left, high, right, high, left, low, right, low)]
    )
    lefts, lows, rights, highs = zip(*rectangles, strict=True)
    annotation["Rect"] = pydyf.Array([min(lefts), min(lows), max(rights), max(highs)])


def _sorted(rectangle: list[float]) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = rectangle
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


class _Structure:
    """The structure tree of a PDF, by its link annotations."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.references: dict[bytes, Any] = {}
        self.elements: dict[bytes, Any] = {}
        self.numbers: Any = None
        dictionaries = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
        of_reference = {}
        for item in dictionaries:
            if item.get("Type") == "/OBJR":
                self.references[item["Obj"]] = item
                of_reference[item.reference] = item["Obj"]
            elif item.get("Type") == "/StructTreeRoot":
                self.numbers = pdf.objects[_number(item["ParentTree"])]["Nums"]
        for item in dictionaries:
            if item.get("Type") == "/StructElem":
                for kid in item["K"]:
                    if kid in of_reference:
                        self.elements[of_reference[kid]] = item

    def move(self, annotation: Any, to: Any) -> None:
        """Move the content of an annotation's element into the element of another, and drop the annotation."""
        element, home = self.elements.get(annotation.reference), self.elements.get(to.reference)
        reference = self.references.get(annotation.reference)
        if element is None or home is None or reference is None:
            return
        element["K"].remove(reference.reference)
        element["S"] = "/Span"
        if element["P"] != home.reference:
            self.pdf.objects[_number(element["P"])]["K"].remove(element.reference)
            element["P"] = home.reference
            home["K"].append(element.reference)
        if "StructParent" in annotation:
            index = self.numbers[::2].index(annotation["StructParent"])
            del self.numbers[2 * index : 2 * index + 2]
        # Emptied, not freed: pydyf miscounts freed objects in its table of compressed ones.
        reference.clear()
        annotation.clear()


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
