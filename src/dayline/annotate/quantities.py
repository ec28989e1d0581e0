"""Numbers of a text that count or measure something: single or a range, how sure, with a stated change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dayline.annotate.figure_words import FigureWords, plain
from dayline.annotate.implied import with_implied
from dayline.text.numbers import Number

HEDGE_REACH = 36  # characters before a number in which its hedge stands
OLDEST = 110  # years of the oldest person
WORDS_REACH = 48  # characters on both sides in which a number must have a word to count something

_CHANGE = re.compile(r"\s*\(\s?(?P<sign>[+−–-])\s?(?P<n>\d[\d,.  ]*)\s?(?P<rest>[^()\n]{0,24})\)")
_DASH = re.compile(r"[\s\u00a0]?[-‐‑–—‒][\s\u00a0]?")
_LABEL = re.compile(r"(?P<word>[^\W\d_]+\.?|№)(?:[\s\u00a0]?#?|-)$")
_NAME_BEFORE = re.compile(r"[A-ZА-ЯІЇЄҐ][\w’'.-]+,\s$")
_PHONE = re.compile(r"[\d)][\s-]?\d*$")
_LETTER = re.compile(r"[^\W\d_]")
_MILLIONS = re.compile(r"m\s+(?!away|deep|high|long|tall|wide|below|above|in\b|of\b|from\b|to\b|and\b)[a-z]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``start`` is where the number begins, sign of currency included; ``left`` where its hedge does.

    ``needs_state`` tells of words ("one", "a", "nobody") that count only people of whom a state is told.
    """

    start: int
    end: int
    left: int
    low: Decimal
    high: Decimal
    hedge: str | None
    unit: str | None
    change: Decimal | None
    needs_state: bool


def quantities(text: str, taken: Sequence[int], words: FigureWords) -> Iterator[Quantity]:
    """Yield the quantities of a text in order; ``taken`` is not 0 where a date or time stands."""
    read = [n for n in words.numbers.read(text) if not any(taken[n.start : n.end])]
    numbers = with_implied(text, read, words)
    used = -1
    for index, number in enumerate(numbers):
        if number.start <= used or _is_name(text, number, words):
            continue
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        quantity = _quantity(text, number, following, words)
        if quantity is None:
            used = number.end
            continue
        used = quantity.end
        if change := stated_change(text, quantity.end):
            used = change[1]
        yield quantity


def _quantity(text: str, number: Number, following: Number | None, words: FigureWords) -> Quantity | None:
    low = high = _value(text, number)
    end, base, change = number.end + (low != number.value), number.start, None
    left = text[max(0, base - HEDGE_REACH) : base]
    between = text[number.end : following.start] if following else ""
    if following and len(between) <= 24:
        other = _value(text, following)
        last = following.end + (other != following.value)
        scaled = _scaled(low, following)
        if _DASH.fullmatch(between) or (words.range_and.fullmatch(between) and words.between.search(left)):
            if scaled > other:
                return None if _DASH.fullmatch(between) else _plain(text, number, words)
            low, high, end = scaled, other, last
        elif (
            words.range_to.fullmatch(between)
            and scaled <= other * 100
            and not _is_name(text, following, words)
        ):
            clause = plain(re.split(r"[.,;:!?]\s", left)[-1]).split()
            if words.rise.intersection(clause) and clause[-1] not in words.by:
                low = high = other
                base, end, change = following.start, last, other - scaled
            elif scaled < other:
                low, high, end = scaled, other, last
    return _hedged(text, base, end, low, high, change, words, number)


def stated_change(text: str, end: int) -> tuple[Decimal, int] | None:
    """Return a change in brackets that begins at ``end`` ("(+150)"), and where it ends."""
    match = _CHANGE.match(text, end)
    if match is None:
        return None
    digits = re.sub(r"[^\d.]", "", match["n"].replace(",", "")).strip(".")
    return Decimal(digits or "0") * (1 if match["sign"] == "+" else -1), match.end()


def _plain(text: str, number: Number, words: FigureWords) -> Quantity:
    value = _value(text, number)
    end = number.end + (value != number.value)
    return _hedged(text, number.start, end, value, value, None, words, number)


def _hedged(
    text: str,
    start: int,
    end: int,
    low: Decimal,
    high: Decimal,
    change: Decimal | None,
    words: FigureWords,
    number: Number,
) -> Quantity:
    """Add what stands beside the digits: currency, unit, hedge, change."""
    unit = None
    sign = words.sign.search(text[max(0, start - 4) : start])
    if sign:
        unit, start = words.units[plain(sign["sign"])], start - len(sign[0])
    before, left = text[max(0, start - HEDGE_REACH) : start], start
    if low != high and (between := words.between.search(before)):
        left -= len(before) - between.start()
        before = before[: between.start()]
    hedge = None
    found = words.hedge.search(before)
    if found:
        hedge = "about" if found["tilde"] else words.hedges[plain(found["hedge"])]
        left -= len(before) - found.start()
    if after := words.hedge_after.match(text, end):
        hedge = hedge or words.hedges_after.get(plain(after["hedge"]), "at least")
        end = after.end()
    if unit is None and (named := words.unit.match(text, end)):
        unit, end = words.units[plain(named["unit"])], named.end()
    if stated := stated_change(text, end):
        change = stated[0]
    return Quantity(
        start=start,
        end=end,
        left=left,
        low=low,
        high=high,
        hedge=hedge or ("about" if number.approximate else None),
        unit=unit,
        change=change,
        needs_state=plain(number.written) in words.stateful,
    )


def _value(text: str, number: Number) -> Decimal:
    """Return the value, "5m people" read as millions."""
    return (
        number.value * 10**6
        if _MILLIONS.match(text, number.end) and number.written[-1].isdigit()
        else number.value
    )


def _scaled(low: Decimal, high: Number) -> Decimal:
    """Return the lower end of "2-3 million", which shares the scale of the upper."""
    if not high.written[-1].isdigit():
        for scale in (10**9, 10**6, 10**3):
            if high.value >= scale > low and low * scale <= high.value and high.value % scale == 0:
                return low * scale
    return low


def _is_name(text: str, number: Number, words: FigureWords) -> bool:
    """Tell whether a number is an age, a phone number, the number of a thing, a lonely year, or counts nothing."""
    before, after = text[max(0, number.start - 24) : number.start], text[number.end : number.end + 24]
    near = text[max(0, number.start - WORDS_REACH) : number.end + WORDS_REACH]
    if _LETTER.search(near) is None:
        return True
    label = _LABEL.search(before)
    if label and plain(label["word"]).rstrip(".") in words.labels and not number.approximate:
        return True
    if number.value <= OLDEST and (
        words.old.match(after)
        or words.aged.search(before)
        or (_NAME_BEFORE.search(before) and re.match(r"[,.;)]|\sand\s|$", after))
    ):
        return True
    if number.written.isdigit() and (after.startswith(("/", "\\")) or _PHONE.search(before[-3:])):
        return before[-1:] in ("-", ")") or after.startswith("/")
    return number.written.isdigit() and len(number.written) > 1 and number.written[0] == "0"
