"""The tutorial does what it says, step by step."""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "tutorial" / "first-crisis.md"
LINES = re.compile(r"^```json\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
FOLDER = re.compile(r"`(\d{8}T\d{6}Z)")


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield ("put", lines) and ("run", command) in the order of the page."""
    for block in re.finditer(f"(?ms){LINES.pattern}|{COMMANDS.pattern}", text):
        if block[1] is not None:
            yield "put", block[1]
            continue
        yield from (("run", line) for line in block[2].splitlines() if line.startswith("dayline "))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, and go there."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_tutorial_does_what_it_says(folder: Path, dayline: Callable[..., Any]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    names = list(dict.fromkeys(FOLDER.findall(text)))
    assert len(names) == len(LINES.findall(text)) == 3
    printed: list[tuple[str, Any]] = []
    for kind, what in steps(text):
        if kind == "put":
            place = folder / names.pop(0)
            place.mkdir()
            (place / "reports.ndjson").write_text(what, encoding="utf-8")
        else:
            printed.append((what, dayline(*shlex.split(what)[1:])))
    assert [ran.status for _, ran in printed] == [0, 3, 0, 0, 0, 0, 0, 0], printed
    ran = [result for _, result in printed]
    assert ran[1].out.startswith("7 items read, 6 new documents, 1 set aside")
    assert ran[1].told[0].startswith("20260509T190000Z/reports.ndjson:4: ")
    assert "20260509T190000Z/reports.ndjson:4: clean: broken JSON" in ran[2].out
    assert "Day 2: Flood at Lower Brenna kills two" in ran[3].out
    assert "origins" in ran[4].out
    assert ran[5].out.startswith("1 item read, 1 new document, 0 set aside")
    assert "kills two" in ran[6].out
    assert "Two die" in ran[7].out
    assert "Three die" in ran[7].out
    site = "".join(page.read_text(encoding="utf-8") for page in folder.rglob("site/day/*/index.html"))
    assert "league table" not in site
    assert "Three die" not in site
