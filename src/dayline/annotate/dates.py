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


def find_dates(
    reading: Reading, *, language: Language, zone: tzinfo, began: date | None = None
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a field that was read, in order."""
    return dates_of(reading.document, reading.field, language=language, zone=zone, began=began)


def dates_of(
    document: Document, field: Field, *, language: Language, zone: tzinfo, began: date | None = None
) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a field in order; relative ones only where the document has a date.

    ``zone`` is the crisis's: "today" is the day it was there when the document was published. From ``began``, its
    first day, counted days ("on day 393") have their date; days on which a crisis pauses its counter are counted too.
    No parse is needed.
    """
    grammar = grammar_of(language)
    if grammar is None:
        return ()
    text, day = document.field(field), own_day(document, zone)
    stretches = windows(text, grammar.anchors)
    readers = [reader(text, grammar, day, began) for reader in (CalendarReader, DurationReader)]
    found = [f for reader in readers for f in reader.all(stretches)]
    return tuple(
        TimeExpression(span=document.span(f.start, f.end, field), type=f.kind, value=f.value, guessed=f.guessed)
        for f in settled(found, text, grammar, day)
    )


def own_day(document: Document, zone: tzinfo) -> date | None:
    """Return the day that a document speaks from; None where it is not known."""
    if document.published_on is not None:
        return document.published_on
    if document.published_at is None or document.published_confidence == "low":
        return None
    return document.published_at.astimezone(zone).date()
