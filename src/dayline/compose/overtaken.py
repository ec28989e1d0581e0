"""What a later report has overtaken: what was announced and is done, and a toll that has risen."""

import re
from collections.abc import Sequence
from datetime import datetime

from dayline.compose.desk import Desk
from dayline.compose.wording import outside_quotes
from dayline.model.claims import Figure
from dayline.model.document import Document, DocumentId, Span


def is_overtaken(desk: Desk, span: Span, heading: Span) -> bool:
    """Tell whether a span announces what a later heading tells as done: "seeks a deal" under "agrees"."""
    return _foresees(desk, span, heading, desk.style.to_come)


def is_past_hope(desk: Desk, span: Span, heading: Span) -> bool:
    """Tell whether a sentence says what somebody hoped for before a heading told as done what came."""
    return _foresees(desk, span, heading, desk.style.hoped)


def _foresees(desk: Desk, span: Span, heading: Span, words: re.Pattern[str]) -> bool:
    """Tell whether a span has some words for what was still to come, and a later heading does not announce it."""
    earlier, later = (desk.material.documents[found.document_id] for found in (span, heading))
    foresees = words.search(outside_quotes(earlier.quote(span)))
    announced = desk.style.to_come.search(outside_quotes(later.quote(heading)))
    return bool(foresees and not announced and _moment(earlier) < _moment(later))


def is_outnumbered(desk: Desk, span: Span, documents: Sequence[DocumentId]) -> bool:
    """Tell whether a span counts fewer killed than a later report of some documents does, not of another place."""
    material = desk.material
    own = _killed(desk, span.document_id)
    if own is None or not any(
        each.span.is_within(span) and (each.of, each.low) == (own.of, own.low)
        for each in material.annotations[span.document_id].figures
    ):
        return False
    moment = _moment(material.documents[span.document_id])
    later = (id_ for id_ in documents if _moment(material.documents[id_]) > moment)
    counts = (killed for id_ in later if (killed := _killed(desk, id_)) is not None)
    return any(other.low > own.low and (not other.place or other.place == own.place) for other in counts)


def _killed(desk: Desk, id_: DocumentId) -> Figure | None:
    """Return how many a report says were killed in its main event, the first figure of several."""
    toll = desk.tolls(id_).get("killed")
    return toll.figures[0] if toll is not None else None


def _moment(document: Document) -> datetime:
    return document.published_at or document.fetched_at
