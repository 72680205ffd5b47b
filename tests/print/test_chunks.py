"""The booklet in chunks: where it is cut, and that it is the same booklet in however many pieces."""

from __future__ import annotations

import pickle
import re
import subprocess
import threading
import time
from collections.abc import Mapping
from datetime import date
from multiprocessing import active_children
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from harvest.print import numbering
from harvest.print.booklet import Booklet, print_booklet
from harvest.print.job import Laid, PrintProblem
from harvest.print.leaves import cut
from harvest.print.numbering import settled
from harvest.problems.language import render
from harvest.problems.problem import say
from tests.print.conftest import Composed
from tests.print.look import Outline, anchors, bookmarks, link_annotations, targets, wrongly_numbered

DAY = date(2026, 11, 21)
SHORT = 2_000


def printed(made: tuple[str, Path], path: Path, longest: int = SHORT, jobs: int = 1) -> Booklet:
    """The booklet of a composed publication."""
    html, content = made
    return print_booklet(html, path, content=content, published_on=DAY, longest=longest, jobs=jobs)


def words(path: Path, how: str = "-layout") -> str:
    """The text of a file, with "-bbox" each word with the place where it stands on its page."""
    return subprocess.run(["pdftotext", how, str(path), "-"], capture_output=True, text=True, check=True).stdout


def test_leaves_stay_whole_and_only_a_known_side_is_followed_by_a_side(composed: Composed) -> None:
    html, _ = composed()
    for longest in (1, SHORT, 4_000, 10**9):
        chunks = cut(html, longest)
        leaves = [leaf for chunk in chunks for leaf in chunk.leaves]
        assert [name for leaf in leaves for name in leaf.ids] == Outline(html).ids
        assert [chunk.follows for chunk in chunks[:-1]] == [
            "page" if chunk.leaves[0].begins == "any" else chunk.leaves[0].begins for chunk in chunks[1:]
        ]
        for chunk in chunks:
            if chunk.leaves[0].begins in ("page", "any"):
                assert {leaf.begins for leaf in chunk.leaves} <= {"page", "any"}
    assert len(cut(html, SHORT)) > 5
    assert len(cut(html, 10**9)) == 1


def test_cards_that_run_on_are_cut_only_where_they_fill_a_chunk() -> None:
    card = '<article class="card run-on" id="{}" data-begins="any">words</article>'
    body = '<section id="cover">x</section><section id="all" data-begins="page">y</section>'
    html = f"<body>{body}{''.join(card.format(n) for n in 'abcd')}</body>"
    assert [chunk.leaves[0].ids for chunk in cut(html)] == [("cover",)]
    assert [chunk.leaves[0].ids for chunk in cut(html, 250)] == [("cover",), ("c",)]


def test_many_chunks_give_the_same_booklet_as_one(composed: Composed, tmp_path: Path) -> None:
    made = composed()
    one, many = tmp_path / "one.pdf", tmp_path / "many.pdf"
    for path, longest in ((one, 10**9), (many, SHORT)):
        assert printed(made, path, longest).remarks == ()
    assert words(one) == words(many)
    with pikepdf.open(one) as first, pikepdf.open(many) as second:
        assert anchors(first) == anchors(second)
        assert bookmarks(first) == bookmarks(second) == Outline(made[0]).titles
        assert targets(first) == targets(second)
        assert len(link_annotations(second)) == len(Outline(made[0]).hrefs)
    assert page_validation.validate_pdf(str(many), profile="ua1").is_compliant


def test_the_same_bytes_from_one_process_and_from_two(composed: Composed, tmp_path: Path) -> None:
    made = composed()
    paths = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for jobs, path in enumerate(paths, 1):
        printed(made, path, jobs=jobs)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert active_children() == []


def test_what_was_first_assumed_makes_no_difference(
    composed: Composed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that were laid out for the other side, or for longer numbers, come out as if they had not been."""
    made = composed()
    places = []
    for lines in (38, 12, 5, 0.1):
        monkeypatch.setattr(numbering, "_ON_A_PAGE", lines)
        path = tmp_path / f"{lines}.pdf"
        printed(made, path, longest=1)
        places.append(re.sub(r"(\.\d\d)\d+", r"\1", words(path, "-bbox")))
    assert len(set(places)) == 1
    assert page_validation.validate_pdf(str(tmp_path / "5.pdf"), profile="ua1").is_compliant


def test_a_reference_carries_the_page_on_which_it_is_found(composed: Composed, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    printed(composed(), path)
    with pikepdf.open(path) as pdf:
        places = anchors(pdf)
    text = " ".join(words(path).split("\f")[places["page-hoe"] - 1].split())
    assert re.search(r"Een \(p\. (\d+)\)", text)[1] == str(places["card-een"])  # type: ignore[index] # it is found
    assert f"ook (p. {places['card-een.daarom']})" in text
    checked, wrong = wrongly_numbered(path)
    assert checked > 3
    assert wrong == []


def test_numbers_that_push_each_other_come_to_rest() -> None:
    """With two digits the reference fits and its target begins on page 100, with three it does not and it is 99."""
    chunks = cut('<body><p id="a" data-h="#b">x</p><p id="b" data-begins="page">y</p></body>', 1)
    rounds = []

    def lay_out(filled: Mapping[int, tuple[str, int]]) -> dict[int, Laid]:
        rounds.append(sorted(filled))
        return {
            number: Laid(1 if number else 98 + ('data-n="00"' in html), False, {"ab"[number]: 0}, (), ())
            for number, (html, _) in filled.items()
        }

    laid, starts, pages = settled(chunks, lay_out)
    assert 3 < len(rounds) < 9
    assert starts == (1, laid[0].pages + 1)
    assert pages == {"a": 1, "b": starts[1]}


def test_a_problem_comes_whole_from_another_process() -> None:
    problem = PrintProblem(say("The booklet could not be written: {why}.", why="x"))
    again = pickle.loads(pickle.dumps(problem))
    assert again.message == problem.message
    assert str(again) == str(problem)
    assert render(again.message, "nl") == "Het boekje kon niet worden bewaard: x."


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_problem_in_one_chunk_is_the_problem_of_all(composed: Composed, tmp_path: Path, jobs: int) -> None:
    html, content = composed()
    html = html.replace('id="page-register"', 'id="page-register"><img src="content:weg.png" alt="x"')
    with pytest.raises(PrintProblem) as caught:
        printed((html, content), tmp_path / "x.pdf", jobs=jobs)
    assert "«weg.png» could not be read" in str(caught.value)
    assert active_children() == []


def test_that_a_process_was_killed_is_told_and_leaves_none_behind(composed: Composed, tmp_path: Path) -> None:
    def kill() -> None:
        while not (children := active_children()):
            time.sleep(0.01)
        children[0].kill()

    threading.Thread(target=kill, daemon=True).start()
    with pytest.raises(PrintProblem) as caught:
        printed(composed(), tmp_path / "x.pdf", jobs=2)
    assert "was ended" in str(caught.value)
    assert "proces" in render(caught.value.message, "nl")
    assert active_children() == []
