"""What expressions are beside one another: an hour of a day, the night into a day, a day after another."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dayline.annotate.date_grammar import DateGrammar
from dayline.annotate.date_reader import Found
from dayline.annotate.timex import shifted_value

CLOCK_REACH = 200  # characters from an hour back to the day it is of; farther off, it is of the document's day
LEAD_REACH = 24  # characters of the words that name a night ("overnight into")
DASHES = ("-", "–", "—")  # between the two days of one night
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=$|T)")
_SHIFT = re.compile(r"([A-Z]+)([+-]\d+)(T\w+)?$")


def settled(found: Iterable[Found], text: str, grammar: DateGrammar, day: date | None) -> list[Found]:
    """Return the longest expressions that do not overlap, in order, each with the value its neighbours give it."""
    kept = _merged(_longest(found, len(text)), text, grammar)
    settled: list[Found] = []
    for index, expression in enumerate(kept):
        following = kept[index + 1] if index + 1 < len(kept) else None
        settled.append(_valued(expression, settled, following, text, day))
    return [f for f in settled if f.value]


def _longest(found: Iterable[Found], length: int) -> list[Found]:
    kept: list[Found] = []
    taken = bytearray(length + 1)
    for expression in sorted(found, key=lambda f: (f.start - f.end, -f.rank, f.start)):
        if not any(taken[expression.start : expression.end]):
            taken[expression.start : expression.end] = b"\x01" * (expression.end - expression.start)
            kept.append(expression)
    return sorted(kept, key=lambda f: f.start)


def _merged(found: Sequence[Found], text: str, grammar: DateGrammar) -> list[Found]:
    """Join an hour and its day into one expression, and a night with the words that say which."""
    merged: list[Found] = []
    for expression in found:
        last = merged[-1] if merged else None
        between = " ".join(text[last.end : expression.start].replace(",", " ").split()) if last else ""
        near = last is not None and expression.start - last.end <= LEAD_REACH
        if last and near and _is_hour(last) and _is_day(expression) and between in grammar.tables["hour_day"]:
            merged[-1] = _of_day(last, expression)
        elif last and near and _is_day(last) and _is_hour(expression) and between in grammar.tables["day_hour"]:
            merged[-1] = _of_day(expression, last)
        elif last and last.value.endswith("TNI") and _is_day(expression) and (
            between in DASHES or between in grammar.tables["joins"]
        ):
            merged[-1] = replace(last, end=expression.end)
        else:
            merged.append(_night(expression, merged, text, grammar))
    return merged


def _is_hour(expression: Found) -> bool:
    return expression.shift.startswith("T")


def _is_day(expression: Found) -> bool:
    return expression.kind == "DATE" and bool(_DAY.fullmatch(expression.value))


def _of_day(hour: Found, day: Found) -> Found:
    start, end = min(hour.start, day.start), max(hour.end, day.end)
    return replace(day, start=start, end=end, kind="TIME", value=day.value + hour.shift, rank=hour.rank)


def _night(expression: Found, merged: list[Found], text: str, grammar: DateGrammar) -> Found:
    """Return a day as the night into it, or of it, where the words before say so; else the expression itself."""
    if not _is_day(expression):
        return expression
    before = text[max(0, expression.start - LEAD_REACH) : expression.start]
    into, of = grammar.night_into.search(before), grammar.night_of.search(before)
    lead = into or of
    if lead is None:
        return expression
    start = expression.start - len(before) + lead.start()
    while merged and merged[-1].end > start:
        merged.pop()
    day = date.fromisoformat(expression.value) - timedelta(days=1 if into else 0)
    return replace(expression, start=start, kind="TIME", value=f"{day.isoformat()}TNI")


def _valued(
    expression: Found, before: Sequence[Found], following: Found | None, text: str, day: date | None
) -> Found:
    """Return an expression with the value that its shift gives it, from what stands before it."""
    if not expression.shift:
        return expression
    if _is_hour(expression):
        return replace(expression, value=_day_of_hour(expression, before, following, text, day) + expression.shift)
    step = _SHIFT.match(expression.shift)
    reference = _reference(before, step[1] if step else "", day)
    if step is None or reference is None:
        return replace(expression, value="PAST_REF" if "-" in expression.shift else "FUTURE_REF")
    if step[1] == "Y" and (recent := _same_part(expression, before, text, int(step[2]))):
        return replace(expression, value=recent)
    value = shifted_value(step[1] + step[2], reference)
    return replace(expression, value=value + (step[3] or "") if value else "")


def _day_of_hour(
    hour: Found, before: Sequence[Found], following: Found | None, text: str, day: date | None
) -> str:
    for other in reversed(before):
        if hour.start - other.end > CLOCK_REACH or "\n" in text[other.end : hour.start]:
            break
        if found := _DAY.match(other.value):
            return found[0]
    if following and following.start - hour.end < LEAD_REACH and (found := _DAY.fullmatch(following.value)):
        return found[0]
    return day.isoformat() if day else "XXXX-XX-XX"


def _reference(before: Sequence[Found], unit: str, day: date | None) -> date | None:
    """Return the day that the last expression names at least as precisely as a unit needs; else the document's."""
    parts = {"Y": 1, "DE": 1, "CE": 1, "M": 2, "Q": 2}.get(unit, 3)
    for other in reversed(before):
        found = re.match(r"(\d{4})(?:-(\d\d)(?=$|-))?(?:-(\d\d)(?=$|T))?", other.value)
        if found and other.kind in ("DATE", "TIME") and all(found[n] for n in range(1, parts + 1)):
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    return day


def _same_part(expression: Found, before: Sequence[Found], text: str, years: int) -> str:
    """Return the quarter or month of another year where "a year earlier" follows one in its sentence."""
    for other in reversed(before):
        if re.search(r"[.!?]\s", text[other.end : expression.start]):
            break
        if found := re.fullmatch(r"(\d{4})(-(?:[QH]\d|\d\d))", other.value):
            return f"{int(found[1]) + years:04d}{found[2]}"
    return ""
