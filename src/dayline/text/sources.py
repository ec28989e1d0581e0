"""Who published this: from an address or a name to one of the configured sources."""

import re
from collections.abc import Iterator, Sequence

from dayline.model.source import Source, SourceId, SourceKind
from dayline.text.addresses import bare_address
from dayline.text.normalize import fold, squeeze

UNKNOWN = Source(id=SourceId("unknown"), name="unknown source")

# characters of what an input may say of its origin; more is no name
LONGEST_NAME = 500

# hosts that carry many publishers: there, the first part of the path says which
CARRIERS = frozenset({"t.me", "telegram.me", "feedburner.com", "youtube.com", "facebook.com", "twitter.com",
                      "x.com", "medium.com", "vk.com", "substack.com"})
# hosts that only pass on what others publish: there, the address of the item says who
RELAYS = frozenset({"feedproxy.google.com", "news.google.com", "feedburner.com", "web.archive.org"})

_SHARED_SUFFIX = re.compile(r"(?:co|com|gov|org|net|ac|edu|gob|gouv|in|go|or)\.[a-z]{2}")
_TELEGRAM_NAME = re.compile(r"@(\w{3,})")


class SourceBook:
    """The configured sources, found by address, by name, or by the address of an item."""

    def __init__(self, sources: Sequence[Source] = ()) -> None:
        """Index the sources; where two claim one address or name, the first keeps it."""
        self.sources = tuple(sources)
        self._by_address: dict[str, Source] = {}
        self._by_host: dict[str, list[tuple[str, Source]]] = {}
        self._by_name: dict[str, Source] = {}
        for source in self.sources:
            for name in (source.id, source.name, *source.names):
                self._by_name.setdefault(fold(name), source)
            for address in filter(None, map(bare_address, (source.url, *source.addresses))):
                self._by_address.setdefault(address, source)
                self._by_host.setdefault(_publisher_of(address), []).append((address, source))

    def find(self, address_or_name: str, url: str = "") -> Source:
        """Return the source of an item: a configured one, else one made from its host or name.

        ``address_or_name`` is what the input says of the origin (feed address, host, name, "@channel");
        ``url`` is the address of the item itself.
        """
        given = squeeze(address_or_name)[:LONGEST_NAME]
        if channel := _TELEGRAM_NAME.fullmatch(given):
            given = f"t.me/{channel[1]}"
        address, item_address = bare_address(given), bare_address(url)
        known = self._by_address.get(address) or self._by_name.get(fold(given)) if given else None
        known = known or self._near(address) or self._near(item_address)
        return known or _made_up(given, address, item_address)

    def _near(self, address: str) -> Source | None:
        """Return the configured source at the same publisher whose address shares most of its path."""
        for key in _publishers_of(address):
            if nearby := self._by_host.get(key):
                return max(nearby, key=lambda entry: _shared(entry[0], address))[1]
        return None


def _publisher_of(address: str) -> str:
    """Return the part of a bare address that tells publishers apart: its host, at carriers also a path."""
    host, _, path = address.partition("?")[0].partition("/")
    return f"{host}/{path.split('/')[0]}" if host in CARRIERS and path else host


def _publishers_of(address: str) -> Iterator[str]:
    """Yield the publisher of a bare address, then those of the hosts above it, shared suffixes left out."""
    publisher = _publisher_of(address)
    if not publisher or publisher in RELAYS:
        return
    yield publisher
    labels = publisher.split(".")
    if "/" in publisher:
        return
    for first in range(1, len(labels) - 1):
        above = ".".join(labels[first:])
        if above not in CARRIERS and not _SHARED_SUFFIX.fullmatch(above):
            yield above


def _shared(one: str, other: str) -> int:
    """Return how many parts two bare addresses share from the left."""
    pairs = zip(re.split(r"[/?&]", one), re.split(r"[/?&]", other), strict=False)
    shared = 0
    for a, b in pairs:
        if a != b:
            break
        shared += 1
    return shared


def _made_up(given: str, address: str, item_address: str) -> Source:
    """Return a source for a publisher that nobody configured."""
    if address.partition("/")[0] in RELAYS:
        address = item_address or address
    if given and not address:
        name_id = re.sub(r"\W+", "-", fold(given)).strip("-")
        return Source(id=SourceId(name_id), name=given) if name_id else UNKNOWN
    publisher = _publisher_of(address or item_address)
    if not publisher:
        return UNKNOWN
    kind: SourceKind = "telegram" if publisher.startswith("t.me/") else "feed"
    name = publisher.partition("/")[2] if kind == "telegram" else publisher
    return Source(id=SourceId(publisher), name=name, kind=kind, url=f"https://{publisher}")
