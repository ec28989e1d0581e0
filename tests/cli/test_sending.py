"""dayline send, from the shell: what it shows, and how it ends."""

import email
import email.policy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dayline.store import Archive

Run = Callable[..., Any]
FAULT, WRONG, SET_ASIDE = 1, 2, 3
MAIL = """
[mail]
sender = "Sable days <days@sable.example>"
server = "127.0.0.1:9"
security = "none"
recipients = "subscribers.txt"
"""


@pytest.fixture
def desk(built: Any, tmp_path: Path) -> Path:
    """Return the file of a crisis with three days, of its own."""
    (tmp_path / "dayline.db").write_bytes(built.archive.read_bytes())
    config = tmp_path / "crisis.toml"
    config.write_text(built.crisis.config.read_text() + MAIL)
    (tmp_path / "subscribers.txt").write_text("")
    return config


def test_a_letter_is_shown_and_none_is_sent(desk: Path, dayline: Run) -> None:
    done = dayline("send", "--config", desk, "--day", "2", "--show", "you@example.org")
    assert done.status == 0, done.err
    message = email.message_from_string(done.out, policy=email.policy.default)
    assert message["To"] == "you@example.org"
    assert message["Subject"].startswith("Day 2: ")
    assert message.defects == []
    with Archive.open(str(desk.parent / "dayline.db")) as archive:
        assert archive.issued_days("sable-eruption") == {}


def test_nobody_to_send_to_is_well(desk: Path, dayline: Run) -> None:
    done = dayline("send", "--config", desk, "--day", "2")
    assert (done.status, done.out) == (0, "day 2: 0 sent, 0 had it, 0 refused, 0 to be tried again\n")


def test_a_line_that_is_no_address_is_told(desk: Path, dayline: Run) -> None:
    (desk.parent / "subscribers.txt").write_text("nobody\n")
    done = dayline("send", "--config", desk, "--day", "2")
    assert done.status == SET_ASIDE
    assert done.told == [f"dayline: {desk.parent / 'subscribers.txt'}:1: is no mail address"]


def test_a_server_that_is_not_there_is_one_line(desk: Path, dayline: Run) -> None:
    (desk.parent / "subscribers.txt").write_text("a@example.org\n")
    done = dayline("send", "--config", desk, "--day", "2")
    assert (done.status, done.told) == (FAULT, ["dayline: 127.0.0.1:9: Connection refused"])


@pytest.mark.parametrize("arguments", [("--day", "9"), ("--day", "2", "--show", "nobody")])
def test_what_cannot_be_sent_is_refused(desk: Path, dayline: Run, arguments: tuple[str, ...]) -> None:
    assert dayline("send", "--config", desk, *arguments).status == WRONG


def test_without_the_table_nothing_is_sent(built: Any, dayline: Run) -> None:
    done = dayline("send", "--config", built.crisis.config, "--day", "2")
    assert done.status == WRONG
    assert "there is no [mail] table" in done.err
