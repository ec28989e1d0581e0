"""From sightings to records: one a person and one a body, with its names and roles."""

from collections.abc import Iterable, Mapping, Sequence

from dayline.actors.register import Tables
from dayline.model.claims import PersonId
from dayline.model.crisis import KnownActor
from dayline.model.entities import Actor, Alias, Role, Sighting
from dayline.text.bodies import body_id, body_name
from dayline.text.normalize import fold
from dayline.text.persons import person_id, person_name


def records(sightings: Iterable[Sighting], tables: Tables, configured: Sequence[KnownActor] = ()) -> list[Actor]:
    """Return a record for each actor that was seen, those in most documents first.

    The configured name stands, else the full one (of a body: the one that says most) that most documents have.
    """
    seen: dict[PersonId, list[Sighting]] = {}
    for sighting in sightings:
        seen.setdefault(sighting.actor_id, []).append(sighting)
    house = _configured_names(configured, tables)
    made = [_record(own, house) for own in seen.values()]
    return sorted(made, key=lambda actor: (-actor.documents, actor.name, actor.id))


def _configured_names(configured: Sequence[KnownActor], tables: Tables) -> Mapping[PersonId, str]:
    names: dict[PersonId, str] = {}
    for actor in configured:
        first = actor.names[0]
        found = (
            body_id(body_name(first, tables.bodies)) if actor.kind == "body"
            else person_id(person_name(first, tables.names))
        )
        if found is not None:
            names.setdefault(found, first)
    return names


def _record(own: Sequence[Sighting], house: Mapping[PersonId, str]) -> Actor:
    whole = [seen for seen in own if seen.facet == "self"]
    names = _joined([seen for seen in own if seen.facet == "name"])
    roles = _joined([seen for seen in own if seen.facet == "role"])
    first = own[0]
    return Actor(
        id=first.actor_id,
        kind=first.kind,
        name=house.get(first.actor_id) or max(names, key=lambda seen: (" " in seen.text, seen.documents)).text,
        aliases=tuple(
            Alias(text=seen.text, documents=seen.documents, first=seen.first, last=seen.last) for seen in names
        ),
        roles=tuple(
            Role(title=seen.text, documents=seen.documents, first=seen.first, last=seen.last,
                 document_id=seen.document_id)
            for seen in roles
        ),
        documents=sum(seen.documents for seen in whole),
        statements=sum(seen.statements for seen in whole),
        first=min(seen.first for seen in own),
        last=max(seen.last for seen in own),
    )  # fmt: skip


def _joined(own: Sequence[Sighting]) -> list[Sighting]:
    """Return one sighting a text, whatever its case and marks, those in most documents first."""
    by_text: dict[str, list[Sighting]] = {}
    for seen in sorted(own, key=lambda seen: (-seen.documents, seen.text)):
        by_text.setdefault(fold(seen.text) if seen.facet == "role" else seen.text, []).append(seen)
    joined = []
    for same in by_text.values():
        earliest = min(same, key=lambda seen: (seen.first, seen.document_id))
        joined.append(
            Sighting(
                actor_id=same[0].actor_id, kind=same[0].kind, facet=same[0].facet, text=same[0].text,
                first=earliest.first, last=max(seen.last for seen in same), document_id=earliest.document_id,
                documents=sum(seen.documents for seen in same),
            )
        )  # fmt: skip
    return sorted(joined, key=lambda seen: (-seen.documents, seen.text))
