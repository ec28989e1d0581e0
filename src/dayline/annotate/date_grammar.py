"""The patterns of dates, times and durations, built from the words of one language.

Each pattern is one regular expression with named groups; what a match means is said in ``dates``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dayline.text.languages import Language

YEAR = r"(?:1[89]|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_FREE = r"(?<![\w.,:/$€£+−–-])"
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True, eq=False)
class DateGrammar:
    """Compiled patterns by name, and the tables that give their words values (keys in lower case)."""

    patterns: Mapping[str, re.Pattern[str]]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    weak: frozenset[str]
    tables: Mapping[str, Any]

    def word(self, table: str, written: str) -> Any:
        """Return the value of a word in a table, whatever its case, spacing and apostrophes."""
        return self.tables[table].get(plain(written))

    def has(self, table: str, written: str) -> bool:
        """Tell whether a list holds a word."""
        return plain(written) in self.tables[table]


def plain(written: str) -> str:
    """Return a word or phrase as the tables have it: lower case, single spaces, plain apostrophes."""
    return " ".join(written.lower().translate(_APOSTROPHES).split())


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; one that never matches where there are none."""
    escaped = (re.escape(word).replace(r"\ ", r"\s").replace("'", "['’ʼ]") for word in set(words))
    return "|".join(sorted(escaped, key=lambda word: (-len(word), word))) or r"(?!)"


def _cased(words: Iterable[str]) -> str:
    """Return a pattern for names as written in the table or in capitals."""
    return _any([form for word in words for form in (word, word.upper())])


@lru_cache(maxsize=16)
def grammar_of(language: Language) -> DateGrammar | None:
    """Return the grammar of a language; None where it has no words of dates."""
    table = language.table("dates")
    if not table:
        return None
    months = {name.lower(): number for number, name in enumerate(table["months"], 1)}
    months |= {plain(name): number for name, number in table["month_forms"].items()}
    weekdays = {plain(name): number for number, name in enumerate(table["weekdays"], 1)}
    weekdays |= {plain(name): number for name, number in table["weekday_forms"].items()}
    tables = {
        name: {plain(word): value for word, value in entry.items()}
        if isinstance(entry, dict)
        else frozenset(map(plain, entry))
        for name, entry in table.items()
    }
    return DateGrammar(
        patterns=_patterns(table),
        months=months,
        weekdays=weekdays,
        weak=frozenset(table["weak"]),
        tables=tables,
    )


def _patterns(table: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    month = _cased([*table["months"], *table["month_forms"]])
    weekday = _cased([*table["weekdays"], *table["weekday_forms"]])
    ordinal = f"(?:{_any(table['ordinals'])})?"
    year_word = rf"(?:\s?(?:{_any(table['year_words'])})(?!\w))?"
    lead = rf"(?:(?P<weekday>{weekday})\.?,?\s)?"
    unit = _any(table["units"])
    amount = rf"\d{{1,4}}(?:[.,]\d)?|(?:{_any([*table['cardinals'], *table['vague']])})"
    of = f"(?:\\s(?:{_any(table['of'])}))?"
    part = _any(table["parts"])
    modes = _any([*table["weekday_past"], *table["weekday_next"], *table["weekday_this"]])
    modifier = rf"(?:(?i:{_any(table['modifiers'])})[\s-](?:the\s)?(?:of\s)?)?"
    flags = re.IGNORECASE
    found = {
        "iso": rf"{_FREE}(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>{DAY})(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-])",
        "numeric": rf"{_FREE}(?P<d>{DAY})(?P<by>[./-])(?P<m>0?[1-9]|1[0-2])(?P=by)(?P<y>{YEAR}|\d\d)(?![\w])"
        rf"{year_word}",
        "numeric_us": rf"{_FREE}(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>{YEAR}|\d\d)(?!\w)",
        "numeric_short": rf"{_FREE}(?P<d>0[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])(?![\w%]|[.,]\d|\s?(?:%|km|mln))",
        "day_range": rf"{_FREE}(?P<d1>{DAY}){ordinal}\s?[-–—]\s?(?P<d>{DAY}){ordinal}{of}\s(?P<m>{month})(?!\w)"
        rf"\.?(?:,?\s(?P<y>{YEAR})(?!\w){year_word})?",
        "range_day": rf"(?<![\w])(?P<m>{month})\.?\s(?P<d1>{DAY}){ordinal}\s?[-–—]\s?(?P<d>{DAY}){ordinal}"
        rf"(?![\w])(?:,?\s(?P<y>{YEAR})(?!\w))?",
        "day_month": rf"(?<![\w])(?:{lead})(?:the\s)?{_FREE}(?P<d>{DAY}){ordinal}{of}\s(?P<m>{month})(?!\w)"
        rf"(?:\.?,?\s(?P<y>{YEAR})(?!\w){year_word})?",
        "month_day": rf"(?<![\w])(?:{lead})(?P<m>{month})\.?\s(?:the\s)?(?P<d>{DAY}){ordinal}(?![\w]|[.,:]\d)"
        rf"(?:,?\s(?P<y>{YEAR})(?!\w))?",
        "month_year": rf"(?<![\w]){modifier}(?P<m>{month})\.?,?{of}\s(?P<y>{YEAR})(?!\w){year_word}",
        "month": rf"(?<![\w]){modifier}(?P<m>{month})(?![\w-])",
        "year": rf"{_FREE}(?P<y>{YEAR})(?![\w%]|[.,:/]\d|[-–]\w|\s?(?:%|km\b)){year_word}",
        "years": rf"(?<![\w$€£]){modifier}(?P<y>(?:1[89]|20)\d0)['’]?s(?!\w)|(?<!\w)['’](?P<short>\d0)['’]?s(?!\w)"
        rf"|\bthe\s(?P<word>{_any(table['decades'])})\b",
        "weekday": rf"(?<![\w])(?:(?P<mode>(?i:{modes}))\s)?"
        rf"(?:(?P<late>(?i:{_any(table['modifiers'])}))[\s-]|on\s(?=\w+\s))?"
        rf"(?P<w>{weekday})(?![\w-])(?:[’']s(?!\w))?(?:\s(?P<part>{part})(?!\w))?",
        "clock": rf"{_FREE}(?P<h>1[0-2]|0?\d)(?:[:.](?P<mi>[0-5]\d))?\s?(?P<ap>[ap])\.?m(?:\.|\b)",
        "clock24": rf"{_FREE}(?P<h>[01]?\d|2[0-3]):(?P<mi>[0-5]\d)(?::[0-5]\d)?(?![\d:])",
    }  # fmt: skip
    loose = {
        "phrase": rf"(?<![\w-])(?:{_any(table['phrases'])})(?![\w-])",
        "feast": rf"(?<!\w)(?:{_any(table['feasts'])})(?!\w)",
        "season_year": rf"(?<!\w)(?:(?:early|late|mid)[\s-])?(?P<s>{_any(table['seasons'])}){of}\s"
        rf"(?P<y>{YEAR})(?!\w){year_word}",
        "ago": rf"(?<!\w)(?P<n>{amount})[\s-](?P<u>{unit})\s(?:{_any(table['ago'])})(?!\w)",
        "span": rf"(?<!\w)(?:(?P<the>{_any(table['determiners'])})\s)?"
        rf"(?P<past>{_any([*table['past'], *table['following']])})"
        rf"\s(?:(?P<n>{amount})[\s-])?(?P<u>{unit})(?!\w)",
        "every": rf"(?<!\w)(?:{_any(table['every'])})\s(?:(?P<n>{amount})\s)?(?:(?P<u>{unit})|(?P<w>{weekday})"
        rf"|(?P<part>{part}))(?!\w)",
        "rate": rf"(?<!\w)(?:{_any(table['times'])}|(?:{amount})\s(?:{_any(table['times_word'])}))"
        rf"\s(?:{_any(table['rates'])})\s(?P<u>{unit})(?!\w)",
        "duration": rf"(?<![\w.,$€£-])(?P<n>{amount})[\s-](?P<u>{unit})(?!\w|{_any(table['old'])})(?:['’]s?(?!\w))?",
        "century": r"(?<!\w)(?:the\s)?(?P<n>1\d|2[01])(?:st|th)[\s-]century(?!\w)",
    }
    return {name: re.compile(pattern) for name, pattern in found.items()} | {
        name: re.compile(pattern, flags) for name, pattern in loose.items()
    }
