"""The patterns of dates, times and durations: one regular expression each, its groups named.

What a match means is said in ``calendar_dates`` and ``durations``.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

YEAR = r"(?:1[89]|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_FREE = r"(?<![\w.,:/$€£+−–-])"
_DOT = r"(?:(?:(?<=\b\w\w\w)|(?<=\b\w\w\w\w))\.(?=,?\s[\da-zа-яіїє]))?"

Table = Mapping[str, Any]


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; one that never matches where there are none."""
    escaped = (re.escape(word).replace(r"\ ", r"\s").replace("'", "['’ʼ]") for word in set(words))
    return "|".join(sorted(escaped, key=lambda word: (-len(word), word))) or r"(?!)"


def _cased(words: Iterable[str]) -> str:
    """Return a pattern for names as written in the table or in capitals."""
    return any_of([form for word in words for form in (word, word.upper(), word.capitalize())])


def _modifier(table: Table) -> str:
    return rf"(?:(?i:{any_of(table['modifiers'])})[\s-])?"


def calendar_patterns(table: Table) -> dict[str, re.Pattern[str]]:
    """Return the patterns of days, months, years and times of day."""
    found = _day_patterns(table) | _year_patterns(table) | _clock_patterns(table)
    return {name: re.compile(pattern) for name, pattern in found.items()}


def _modes(table: Table) -> str:
    return any_of([*table["weekday_past"], *table["weekday_next"], *table["weekday_this"]])


def _month(table: Table) -> str:
    return f"(?P<m>{_cased([*table['months'], *table['month_forms']])})(?!\\w){_DOT}"


def _weekday(table: Table) -> str:
    return _cased([*table["weekdays"], *table["weekday_forms"]])


def _year_word(table: Table) -> str:
    return rf"(?:\s?(?:{any_of(table['year_words'])})(?!\w))?"


def _of(table: Table) -> str:
    return rf"(?:\s(?:{any_of(table['of'])}))?"


def _day_patterns(table: Table) -> dict[str, str]:
    month, year_word, of = _month(table), _year_word(table), _of(table)
    ordinal = f"(?:{any_of(table['ordinals'])})?"
    lead = rf"(?:(?P<weekday>{_weekday(table)})\.?,?\s)?"
    until = rf"(?:\s?[-–—]\s?|\s(?:{any_of(table['joins'])})\s)"
    modes = _modes(table)
    year = rf"(?:,?\s(?P<y>{YEAR})(?!\w){year_word})?"
    near = rf"(?:,?\s(?:(?P<y>{YEAR})(?!\w){year_word}|(?:of\s)?(?P<rel>{any_of(table['near_years'])})(?!\w)))?"
    return {
        "counted_day": rf"(?<![\w-])(?i:{'|'.join(table['counted_days']) or '(?!)'})"
        rf"(?P<of>\s(?i:{'|'.join(table['of_crisis']) or '(?!)'}))?(?![\w-])",
        "iso": rf"{_FREE}(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>{DAY})(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-])",
        "numeric": rf"{_FREE}(?P<d>{DAY})(?P<by>[./-])(?P<m>0?[1-9]|1[0-2])(?P=by)(?P<y>{YEAR}|\d\d)(?![\w])"
        rf"{year_word}",
        "numeric_us": rf"{_FREE}(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>{YEAR}|\d\d)(?!\w)",
        "numeric_short": rf"{_FREE}(?P<d>0[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])(?![\w%]|[.,]\d|\s?(?:%|km|mln))",
        "day_range": rf"{_FREE}(?P<d1>{DAY}){ordinal}{until}(?P<d>{DAY}){ordinal}{of}\s{month}{year}",
        "range_day": rf"(?<!\w){month}\s(?P<d1>{DAY}){ordinal}{until}(?P<d>{DAY}){ordinal}"
        rf"(?![\w]|[.,:]\d|\s{month_ahead(table)}){year}",
        "day_month": rf"(?<!\w)(?:{lead})(?:the\s)?{_FREE}(?P<d>{DAY}){ordinal}{of}\s{month}{near}",
        "month_day": rf"(?<!\w)(?:{lead}){month}\s(?:the\s)?(?P<d>{DAY}){ordinal}(?![\w]|[.,:]\d){near}",
        "weekday": rf"(?<![\w-])(?:(?P<mode>(?i:{modes}))\s)?"
        rf"(?:(?P<late>(?i:{any_of(table['modifiers'])}))[\s-])?"
        rf"(?P<w>{_weekday(table)})(?![\w-])(?:\s(?P<part>{any_of(table['parts'])})(?!\w))?",
    }  # fmt: skip


def month_ahead(table: Table) -> str:
    """Return a pattern for the name of a month, without a group."""
    return f"(?:{_cased([*table['months'], *table['month_forms']])})(?!\\w)"


def _year_patterns(table: Table) -> dict[str, str]:
    month, year_word, of, modifier = _month(table), _year_word(table), _of(table), _modifier(table)
    century = any_of(table["century_words"])
    return {
        "month_year": rf"(?<!\w){modifier}{month},?{of}\s(?P<y>{YEAR})(?!\w){year_word}",
        "month": rf"(?<!\w){modifier}(?:(?P<mode>(?i:{_modes(table)}))\s)?{month}(?!-)"
        rf"(?:\s(?:of\s)?(?P<rel>{any_of(table['near_years'])})(?!\w))?",
        # after a dash stands a count, as in lists: "vehicles – 1946"
        "year": rf"{_FREE}{modifier}(?<![-‒–—]\s)(?P<y>1\d\d\d|20\d\d)"
        rf"(?![\w%]|[.,:/]\d|[-–][A-Za-z]|\s?(?:%|km\b)){year_word}",
        "year_range": rf"{_FREE}(?P<y1>{YEAR})\s?[-–/]\s?(?P<y>{YEAR}|\d\d)(?![\w%]|[.,:/-]\d){year_word}",
        "years": rf"(?<![\w$€£])(?:the\s)?{modifier}(?:(?P<y>(?:1[89]|20)\d0)|(?P<short>\d0))"
        rf"(?:{any_of(table['decade_ends'])})(?!\w)|\bthe\s{modifier}(?P<word>{any_of(table['decades'])})(?!\w)",
        "season_year": rf"(?<!\w){modifier}(?P<s>(?i:{any_of(table['seasons'])})){of}\s"
        rf"(?P<y>{YEAR})(?!\w){year_word}",
        "season": rf"(?<!\w)(?i:{any_of(table['before_season'])})\s(?P<s>{any_of(table['seasons'])})(?!\w|\sof\b)",
        "part": rf"(?<![\w-])(?:the\s)?(?:(?P<rel0>(?i:{any_of(table['near_years'])}))['’]s\s)?"
        rf"(?P<nth>(?i:{any_of(table['nths'])}))[\s-](?P<part>{any_of(table['year_parts'])})(?!\w)"
        rf"(?:{of}\s(?:(?P<y>{YEAR})(?!\w){year_word}|(?P<rel>{any_of(table['near_years'])})(?!\w)))?",
        "century": rf"(?<!\w)(?:the\s)?(?:(?P<n>1\d|2[01])(?:st|th)|(?P<roman>X[IVX]*)|"
        rf"(?P<word>(?i:{any_of(table['centuries'])})))"
        rf"[\s-](?:{century})(?!\w)",
    }  # fmt: skip


def _clock_patterns(table: Table) -> dict[str, str]:
    zone = rf"(?:\s\(?(?:{any_of(table['zones'])})\)?(?!\w))"
    return {
        "clock": rf"{_FREE}(?P<h>1[0-2]|0?\d)(?:[:.](?P<mi>[0-5]\d))?\s?(?P<ap>[apAP])\.?[mM]"
        rf"(?:\.(?!\s[A-Z]|$)|(?<=[aApP]\.[mM])\.|\b){zone}?",
        "clock24": rf"{_FREE}(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\s?[-–]\s?\d+:){zone}?",
        "clock_zone": rf"{_FREE}(?P<h>[01]\d|2[0-3])(?P<mi>[0-5]\d){zone}",
        "clock_hour": rf"(?<!\w)(?P<n>\d\d?|{any_of(table['cardinals'])})\s(?:{any_of(table['clock_hour'])})"
        rf"(?:\s(?:{any_of(table['clock_part'])})\s(?P<part>{any_of(table['parts'])}))?(?!\w)",
        "clock_word": rf"(?<!\w)(?P<word>(?i:{any_of(table['clock_words'])}))(?!\w)",
    }  # fmt: skip


def duration_patterns(table: Table) -> dict[str, re.Pattern[str]]:
    """Return the patterns of durations, recurrences and what is counted from another day."""
    unit, determiner = any_of(table["units"]), any_of(table["determiners"])
    single = any_of([*table["cardinals"], *table["vague"]])
    tens = any_of(word for word, value in table["cardinals"].items() if value in range(20, 100, 10))
    ones = any_of(word for word, value in table["cardinals"].items() if value < 10)
    amount = rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:[.,]\d)?|(?:{tens})[\s-](?:{ones})|(?:{single})"
    half = rf"(?P<half>[\s-](?:{any_of(table['and_half'])}))?"
    refs = any_of([*table["later"], *table["sooner"]])
    day_units = any_of(word for word, code in table["units"].items() if code in ("D", "W", "M", "Y"))
    found = {
        "phrase": rf"(?<![\w-])(?:{any_of(table['phrases'])})(?![\w-])",
        "feast": rf"(?<!\w)(?P<name>{any_of(table['feasts'])})(?:,?\s(?P<y>{YEAR}))?(?!\w)",
        "ago": rf"(?<!\w)(?:(?P<n>{amount}){half}[\s-])?(?P<u>{unit})\s(?:{any_of(table['ago'])})(?!\w)",
        "shifted": rf"(?<!\w)(?P<n>{amount})[\s-](?P<u>{unit})\s(?P<way>{refs})(?!\w)",
        "next": rf"(?<!\w)(?P<way>{any_of(table['references'])})\s(?P<u>{day_units})(?!\w)",
        "span": rf"(?<!\w)(?:(?P<the>{determiner})\s)?(?P<past>{any_of([*table['past'], *table['following']])})"
        rf"\s(?:(?P<n>{amount}){half}[\s-])?(?P<u>{unit})(?!\w)",
        "every": rf"(?<!\w)(?:{any_of(table['every'])})\s(?:(?P<n>{amount})\s)?"
        rf"(?:(?P<part>{any_of(table['parts'])})|(?P<u>{unit})|(?P<w>{_weekday(table)}))(?!\w)",
        "rate": rf"(?<!\w)(?:(?:{any_of(table['times'])}|(?:{amount})\s(?:{any_of(table['times_word'])}))"
        rf"\s(?:{any_of(table['rates'])})|(?:{any_of(table['per'])}))\s(?P<u>{unit})(?!\w)",
        "duration": rf"(?<![\w.,$€£-])(?:(?P<n1>{amount})(?:\s(?:{any_of(table['joins'])})\s|\s?[-–—]\s?))?"
        rf"(?P<n>{amount}){half}[\s-](?:(?:{any_of(table['more'])})\s)?(?P<u>{unit})(?P<and>\s(?:{any_of(table['and_half'])}))?"
        rf"(?!\w|{any_of(table['old'])})",
        "half_unit": rf"(?<!\w)(?:{any_of(table['half'])})[\s-](?P<u>{unit})(?!\w)",
        "long": rf"(?<!\w)(?P<u>{unit})[\s-]?(?:{any_of(table['long'])})(?!\w)",
        "bare": rf"(?<![\w-])(?P<u>{any_of(table['bare'])})(?!\w|-|{any_of(table['old'])})",
        "unit_of": rf"(?<!\w)(?:{any_of(table['modifiers'])})\s(?P<u>{any_of(table['unit_of'])})(?!\w)",
    }  # fmt: skip
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in found.items()}
