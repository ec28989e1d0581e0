"""The words of dates of one language, and the regular expressions built from them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dayline.annotate.date_patterns import calendar_patterns, duration_patterns
from dayline.annotate.date_windows import anchors_of
from dayline.text.languages import Language

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True, eq=False)
class DateGrammar:
    """Compiled patterns by name, and the tables that give their words values (keys in lower case).

    ``anchors`` are the words that expressions are sought around; ``verbs`` tells what lies ahead from what lies
    behind (see ``tense``); ``counted`` matches what four digits count, ``titles`` what makes a weekday part of a name;
    ``night_into`` and ``night_of`` end before a date.
    """

    calendar: Mapping[str, re.Pattern[str]]
    durations: Mapping[str, re.Pattern[str]]
    verbs: re.Pattern[str]
    counted: re.Pattern[str]
    titles: re.Pattern[str]
    anchors: Mapping[str, frozenset[str]]
    night_into: re.Pattern[str]
    night_of: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
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
        calendar=calendar_patterns(table),
        durations=duration_patterns(table),
        verbs=_groups(table, ("open", "ahead", "behind", "event", "infinitive")),
        counted=re.compile(rf"\s(?:{'|'.join(table['counted'])})(?!\w)"),
        titles=re.compile(rf"\s(?:{'|'.join(table['weekday_titles']) or '(?!)'})(?!\w)"),
        anchors=anchors_of(table),
        night_into=_ending(table["night_into"]),
        night_of=_ending(table["night_of"]),
        months=months,
        weekdays=weekdays,
        tables=tables,
    )


def _groups(table: Mapping[str, Any], names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of whole words with a group for each list of patterns that the table has; the first wins."""
    groups = [f"(?P<{name}>{'|'.join(table[name]) or '(?!)'})" for name in names]
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


def _ending(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words) or '(?!)'})\s$", re.IGNORECASE)
