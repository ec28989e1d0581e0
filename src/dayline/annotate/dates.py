"""Dates, times, durations and recurrences, with TIMEX3 values counted from the document's own day."""

from datetime import date, tzinfo

from dayline.annotate.calendar_dates import CalendarReader
from dayline.annotate.date_context import settled
from dayline.annotate.date_grammar import grammar_of
from dayline.annotate.date_windows import windows
from dayline.annotate.durations import DurationReader
from dayline.annotate.reading import Reading
from dayline.model.document import Document, Field
from dayline.model.entities import TimeExpression
from dayline.text.languages import Language

VERSION = "2"


def find_dates(reading: Reading, *, language: Language, zone: tzinfo) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a field that was read, in order."""
    return dates_of(reading.document, reading.field, language=language, zone=zone)


def dates_of(
    document: Document, field: Field, *, language: Language, zone: tzinfo
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a field in order; relative ones only where the document has a date.

    ``zone`` is the crisis's: "today" is the day it was there when the document was published. No parse is needed.
    """
    grammar = grammar_of(language)
    if grammar is None:
        return ()
    text, day = document.field(field), own_day(document, zone)
    stretches = windows(text, grammar.anchors)
    found = [f for reader in (CalendarReader, DurationReader) for f in reader(text, grammar, day).all(stretches)]
    return tuple(
        TimeExpression(span=document.span(f.start, f.end, field), type=f.kind, value=f.value)
        for f in settled(found, text, grammar, day)
    )


def own_day(document: Document, zone: tzinfo) -> date | None:
    """Return the day that a document speaks from; None where it is not known."""
    if document.published_on is not None:
        return document.published_on
    if document.published_at is None or document.published_confidence == "low":
        return None
    return document.published_at.astimezone(zone).date()
