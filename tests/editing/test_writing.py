"""A file is written in one step, or stays as it was."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from harvest.editing.writing import ChangedMeanwhile, Rewrite, replace_all, replace_file, replace_private
from harvest.privacy.reviews.reviews import REVIEWS


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "names-read.yml"
    replace_file(path, b"een")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"een", 0o644)
    path.chmod(0o600)
    replace_file(path, b"twee")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"twee", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    with pytest.raises(OSError, match=r"."):
        replace_file(tmp_path / "map", b"een")
    assert [path.name for path in tmp_path.iterdir()] == ["map"]


def test_what_is_private_is_for_this_account_alone(tmp_path: Path) -> None:
    path = tmp_path / REVIEWS
    replace_private(path, None, b"een")
    assert (path.parent.stat().st_mode & 0o777, path.stat().st_mode & 0o777) == (0o700, 0o600)
    assert (path.parent / ".gitignore").read_text("utf-8") == "*\n"
    path.chmod(0o640)
    replace_private(path, b"een", b"twee")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"twee", 0o640)
    assert sorted(file.name for file in path.parent.iterdir()) == [".gitignore", "review.yml"]
    replace_private(path, b"twee", None)
    assert [file.name for file in path.parent.iterdir()] == [".gitignore"]


@pytest.mark.parametrize("before", [None, b"van gisteren"])
@pytest.mark.parametrize("after", [None, b"van mij"])
def test_what_somebody_else_wrote_meanwhile_stays(tmp_path: Path, before: bytes | None, after: bytes | None) -> None:
    path = tmp_path / REVIEWS
    replace_private(path, None, b"van een ander")
    with pytest.raises(ChangedMeanwhile):
        replace_private(path, before, after)
    assert path.read_bytes() == b"van een ander"
    assert sorted(file.name for file in path.parent.iterdir()) == [".gitignore", "review.yml"]


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    old, new, other = tmp_path / "oud.md", tmp_path / "map" / "nieuw.md", tmp_path / "ander.md"
    old.write_bytes(b"een")
    other.write_bytes(b"twee")
    moved = {old: Rewrite(b"een", None), new: Rewrite(None, b"een!"), other: Rewrite(b"twee", b"twee!")}
    with pytest.raises(ChangedMeanwhile):
        replace_all({**moved, other: Rewrite(b"iets anders", b"twee!")})
    assert (old.read_bytes(), other.read_bytes(), new.exists()) == (b"een", b"twee", False)
    replace_all(moved)
    assert (old.exists(), other.read_bytes(), new.read_bytes()) == (False, b"twee!", b"een!")


def test_what_was_written_is_put_back_when_a_later_file_cannot_be(tmp_path: Path) -> None:
    first, blocked = tmp_path / "een.md", tmp_path / "twee.md" / "drie.md"
    first.write_bytes(b"een")
    blocked.parent.write_bytes(b"geen map")
    with pytest.raises(OSError, match=r"twee\.md"):
        replace_all({first: Rewrite(b"een", b"anders"), blocked: Rewrite(None, b"drie")})
    assert first.read_bytes() == b"een"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["een.md", "twee.md"]


def test_a_disk_that_gets_full_halfway_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [tmp_path / f"{number}.md" for number in range(3)]
    for file in files:
        file.write_bytes(b"was")
    room = iter([None])  # for one more file, and not for putting back either

    def fsync(handle: int) -> None:
        if next(room, "full"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match=r"0\.md"):
        replace_all(
            {tmp_path / "map" / "x.md": Rewrite(None, b"x"), **{file: Rewrite(b"was", b"is") for file in files}}
        )
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*")} == {file.name: b"was" for file in files}


def test_what_was_written_is_put_back_when_somebody_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [tmp_path / f"{number}.md" for number in range(3)]
    for file in files:
        file.write_bytes(b"was")
    whole, moves = Path.replace, iter(range(9))

    def replace(path: Path, target: Path) -> Path:
        if next(moves) == 1:
            raise KeyboardInterrupt
        return whole(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        replace_all({file: Rewrite(b"was", b"is") for file in files})
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*")} == {file.name: b"was" for file in files}


def test_a_card_moves_before_any_link_to_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link, old, new = tmp_path / "link.md", tmp_path / "old.md", tmp_path / "new.md"
    link.write_bytes(b"[[old]]")
    old.write_bytes(b"card")
    old.chmod(0o600)
    whole = Path.replace
    seen: list[list[str]] = []

    def replace(path: Path, target: Path) -> Path:
        seen.append(sorted(file.name for file in tmp_path.iterdir() if not file.name.startswith(".")))
        return whole(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    replace_all({link: Rewrite(b"[[old]]", b"[[new]]"), old: Rewrite(b"card", None), new: Rewrite(None, b"card")})
    assert seen == [["link.md", "old.md"], ["link.md", "new.md"]]
    assert (new.stat().st_mode & 0o777, link.read_bytes()) == (0o600, b"[[new]]")
