"""The stretches of a text in which dates can stand: only there are the patterns tried."""

import re
from collections.abc import Iterable, Mapping, Set
from typing import Any

REACH = 64  # characters on both sides of a word in which the expression that it belongs to lies
_WORD = re.compile(r"\w+")
Windows = Mapping[str, list[tuple[int, int]]]

# The tables of which an expression of a group has a word in it; one with a figure is of the group "number".
ANCHORS = {
    "name": ("months", "month_forms", "weekdays", "weekday_forms", "seasons", "decades", "year_parts",
             "century_words", "clock_hour", "clock_words", "parts"),
    "unit": ("units", "bare", "unit_of"),
    "phrase": ("phrases", "feasts"),
}  # fmt: skip
NUMBER = "number"
# The patterns of each group.
PATTERNS = {
    NUMBER: ("counted_day", "iso", "numeric", "numeric_us", "numeric_short", "day_range", "range_day", "day_month",
             "month_day", "month_year", "year", "year_range", "years", "season_year", "clock", "clock24", "clock_zone"),
    "name": ("month", "weekday", "years", "season", "part", "century", "clock_hour", "clock_word", "every"),
    "unit": ("ago", "shifted", "next", "span", "every", "rate", "duration", "half_unit", "long", "bare", "unit_of"),
    "phrase": ("phrase", "feast"),
}  # fmt: skip


def anchors_of(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return the words of a language's tables that expressions are sought around, with their groups."""
    found: dict[str, set[str]] = {}
    telling = {word.lower() for name in ("units", "parts", "seasons") for word in table[name]}
    for group, names in ANCHORS.items():
        for name in names:
            for entry in table[name]:
                found.setdefault(_anchor(entry, telling), set()).add(group)
    found |= {unit + long: {"unit"} for unit in table["units"] for long in table["long"]}
    return {word: frozenset(groups) for word, groups in found.items()}


def _anchor(entry: str, telling: Set[str]) -> str:
    """Return the word of an entry that tells of time, else its longest, in lower case."""
    words: list[str] = _WORD.findall(entry.lower())
    return max(reversed(words), key=lambda word: (word in telling, len(word)))


def windows(text: str, anchors: Mapping[str, frozenset[str]]) -> Windows:
    """Return the stretches [start, end) around the words of each group, in order, none overlapping."""
    found: dict[str, list[tuple[int, int]]] = {group: [] for group in PATTERNS}
    for match in _WORD.finditer(text):
        word = match[0]
        groups: Iterable[str] = (NUMBER,) if word[0].isdigit() else anchors.get(word.lower(), ())
        for group in groups:
            _widen(found[group], match.start(), match.end(), text)
    return found


def _widen(stretches: list[tuple[int, int]], start: int, end: int, text: str) -> None:
    """Add the stretch around a word, whole words only, to the last one where they touch."""
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    if stretches and first <= stretches[-1][1]:
        first = stretches.pop()[0]
    stretches.append((first, last))
