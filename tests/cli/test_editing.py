"""dayline correct and dayline changes, from the shell."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
WRONG, SET_ASIDE = 2, 3


@pytest.fixture
def issued(eruption: Any, dayline: Run) -> Any:
    """Return the made-up crisis with its first two days issued."""
    assert dayline("import", eruption.collected, "--config", eruption.config).status in (0, SET_ASIDE)
    done = dayline("build", "--config", eruption.config, "--day", "1..2", "--issue", "--processes", "1")
    assert done.status == 0, done.out
    return eruption


def site_of(crisis: Any) -> Path:
    """Return the folder of the site."""
    folder: Path = crisis.config.parent / "site"
    return folder


def test_without_a_target_the_lines_are_listed(issued: Any, dayline: Run) -> None:
    done = dayline("correct", "--config", issued.config, "--day", "2")
    form = json.loads((site_of(issued) / "day/2/digest.json").read_text())
    lines = done.out.splitlines()
    assert lines[0] == f"title  {form['title']}"
    assert f"sections[0].passages[0]  {form['sections'][0]['passages'][0]['text']}" in lines


def test_a_correction_is_kept_shown_and_stays(issued: Any, dayline: Run) -> None:
    asked = ("--target", "sections[0].heading", "--after", "Market hall falls", "--reason", "A name was wrong.",
             "--by", "Desk")  # fmt: skip
    done = dayline("correct", "--config", issued.config, "--day", "2", *asked)
    assert done.status == 0, done.out
    assert "other lines that rest on the same documents:" in done.out
    page = (site_of(issued) / "day/2/index.html").read_text()
    assert "<bdi>Market hall falls</bdi>" in page
    assert "A name was wrong." in page
    again = dayline("build", "--config", issued.config, "--day", "2", "--processes", "1")
    assert "(stands as issued)" in again.out
    assert (site_of(issued) / "day/2/index.html").read_text() == page


@pytest.mark.parametrize(
    "wrong",
    [
        ("--target", "lede[0]", "--after", "x", "--by", "Desk"),
        ("--target", "lede[0]", "--after", "x", "--reason", "r"),
        ("--target", "lede[0]", "--after", "x", "--reason", "r", "--by", "d", "--kind", "fixed"),
        ("--target", "lede[0]", "--after", "x", "--reason", "r", "--by", "d", "--number", "six"),
        ("--target", "figures[0].claims[0]", "--after", "x", "--reason", "r", "--by", "d", "--number", "nan"),
        ("--target", "figures[0].claims[0]", "--after", "x", "--reason", "r", "--by", "d", "--number", "1..inf"),
        ("--target", "nothing", "--after", "x", "--reason", "r", "--by", "d"),
    ],
)
def test_what_cannot_be_done_is_refused(issued: Any, dayline: Run, wrong: tuple[str, ...]) -> None:
    page = (site_of(issued) / "day/2/index.html").read_bytes()
    assert dayline("correct", "--config", issued.config, "--day", "2", *wrong).status == WRONG
    assert (site_of(issued) / "day/2/index.html").read_bytes() == page


def test_changes_are_listed_and_their_status_says_whether_words_were_lost(issued: Any, dayline: Run) -> None:
    done = dayline("changes", "--config", issued.config)
    assert (done.status, done.out) == (0, "")
    later = issued.collected / "20250507T100000Z"
    later.mkdir()
    changed = {**issued.documents["r7"], "text": "All of this was wrong."}
    (later / "reports.ndjson").write_text(json.dumps(changed) + "\n")
    dayline("import", later, "--config", issued.config)
    done = dayline("changes", "--config", issued.config)
    assert done.status == SET_ASIDE
    assert "the cited words stand there no more" in done.out
    assert "day 2" in done.out


def test_a_day_is_printed_to_a_file_of_its_name(issued: Any, dayline: Run, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    done = dayline("pdf", "--config", issued.config, "--day", "1..2", "--output", tmp_path / "d{day}.pdf")
    assert done.status == 0, done.err
    assert [path.name for path in sorted(tmp_path.glob("*.pdf"))] == ["d1.pdf", "d2.pdf"]
    assert (tmp_path / "d1.pdf").read_bytes().startswith(b"%PDF")
    assert dayline("pdf", "--config", issued.config, "--day", "1..2", "--output", "one.pdf").status == WRONG
    assert dayline("pdf", "--config", issued.config, "--day", "3").status == WRONG
