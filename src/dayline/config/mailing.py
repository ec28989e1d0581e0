"""The table of a crisis file that says how letters are sent."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import cast, get_args

from dayline.config.paths import path_of
from dayline.publish.post import Security
from dayline.text.toml_tables import Table, shown

# The port of each way to be secure, where none is given.
PORTS = {"starttls": 587, "tls": 465, "none": 25}
LONGEST_ADDRESS = 254
# The longest address for leaving: with a recipient's address in it, it must stand on one line of a mail.
LONGEST_LEAVING = 200

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9-]+"
)
_SERVER = re.compile(r"(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """How letters are sent: by ``sender`` to the addresses in a file (``recipients``), or to that of a list.

    ``unsubscribe`` is an address for leaving in which "{address}" stands for the recipient's.
    """

    sender: Address
    host: str
    port: int
    security: Security
    user: str
    recipients: Path | None
    list_address: Address | None
    unsubscribe: str


def address_of(text: str) -> Address | None:
    """Return a plain mail address in ASCII, the domain spelled as the name service has it; None for anything else."""
    local, at, domain = text.strip().rpartition("@")
    try:
        plain = (
            f"{local}{at}{domain.encode('idna').decode('ascii')}"
            if not domain.isascii()
            else f"{local}{at}{domain}"
        )
    except UnicodeError:
        return None
    if not plain.isascii() or len(plain) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(plain):
        return None
    return Address(username=plain.rpartition("@")[0], domain=plain.rpartition("@")[2])


def mailing_of(table: Table) -> Mailing | None:
    """Return how letters are sent, None where the table is missing; what is wrong is noted in the file."""
    if not table.values:
        return None
    written = table.text("sender")
    name, given = parseaddr(written)
    sender = address_of(given)
    if sender is None or not name.isprintable():
        if written:
            advice = 'write "Varda flood <days@flood.example.org>"'
            table.refuse("sender", f"{shown(written)} is not a mail address", advice)
        sender = Address(username="nobody", domain="invalid")
    security = cast(Security, table.choice("security", get_args(Security), "starttls"))
    server = table.text("server")
    found = _SERVER.fullmatch(server)
    port = int(found["port"] or PORTS.get(security, 0)) if found else 0
    if server and not 0 < port < 65536:
        table.refuse(
            "server", f"{shown(server)} is not a server", 'write "mail.example.org" or "mail.example.org:587"'
        )
    recipients = table.text("recipients")
    listed = address_of(recipients) if "@" in recipients else None
    return Mailing(
        sender=Address(display_name=name, username=sender.username, domain=sender.domain),
        host=found["host"].strip("[]") if found else "",
        port=port,
        security=security,
        user=table.text("user", ""),
        recipients=None if listed else path_of(recipients, table.file, (*table.path, "recipients")),
        list_address=listed,
        unsubscribe=_unsubscribe(table),
    )


def _unsubscribe(table: Table) -> str:
    address = table.text("unsubscribe", "")
    is_plain = address.isascii() and address.isprintable() and not any(mark in address for mark in ' "<>\\')
    is_known = re.match(r"https://[^/]|mailto:[^@]+@", address)
    if address and not (is_plain and is_known and len(address) <= LONGEST_LEAVING):
        table.refuse("unsubscribe", f"{shown(address)} is no address for leaving",
                     'write "https://example.org/leave?who={address}" or "mailto:leave@example.org"')  # fmt: skip
    return address
