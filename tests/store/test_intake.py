"""What comes in is kept once, with its earliest facts, whatever the order."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.errors import ArchiveError
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.model.source import RawItem, Rejected
from dayline.model.story import Relevance
from dayline.store import Added, Archive

Receive = Callable[..., tuple[RawItem, Document]]

DAY = "2031-05-04"
MORNING = datetime(2031, 5, 4, 9, tzinfo=UTC)
NOON = MORNING + timedelta(hours=3)


def exported(archive: Archive) -> str:
    stream = io.StringIO()
    archive.export(stream)
    return stream.getvalue()


def test_adding_counts_what_is_new(archive: Archive, receive: Receive) -> None:
    raw, document = receive()
    bad = Rejected(item_id="a:3", stage="clean", reason="not JSON")
    assert archive.add([raw], [(document, DAY)], [bad]) == Added(raw=1, documents=1, rejected=1)
    assert archive.document(document.id) == document
    assert archive.raw(raw.sha256) == raw
    assert list(archive.rejected()) == [bad]


def test_adding_again_adds_nothing(archive: Archive, receive: Receive) -> None:
    raw, document = receive()
    bad = Rejected(item_id="a:3", stage="clean", reason="not JSON")
    archive.add([raw, raw], [(document, DAY), (document, DAY)], [bad, bad])
    before = exported(archive)
    assert archive.add([raw], [(document, DAY)], [bad]) == Added()
    assert exported(archive) == before


def test_another_detail_is_another_rejection(archive: Archive) -> None:
    records = [Rejected(item_id="a:3", stage="clean", reason="not JSON", detail=detail) for detail in "ab"]
    assert archive.add([], [], records).rejected == 2


def test_a_changed_article_is_a_new_version(archive: Archive, receive: Receive) -> None:
    first, second = receive(at=NOON, text="Nine houses."), receive(at=MORNING, text="Six houses.")
    archive.add([first[0], second[0]], [(first[1], DAY), (second[1], DAY)])
    assert archive.versions(first[1].item_id) == (second[1], first[1])


@pytest.mark.parametrize("later_first", [True, False])
def test_the_earliest_fetch_is_kept(archive: Archive, receive: Receive, later_first: bool) -> None:
    early = receive(at=MORNING, raw="page", byline="Ann Vale")
    late = receive(at=NOON, raw="page", byline="Vale, Ann", published_at=NOON)
    for raw, document in [late, early] if later_first else [early, late]:
        archive.add([raw], [(document, DAY)])
    assert archive.document(early[1].id) == early[1]
    assert archive.raw(early[0].sha256) == early[0]
    assert archive.count() == 1


def test_earlier_facts_move_the_document_in_time(archive: Archive, receive: Receive) -> None:
    other = receive(item="other", published_at=MORNING - timedelta(hours=5))
    late = receive(at=NOON, raw="page", published_at=MORNING)
    early = receive(at=MORNING, raw="page", published_at=MORNING - timedelta(hours=9))
    archive.add([other[0], late[0]], [(other[1], DAY), (late[1], DAY)])
    assert [found.item_id for found in archive.documents()] == ["item-other", "item-orsk"]
    archive.add([early[0]], [(early[1], "2031-05-03")])
    assert [found.item_id for found in archive.documents()] == ["item-orsk", "item-other"]
    assert archive.days() == [("2031-05-03", 1), (DAY, 1)]


def test_earlier_facts_forget_what_was_derived(archive: Archive, receive: Receive) -> None:
    late, early = receive(at=NOON, raw="page"), receive(at=MORNING, raw="page")
    archive.add([late[0]], [(late[1], DAY)])
    ids = [late[1].id]

    def derive() -> None:
        archive.put_annotations("1", [Annotations(document_id=ids[0], language="en")])
        archive.put_relevance("1", [Relevance(document_id=ids[0], score=1.0)])

    derive()
    archive.add([late[0]], [(late[1], DAY)])
    assert archive.unannotated("1", ids) == archive.without_relevance("1", ids) == []
    archive.add([early[0]], [(early[1], DAY)])
    assert archive.unannotated("1", ids) == archive.without_relevance("1", ids) == ids


def test_the_same_facts_with_another_day_move_the_document(archive: Archive, receive: Receive) -> None:
    raw, document = receive()
    archive.add([raw], [(document, DAY)])
    assert archive.add([raw], [(document, "2031-05-05")]) == Added()
    assert archive.days() == [("2031-05-05", 1)]


@pytest.mark.parametrize("day", ["Day 4", "20310504", "2031-W18-7", "2031-13-01"])
def test_what_is_no_date_is_refused(archive: Archive, receive: Receive, day: str) -> None:
    raw, document = receive()
    with pytest.raises(ArchiveError, match="not a date"):
        archive.add([raw], [(document, day)])
    assert archive.count() == 0


def test_a_document_without_its_raw_item_is_refused_with_the_whole_batch(
    archive: Archive, receive: Receive
) -> None:
    whole, lone = receive(item="whole", raw="x"), receive(item="lone", raw="y")
    with pytest.raises(ArchiveError, match="would rest on a raw item or document that the archive does not"):
        archive.add([whole[0]], [(whole[1], DAY), (lone[1], DAY)])
    assert archive.count() == 0
    assert '"table"' not in exported(archive)


def test_large_batches_are_added(archive: Archive, receive: Receive) -> None:
    received = [receive(item=f"item {number}") for number in range(1201)]
    added = archive.add(
        [raw for raw, _ in received],
        [(document, DAY) for _, document in received],
        [Rejected(item_id=f"a:{number}", stage="clean", reason="empty") for number in range(1201)],
    )
    assert added == Added(raw=1, documents=1201, rejected=1201)


@given(raw=st.from_type(RawItem), document=st.from_type(Document), bad=st.from_type(Rejected))
@settings(max_examples=60)
def test_the_store_returns_what_it_was_given(
    shared: Archive, raw: RawItem, document: Document, bad: Rejected
) -> None:
    changed = {name: getattr(document, name) for name in Document.__slots__} | {"raw_sha256": raw.sha256}
    known = {found.id for found in shared.documents(latest_only=False)}
    document = Document(**changed)
    shared.add([raw], [(document, "")], [bad])
    if document.id not in known:
        assert shared.document(document.id) == document
        assert shared.find_given(document.given_id)[-1].given_id == document.given_id
    assert shared.raw(raw.sha256).content == raw.content
    assert bad in list(shared.rejected())


@pytest.fixture(scope="module")
def shared(new_archive: Callable[[], Archive]) -> Any:
    """Give one archive to all examples of a property."""
    with new_archive() as archive:
        yield archive


sightings = st.lists(
    st.tuples(
        st.sampled_from(["orsk", "velm"]), st.sampled_from(["Six houses.", "Nine houses."]),
        st.integers(0, 2), st.sampled_from(["", "Ann Vale", "A. Vale"]), st.sampled_from(["a.html", "b.html"]),
    ), min_size=1, max_size=8,
)  # fmt: skip


@given(sightings, st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=25)
def test_the_order_of_imports_does_not_matter(
    new_archive: Callable[[], Archive], receive: Receive, seen: list[Any], chance: Any, size: int
) -> None:
    received = []
    for item, body, hour, byline, name in seen:
        raw, document = receive(item=item, text=body, at=MORNING + timedelta(hours=hour), byline=byline)
        raw = RawItem(**{field: getattr(raw, field) for field in RawItem.__slots__} | {"name": name})
        received.append((raw, document, (document.fetched_at + timedelta(days=hour)).date().isoformat()))
    exports = []
    for _ in range(2):
        with new_archive() as archive:
            for start in range(0, len(received), size):
                part = received[start : start + size]
                bad = [Rejected(item_id=raw.name, stage="clean", reason="empty") for raw, _, _ in part]
                archive.add([raw for raw, _, _ in part], [(found, day) for _, found, day in part], bad)
            exports.append(exported(archive))
        received = received * 2
        chance.shuffle(received)
    assert exports[0] == exports[1]
