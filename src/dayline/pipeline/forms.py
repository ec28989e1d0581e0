"""The public line forms: documents in, annotations and stories out, as interfaces have them."""

import json
from typing import Any

from dayline.model.claims import Statement
from dayline.model.document import Document, Span
from dayline.model.entities import Annotations
from dayline.publish.forms import figure_form


def line_of(form: dict[str, Any]) -> str:
    """Return one JSON object as one line."""
    return json.dumps(form, ensure_ascii=False) + "\n"


def document_form(document: Document, *, name: str) -> dict[str, Any]:
    """Return a document as the documents format has it."""
    published = document.published_at.isoformat().replace("+00:00", "Z") if document.published_at else None
    if document.published_on is not None:
        published = document.published_on.isoformat()
    return {
        "id": name,
        "url": document.url or None,
        "source": document.source_name or None,
        "title": document.headline,
        "text": document.text,
        "published": published,
        "language": document.language or None,
        "author": document.byline or None,
    }


def annotations_form(document: Document, annotations: Annotations) -> dict[str, Any]:
    """Return the annotations of a document's text (spans of its title stay in the archive)."""
    statements = [
        s for s in annotations.statements if all(_in_text(part) for part in s.content + s.source + s.cue)
    ]
    index = {statement.id: place for place, statement in enumerate(statements)}
    return {
        "id": document.given_id or document.id,
        "language": annotations.language,
        "statements": [_statement_form(statement) for statement in statements],
        "figures": [
            {
                "span": _pair(f.span),
                **figure_form(f),
                "place": f.place,
                "claimed_by": f.claimed_by,
                "statement": index.get(f.statement_id) if f.statement_id else None,
            }
            for f in annotations.figures
            if _in_text(f.span)
        ],
        "places": [
            {
                "span": _pair(m.span),
                "name": m.place.name,
                "lat": m.place.latitude,
                "lon": m.place.longitude,
                "geonames_id": m.place.gazetteer_id,
                "kind": m.place.kind,
                "precision": m.place.precision,
                "country": m.place.country,
            }
            for m in annotations.places
            if _in_text(m.span)
        ],
        "people": [
            {"span": _pair(m.span), "name": m.name, "role": m.role}
            for m in annotations.people
            if _in_text(m.span)
        ],
        "bodies": [{"span": _pair(m.span), "name": m.name} for m in annotations.bodies if _in_text(m.span)],
        "dates": [
            {"span": _pair(d.span), "type": d.type, "value": d.value}
            for d in annotations.dates
            if _in_text(d.span)
        ],
    }


def _statement_form(statement: Statement) -> dict[str, Any]:
    return {
        "kind": statement.kind,
        "act": statement.act,
        "source": [_pair(part) for part in statement.source],
        "cue": [_pair(part) for part in statement.cue],
        "content": [_pair(part) for part in statement.content],
        "speaker": statement.speaker,
        "role": statement.role,
        "channel": statement.channel,
        "reported_by": statement.reported_by,
        "anonymous": statement.anonymity is not None,
    }


def _in_text(span: Span) -> bool:
    return span.field == "text"


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
