"""TIMEX3 values, and how relative ones are counted from a document's day."""

from calendar import monthrange
from datetime import date, timedelta

SEASONS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}  # middle month
AHEAD_WEIGHT = 2  # a date without a year is the sooner one in the past; news looks back more than ahead


def week_value(day: date) -> str:
    """Return the value of the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def shifted_month(day: date, months: int) -> tuple[int, int]:
    """Return year and month, so many months from a day."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def unit_value(unit: str, offset: int, day: date) -> str:
    """Return the value of the unit (day D, week W, …) that lies ``offset`` units from a day's own."""
    year, month = shifted_month(day, offset)
    quarter_year, quarter_month = shifted_month(day, 3 * offset)
    week = week_value(day + timedelta(weeks=offset)) if unit in ("W", "WE") else ""
    if unit == "WE" and day.isoweekday() < 6 and offset == 0:
        week = week_value(day - timedelta(days=7)) if day.isoweekday() <= 2 else week
    values = {
        "D": (day + timedelta(days=offset if unit == "D" else 0)).isoformat(),
        "W": week,
        "WE": f"{week}-WE",
        "M": f"{year:04d}-{month:02d}",
        "Q": f"{quarter_year:04d}-Q{(quarter_month + 2) // 3}",
        "Y": f"{day.year + offset:04d}",
        "DE": f"{day.year // 10 + offset:03d}",
        "CE": f"{day.year // 100 + offset:02d}",
    }
    return values[unit]


def season_value(season: str, offset: int, day: date) -> str:
    """Return the value of this, the last or the next season of that name; winter bears the year it begins in."""
    year = day.year
    middle = date(year, SEASONS[season], 15)
    if offset < 0 and middle > day - timedelta(days=45):
        year -= 1
    elif offset > 0 and middle < day + timedelta(days=45):
        year += 1
    return f"{year - (season == 'WI'):04d}-{season}"


def weekday_day(weekday: int, day: date, *, offset: int) -> date:
    """Return the date of a weekday (1 Monday … 7 Sunday) seen from a day.

    ``offset`` -1 is the last one before the day, 0 the nearest one behind it (or the day itself), 1 the next
    one after it.
    """
    back = (day.isoweekday() - weekday) % 7
    if offset < 0:
        return day - timedelta(days=back or 7)
    if offset == 0:
        return day - timedelta(days=back)
    return day + timedelta(days=(7 - back) % 7 or 7)


def year_of(month: int, day_of_month: int | None, day: date, *, ahead: bool) -> int:
    """Return the likeliest year of a date without one: the nearest, days ahead counting double.

    Where the text says that it lies ahead (``ahead``), the first one from the document's day on.
    """

    def distance(year: int) -> tuple[bool, int]:
        last = monthrange(year, month)[1]
        away = (date(year, month, min(day_of_month or last, last)) - day).days
        return ahead and away < 0, AHEAD_WEIGHT * away if away > 0 else -away

    return min((day.year - 1, day.year, day.year + 1), key=distance)


def duration_value(amount: str, unit: str) -> str:
    """Return the value of a duration: PT5M, P3M, P1DE; whole days where hours make some."""
    if unit == "TH" and amount.isdigit() and int(amount) % 24 == 0 and int(amount):
        return f"P{int(amount) // 24}D"
    return f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"


def valid_day(year: int, month: int, day_of_month: int) -> bool:
    """Tell whether there is such a day."""
    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day_of_month <= monthrange(year, month)[1]
