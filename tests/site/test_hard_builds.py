"""A hard life for `harvest build`: killed at any moment, and in company."""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from harvest.site import swap as publish
from tests.building import run
from tests.drawing import CONFIG, Write
from tests.site.hard import CARDS, CLOCK, edit, site, started

UNPRINTED = ["--no-print"]
MOMENTS, OF_WHICH_PRINTED = 30, 5
SAMPLE = 6


@pytest.mark.parametrize(
    ("arguments", "moments"),
    [
        (UNPRINTED, SAMPLE),
        ([], 2),
        pytest.param(UNPRINTED, MOMENTS - OF_WHICH_PRINTED, marks=pytest.mark.long),
        pytest.param([], OF_WHICH_PRINTED, marks=pytest.mark.long),
    ],
)
def test_a_build_may_be_killed_at_any_moment(write: Write, arguments: list[str], moments: int) -> None:
    """The site is the old or the new one, whole; the next build that is left alone clears what the others left."""
    folder = write({**(CARDS if arguments else {}), "mkdocs.yml": CONFIG.replace("print: false", "print: true")})
    editions: dict[str, dict[str, bytes]] = {}
    for name in ("Oud", "Nieuw"):
        edit(folder, name)
        begun = time.monotonic()
        said, _ = (building := started(folder, *arguments)).communicate(timeout=120)
        assert building.returncode == 0, said
        lasts = time.monotonic() - begun
        editions[name] = site(folder)
    standing, left, chance = "Nieuw", 0, random.Random(30)
    for moment in range(moments):
        edit(folder, "Oud" if standing == "Nieuw" else "Nieuw")
        building = started(folder, *arguments)
        if moment % 3:  # spread over the whole build, and a little beyond it
            time.sleep(lasts * 1.1 * (moment + chance.random()) / moments)
        else:  # on a busy machine, too, some while it writes
            while building.poll() is None and not list(folder.glob(".site.new-*/*")):
                time.sleep(0.005)
            time.sleep(lasts * chance.random() * moment / moments / 2)
        building.send_signal(signal.SIGKILL)
        building.communicate(timeout=60)
        found = site(folder)
        assert found in editions.values(), f"moment {moment}"
        standing = next(name for name, whole in editions.items() if whole == found)
        left += bool(list(folder.glob(".site*")))
    assert left, "none of them was killed while it built"
    edit(folder, "Oud")
    said, _ = (building := started(folder, *arguments)).communicate(timeout=120)
    assert building.returncode == 0, said
    assert site(folder) == editions["Oud"]
    assert not list(folder.glob(".site*"))


@pytest.mark.parametrize("there", [True, False], ids=["over a site", "the first site"])
def test_builds_at_once_all_end_well(write: Write, there: bool) -> None:
    folder = write(CARDS)
    assert run("harvest", "build", folder=folder, **CLOCK).returncode == 0
    whole = site(folder)
    if not there:
        shutil.rmtree(folder / "site")
    for _ in range(2):
        for building in [started(folder) for _ in range(3)]:
            said, _ = building.communicate(timeout=120)
            assert building.returncode == 0, said
    assert site(folder) == whole
    assert not list(folder.glob(".site*"))


@pytest.mark.parametrize("exchange", [True, False], ids=["at once", "in two steps"])
def test_sites_that_are_put_in_place_at_once_stay_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    """Also where the system cannot exchange two folders; there is then a moment without a site, never half of one."""
    if not exchange:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    final, names = tmp_path / "site", [str(n) for n in range(10)]
    ended, torn = threading.Event(), []

    def look() -> None:
        while not ended.is_set():
            with suppress(FileNotFoundError):
                opened = os.open(final, os.O_RDONLY)
                found = os.listdir(opened)  # noqa: PTH208  a Path has no open folder
                # Those of a site that was replaced since may be on their way out.
                if sorted(found) != names and os.path.samestat(os.fstat(opened), final.stat()):
                    torn.append(found)
                os.close(opened)

    def build(builder: int) -> None:
        for n in range(30):
            staging = publish.staging_folder(final)
            for name in names:
                (staging / name).write_text(f"{builder} {n}", "utf-8")
            publish.put_in_place(staging, final)

    watcher = threading.Thread(target=look)
    watcher.start()
    with ThreadPoolExecutor(3) as builders:
        assert list(builders.map(build, range(3))) == [None] * 3
    ended.set()
    watcher.join()
    assert not torn
    assert len({(final / name).read_text("utf-8") for name in names}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
