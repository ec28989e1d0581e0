"""Where things come from: sources, items as received, and what could not be used."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from dayline.model.checks import require, require_aware

SourceId = NewType("SourceId", str)
ItemId = NewType("ItemId", str)

SourceKind = Literal["feed", "page", "telegram", "statements", "agency", "list", "archive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One outlet, channel or body that publishes; or, of kind "list", a list of what others publish.

    ``side`` is whose voice it is in the crisis ("" for none), ``tier`` its weight: 1 official or agency,
    2 paper of record, 3 other. ``addresses`` are the other addresses under which items of it may come.
    ``names`` are the ways in which others credit it ("Reuters", "RTRS"). ``links`` is the CSS selector of the links
    to articles on its front page ("" where they are found by their shape). ``home`` is where it sits
    ("Lviv, UA"). ``key`` names the environment variable that holds the key by which a list knows who asks ("" for
    none).
    """

    id: SourceId
    name: str
    kind: SourceKind = "feed"
    url: str = ""
    language: str = "en"
    side: str = ""
    tier: int = 3
    licence: str = ""
    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    links: str = ""
    home: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        require(bool(self.id and self.name), "Source: id and name must not be empty")
        require(self.tier in (1, 2, 3), f"Source {self.id}: tier must be 1, 2 or 3, not {self.tier}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """Bytes exactly as received; ``sha256`` is theirs (hexadecimal), ``name`` where they lay in the input.

    ``told`` is what led to them says of them, as a JSON object: the entry of the feed that a page belongs to.
    """

    source_id: SourceId
    url: str
    content: bytes
    media_type: str
    fetched_at: datetime
    sha256: str
    name: str = ""
    told: str = ""

    def __post_init__(self) -> None:
        require_aware(self.fetched_at, "RawItem.fetched_at")
        require(len(self.sha256) == 64, "RawItem: sha256 must be 64 hexadecimal characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An item that a stage could not use: which, at which stage, a short reason, and the detail."""

    item_id: str
    stage: str
    reason: str
    detail: str = ""
