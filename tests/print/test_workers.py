"""The processes that lay out the booklet: one that takes too long is told, with the cards that it was given."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from harvest.print import booklet
from harvest.print.job import Job, Laid, PrintProblem
from harvest.print.workers import TookTooLong, ready
from harvest.problems.language import render

LEAF = '<section data-begins="page"><h2 class="name">{name}</h2><p>{text}</p></section>'


def stuck(what: str) -> float:
    """Compute for hours in one call, if that is asked; return the CPU time of this process."""
    if "TREUZEL" in what:
        sum(range(10**13))
    return time.process_time()


def laid(job: Job) -> Laid:
    """Lay a chunk out, in a manner of speaking."""
    stuck(job.html)
    return Laid(1, False, {}, (), ())


def test_each_task_has_its_own_time() -> None:
    """What a process did before does not count, and others are not blamed."""
    with ready(2) as workers:
        many = [("snel",)] * 4
        assert len(workers.run(stuck, many, [None] * 4, [20] * 4)) == 4
        with pytest.raises(TookTooLong) as told:
            workers.run(stuck, [("snel",), ("TREUZEL",), ("snel",)], [0, 1, 0], [20, 0.2, 20])
    assert told.value.task == 1


def test_the_cards_of_a_part_that_takes_too_long_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(booklet, "lay_out", laid)
    monkeypatch.setattr(booklet, "SECONDS", 0.2)
    leaves = [("Een & ander", "kort"), ("Twee", "TREUZEL"), ("Drie", "kort")]
    html = "".join(LEAF.format(name=name.replace("&", "&amp;"), text=text) for name, text in leaves)
    with pytest.raises(PrintProblem) as told:
        booklet.print_booklet(
            f"<html><head></head><body>{html}</body></html>",
            tmp_path / "x.pdf",
            content=tmp_path,
            published_on=date(2026, 1, 1),
            jobs=2,
            longest=2 * len(html) // 3 + 10,
        )
    said = render(told.value.message, "nl")
    assert "een van deze kostte meer dan" in said
    assert "Een & ander of Twee" in said
    assert "Drie" not in said
    assert not (tmp_path / "x.pdf").exists()
