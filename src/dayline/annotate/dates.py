"""Dates, times, durations and recurrences, with TIMEX3 values counted from the document's own day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Literal

from dayline.annotate.date_grammar import DateGrammar, grammar_of
from dayline.annotate.reading import Reading
from dayline.annotate.timex import (
    duration_value,
    season_value,
    shifted_month,
    unit_value,
    valid_day,
    week_value,
    weekday_day,
    year_of,
)
from dayline.model.document import Document
from dayline.model.entities import TimeExpression
from dayline.text.languages import Language

VERSION = "1"

BEFORE_REACH = 60  # characters before an expression in which words say whether it lies ahead
NEAR_WORDS = 2  # words before an expression within which "until" or "by" belong to it
PIVOT = 50  # two-digit years up to this are of this century

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
_WORD = re.compile(r"[\w'’]+")
_LAST_WORD = re.compile(r"([\w'’.]+)[\s(-]*$")
_CLAUSE = re.compile(r"[.!?;:\n]\s")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: Kind
    value: str
    rank: int = 0


def find_dates(reading: Reading, *, language: Language, zone: tzinfo) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a field in order; relative ones only where the document has a date.

    ``zone`` is the crisis's: "today" is the day it was there when the document was published.
    """
    grammar = grammar_of(language)
    if grammar is None:
        return ()
    reader = _DateReader(reading.text, grammar, own_day(reading.document, zone))
    found = sorted(reader.all(), key=lambda f: (f.start - f.end, -f.rank, f.start))
    kept: list[_Found] = []
    taken = bytearray(len(reading.text) + 1)
    for expression in found:
        if not any(taken[expression.start : expression.end]):
            taken[expression.start : expression.end] = b"\x01" * (expression.end - expression.start)
            kept.append(expression)
    return tuple(
        TimeExpression(span=reading.span(f.start, f.end), type=f.kind, value=f.value)
        for f in sorted(kept, key=lambda f: f.start)
    )


def own_day(document: Document, zone: tzinfo) -> date | None:
    """Return the day that a document speaks from; None where it is not known."""
    if document.published_on is not None:
        return document.published_on
    if document.published_at is None or document.published_confidence == "low":
        return None
    return document.published_at.astimezone(zone).date()


class _DateReader:
    """Reads one text; ``day`` is the document's own."""

    def __init__(self, text: str, grammar: DateGrammar, day: date | None) -> None:
        self.text, self.grammar, self.day = text, grammar, day

    def all(self) -> Iterator[_Found]:
        """Yield what every pattern finds, overlaps and all."""
        for name, pattern in self.grammar.patterns.items():
            read: Callable[[re.Match[str]], Iterator[_Found]] = getattr(self, f"_{name}")
            for match in pattern.finditer(self.text):
                yield from read(match)

    def _before(self, start: int) -> list[str]:
        """Return the words before, in the same clause, last first."""
        text = _CLAUSE.split(self.text[max(0, start - BEFORE_REACH) : start])[-1]
        return [word.lower() for word in reversed(_WORD.findall(text))]

    def _lies_ahead(self, start: int) -> bool:
        """Tell whether the words before say that what follows is still to come."""
        words = self._before(start)
        for distance, word in enumerate(words):
            if self.grammar.has("behind", word):
                return False
            is_near = distance < NEAR_WORDS and distance < len(words) - 1  # not "By Thursday, 11 were dead"
            if self.grammar.has("ahead", word) or (is_near and self.grammar.has("ahead_near", word)):
                return True
        return False

    def _date(
        self, match: re.Match[str], year: int | None, month: int, day: int, start: int = -1
    ) -> Iterator[_Found]:
        start = match.start() if start < 0 else start
        if year is None and self.day is not None:
            year = year_of(month, day, self.day, ahead=self._lies_ahead(start))
        if valid_day(year or 2000, month, day):
            value = f"{'XXXX' if year is None else f'{year:04d}'}-{month:02d}-{day:02d}"
            yield _Found(start, match.end(), "DATE", value, 3)

    def _iso(self, match: re.Match[str]) -> Iterator[_Found]:
        yield from self._date(match, int(match["y"]), int(match["m"]), int(match["d"]))

    def _numeric(self, match: re.Match[str]) -> Iterator[_Found]:
        yield from self._date(match, _full_year(match["y"]), int(match["m"]), int(match["d"]))

    _numeric_us = _numeric

    def _numeric_short(self, match: re.Match[str]) -> Iterator[_Found]:
        before = _LAST_WORD.search(self.text[max(0, match.start() - 12) : match.start()])
        if before and self.grammar.has("before_short", before[1]):
            yield from self._date(match, None, int(match["m"]), int(match["d"]))

    def _month_of(self, match: re.Match[str]) -> int:
        return self.grammar.months[match["m"].lower()]

    def _day_month(self, match: re.Match[str]) -> Iterator[_Found]:
        year = int(match["y"]) if match["y"] else None
        yield from self._date(match, year, self._month_of(match), int(match["d"]))

    _month_day = _day_month

    def _day_range(self, match: re.Match[str]) -> Iterator[_Found]:
        year, month = int(match["y"]) if match["y"] else None, self._month_of(match)
        for last in self._date(match, year, month, int(match["d"]), match.start("d")):
            yield last
            first = f"{last.value[:7]}-{int(match['d1']):02d}"
            yield _Found(match.start("d1"), match.end("d1"), "DATE", first, 4)

    def _range_day(self, match: re.Match[str]) -> Iterator[_Found]:
        year, month = int(match["y"]) if match["y"] else None, self._month_of(match)
        for last in self._date(match, year, month, int(match["d"]), match.start("d")):
            yield last
            first = f"{last.value[:7]}-{int(match['d1']):02d}"
            yield _Found(match.start(), match.end("d1"), "DATE", first, 4)

    def _month_year(self, match: re.Match[str]) -> Iterator[_Found]:
        yield _Found(match.start(), match.end(), "DATE", f"{match['y']}-{self._month_of(match):02d}", 2)

    def _month(self, match: re.Match[str]) -> Iterator[_Found]:
        month, name = self._month_of(match), match["m"]
        is_full = name.lower() in {n.lower() for n in self.grammar.tables["months"]} or len(name) > 4
        if not is_full or name in self.grammar.weak or name.title() in self.grammar.weak:
            before = _LAST_WORD.search(self.text[max(0, match.start("m") - 14) : match.start("m")])
            if not before or not self.grammar.has("before_month", before[1]):
                return
        if self.day is None:
            yield _Found(match.start(), match.end(), "DATE", f"XXXX-{month:02d}")
            return
        year = year_of(month, None, self.day, ahead=self._lies_ahead(match.start()))
        yield _Found(match.start(), match.end(), "DATE", f"{year:04d}-{month:02d}")

    def _year(self, match: re.Match[str]) -> Iterator[_Found]:
        before = _LAST_WORD.search(self.text[max(0, match.start() - 16) : match.start()])
        word = before[1] if before else ""
        if self.grammar.has("before_count", word):
            return
        led = self.grammar.has("before_round_year" if match["y"].endswith("00") else "before_year", word)
        following = self.text[match.end("y") : match.end("y") + 2]
        named = match.end("y") != match.end()
        enclosed = self.text[max(0, match.start() - 1) : match.start()] == "(" and following[:1] in (")", ",")
        if named or led or enclosed:
            yield _Found(match.start(), match.end(), "DATE", match["y"])

    def _years(self, match: re.Match[str]) -> Iterator[_Found]:
        if match["y"]:
            yield _Found(match.start(), match.end(), "DATE", match["y"][:3])
        else:
            tens = int(match["short"][0]) if match["short"] else self.grammar.word("decades", match["word"])
            yield _Found(match.start(), match.end(), "DATE", f"{'20' if tens < 2 else '19'}{tens}")

    def _weekday(self, match: re.Match[str]) -> Iterator[_Found]:
        name = match["w"]
        weak = name in self.grammar.weak or (len(name) <= 4 and name.title() in self.grammar.weak)
        if weak and not re.search(r"\bon\s$", self.text[max(0, match.start("w") - 4) : match.start("w")]):
            return
        start = (
            match.start("mode")
            if match["mode"]
            else match.start("late")
            if match["late"]
            else match.start("w")
        )
        kind: Kind = "TIME" if match["part"] else "DATE"
        suffix = self.grammar.word("parts", match["part"]) if match["part"] else ""
        if self.day is None:
            return
        mode = match["mode"] or ""
        offset = -1 if self.grammar.has("weekday_past", mode) else 0
        if self.grammar.has("weekday_next", mode) or (not offset and self._lies_ahead(match.start())):
            offset = 1
        weekday = self.grammar.weekdays[name.lower().replace("’", "'")]
        if self.grammar.has("weekday_this", mode):
            day = self.day + timedelta(days=weekday - self.day.isoweekday())
        else:
            day = weekday_day(weekday, self.day, offset=offset)
        yield _Found(start, match.end(), kind, day.isoformat() + suffix, 1)

    def _clock(self, match: re.Match[str]) -> Iterator[_Found]:
        hour = int(match["h"]) % 12 + (12 if match["ap"] == "p" else 0)
        yield self._time(match, hour, int(match["mi"] or 0))

    def _clock24(self, match: re.Match[str]) -> Iterator[_Found]:
        yield self._time(match, int(match["h"]), int(match["mi"]))

    def _time(self, match: re.Match[str], hour: int, minute: int) -> _Found:
        day = self.day.isoformat() if self.day else "XXXX-XX-XX"
        return _Found(match.start(), match.end(), "TIME", f"{day}T{hour:02d}:{minute:02d}", 2)

    def _phrase(self, match: re.Match[str]) -> Iterator[_Found]:
        code: str = self.grammar.word("phrases", match[0])
        if code.endswith("_REF"):
            yield _Found(match.start(), match.end(), "DATE", code)
        elif code.startswith("SET "):
            yield _Found(match.start(), match.end(), "SET", code[4:])
        elif self.day is not None:
            step, _, part = code.partition(" ")
            unit, offset = re.split(r"(?=[+-])", step)
            relative = season_value if unit in ("SP", "SU", "FA", "WI") else unit_value
            value = relative(unit, int(offset), self.day)
            yield _Found(match.start(), match.end(), "TIME" if part else "DATE", value + part, 2)

    def _feast(self, match: re.Match[str]) -> Iterator[_Found]:
        month_day = self.grammar.word("feasts", match[0])
        if month_day and match[0][0].isupper():
            month, day = map(int, month_day.split("-"))
            yield from self._date(match, None, month, day)

    def _season_year(self, match: re.Match[str]) -> Iterator[_Found]:
        value = f"{match['y']}-{self.grammar.word('seasons', match['s'])}"
        yield _Found(match.start(), match.end(), "DATE", value, 2)

    def _amount(self, written: str | None) -> str:
        """Return an amount as a duration has it: digits, or X for a vague one; 1 where none is written."""
        if not written:
            return "1"
        if written[0].isdigit():
            return written.replace(",", ".")
        value = self.grammar.word("cardinals", written) or self.grammar.word("vague", written)
        return str(value or "X")

    def _ago(self, match: re.Match[str]) -> Iterator[_Found]:
        amount, unit = self._amount(match["n"]), self.grammar.word("units", match["u"])
        if not amount.isdigit() or self.day is None or unit.startswith("T"):
            value = "PAST_REF"
        elif unit in ("M", "Q"):
            year, month = shifted_month(self.day, -int(amount) * (3 if unit == "Q" else 1))
            value = f"{year:04d}-{month:02d}" if year > 0 else "PAST_REF"
        elif unit in ("Y", "DE", "CE"):
            year = self.day.year - int(amount) * {"Y": 1, "DE": 10, "CE": 100}[unit]
            value = f"{year:04d}" if year > 0 else "PAST_REF"
        else:
            back = self.day - timedelta(days=int(amount) * (1 if unit == "D" else 7))
            value = back.isoformat() if unit == "D" else week_value(back)
        yield _Found(match.start(), match.end(), "DATE", value, 3)

    def _span(self, match: re.Match[str]) -> Iterator[_Found]:
        unit = self.grammar.word("units", match["u"])
        singular = match["n"] is None
        if singular and not (self.grammar.has("past", match["past"]) and self._is_stretch(match)):
            return
        amount = "X" if singular and match["u"].endswith("s") else self._amount(match["n"])
        yield _Found(match.start(), match.end(), "DURATION", duration_value(amount, unit), 2)

    def _is_stretch(self, match: re.Match[str]) -> bool:
        """Tell "the past week" from "last week"."""
        return bool(match["the"]) or not self.grammar.tables["determiners"]

    def _every(self, match: re.Match[str]) -> Iterator[_Found]:
        if match["w"]:
            value = f"XXXX-WXX-{self.grammar.weekdays[match['w'].lower()]}"
        elif match["part"]:
            value = f"XXXX-XX-XX{self.grammar.word('parts', match['part'])}"
        else:
            value = duration_value(self._amount(match["n"]), self.grammar.word("units", match["u"]))
        yield _Found(match.start(), match.end(), "SET", value, 3)

    def _rate(self, match: re.Match[str]) -> Iterator[_Found]:
        unit = self.grammar.word("units", match["u"])
        yield _Found(match.start(), match.end(), "SET", duration_value("1", unit), 3)

    def _duration(self, match: re.Match[str]) -> Iterator[_Found]:
        unit = self.grammar.word("units", match["u"])
        yield _Found(
            match.start(), match.end(), "DURATION", duration_value(self._amount(match["n"]), unit), 1
        )

    def _century(self, match: re.Match[str]) -> Iterator[_Found]:
        yield _Found(match.start(), match.end(), "DATE", str(int(match["n"]) - 1), 2)


def _full_year(written: str) -> int:
    year = int(written)
    if len(written) == 2:
        year += 2000 if year <= PIVOT else 1900
    return year
