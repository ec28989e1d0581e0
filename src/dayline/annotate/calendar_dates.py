"""Dates of the calendar and times of day: what the matches of their patterns mean."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dayline.annotate.date_grammar import DateGrammar
from dayline.annotate.date_reader import DateReader, Found, Kind
from dayline.annotate.timex import full_year, part_value, season_value, valid_day, weekday_day, year_of

COUNTED_NEAR = 3  # days after it on which "on day 393" alone still tells of the crisis
_NUMBER = re.compile(r"\d+")
ROMAN = {"X": 10, "V": 5, "I": 1}
LONGEST_SHORT = 4  # characters of an abbreviated month ("Sept"): alone it is none
# Below the first, four digits are a year less and less often; from the last on never.
OLD_YEAR, SURE_YEAR, LAST_YEAR = "1800", "1900", "2100"


class CalendarReader(DateReader):
    """Reads days, months, years, seasons, quarters and times of day."""

    def __init__(self, text: str, grammar: DateGrammar, day: date | None, began: date | None = None) -> None:
        super().__init__(text, grammar, day, began)
        self.patterns = grammar.calendar

    def _date(
        self, match: re.Match[str], year: int | None, month: int, day: int, start: int = -1
    ) -> Iterator[Found]:
        start = match.start() if start < 0 else start
        if year is None and self.day is not None:
            year = year_of(month, day, self.day, ahead=self.lies_ahead(match))
        if valid_day(year or 2000, month, day):
            value = f"{'XXXX' if year is None else f'{year:04d}'}-{month:02d}-{day:02d}"
            yield Found(start, match.end(), "DATE", value, 3)

    def _counted_day(self, match: re.Match[str]) -> Iterator[Found]:
        """Yield a counted day of the crisis ("day 24 of the war"); one of nothing only near the document's own."""
        found = _NUMBER.search(match[0])
        if self.began is None or found is None or not int(found[0]) > 0:
            return
        counted = self.began + timedelta(days=int(found[0]) - 1)
        ago = (self.day - counted).days if self.day is not None else None
        near = ago is not None and 0 <= ago <= COUNTED_NEAR
        if near or (match["of"] and (ago is None or ago >= 0)):
            yield Found(match.start(), match.end(), "DATE", counted.isoformat(), 4)

    def _iso(self, match: re.Match[str]) -> Iterator[Found]:
        yield from self._date(match, int(match["y"]), int(match["m"]), int(match["d"]))

    def _numeric(self, match: re.Match[str]) -> Iterator[Found]:
        yield from self._date(match, full_year(match["y"]), int(match["m"]), int(match["d"]))

    _numeric_us = _numeric

    def _numeric_short(self, match: re.Match[str]) -> Iterator[Found]:
        if self.is_led(match.start(), "before_short"):
            yield from self._date(match, None, int(match["m"]), int(match["d"]))

    def _month_of(self, match: re.Match[str]) -> int:
        return self.grammar.months[match["m"].lower()]

    def _day_month(self, match: re.Match[str]) -> Iterator[Found]:
        year = int(match["y"]) if match["y"] else None
        if match["rel"] and self.day is not None:
            year = self.day.year + self.grammar.word("near_years", match["rel"])
        yield from self._date(match, year, self._month_of(match), int(match["d"]))

    _month_day = _day_month

    def _day_range(self, match: re.Match[str]) -> Iterator[Found]:
        yield from self._two_days(match, match.start("d1"))

    def _range_day(self, match: re.Match[str]) -> Iterator[Found]:
        yield from self._two_days(match, match.start())

    def _two_days(self, match: re.Match[str], start: int) -> Iterator[Found]:
        year, month = int(match["y"]) if match["y"] else None, self._month_of(match)
        for last in self._date(match, year, month, int(match["d"]), match.start("d")):
            yield Found(last.start, last.end, "DATE", last.value, 4)
            yield Found(start, match.end("d1"), "DATE", f"{last.value[:7]}-{int(match['d1']):02d}", 4)

    def _month_year(self, match: re.Match[str]) -> Iterator[Found]:
        yield Found(match.start(), match.end(), "DATE", f"{match['y']}-{self._month_of(match):02d}", 2)

    def _month(self, match: re.Match[str]) -> Iterator[Found]:
        if not (match["mode"] or match["rel"] or self._is_month(match)):
            return
        month, mode = self._month_of(match), match["mode"] or ""
        if self.day is None:
            year = "XXXX"
        elif match["rel"]:
            year = f"{self.day.year + self.grammar.word('near_years', match['rel']):04d}"
        elif self.grammar.has("weekday_past", mode):
            year = f"{self.day.year - (month >= self.day.month):04d}"
        elif self.grammar.has("weekday_next", mode):
            year = f"{self.day.year + (month <= self.day.month):04d}"
        elif mode:
            year = f"{self.day.year:04d}"
        else:
            year = f"{year_of(month, None, self.day, ahead=self.lies_ahead(match)):04d}"
        yield Found(match.start(), match.end(), "DATE", f"{year}-{month:02d}")

    def _is_month(self, match: re.Match[str]) -> bool:
        """Tell a month from a word or a first name that is written alike."""
        name = match["m"]
        before = self.word_before(match.start("m"))
        led = self.grammar.has("before_month", before)
        if self.grammar.has("given", name) and re.match(r"\s[A-Z][a-z]", self.text[match.end("m") :]):
            return led and not self.grammar.has("joins", before)
        is_full = self.grammar.has("months", name) or len(name) > LONGEST_SHORT
        return led or (is_full and not self.grammar.has("weak", name))

    def _year(self, match: re.Match[str]) -> Iterator[Found]:
        start = match.start("y")
        named = match.end("y") != match.end() or match.start() < start
        if named or (not self.is_led(start, "before_count") and self._is_year(match)):
            yield Found(match.start(), match.end(), "DATE", match["y"])

    def _is_year(self, match: re.Match[str]) -> bool:
        """Tell a year from four digits that count something or number it ("Building 1908")."""
        year, before = match["y"], self.word_before(match.start("y"))
        counts = self.grammar.counted.match(self.text, match.end())
        led = self.grammar.has("before_round_year" if year.endswith("00") else "before_year", before)
        if year < OLD_YEAR:
            return led and not counts
        return led or (SURE_YEAR < year < LAST_YEAR and not counts and not self._is_title(before, match.start("y")))

    def _is_title(self, before: str, start: int) -> bool:
        """Tell whether a capitalised word stands right before a number, and is no article or possessive."""
        plain = self.grammar.has("determiners", before) or self.grammar.has("articles", before)
        return before[:1].isupper() and self.text[start - 1] == " " and not plain and before[-2:] not in ("'s", "’s")

    def _year_range(self, match: re.Match[str]) -> Iterator[Found]:
        last = match["y"] if len(match["y"]) == 4 else match["y1"][:2] + match["y"]
        if match["y1"] < last < LAST_YEAR and not self.is_led(match.start(), "before_count"):
            yield Found(match.start(), match.end("y1"), "DATE", match["y1"], 4)
            yield Found(match.start("y"), match.end(), "DATE", last, 4)

    def _years(self, match: re.Match[str]) -> Iterator[Found]:
        if match["y"]:
            value = match["y"][:3]
        else:
            tens = int(match["short"][0]) if match["short"] else self.grammar.word("decades", match["word"])
            if match["short"] and not (tens > 1 and self._stands_for_years(match)):
                return
            value = f"{'20' if tens < 2 else '19'}{tens}"
        yield Found(match.start(), match.end(), "DATE", value, 3)

    def _stands_for_years(self, match: re.Match[str]) -> bool:
        """Tell "the '80s" and "the 80s" from "in her 80s"."""
        before = self.text[max(0, match.start("short") - 1) : match.start("short")]
        return before in ("'", "’") or match.start() < match.start("short") or not self.grammar.tables["of"]

    def _season_year(self, match: re.Match[str]) -> Iterator[Found]:
        value = f"{match['y']}-{self.grammar.word('seasons', match['s'])}"
        yield Found(match.start(), match.end(), "DATE", value, 2)

    def _season(self, match: re.Match[str]) -> Iterator[Found]:
        if self.day is not None:
            offset = 1 if self.lies_ahead(match) else -1
            value = season_value(self.grammar.word("seasons", match["s"]), offset, self.day)
            yield Found(match.start("s"), match.end(), "DATE", value)

    def _part(self, match: re.Match[str]) -> Iterator[Found]:
        part, number = self.grammar.word("year_parts", match["part"]), self.grammar.word("nths", match["nth"])
        near = match["rel"] or match["rel0"]
        last = {"Q": 4, "H": 2}[part]
        if not 0 < number <= last or (part == "H" and not (match["y"] or near)):
            return
        if match["y"]:
            year = int(match["y"])
        elif self.day is None:
            return
        elif near:
            year = self.day.year + self.grammar.word("near_years", near)
        else:
            first = date(self.day.year, (number - 1) * 12 // last + 1, 1)
            year = self.day.year - (first > self.day and not self.lies_ahead(match))
        yield Found(match.start(), match.end(), "DATE", part_value(year, part, number), 3)

    def _century(self, match: re.Match[str]) -> Iterator[Found]:
        if match["roman"]:
            digits = [ROMAN[letter] for letter in match["roman"]]
            number = sum(-d if d < after else d for d, after in zip(digits, [*digits[1:], 0], strict=True))
        else:
            number = int(match["n"]) if match["n"] else self.grammar.word("centuries", match["word"])
        yield Found(match.start(), match.end(), "DATE", str(number - 1), 2)

    def _weekday(self, match: re.Match[str]) -> Iterator[Found]:
        if self.day is None or not self._is_weekday(match):
            return
        start = match.start("w") if not match["mode"] and not match["late"] else match.start()
        kind: Kind = "TIME" if match["part"] else "DATE"
        suffix = self.grammar.word("parts", match["part"]) if match["part"] else ""
        mode = match["mode"] or ""
        ahead = None if mode else self.lies_ahead(match)
        offset = -1 if self.grammar.has("weekday_past", mode) else 0
        if self.grammar.has("weekday_next", mode) or ahead:
            offset = 1
        weekday = self.grammar.weekdays[match["w"].lower().replace("’", "'")]
        day = weekday_day(weekday, self.day, offset=offset)
        if self.grammar.has("weekday_this", mode):
            day = self.day + timedelta(days=weekday - self.day.isoweekday())
        elif weekday == self.day.isoweekday() and not mode:
            day = self.day
        guessed = not mode and ahead is None and day != self.day
        yield Found(start, match.end(), kind, day.isoformat() + suffix, 1, guessed=guessed)

    def _is_weekday(self, match: re.Match[str]) -> bool:
        """Tell a weekday from a word written alike ("Sun") and from part of a name ("the Sunday Herald")."""
        name, before = match["w"], self.word_before(match.start())
        if self.grammar.has("weak", name):
            return self.grammar.has("before_weekday", before)
        following = re.match(r"\s[A-Z][a-z]", self.text[match.end() : match.end() + 3])
        titled = following and self.grammar.has("determiners", before)
        named = titled or self.grammar.titles.match(self.text, match.end())
        return not named and not self.grammar.has("weekday_names", before)

    def _clock(self, match: re.Match[str]) -> Iterator[Found]:
        hour = int(match["h"]) % 12 + (12 if match["ap"] in "pP" else 0)
        yield self._time(match, f"{hour:02d}:{int(match['mi'] or 0):02d}")

    def _clock24(self, match: re.Match[str]) -> Iterator[Found]:
        if len(match["h"]) == 2 or self.is_led(match.start(), "before_clock"):
            yield self._time(match, f"{int(match['h']):02d}:{match['mi']}")

    def _clock_zone(self, match: re.Match[str]) -> Iterator[Found]:
        yield self._time(match, f"{match['h']}:{match['mi']}")

    def _clock_hour(self, match: re.Match[str]) -> Iterator[Found]:
        hour = int(match["n"]) if match["n"].isdigit() else self.grammar.word("cardinals", match["n"])
        part = self.grammar.word("parts", match["part"]) if match["part"] else ""
        if 0 < hour <= 24:
            yield self._time(match, f"{hour % 12 + 12 if part in ('TAF', 'TEV') else hour:02d}:00")

    def _clock_word(self, match: re.Match[str]) -> Iterator[Found]:
        yield self._time(match, self.grammar.word("clock_words", match["word"]))

    def _time(self, match: re.Match[str], clock: str) -> Found:
        return Found(match.start(), match.end(), "TIME", "", 2, f"T{clock}")
