"""A folder that changes at once: old or new, whatever happens."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dayline.errors import InputError
from dayline.publish import folders
from dayline.publish.folders import changed_at_once


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with two files, one of them old."""
    folder = tmp_path / "home" / "site"
    (folder / "day").mkdir(parents=True)
    (folder / "index.html").write_text("old")
    (folder / "day/1.html").write_text("day 1")
    os.utime(folder / "day/1.html", (1, 1))
    return folder


def held(folder: Path) -> dict[str, str]:
    """Return the files of a folder."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_the_new_folder_takes_the_place_of_the_old_one_at_the_end(site: Path) -> None:
    before = held(site)
    with changed_at_once(site) as draft:
        assert held(draft) == before
        (draft / "index.html").unlink()
        (draft / "day/2.html").write_text("day 2")
        assert held(site) == before
    assert held(site) == {"day/1.html": "day 1", "day/2.html": "day 2"}
    assert (site / "day/1.html").stat().st_mtime == 1
    assert {path.name for path in site.parent.iterdir()} == {"site", ".site.past"}


def test_the_draft_is_the_folder_before_brought_up_to_date(site: Path) -> None:
    (site / "day/1").mkdir()
    for name in ("a", "b", "c"):
        (site / "day/1" / name).write_text(name)
    with changed_at_once(site) as draft:
        (draft / "index.html").unlink()
        (draft / "index.html").write_text("new")
        (draft / "day/1/a").unlink()
        (draft / "day/1/d").write_text("d")
    # by hand, between two runs: a file for a folder, a folder for a file, another file of the name, one more
    shutil.rmtree(site / "day/1")
    (site / "day/1").write_text("a file")
    (site / "index.html").unlink()
    (site / "index.html").mkdir()
    (site / "index.html/mine").write_text("mine")
    (site / "robots.txt").write_text("mine")
    for _ in range(2):
        before, kept = held(site), (site / "day/1.html").stat().st_ino
        with changed_at_once(site) as draft:
            assert held(draft) == before
        assert held(site) == before
        assert (site / "day/1.html").stat().st_ino == kept


def test_a_folder_that_is_not_there_is_made_with_those_above_it(tmp_path: Path) -> None:
    with changed_at_once(tmp_path / "a/b/site") as draft:
        draft.mkdir()
        (draft / "index.html").write_text("new")
    assert held(tmp_path) == {"a/b/site/index.html": "new"}
    with changed_at_once(tmp_path / "none"):
        pass
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("fault", [InputError("a", "full"), KeyboardInterrupt()])
def test_after_a_fault_all_is_as_it_was(site: Path, fault: BaseException) -> None:
    def fail(draft: Path) -> None:
        (draft / "index.html").unlink()
        raise fault

    before = held(site)
    with pytest.raises(type(fault)), changed_at_once(site) as draft:
        fail(draft)
    assert held(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("past", [True, False])
def test_what_a_killed_run_left_is_taken_away(site: Path, past: bool) -> None:
    (site.parent / ".site.next/day").mkdir(parents=True)
    (site.parent / ".site.next/day/9.html").write_text("half a")
    if past:
        (site.parent / ".site.past").mkdir()
        (site.parent / ".site.past/old.html").write_text("older")
    (site / "day/1.html.4711.part").write_text("half a")
    (site / "a.part").write_text("somebody else's")
    with changed_at_once(site):
        pass
    assert held(site) == {"index.html": "old", "day/1.html": "day 1", "a.part": "somebody else's"}
    assert not (site.parent / ".site.next").exists()


def test_what_a_killed_first_run_left_is_no_site(tmp_path: Path) -> None:
    (tmp_path / ".site.next").mkdir()
    (tmp_path / ".site.next/half.html").write_text("half a")
    with changed_at_once(tmp_path / "site"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_killed_between_the_two_moves_the_old_folder_comes_back(site: Path) -> None:
    before = held(site)
    site.rename(site.parent / ".site.past")
    with changed_at_once(site) as draft:
        assert held(draft) == held(site) == before
    assert held(site) == before


def test_a_link_to_a_folder_stays_a_link_and_links_within_stay_too(site: Path, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(site)
    (site / "today.html").symlink_to("day/1.html")
    with changed_at_once(tmp_path / "out") as draft:
        (draft / "index.html").unlink()
    assert (tmp_path / "out").is_symlink()
    assert (site / "today.html").readlink() == Path("day/1.html")
    assert held(site) == {"day/1.html": "day 1", "today.html": "day 1"}


@pytest.mark.parametrize("why", ["parent", "disk"])
def test_a_folder_that_cannot_be_moved_changes_in_its_place(
    site: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    if why == "parent":
        monkeypatch.setattr(os, "access", lambda path, mode: False)
    else:
        monkeypatch.setattr(Path, "is_mount", lambda path: path == site)
    (site / "day/1.html.4711.part").write_text("half a")
    inode = site.stat().st_ino
    with changed_at_once(site) as draft:
        assert draft == site
        (draft / "index.html").write_text("new")
    assert held(site) == {"index.html": "new", "day/1.html": "day 1"}
    assert site.stat().st_ino == inode


def test_where_files_cannot_be_linked_they_are_copied(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: str, target: Path, *, follow_symlinks: bool) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(folders.os, "link", refused)
    with changed_at_once(site):
        pass
    assert held(site) == {"index.html": "old", "day/1.html": "day 1"}
    assert (site / "day/1.html").stat().st_mtime == 1


def test_a_file_that_cannot_be_copied_is_named_in_words(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: str, target: Path, *, follow_symlinks: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders.os, "link", full)
    monkeypatch.setattr(folders.shutil, "copy2", full)
    with pytest.raises(InputError, match=r"cannot be copied \(.*No space left"), changed_at_once(site):
        pass
    assert held(site) == {"index.html": "old", "day/1.html": "day 1"}


def test_a_second_run_waits_for_the_first(site: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from dayline.publish.folders import changed_at_once\n"
        "with changed_at_once(Path(sys.argv[1])) as draft: (draft / 'index.html').write_text('second')"
    )
    with changed_at_once(site) as draft:
        second = subprocess.Popen([sys.executable, "-c", program, str(site)])
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(0.5)
        (draft / "day/2.html").write_text("day 2")
    assert second.wait(30) == 0
    assert held(site) == {"index.html": "second", "day/1.html": "day 1", "day/2.html": "day 2"}
