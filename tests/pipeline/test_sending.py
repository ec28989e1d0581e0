"""Letters to a real SMTP server: each recipient once, whatever ends the run and whatever the server says."""

import email
import email.policy
import json
import signal
import ssl
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from dayline.config import Settings, load
from dayline.errors import ConfigError, DayError, DeliveryError, InputError
from dayline.pipeline.correcting import Wanted, correct_day
from dayline.pipeline.sending import Sent, prepare_letter, recipients_of, send
from dayline.store import Archive

NOW = datetime(2025, 5, 7, 9, tzinfo=UTC)


class Office(Controller):  # type: ignore[misc]
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Inbox:
    """An SMTP server's mailboxes, and what it answers to whom."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, bytes]] = []
        self.answers: dict[str, list[str]] = {}
        # called with "before" when a recipient is named, with "after" when its mail is kept and not yet answered
        self.reached: Callable[[str, str], None] = lambda moment, recipient: None

    async def handle_RCPT(  # noqa: N802 (the name that the server calls)
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or say what was prepared for it."""
        waiting = self.answers.get(address, [])
        if waiting:
            return waiting.pop(0)
        self.reached("before", address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail."""
        (recipient,) = envelope.rcpt_tos
        waiting = self.answers.get(f"data {recipient}", [])
        if waiting:
            answer = waiting.pop(0)
            if answer == "keep and break":
                self.mails.append((recipient, bytes(envelope.content or b"")))
            if answer.endswith("break"):
                server.transport.close()
                return "421 Bye"
            return answer
        self.mails.append((recipient, bytes(envelope.content or b"")))
        self.reached("after", recipient)
        return "250 OK"

    @property
    def counts(self) -> Counter[str]:
        """Return how many mails each recipient has."""
        return Counter(recipient for recipient, _ in self.mails)


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    """Run a server, and return its mailboxes and its port."""
    made = Inbox()
    office = Office(made, hostname="127.0.0.1", port=0)
    office.start()
    yield made, office.port
    office.stop()


@pytest.fixture
def desk(built: Any, inbox: tuple[Inbox, int], tmp_path: Path) -> Iterator["Desk"]:
    """Return an archive of its own with letters to send."""
    made = Desk(built.crisis, inbox, tmp_path)
    yield made
    made.archive.close()


class Desk:
    """An archive with three days, recipients, and a server."""

    def __init__(self, crisis: Any, inbox: tuple[Inbox, int], folder: Path) -> None:
        self.folder, (self.inbox, self.port) = folder, inbox
        source = load(crisis.config)
        (folder / "dayline.db").write_bytes(Path(source.archive).read_bytes())
        self.config = folder / "crisis.toml"
        self.write("a@example.org", "b@example.org", "c@example.org")
        self.base = crisis.config.read_text()
        self.configure()
        self.archive = Archive.open(self.settings.archive)

    def configure(self, **changes: str) -> None:
        """Write the crisis file."""
        values = {
            "sender": "Sable days <days@sable.example>",
            "server": f"127.0.0.1:{self.port}",
            "security": "none",
            "recipients": "subscribers.txt",
            "unsubscribe": "https://sable.example/leave?who={address}",
            **changes,
        }
        lines = [f"{key} = {json.dumps(value)}" for key, value in values.items() if value]
        text = self.base.replace("[outputs]", '[outputs]\naddress = "https://sable.example/"')
        self.config.write_text(text + "\n[mail]\n" + "\n".join(lines) + "\n")

    @property
    def settings(self) -> Settings:
        """Return the settings."""
        return load(self.config)

    def write(self, *lines: str) -> None:
        """Write who gets letters."""
        (self.folder / "subscribers.txt").write_text("\n".join(lines) + "\n")

    def send(self, day: int = 2, **more: Any) -> Sent:
        """Send a day's letter."""
        settings = self.settings
        letter = prepare_letter(self.archive, settings, day, NOW)
        return send(self.archive, settings, letter, now=lambda: NOW, **{"password": "", **more})


def parsed(content: bytes) -> EmailMessage:
    """Read a mail as a mail program does."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_each_recipient_gets_one_letter_with_what_a_list_needs(desk: Desk) -> None:
    done = desk.send()
    assert (done.accepted, done.refused, done.later) == (3, [], [])
    assert desk.inbox.counts == {f"{who}@example.org": 1 for who in "abc"}
    digest = desk.archive.digest("sable-eruption", 2)
    assert digest is not None
    for recipient, content in desk.inbox.mails:
        message = parsed(content)
        assert (message["To"], message["From"]) == (recipient, "Sable days <days@sable.example>")
        assert message["Subject"] == digest.title.text
        assert message["List-Id"] == "<sable-eruption.sable.example>"
        name = recipient.partition("@")[0]
        assert message["List-Unsubscribe"] == f"<https://sable.example/leave?who={name}%40example.org>"
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["Date"].datetime == NOW
        assert message.get_content_type() == "multipart/alternative"
        text, html = (part.get_content() for part in message.iter_parts())
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        words = " ".join(text.split())
        for section in digest.sections:
            assert " ".join(section.heading.text.split()) in words
            assert section.passages[0].text in words
        assert "https://sable.example/day/2/#l1" in html
        assert not any(mark in html for mark in ("<script", "<style", "<img", "src=", "<link"))
    assert len({parsed(content)["Message-ID"] for _, content in desk.inbox.mails}) == 1


def test_a_letter_goes_out_once(desk: Desk) -> None:
    desk.send()
    desk.write("a@example.org", "B@example.ORG", "d@example.org", "d@EXAMPLE.org")
    done = desk.send()
    assert (done.accepted, done.before) == (1, 2)
    assert desk.inbox.counts == {f"{who}@example.org": 1 for who in "abcd"}
    assert desk.send(day=3).accepted == 3


def test_the_same_letter_has_the_same_bytes_and_another_day_another_id(desk: Desk) -> None:
    letters = [prepare_letter(desk.archive, desk.settings, day, NOW) for day in (2, 2, 3)]
    assert letters[0] == letters[1]
    assert letters[0].permanent != letters[2].permanent
    desk.inbox.answers["a@example.org"] = ["451 Later"]
    desk.send()
    first = prepare_letter(desk.archive, desk.settings, 2, NOW.replace(hour=20))
    assert first == letters[0]


def test_refused_is_for_good_and_greylisted_for_later(desk: Desk) -> None:
    desk.inbox.answers = {"a@example.org": ["550 No such user"], "b@example.org": ["451 Come back later"],
                          "data c@example.org": ["554 Looks like spam"]}  # fmt: skip
    done = desk.send()
    assert done.accepted == 0
    assert done.refused == ["a@example.org: 550 No such user", "c@example.org: 554 Looks like spam"]
    assert done.later == ["b@example.org: 451 Come back later"]
    again = desk.send()
    assert (again.accepted, again.before) == (1, 2)
    assert desk.inbox.counts == {"b@example.org": 1}


def test_a_connection_that_breaks_costs_one_letter_and_no_other(desk: Desk) -> None:
    desk.inbox.answers = {"data b@example.org": ["break"]}
    done = desk.send()
    assert desk.inbox.counts == {"a@example.org": 1, "c@example.org": 1}
    assert len(done.later) == 1
    assert "b@example.org" in done.later[0]
    again = desk.send()
    assert (again.accepted, again.before, again.unsure) == (1, 2, ["b@example.org"])
    assert desk.inbox.counts == {f"{who}@example.org": 1 for who in "abc"}


def test_of_what_nobody_knows_there_is_rather_one_too_many(desk: Desk) -> None:
    desk.inbox.answers = {"data b@example.org": ["keep and break"]}
    desk.send()
    skipped = desk.send(skip_unsure=True)
    assert (skipped.accepted, skipped.unsure) == (0, ["b@example.org"])
    desk.send()
    assert desk.inbox.counts == {"a@example.org": 1, "b@example.org": 2, "c@example.org": 1}
    ids = {parsed(content)["Message-ID"] for who, content in desk.inbox.mails if who == "b@example.org"}
    assert len(ids) == 1


def test_a_server_that_breaks_again_and_again_is_left(desk: Desk) -> None:
    names = [f"r{number}@example.org" for number in range(9)]
    desk.write(*names)
    desk.inbox.answers = {f"data {name}": ["break"] for name in names}
    done = desk.send()
    assert (len(done.later), done.left) == (3, 6)
    assert [desk.send().accepted for _ in range(3)] == [3, 3, 3]
    assert desk.inbox.counts == dict.fromkeys(names, 1)


def test_a_server_that_wants_none_of_them_is_left(desk: Desk) -> None:
    names = [f"r{number}@example.org" for number in range(30)]
    desk.write(*names)
    desk.inbox.answers = {name: ["452 Too many"] for name in names}
    done = desk.send()
    assert (len(done.later), done.left) == (20, 10)


def test_no_server_no_letter(desk: Desk) -> None:
    desk.configure(server="127.0.0.1:9")
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1:9"):
        desk.send()
    assert desk.archive.deliveries("sable-eruption", 2) == {}


def test_a_list_server_gets_one_letter_and_speaks_for_itself(desk: Desk) -> None:
    desk.configure(recipients="days@lists.sable.example")
    assert desk.send().accepted == 1
    ((recipient, content),) = desk.inbox.mails
    message = parsed(content)
    assert recipient == message["To"] == "days@lists.sable.example"
    assert not [name for name in message.keys() if name.startswith("List-")]  # noqa: SIM118 (a mail is no mapping)


def test_a_mailto_for_leaving_cannot_be_clicked_once(desk: Desk) -> None:
    desk.configure(unsubscribe="mailto:leave@sable.example?subject={address}")
    desk.send()
    message = parsed(desk.inbox.mails[0][1])
    assert message["List-Unsubscribe"] == "<mailto:leave@sable.example?subject=a%40example.org>"
    assert "List-Unsubscribe-Post" not in message


def test_letters_tell_what_was_corrected_since_the_last_one(desk: Desk) -> None:
    prepare_letter(desk.archive, desk.settings, 1, NOW)
    fix = Wanted(kind="withdrawn", target="lede[0]", reason="It was another island.", by="Desk")
    correct_day(desk.archive, desk.settings, 1, fix, NOW.replace(hour=10))
    letter = prepare_letter(desk.archive, desk.settings, 2, NOW.replace(hour=11))
    assert "Day 1. Withdrawn, the summary: It was another island." in letter.text
    assert "It was another island." in letter.html
    later = prepare_letter(desk.archive, desk.settings, 3, NOW.replace(hour=12))
    assert "another island" not in later.text


def test_a_letter_issues_its_day(desk: Desk) -> None:
    desk.send()
    assert desk.archive.issued_days("sable-eruption") == {2: NOW}
    with pytest.raises(DayError, match="build it first"):
        desk.send(day=9)


def test_lines_that_are_no_addresses_are_told(desk: Desk) -> None:
    desk.write("# readers", "", "a@example.org  # the first", "b@@example", "c@example.org\rd@example.org",
               "é@example.org", "x@пошта.example", "e@example.org, f@example.org", "<g@example.org>",
               "h@example.org")  # fmt: skip
    assert desk.settings.mail is not None
    found, faults = recipients_of(desk.settings.mail)
    assert [address.addr_spec for address in found] == [
        "a@example.org", "c@example.org", "d@example.org", "x@xn--80a1acn3a.example", "h@example.org",
    ]  # fmt: skip
    assert len(faults) == 4
    assert all("is no mail address" in fault for fault in faults)
    (desk.folder / "subscribers.txt").unlink()
    with pytest.raises(InputError):
        recipients_of(desk.settings.mail)


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": "nobody"},
        {"sender": "A\nBcc: x@example.org <a@example.org>"},
        {"server": "mail example org"},
        {"server": "mail.example.org:99999"},
        {"security": "ssl"},
        {"recipients": ""},
        {"unsubscribe": "https://sable.example/leave\r\nBcc: x@example.org"},
        {"unsubscribe": "http://sable.example/leave"},
    ],
)
def test_a_wrong_table_is_refused(desk: Desk, changes: dict[str, str]) -> None:
    desk.configure(**changes)
    with pytest.raises(ConfigError):
        load(desk.config)


def test_the_way_is_secured_and_the_certificate_checked(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    inbox = Inbox()

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"desk", b"secret"), handled=False)

    office = Office(inbox, hostname="127.0.0.1", port=0, tls_context=context, require_starttls=True,
                            authenticator=authenticate, auth_required=True)  # fmt: skip
    office.start()
    try:
        desk.configure(server=f"127.0.0.1:{office.port}", security="starttls", user="desk")
        with pytest.raises(DeliveryError, match="certificate"):
            desk.send(password="secret")
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        with pytest.raises(DeliveryError, match="535"):
            desk.send(password="wrong")
        assert desk.archive.deliveries("sable-eruption", 2) == {}
        assert desk.send(password="secret").accepted == 3
    finally:
        office.stop()
    desk.configure(security="starttls")
    with pytest.raises(DeliveryError, match="STARTTLS"):
        desk.send(day=3)


@pytest.mark.parametrize(
    ("moment", "twice"), [("before", []), ("after", ["reader2@example.org", "reader4@example.org"])]
)
def test_killed_at_any_recipient_nobody_is_forgotten_and_the_doubtful_get_the_same_letter_again(
    desk: Desk, moment: str, twice: list[str]
) -> None:
    names = [f"reader{number}@example.org" for number in range(6)]
    desk.write(*names)
    running: list[subprocess.Popen[bytes]] = []
    deadly = {"reader2@example.org", "reader4@example.org"}

    def kill(reached: str, recipient: str) -> None:
        if reached == moment and recipient in deadly:
            deadly.remove(recipient)
            running[-1].kill()
            running[-1].wait()

    desk.inbox.reached = kill
    for _ in range(3):
        command = [sys.executable, "-m", "dayline", "send", "--config", str(desk.config), "--day", "2"]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        running[-1].wait()
    assert [process.returncode for process in running] == [-signal.SIGKILL, -signal.SIGKILL, 0]
    assert desk.inbox.counts == {name: 2 if name in twice else 1 for name in names}
    assert set(desk.archive.deliveries("sable-eruption", 2).values()) == {"accepted"}
    assert len({parsed(content)["Message-ID"] for _, content in desk.inbox.mails}) == 1
