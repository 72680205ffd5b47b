"""Names planted as people really write them are all found, by the check and by the scan; harmless texts are let be."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from harvest.corpus import Corpus
from harvest.pipeline import load
from harvest.privacy.scanning.scan import Finding, scan
from harvest.problems.language import render
from harvest.problems.problem import Problem
from harvest.publication import CONFIG
from harvest.site.edition import site_of
from harvest.site.mkdocs.build import build_site
from tests.building import once
from tests.drawing import ROOT, booklet_of, written
from tests.privacy.planting import (
    PLACES,
    PLAIN,
    Plant,
    harmless,
    leaks,
    people,
    publication,
    read,
    told,
)

CODES = ("name-revealed", "term-revealed", "name-possible")
LIBRARY = ROOT.parent / "shared" / "corpora" / "innersource-patterns" / "patterns"
UNFORESEEN = read("unforeseen.yml")
TWO_HUNDRED = leaks()
LEAKS = [*TWO_HUNDRED, *leaks(UNFORESEEN["leaks"], start=5001)]
HARMLESS = [*harmless("words", "others"), *harmless("words", data=UNFORESEEN["harmless"], start=7001)]


@dataclass(frozen=True)
class Planted:
    """The publication in which everything is planted, what the check tells of it, and what the scan finds."""

    folder: Path
    files: Mapping[str, str | bytes]
    problems: tuple[Problem, ...]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The publication, built without a list of people, so that nothing stops it."""
    plants = [*LEAKS, *HARMLESS]
    files = publication(plants, people())
    folder = once(tmp_path_factory, "leaks", lambda folder: _build(folder, files))
    return Planted(folder, files, load(folder / CONFIG).problems)


def _build(folder: Path, files: Mapping[str, str | bytes]) -> None:
    written(folder, files)
    corpus = load(folder / PLAIN)
    build_site(replace(corpus, problems=(), people=None), progress=lambda step, done, of: None)


@cache
def _scanned(folder: Path) -> tuple[tuple[Finding, ...], Mapping[str, tuple[Finding, ...]]]:
    """Return what the scan finds in the site, and for each plant in the settings, in what shows that alone."""
    corpus = load(folder / PLAIN)
    finder = corpus.people_finder
    assert finder is not None
    in_site = tuple(scan(folder / "site", finder, printed=[]))
    in_settings = {}
    for plant in (plant for plant in (*LEAKS, *HARMLESS) if plant.in_settings):
        alone = folder / "alone" / str(plant.number)
        if not alone.exists():
            _pages_alone(plant, alone)
        booklet = (alone / "booklet.html").read_text("utf-8")
        in_settings[plant.name] = tuple(scan(alone / "site", finder, printed=[booklet]))
    return in_site, in_settings


def _pages_alone(plant: Plant, folder: Path) -> None:
    """Write the pages that show the record, and the HTML of the booklet, where only this is planted."""
    views = {"colofon.md": "colophon", "resultaten/index.md": "results"}
    pages = {f"content/{path}": f"---\ntitel: Pagina\nview: {view}\n---\n" for path, view in views.items()}
    written(folder, {**publication([plant], "people: []\n"), **pages})
    settings = folder / CONFIG
    settings.write_text(settings.read_text("utf-8") + "".join(f"  - {path}\n" for path in views), "utf-8")
    corpus = load(settings)
    assert not [problem for problem in corpus.problems if problem.severity == "error" and problem.code not in CODES]
    site = site_of(corpus, preview=False)
    for number, page in enumerate(corpus.pages):
        written(folder, {f"site/{number}.html": site.content(page, "")})
    written(folder, {"booklet.html": booklet_of(corpus)})


def _none(wrong: Iterable[object]) -> None:
    """Fail with a line for each of these; pytest would show the beginning alone."""
    if lines := [str(one) for one in wrong]:
        pytest.fail("\n".join([f"{len(lines)} in all:", *lines]), pytrace=False)


def _certain(problem: Problem) -> bool:
    return problem.severity == "error"


def _unnamed(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        yield f"{problem.path}:{problem.line} {problem.code} {problem.severity}"


def test_the_data_hold_two_hundred_leaks_of_twenty_forms_in_ten_places() -> None:
    forms = read("leaks.yml")
    assert len(forms) == 20
    assert {tuple(places) for places in forms.values()} == {PLACES}
    texts = [
        str({key: value for key, value in leak.what.items() if key not in ("least", "check")}) for leak in TWO_HUNDRED
    ]
    assert len(set(texts)) == 200


def test_what_is_planted_has_no_other_fault(planted: Planted) -> None:
    """Else the cards would not go out as they are, and something else would be found."""
    plain = [p for p in load(planted.folder / PLAIN).problems if p.severity == "error" and p.code not in CODES]
    whole = [p for p in planted.problems if p.severity == "error" and p.code not in CODES]
    _none(_unnamed([*plain, *whole]))


def test_what_is_planted_goes_out(planted: Planted) -> None:
    """A page for each card, its drawing and its document."""
    site = {path.relative_to(planted.folder / "site").as_posix() for path in (planted.folder / "site").rglob("*.*")}
    missing = [p.name for p in (*LEAKS, *HARMLESS) if not p.in_settings and not any(map(p.own_output, site))]
    missing += [p.name for p in (*LEAKS, *HARMLESS) if p.drawing and p.drawing not in site]
    missing += [p.name for p in (*LEAKS, *HARMLESS) if p.document and p.document not in site]
    _none(missing)


def test_the_check_tells_every_leak_that_it_can_see(planted: Planted) -> None:
    in_plants: dict[str, list[Problem]] = {}
    for plant, problem in told(LEAKS, planted.files, planted.problems):
        if plant and problem.code in CODES:
            in_plants.setdefault(plant.name, []).append(problem)
    missed = [
        f"{leak.name} ({'only to be ticked off' if in_plants.get(leak.name) else 'not told'}): {leak.what}"
        for leak in LEAKS
        if leak.seen_by_check
        and not any(leak.expected == "tick" or _certain(problem) for problem in in_plants.get(leak.name, ()))
    ]
    _none(missed)


def test_the_scan_alone_finds_every_leak(planted: Planted) -> None:
    in_site, in_settings = _scanned(planted.folder)
    missed = []
    for leak in LEAKS:
        findings = in_settings.get(leak.name) or [one for one in in_site if leak.own_output(one.file)]
        if not any(leak.expected == "tick" or finding.certainty != "doubtful" for finding in findings):
            missed.append(f"{leak.name} ({'only doubtful' if findings else 'not found'}): {leak.what}")
    _none(missed)


def test_the_check_lets_harmless_texts_be(planted: Planted) -> None:
    wrong = [
        f"{plant.name}: {problem.code} {problem.severity} at line {problem.line}, at most {plant.expected}"
        for plant, problem in told(HARMLESS, planted.files, planted.problems)
        if plant and problem.code in CODES and (plant.expected == "silent" or _certain(problem))
    ]
    _none(wrong)


def test_the_scan_lets_harmless_texts_be(planted: Planted) -> None:
    """Where the text of a page has lost its sentences, it may doubt more than the check; it stops nothing."""
    in_site, in_settings = _scanned(planted.folder)
    wrong = [
        f"{plant.name}: {finding.certainty} in {finding.file}"
        for plant in HARMLESS
        for finding in in_settings.get(plant.name) or [one for one in in_site if plant.own_output(one.file)]
        if finding.certainty != "doubtful"
    ]
    _none(wrong)


def test_nothing_is_told_where_nothing_is_planted(planted: Planted) -> None:
    """Else a leak could seem to be found by what stands around it."""
    strange = [
        problem
        for plant, problem in told([*LEAKS, *HARMLESS], planted.files, planted.problems)
        if plant is None and problem.code in CODES
    ]
    _none(_unnamed(strange))
    in_site, _ = _scanned(planted.folder)
    assert [finding for finding in in_site if finding.file == "lessen/grond/index.html"] == []


def test_no_message_holds_a_name(planted: Planted) -> None:
    listed = read("people.yml")["people"]
    parts = {part for person in listed for part in re.findall(r"\w{4,}", f"{person['name']} {person.get('aliases')}")}
    parts -= {"None"}
    holding = [
        (problem.code, part)
        for problem in planted.problems
        if problem.code in CODES
        for language in ("nl", "en")
        for part in parts
        if part in render(problem.message, language) or part in render(problem.hint, language)
    ]
    _none(holding)


def test_english_words_are_no_names(tmp_path: Path) -> None:
    plants = harmless("english")
    files = publication(plants, people(persons="people-in-english"), "en")
    problems = load(written(tmp_path, files) / CONFIG).problems
    wrong = [
        f"{plant.name}: {problem.code} {problem.severity}, at most {plant.expected}"
        for plant, problem in told(plants, files, problems)
        if plant and problem.code in CODES and (plant.expected == "silent" or _certain(problem))
    ]
    _none(wrong)
    with_leak = {**files, "content/lessen/lek.md": "---\ntitel: Lek\n---\n\nThen Rose Miller stood up.\n"}
    assert any(problem.code in CODES for problem in load(written(tmp_path, with_leak) / CONFIG).problems)


def _real(folder: Path) -> Corpus:
    for name in ("content", "kinds"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / CONFIG, folder)
    return load(folder / CONFIG)


def test_no_name_of_two_hundred_people_is_told_in_the_real_publication(tmp_path: Path) -> None:
    written(tmp_path, {"private/people.yml": (Path(__file__).parent / "leaks/two-hundred.yml").read_text("utf-8")})
    corpus = _real(tmp_path)
    assert corpus.people is not None
    assert len(corpus.people.persons) == 200
    _none(_unnamed(p for p in corpus.problems if p.code in CODES and _certain(p)))


@pytest.mark.skipif(not LIBRARY.is_dir(), reason="the library lies beside the repository")
def test_no_name_of_two_hundred_people_is_told_in_a_library_of_others(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "content" / "patterns")
    shutil.copy(ROOT / "tests" / "innersource.yml", tmp_path)
    settings = (
        'site_name: Library\ndocs_dir: content\nexclude_docs: "*"\nplugins:\n  - harvest:\n      language: en\n'
        "      kinds: [innersource.yml]\n      record: {rule: open}\n      places: [Gerrit]\n"  # the program
    )
    listed = (Path(__file__).parent / "leaks/two-hundred.yml").read_text("utf-8")
    written(tmp_path, {CONFIG: settings, "private/people.yml": listed})
    corpus = load(tmp_path / CONFIG)
    assert len(corpus.cards) > 20
    _none(_unnamed(p for p in corpus.problems if p.code in CODES and _certain(p)))
