"""Rule 11: the day of the event, resolved against the document's own date in the zone of the crisis."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dayline.compose.gates.grounds import Ground, Refusal, Support
from dayline.compose.gates.lexicon import SHORT, Lexicon
from dayline.compose.gates.quotations import own_voice
from dayline.model.digest import Passage

RULE, GATE = 11, "dates"

# days before and after a document's own date within which its weekday names are read
WEEK_REACH = 6
# days either side of a document's date within which a month and day without a year is read
HALF_YEAR = 183
_DAY_NUMBER = re.compile(r"\bday (?P<number>\d+)\b", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,()]{0,3}")
_YEAR = re.compile(r",? (?P<year>\d{4})\b")
# "… (day 3): " after a date makes all that follows read on that day
_HEADS_A_REPORT = re.compile(r" \(day (?P<number>\d+)\): ")


class MonthDay(NamedTuple):
    """A month and day as a text has it, from ``start`` to ``end`` (characters)."""

    start: int
    end: int
    month: int
    day: int


def check_dates(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse dates that the evidence does not back, and words that would be read against another day."""
    for detail in (
        *_wrong_dates(passage.text, support),
        *_wrong_weekdays(passage.text, support),
        *_repeated_weekdays(passage.text, support),
        *_unresolved_words(passage.text, support),
        *_wrong_day_numbers(passage.text, support),
    ):
        yield Refusal(rule=RULE, gate=GATE, detail=detail)


def month_days(text: str, lexicon: Lexicon) -> list[MonthDay]:
    """Return every month and day of a text; the month may be cut short."""
    months = {name.lower()[:SHORT]: number for number, name in enumerate(lexicon.months, 1)}
    return [
        MonthDay(
            match.start(),
            match.end(),
            months[(match["m1"] or match["m2"]).lower()[:SHORT]],
            int(match["d1"] or match["d2"]),
        )
        for match in lexicon.month_day.finditer(text)
    ]


def backed_dates(text: str, support: Support) -> list[tuple[int, int]]:
    """Return where the text has dates that weekdays or relative words of its evidence stand for."""
    return [
        (found.start, found.end)
        for found in month_days(text, support.lexicon)
        if _is_resolved(found, support)
    ]


def backed_day_numbers(text: str, support: Support) -> list[tuple[int, int]]:
    """Return where the text has "day N" with the number of a cited document's own day."""
    numbers = {_number_of(ground, support) for ground in support.grounds}
    return [match.span() for match in _DAY_NUMBER.finditer(text) if int(match["number"]) in numbers]


def _number_of(ground: Ground, support: Support) -> int | None:
    day, crisis = support.evidence.certain_date(ground.document), support.evidence.crisis
    return crisis.number_of(day) if day and not crisis.is_paused(day) else None


def _wrong_day_numbers(text: str, support: Support) -> Iterator[str]:
    backed = backed_day_numbers(text, support)
    told = {
        match["number"]
        for source in (*support.texts, *support.headlines)
        for match in _DAY_NUMBER.finditer(source)
    }
    for match in _DAY_NUMBER.finditer(text):
        if match.span() not in backed and match["number"] not in told:
            yield f"{match[0]} is not the day of a cited document"


def _is_resolved(found: MonthDay, support: Support) -> bool:
    return any(_is_resolved_by(ground, found, support) for ground in support.grounds)


def _is_resolved_by(ground: Ground, found: MonthDay, support: Support) -> bool:
    """Tell whether the evidence gives a date by weekday or relative word, and by no month and day."""
    published, lexicon = support.evidence.certain_date(ground.document), support.lexicon
    if published is None or month_days(ground.text, lexicon):
        return False
    near = (published + timedelta(days=shift) for shift in range(-WEEK_REACH, WEEK_REACH + 1))
    meant = next((day for day in near if (day.month, day.day) == (found.month, found.day)), None)
    if meant is None:
        return False
    if any(
        (meant - published).days == shift and _has_word(ground.text, word)
        for word, shift in lexicon.relative_days.items()
    ):
        return True
    named = _found(ground.text, lexicon.weekdays[meant.weekday()])
    is_future = bool(lexicon.future.search(ground.text)) or any(
        lexicon.future_leads.search(ground.text, 0, at) for at in named
    )
    return bool(named) and (meant <= published or is_future)


def _wrong_dates(text: str, support: Support) -> Iterator[str]:
    lexicon = support.lexicon
    stated = {(found.month, found.day) for source in support.texts for found in month_days(source, lexicon)}
    for found in month_days(text, lexicon):
        written = text[found.start : found.end]
        weekday = next(
            (
                lexicon.weekdays.index(match[0])
                for match in lexicon.weekday.finditer(text)
                if _is_beside(text, match.span(), (found.start, found.end))
            ),
            None,
        )
        if not (
            (found.month, found.day) in stated
            or _is_resolved(found, support)
            or _is_report_date(text, found, support)
        ):
            yield f"{written} is not backed by the evidence"
        elif weekday is not None and weekday not in _weekdays_of(found, text, support):
            yield f"{written} was no {lexicon.weekdays[weekday]}"


def _weekdays_of(found: MonthDay, text: str, support: Support) -> frozenset[int]:
    """Return the weekdays that a month and day can be, in the year written or that nearest to the texts."""
    published = [
        support.evidence.local_date(ground.document) or support.evidence.date for ground in support.grounds
    ]
    if written := _YEAR.match(text, found.end):
        possible = [_date(int(written["year"]), found.month, found.day)]
    else:
        possible = [
            meant
            for day in published
            for year in (day.year - 1, day.year, day.year + 1)
            if (meant := _date(year, found.month, found.day)) and abs((meant - day).days) <= HALF_YEAR
        ]
    return frozenset(day.weekday() for day in possible if day)


def _is_report_date(text: str, found: MonthDay, support: Support) -> bool:
    """Tell whether a date is given as that of the report, and is the date of every cited document."""
    days = {support.evidence.certain_date(ground.document) for ground in support.grounds}
    if not days or any(day is None or (day.month, day.day) != (found.month, found.day) for day in days):
        return False
    before = text[: found.start].rstrip(" ,")
    for name in support.lexicon.weekdays:
        before = before.removesuffix(name).rstrip(" ,")
    return bool(_HEADS_A_REPORT.match(text, found.end) or support.lexicon.reporting.search(before))


def _wrong_weekdays(text: str, support: Support) -> Iterator[str]:
    """Yield weekdays of the digest's own voice that no date resolves and no evidence names for this week."""
    dated = month_days(text, support.lexicon)
    read_on = _read_on(text, support)
    for match in support.lexicon.weekday.finditer(own_voice(text)):
        if any(_is_beside(text, match.span(), (found.start, found.end)) for found in dated):
            continue
        weekday = support.lexicon.weekdays.index(match[0])
        naming = [
            ground
            for ground in support.grounds
            if _has_word(ground.text, match[0]) or _means_weekday(ground, weekday, support)
        ]
        if not naming:
            yield f"{match[0]} is not in the evidence"
        elif not any(
            _reads_alike(weekday, support.evidence.local_date(ground.document), read_on) for ground in naming
        ):
            yield f"{match[0]} would be read as another day than in the evidence"


def _repeated_weekdays(text: str, support: Support) -> Iterator[str]:
    """Yield weekdays that a passage names more often than its evidence: one of them stands where another day did."""
    heads = [found.start for found in month_days(text, support.lexicon) if _HEADS_A_REPORT.match(text, found.end)]
    told = Counter(
        match[0]
        for match in support.lexicon.weekday.finditer(own_voice(text))
        if not any(_is_beside(text, match.span(), (start, start)) for start in heads)
    )
    for name, count in told.items():
        weekday = support.lexicon.weekdays.index(name)
        named = sum(
            len(_found(ground.text, name)) + _meaning_weekday(ground, weekday, support) for ground in support.grounds
        )
        if count > max(1, named):
            yield f"{name} is named {count} times, in the evidence {named}"


def _means_weekday(ground: Ground, weekday: int, support: Support) -> bool:
    """Tell whether the evidence says "this morning" or the like on a day that makes it the weekday."""
    return _meaning_weekday(ground, weekday, support) > 0


def _meaning_weekday(ground: Ground, weekday: int, support: Support) -> int:
    """Count the words of the evidence that mean a weekday without naming it."""
    published, lexicon = support.evidence.certain_date(ground.document), support.lexicon
    if published is None:
        return 0
    shifts = {match.start(): 0 for match in lexicon.same_day.finditer(ground.text)}
    for word, shift in lexicon.relative_days.items():
        shifts.update(dict.fromkeys(_found(ground.text, word), shift))
    return sum((published.weekday() + shift) % 7 == weekday for shift in shifts.values())


def _reads_alike(weekday: int, published: date | None, read_on: date) -> bool:
    """Tell whether a weekday's name means the same day on both dates: it has not come round between them."""
    if published is None or abs((read_on - published).days) > WEEK_REACH:
        return False
    first, last = sorted((published, read_on))
    return all(
        (first + timedelta(days=days)).weekday() != weekday for days in range(1, (last - first).days + 1)
    )


def _unresolved_words(text: str, support: Support) -> Iterator[str]:
    """Yield relative words of the digest's own voice that mean another day than in the evidence."""
    own, read_on = own_voice(text), _read_on(text, support)
    for unit, pattern in support.lexicon.unresolved:
        dated = support.evidence.certain_date if unit == "day" else support.evidence.local_date
        days = [dated(ground.document) for ground in support.grounds]
        for match in pattern.finditer(own):
            if any(day is None or not _is_same(unit, day, read_on) for day in days):
                yield f"{match[0]!r} would be read as another day than in the evidence"


def _read_on(text: str, support: Support) -> date:
    """Return the day that a passage is read on: the digest's, or that of the report named at its head."""
    for found in month_days(text, support.lexicon):
        head = _HEADS_A_REPORT.match(text, found.end)
        if head and _is_report_date(text, found, support):
            number = int(head["number"])
            days = [
                day
                for ground in support.grounds
                if (day := support.evidence.certain_date(ground.document))
                and _number_of(ground, support) == number
            ]
            if days:
                return days[0]
    return support.evidence.date


def _is_same(unit: str, left: date, right: date) -> bool:
    if unit == "day":
        return left == right
    if unit == "week":
        return left.isocalendar()[:2] == right.isocalendar()[:2]
    return left.year == right.year and (unit == "year" or left.month == right.month)


def _is_beside(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    (_, end), (start, _) = sorted((one, other))
    return bool(_BESIDE.fullmatch(text[end:start]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _has_word(text: str, word: str) -> bool:
    return bool(_found(text, word))


def _found(text: str, word: str) -> list[int]:
    """Return where a word begins in a text."""
    return [match.start() for match in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]
