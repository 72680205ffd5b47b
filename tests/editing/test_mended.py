"""Corrections are made together as far as each mends its own problem, and nothing else gets worse by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from harvest.editing.fixes import READINGS, Correction, Mended, mended
from harvest.problems.codes import Code, Severity
from harvest.problems.problem import Fix, Place, Position, Problem, problem, say
from tests.drawing import PATTERN, in_memory
from tests.growth import taken

Rule = Callable[[Mapping[str, bytes]], Sequence[Problem]]


def told(
    line: int, start: int, end: int, text: str | None, code: Code = "wrong-type", severity: Severity | None = None
) -> Problem:
    """A problem of a file with one answer, or with none."""
    begin, behind = Position(line, start), Position(line, end)
    fix = Fix(begin, behind, text) if text is not None else None
    return problem(Place("a.md", line, start), code, say("Fout."), severity=severity, end=behind, fix=fix)


def words(contents: Mapping[str, bytes]) -> list[Problem]:
    """A little publication: «x» must be «y»; «p» must be «q», which is worse; «m» must be «n», and that «o»."""
    answers = {"x": "y", "p": "q", "m": "n", "n": "o", "k": "kk", "w": "w\nz"}
    found = []
    for number, line in enumerate(contents["a.md"].decode().splitlines(), 1):
        for at, letter in enumerate(line.split(" ")):
            if letter in answers:
                found.append(told(number, 1 + 2 * at, 2 + 2 * at, answers[letter], "unknown-choice"))
            if letter == "q":
                found.append(told(number, 1 + 2 * at, 2 + 2 * at, None, "cycle"))
    return found


def made(text: str, rule: Rule = words, wanted: Callable[[Correction], bool] = lambda one: True) -> Mended:
    return mended(rule({"a.md": text.encode()}), {"a.md": text.encode()}, rule, wanted)


def test_all_that_go_together_are_made() -> None:
    done = made("x a x\nb x\n")
    assert done.contents["a.md"] == b"y a y\nb y\n"
    assert [(one.first, one.problem.column) for one in done.steps] == [(1, 1), (1, 5), (2, 3)]
    assert done.problems == []


def test_one_that_makes_something_worse_is_left_out_and_the_rest_is_made() -> None:
    done = made("x p x\np\nx\n")
    assert done.contents["a.md"] == b"y p y\np\ny\n"
    assert [one.code for one in done.problems] == ["unknown-choice"] * 2


def test_what_is_read_only_now_is_mended_along() -> None:
    """A name that was not understood hides what stands behind it; nothing of that is worse once it is mended too."""
    done = made("x\nm\n")
    assert done.contents["a.md"] == b"y\no\n"
    assert [one.first for one in done.steps] == [1, 2, 2]


def test_a_correction_that_does_not_mend_is_left_out() -> None:
    def always(contents: Mapping[str, bytes]) -> list[Problem]:
        return [told(1, 1, 2, "y")]

    assert made("x\n", always).contents["a.md"] == b"x\n"


def test_a_correction_for_nothing_is_left_out() -> None:
    def same(contents: Mapping[str, bytes]) -> list[Problem]:
        return [told(1, 1, 2, "x")] if contents["a.md"] == b"x\n" else []

    assert made("x\n", same).contents["a.md"] == b"x\n"


def test_a_place_that_is_not_there_is_left_out() -> None:
    def beyond(contents: Mapping[str, bytes]) -> list[Problem]:
        return [told(9, 1, 2, "y"), *words(contents)]

    assert made("x\n", beyond).contents["a.md"] == b"y\n"


def test_something_in_another_file_counts_too() -> None:
    def elsewhere(contents: Mapping[str, bytes]) -> list[Problem]:
        other = [problem(Place("b.md", 4), "cycle", say("Rond."))] if b"y" in contents["a.md"] else []
        return [*words(contents), *other]

    assert made("x\nk\n", elsewhere).contents["a.md"] == b"x\nkk\n"


def test_what_becomes_milder_is_no_worse_and_what_becomes_more_serious_is() -> None:
    def rated(before: Severity, after: Severity) -> Rule:
        def rule(contents: Mapping[str, bytes]) -> list[Problem]:
            return [*words(contents), told(2, 1, 2, None, "cycle", before if b"x" in contents["a.md"] else after)]

        return rule

    assert made("x\nz\n", rated("error", "warning")).contents["a.md"] == b"y\nz\n"
    assert made("x\nz\n", rated("warning", "error")).contents["a.md"] == b"x\nz\n"


def test_lines_that_come_in_move_what_stands_below() -> None:
    """A problem further down is the same one, and is still mended in its place."""

    def rule(contents: Mapping[str, bytes]) -> list[Problem]:
        number = contents["a.md"].splitlines().index(b"v") + 1
        whole = [one for one in words(contents) if b"w\nz" not in contents["a.md"] or one.line != 1]
        return [*whole, told(number, 1, 2, None, "cycle")]

    done = made("w\nx\nv\n", rule)
    assert done.contents["a.md"] == b"w\nz\ny\nv\n"
    assert list(done.lines["a.md"]) == [1, 1, 2, 3, 4]
    assert [one.first for one in done.steps] == [1, 2]


def test_two_about_the_same_words_are_made_one_after_the_other() -> None:
    def rule(contents: Mapping[str, bytes]) -> list[Problem]:
        text = contents["a.md"]
        return {
            b"abcd\n": [told(1, 1, 3, "xy", "cycle"), told(1, 2, 4, "zz")],
            b"xycd\n": [told(1, 2, 4, "zz")],
        }.get(text, [])

    assert made("abcd\n", rule).contents["a.md"] == b"xzzd\n"


def test_it_ends_where_each_correction_asks_for_another() -> None:
    def longer(contents: Mapping[str, bytes]) -> list[Problem]:
        length = len(contents["a.md"])
        return [told(1, 1, 1 + length, "x" * (length + 1))]

    assert len(made("x", longer).contents["a.md"]) < 20


def test_it_reads_the_result_a_bounded_number_of_times() -> None:
    asked = 0

    def rule(contents: Mapping[str, bytes]) -> list[Problem]:
        nonlocal asked
        asked += 1
        return words(contents)

    text = "x p\n" * 120
    done = mended(words({"a.md": text.encode()}), {"a.md": text.encode()}, rule)
    assert asked <= READINGS
    assert b"q" not in done.contents["a.md"]
    assert b"y" in done.contents["a.md"]


def test_only_what_is_wanted_is_made() -> None:
    done = made("x\nx\nm\n", wanted=lambda one: one.first == 2)
    assert done.contents["a.md"] == b"x\ny\nm\n"


CARD = "---\ntitel: Een\n{above}\n---\n" + PATTERN["nl"]
GOOD = {"patronen/zeswekenritme.md": CARD.format(above="fase: verkennen").replace("Een", "Zeswekenritme")}


def held(texts: Mapping[str, bytes]) -> Sequence[Problem]:
    """The problems of cards in memory."""
    given = {path.removeprefix("content/"): text.decode("utf-8-sig") for path, text in texts.items()}
    return in_memory({**GOOD, **given}, allowed=True, record={"rule": "open"}).problems


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ("fsae: verkenen", "fase: verkennen"),
        ("fase: verkenen\nzie ook: Zeswekenritem", "fase: verkennen\nzie ook: Zeswekenritme"),
        ("fase: verkennen\nfsae: verkennen", "fase: verkennen\nfsae: verkennen"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_real_cards_are_mended_byte_for_byte(above: str, wanted: str, ending: str, mark: bytes) -> None:
    def content(lines: str) -> bytes:
        return mark + CARD.format(above=lines).rstrip("\n").replace("\n", ending).encode()

    path = "content/patronen/een.md"
    before = {path: content(above)}
    assert mended(held(before), before, held).contents[path] == content(wanted)


UNREAD = "content/patronen/een.md"


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ("titel:Eén\nfase: ooit", "titel: Eén\nfase: ooit"),
        ("titel:Eén\nfase: verkenen", "titel: Eén\nfase: verkennen"),
        ("titel: Eén\nsamenvatting: Let op: nu\nfase: ooit", 'titel: Eén\nsamenvatting: "Let op: nu"\nfase: ooit'),
        ("titel:Eén\ndraagt bij aan: Twee", "titel: Eén\ndraagt bij aan: Twee"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_was_there_all_along_keeps_no_data_unread(above: str, wanted: str, ending: str) -> None:
    """Nobody knew of the rest of a card, or of what leads to it, before the data above it could be read."""
    other = CARD.format(above="draagt bij aan: Eén").replace("Een", "Twee")
    card = "---\n{}\n---\n\n## Probleem\n\n[[Nergens]]\n".replace("\n", ending)
    before = {UNREAD: card.format(above.replace("\n", ending)).encode(), "content/patronen/twee.md": other.encode()}
    assert {problem.code for problem in held(before) if problem.path == UNREAD} == {"front-matter-syntax"}
    done = mended(held(before), before, held)
    assert done.contents[UNREAD].decode() == card.format(wanted.replace("\n", ending))
    assert {problem.code for problem in done.problems if problem.path == UNREAD} >= {"dangling-link", "missing-section"}


def test_data_that_still_cannot_be_read_stay_as_they_are() -> None:
    """The correction is not made if the same is wrong after it, whatever else it leads to."""

    def rule(contents: Mapping[str, bytes]) -> list[Problem]:
        text = contents["a.md"].decode()
        return [told(1, 1, 2, text[0] + "x", "front-matter-syntax")]

    assert made("a\n", rule).contents["a.md"] == b"a\n"


def test_each_line_keeps_its_own_ending() -> None:
    before = {UNREAD: b"\xef\xbb\xbf---\r\ntitel:E\xc3\xa9n\nfase: verkenen\r\n---\n\r\n## Probleem\r\n\nWaar."}
    after = before[UNREAD].replace(b"titel:", b"titel: ").replace(b"verkenen", b"verkennen")
    assert mended(held(before), before, held).contents[UNREAD] == after


def test_thousands_of_corrections_take_the_time_of_their_number() -> None:
    """Also where some of them are left out."""

    def mend(number: int) -> float:
        text = "x p x\n" * number
        problems = words({"a.md": text.encode()})
        answers = iter([problems])

        def again(contents: Mapping[str, bytes]) -> Sequence[Problem]:
            return next(answers, [])

        return taken(lambda: mended(problems, {"a.md": text.encode()}, again), 2)

    assert mend(4_000) < 8 * mend(1_000)
