"""Nothing goes out silently: words in pictures, documents, cards and comments that nobody released.

Three editions of one publication are made, once for all tests: with no rule for everybody, and under the Chatham House
Rule for everybody and for the circle. What `check` refuses is left out of them first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from harvest.publication import Edition
from tests.building import in_turn, once, run
from tests.drawing import booklet_of, read, written
from tests.planted.everything import CONTROLS, PLANTS
from tests.planted.plant import PICTURES, WORD, Plant
from tests.planted.preview import fetched, previewed
from tests.planted.publication import Outcome, build, kept, problems, texts
from tests.planted.reading import found, words

Made = tuple[str, Edition]
EDITIONS: Mapping[Made, tuple[str, ...]] = {
    ("", "public"): (),
    ("chatham", "public"): ("--no-print",),
    ("chatham", "circle"): ("--no-print",),
}
"""By rule and edition: the options of the build. One has its booklet on paper, which takes longest; of the others the
text of the booklet is looked through.
"""
IN_BOOKLET = "the text of the booklet"
OUT = {"public": "site", "circle": "site-circle"}


def named(plant: Plant) -> str:
    return plant.name


@dataclass(frozen=True)
class Seen:
    """An edition that was made: what became of each plant, and where each word is."""

    site: Path
    outcome: Outcome
    found: Mapping[str, list[str]]

    def silently(self, plant: Plant, edition: Edition) -> list[str]:
        """Where the word of a plant is that this edition may not tell; a build that failed proves nothing."""
        if not self.found:
            return ["no edition was made"]
        return [] if edition in plant.may else self.found.get(plant.word, [])


def _make(made: Made, folder: Path) -> None:
    rule, edition = made
    root = folder / "proef"
    outcome = build((*PLANTS, *CONTROLS), root, rule, edition, *EDITIONS[made], CI="true")
    places = found(root / OUT[edition])
    for word in words(booklet_of(read(root, edition).published()).encode()):
        places.setdefault(word, []).append(IN_BOOKLET)
    (folder / "seen.json").write_text(kept(outcome, places), "utf-8")


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[Made, Seen]:
    """The editions."""
    editions = {}
    for made in in_turn(EDITIONS):
        folder = once(tmp_path_factory, f"planted-{made[0] or 'none'}-{made[1]}", partial(_make, made))
        kept: dict[str, Any] = json.loads((folder / "seen.json").read_text("utf-8"))
        editions[made] = Seen(folder / "proef" / OUT[made[1]], found=kept.pop("found"), outcome=Outcome(**kept))
    return editions


def test_there_are_many_of_each() -> None:
    """At least a hundred files and sixty cards, no two with one name or word."""
    assert len({plant.name for plant in PLANTS}) == len({plant.word for plant in PLANTS}) == len(PLANTS)
    assert sum(1 for plant in PLANTS if plant.shown) >= 100
    assert sum(1 for plant in PLANTS if not plant.shown) >= 60


def test_every_word_can_be_read() -> None:
    """Of the files themselves, so that a word that is not found in an edition is not there."""
    for plant in PLANTS:
        holds = {
            word
            for path, content in plant.files.items()
            for word in words(path.encode()) | words(content if isinstance(content, bytes) else content.encode())
        }
        assert holds | words(plant.settings.encode()) == {plant.word}, plant.name


@pytest.mark.parametrize("made", EDITIONS, ids="-".join)
def test_an_edition_is_made_of_what_check_does_not_refuse(seen: dict[Made, Seen], made: Made) -> None:
    """Each error is of one of the files that are planted, and names it; without these, the build ends well."""
    strange = seen[made].outcome.strange
    assert strange == []
    assert {"zqv9001x", "zqv9002x"} <= seen[made].found.keys()
    assert IN_BOOKLET in seen[made].found["zqv9002x"]
    reviewed = {"zqv9003x", "zqv9004x"} <= seen[made].found.keys()
    assert reviewed == (made[1] == "circle")


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if plant.shown], ids=named)
def test_no_file_goes_out_silently(seen: dict[Made, Seen], plant: Plant) -> None:
    """It is clean, stays home, or `check` tells of it; under a rule that keeps things in, telling is not enough."""
    for (rule, edition), made in seen.items():
        told = not rule and plant.name in made.outcome.warned
        out = [] if told else made.silently(plant, edition)
        assert out == [], f"{plant.name}, rule «{rule}», {edition}"


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if not plant.shown], ids=named)
def test_no_card_says_what_its_edition_may_not_tell(seen: dict[Made, Seen], plant: Plant) -> None:
    """In no file, whatever `check` says of it."""
    for (rule, edition), made in seen.items():
        out = made.silently(plant, edition)
        assert out == [], f"{plant.name}, rule «{rule}», {edition}"


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if plant.may], ids=named)
def test_the_circle_reads_what_is_for_the_circle(seen: dict[Made, Seen], plant: Plant) -> None:
    made = seen["chatham", "circle"]
    reads = plant.name in made.outcome.refused or plant.word in made.found
    assert reads


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if plant.readable], ids=named)
def test_what_can_be_made_clean_goes_out(seen: dict[Made, Seen], plant: Plant) -> None:
    """Else nothing would go out silently because nothing goes out."""
    for made in seen.values():
        why = made.outcome.refused.get(plant.name, [])
        assert why == []
        goes = list(made.site.rglob(f"{Path(plant.subject).stem}*"))
        assert goes


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str] | None]:
    """The words in each picture that the preview serves, also of those that `check` refuses; None where it does not."""

    def look(folder: Path) -> None:
        root = written(folder / "proef", texts((*PLANTS, *CONTROLS), "chatham", booklet=False))
        with previewed(root) as address:
            content = {
                plant.name: fetched(f"{address}/{plant.subject.removeprefix('content/')}")
                for plant in PLANTS
                if plant.subject.lower().endswith(PICTURES)
            }
        shown = {name: sorted(words(bytes_served)) if bytes_served else None for name, bytes_served in content.items()}
        (folder / "served.json").write_text(json.dumps(shown), "utf-8")

    folder = once(tmp_path_factory, "planted-preview", look)
    words_in: dict[str, list[str] | None] = json.loads((folder / "served.json").read_text("utf-8"))
    return words_in


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if plant.subject.lower().endswith(PICTURES)], ids=named)
def test_the_preview_serves_no_picture_as_it_came(served: Mapping[str, list[str] | None], plant: Plant) -> None:
    """It is clean, or not there; what can be made clean is there."""
    assert served[plant.name] == [] or (served[plant.name] is None and not plant.readable)


def _told(log: str) -> list[str]:
    """What a log says of cards and files: planted words, paths, and the titles and names of what is not planted."""
    return [hit[0] for hit in re.finditer(rf"{WORD.pattern}|content/\S*|\w+\.(md|svg|jpg)\b|\bBasis\w+", log, re.I)]


def test_the_log_of_a_public_build_counts_and_names_nothing(seen: dict[Made, Seen]) -> None:
    """Where others can read it, and the rule keeps things in: names of files are titles."""
    assert _told(seen["chatham", "public"].outcome.log) == []


def test_the_log_of_a_build_that_fails_names_nothing_either(tmp_path: Path) -> None:
    written(tmp_path, texts(PLANTS, "chatham"))
    assert any(problem["severity"] == "error" for problem in problems(tmp_path, "public"))
    done = run("harvest", "build", folder=tmp_path, CI="true")
    assert done.returncode == 1
    assert _told(done.stdout + done.stderr) == []


def test_pictures_are_among_the_files() -> None:
    """A maker whose ending is misspelt would be led to instead of shown."""
    assert sum(1 for plant in PLANTS if plant.shown.startswith("![")) > 100
    assert all(plant.shown.endswith(")") for plant in PLANTS if plant.subject.endswith(PICTURES))
