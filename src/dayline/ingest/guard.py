"""The guard at the gate to the network: which addresses of the web, and which machines, may be asked at all.

Sources are strangers: an address, a redirect or a record of the name system may point into the network that dayline
runs in. Whatever is not plainly public is refused, unless the crisis file lists it.
"""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

# characters of the longest address that is asked for: servers and archives stop at about as much
LONGEST_ADDRESS = 2_000
WEB_PORTS = {"http": 80, "https": 443}

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# What no public machine has, beside what the module ipaddress knows (older ones lack some): this network, private,
# carrier-grade, loopback, link-local, protocol assignments, examples, benchmarks, multicast, reserved (RFC 6890);
# and every IPv6 form that carries an IPv4 address: compatible, mapped, translated, 6to4, Teredo.
_CLOSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
            "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ),
    )
)  # fmt: skip
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_HOST_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?")


class Refused(Exception):  # noqa: N818 (a verdict, caught by the gate and told as a Failure)
    """The guard or the gate will not go on; the text says why in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be asked beside the public web: further ports, and networks that are not public."""

    ports: frozenset[int] = frozenset()
    networks: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address of the web that has been looked at: where to connect, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Return scheme, host and port, the port left out where it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == WEB_PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """Return the whole address."""
        return self.origin + self.path


def target_of(url: str, policy: Policy) -> Target:
    """Look at an address; raise Refused for one that is not of the web, or of a port that is not allowed."""
    if len(url) > LONGEST_ADDRESS:
        raise Refused(f"address longer than {LONGEST_ADDRESS:,} characters")
    if _UNFIT.search(url):
        raise Refused("address with a space, a control character or a backslash")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError as error:
        raise Refused(f"not an address: {error}") from error
    if parts.scheme not in WEB_PORTS:
        raise Refused(f"not http or https: {parts.scheme or 'no scheme'}")
    if "@" in parts.netloc:
        raise Refused("address with a user's name in it")
    port = WEB_PORTS[parts.scheme] if port is None else port
    if port not in WEB_PORTS.values() and port not in policy.ports:
        raise Refused(f"port {port} is not among the ports that the crisis file allows")
    path = quote(parts.path or "/", safe="/:@!$&'()*+,;=~%-._")
    query = quote(parts.query, safe="/:@!$&'()*+,;=~%-._?[]|{}^`")
    return Target(scheme=parts.scheme, host=host, port=port, path=path + (f"?{query}" if query else ""))


def _host(name: str) -> str:
    """Return a host as it is asked for: in ASCII, without a closing full stop; raise ValueError for none."""
    if not name or "%" in name:
        raise ValueError("no host" if not name else "a host with a zone")
    if ":" in name:
        return str(ipaddress.IPv6Address(name))
    host = name.encode("idna").decode("ascii").casefold()
    if len(host) > 253 or not _HOST_NAME.fullmatch(host):
        raise ValueError(f"{name[:60]!r} is no host")
    return host.rstrip(".")


def next_target(here: Target, location: str, policy: Policy) -> Target:
    """Look at where an answer redirects to; raise Refused, also for a step down from https to http."""
    if not location.strip():
        raise Refused("redirected to nowhere")
    try:
        there = target_of(urljoin(here.url, location.strip()).partition("#")[0], policy)
    except ValueError as error:
        raise Refused(f"redirected to no address: {error}") from error
    except Refused as error:
        raise Refused(f"redirected: {error}") from error
    if here.scheme == "https" and there.scheme == "http":
        raise Refused("redirected from https down to http")
    return there


def checked(host: str, found: Sequence[str], policy: Policy) -> tuple[str, ...]:
    """Return the machines that a name stands for, each once; one that may not be asked refuses the whole name."""
    addresses = []
    for text in dict.fromkeys(found):
        try:
            address = ipaddress.ip_address(text.partition("%")[0])
        except ValueError as error:
            raise Refused(f"{host} has the record {text[:60]!r}, which is no address") from error
        if not (is_public(address) or any(address in network for network in policy.networks)):
            named = host if host == str(address) else f"{host} is {address}, which"
            raise Refused(f"{named} is not on the public network, nor among the networks that the crisis file allows")
        addresses.append(str(address))
    if not addresses:
        raise Refused(f"{host} has no address")
    return tuple(addresses)


def is_public(address: IpAddress) -> bool:
    """Tell whether an address is of a machine on the public network."""
    return address.is_global and not address.is_multicast and not any(address in network for network in _CLOSED)
