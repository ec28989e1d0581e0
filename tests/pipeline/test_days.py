"""Which digest a document belongs to, and which days a person may name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dayline.config import Settings, load
from dayline.errors import DayError
from dayline.model.crisis import Crisis, Pause
from dayline.model.document import Document
from dayline.pipeline.cleaning import day_of
from dayline.pipeline.importing import import_paths
from dayline.pipeline.run import parse_days
from dayline.store.archive import Archive
from dayline.text.fingerprints import document_id, item_id, sha256_hex

FETCHED_AT = datetime(2025, 5, 6, 6, tzinfo=UTC)
CRISIS = Crisis(
    id="sable", name="Sable eruption", first_day=date(2025, 5, 4), zone=ZoneInfo("Asia/Tokyo"), cutoff_hour=20
)


def document(**fields: Any) -> Document:
    """Return a document whose times are as given."""
    values: dict[str, Any] = {
        "id": document_id("s", "k", "h", ""), "item_id": item_id("s", "k"), "source_id": "s", "source_name": "S",
        "headline": "h", "text": "", "published_at": None, "published_confidence": "low", "fetched_at": FETCHED_AT,
        "sha256": sha256_hex(b""), "raw_sha256": sha256_hex(b""),
    }  # fmt: skip
    return Document(**(values | fields))


@pytest.mark.parametrize(
    ("published", "day"),
    [
        # 20:00 in Tokyo is 11:00 UTC
        ("2025-05-05T10:59:59Z", "2025-05-05"),
        ("2025-05-05T11:00:00Z", "2025-05-06"),
        ("2025-05-05T13:59:59+03:00", "2025-05-05"),
        ("2025-05-04T23:00:00-12:00", "2025-05-06"),
        ("2025-05-05T23:30:00+14:00", "2025-05-05"),
    ],
)
def test_a_time_counts_by_the_crisis_s_own_clock_and_cut_off(published: str, day: str) -> None:
    moment = datetime.fromisoformat(published)
    assert day_of(document(published_at=moment, published_confidence="time"), CRISIS) == day


def test_a_date_counts_as_that_date() -> None:
    on = date(2025, 5, 5)
    noon = datetime(2025, 5, 5, 12, tzinfo=UTC)
    assert day_of(document(published_at=noon, published_on=on, published_confidence="day"), CRISIS) == "2025-05-05"


def test_what_has_no_date_counts_when_it_was_fetched() -> None:
    assert day_of(document(), CRISIS) == "2025-05-06"


def test_what_is_dated_after_it_was_fetched_belongs_to_no_day() -> None:
    later = datetime(2041, 1, 1, tzinfo=UTC)
    assert day_of(document(published_at=later, published_confidence="low"), CRISIS) == ""


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "UTC"])
def test_the_days_of_a_crisis_follow_one_another_without_gap_or_overlap(zone: str) -> None:
    crisis = replace(CRISIS, zone=ZoneInfo(zone))
    # over the changes of the clock in spring and autumn
    for ordinal in range(date(2025, 1, 1).toordinal(), date(2026, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        before, end = crisis.cutoff_of(date.fromordinal(ordinal - 1)), crisis.cutoff_of(day)
        assert crisis.date_at(before) == day
        assert crisis.date_at(end) == date.fromordinal(ordinal + 1)
        assert 22 <= (end - before).total_seconds() / 3600 <= 26


@pytest.fixture
def held(eruption: Any) -> Iterator[tuple[Archive, Settings]]:
    """Return an archive with the made-up crisis, and its settings."""
    settings = load(eruption.config)
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        yield archive, settings


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("2", [2]), ("2025-05-05", [2]), ("latest", [3]), ("1..3", [1, 2, 3]), ("2025-05-05..latest", [2, 3]),
     (" 2 ", [2]), ("1 .. 2", [1, 2]), ("3..3", [3])],
)  # fmt: skip
def test_days_can_be_named_in_many_ways(text: str, numbers: list[int], held: tuple[Archive, Settings]) -> None:
    assert parse_days(text, *held) == numbers


@pytest.mark.parametrize("text", ["", "..", "1..", "..2", "one", "2025-02-30", "05/05/2025", "1...3", "1..2..3"])
def test_what_names_no_day_is_refused(text: str, held: tuple[Archive, Settings]) -> None:
    with pytest.raises(DayError):
        parse_days(text, *held)


def test_days_of_a_pause_have_no_number(held: tuple[Archive, Settings]) -> None:
    archive, settings = held
    paused = replace(settings.crisis, pauses=(Pause(first=date(2025, 5, 5), last=date(2025, 5, 5)),))
    settings = replace(settings, crisis=paused)
    with pytest.raises(DayError, match="paused"):
        parse_days("2025-05-05", archive, settings)
    assert parse_days("2025-05-06", archive, settings) == [2]
    assert parse_days("latest", archive, settings) == [2]


def test_latest_passes_over_a_paused_day(held: tuple[Archive, Settings], tmp_path: Path) -> None:
    archive, settings = held
    paused = replace(settings.crisis, pauses=(Pause(first=date(2025, 5, 6), last=date(2025, 5, 9)),))
    assert parse_days("latest", archive, replace(settings, crisis=paused)) == [2]
