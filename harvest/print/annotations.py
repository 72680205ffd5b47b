"""One link in the text is one link in the PDF.

WeasyPrint makes an annotation for every line a link runs over, and for every box inside it. A reader who goes from
link to link by keyboard, or hears them read, then meets the same one twice. Of a link's annotations the first is
kept: it covers all lines on its page (`QuadPoints`), and its element in the structure holds the words of all.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import unquote

import pydyf  # type: ignore[import-untyped] # no types are published for it


def one_annotation_a_link(document: Any, pdf: Any) -> None:
    """Join the annotations of each link, as WeasyPrint's `finisher`: just before the PDF is written."""
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
    """Let the links that leave a chunk lead to a named destination, which is there once all chunks are together."""
    for page in document.pages:
        for _, target, _, box in page.links:
            annotation = box.link_annotation
            if annotation and target.startswith(scheme):
                del annotation["A"]
                name = unquote(target.removeprefix(scheme))
                annotation["Contents"] = annotation["Dest"] = pydyf.String(name)


def own_ids(pdf: Any, number: int) -> None:
    """Put a chunk's number before the ids of its table headers, which else occur in other chunks too."""
    for found in pdf.objects:
        if isinstance(found, pydyf.Dictionary) and found.get("Type") == "/StructElem":
            if "ID" in found:
                found["ID"] = pydyf.String(f"{number}-{found['ID'].string}")
            attributes = found.get("A", {})
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
    """The structure tree, seen from its link annotations."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.references: dict[bytes, Any] = {}
        self.elements: dict[bytes, Any] = {}
        self.numbers: Any = None
        dictionaries = [found for found in pdf.objects if isinstance(found, pydyf.Dictionary)]
        of_reference = {}
        for found in dictionaries:
            if found.get("Type") == "/OBJR":
                self.references[found["Obj"]] = found
                of_reference[found.reference] = found["Obj"]
            elif found.get("Type") == "/StructTreeRoot":
                self.numbers = pdf.objects[_number(found["ParentTree"])]["Nums"]
        for found in dictionaries:
            if found.get("Type") == "/StructElem":
                for kid in found["K"]:
                    if kid in of_reference:
                        self.elements[of_reference[kid]] = found

    def move(self, annotation: Any, to: Any) -> None:
        """Put what an annotation's element holds under the element of another, and drop the annotation."""
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
        # Emptied, not freed: with freed objects pydyf counts wrong in its table of compressed ones.
        reference.clear()
        annotation.clear()


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
