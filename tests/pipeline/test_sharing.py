"""Pages of many days: one process or several, one by one or at once, the same bytes."""

import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dayline.config import Collecting, Settings
from dayline.pipeline import publishing
from dayline.pipeline.publishing import Publisher
from dayline.store import Archive

BENCH = Path(__file__).parents[2] / "bench" / "pages.py"
# Two years of a date, and enough days around it for parts of work.
DAYS = (1, 2, 3, 4, 5, 6, 365, 366, 367, 731)


@pytest.fixture(scope="module")
def bench() -> SimpleNamespace:
    """Return what makes days."""
    return SimpleNamespace(**runpy.run_path(str(BENCH)))


def settings_of(bench: Any, folder: Path, name: str) -> Settings:
    """Return the settings of a site in a folder."""
    return Settings(
        crisis=bench.CRISIS, archive="", site=folder / name, title="Bench", path=folder / "x.toml",
        collect=Collecting(warc=folder / "warc"), address="https://bench.example/",
    )  # fmt: skip


def publish(bench: Any, archive: Archive, folder: Path, name: str, processes: int = 1) -> dict[str, bytes]:
    """Publish what an archive holds to a folder, and return its files."""
    settings = settings_of(bench, folder, name)
    Publisher(archive, settings, settings.site, annotation_version=bench.VERSION, processes=processes).publish()
    return {str(p.relative_to(settings.site)): p.read_bytes() for p in settings.site.rglob("*") if p.is_file()}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let little work be shared."""
    monkeypatch.setattr(publishing, "WORTH_A_PROCESS", 2)
    monkeypatch.setattr(publishing, "PART_OF_DAYS", 2)
    monkeypatch.setattr(publishing, "PART_OF_SUBJECTS", 7)


@pytest.mark.usefixtures("small_parts")
def test_two_processes_write_the_same_bytes_as_one(bench: Any, tmp_path: Path) -> None:
    files = []
    for processes in (1, 2):
        with Archive.open(str(tmp_path / f"{processes}.db")) as archive:
            for day in DAYS:
                bench.make_day(archive, day)
            files.append(publish(bench, archive, tmp_path, str(processes), processes))
            assert archive.subjects("bench", changed_only=True) == []
    assert files[0].keys() == files[1].keys()
    assert [name for name in files[0] if files[0][name] != files[1][name]] == []


def test_days_that_come_late_are_told_of_years_later(bench: Any, tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "late.db")) as archive:
        for day in (731, 366, 1):
            bench.make_day(archive, day)
            late = publish(bench, archive, tmp_path, "late")
    with Archive.open(str(tmp_path / "whole.db")) as archive:
        for day in (1, 366, 731):
            bench.make_day(archive, day)
        whole = publish(bench, archive, tmp_path, "whole")
    pages = [f"day/{day}/index.html" for day in (1, 366, 731)]
    assert [late[page] for page in pages] == [whole[page] for page in pages]
    assert b"2 years ago today" in late[pages[2]]


@pytest.mark.usefixtures("small_parts")
def test_what_goes_wrong_in_a_process_is_told_and_gone_on_with(
    bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(str(tmp_path / "a.db")) as archive:
        for day in DAYS:
            bench.make_day(archive, day)
        site = tmp_path / "site"
        site.mkdir()
        (site / "people").write_text("a file where a folder should be")
        with pytest.raises(Exception, match="is a file where a folder is needed"):
            publish(bench, archive, tmp_path, "site", 2)
        (site / "people").unlink()
        mended = publish(bench, archive, tmp_path, "site", 2)
        whole = publish(bench, archive, tmp_path, "whole", 1)
    assert mended == whole
