"""Figures: counted numbers as data, with what is counted, how sure, as of when, and who claims it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from dayline.annotate.changes import change_by
from dayline.annotate.counted import Counted, are_joined, counted, with_state
from dayline.annotate.figure_places import Whereabouts
from dayline.annotate.figure_times import Calendar
from dayline.annotate.figure_words import FigureWords, figure_words_of, plain
from dayline.annotate.quantities import Quantity, quantities
from dayline.annotate.reading import Reading
from dayline.model.claims import Figure, FigureId, Hedge, Statement
from dayline.model.entities import PlaceMention, TimeExpression
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language
from dayline.text.sentences import sentence_spans

YEARS = (1900, 2099)  # four digits in this range are a year where nothing known is counted
LARGEST = 1e15  # a larger number counts nothing that news reports on


def find_figures(
    reading: Reading,
    statements: Sequence[Statement],
    dates: Sequence[TimeExpression],
    places: Sequence[PlaceMention] = (),
    *,
    language: Language,
    began: date | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of a field in order; ``dates`` and ``places`` are those of the same document.

    ``began`` is the crisis's first day, from which "since the war began" counts.
    """
    words = figure_words_of(language)
    if words is None or not any(map(str.isalnum, reading.text)):
        return ()
    text = reading.text
    own = [when for when in dates if when.span.field == reading.field]
    taken = bytearray(len(text) + 1)
    for when in own:
        taken[when.span.start : when.span.end] = b"\x01" * (when.span.end - when.span.start)
    found = list(_found(reading, taken, words))
    if not found:
        return ()
    sentences = sentence_spans(text, language)
    starts = [start for start, _ in sentences]
    calendar = Calendar(text, own, sentences, words, began)
    whereabouts = Whereabouts(text, reading.field, places, words)
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
                per=calendar.per(index, what.end),
                place=whereabouts.of(sentences[index], quantity.end),
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
        if (
            previous
            and (change := change_by(text, (previous[0], previous[1].end), quantity, words)) is not None
        ):
            found[-1] = replace(previous[0], change=change), previous[1]
            continue
        what = counted(text, quantity, words, parsed, previous[1] if previous else None)
        if (
            stateless
            and what.by_verb
            and what.of
            and are_joined(text, stateless[1].end, quantity.left, words)
        ):
            found = [*(each for each in found if each is not stateless)]
            found.append((stateless[0], with_state(stateless[1], what.of)))
        if _counts(text, quantity, what, words):
            found.append((quantity, what))
        is_open = what.unit == "people" and not what.has_state and not what.is_list
        stateless = (
            (found[-1] if found and found[-1][0] is quantity else (quantity, what)) if is_open else None
        )
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
