"""Sending: the letter of an issued day to each recipient once, whatever ends the run.

Before a letter is handed in, the archive notes that it begins; after the server's answer, what it was. A run that is
ended in between leaves a note that nobody can settle: the next one sends that letter again, with the same Message-ID,
since a letter too many is seen and one too few is not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from hashlib import sha256
from pathlib import Path

from dayline.config import Settings
from dayline.config.mailing import Mailing, address_of
from dayline.errors import ConfigError, DayError, DeliveryError, InputError
from dayline.pipeline.run import check_closed
from dayline.publish.links import Site
from dayline.publish.mail import Letter, letter_of, message_of
from dayline.publish.post import Post, Server
from dayline.store.archive import Archive

# The states of a letter in the archive, beside what a server answers.
BEGUN = "begun"
DONE = frozenset({"accepted", "refused"})
# Broken connections, and recipients to be tried later, one after another, after which a run ends.
MOST_BROKEN, MOST_LATER = 3, 20
LONGEST_LINE = 1000


@dataclass(slots=True)
class Sent:
    """What one run did: numbers of letters, and a line for each that was not taken.

    ``unsure`` are those who may have got the letter before, from a run that was ended.
    """

    accepted: int = 0
    before: int = 0
    left: int = 0
    refused: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def lock_path(settings: Settings) -> Path:
    """Return the file whose lock says that letters are being sent: beside the crisis file."""
    return settings.path.parent / f".{settings.crisis.id}.send.lock"


def prepare_letter(
    archive: Archive, settings: Settings, day: int, now: datetime, *, is_to_be_sent: bool = True
) -> Letter:
    """Return the letter of a day that has a digest; one that is to be sent is issued, where it was not."""
    crisis = settings.crisis
    digest = archive.digest(crisis.id, day)
    if digest is None:
        raise DayError(f"day {day} has no digest: build it first")
    if is_to_be_sent and day not in archive.issued_days(crisis.id):
        check_closed(settings, day, now)
        archive.issue(crisis.id, day, now)
    issued = archive.issued_days(crisis.id)
    at = issued.get(day, now)
    before = max((each for number, each in issued.items() if number < day), default=at)
    told = [
        (number, each)
        for number, each in archive.corrections(crisis.id)
        if number < day and before < each.at <= at
    ]
    site = Site(title=settings.title, address=settings.address)
    return letter_of(digest, crisis, site=site, at=at, corrections=told)


def mailing_in(settings: Settings) -> Mailing:
    """Return how letters are sent; raise ConfigError where the crisis file does not say."""
    if settings.mail is None:
        raise ConfigError("there is no [mail] table: who sends letters, by which server, to whom",
                          path=str(settings.path))  # fmt: skip
    return settings.mail


def message_to(letter: Letter, mailing: Mailing, recipient: Address) -> bytes:
    """Return the mail to one recipient."""
    return message_of(
        letter, sender=mailing.sender, recipient=recipient, unsubscribe=mailing.unsubscribe,
        is_list=bool(mailing.list_address),
    )  # fmt: skip


def recipients_of(mailing: Mailing) -> tuple[list[Address], list[str]]:
    """Return who gets letters, each once, and a line for each line of their file that is no address.

    Raises InputError where the file cannot be read.
    """
    if mailing.recipients is None:
        return ([mailing.list_address] if mailing.list_address else []), []
    found: dict[str, Address] = {}
    faults = []
    for number, line in enumerate(_lines(mailing.recipients), start=1):
        text = line.partition("#")[0].strip()
        address = address_of(text[:LONGEST_LINE])
        if address is not None:
            found.setdefault(address.addr_spec.casefold(), address)
        elif text:
            faults.append(f"{mailing.recipients}:{number}: is no mail address")
    return list(found.values()), faults


def send(
    archive: Archive,
    settings: Settings,
    letter: Letter,
    *,
    password: str,
    now: Callable[[], datetime],
    skip_unsure: bool = False,
) -> Sent:
    """Send a letter to all who have not got it; raise DeliveryError where the server lets nobody in."""
    mailing = mailing_in(settings)
    recipients, faults = recipients_of(mailing)
    states = archive.deliveries(letter.crisis_id, letter.day)
    sent = Sent(faults=faults)
    waiting = []
    for recipient in recipients:
        state = states.get(key_of(letter, recipient), "")
        if state == BEGUN:
            sent.unsure.append(recipient.addr_spec)
        if state in DONE or (state == BEGUN and skip_unsure):
            sent.before += 1
        else:
            waiting.append(recipient)
    if waiting:
        server = Server(
            host=mailing.host,
            port=mailing.port,
            security=mailing.security,
            user=mailing.user,
            password=password,
        )
        _hand_in(archive, letter, mailing, waiting, server, sent, now)
    return sent


def key_of(letter: Letter, recipient: Address) -> str:
    """Return the hash by which the archive knows a recipient."""
    return sha256(f"{letter.crisis_id} {recipient.addr_spec.casefold()}".encode()).hexdigest()


def _hand_in(
    archive: Archive,
    letter: Letter,
    mailing: Mailing,
    waiting: list[Address],
    server: Server,
    sent: Sent,
    now: Callable[[], datetime],
) -> None:
    broken = later = 0

    def note(recipient: Address, state: str, reply: str = "") -> None:
        archive.put_delivery(letter.crisis_id, letter.day, key_of(letter, recipient), state, now(), reply)

    with Post(server) as post:
        for place, recipient in enumerate(waiting):
            if broken >= MOST_BROKEN or later >= MOST_LATER:
                sent.left = len(waiting) - place
                return
            message = message_to(letter, mailing, recipient)
            note(recipient, BEGUN)
            try:
                outcome = post.hand_in(mailing.sender.addr_spec, recipient.addr_spec, message)
            except DeliveryError as error:
                broken += 1
                sent.later.append(f"{recipient.addr_spec}: {error}; it may have got the letter")
                if place + 1 < len(waiting) and broken < MOST_BROKEN:
                    post.connect()
                continue
            note(recipient, outcome.answer, outcome.reply)
            broken = 0
            later = later + 1 if outcome.answer == "later" else 0
            if outcome.answer == "accepted":
                sent.accepted += 1
            else:
                lines = sent.refused if outcome.answer == "refused" else sent.later
                lines.append(f"{recipient.addr_spec}: {outcome.reply}")


def _lines(path: Path) -> Iterator[str]:
    try:
        yield from path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), "is not UTF-8") from error
