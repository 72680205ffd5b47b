"""The map: what stands where, what is drawn between it, and that it is all said in words."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

import pytest

from harvest.corpus import Corpus
from harvest.links.cycles import rings
from harvest.links.edges import Edge
from harvest.site.pages import Site
from harvest.views.cards import Views
from harvest.views.map import sections as map
from harvest.views.map.drawing import MapDrawing, draw
from harvest.views.map.measures import PAPER, SITE, Measures
from harvest.views.map.sections import MOST_ROWS, MapSection, MapView, pattern_map
from tests.drawing import in_memory, pattern

MAP = {"plattegrond.md": "---\ntitel: Plattegrond\nview: map\n---\n\nZo hangt het samen.\n"}
FEW = {
    "wortel": "",
    "tak": "draagt bij aan: Wortel\nzie ook: Los\n",
    "blad": "draagt bij aan: [Tak, Wortel]\nwringt met: Wortel\n",
    "los": "",
    "niets": "",
}


def corpus(above: dict[str, str], titles: dict[str, str] | None = None, more: dict[str, str] | None = None) -> Corpus:
    """The corpus of these patterns, what stands above each, and a page with the map."""
    names = titles or {}
    cards = {
        f"patronen/{name}.md": pattern(names.get(name, name.capitalize()), above=text, status="concept")
        for name, text in above.items()
    }
    files = {**MAP, **cards, **(more or {})}
    return in_memory(files, allowed=True)


def many(count: int) -> dict[str, str]:
    """So many patterns, tied at random but the same each time; one a tenth is a root."""
    dice = random.Random(count)
    above = {}
    for n in range(count):
        text = ""
        if n > count / 10 and dice.random() > 0.1:
            text += f"draagt bij aan: [{', '.join(f'p{k}' for k in sorted({dice.randrange(n), dice.randrange(n)}))}]\n"
        if dice.random() < 0.6:
            text += f"zie ook: p{(n + dice.randrange(1, count)) % count}\n"
        if dice.random() < 0.2:
            text += f"wringt met: p{(n + dice.randrange(1, count)) % count}\n"
        above[f"p{n}"] = text
    return above


def large(count: int) -> Corpus:
    """A corpus of so many patterns."""
    return corpus(many(count), {f"p{n}": f"Patroon {n}" for n in range(count)})


def made(corpus: Corpus) -> MapView:
    """The map of a corpus."""
    return pattern_map(Views(corpus))


def html_of(corpus: Corpus, *, preview: bool = False) -> str:
    """The page with the map."""
    site = Site(corpus, preview=preview, booklet=False)
    site.urls = {path: path.removesuffix(".md") + "/" for path in site.nodes}
    return site.content(site.corpus.directory.by_path["plattegrond.md"], "../")


def titles(section: MapSection) -> list[tuple[int, str]]:
    """The rows of a section, with their level."""
    return [(place.level, place.entry.title) for place in section.places]


def test_each_stands_below_the_first_it_completes_and_the_second_is_a_lane() -> None:
    (found,) = made(corpus(FEW)).maps
    whole, unplaced = found.sections
    assert titles(whole) == [(0, "Los"), (0, "Wortel"), (1, "Tak"), (2, "Blad")]
    assert (unplaced.sort, titles(unplaced)) == ("unplaced", [(0, "Niets")])
    assert {(b.source, b.target, b.line) for b in whole.bends} == {(0, 2, "dots"), (3, 1, "diamond"), (1, 3, "zigzag")}


def test_every_tie_is_said_in_words_but_what_stands_below() -> None:
    (found,) = made(corpus(FEW)).maps
    said = {
        place.entry.title: [(tie.label["nl"], [end.title for end in tie.entries]) for tie in place.ties]
        for section in found.sections
        for place in section.places
    }
    assert said == {
        "Los": [("zie ook", ["Tak"])],
        "Wortel": [("krijgt vorm met", ["Blad"]), ("wringt met", ["Blad"])],
        "Tak": [("draagt bij aan", ["Wortel"]), ("zie ook", ["Los"])],
        "Blad": [("draagt bij aan", ["Tak", "Wortel"]), ("wringt met", ["Wortel"])],
        "Niets": [],
    }


def test_a_ring_is_drawn_once_and_named() -> None:
    ring = {
        "aan": "draagt bij aan: Een\n",
        "een": "draagt bij aan: Twee\n",
        "twee": "draagt bij aan: Drie\n",
        "drie": "draagt bij aan: Een\n",
    }
    broken = corpus(ring)
    (section,) = made(broken).maps[0].sections
    assert titles(section) == [(0, "Drie"), (1, "Twee"), (2, "Een"), (3, "Aan")]
    assert [[entry.title for entry in ring] for ring in section.rings] == [["Drie", "Een", "Twee"]]
    assert [(bend.source, bend.target) for bend in section.bends] == [(0, 2)]
    assert "Dit loopt rond in een kring: Drie, Een en Twee." in html_of(broken, preview=True)


def test_one_that_completes_itself_is_a_root() -> None:
    (section,) = made(corpus({"een": "draagt bij aan: Een\n", "twee": "draagt bij aan: Een\n"})).maps[0].sections
    assert titles(section) == [(0, "Een"), (1, "Twee")]
    assert section.bends == ()


@pytest.mark.parametrize("count", [31, 80, 300])
def test_many_are_divided_and_each_has_its_own_row_once(count: int) -> None:
    (found,) = made(large(count)).maps
    own = [place.entry.key for section in found.sections for place in section.places if not place.onward]
    assert sorted(own) == sorted(f"card:p{n}" for n in range(count))
    ids = {section.id for section in found.sections}
    assert len(ids) == len(found.sections) > 1
    for section in found.sections:
        if section.sort == "tree":
            assert len(section.places) <= MOST_ROWS
            assert section.places[0].level == 0
        assert {place.onward.id for place in section.places if place.onward} <= ids


@pytest.mark.parametrize("fork", [1, 2, 7])
def test_a_tree_too_long_is_divided_where_it_is_large(fork: int) -> None:
    """What is cut off leaves its own row behind, which leads there; no part is longer than it may be."""
    above = {f"p{n:03}": f"draagt bij aan: p{(n - 1) // fork:03}\n" if n else "" for n in range(200)}
    sections = made(corpus(above)).maps[0].sections
    assert all(len(section.places) <= MOST_ROWS for section in sections)
    assert len(sections) < 200 / MOST_ROWS * 3
    left = {place.entry.key for section in sections for place in section.places if place.onward}
    assert left == {section.head.key for section in sections[1:] if section.head}
    assert [draw(section).rows[0].left != () for section in sections] == [False] + [True] * (len(sections) - 1)


@pytest.mark.parametrize("shape", ["chain", "star"])
def test_a_chain_and_a_star_of_many_are_drawn(shape: str) -> None:
    above = {f"p{n}": f"draagt bij aan: Patroon {n - 1 if shape == 'chain' else 0}\n" if n else "" for n in range(1200)}
    html = html_of(corpus(above, {name: f"Patroon {name[1:]}" for name in above}), preview=True)
    assert html.count('class="map-node') >= 1200


def spans(drawing: MapDrawing) -> list[tuple[float, float, float]]:
    """Of each lane that is one path: its `x`, and the heights between which it runs there."""
    found = []
    for stroke in drawing.strokes:
        if stroke.style in ("dotted", "solid") and stroke.colour != "wring":
            y1, x, y2 = re.match(r"M[\d.]+ ([\d.]+)H([\d.]+).*V([\d.]+)", stroke.d).groups()  # type: ignore[union-attr]
            found.append((float(x), *sorted((float(y1), float(y2)))))
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("measures", [SITE, PAPER], ids=["site", "paper"])
@pytest.mark.parametrize("count", [14, 30, 80])
def test_lanes_lie_right_of_every_name_and_never_over_each_other(count: int, measures: Measures) -> None:
    for section in made(large(count)).maps[0].sections:
        drawing = draw(section, measures)
        lanes = spans(drawing)
        assert all(row.end <= drawing.lanes for row in drawing.rows)
        assert all(drawing.lanes - 13 <= x <= drawing.width for x, _, _ in lanes)
        for n, (x, top, bottom) in enumerate(lanes):
            assert not [other for other in lanes[:n] if other[0] == x and other[1] < bottom and top < other[2]]
        heights = [row.top for row in drawing.rows]
        assert heights == sorted(set(heights))


def test_the_shortest_lane_is_innermost() -> None:
    above = {"a": "zie ook: D\n", "b": "zie ook: C\n", "c": "", "d": ""}
    (section,) = made(corpus(above)).maps[0].sections
    lanes = sorted(spans(draw(section)), key=lambda lane: lane[2] - lane[1])
    assert [lane[0] for lane in lanes] == sorted(lane[0] for lane in lanes)
    assert lanes[0][0] < lanes[1][0]


@pytest.mark.parametrize("measures", [SITE, PAPER], ids=["site", "paper"])
def test_every_tie_is_drawn_or_told_in_the_drawing(measures: Measures) -> None:
    """Nothing is lost between lanes and stubs, for lack of room neither."""
    for section in made(large(80)).maps[0].sections:
        for row in draw(section, measures).rows:
            shown = [(t.name, t.incoming, e.key) for t in (*row.drawn, *row.left) for e in t.entries]
            assert sorted(shown) == sorted((t.name, t.incoming, e.key) for t in row.place.ties for e in t.entries)
            if measures.stubs:
                assert [len(stub.names) + stub.more for stub in row.stubs] == [len(t.entries) for t in row.left]


def test_a_long_title_is_cut_in_the_drawing_and_whole_in_words() -> None:
    long = ("Een titel van driehonderd letters " * 9).strip()[:300]
    html = html_of(corpus({"wortel": "", "tak": "draagt bij aan: Wortel\n"}, {"tak": long}), preview=True)
    drawn = re.findall(r"<text [^>]*>(Een titel[^<]*)</text>", html)
    assert drawn
    assert drawn[0].endswith("…")
    assert f"<title>{long}</title>" in html
    assert html.count(f">{long}</a>") >= 1


class Links(HTMLParser):
    """The links inside the drawing, by their name, and whether anything hides them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.names: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, and what it stands in."""
        found = dict(attrs)
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        self.open.append((tag, found))
        if tag == "a" and any(name == "svg" for name, _ in self.open):
            assert not any(above.get("aria-hidden") or above.get("role") == "img" for _, above in self.open)
            assert found["href"]
            self.names.append(found["aria-label"] or "")

    def handle_endtag(self, tag: str) -> None:
        """Close down to this tag."""
        while self.open and self.open.pop()[0] != tag:
            pass


def test_every_node_is_a_link_with_a_name() -> None:
    links = Links()
    links.feed(html_of(corpus(FEW), preview=True))
    assert {name.partition(",")[0] for name in links.names} == {"Los", "Wortel", "Tak", "Blad", "Niets"}
    assert all("hoe zeker: vermoeden" in name for name in links.names)
    assert len(links.ids) == len(set(links.ids))


def test_without_cards_it_says_what_would_stand_here() -> None:
    empty = corpus({})
    assert "Hier komen de patronen als tekening" in html_of(empty)
    assert "harvest new patroon" in html_of(empty, preview=True)
    assert "harvest new" not in html_of(empty)


def test_a_map_of_many_sections_looks_for_rings_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else ten thousand patterns take a minute."""
    calls = []

    def counted(edges: Mapping[str, Sequence[Edge]]) -> Iterator[list[Edge]]:
        calls.append(len(edges))
        return rings(edges)

    monkeypatch.setattr(map, "rings", counted)
    views = Views(corpus(many(300) | {"p0": "draagt bij aan: p1\n", "p1": "draagt bij aan: p0\n"}))
    (drawn,) = map.pattern_map(views).maps
    assert len(drawn.sections) > 3
    assert sum(len(section.rings) for section in drawn.sections) == 1
    assert len(calls) == 1


def test_three_hundred_patterns_in_two_seconds_and_the_same_each_time() -> None:
    """The figure of the specification, for what the map adds: its data, its drawings and its page."""
    whole = large(300)
    best, pages = 9.0, set()
    for _ in range(3):
        start = time.process_time()
        pages.add(html_of(whole, preview=True))
        best = min(best, time.process_time() - start)
    assert len(pages) == 1
    assert best < 2
