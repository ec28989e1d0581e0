"""Writing the site: whole files, only what changed, nothing outside the folder."""

import os
from pathlib import Path

import pytest

from dayline.errors import InputError
from dayline.model.review import Artifact
from dayline.publish.deliver import remove_files, write_artifacts


def artifact(path: str, content: bytes = b"new") -> Artifact:
    return Artifact(path=path, media_type="text/plain", content=content)


def test_files_are_written_below_the_folder(tmp_path):
    assert write_artifacts([artifact("a/b/c.html"), artifact("d.txt", b"")], tmp_path / "site") == 2
    assert (tmp_path / "site/a/b/c.html").read_bytes() == b"new"
    assert (tmp_path / "site/d.txt").read_bytes() == b""
    assert [p.name for p in tmp_path.rglob("*.part")] == []


def test_an_unchanged_file_is_not_touched(tmp_path):
    write_artifacts([artifact("a.txt")], tmp_path)
    os.utime(tmp_path / "a.txt", (1, 1))
    assert write_artifacts([artifact("a.txt")], tmp_path) == 0
    assert (tmp_path / "a.txt").stat().st_mtime == 1
    assert write_artifacts([artifact("a.txt", b"newer")], tmp_path) == 1
    assert (tmp_path / "a.txt").read_bytes() == b"newer"


def test_a_written_file_can_be_read_by_a_server(tmp_path):
    write_artifacts([artifact("a.txt")], tmp_path)
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize("where", ["site", "site/a", "site/a/b"])
def test_a_file_in_place_of_a_folder_is_named(tmp_path, where):
    (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / where).write_text("here first")
    with pytest.raises(InputError) as caught:
        write_artifacts([artifact("a/b/c.html")], tmp_path / "site")
    assert str(caught.value) == f"{tmp_path / where}: is a file where a folder is needed"
    assert (tmp_path / where).read_text() == "here first"


def test_a_folder_in_place_of_a_file_is_named(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(InputError, match="is a folder where a file is needed"):
        write_artifacts([artifact("a.txt")], tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_write_that_fails_leaves_the_old_file_and_no_half_one(tmp_path, monkeypatch):
    write_artifacts([artifact("a.txt", b"old")], tmp_path)

    def full(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match="No space left on device"):
        write_artifacts([artifact("a.txt")], tmp_path)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.txt", b"old")]


@pytest.mark.parametrize("path", ["", ".", "a//b", "./a", "a/./b", "a\\..\\b", "a\0b"])
def test_a_path_that_is_none_is_refused(tmp_path, path):
    with pytest.raises(InputError, match="no path of a file"):
        write_artifacts([artifact(path)], tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_leads_out_is_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/saved").symlink_to(outside)
    with pytest.raises(InputError, match="outside the folder"):
        write_artifacts([artifact("saved/a.html")], tmp_path / "site")
    assert list(outside.iterdir()) == []


def test_a_link_in_place_of_a_file_is_replaced_and_its_target_left_alone(tmp_path):
    target = tmp_path / "target.txt"
    target.write_bytes(b"mine")
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.txt").symlink_to(target)
    assert write_artifacts([artifact("a.txt")], site) == 1
    assert target.read_bytes() == b"mine"
    assert not (site / "a.txt").is_symlink()


def test_the_folder_itself_may_be_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    assert write_artifacts([artifact("a/b.txt")], tmp_path / "site") == 1
    assert (tmp_path / "real/a/b.txt").read_bytes() == b"new"


def test_removed_files_go_with_the_folders_that_they_leave_empty(tmp_path):
    write_artifacts([artifact("a/b/c.html"), artifact("a/d.html")], tmp_path)
    remove_files(["a/b/c.html", "a/b/never.html", "x/y.html"], tmp_path)
    assert [str(p.relative_to(tmp_path)) for p in sorted(tmp_path.rglob("*"))] == ["a", "a/d.html"]
    remove_files(["a/d.html"], tmp_path)
    assert tmp_path.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_nothing_outside_the_folder_is_removed(tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.html").write_bytes(b"kept")
    site = tmp_path / "site"
    site.mkdir()
    (site / "day").symlink_to(tmp_path / "other")
    for path in ("day/a.html", "../other/a.html"):
        with pytest.raises(InputError):
            remove_files([path], site)
    assert (tmp_path / "other" / "a.html").read_bytes() == b"kept"
