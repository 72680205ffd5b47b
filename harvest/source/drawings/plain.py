"""Leave of a drawing only elements and attributes that are on the list, with one alternative of each choice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from harvest.problems.problem import Message, say
from harvest.source.drawings.allowed import ATTRIBUTES, ELEMENTS, HOLDS_TEXT, RESULTS, SOURCES, UNKNOWN
from harvest.source.drawings.declarations import BACKGROUND, LOOK, MOVES, WORKED_OUT
from harvest.source.drawings.element import Element, LeftOut, RefusedDrawing
from harvest.source.drawings.typefaces import usual
from harvest.source.drawings.values import GRAMMARS, checked

_REFER = frozenset("use image feImage linearGradient radialGradient pattern textPath filter".split())
"""Elements that refer to another one with `href`."""
_LANGUAGES = re.compile(r"\s*[a-zA-Z]{2,3}(?:-[a-zA-Z]{2,4})?(?:\s*,\s*[a-zA-Z]{2,3}(?:-[a-zA-Z]{2,4})?)*\s*")
_LOOK_AGAIN = say("Look whether it still shows what you mean.")


class _Plain:
    """Goes through the tree once, and changes it."""

    def __init__(self, root: Element, styles: Mapping[int, Mapping[str, str]]) -> None:
        self.root, self.styles = root, styles
        self.left: dict[str, LeftOut] = {}
        self.results: dict[str, str] = {}
        self.web_pages: set[int] = set()
        """The elements in which a web page stands, by `id(element)`."""

    def go(self) -> None:
        for element in self.root.walk():
            above: Element | None = element if element.name == "foreignObject" else None
            while above is not None and id(above) not in self.web_pages:
                self.web_pages.add(id(above))
                above = above.parent
        for element in self.root.walk():
            if element.name == "foreignObject":
                raise _web_page(element)
            self._become(element)
            holds_text = element.name in HOLDS_TEXT
            element.content = [
                piece
                for piece in element.content
                if (holds_text if isinstance(piece, str) else piece.name not in ("", "style"))
            ]
            for child in list(element.children()):
                if child.name.startswith("animate") or child.name == "set":
                    element.content.remove(child)
                    self._moves(child)

    def _moves(self, element: Element) -> None:
        self._tell("moves", element, say("What moves in this drawing stands still when it goes out."), _LOOK_AGAIN)

    def _tell(self, about: str, element: Element, message: Message, hint: Message) -> None:
        """Remember the first place of a sort; one message for each sort is enough."""
        self.left.setdefault(about, LeftOut(element.line, message, hint))

    def _become(self, element: Element) -> None:
        own = dict(self.styles.get(id(element), {}))
        if element.name == "switch":
            self._choose(element)
        elif element.name == "a":
            self._link(element)
        needs = element.attributes.get("requiredExtensions", "").strip()
        language = element.attributes.get("systemLanguage")
        if needs or language == "" or element.name not in ELEMENTS:
            element.name, element.attributes = UNKNOWN, {}
            return
        attributes: dict[str, str] = {}
        for name, value in element.attributes.items():
            plain = self._attribute(element.name, name, value)
            if plain is not None:
                attributes[name] = plain
        if any(name in own for name in MOVES):
            self._moves(element)
        if look := next((own[name] for name in sorted({*LOOK, WORKED_OUT}) if name in own), ""):
            message = say("«{part}» in this drawing is left out: only styles know it.", part=look)
            self._tell("look", element, message, _LOOK_AGAIN)
        own.pop(WORKED_OUT, "")
        background = own.pop(BACKGROUND, "")
        attributes |= {name: value for name, value in own.items() if name not in MOVES and name not in LOOK}
        if written := attributes.get("font-family"):
            self._letters(element, attributes, written)
        element.attributes = attributes
        if element is self.root:
            _as_sheet(element, background)

    def _letters(self, element: Element, attributes: dict[str, str], written: str) -> None:
        """Name only typefaces that readers may have; letters for which none is left have no serifs."""
        kept, unusual = usual(written)
        attributes["font-family"] = kept or "sans-serif"
        if unusual:
            message = say("The name of the typeface «{name}» does not go out: readers hardly have it.", name=unusual)
            hint = say("If the letters must look so, make paths of them before you save.")
            self._tell("typeface", element, message, hint)

    def _attribute(self, element: str, name: str, value: str) -> str | None:
        if name in GRAMMARS:
            return checked(name, value)
        if name == "id":
            return value
        if name == "href":
            return value if element in _REFER else None
        if name in RESULTS and element.startswith("fe"):
            return value if value in SOURCES else self.results.setdefault(value, f"r{len(self.results) + 1}")
        if name == "systemLanguage":
            return value if _LANGUAGES.fullmatch(value) else None
        check = ATTRIBUTES.get(name)
        return check(value) if check else None

    def _choose(self, element: Element) -> None:
        """Make a group of a choice, with the alternative for whoever reads none of the languages that it names."""
        alternatives = [
            child for child in element.children() if child.name in ELEMENTS or child.name in ("a", "switch")
        ]
        possible = [
            child
            for child in alternatives
            if id(child) not in self.web_pages
            and not child.attributes.get("requiredExtensions", "").strip()
            and child.attributes.get("systemLanguage") != ""
        ]
        if not possible and (pages := [child for child in element.children() if id(child) in self.web_pages]):
            raise _web_page(pages[0])
        chosen = next((child for child in possible if "systemLanguage" not in child.attributes), None)
        chosen = chosen or (possible[0] if possible else None)
        if any("systemLanguage" in child.attributes and child is not chosen for child in possible):
            message = say("Of the languages in this drawing one goes out.")
            self._tell("languages", element, message, say("Make a drawing for each language."))
        if chosen is not None:
            chosen.attributes.pop("systemLanguage", None)
        element.name = "g"
        element.content = [] if chosen is None else [chosen]

    def _link(self, element: Element) -> None:
        """Make a group of a link: a drawing leads nowhere."""
        address = element.attributes.pop("href", "#").strip()
        in_text = element.parent is not None and element.parent.name in HOLDS_TEXT
        element.name = "tspan" if in_text else "g"
        if not address.startswith("#"):
            message = say("A link in this drawing does not go out: a drawing leads nowhere.")
            self._tell("link", element, message, say("Put the link in the text beside the drawing."))


def plain(root: Element, styles: Mapping[int, Mapping[str, str]]) -> list[LeftOut]:
    """Change a drawing so that only what may go out is in it, and return what is left out of it.

    Names of elements, and references to them, still stand. Raises `RefusedDrawing` for a web page in it.
    """
    work = _Plain(root, styles)
    work.go()
    return list(work.left.values())


def _web_page(element: Element) -> RefusedDrawing:
    return RefusedDrawing(
        say(
            "This drawing holds more than a drawing: «{part}» in it can run, or fetch from elsewhere.",
            part="<foreignObject>",
        ),
        say("Save it with plain text: in draw.io, without «formatted text» and «word wrap»."),
        line=element.line,
    )


def _as_sheet(root: Element, background: str) -> None:
    """Keep what lies outside the sheet outside it, and colour the sheet as its style says."""
    for name in ("x", "y", "overflow", "transform-origin"):
        root.attributes.pop(name, None)
    if background and background.lower() not in ("transparent", "none", "inherit", "initial", "unset"):
        box = re.split(r"[\s,]+", root.attributes.get("viewBox", "").strip())
        corner = {"x": box[0], "y": box[1]} if len(box) == 4 else {}
        sheet = {**corner, "width": "100%", "height": "100%", "fill": background, "stroke": "none"}
        root.content.insert(0, Element("rect", sheet, root.line, root))
