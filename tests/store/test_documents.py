"""Documents come back in order of time, one version an item, streaming."""

import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dayline.errors import ArchiveError
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.store import Archive
from dayline.store.documents import DOCUMENTS_PAGE

Receive = Callable[..., tuple[RawItem, Document]]

FIRST = datetime(2031, 5, 4, 6, tzinfo=UTC)


def put(archive: Archive, *received: tuple[RawItem, Document], day: str | None = None) -> None:
    days = [day if day is not None else found.fetched_at.date().isoformat() for _, found in received]
    archive.add(
        [raw for raw, _ in received],
        [(document, day) for (_, document), day in zip(received, days, strict=True)],
    )


def hours(archive: Archive, **options: Any) -> list[str]:
    return [document.text for document in archive.documents(**options)]


def test_documents_come_by_time_of_publication_or_else_of_fetching_then_id(
    archive: Archive, receive: Receive
) -> None:
    late = receive(item="late", text="late", published_at=FIRST + timedelta(hours=9))
    undated = receive(
        item="undated",
        text="undated",
        published_at=None,
        published_confidence="low",
        at=FIRST + timedelta(hours=2),
    )
    twins = [receive(item=f"twin {number}", text=f"twin {number}", published_at=FIRST) for number in range(5)]
    put(archive, late, undated, *twins)
    in_order = [document for _, document in sorted(twins, key=lambda twin: twin[1].id)]
    assert list(archive.documents()) == [*in_order, undated[1], late[1]]


def test_pages_join_without_gap_or_repeat(archive: Archive, receive: Receive) -> None:
    received = [
        receive(item=f"{number}", published_at=FIRST + timedelta(minutes=number // 7))
        for number in range(2 * DOCUMENTS_PAGE + 5)
    ]
    put(archive, *received)
    expected = sorted((document.published_at, document.id) for _, document in received)
    assert [(document.published_at, document.id) for document in archive.documents()] == expected
    exactly = list(archive.documents(latest_only=False))[:DOCUMENTS_PAGE]
    assert len({document.id for document in exactly}) == DOCUMENTS_PAGE


@pytest.fixture
def revised(archive: Archive, receive: Receive) -> Archive:
    """Give an archive with an item of three versions, published on two days, and one of a single version."""
    for hour, text in enumerate(("six", "nine", "ten")):
        put(
            archive,
            receive(text=text, at=FIRST + timedelta(hours=hour)),
            day="2031-05-04" if text != "ten" else "2031-05-05",
        )
    put(archive, receive(item="velm", text="velm", at=FIRST + timedelta(hours=1)))
    return archive


def test_one_version_an_item_is_given_unless_all_are_wanted(revised: Archive) -> None:
    assert sorted(hours(revised)) == ["ten", "velm"]
    assert sorted(hours(revised, latest_only=False)) == ["nine", "six", "ten", "velm"]


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(-1, []), (0, ["six"]), (1, ["nine", "velm"]), (1.5, ["nine", "velm"]), (2, ["ten", "velm"])],
)
def test_the_version_is_the_last_fetched_by_then(revised: Archive, hour: float, expected: list[str]) -> None:
    assert sorted(hours(revised, seen_before=FIRST + timedelta(hours=hour))) == expected


def test_superseded_versions_are_given_with_the_latest(revised: Archive) -> None:
    texts = {document.id: document.text for document in revised.documents(latest_only=False)}
    found = {texts[old]: texts[new] for old, new in revised.superseded().items()}
    assert found == {"six": "ten", "nine": "ten"}


def test_nothing_fetched_later_is_given(revised: Archive) -> None:
    seen_before = FIRST + timedelta(hours=1)
    assert sorted(hours(revised, latest_only=False, seen_before=seen_before)) == ["nine", "six", "velm"]


def test_days_are_of_the_version_that_is_given(revised: Archive) -> None:
    assert hours(revised, day="2031-05-04") == ["velm"]
    assert hours(revised, day="2031-05-05") == ["ten"]
    noon = FIRST + timedelta(hours=1)
    assert sorted(hours(revised, day="2031-05-04", seen_before=noon)) == ["nine", "velm"]
    assert sorted(hours(revised, days=("2031-05-04", "2031-05-05"))) == ["ten", "velm"]
    assert hours(revised, days=("2031-05-06", "2031-05-09")) == []


def test_documents_of_no_known_day_are_asked_for_by_the_empty_day(archive: Archive, receive: Receive) -> None:
    put(archive, receive(item="dated", text="dated"))
    put(archive, receive(item="undated", text="undated"), day="")
    assert hours(archive, day="") == ["undated"]
    assert archive.days() == [("2031-05-04", 1)]


def test_a_day_must_be_a_date(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="not a date"):
        list(archive.documents(day="4 May"))


def test_the_key_of_documents_changes_with_them_only(archive: Archive, receive: Receive) -> None:
    put(archive, receive(at=FIRST + timedelta(hours=3), raw="page"))
    key = archive.documents_key(day="2031-05-04")
    put(archive, receive(item="velm", at=FIRST + timedelta(days=1)))
    assert archive.documents_key(day="2031-05-04") == key
    put(archive, receive(at=FIRST, raw="page"))
    assert archive.documents_key(day="2031-05-04") != key


def test_a_document_can_be_found_by_the_id_it_was_given(archive: Archive, receive: Receive) -> None:
    first, second = receive(given_id="a-1"), receive(item="velm", given_id="a-1", at=FIRST)
    put(archive, first, second, receive(item="other", given_id="a-2"))
    assert archive.find_given("a-1") == (second[1], first[1])
    assert archive.find_given("a-3") == ()


def test_what_is_not_there_is_said(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="no document 0123"):
        archive.document("0123")
    with pytest.raises(ArchiveError, match="no raw item 4567"):
        archive.raw("4567")
    assert archive.documents_by_id(["0123"]) == {}
    assert archive.versions("none") == ()


def test_documents_are_fetched_by_id(archive: Archive, receive: Receive) -> None:
    received = [receive(item=f"{number}", raw="all") for number in range(3)]
    put(archive, *received)
    wanted = [document.id for _, document in received[1:]]
    assert archive.documents_by_id(wanted) == {document.id: document for _, document in received[1:]}


def test_a_damaged_raw_item_is_said(
    archive: Archive, receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, document = receive()
    with monkeypatch.context() as patched:
        patched.setattr(zlib, "compress", lambda content, level: b"cut")
        put(archive, (raw, document))
    with pytest.raises(ArchiveError, match="is damaged"):
        archive.raw(raw.sha256)


def test_rejections_come_in_order_and_limited(archive: Archive) -> None:
    records = [
        Rejected(item_id=item, stage=stage, reason="r") for item in "ab" for stage in ("clean", "ingest")
    ]
    archive.add([], [], records[::-1])
    assert list(archive.rejected()) == records
    assert list(archive.rejected(limit=3)) == records[:3]


def test_an_archive_can_be_written_to_while_it_is_read(archive: Archive, receive: Receive) -> None:
    put(archive, *(receive(item=f"{number}", raw="all") for number in range(2)))
    for document in archive.documents():
        archive.add([], [(document, "2031-05-09")])
    for record in archive.rejected():
        archive.add([], [], [record])
    assert archive.days() == [("2031-05-09", 2)]


def test_streaming_takes_the_memory_of_a_page(archive: Archive, receive: Receive) -> None:
    text = "The dam holds. " * 1000
    for start in range(0, 10 * DOCUMENTS_PAGE, DOCUMENTS_PAGE):
        put(
            archive,
            *(
                receive(item=f"{number}", text=f"{number} {text}", raw="all")
                for number in range(start, start + DOCUMENTS_PAGE)
            ),
        )
    tracemalloc.start()
    count = sum(1 for _ in archive.documents())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 10 * DOCUMENTS_PAGE
    assert peak < 3 * DOCUMENTS_PAGE * len(text)
