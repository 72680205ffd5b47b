"""A file is written in one step, or stays as it was."""

from __future__ import annotations

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
