"""Durations, recurrences and days counted from another: what the matches of their patterns mean."""

import re
from collections.abc import Iterator
from datetime import date

from dayline.annotate.date_grammar import DateGrammar
from dayline.annotate.date_reader import DateReader, Found
from dayline.annotate.timex import (
    HALVES,
    back_value,
    duration_value,
    feast_day,
    season_value,
    unit_value,
    valid_day,
    year_of,
)

# "$90", "4,000 tonnes", "three times" before "a day": what recurs, and not how long it took.
_RATED = re.compile(r"(?:[$€£]\s?|\b)\d[\d.,]*(?:\s?%)?(?:\s[\w-]+){0,2}\s$")
RATE_REACH = 40  # characters before "a day" in which the number of what recurs stands
RATE_WORDS = 3  # … and words: "three cups a day", "three fresh cups a day"
_NAME_AFTER = re.compile(r"\s[A-Z]")
_WORD_AFTER = re.compile(r"\s\w")


class DurationReader(DateReader):
    """Reads phrases, durations, recurrences, "ago" and what is counted from another expression."""

    def __init__(self, text: str, grammar: DateGrammar, day: date | None, began: date | None = None) -> None:
        super().__init__(text, grammar, day, began)
        self.patterns = grammar.durations

    def _phrase(self, match: re.Match[str]) -> Iterator[Found]:
        code: str = self.grammar.word("phrases", match[0])
        if code == "-" or self._is_name(match):
            yield Found(match.start(), match.end(), "DATE", "")
        elif code.endswith("_REF"):
            yield Found(match.start(), match.end(), "DATE", code, 4)
        elif code.startswith("SET "):
            yield Found(match.start(), match.end(), "SET", code[4:])
        elif code.startswith("FOR "):
            yield Found(match.start(), match.end(), "DURATION", code[4:])
        elif code.startswith("REF "):
            yield Found(match.start(), match.end(), "TIME" if "T" in code else "DATE", "", 2, code[4:])
        elif self.day is not None:
            step, _, part = code.partition(" ")
            unit, offset = re.split(r"(?=[+-])", step.replace("?", "+0" if self.lies_ahead(match) else "-1"))
            relative = season_value if unit in ("SP", "SU", "FA", "WI") else unit_value
            value = relative(unit, int(offset), self.day)
            yield Found(match.start(), match.end(), "TIME" if part else "DATE", value + part, 2)

    def _is_name(self, match: re.Match[str]) -> bool:
        """Tell part of a name ("The Valley Today") from the word."""
        before = self.word_before(match.start())
        return match[0].istitle() and " " not in match[0] and before[:1].isupper() and before[-1:] != "."

    def _feast(self, match: re.Match[str]) -> Iterator[Found]:
        code = self.grammar.word("feasts", match["name"])
        if self.day is None or not match[0][0].isupper() or _NAME_AFTER.match(self.text, match.end()):
            return
        year = int(match["y"]) if match["y"] else self.day.year
        feast = feast_day(code, year)
        if not match["y"]:
            year = year_of(feast.month, feast.day, self.day, ahead=self.lies_ahead(match))
        if valid_day(year, feast.month, 1):
            yield Found(match.start(), match.end(), "DATE", feast_day(code, year).isoformat(), 3)

    def _amount(self, match: re.Match[str], group: str = "n") -> str:
        """Return an amount as a duration has it: digits, or X for a vague one; 1 where none is written."""
        written = match[group]
        if not written:
            return "1"
        if written[0].isdigit():
            amount = re.sub(r",(?=\d{3})", "", written).replace(",", ".")
        else:
            parts = re.split(r"[\s-]", written)
            whole = self.grammar.word("cardinals", written) or self.grammar.word("vague", written)
            amount = str(whole or (sum(self.grammar.word("cardinals", part) or 0 for part in parts) or "X"))
        groups = match.groupdict()
        has_half = group == "n" and (groups.get("half") or groups.get("and"))
        return f"{amount}.5" if has_half and amount.isdigit() else amount

    def _unit(self, match: re.Match[str]) -> str:
        unit: str = self.grammar.word("units", match["u"])
        return unit

    def _ago(self, match: re.Match[str]) -> Iterator[Found]:
        value = "PAST_REF"
        if match["n"] and self.day is not None:
            value = back_value(self._amount(match), self._unit(match), self.day) or value
        if match["n"] or self.grammar.word("bare", match["u"]):
            yield Found(match.start(), match.end(), "DATE", value, 3)

    def _shifted(self, match: re.Match[str]) -> Iterator[Found]:
        is_later = self.grammar.has("later", match["way"])
        amount, unit = self._amount(match), self._unit(match)
        if unit.startswith("T"):
            yield Found(match.start(), match.end("u"), "DURATION", duration_value(amount, unit), 3)
        elif amount.isdigit():
            shift = f"{unit}{'+' if is_later else '-'}{amount}"
            yield Found(match.start(), match.end(), "DATE", "", 3, shift)
        else:
            yield Found(match.start(), match.end(), "DATE", "FUTURE_REF" if is_later else "PAST_REF", 3)

    def _next(self, match: re.Match[str]) -> Iterator[Found]:
        offset = self.grammar.word("references", match["way"])
        unit = self._unit(match)
        yield Found(match.start(), match.end(), "DATE", "", 1, f"{unit}{offset:+d}")

    def _span(self, match: re.Match[str]) -> Iterator[Found]:
        unit = self._unit(match)
        if match["n"] is None and (self._is_reference(match) or not self._is_stretch(match)):
            return
        plural = match["n"] is None and self.grammar.word("bare", match["u"])
        yield Found(
            match.start(), match.end(), "DURATION", duration_value("X" if plural else self._amount(match), unit), 2
        )  # fmt: skip

    def _is_reference(self, match: re.Match[str]) -> bool:
        """Tell "the previous year", which counts from a date, from "the past year"."""
        return self.grammar.word("references", f"{match['the'] or ''} {match['past']}".strip()) is not None

    def _is_stretch(self, match: re.Match[str]) -> bool:
        """Tell "the past week", and "over the next week", from "last week" and "the next day"."""
        if self.grammar.has("past", match["past"]):
            return bool(match["the"]) or not self.grammar.tables["determiners"]
        return bool(match["the"]) and self.is_led(match.start(), "before_bare")

    def _every(self, match: re.Match[str]) -> Iterator[Found]:
        if match["w"]:
            value = f"XXXX-WXX-{self.grammar.weekdays[match['w'].lower()]}"
        elif match["part"]:
            value = f"XXXX-XX-XX{self.grammar.word('parts', match['part'])}"
        else:
            value = duration_value(self._amount(match), self._unit(match))
        yield Found(match.start(), match.end(), "SET", value, 3)

    def _rate(self, match: re.Match[str]) -> Iterator[Found]:
        yield Found(match.start(), match.end(), "SET", duration_value("1", self._unit(match)), 3)

    def _duration(self, match: re.Match[str]) -> Iterator[Found]:
        unit = self._unit(match)
        article = self.grammar.has("articles", match["n"])
        led = self.is_led(match.start(), "before_bare")
        if article and unit == "TS" and (not led or _WORD_AFTER.match(self.text, match.end())):
            return  # "a second" is mostly another one
        if unit == "Q":  # "a quarter of the voters": a share and no time
            return
        if unit == "Y" and match["n"].isdigit() and self._is_year(match):
            return
        if article and not led and self._is_rate(match):
            yield Found(match.start(), match.end(), "SET", duration_value("1", unit), 3)
            return
        start = match.start()
        if match["n1"]:
            start = match.start("n")
            first = duration_value(self._amount(match, "n1"), unit)
            yield Found(match.start("n1"), match.end("n1"), "DURATION", first, 1)
        yield Found(start, match.end(), "DURATION", duration_value(self._amount(match), unit), 1)

    def _is_rate(self, match: re.Match[str]) -> bool:
        """Tell "$90 a day" and "three hours a day" from "lasted a day" and "two men a day later"."""
        before = self.text[max(0, match.start() - RATE_REACH) : match.start()]
        if _RATED.search(before):
            return True
        counted = any(self.grammar.word("cardinals", word) for word in before.split()[-RATE_WORDS:-1])
        return counted and not self._is_followed(match, "after_bare") and not before.rstrip().endswith((",", "."))

    def _is_year(self, match: re.Match[str]) -> bool:
        """Tell "2015 года" (the year) from "5 года"."""
        return len(match["n"]) == 4 and self.grammar.has("year_words", match["u"])

    def _half_unit(self, match: re.Match[str]) -> Iterator[Found]:
        value = HALVES.get(self._unit(match))
        if value:
            yield Found(match.start(), match.end(), "DURATION", value, 3)

    def _long(self, match: re.Match[str]) -> Iterator[Found]:
        amount = "X" if self.grammar.word("bare", match["u"]) else "1"
        yield Found(match.start(), match.end(), "DURATION", duration_value(amount, self._unit(match)))

    def _bare(self, match: re.Match[str]) -> Iterator[Found]:
        if self.is_led(match.start(), "before_bare") or self._is_followed(match, "after_bare"):
            value = duration_value("X", self.grammar.word("bare", match["u"]))
            yield Found(match.start(), match.end(), "DURATION", value)

    def _is_followed(self, match: re.Match[str], table: str) -> bool:
        following = re.match(r"\s(\w+)", self.text[match.end() : match.end() + 20])
        return bool(following and self.grammar.has(table, following[1]))

    def _unit_of(self, match: re.Match[str]) -> Iterator[Found]:
        if self.day is not None:
            unit, offset = re.split(r"(?=[+-])", self.grammar.word("unit_of", match["u"]))
            yield Found(match.start(), match.end(), "DATE", unit_value(unit, int(offset), self.day), 2)
