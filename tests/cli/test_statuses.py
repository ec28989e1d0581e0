"""What the program says with its exit status, and how it words what went wrong."""

import importlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dayline import __version__
from dayline.cli import app as program
from dayline.cli.printing import FAULT, SET_ASIDE, WRONG

Run = Callable[..., Any]

DOCUMENT = b'{"id": "a", "title": "Ash falls on Sable Bay", "text": "", "published": "2025-05-04"}\n'


def spawn(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run dayline as a program of its own."""
    command = [sys.executable, "-m", "dayline", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def test_the_statuses_are_those_of_the_public_interface() -> None:
    assert (FAULT, WRONG, SET_ASIDE) == (1, 2, 3)


@pytest.mark.parametrize("command", [info.name or info.callback.__name__ for info in program.app.registered_commands])  # type: ignore[union-attr]
def test_every_command_explains_itself(command: str) -> None:
    found = CliRunner().invoke(program.app, [command, "--help"])
    assert found.exit_code == 0
    assert "Usage:" in found.output


def test_the_version_is_printed() -> None:
    found = CliRunner().invoke(program.app, ["--version"])
    assert (found.exit_code, found.output) == (0, f"dayline {__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["import"],
        ["import", "x"],
        ["build", "--config", "crisis.toml"],
        ["build", "--config", "crisis.toml", "--day", "1", "--processes", "0"],
        ["build", "--config", "crisis.toml", "--day", "1", "--processes", "many"],
        ["annotate", "--input", "-"],
        ["stories", "--output", "-"],
        ["timeline", "--input", "-", "--output", "-", "--dates", "0"],
        ["annotate", "--input", "-", "--output", "-", "--no-such-option"],
    ],
)
def test_wrong_arguments_have_status_2(arguments: list[str], dayline: Run) -> None:
    assert dayline(*arguments).status == WRONG


@pytest.mark.parametrize("command", ["annotate", "stories", "clean"])
def test_an_input_that_is_not_there_has_status_2(command: str, dayline: Run, tmp_path: Path) -> None:
    ran = dayline(command, "--input", tmp_path / "missing.ndjson", "--output", tmp_path / "out.ndjson")
    assert ran.status == WRONG
    assert ran.err == f"dayline: {tmp_path / 'missing.ndjson'}: {ran.err.rpartition(': ')[2]}"
    assert not (tmp_path / "out.ndjson").exists()


# every command that writes a file or a folder, with the option that says where; each is given the archive
WRITES = {
    "init": ["init", "{out}"],
    "clean": ["clean", "--input", "-", "--output", "{out}"],
    "annotate": ["annotate", "--input", "-", "--output", "{out}"],
    "stories": ["stories", "--input", "-", "--output", "{out}"],
    "timeline": ["timeline", "--input", "-", "--output", "{out}"],
    "build": ["build", "--day", "2", "--output", "{site}", "--json", "{out}"],
    "build, several": ["build", "--day", "1..2", "--output", "{site}", "--json", "{out}-{day}"],
    "build, the site": ["build", "--day", "2", "--output", "{out}/site"],
    "export": ["export", "--output", "{out}"],
    "keep": ["keep", "--output", "{out}"],
    "pdf": ["pdf", "--day", "2", "--output", "{out}"],
    "tables": ["tables", "--output", "{out}/tables"],
    "run": ["run", "--once", "--output", "{site}", "--metrics", "{out}"],
}
NEEDS = {"pdf": "weasyprint", "tables": "pyarrow"}
OF_A_CRISIS = ("build", "export", "keep", "pdf", "tables", "run")


def written(command: str, out: Path, site: Path, built: Any, dayline: Run) -> Any:
    """Run a command that writes."""
    arguments = [word.replace("{out}", str(out)).replace("{site}", str(site)) for word in WRITES[command]]
    if arguments[0] in OF_A_CRISIS:
        arguments += ["--config", str(built.crisis.config), "--archive", str(built.archive)]
    return dayline(*arguments, stdin=DOCUMENT)


@pytest.mark.parametrize("command", [name for name in WRITES if name != "run"])
def test_the_folder_of_an_output_is_made(command: str, built: Any, dayline: Run, tmp_path: Path) -> None:
    if command in NEEDS:
        try:
            importlib.import_module(NEEDS[command])
        except (ImportError, OSError):
            pytest.skip(f"{NEEDS[command]} is not on this machine")
    folder = tmp_path / "not" / "there"
    ran = written(command, folder / "out", tmp_path / "site", built, dayline)
    assert ran.status in (0, SET_ASIDE), ran.err
    assert any(folder.iterdir())


@pytest.mark.parametrize("command", WRITES)
def test_an_output_below_a_file_is_refused_before_anything_is_done(
    command: str, built: Any, dayline: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("of somebody")
    for work in ("building.build_days", "papers.day_pdf", "streams.read_documents", "collecting.collect"):
        monkeypatch.setattr(f"dayline.pipeline.{work}", None)
    ran = written(command, tmp_path / "file" / "out", tmp_path / "site", built, dayline)
    assert (ran.status, ran.err) == (WRONG, f"dayline: {tmp_path / 'file'}: is a file where a folder is needed\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_path_that_is_not_there_has_status_2(dayline: Run, eruption: Any, tmp_path: Path) -> None:
    ran = dayline("import", tmp_path / "missing", "--config", eruption.config)
    assert ran.status == WRONG
    assert str(tmp_path / "missing") in ran.err
    assert not (eruption.config.parent / "dayline.db").exists()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("tomorrow", "is no day"),
        ("1..", "is no day"),
        ("2031-13-01", "is no day"),
        ("latest", "import some first"),
        ("3..1", "3..1"),
        ("999999999", "999999999"),
    ],
)
def test_a_day_that_is_none_has_status_2(
    day: str, words: str, dayline: Run, eruption: Any, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    assert dayline("import", tmp_path / "empty", "--config", eruption.config).status == 0
    ran = dayline("build", "--config", eruption.config, "--day", day)
    assert ran.status == WRONG
    assert words in ran.err


def test_a_day_of_a_pause_has_status_2(dayline: Run, eruption: Any, tmp_path: Path) -> None:
    pause = "\n[[pauses]]\nfirst = 2025-05-05\nlast = 2025-05-05\n"
    eruption.config.write_text(eruption.config.read_text() + pause)
    (tmp_path / "empty").mkdir()
    dayline("import", tmp_path / "empty", "--config", eruption.config)
    ran = dayline("build", "--config", eruption.config, "--day", "2025-05-05")
    assert ran.status == WRONG
    assert "paused on 2025-05-05" in ran.err


@pytest.mark.parametrize("command", ["build", "rejected", "export", "search", "why"])
def test_an_archive_that_is_not_there_is_not_made(command: str, dayline: Run, eruption: Any) -> None:
    more = {"build": ["--day", "1"], "search": ["ash"], "why": ["1"]}.get(command, [])
    ran = dayline(command, *more, "--config", eruption.config)
    assert ran.status == FAULT
    assert "there is no archive here" in ran.err
    assert not (eruption.config.parent / "dayline.db").exists()


def test_something_else_is_not_taken_for_an_archive(dayline: Run, eruption: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE t (x)").connection.close()
    before = other.read_bytes()
    ran = dayline("import", eruption.collected, "--config", eruption.config, "--archive", other)
    assert ran.status == FAULT
    assert "not an archive of dayline" in ran.err
    assert other.read_bytes() == before


@pytest.mark.parametrize("arguments", [["--day", "2"], ["--day", "2025-05-05"]])
def test_a_day_without_documents_has_status_3(arguments: list[str], dayline: Run, eruption: Any) -> None:
    folder = eruption.collected / "20250504T215000Z"
    assert dayline("import", folder, "--config", eruption.config).status == 0
    ran = dayline("build", "--config", eruption.config, *arguments)
    assert (ran.status, ran.out) == (SET_ASIDE, "Day 2: nothing to print\n")


def test_when_all_is_well_standard_error_is_empty(dayline: Run, eruption: Any, tmp_path: Path) -> None:
    assert dayline("stories", "--input", "-", "--output", tmp_path / "o", stdin=DOCUMENT).err == ""
    assert dayline("import", eruption.collected, "--config", eruption.config).err == ""


def test_errors_are_single_lines_and_no_tracebacks(dayline: Run, eruption: Any, tmp_path: Path) -> None:
    eruption.config.write_text("[crisis\n")
    for command in (["import", tmp_path], ["build", "--day", "1"], ["rejected"], ["export"]):
        ran = dayline(*command, "--config", eruption.config)
        assert ran.status == WRONG
        assert ran.err.startswith(f"dayline: {eruption.config}:1: ")
        assert ran.err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["stories", "--plain", "--input", "-", "--output", "-"]])
def test_an_output_that_is_full_is_told_in_one_line(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "dayline", *arguments]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, input=DOCUMENT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == WRONG
    assert ran.stderr.startswith(b"dayline: ")
    assert ran.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="streams are closed otherwise on this system")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_an_empty_one(closed: str) -> None:
    command = f"{sys.executable} -m dayline clean --input - --output - {closed}"
    ran = subprocess.run(["/bin/sh", "-c", command], input=b"\n", capture_output=True, check=False)
    assert ran.returncode == SET_ASIDE
    assert ran.stderr == (b"" if closed == "2>&-" else b"-:1: empty file\n")


def test_standard_output_is_utf_8_whatever_the_terminal_knows() -> None:
    command = [sys.executable, "-m", "dayline", "stories", "--plain", "--input", "-", "--output", "-"]
    given = DOCUMENT.replace(b'"a"', '"пепел"'.encode())
    latin = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    ran = subprocess.run(command, input=given, capture_output=True, check=True, env=latin)
    assert '"id": "пепел"'.encode() in ran.stdout


def test_the_program_itself_leaves_with_each_status(eruption: Any, tmp_path: Path) -> None:
    assert spawn("init", "--check", eruption.config).returncode == 0
    missing = spawn("rejected", "--config", eruption.config)
    assert (missing.returncode, b"Traceback" in missing.stderr) == (FAULT, False)
    assert spawn("init", "--check", tmp_path / "missing.toml").returncode == WRONG
    broken = spawn("stories", "--input", "-", "--output", "-", stdin=DOCUMENT + b"{broken\n")
    assert broken.returncode == SET_ASIDE
    assert broken.stderr.startswith(b"-:2: ")
    assert broken.stdout.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="a closed pipe is told otherwise on this system")
def test_a_reader_that_goes_away_gets_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "many.ndjson").write_bytes(
        b"".join(DOCUMENT.replace(b'"a"', b'"%d"' % number) for number in range(3000))
    )
    command = [sys.executable, "-m", "dayline", "stories", "--input", str(tmp_path / "many.ndjson"), "--output", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()
    assert b"Traceback" not in said
    assert b"Exception ignored" not in said


@pytest.mark.skipif(os.name != "posix", reason="interrupted otherwise on this system")
@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.5])
def test_an_interruption_at_the_start_has_no_traceback(seconds: float, eruption: Any) -> None:
    """Interrupt a program from its first line of dayline's on."""
    work = f"import dayline, threading, _thread; threading.Timer({seconds}, _thread.interrupt_main).start(); "
    command = [sys.executable, "-c", f"{work}from dayline.cli import main; main()", "import", str(eruption.collected),
               "--config", str(eruption.config)]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, check=False)
    assert ran.returncode in (0, 130)
    assert b"Traceback" not in ran.stderr
