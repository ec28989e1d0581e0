"""Gaps: what a source's answer does not reach back to, and the pages of older items that may close it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Self

from dayline.ingest import kinds
from dayline.model.collection import AddressState
from dayline.model.document import Document
from dayline.model.source import RawItem
from dayline.store.archive import Archive

# dated items from which on an answer that begins after the last look has left some out: fewer may be all there are
LEAST_TO_REACH = 5
# pages of older items that are asked for in a row: some twenty messages of a channel, ten to a hundred of a feed
MOST_PAGES_BACK = 20
# entries that feeds keep at their top for weeks: that they were known says nothing of those below
PINNED = 2
# entries from before the last look by whose dates a feed reaches back: a single one may have been dated back
LEAST_OLDER = 2

# what is said of items where a search ends without having reached back
MAY_BE_MISSING = "may be missing: what came after did not reach further back"
_MOMENTS = ("since", "begun", "reached")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search back through older pages for what was there ``since``, with ``left`` pages more to ask for.

    ``begun`` is when the source's own address ``at`` was asked, ``reached`` the time of the oldest item seen since.
    """

    since: datetime
    begun: datetime
    reached: datetime
    at: str
    left: int = MOST_PAGES_BACK

    @classmethod
    def of(cls, state: AddressState) -> Self | None:
        """Return the search by which an address was found, None where it was found otherwise."""
        told = json.loads(state.told or "{}")
        if not {*_MOMENTS, "at", "left"} <= told.keys():
            return None
        moments = {name: datetime.fromisoformat(told[name]) for name in _MOMENTS}
        return cls(**moments, at=told["at"], left=told["left"])

    def further(self, url: str, state: AddressState, moment: datetime) -> AddressState:
        """Return the next page to ask for."""
        told = {name: getattr(self, name).isoformat() for name in _MOMENTS} | {"at": self.at, "left": self.left - 1}
        return AddressState(url=url, source_id=state.source_id, role="page", next_at=moment, told=json.dumps(told))

    def in_words(self, zone: tzinfo) -> str:
        """Return which items may be missing where the search ends here."""
        begin, end = (f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in (self.since, self.reached))
        return f"items between {begin} and {end} {MAY_BE_MISSING}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What an answer's reaching back shows: the older page to ask for, or the search that ends with a gap."""

    page: AddressState | None = None
    gap: Search | None = None


def followed_back(
    archive: Archive, state: AddressState, item: RawItem, documents: Sequence[Document], older: str
) -> Back:
    """Look at whether an answer reaches back to the last one before; ``older`` is the page that a feed names."""
    search = Search.of(state)
    if state.role == "source" and state.succeeded_at:
        search = Search(since=state.succeeded_at, begun=item.fetched_at, reached=item.fetched_at, at=state.url)
    times = [d.published_at for d in documents if d.published_at and d.published_confidence == "time"]
    if search is None or not documents or item.media_type not in (kinds.PREVIEW, kinds.FEED):
        return Back()
    since = search.since
    search = replace(search, reached=min((time for time in times if time > since), default=since))
    is_whole = len(times) < LEAST_TO_REACH
    if item.media_type == kinds.PREVIEW:
        oldest = min(documents, key=lambda document: int(document.given_id.rpartition("/")[2]))
        has_all = is_whole or min(times) <= since
        older = f"{item.url.partition('?')[0]}?before={oldest.given_id.rpartition('/')[2]}"
    else:
        # the end of its pages is the end of what a feed has; without pages, few entries may be all there are
        is_end = not older and (state.role == "page" or is_whole)
        has_all = is_end or _reaches(archive, search, documents)
    if has_all:
        return Back()
    if older and search.left > 0:
        return Back(page=search.further(older, state, item.fetched_at))
    return Back(gap=search)


def _reaches(archive: Archive, search: Search, documents: Sequence[Document]) -> bool:
    """Tell whether an entry of a feed was known before the search began, or is older than what is searched for."""
    below = documents[PINNED:] if len(documents) > 2 * PINNED else documents
    times = [d.published_at for d in below if d.published_at and d.published_confidence == "time"]
    older = sum(time <= search.since for time in times)
    return older >= LEAST_OLDER or bool(archive.items_known({document.item_id for document in below}, search.begun))
