"""What the day has overtaken: what was announced and is done, or was for today, and a toll that has risen."""

from collections.abc import Iterator
from datetime import datetime

from dayline.compose.desk import Desk
from dayline.compose.subjects import is_near
from dayline.compose.wording import blotted, outside_quotes
from dayline.model.claims import Figure
from dayline.model.document import Document, DocumentId, Span
from dayline.model.entities import Place

# Killed from which they are no longer "several".
MORE_THAN_FEW = 10


def is_stale(desk: Desk, span: Span) -> bool:
    """Tell whether a span says what the day is past: what was to be today or under way, or a toll that has risen."""
    underway = desk.style.underway.search(outside_quotes(desk.material.documents[span.document_id].quote(span)))
    return underway is not None or _was_for_today(desk, span) or is_outnumbered(desk, span)


def _was_for_today(desk: Desk, span: Span) -> bool:
    """Tell whether a span announces something for the digest's own day: when that is composed, the day is over.

    A date behind a verb of saying ("…, she said on Monday") is that of the saying.
    """
    material, document = desk.material, desk.material.documents[span.document_id]
    held, text = material.annotations[span.document_id], blotted(document.quote(span))
    cues = [cue.start - span.start for each in held.statements for cue in each.cue if cue.is_within(span)]
    dated = sorted((each.span.start - span.start, each.value) for each in held.dates if each.span.is_within(span))
    for planned in desk.style.planned.finditer(text):
        at, day = next((found for found in dated if found[0] >= planned.end()), (0, ""))
        if day == material.date.isoformat() and not any(planned.end() <= cue <= at for cue in cues):
            return True
    return False


def is_overtaken(desk: Desk, span: Span, heading: Span) -> bool:
    """Tell whether a span announces what a later heading tells as done: "seeks a deal" under "agrees"."""
    announced = desk.style.to_come.search(outside_quotes(desk.material.documents[span.document_id].quote(span)))
    return bool(announced) and _is_done_in(desk, span, heading)


def is_past_hope(desk: Desk, span: Span, heading: Span) -> bool:
    """Tell whether a sentence, or somebody in it, hopes for what came: a heading told it later as done."""
    hoped = desk.style.hoped.search(desk.material.documents[span.document_id].quote(span))
    return bool(hoped) and _is_done_in(desk, span, heading)


def _is_done_in(desk: Desk, span: Span, heading: Span) -> bool:
    """Tell whether a heading is later than a span and announces nothing."""
    earlier, later = (desk.material.documents[found.document_id] for found in (span, heading))
    announced = desk.style.to_come.search(outside_quotes(later.quote(heading)))
    return not announced and _moment(earlier) < _moment(later)


def is_outnumbered(desk: Desk, span: Span) -> bool:
    """Tell whether a span counts fewer killed than a later report of its story, of no place far away."""
    material, document = desk.material, desk.material.documents[span.document_id]
    if desk.style.few_killed.search(outside_quotes(document.quote(span))):
        return any(other.low >= MORE_THAN_FEW for other in _counted_later(desk, document))
    own = _killed(desk, span.document_id)
    if own is None or not any(
        each.span.is_within(span) and (each.of, each.low) == (own.of, own.low)
        for each in material.annotations[span.document_id].figures
    ):
        return False
    later = _counted_later(desk, document)
    return any(other.low > own.low and _may_be_there(desk, own, other) for other in later)


def _counted_later(desk: Desk, document: Document) -> Iterator[Figure]:
    """Yield how many later reports of a document's story say were killed."""
    moment = _moment(document)
    for id_ in desk.companions(document.id):
        if _moment(desk.material.documents[id_]) > moment and (killed := _killed(desk, id_)) is not None:
            yield killed


def _killed(desk: Desk, id_: DocumentId) -> Figure | None:
    """Return how many a report says were killed in its main event, the first figure of several."""
    toll = desk.tolls(id_).get("killed")
    return toll.figures[0] if toll is not None else None


def _may_be_there(desk: Desk, own: Figure, other: Figure) -> bool:
    """Tell whether another toll may be that of the place of one: it has none, the same, or one near it."""
    if not other.place or other.place == own.place:
        return True
    here, there = (_places_named(desk, figure) for figure in (own, other))
    return any(is_near(one, another) for one in here for another in there)


def _places_named(desk: Desk, figure: Figure) -> list[Place]:
    held = desk.material.annotations[figure.span.document_id].places
    return [found.place for found in held if found.place.name == figure.place]


def _moment(document: Document) -> datetime:
    return document.published_at or document.fetched_at
