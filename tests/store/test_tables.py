"""Values come back from the columns as they went in, and sort alike in every database."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dayline.model.document import Document
from dayline.model.source import RawItem
from dayline.store import Archive


@pytest.fixture(scope="module")
def shared(new_archive: Callable[[], Archive]) -> Iterator[Archive]:
    """Give one archive to all examples of a property."""
    with new_archive() as archive:
        yield archive


@given(st.text(st.characters(exclude_categories=())))
@example("\0 \ud83d\ude00 \U0010ffff \U0010ffff0000 \uffff")
@settings(max_examples=100)
def test_any_string_comes_back(shared: Archive, value: str) -> None:
    shared.put_note("value", value)
    assert shared.note("value") == value


def test_times_keep_their_microseconds_and_come_back_in_utc(
    archive: Archive, receive: Callable[..., tuple[RawItem, Document]]
) -> None:
    at = datetime(2031, 5, 4, 23, 30, 0, 123457, tzinfo=timezone(timedelta(hours=3)))
    before = datetime(1899, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    raw, document = receive(at=at, published_at=before)
    archive.add([raw], [(document, "")])
    stored = archive.document(document.id)
    assert (stored.fetched_at, stored.published_at) == (at, before)
    assert stored.fetched_at.utcoffset() == timedelta()
