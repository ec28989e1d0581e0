"""Collecting: what is known of each address that is asked, and what each asking brought."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dayline.model.checks import require, require_aware
from dayline.model.source import ItemId, SourceId

# what an address is: a source's own, or a page that one of its items leads to
AddressRole = Literal["source", "page"]
# what asking brought: something to read, what was there already, or nothing
Outcome = Literal["new", "same", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressState:
    """One address of a source: when to ask next (None for never again), and what came of asking before.

    ``told`` is what led here says of the page, and what an index of sitemaps names, as a JSON object ("" for nothing).
    ``sha256``, ``etag`` and ``last_modified`` are of the last good answer; ``changed_at`` is when that was first seen.
    ``failures`` counts those in a row, ``error`` says the last in words ("" after a success). ``moved_to`` is where the
    address has gone for good. ``gap`` is the usual time between two of its new items, in seconds (0 where that is not
    known yet); ``visits`` the good answers so far. ``oldest`` is the time of the oldest item in the last good answer.
    Where that was later than the look before, items may have come and gone between ``missed_since`` and
    ``missed_until``.
    """

    url: str
    source_id: SourceId
    role: AddressRole
    next_at: datetime | None
    told: str = ""
    tried_at: datetime | None = None
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None
    failures: int = 0
    visits: int = 0
    error: str = ""
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    moved_to: str = ""
    gap: float = 0.0
    oldest: datetime | None = None
    missed_since: datetime | None = None
    missed_until: datetime | None = None

    def __post_init__(self) -> None:
        require(bool(self.url), "AddressState: no address")
        for name in ("next_at", "tried_at", "succeeded_at", "changed_at", "oldest", "missed_since", "missed_until"):
            require_aware(getattr(self, name), f"AddressState.{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One asking: what came, when, how large, and where the record of it lies (``warc`` file and offset).

    ``sha256`` is of the content received ("" where none was); ``documents`` how many new ones it gave; until it is
    ``settled``, what came is kept but not read yet. ``reason`` says in words why nothing came; where something did, it
    says what of it may be missing, and where the address has moved to.
    """

    id: str
    source_id: SourceId
    url: str
    role: AddressRole
    at: datetime
    outcome: Outcome
    status: int = 0
    reason: str = ""
    size: int = 0
    sha256: str = ""
    warc: str = ""
    offset: int = 0
    documents: int = 0
    settled: bool = True

    def __post_init__(self) -> None:
        require_aware(self.at, "Fetch.at")
        require(self.settled or bool(self.sha256), f"Fetch {self.id}: nothing to settle")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """An item that its source gives no more: when that was noticed, and by what, in words."""

    item_id: ItemId
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        require_aware(self.at, "TakenDown.at")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """What a site asks of robots: ``text`` is its robots.txt.

    Where it is not ``is_open``, nothing may be asked, and ``text`` says why that could not be read.
    """

    origin: str
    is_open: bool
    text: str = ""
