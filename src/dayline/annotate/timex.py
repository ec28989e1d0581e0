"""TIMEX3 values, and how relative ones are counted from a document's day."""

from calendar import monthrange
from datetime import date, timedelta
from string import ascii_uppercase

SEASONS = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}  # middle month
PIVOT = 50  # two-digit years up to this are of this century
# Half of a unit, as a duration.
HALVES = {"TH": "PT30M", "D": "PT12H", "M": "P2W", "Y": "P6M", "DE": "P5Y", "CE": "P50Y"}
AHEAD_WEIGHT = 2  # a date without a year is the sooner one in the past; news looks back more than ahead
UNSAID_WEIGHT = 4  # and a day on the side that the verb does not tell of is likelier still to be a near one


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


def year_of(month: int, day_of_month: int | None, day: date, *, ahead: bool | None) -> int:
    """Return the likeliest year of a date without one: the nearest, days ahead counting double.

    Where the text says that it lies ahead or behind (``ahead`` True or False), days on the other side count
    fourfold; of a month without a day, they are out of the question.
    """
    weights = {
        None: (1, AHEAD_WEIGHT),
        False: (1, UNSAID_WEIGHT),
        True: (UNSAID_WEIGHT, 1),
    }[ahead]

    def distance(year: int) -> tuple[bool, int]:
        last = monthrange(year, month)[1]
        away = (date(year, month, min(day_of_month or last, last)) - day).days
        months = (year - day.year) * 12 + month - day.month
        is_out = day_of_month is None and ((ahead is True and months < 0) or (ahead is False and months > 0))
        return is_out, abs(away) * weights[away > 0]

    return min((day.year - 1, day.year, day.year + 1), key=distance)


def full_year(written: str) -> int:
    """Return a year of two or four digits."""
    year = int(written)
    if len(written) == 2:
        year += 2000 if year <= PIVOT else 1900
    return year


def part_value(year: int, part: str, number: int) -> str:
    """Return the value of a quarter (part Q) or half (H) of a year."""
    return f"{year:04d}-{part}{number}"


def duration_value(amount: str, unit: str) -> str:
    """Return the value of a duration: PT5M, P3M, P1DE."""
    return f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}"


def back_value(amount: str, unit: str, day: date) -> str:
    """Return the value of the day, week, month or year so many units before a day; "" where none can be told."""
    if not amount.isdigit() or unit.startswith("T"):
        return ""
    return shifted_value(f"{unit}-{amount}", day)


def shifted_value(shift: str, day: date) -> str:
    """Return the value of what lies a step ("D+1", "M-3", "Y-10") from a day, as precise as the step."""
    unit, count = shift.rstrip("+-0123456789"), int(shift.lstrip(ascii_uppercase))
    unit, count = {"DE": ("Y", 10 * count), "CE": ("Y", 100 * count), "WE": ("W", count)}.get(unit, (unit, count))
    try:
        value = unit_value(unit, count, day)
    except (OverflowError, ValueError):
        return ""
    return "" if value.startswith(("-", "0")) else value


def feast_day(code: str, year: int) -> date:
    """Return the day of a feast: "12-25", "E-2" (days from Easter), "11-4-4" (month, which, weekday; -1 the last)."""
    if code.startswith("E"):
        return easter(year) + timedelta(days=int(code[1:]))
    month, number, *weekday = (int(part.replace("L", "-1")) for part in code.split("-"))
    if not weekday:
        return date(year, month, number)
    first = date(year, month, 1)
    days = [first + timedelta(days=n) for n in range(monthrange(year, month)[1])]
    fitting = [day for day in days if day.isoweekday() == weekday[0]]
    return fitting[number - 1 if number > 0 else -1]


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def valid_day(year: int, month: int, day_of_month: int) -> bool:
    """Tell whether there is such a day."""
    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day_of_month <= monthrange(year, month)[1]
