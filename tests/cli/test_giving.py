"""dayline keep, from the shell: one file that can be checked and used elsewhere, or one line that says why not."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FAULT, WRONG = 1, 2


@pytest.fixture
def kept(built: Any, dayline: Run, tmp_path: Path) -> tuple[Any, Path]:
    """Keep the made-up crisis; return what the command left, and its file."""
    output = tmp_path / "all.zip"
    return dayline("keep", "--config", built.crisis.config, "--output", output), output


def test_it_says_what_it_packed(kept: tuple[Any, Path]) -> None:
    done, output = kept
    with zipfile.ZipFile(output) as packed:
        count = len(packed.namelist())
    assert (done.status, done.told) == (0, [])
    assert done.out == f"{output}: {count} files, {output.stat().st_size:,} bytes\n"


def test_what_was_kept_is_checked_and_built_again_elsewhere(
    kept: tuple[Any, Path], built: Any, dayline: Run, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    with zipfile.ZipFile(kept[1]) as packed:
        packed.extractall(elsewhere)
    for line in (elsewhere / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((elsewhere / name).read_bytes()).hexdigest() == digest
    config, again = elsewhere / built.crisis.config.name, tmp_path / "again"
    done = dayline(
        "build", "--config", config, "--archive", elsewhere / "archive.db", "--day", "1..3", "--output", again
    )
    assert done.status == 0, done.err
    pages = sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert pages == sorted(
        p.relative_to(elsewhere / "site") for p in (elsewhere / "site").rglob("*") if p.is_file()
    )
    assert all((again / page).read_bytes() == (elsewhere / "site" / page).read_bytes() for page in pages)


def test_without_an_archive_there_is_nothing_to_keep(built: Any, dayline: Run, tmp_path: Path) -> None:
    places = ("--archive", tmp_path / "none.db", "--output", tmp_path / "all.zip")
    done = dayline("keep", "--config", built.crisis.config, *places)
    assert (done.status, done.out, len(done.told)) == (FAULT, "", 1)
    assert list(tmp_path.iterdir()) == []
