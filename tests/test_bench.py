"""The benchmark itself, on a handful of cards and without the peers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import corpora, peers
from bench.__main__ import main
from bench.measure import Measure, rounds, run
from bench.parts import PARTS, prepared
from bench.table import table
from harvest.views.pages import VIEWS
from tests.drawing import read

LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only /proc tells of a whole tree")


def python(code: str, folder: Path, name: str = "python", cards: int = 1) -> Measure:
    return Measure(name, cards, folder, [sys.executable, "-c", code])


def test_a_part_gives_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Two sizes of `check`, in rounds that take turns, end as two lines with growth."""
    main(["check", "--sizes", "3", "6", "--rounds", "2", "--no-peers"])
    out, err = capsys.readouterr()
    assert [line.partition(": h")[0] for line in err.splitlines()] == ["round 1", "round 1", "round 2", "round 2"]
    first, second = out.splitlines()[-2:]
    assert first.startswith("  harvest check")
    assert " MB" in first
    assert second.endswith("× for 2×")


def test_an_unknown_part_is_refused() -> None:
    """No empty table for a slip of the pen."""
    with pytest.raises(SystemExit):
        main(["sites"])


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_peer_stops_nobody(part: str, tmp_path: Path) -> None:
    """Without the peers' environment harvest is measured, and each peer has the reason in the table."""
    measures = prepared(part, [5], tmp_path, "not installed: no network")
    others = [measure for measure in measures if not measure.name.startswith("harvest")]
    assert all(measure.why == "not installed: no network" for measure in others)
    assert bool(others) == (part in ("site", "booklet", "mixed"))
    assert all(not measure.why for measure in measures if measure not in others)
    assert table({part: measures}).count("not installed: no network") == len(others)
    assert prepared(part, [5], tmp_path / "alone", None)[0].name == measures[0].name


def test_an_environment_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    """The last word of what went wrong comes back."""
    (tmp_path / "file").write_text("", "utf-8")
    why = peers.install(tmp_path / "file" / "peers")
    assert why.startswith("not installed: ")
    assert "Not a directory" in why


def test_failures_and_limits_are_told(tmp_path: Path) -> None:
    """What fails or takes too long has no figure, is not tried with more cards, and does not stop the others."""
    measures = [
        python("import time; time.sleep(60)", tmp_path, "slow"),
        python("import time; time.sleep(60)", tmp_path, "slow", cards=2),
        python("raise ValueError('broken')", tmp_path, "failing"),
        python("", tmp_path, "well"),
    ]
    rounds(measures, 2, limit=1)
    assert [m.why for m in measures] == ["> 1 s", "not run: see fewer cards", "failed: ValueError: broken", ""]
    assert len(measures[-1].seconds) == 2
    assert "> 1 s" in table({"part": measures})


@LINUX
def test_memory_is_that_of_the_whole_tree(tmp_path: Path) -> None:
    """A process of 60 MB with a child of 60 MB had 120 MB."""
    hold = "kept = bytearray(b'x') * 60_000_000; import time; time.sleep({})"
    code = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {hold.format(1)!r}])\n"
    measure = python(code + hold.format(0) + "; p.wait()", tmp_path)
    run(measure, limit=30)
    assert 115e6 < measure.peaks[0] < 200e6
    assert measure.worked[0] > 0


@pytest.mark.parametrize(
    "cards", [{"pattern": 6}, {"pattern": 3, "source": 2, "lesson": 4}, dict.fromkeys(corpora.kinds(), 4)], ids=len
)
def test_corpora_are_without_faults(cards: dict[str, int], tmp_path: Path) -> None:
    """Of every kind as many cards as asked, and every view there is."""
    corpora.publication(tmp_path, cards, also=corpora.every_view())
    corpus = read(tmp_path, "public")
    assert [found for found in corpus.problems if found.severity == "error"] == []
    assert {kind: sum(card.kind.kind == kind for card in corpus.cards) for kind in cards} == cards
    assert VIEWS.keys() <= {page.view for page in corpus.pages}
