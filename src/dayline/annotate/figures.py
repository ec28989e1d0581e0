"""Figures: counted numbers as data, with what is counted, how sure, as of when, and who claims it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from dayline.annotate.changes import change_by
from dayline.annotate.counted import Counted, are_joined, counted, with_state
from dayline.annotate.figure_words import FigureWords, figure_words_of, plain
from dayline.annotate.quantities import Quantity, quantities
from dayline.annotate.reading import Reading
from dayline.model.claims import Figure, FigureId, Hedge, Statement
from dayline.model.entities import TimeExpression
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language
from dayline.text.sentences import sentence_spans

VERSION = "1"

YEARS = (1900, 2099)  # four digits in this range are a year where nothing known is counted
LARGEST = 1e15  # a larger number counts nothing that news reports on


def find_figures(
    reading: Reading, statements: Sequence[Statement], dates: Sequence[TimeExpression], *, language: Language
) -> tuple[Figure, ...]:
    """Return the figures of a field in order; ``dates`` are those of the same document."""
    words = figure_words_of(language)
    if words is None or not any(map(str.isalnum, reading.text)):
        return ()
    text = reading.text
    own = [date for date in dates if date.span.field == reading.field]
    taken = bytearray(len(text) + 1)
    for date in own:
        taken[date.span.start : date.span.end] = b"\x01" * (date.span.end - date.span.start)
    found = list(_found(reading, taken, words))
    if not found:
        return ()
    sentences = sentence_spans(text, language)
    starts = [start for start, _ in sentences]
    calendar = _Calendar(text, own, sentences, words)
    result = []
    for quantity, what in found:
        index = max(0, bisect_right(starts, quantity.start) - 1)
        as_of, since = calendar.of(index, is_list=what.is_list)
        statement = _statement_of(reading, statements, quantity)
        result.append(
            Figure(
                id=FigureId(
                    short_id(
                        "figure", reading.document.id, reading.field, str(quantity.start), str(quantity.end)
                    )
                ),
                span=reading.span(quantity.start, quantity.end),
                low=float(quantity.low),
                high=float(quantity.high),
                unit=quantity.unit or what.unit,
                of=what.of,
                side=what.side or (calendar.side(index) if what.is_list else None),
                hedge=cast(Hedge | None, quantity.hedge),
                per=_per(text, what.end, sentences[index], words),
                as_of=as_of,
                since=since,
                change=None if quantity.change is None else float(quantity.change),
                claimed_by=_claimant(reading, statement),
                statement_id=statement.id if statement else None,
            )
        )
    return tuple(result)


def _found(reading: Reading, taken: bytearray, words: FigureWords) -> list[tuple[Quantity, Counted]]:
    text = reading.text
    parsed = reading.parsed if reading.parsed.has_annotation("TAG") else None
    found: list[tuple[Quantity, Counted]] = []
    stateless: tuple[Quantity, Counted] | None = None
    for quantity in quantities(text, taken, words):
        previous = found[-1] if found else None
        if previous and (
            change := change_by(text, (previous[0], previous[1].end), quantity, words)
        ) is not None:
            found[-1] = replace(previous[0], change=change), previous[1]
            continue
        what = counted(text, quantity, words, parsed, previous[1] if previous else None)
        if stateless and what.by_verb and what.of and are_joined(text, stateless[1].end, quantity.left, words):
            found = [*(each for each in found if each is not stateless)]
            found.append((stateless[0], with_state(stateless[1], what.of)))
        if _counts(text, quantity, what, words):
            found.append((quantity, what))
        is_open = what.unit == "people" and not what.has_state and not what.is_list
        stateless = (found[-1] if found and found[-1][0] is quantity else (quantity, what)) if is_open else None
    return found


def _counts(text: str, quantity: Quantity, what: Counted, words: FigureWords) -> bool:
    """Tell whether a quantity is a figure: something is counted, and it is neither odd nor too large."""
    if quantity.needs_state and not _has_people(text, quantity, what):
        return False
    return (
        bool(quantity.unit or what.of)
        and quantity.high < LARGEST
        and not _is_odd(text, quantity, what, words)
    )


def _has_people(text: str, quantity: Quantity, what: Counted) -> bool:
    """Tell whether "one", "a" or "no" counts: "one tank", "a man was killed", "one of the wounded died"."""
    if text.startswith(" of", quantity.end):
        return what.by_verb
    is_numeral = plain(text[quantity.start : quantity.end]) == "one"
    return what.has_state or (is_numeral and what.unit is not None)


def _is_odd(text: str, quantity: Quantity, what: Counted, words: FigureWords) -> bool:
    """Tell whether a number counts nothing of interest: "four times", or a year before an unknown noun."""
    if quantity.unit or what.unit:
        return False
    written = text[quantity.start : quantity.end]
    return what.of in words.uncounted or (written.isdigit() and YEARS[0] <= quantity.low <= YEARS[1])


def _per(text: str, end: int, sentence: tuple[int, int], words: FigureWords) -> str | None:
    """Return the period that a number is for: "a day" right after it, or "overnight" in its sentence."""
    match = words.per.match(text, end)
    if match is None:
        told = words.period.search(text, *sentence)
        return words.periods[plain(told[0])] if told else None
    if match["adverb"]:
        return words.adverbs[match["adverb"].lower()]
    return (match["period"] or match["each"]).lower()


def _statement_of(reading: Reading, statements: Sequence[Statement], quantity: Quantity) -> Statement | None:
    """Return the statement with the shortest content that holds the quantity."""
    best: tuple[int, Statement] | None = None
    for statement in statements:
        for span in statement.content:
            if span.field == reading.field and span.start <= quantity.start and quantity.end <= span.end:
                length = span.end - span.start
                if best is None or length < best[0]:
                    best = length, statement
    return best[1] if best else None


def _claimant(reading: Reading, statement: Statement | None) -> str | None:
    if statement is None:
        return None
    if statement.speaker or statement.anonymity:
        return statement.speaker or statement.anonymity
    return reading.document.quote(statement.source[0]) if statement.source else None


class _Calendar:
    """From when and up to when the figures of each sentence count."""

    def __init__(
        self,
        text: str,
        dates: Sequence[TimeExpression],
        sentences: Sequence[tuple[int, int]],
        words: FigureWords,
    ) -> None:
        self.text, self.sentences, self.words = text, sentences, words
        self.as_of: dict[int, str] = {}
        self.since: dict[int, str] = {}
        starts = [start for start, _ in sentences]
        for date in dates:
            if date.type != "DATE" or date.value.endswith("REF"):
                continue
            index = max(0, bisect_right(starts, date.span.start) - 1)
            before = text[max(0, date.span.start - 30) : date.span.start]
            if words.as_of.search(before) or (index in self.since and words.until.search(before)):
                self.as_of[index] = date.value
            elif words.since.search(before):
                self.since[index] = date.value

    def of(self, index: int, *, is_list: bool) -> tuple[str | None, str | None]:
        """Return (as of, since) of a sentence; a list has those of the nearest line before it that says."""
        if is_list:
            for other in range(index, -1, -1):
                if other in self.as_of or other in self.since:
                    return self.as_of.get(other), self.since.get(other)
        return self.as_of.get(index), self.since.get(index)

    def side(self, index: int) -> str | None:
        """Return whose losses a list tells: the word beside "losses" in the lines before it."""
        for other in range(index, -1, -1):
            line = self.text[slice(*self.sentences[other])]
            if self.words.losses.search(line):
                return next((w for w in re.findall(r"[\w’'-]+", line) if w.lower() in self.words.enemy), None)
        return None
