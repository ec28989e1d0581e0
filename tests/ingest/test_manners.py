"""How long to wait, and who is asking."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.ingest import manners
from dayline.ingest.manners import agent_of, back_off, fresh_for, gap_of, http_date, interval_of, retry_at

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def test_it_says_who_it_is() -> None:
    assert agent_of("1.2", "desk@varda.example") == "dayline/1.2 (+desk@varda.example)"
    assert agent_of("1.2", "") == "dayline/1.2"
    assert agent_of("1.2", "a b\r\nX: дамба") == "dayline/1.2 (+abX:)"


@pytest.mark.parametrize(
    ("header", "wait"),
    [("max-age=600", 600), ("public, max-age=60", 60), ('MAX-AGE = "90"', 90), ("max-age=999999999", 21600),
     ("no-cache, max-age=600", 0), ("no-store", 0), ("s-maxage=600", 0), ("", 0), ("max-age=-1", 0), ("max-age=x", 0)],
)  # fmt: skip
def test_an_answer_holds_as_long_as_it_says(header: str, wait: int) -> None:
    assert fresh_for(header) == timedelta(seconds=wait)


@pytest.mark.parametrize(
    ("stated", "moment"),
    [("Sun, 04 May 2031 12:00:00 GMT", NOON), ("Sunday, 04-May-31 12:00:00 GMT", NOON),
     ("Sun, 04 May 2031 14:00:00 +0200", NOON), ("soon", None), ("", None), ("99999999999999", None)],
)  # fmt: skip
def test_dates_of_http(stated: str, moment: datetime | None) -> None:
    assert http_date(stated) == moment


@given(st.text(max_size=60))
def test_no_header_raises(value: str) -> None:
    wished = retry_at(value, NOON)
    assert wished is None or NOON <= wished <= NOON + manners.LONGEST_WISH
    assert timedelta() <= fresh_for(value) <= manners.LONGEST_INTERVAL


def test_a_habit_is_the_median_gap() -> None:
    times = [NOON + timedelta(hours=hours) for hours in (0, 1, 2, 3, 4, 20)]
    assert gap_of(times) == gap_of(times[::-1]) == timedelta(hours=1)
    assert gap_of(times[:5]) == timedelta()
    assert interval_of(timedelta()) == manners.FIRST_INTERVAL
    assert interval_of(timedelta(seconds=3)) == manners.SHORTEST_INTERVAL
    assert interval_of(timedelta(days=9)) == manners.LONGEST_INTERVAL
    assert interval_of(timedelta(hours=1)) == timedelta(hours=1)


@given(failures=st.integers(1, 10_000), seed=st.text(max_size=20))
def test_the_wait_doubles_within_its_jitter(failures: int, seed: str) -> None:
    plain = min(manners.FIRST_BACK_OFF.total_seconds() * 2.0 ** min(failures - 1, 30), 86_400.0)
    waited = back_off(failures, seed=seed).total_seconds()
    assert plain * (1 - manners.JITTER) <= waited <= plain * (1 + manners.JITTER)
    assert back_off(failures, seed=seed).total_seconds() == waited


def test_what_failed_together_does_not_come_again_together() -> None:
    assert len({back_off(1, seed=f"source {number}") for number in range(100)}) > 90
