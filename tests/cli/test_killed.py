"""kill -9 at any moment of import and of build: the next run ends with the same archive and the same pages."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no processes to fork")

Run = Callable[..., Any]

ROUNDS = 6
# a busy machine may end some rounds before they are killed, but not nearly all
LEAST_CUT_SHORT = 2
# reports a day beside those of the made-up crisis
MANY = 15


class Program:
    """The program that runs commands in processes of their own."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running

    def run(self, *arguments: object, seconds: float | None = None) -> int | None:
        """Run a command to its end, or kill it after some seconds; return its status, None where it was killed."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        order = {"seconds": seconds, "arguments": [str(argument) for argument in arguments]}
        self._running.stdin.write(json.dumps(order) + "\n")
        self._running.stdin.flush()
        answer = self._running.stdout.readline().strip()
        return int(answer) if answer else None


@pytest.fixture(scope="module")
def program() -> Iterator[Program]:
    """Start the program once."""
    script = Path(__file__).parent / "killed.py"
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        started = Program(running)
        assert started.run("--version") == 0
        yield started
        running.communicate()


@pytest.fixture
def crisis(make_crisis: Callable[[Path], Any], tmp_path: Path) -> Any:
    """Return the made-up crisis with many more reports, of which some cannot be used."""
    made = make_crisis(tmp_path)
    (made.collected / "20250504T215000Z" / "broken.ndjson").write_text("{broken\n\n[]\n")
    for day in (4, 5, 6):
        rows = []
        for number in range(MANY):
            row = {
                "id": f"m{day}-{number}",
                "url": f"https://outlet{number % 7}.example/{day}/{number}",
                "title": f"Ash station {number} on Marrow Island counts {day * number + 3} tremors",
                "text": f"Station {number} counted {day * number + 3} tremors under Mount Sable, the observatory said. "
                        f"About {number + 2} people were told to leave, Ines Calder said.",
                "published": f"2025-05-{day:02}T{number % 20:02}:{number % 60:02}:00Z",
            }  # fmt: skip
            rows.append(json.dumps(row))
        (made.collected / f"202505{day:02}T215000Z" / "many.ndjson").write_text("\n".join(rows) + "\n")
    return made


def in_folder(crisis: Any, name: str) -> tuple[Path, Path]:
    """Return a folder with a copy of the crisis file, and the place of its archive."""
    folder = crisis.config.parent / name
    folder.mkdir()
    shutil.copy(crisis.config, folder / "crisis.toml")
    return folder / "crisis.toml", folder / "dayline.db"


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_killed_during_import_the_next_run_ends_the_same(program: Program, crisis: Any, dayline: Run) -> None:
    config, _ = in_folder(crisis, "whole")
    start = time.perf_counter()
    assert program.run("import", crisis.collected, "--config", config) == 3
    needed = time.perf_counter() - start
    expected = dayline("export", "--config", config).out
    assert expected.count('"table":"documents"') == 16 + 3 * MANY
    chance, cut_short = random.Random(11), 0
    for number in range(ROUNDS):
        config, archive = in_folder(crisis, f"cut-{number}")
        seconds = (number + chance.random()) / ROUNDS * needed
        program.run("import", crisis.collected, "--config", config, seconds=seconds)
        cut_short += not archive.exists() or dayline("export", "--config", config).out != expected
        assert program.run("import", crisis.collected, "--config", config) == 3
        assert dayline("export", "--config", config).out == expected
    assert cut_short >= LEAST_CUT_SHORT


def test_killed_during_build_the_next_run_ends_the_same(program: Program, crisis: Any, dayline: Run) -> None:
    config, archive = in_folder(crisis, "whole")
    assert program.run("import", crisis.collected, "--config", config) == 3
    imported = crisis.config.parent / "imported.db"
    shutil.copy(archive, imported)
    start = time.perf_counter()
    assert program.run("build", "--config", config, "--day", "1..3", "--processes", 1) == 0
    needed = time.perf_counter() - start
    expected, pages = dayline("export", "--config", config).out, files_of(config.parent / "site")
    assert expected.count('"table":"digests"') == 3
    chance, cut_short = random.Random(12), 0
    for number in range(ROUNDS):
        config, archive = in_folder(crisis, f"cut-{number}")
        shutil.copy(imported, archive)
        seconds = (number + chance.random()) / ROUNDS * needed
        program.run("build", "--config", config, "--day", "1..3", "--processes", 1, seconds=seconds)
        cut_short += dayline("export", "--config", config).out != expected
        assert program.run("build", "--config", config, "--day", "1..3", "--processes", 1) == 0
        assert dayline("export", "--config", config).out == expected
        assert files_of(config.parent / "site") == pages
    assert cut_short >= LEAST_CUT_SHORT
