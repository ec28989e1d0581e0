"""How relative dates are counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.annotate.timex import duration_value, season_value, unit_value, weekday_day, year_of

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
    [(5, 20, False, 2031), (4, 24, False, 2031), (12, 5, False, 2030), (12, 5, True, 2031), (4, 24, True, 2032),
     (3, None, False, 2031), (2, 29, False, 2031)],
)  # fmt: skip
def test_year_of_a_date_without_one(month: int, day: int | None, ahead: bool, year: int) -> None:
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
    [("24", "TH", "P1D"), ("36", "TH", "PT36H"), ("5", "TM", "PT5M"), ("3", "M", "P3M"), ("X", "Y", "PXY")],
)
def test_duration_value(amount: str, unit: str, value: str) -> None:
    assert duration_value(amount, unit) == value


def test_a_winter_bears_the_year_it_begins_in() -> None:
    assert season_value("WI", -1, FRIDAY) == "2030-WI"
    assert season_value("SU", -1, FRIDAY) == "2030-SU"
    assert season_value("SU", 0, FRIDAY) == "2031-SU"
