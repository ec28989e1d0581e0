"""What could not be read for a day."""

from datetime import date, timedelta

from dayline.model.collection import Fetch
from dayline.model.crisis import Crisis
from dayline.store.archive import Archive


def failed_on(archive: Archive, crisis: Crisis, day: date) -> dict[str, str]:
    """Return the sources that were asked for the digest of a date and never answered: id to the last reason."""
    begin, end = crisis.cutoff_of(day - timedelta(days=1)), crisis.cutoff_of(day)
    last: dict[str, Fetch] = {}
    answered: set[str] = set()
    for fetch in archive.fetches(begin, end):
        if fetch.role == "source":
            last[fetch.source_id] = fetch
            if fetch.outcome != "failed":
                answered.add(fetch.source_id)
    return {source: fetch.reason for source, fetch in sorted(last.items()) if source not in answered}
