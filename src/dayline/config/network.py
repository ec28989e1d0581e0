"""What the crisis file says of the network: how sources are asked, and a drafter that the user brings."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from dayline.config.paths import path_of
from dayline.text.toml_tables import Table, shown

# What a drafter may take unless the file says otherwise: seconds of one answer, words of one answer as the models count
# them (tokens), sections of a day.
DRAFTER_SECONDS, DRAFTER_TOKENS, DRAFTER_SECTIONS = 60, 1500, 7
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Networks = tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collecting:
    """How sources are asked.

    ``contact`` is told to servers; ``pace`` is the least seconds between requests to a host; ``full_text`` says whether
    pages behind teasers are fetched; ``warc_days`` how long answers are kept as they came (0: for good); ``ports`` and
    ``networks`` may be asked beside the public web.
    """

    warc: Path
    contact: str = ""
    pace: int = 1
    full_text: bool = True
    warc_days: int = 0
    ports: tuple[int, ...] = ()
    networks: Networks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """A server that words sections by the chat-completions protocol.

    ``address`` is what "/chat/completions" is put after; ``key`` names the environment variable that holds the key
    ("" for none); an answer may take ``seconds`` and ``tokens``; ``sections`` of a day are given out at most.
    ``networks`` are what may be asked although it is not on the public network.
    """

    address: str
    model: str
    key: str = ""
    seconds: int = DRAFTER_SECONDS
    tokens: int = DRAFTER_TOKENS
    sections: int = DRAFTER_SECTIONS
    networks: Networks = ()


def web_address(table: Table, key: str, ending: str = "") -> str:
    """Return an address of the web, "" where there is none; ``ending`` is what it must end with, and will."""
    address = table.text(key, "")
    if not address:
        return ""
    is_plain = address.isascii() and not any(mark in address for mark in " \"<>\\?#@")
    if not is_plain or not re.match(r"https?://[^/]", address):
        table.refuse(key, f"{shown(address)} is not an address of the web", 'write "https://example.org/"')
    return address if address.endswith(ending) else address + ending


def collecting_of(table: Table) -> Collecting:
    """Read ``[collect]``."""
    return Collecting(
        contact=table.text("contact", ""),
        pace=table.whole("pace", range(61), 1, what="a number of seconds", advice="write 0 to 60"),
        full_text=table.flag("full_text", True),
        warc=path_of(table.text("warc", "warc"), table.file, (*table.path, "warc")),
        warc_days=table.whole("warc_days", range(36_501), 0, what="a number of days", advice="write 0 for all, or 400"),
        ports=table.wholes("ports", range(1, 65536), what="a port", advice="write ports = [8080]"),
        networks=_networks(table),
    )


def drafting_of(table: Table) -> Drafting | None:
    """Read ``[drafter]``; None where there is no such table: then nobody is asked."""
    if not table.values:
        return None
    table.text("address")
    address = web_address(table, "address").rstrip("/")
    if not _has_port(address):
        table.refuse("address", f"{shown(address)} has no port of the web", 'write "https://drafter.example/v1"')
    key = table.text("key", "")
    if key and not VARIABLE.fullmatch(key):
        table.refuse("key", f"{shown(key)} is not the name of an environment variable",
                     'write the name alone, such as "DRAFTER_KEY": the key itself does not belong into the file')
    return Drafting(
        address=address,
        model=table.text("model"),
        key=key,
        seconds=table.whole("seconds", range(1, 601), DRAFTER_SECONDS, what="a number of seconds",
                            advice="write 1 to 600"),
        tokens=table.whole("tokens", range(100, 32_001), DRAFTER_TOKENS, what="a number of tokens",
                           advice="write 100 to 32000"),
        sections=table.whole("sections", range(1, 21), DRAFTER_SECTIONS, what="a number of sections",
                             advice="write 1 to 20"),
        networks=_networks(table),
    )


def _has_port(address: str) -> bool:
    """Tell whether the port of an address is one."""
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def _networks(table: Table) -> Networks:
    found = []
    for position, text in enumerate(table.texts("networks", ())):
        try:
            found.append(ip_network(text))
        except ValueError:
            path, advice = (*table.path, "networks", position), 'write one such as "10.20.0.0/16" or "192.168.7.5"'
            table.file.refuse(path, f"{shown(text)} is not a network", advice)
    return tuple(found)
