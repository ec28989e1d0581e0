"""How relative dates are counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.annotate.timex import (
    duration_value,
    easter,
    feast_day,
    season_value,
    shifted_value,
    unit_value,
    weekday_day,
    year_of,
)

FRIDAY = date(2031, 5, 9)


@pytest.mark.parametrize(
    ("unit", "offset", "value"),
    [
        ("D", -1, "2031-05-08"), ("W", 0, "2031-W19"), ("W", -1, "2031-W18"), ("M", -5, "2030-12"), ("Q", 0, "2031-Q2"),
        ("Q", -2, "2030-Q4"), ("Y", 1, "2032"), ("DE", -1, "202"), ("CE", 0, "20"), ("WE", -1, "2031-W18-WE"),
    ],
)  # fmt: skip
def test_unit_value(unit: str, offset: int, value: str) -> None:
    assert unit_value(unit, offset, FRIDAY) == value


@pytest.mark.parametrize(
    ("month", "day", "ahead", "year"),
    [(5, 20, None, 2031), (4, 24, False, 2031), (12, 5, None, 2030), (12, 5, True, 2031), (4, 24, True, 2031),
     (2, 1, True, 2032), (4, None, True, 2032), (6, None, False, 2030), (12, 30, False, 2030),
     (3, None, None, 2031), (2, 29, None, 2031)],
)  # fmt: skip
def test_year_of_a_date_without_one(month: int, day: int | None, ahead: bool | None, year: int) -> None:
    assert year_of(month, day, FRIDAY, ahead=ahead) == year


@given(st.integers(1, 7), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_weekdays_are_within_a_week_on_the_right_side(weekday: int, day: date) -> None:
    last, near, following = (weekday_day(weekday, day, offset=offset) for offset in (-1, 0, 1))
    assert {last.isoweekday(), near.isoweekday(), following.isoweekday()} == {weekday}
    assert 1 <= (day - last).days <= 7
    assert 0 <= (day - near).days <= 6
    assert 1 <= (following - day).days <= 7


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [("24", "TH", "PT24H"), ("36", "TH", "PT36H"), ("5", "TM", "PT5M"), ("3", "M", "P3M"), ("X", "Y", "PXY")],
)
def test_duration_value(amount: str, unit: str, value: str) -> None:
    assert duration_value(amount, unit) == value


def test_a_winter_bears_the_year_it_begins_in() -> None:
    assert season_value("WI", -1, FRIDAY) == "2030-WI"
    assert season_value("SU", -1, FRIDAY) == "2030-SU"
    assert season_value("SU", 0, FRIDAY) == "2031-SU"


@pytest.mark.parametrize(
    ("shift", "value"),
    [("D+1", "2031-05-10"), ("W-1", "2031-W18"), ("M-5", "2030-12"), ("Y+2", "2033"), ("DE-1", "2021"), ("Y-9999", "")],
)
def test_a_step_from_a_day_is_as_precise_as_its_unit(shift: str, value: str) -> None:
    assert shifted_value(shift, FRIDAY) == value


@pytest.mark.parametrize(
    ("code", "day"),
    [("12-25", date(2031, 12, 25)), ("E-2", date(2031, 4, 11)), ("11-4-4", date(2031, 11, 27)),
     ("5-L-1", date(2031, 5, 26))],
)  # fmt: skip
def test_days_of_feasts(code: str, day: date) -> None:
    assert feast_day(code, 2031) == day


@given(st.integers(1800, 2200))
def test_easter_is_a_sunday_in_its_five_weeks(year: int) -> None:
    day = easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)
