"""What collecting leaves in an archive, on every database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.errors import ArchiveError
from dayline.model.collection import AddressState, Fetch, RobotsRules
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, SourceId
from dayline.store import Added, Archive

Receive = Callable[..., tuple[RawItem, Document]]

DAY = "2031-05-04"
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
SOURCE = SourceId("orsk-post")


def state(url: str = "https://orsk.example/feed", **changes: object) -> AddressState:
    """Return the state of an address that is due at noon."""
    return replace(AddressState(url=url, source_id=SOURCE, role="source", next_at=NOON), **changes)  # type: ignore[arg-type]


def fetch(name: str = "f1", **changes: object) -> Fetch:
    """Return an asking at noon."""
    made = Fetch(id=name, source_id=SOURCE, url="https://orsk.example/feed", role="source", at=NOON, outcome="new")
    return replace(made, **changes)  # type: ignore[arg-type]


def test_what_is_received_is_there_before_it_is_settled(archive: Archive, receive: Receive) -> None:
    raw, document = receive()
    raw = replace(raw, told='{"headline": "Дамба"}')
    waiting = fetch(sha256=raw.sha256, settled=False)
    archive.receive(raw, waiting)
    assert archive.raw(raw.sha256) == raw
    assert archive.unsettled() == [waiting]
    bad = Rejected(item_id="a:3", stage="clean", reason="not JSON")
    assert archive.settle(waiting, [state()], [(document, DAY)], [bad]) == Added(documents=1, rejected=1)
    assert archive.unsettled() == []
    assert list(archive.fetches(NOON, NOON + timedelta(seconds=1))) == [replace(waiting, settled=True, documents=1)]
    assert archive.settle(waiting, [state()], [(document, DAY)], [bad]) == Added()


def test_settling_happens_whole_or_not_at_all(archive: Archive, receive: Receive) -> None:
    _, document = receive(item="another", raw="never received")
    with pytest.raises(ArchiveError):
        archive.settle(fetch(), [state()], [(document, DAY)])
    assert archive.addresses([state().url]) == {}
    assert not list(archive.fetches(NOON, NOON + timedelta(days=1)))


def test_an_address_has_the_state_that_was_set_last(archive: Archive) -> None:
    archive.settle(fetch(), [state(), state("https://orsk.example/b", error="a")])
    archive.settle(fetch(), [state(failures=3, error="the server answered 503")])
    urls = ["https://orsk.example/feed", "https://orsk.example/b", "https://orsk.example/c"]
    found = archive.addresses(urls)
    assert {url: one.error for url, one in found.items()} == {urls[0]: "the server answered 503", urls[1]: "a"}


def test_due_addresses_come_in_the_order_of_their_waiting(archive: Archive) -> None:
    moments = {"a": NOON, "b": NOON - timedelta(hours=1), "c": NOON + timedelta(seconds=1), "d": None}
    archive.settle(fetch(), [state(f"https://orsk.example/{name}", next_at=at) for name, at in moments.items()])
    archive.settle(fetch(), [state("https://orsk.example/page", role="page", next_at=NOON)])
    assert [one.url[-1] for one in archive.due_addresses(NOON, "source")] == ["b", "a"]
    assert [one.url[-4:] for one in archive.due_addresses(NOON, "page")] == ["page"]


def test_askings_are_streamed_by_time(archive: Archive) -> None:
    for name, hours in (("late", 2), ("early", -2), ("noon", 0)):
        archive.settle(fetch(name, at=NOON + timedelta(hours=hours), outcome="failed", reason="down", status=503), [])
    assert [one.id for one in archive.fetches(NOON - timedelta(days=1), NOON + timedelta(hours=2))] == [
        "early",
        "noon",
    ]


def test_the_last_record_of_a_file_is_known(archive: Archive) -> None:
    assert archive.warc_end("a.warc.gz") == 0
    for number, offset in enumerate((0, 9_000_000_000, 70)):
        archive.settle(fetch(f"f{number}", warc="a.warc.gz", offset=offset), [])
    assert archive.warc_end("a.warc.gz") == 9_000_000_000


def test_documents_are_counted_by_source(archive: Archive, receive: Receive) -> None:
    assert archive.source_counts() == {}
    raw, document = receive()
    archive.add([raw], [(document, DAY)])
    assert archive.source_counts() == {document.source_id: (1, document.published_at or document.fetched_at)}


def test_what_sites_ask_is_kept(archive: Archive) -> None:
    archive.put_robots(RobotsRules(origin="https://orsk.example", is_open=False), NOON)
    rules = RobotsRules(origin="https://orsk.example", is_open=True, text="User-agent: *\nDisallow: /Ж\n")
    archive.put_robots(rules, NOON + timedelta(hours=1))
    assert archive.robots() == {"https://orsk.example": (rules, NOON + timedelta(hours=1))}
    archive.forget_robots(NOON + timedelta(hours=1))
    assert len(archive.robots()) == 1
    archive.forget_robots(NOON + timedelta(hours=2))
    assert archive.robots() == {}


MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))
STATES = st.builds(AddressState, url=st.text(min_size=1, max_size=200), next_at=MOMENTS, tried_at=MOMENTS,
                   succeeded_at=MOMENTS, changed_at=MOMENTS)  # fmt: skip


@settings(max_examples=30)
@given(made=STATES)
def test_any_state_comes_back_as_it_was(new_location: Callable[[], str], made: AddressState) -> None:
    with Archive.open(new_location()) as archive:
        archive.settle(fetch(), [made])
        assert archive.addresses([made.url]) == {made.url: made}
