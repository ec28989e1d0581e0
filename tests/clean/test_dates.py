from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.clean.dates import (
    FUTURE_TOLERANCE,
    Published,
    is_date_line,
    published_at,
    published_on,
    read_published,
)

FETCHED_AT = datetime(2031, 5, 6, 6, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("2031-05-05T05:00:00Z", utc(2031, 5, 5, 5)),
        ("2031-05-05T23:30:00+02:00", utc(2031, 5, 5, 21, 30)),
        ("2031-05-06T00:30:00+03:00", utc(2031, 5, 5, 21, 30)),
        ("2031-05-05 05:00:00.123456-05", utc(2031, 5, 5, 10)),
        ("2031-05-05T05:00:00.000+0000", utc(2031, 5, 5, 5)),
        ("2031-05-05t05:00z", utc(2031, 5, 5, 5)),
        ("20310505T050000Z", utc(2031, 5, 5, 5)),
        ("2031-05-04T24:00:00Z", utc(2031, 5, 5)),
        ("2031-05-05T05:00:60Z", utc(2031, 5, 5, 5, 0, 59)),
        ("2031-05-05T05:00:00−05:00", utc(2031, 5, 5, 10)),
        ("2031-05-05 05:00:00", utc(2031, 5, 5, 5)),
        ("Mon, 05 May 2031 05:00:00 GMT", utc(2031, 5, 5, 5)),
        ("Mon, 5 May 31 05:00 EST", utc(2031, 5, 5, 10)),
        ("Mon, 05 May 2031 05:00:00 +0200", utc(2031, 5, 5, 3)),
        ("5 May 2031 05:00 GMT+02:00", utc(2031, 5, 5, 3)),
        ("May 5, 2031, 4:30 PM UTC", utc(2031, 5, 5, 16, 30)),
        ("Mon May 5, 2031 | 12:05am EDT", utc(2031, 5, 5, 4, 5)),
        ("05.05.2031 05:00 +0200", utc(2031, 5, 5, 3)),
    ],
)
def test_times(stated: str, at: datetime) -> None:
    assert read_published(stated, fetched_at=FETCHED_AT) == Published(at=at, confidence="time")


@pytest.mark.parametrize(
    "stated",
    ["2031-05-05", "5 May 2031", "May 5th, 2031", "2031/05/05", "Mon, 05 May 2031", "2031-05-05 10:00 ET",
     "2031-05-05T10:00 (Kyiv)", "5 May 2031, 10:30 XYZ", "05.05.2031", "5.5.2031"],
)
def test_dates_and_times_in_zones_that_nobody_knows_are_days(stated: str) -> None:
    assert read_published(stated, fetched_at=FETCHED_AT) == Published(
        at=utc(2031, 5, 5, 12), on=date(2031, 5, 5), confidence="day")


@pytest.mark.parametrize(
    "stated",
    ["", "unknown", "2031", "2031-05", "2031-02-30", "2031-13-01", "02/03/2031", "0001-01-01T00:00:00+14:00",
     "5 May, 14:05", "9999-12-31T23:59:59-10:00", "2031-05-05T05:00:00+25:99", "25:00", "5 May 2031 13:00 pm",
     "x" * 200 + "2031-05-05"],
)
def test_nonsense_is_no_date(stated: str) -> None:
    assert read_published(stated, fetched_at=FETCHED_AT) == Published()


@pytest.mark.parametrize(
    "stated", ["2031-05-06T07:00:01Z", "2032-01-01", "2031-05-07", "1970-01-01T00:00:00Z", "1970-01-01"]
)
def test_what_cannot_be_right_is_kept_at_low_confidence(stated: str) -> None:
    published = read_published(stated, fetched_at=FETCHED_AT)
    assert published.at is not None
    assert (published.on, published.confidence) == (None, "low")


def test_a_clock_may_run_fast_and_a_day_begins_in_the_east() -> None:
    assert published_at(FETCHED_AT + FUTURE_TOLERANCE, fetched_at=FETCHED_AT).confidence == "time"
    assert published_on(date(2031, 5, 6), fetched_at=FETCHED_AT).confidence == "day"
    assert published_on(date(2031, 5, 7), fetched_at=utc(2031, 5, 6, 11)).confidence == "day"


def test_a_time_without_zone_counts_as_its_day_where_utc_is_not_agreed() -> None:
    stated = "2031-05-05T23:30:00"
    assert read_published(stated, fetched_at=FETCHED_AT, is_utc=False).confidence == "day"
    assert read_published(stated + "+02:00", fetched_at=FETCHED_AT, is_utc=False).confidence == "time"


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("2031-05-05 06:00:00 | ID: 67667", True),
        ("Published: Monday, 5 May 2031 at 10:30 GMT", True),
        ("Updated 5 May 2031", True),
        ("05.05.2031, 10:30", True),
        ("Version 5.5.2031.7", False),
        ("13.13.2031", False),
        ("Killed on 5 May 2031", False),
        ("The dam broke.", False),
        ("99 May 2031", False),
        ("2031-05-05 " + "1 " * 60, False),
    ],
)
def test_is_date_line(line: str, is_date: bool) -> None:
    assert is_date_line(line) == is_date


@given(st.datetimes(min_value=datetime(1995, 1, 1), max_value=datetime(2031, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_every_offset_is_read(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0)
    local = moment + timedelta(minutes=minutes)
    offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    for stated in (f"{local:%Y-%m-%dT%H:%M:%S}{offset}", f"{local:%a, %d %b %Y %H:%M:%S} {offset.replace(':', '')}"):
        assert read_published(stated, fetched_at=FETCHED_AT).at == moment.replace(tzinfo=UTC)


@given(st.text(max_size=50) | st.text(alphabet="0123456789-:TZ+ .,MayamGTpon", max_size=30))
def test_no_text_raises(stated: str) -> None:
    published = read_published(stated, fetched_at=FETCHED_AT)
    assert published.at is not None or published == Published()
    is_date_line(stated)
