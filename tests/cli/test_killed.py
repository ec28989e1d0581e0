"""kill -9 at any moment of import, build and run: the next run ends with the same archive and the same pages."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from dayline.store import Archive

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


# kills while collecting; for two hundred: DAYLINE_KILLS=200 python -m pytest tests/cli/test_killed.py -k collecting
KILLS = int(os.environ.get("DAYLINE_KILLS", "8"))
COLLECTED = """
[crisis]
name = "Sable eruption"
id = "sable"
first_day = {first}
[collect]
pace = 0
ports = [{port}]
networks = ["127.0.0.1"]
[[relevance]]
names = ["Sable"]
"""
# a day before that which is collected: its pages are the old site
EARLIER = (
    "Mount Sable shakes, 40 people leave",
    "Mount Sable shook in the night, Ines Calder, director of the observatory, told the {name}. About 40 people left.",
)


@pytest.fixture
def news(web: Any, faults: ModuleType, program: Program, tmp_path: Path) -> Path:
    """Return a folder with a crisis file, the archive and site of its first day, and two feeds of its second to ask."""
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    first = yesterday - timedelta(days=1)
    text = COLLECTED.format(first=first, port=web.port)
    for outlet in range(2):
        entries = []
        for number in range(3):
            said = f"Post {number} of outlet {outlet} counted {7 * number + outlet + 2} tremors under Mount Sable"
            more = " ".join(f"At {hour} o'clock needle {number} stood at {hour + outlet}." for hour in range(9))
            page = f"<html lang='en'><head><title>{said}</title></head><body><article><h1>{said}</h1><p>{said}, Ines " \
                   f"Calder, director of the observatory, said.</p><p>{more}</p></article></body></html>"  # fmt: skip
            url = web.on("127.0.0.1", f"/{outlet}/{number}", faults.whole(page))
            at = format_datetime(datetime.combine(yesterday, time_of_day(9 + number, tzinfo=UTC)))
            teaser = "<description>Mount Sable shook.</description>"
            entries.append(f"<item><title>{said}</title><link>{url}</link>{teaser}<pubDate>{at}</pubDate></item>")
        feed = f'<rss version="2.0"><channel><title>O</title>{"".join(entries)}</channel></rss>'
        url = web.on("127.0.0.1", f"/{outlet}", faults.whole(feed))
        text += f'[[sources]]\nid = "o{outlet}"\nname = "Outlet {outlet}"\naddress = "{url}"\n'
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "crisis.toml").write_text(text, encoding="utf-8")
    rows = [
        {"id": name, "url": f"https://{name}.example/a", "title": EARLIER[0], "text": EARLIER[1].format(name=name),
         "published": f"{first}T09:00:00Z"} for name in ("east", "west")
    ]  # fmt: skip
    (folder / "earlier.ndjson").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    config = folder / "crisis.toml"
    assert program.run("import", folder / "earlier.ndjson", "--config", config) == 0
    assert program.run("build", "--config", config, "--day", 1) == 0
    return folder


def kept_in(folder: Path) -> dict[str, Any]:
    """Return what an archive holds, without times, after checking that it is whole and nothing is in it twice."""
    with sqlite3.connect(folder / "dayline.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    with Archive.open(str(folder / "dayline.db")) as archive:
        assert archive.unsettled() == []
        fetches = list(archive.fetches(datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)))
        documents = [d.id for d in archive.documents(latest_only=False)]
        hashes = set(archive.raw_hashes())
        digests = [digest.title.text for digest in archive.digests("sable")]
    asked = {fetch.sha256 for fetch in fetches}
    payloads = set()
    for path in sorted((folder / "warc").iterdir()):
        with path.open("rb") as stream:
            payloads |= {sha256(r.content_stream().read()).hexdigest() for r in ArchiveIterator(stream)}
    # all but the documents that were imported
    assert len(hashes - payloads) == len(hashes - asked) == 2
    assert len(set(documents)) == len(documents)
    assert not [path for path in folder.rglob("*") if path.name.endswith(".part")]
    # the site before stays beside it, for the next build to begin with
    assert {path.name for path in folder.iterdir() if path.is_dir()} - {".site.past"} == {"site", "warc"}
    pages = set(files_of(folder / "site"))
    return {"documents": sorted(documents), "hashes": hashes, "pages": pages, "titles": digests}


def test_killed_while_collecting_the_next_run_ends_the_same(program: Program, news: Path, tmp_path: Path) -> None:
    def copy(name: str) -> Path:
        return Path(shutil.copytree(news, tmp_path / name))

    whole = copy("whole")
    begun = time.perf_counter()
    assert program.run("run", "--once", "--config", whole / "crisis.toml") == 0
    needed = time.perf_counter() - begun
    old, expected = files_of(news / "site"), kept_in(whole)
    assert (len(expected["documents"]), len(expected["titles"])) == (14, 2)
    assert expected["pages"] > set(old)
    chance, cut_short = random.Random(13), 0
    for number in range(KILLS):
        folder = copy(f"cut-{number}")
        seconds = (number + chance.random()) / KILLS * needed
        cut_short += program.run("run", "--once", "--config", folder / "crisis.toml", seconds=seconds) is None
        left = files_of(folder / "site")
        assert program.run("run", "--once", "--config", folder / "crisis.toml") == 0
        assert kept_in(folder) == expected
        assert left in (old, files_of(folder / "site"))
        shutil.rmtree(folder)
    assert cut_short >= LEAST_CUT_SHORT
