"""When an item says that it was published, and how far that can be believed."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from dayline.clean.page_words import NO_WORDS, PageWords
from dayline.model.document import Confidence

# an item may be dated this far after it was fetched: clocks of outlets run fast by minutes, not by hours
FUTURE_TOLERANCE = timedelta(hours=1)
# before this the web had no news: such dates are the zero of some clock
FIRST_YEAR = 1990
# characters of the longest text that can be a date: "Wednesday, 16 November 2016 16:58:00 GMT+02:00" and some
LONGEST = 80

# letters that a line may have beside a date, its time and "published at": "GMT", "ID"
DATE_LINE_LETTERS = 5
# months of a year
MONTHS = 12

_LETTERS = re.compile(r"[^\W\d_]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
          r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)")
_ISO_DATE = re.compile(r"(?P<year>\d{4})([-/.])(?P<number>\d{1,2})\2(?P<day>\d{1,2})(?!\d)|"
                       r"(?<!\d)(?P<year2>\d{4})(?P<number2>\d{2})(?P<day2>\d{2})(?=T|$)")
# with full stops the day comes first, wherever it is written so
_DOTTED_DATE = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d{2})(?![\d.])")
# with strokes it is the day or the month: read where only one of them can be
_SLASHED_DATE = re.compile(r"(?<![\d/])(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>(?:19|20)\d{2})(?![\d/])")
_WRITTEN_DATES = (
    re.compile(r"(?i)\b(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[ -]" + _MONTH + r"\b\.?,?[ -](?P<year>\d{4}|\d{2})\b(?!:)"),
    re.compile(r"(?i)\b" + _MONTH + r"\b\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})\b"),
)
_CLOCK = re.compile(r"(?i)(?<![\d:+-])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
                    r"\s*(?P<half>[ap]\.?m\b\.?)?")
_BASIC_CLOCK = re.compile(r"T(?P<half>)(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?:[.,]\d+)?(?![\d:])")
_OFFSET = re.compile(r"(?:(?<=\s)|(?<=GMT)|(?<=UTC))(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?$")
_ZONE = re.compile(r"(?<![A-Za-z])(?!AM\b|PM\b|T\d)(Z|[A-Z]{2,5})\b")
# since the beginning of 1970, in seconds or thousandths
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
_LEAD_IN = re.compile(r"(?i)\b(?:at|on|t|published|updated|posted|date|utc|gmt)\b")
_WEEKDAY_OR_MONTH = re.compile(r"(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\b|\b" + _MONTH + r"\b")

# minutes east of Greenwich; names with several meanings (IST) or for half of the year only (ET) are left out
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "CEST": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "TRT": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420,
    "MDT": -360, "PST": -480, "PDT": -420, "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "HKT": 480,
    "SGT": 480,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The fields of a Document that say when: ``at`` in UTC, ``on`` where only a date was stated."""

    at: datetime | None = None
    on: date | None = None
    confidence: Confidence = "low"


def read_published(
    stated: str, *, fetched_at: datetime, is_utc: bool = True, words: PageWords = NO_WORDS
) -> Published:
    """Return when an item was published, as it says in RFC 3339, RFC 822 or plain words: English, or those given.

    A time without a zone is UTC, or, where ``is_utc`` is False, counts as its date, like one in a zone that
    cannot be told. A date that cannot be right (long before the web, or after the item was fetched) is kept,
    but at low confidence.
    """
    text = " ".join(stated.replace("\u2212", "-").split())
    if not text or len(text) > LONGEST:
        return Published()
    try:
        if _SECONDS.fullmatch(text):
            return published_at(datetime.fromtimestamp(int(text[:10]), UTC), fetched_at=fetched_at)
        return _read(words.in_english(text), fetched_at, is_utc)
    except (ValueError, OverflowError):
        return Published()


def is_date_line(line: str, words: PageWords = NO_WORDS) -> bool:
    """Tell whether a line of a page only says when it was published ("5 May 2031, 10:30 | ID: 204")."""
    try:
        found = _date_in(words.in_english(line)) if len(line) <= LONGEST else None
    except ValueError:
        return False
    return found is not None and len(_LETTERS.findall(_beside(found[1]))) <= DATE_LINE_LETTERS


def published_at(moment: datetime, *, fetched_at: datetime) -> Published:
    """Return a moment that is known with its zone, at the confidence it deserves."""
    moment = moment.astimezone(UTC)
    is_likely = moment.year >= FIRST_YEAR and moment <= fetched_at + FUTURE_TOLERANCE
    return Published(at=moment, confidence="time" if is_likely else "low")


def published_on(day: date, *, fetched_at: datetime) -> Published:
    """Return a date at the confidence it deserves: somewhere it must have begun when the item was fetched."""
    noon = datetime.combine(day, time(12), UTC)
    begins = datetime.combine(day, time(), timezone(timedelta(hours=14)))
    if day.year < FIRST_YEAR or begins > fetched_at + FUTURE_TOLERANCE:
        return Published(at=noon)
    return Published(at=noon, on=day, confidence="day")


def _read(text: str, fetched_at: datetime, is_utc: bool) -> Published:
    found = _date_in(text)
    if found is None:
        return Published()
    day, rest = found
    clock = _CLOCK.search(rest) or _BASIC_CLOCK.search(rest)
    if clock is None:
        return published_on(day, fetched_at=fetched_at)
    offset = _offset_in(rest[: clock.start()] + " " + rest[clock.end() :], 0 if is_utc else None)
    if offset is None:
        return published_on(day, fetched_at=fetched_at)
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
    if half := (clock["half"] or "").casefold():
        if not 1 <= hour <= 12:
            return Published()
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if (hour, minute) == (24, 0):
        hour, day = 0, day + timedelta(days=1)
    local = datetime.combine(day, time(hour, minute, min(second, 59)), timezone(timedelta(minutes=offset)))
    return published_at(local, fetched_at=fetched_at)


def _date_in(text: str) -> tuple[date, str] | None:
    """Return the first date of a text, and the text without it."""
    if iso := _ISO_DATE.search(text):
        parts = [int(iso[name] or iso[name + "2"]) for name in ("year", "number", "day")]
        return date(*parts), text[: iso.start()] + text[iso.end() :]
    if dotted := _DOTTED_DATE.search(text):
        rest = text[: dotted.start()] + " " + text[dotted.end() :]
        return date(int(dotted["year"]), int(dotted["month"]), int(dotted["day"])), rest
    if slashed := _SLASHED_DATE.search(text):
        one, other = int(slashed["one"]), int(slashed["other"])
        if one != other and max(one, other) <= MONTHS:
            return None
        day, month = max(one, other), min(one, other)
        return date(int(slashed["year"]), month, day), text[: slashed.start()] + " " + text[slashed.end() :]
    for pattern in _WRITTEN_DATES:
        if written := pattern.search(text):
            year, month = int(written["year"]), _MONTHS.index(written["month"][:3].casefold()) + 1
            year += 0 if year >= 100 else 2000 if year < 70 else 1900
            rest = text[: written.start()] + " " + text[written.end() :]
            return date(year, month, int(written["day"])), rest
    return None


def _offset_in(text: str, unstated: int | None) -> int | None:
    """Return minutes east of Greenwich as written beside a time; None for words that are no known zone."""
    text = _WEEKDAY_OR_MONTH.sub(" ", text).strip(" .,|()")
    if offset := _OFFSET.search(" " + text):
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        return -minutes if offset["sign"] == "-" else minutes
    if zones := _ZONE.findall("Z" if text.casefold().lstrip("t ") == "z" else text):
        return _ZONES.get(zones[-1])
    return None if _LETTERS.search(_beside(text)) else unstated


def _beside(text: str) -> str:
    """Return what is left of a line when its date is out and the words are that go with one."""
    return _LEAD_IN.sub(" ", _WEEKDAY_OR_MONTH.sub(" ", text))
