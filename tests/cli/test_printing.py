"""What commands print: one line a refusal, and nothing that a source wrote to command the terminal."""

import pytest

from dayline.cli.printing import rejected_line, say
from dayline.model.source import Rejected


def test_what_would_command_a_terminal_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    say("Ash\x1b]0;owned\x07 falls\r\x9b2J on\tSable Bay\nand “beyond”")
    assert capsys.readouterr().out == "Ash\\x1b]0;owned\\x07 falls\\r\\x9b2J on\tSable Bay\nand “beyond”\n"


def test_a_refusal_is_one_line_with_its_place() -> None:
    rejected = Rejected(item_id="a.ndjson:2", stage="clean", reason="no letters", detail="a\nb")
    assert rejected_line(rejected) == "a.ndjson:2: no letters (a\\nb)"
    assert rejected_line(rejected, rejected.stage) == "a.ndjson:2: clean: no letters (a\\nb)"
    assert rejected_line(Rejected(item_id="a:1", stage="ingest", reason="empty file")) == "a:1: empty file"
