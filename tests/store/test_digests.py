"""Digests, decisions and notes come back as they were."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.model.digest import Digest
from dayline.model.document import DocumentId
from dayline.model.review import Decision, StoryDecision
from dayline.store import Archive


@pytest.fixture(scope="module")
def shared(new_archive: Callable[[], Archive]) -> Iterator[Archive]:
    """Give one archive to all examples of a property."""
    with new_archive() as archive:
        yield archive


@given(st.from_type(Digest), st.text(max_size=5))
@settings(max_examples=40)
def test_a_digest_comes_back_equal(shared: Archive, digest: Digest, key: str) -> None:
    shared.put_digest(digest, key)
    assert shared.digest(digest.crisis_id, digest.day) == digest
    assert shared.digest_key(digest.crisis_id, digest.day) == key
    days = [found.day for found in shared.digests(digest.crisis_id)]
    assert days == sorted(set(days))


@given(st.from_type(Digest))
@settings(max_examples=5)
def test_a_digest_replaces_the_one_before(shared: Archive, digest: Digest) -> None:
    digest = replace(digest, crisis_id="flood")
    shared.put_digest(digest, "old")
    again = replace(digest, withheld=(("a line", "no evidence"),))
    shared.put_digest(again, "new")
    assert shared.digest("flood", digest.day) == again
    assert shared.digest_key("flood", digest.day) == "new"
    assert again in list(shared.digests("flood"))


@given(st.from_type(Digest))
@settings(max_examples=5)
def test_a_day_with_nothing_to_print_has_a_key_and_no_digest(shared: Archive, digest: Digest) -> None:
    digest = replace(digest, crisis_id="drought")
    shared.put_digest(digest, "old")
    shared.put_empty_day("drought", digest.day, digest.date, "new")
    assert shared.digest("drought", digest.day) is None
    assert shared.digest_key("drought", digest.day) == "new"
    assert (digest.day, digest.date) in shared.empty_days("drought")
    assert digest.day not in [found.day for found in shared.digests("drought")]
    shared.put_digest(digest, "again")
    assert shared.empty_days("drought") == []
    shared.put_empty_day("drought", digest.day, digest.date, "new")
    stream = StringIO()
    shared.export(stream)
    assert '"input_key":"new","payload":null' in stream.getvalue()
    shared.put_digest(digest, "last")


def test_what_is_not_there_is_none(archive: Archive) -> None:
    assert archive.digest("flood", 1) is None
    assert archive.digest_key("flood", 1) is None
    assert list(archive.digests("flood")) == []
    assert archive.decisions("flood", 1) == ()
    assert archive.note("made") is None


@given(st.from_type(Decision))
@settings(max_examples=30)
def test_decisions_come_by_time_and_once(new_archive: Callable[[], Archive], decision: Decision) -> None:
    later = replace(decision, at=decision.at + timedelta(seconds=1))
    with new_archive() as archive:
        for put in (later, decision, later):
            archive.put_decision("flood", 4, put)
        archive.put_decision("flood", 5, later)
        assert archive.decisions("flood", 4) == (decision, later)
        assert archive.decisions("flood", 5) == (later,)


def test_decisions_on_stories_are_of_no_day(archive: Archive) -> None:
    at = datetime(2031, 5, 4, 8, tzinfo=UTC)
    made = StoryDecision(
        by="A", at=at, action="split", documents=(DocumentId("a"),), since=date(2031, 5, 3), reason="another dam"
    )
    later = replace(made, at=at + timedelta(hours=1), reason="the same dam")
    for put in (later, made, later):
        archive.put_story_decision("lake", put)
    assert archive.story_decisions("lake") == (made, later)
    assert archive.story_decisions("flood") == ()
    assert archive.decisions("lake", 1) == ()


def test_notes_are_replaced(archive: Archive) -> None:
    for value in ("a", "b\0"):
        archive.put_note("configuration", value)
    assert archive.note("configuration") == "b\0"


@given(st.from_type(Digest))
@settings(max_examples=5)
def test_what_was_issued_first_stays(shared: Archive, digest: Digest) -> None:
    digest = replace(digest, crisis_id=f"issued {digest.day} {digest.title.text}")
    at = digest.cutoff.astimezone(UTC)
    shared.issue(digest.crisis_id, digest.day, at)
    assert shared.issued(digest.crisis_id, digest.day) is None
    shared.put_digest(digest, "first")
    shared.issue(digest.crisis_id, digest.day, at)
    shared.put_digest(replace(digest, withheld=(("a", "b"),)), "second")
    shared.issue(digest.crisis_id, digest.day, at + timedelta(microseconds=1))
    assert shared.issued(digest.crisis_id, digest.day) == digest
    assert shared.issued_days(digest.crisis_id) == {digest.day: at}


def test_letters_are_noted_with_their_last_state(archive: Archive) -> None:
    at = datetime(2026, 5, 14, tzinfo=UTC)
    archive.put_delivery("flood", 6, "hash one", "begun", at)
    archive.put_delivery("flood", 6, "hash two", "begun", at)
    archive.put_delivery("flood", 6, "hash one", "accepted", at, "250 OK")
    archive.put_delivery("flood", 7, "hash one", "refused", at, "550 \x00")
    assert archive.deliveries("flood", 6) == {"hash one": "accepted", "hash two": "begun"}
    assert archive.deliveries("flood", 7) == {"hash one": "refused"}
    stream = StringIO()
    archive.export(stream)
    assert "hash" not in {key for line in stream.getvalue().splitlines() for key in line.split('"')}
