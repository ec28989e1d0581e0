"""Which day each sentence tells of: days named in it, read against the day of publication; else none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dayline.text.languages import Language

# days after publication up to which a day without a year may lie ahead, before it is read as last year's
AHEAD_DAYS = 31


@dataclass(frozen=True, slots=True, eq=False)
class _Calendar:
    days: re.Pattern[str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@lru_cache(maxsize=16)
def _calendar(language: Language) -> _Calendar | None:
    months = tuple(month.casefold() for month in language.months)
    weekdays = tuple(day.casefold() for day in language.weekdays)
    if len(months) != 12 or len(weekdays) != 7:
        return None
    of_months, of_weekdays = (
        "|".join(map(re.escape, names)) for names in (language.months, language.weekdays)
    )
    number, year = r"(\d{1,2})(?:st|nd|rd|th)?", r"(?:\s*,?\s*(\d{4}))?"
    return _Calendar(
        re.compile(
            rf"\b(?:({of_months})\s+{number}(?!\d){year}|{number}\s+({of_months})\b{year}|({of_weekdays})\b)"
        ),
        months,
        weekdays,
    )


def days_named(sentence: str, published: date, language: Language) -> Iterator[date]:
    """Yield the days that a sentence names in plain words; a weekday is the last one before or on publication."""
    calendar = _calendar(language)
    if calendar is None:
        return
    for match in calendar.days.finditer(sentence):
        month, day, year, day_first, month_second, year_second, weekday = match.groups()
        if weekday:
            back = (published.weekday() - calendar.weekdays.index(weekday.casefold())) % 7
            yield published - timedelta(days=back)
            continue
        number = calendar.months.index((month or month_second).casefold()) + 1
        found = _day(number, int(day or day_first), year or year_second, published)
        if found is not None:
            yield found


def _day(month: int, day: int, year: str | None, published: date) -> date | None:
    try:
        if year:
            return date(int(year), month, day)
        found = date(published.year, month, day)
        return (
            date(published.year - 1, month, day) if found > published + timedelta(days=AHEAD_DAYS) else found
        )
    except ValueError:
        return None
