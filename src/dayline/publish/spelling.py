"""How pages spell dates, times, numbers and languages: in English, whatever the machine's locale."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache

from dayline.model.claims import Figure
from dayline.model.digest import FigureGroup
from dayline.model.traces import FigurePoint

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}
LANGUAGES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hu": "Hungarian", "hy": "Armenian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip

# Numbers from the first are written in millions and so on, where two decimals say all of it.
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
MOST_DECIMALS = 2

_CURRENCY = re.compile(r"[A-Z]{3}")
_TIMEX = re.compile(
    r"(?P<year>\d{4})(?:-W(?P<week>\d{2})|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
    r"(?:T(?:(?P<clock>\d{2}:\d{2})(?::\d{2})?|(?P<part>[A-Z]{2})))?"
)


def spell_day(day: date) -> str:
    """Return "23 March 2023"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spell_date(day: date) -> str:
    """Return "Thursday, 23 March 2023"."""
    return f"{WEEKDAYS[day.weekday()]}, {spell_day(day)}"


def spell_month(day: date) -> str:
    """Return "March 2023"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def spell_moment(moment: datetime, zone: tzinfo) -> str:
    """Return "23 March 2023, 14:05" in the zone."""
    local = moment.astimezone(zone)
    return f"{spell_day(local)}, {local:%H:%M}"


def spell_timex(value: str | None, *, year: int) -> str:
    """Return a TIMEX3 date in words, without the year where it is the one given; "" for what is no such date."""
    found = _TIMEX.fullmatch(value or "")
    if found is None:
        return ""
    other_year = "" if int(found["year"]) == year else f" {found['year']}"
    if found["week"]:
        return f"week {int(found['week'])}" + (f" of{other_year}" if other_year else "")
    if not found["month"]:
        return found["year"]
    if not 1 <= int(found["month"]) <= 12:
        return ""
    month = MONTHS[int(found["month"]) - 1]
    if not found["day"]:
        return f"{month} {found['year']}"
    clock = found["clock"] or PARTS_OF_DAY.get(found["part"] or "", "")
    return f"{int(found['day'])} {month}{other_year}" + (f", {clock}" if clock else "")


def spell_number(value: float) -> str:
    """Return a number in full, with commas between thousands, or as "1.2 million" where that is exact."""
    if not math.isfinite(value):
        return str(value)
    exact = Decimal(repr(float(value)))
    for scale, name in SCALES:
        scaled = exact / scale
        if abs(scaled) >= 1 and round(scaled, MOST_DECIMALS) == scaled:
            return f"{_without_zeros(scaled)} {name}"
    return _without_zeros(exact)


def spell_change(difference: float) -> str:
    """Return a difference with its sign; "no change" for none."""
    if not difference:
        return "no change"
    return ("+" if difference > 0 else "−") + spell_number(abs(difference))


def spell_figure(figure: Figure, *, label: str = "") -> str:
    """Return a figure as claimed: hedge, number or range, unit (unless the label says it), and period."""
    unit = figure.unit or ""
    low, high = spell_number(figure.low), spell_number(figure.high)
    words = low if figure.low == figure.high else f"{low} to {high}"
    if unit in {"%", "percent"}:
        words += "%"
    elif _CURRENCY.fullmatch(unit):
        words = f"{unit} {words}"
    elif unit and unit != "people" and unit.casefold() not in label.casefold():
        words = f"{words} {unit}"
    hedge = f"{figure.hedge} " if figure.hedge else ""
    return f"{hedge}{words}" + (f" per {figure.per}" if figure.per else "")


def spell_groups(groups: Sequence[FigureGroup]) -> tuple[str, ...]:
    """Return what each group of figures counts, with the place where another counts the same ("killed, Sumy")."""
    counts = Counter(group.of for group in groups)
    return tuple(
        f"{group.of}, {place}" if counts[group.of] > 1 and (place := _place_of(group)) else group.of for group in groups
    )


def _place_of(group: FigureGroup) -> str:
    """Return the place that all claims of a group name in so many words; "" where they name none or several.

    "Russia's war" is no place, and a town south of Kyiv or near it is not Kyiv.
    """
    places = {claim.figure.place or "" for claim in group.claims}
    place = places.pop() if len(places) == 1 else ""
    named = re.compile(rf"(?<!\bof )(?<!\bnear )(?<!\boutside )\b{re.escape(place)}\b(?![’']s)")
    return place if all(named.search(claim.passage.text) for claim in group.claims) else ""


def spell_language(code: str) -> str:
    """Return the English name of a language, or its code where it has none here."""
    return LANGUAGES.get(code.partition("-")[0].casefold(), code)


def spell_list(names: tuple[str, ...]) -> str:
    """Return "a, b and c"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def counted(number: int, noun: str) -> str:
    """Return "1 report" or "2 reports", "1 story" or "2 stories"."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}"


def _without_zeros(number: Decimal) -> str:
    words = f"{number:,f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def spell_value(point: FigurePoint) -> str:
    """Return the number of a claim as claimed, without what is counted."""
    low, high = spell_number(point.low), spell_number(point.high)
    return " ".join(filter(None, (point.hedge, low if point.low == point.high else f"{low} to {high}")))


def spell_point(latitude: float, longitude: float) -> str:
    """Return "49.71° N, 37.62° E"."""
    return f"{abs(latitude):.2f}° {'S' if latitude < 0 else 'N'}, {abs(longitude):.2f}° {'W' if longitude < 0 else 'E'}"
