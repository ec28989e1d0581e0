"""The records of people and bodies: read from the archive, and put into the annotations that a day is composed from."""

from collections.abc import Mapping, Sequence
from datetime import date

from dayline.actors import Register, records
from dayline.config import Settings
from dayline.model.claims import PersonId
from dayline.model.crisis import Crisis
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Actor, ActorKind, Annotations, Sighting
from dayline.pipeline.resources import actor_tables, new_register
from dayline.store.archive import Archive
from dayline.text.normalize import fold
from dayline.text.spellings import spelling_key


def actors(archive: Archive, crisis: Crisis, day: date) -> list[Actor]:
    """Return the records as they stood at the end of a day, those in most documents first."""
    return records(archive.sightings(crisis.id, day.isoformat()), actor_tables(), crisis.actors)


def actors_by_id(archive: Archive, crisis: Crisis, day: date, ids: Sequence[str]) -> dict[str, Actor]:
    """Return the records of some people and bodies as they stood at the end of a day."""
    found = records(archive.sightings(crisis.id, day.isoformat(), ids), actor_tables(), crisis.actors)
    return {actor.id: actor for actor in found}


def actors_named(archive: Archive, settings: Settings, name: str, kind: ActorKind | None) -> list[Actor]:
    """Return the records up to the last day placed, of one kind or both, that bear a name or a part of one."""
    days = [day for day, _ in archive.days() if day]
    if not days:
        return []
    found = actors(archive, settings.crisis, date.fromisoformat(days[-1]))
    wanted = _keys(name)
    return [actor for actor in found if kind in (None, actor.kind) and _bears(actor, wanted)]


def _bears(actor: Actor, wanted: frozenset[str]) -> bool:
    return not wanted or any(wanted <= _keys(name) for name in (actor.name, *(alias.text for alias in actor.aliases)))


def _keys(name: str) -> frozenset[str]:
    return frozenset(spelling_key(word) for word in fold(name).split())


def introducing(
    sightings: Sequence[Sighting], annotations: Mapping[DocumentId, Annotations], *, since: date
) -> list[DocumentId]:
    """Return documents of days from one on that give the office of people whom headlines name without one."""
    bare = {
        mention.person_id
        for held in annotations.values()
        for mention in held.people
        if mention.person_id and mention.role is None and mention.span.field == "title"
    }
    met = (each for each in sightings if each.facet == "role" and each.actor_id in bare)
    return sorted({each.document_id for each in met if each.last >= since})


def resolved(
    sightings: Sequence[Sighting],
    crisis: Crisis,
    day: date,
    documents: Mapping[DocumentId, Document],
    annotations: Mapping[DocumentId, Annotations],
) -> tuple[dict[DocumentId, Annotations], Mapping[PersonId, Actor]]:
    """Return annotations whose people and speakers bear the ids of records, and those records as of a day.

    ``sightings`` are all those up to the day.
    """
    register: Register = new_register(crisis)
    register.restore(sightings)
    found = {id_: register.resolve(documents[id_], held, day) for id_, held in annotations.items()}
    spoke = {s.speaker_id for held in found.values() for s in held.statements if s.speaker_id}
    own = [sighting for sighting in sightings if sighting.actor_id in spoke]
    return found, {actor.id: actor for actor in records(own, actor_tables(), crisis.actors)}
