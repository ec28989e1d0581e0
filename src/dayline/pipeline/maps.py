"""Indexes of sitemaps: which of their sitemaps are asked, how deep, and when again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from dayline.ingest.answers import SITEMAPS, Form
from dayline.ingest.front_pages import Link
from dayline.model.collection import AddressState
from dayline.store.archive import Archive

# indexes above a sitemap: a site has one, or one that names one a year
MOST_DEPTH = 2
# age of the oldest article in a followed sitemap that is asked for: an index leads to all that a site ever had
FRESH = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maps:
    """What an address has to do with indexes: how many are above it (0: it is a source's own), and what it names."""

    depth: int = 0
    named: tuple[str, ...] = ()

    @classmethod
    def of(cls, state: AddressState) -> Self:
        """Return what is kept with the state of an address."""
        told = json.loads(state.told or "{}")
        return cls(depth=told.get("depth", 0), named=tuple(told.get("sitemaps", ())))

    def kept_with(self, state: AddressState) -> AddressState:
        """Return the state of an address with this in it."""
        told = {name: value for name, value in (("depth", self.depth), ("sitemaps", self.named)) if value}
        return replace(state, told=json.dumps(told) if told else "")


def why_not(state: AddressState, form: Form) -> str:
    """Return why an answer of a form is of no use where an index has led to it, "" where it is of use."""
    if form.name not in SITEMAPS:
        return f"an index names it as a sitemap, and it gave a {form.name}"
    if form.name == "index of sitemaps" and Maps.of(state).depth >= MOST_DEPTH:
        return f"is an index of sitemaps below {MOST_DEPTH} others"
    return ""


def to_ask(
    archive: Archive, state: AddressState, moment: datetime, *, is_new: bool
) -> tuple[AddressState, ...]:
    """Return the sitemaps that an index names, to be asked with it; those that failed wait, or for a new index."""
    maps = Maps.of(state)
    held = archive.addresses(maps.named)
    states = []
    for url in maps.named:
        page = held.get(url) or AddressState(url=url, source_id=state.source_id, role="page", next_at=moment)
        known = Maps.of(page)
        # what stands as high or higher leads here: indexes may name each other
        is_above = page.role == "source" or 0 < known.depth <= maps.depth
        if is_above or (page.failures and not is_new):
            continue
        further = Maps(depth=maps.depth + 1, named=known.named).kept_with(page)
        states.append(replace(further, next_at=moment, failures=0))
    return tuple(states)


def fresh(links: Iterable[Link], moment: datetime) -> list[Link]:
    """Return the links of a followed sitemap to what is not older than some weeks, as far as they say."""
    oldest = (moment - FRESH).date().isoformat()
    return [link for link in links if not link.published or link.published[:10] >= oldest]
