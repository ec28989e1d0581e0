"""The dates of the weekdays that a sentence names."""

import re
from datetime import UTC, date, timedelta

from dayline.compose.candidates import Candidate
from dayline.compose.material import Material
from dayline.compose.style import Style
from dayline.model.document import Document

# The day of a TIMEX3 value, alone or before an hour or a part of the day.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|T)")
# Hours of a day, by the clock that dates are kept by, in which the day before still lasts where most outlets write.
HOURS_BEHIND = 8


def weekdays_of(
    candidate: Candidate, text: str, material: Material, style: Style
) -> list[tuple[int, int, date]]:
    """Return the weekday names of the (edited) sentence with the dates that annotation gave them.

    Of a weekday that may be the last one or the next, no date is printed: nor of the day before the date line, in the
    hours in which that day still lasts elsewhere ("as soon as Friday", on Friday evening in another zone).
    """
    lasting = _lasting(candidate.document)
    found: list[tuple[int, int, date]] = []
    for expression in material.annotations[candidate.document.id].dates:
        if expression.guessed or not expression.span.is_within(candidate.span):
            continue
        written = candidate.document.quote(expression.span)
        weekday, meant = style.weekdays.search(written), _DAY.match(expression.value)
        has_date = expression.type == "DATE" and re.search(r"\d", written)
        if not weekday or not meant or has_date:
            continue
        day = date.fromisoformat(meant[0])
        occurrences = [m.span() for m in re.finditer(rf"\b{weekday[0]}\b", text)]
        is_unsure = lasting is not None and day > lasting and day.weekday() == lasting.weekday()
        if style.weekday(day) == weekday[0] and len(occurrences) == 1 and not is_unsure:
            found.append((*occurrences[0], day))
    return found


def _lasting(document: Document) -> date | None:
    """Return the day that still lasted elsewhere when a document came out of which only that moment is known."""
    sent = document.published_at.astimezone(UTC) if document.published_at and not document.published_on else None
    return sent.date() - timedelta(days=1) if sent and sent.hour < HOURS_BEHIND else None
