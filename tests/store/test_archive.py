"""A process killed at any moment leaves an archive that opens, and goes on to the same end."""

import io
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from dayline.store import Archive

ROUNDS = 10

# a busy machine may end some rounds before they are killed, but not nearly all
LEAST_CUT_SHORT = 3

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no processes to fork")


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[str]]:
    """Start the program that fills archives."""
    script = Path(__file__).parent / "interrupted.py"
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        yield running
        running.communicate()


def fill(program: subprocess.Popen[str], location: str, seconds: float | None = None) -> int:
    """Fill an archive, killed after some seconds unless None; return the exit status."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(f"{'-' if seconds is None else seconds} {location}\n")
    program.stdin.flush()
    return int(program.stdout.readline())


def exported(location: str) -> str:
    """Open an archive, check it, and return its export."""
    stream = io.StringIO()
    with Archive.open(location, create=False) as archive:
        if archive._readers.dialect.name == "sqlite":
            with archive._reading() as connection:
                assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        archive.export(stream)
    return stream.getvalue()


def test_killed_at_any_moment_the_next_run_ends_the_same(
    program: subprocess.Popen[str], new_location: Callable[[], str]
) -> None:
    fill(program, new_location())
    whole = new_location()
    start = time.perf_counter()
    assert fill(program, whole) == 0
    needed = time.perf_counter() - start
    expected = exported(whole)
    chance, cut_short = random.Random(7), 0
    for number in range(ROUNDS):
        location = new_location()
        fill(program, location, (number + chance.random()) / ROUNDS * needed)
        cut_short += exported(location) != expected
        assert fill(program, location) == 0
        assert exported(location) == expected
    assert cut_short >= LEAST_CUT_SHORT


def test_running_again_changes_nothing(
    program: subprocess.Popen[str], new_location: Callable[[], str]
) -> None:
    location = new_location()
    fill(program, location)
    before = exported(location)
    assert fill(program, location) == 0
    assert exported(location) == before


def test_a_new_archive_killed_while_it_is_made_is_made_by_the_next_run(
    program: subprocess.Popen[str], tmp_path: Path
) -> None:
    for number in range(5):
        location = str(tmp_path / f"{number}.db")
        fill(program, location, number * 0.03)
        assert fill(program, location) == 0
        with Archive.open(location, create=False) as archive:
            assert archive.count() == 300
