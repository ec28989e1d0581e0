"""A day's mentions counted: each person and body, each of its names, each of its roles."""

from collections.abc import Iterable, Iterator
from datetime import date

from dayline.actors.found import Found
from dayline.model.claims import PersonId
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Facet, Sighting

Key = tuple[PersonId, str, Facet, str]


def counted(day: date, placed: Iterable[tuple[Document, Found, PersonId]]) -> list[Sighting]:
    """Return the sightings of a day, sorted, the same for any order of its documents."""
    documents: dict[Key, set[DocumentId]] = {}
    statements: dict[Key, int] = {}
    for document, one, actor_id in placed:
        for facet, text in _facets(one):
            key = (actor_id, one.kind, facet, text)
            documents.setdefault(key, set()).add(document.id)
            statements[key] = statements.get(key, 0) + (one.statements if facet == "self" else 0)
    return [
        Sighting(
            actor_id=key[0],
            kind="body" if key[1] == "body" else "person",
            facet=key[2],
            text=key[3],
            first=day,
            last=day,
            documents=len(documents[key]),
            statements=statements[key],
            document_id=min(documents[key]),
        )
        for key in sorted(documents)
    ]


def _facets(one: Found) -> Iterator[tuple[Facet, str]]:
    yield "self", ""
    for form in sorted({one.name, *one.forms}):
        yield "name", form
    for role in sorted(one.roles):
        yield "role", role
