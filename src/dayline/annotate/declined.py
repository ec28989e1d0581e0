"""People, bodies and statements of languages that decline names and have no parser here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dayline.annotate.declined_bodies import declined_bodies
from dayline.annotate.declined_people import declined_people, mentions_of
from dayline.annotate.reading import Reading
from dayline.annotate.reported_speech import reported_statements
from dayline.model.claims import Statement
from dayline.model.document import Field
from dayline.model.entities import BodyMention, PersonMention, PlaceMention
from dayline.text.languages import Language
from dayline.text.persons import NameTable


@dataclass(frozen=True, slots=True)
class Declined:
    """What was found in the fields of one document."""

    people: tuple[PersonMention, ...] = ()
    bodies: tuple[BodyMention, ...] = ()
    statements: Mapping[Field, tuple[Statement, ...]] = field(default_factory=dict)


def find_declined(
    readings: Sequence[Reading], language: Language, places: Sequence[PlaceMention], *, names: NameTable
) -> Declined:
    """Return who is named and what is said in a document; nothing for a language without the tables.

    ``names`` is the table by which names in all languages become one person's.
    """
    people = declined_people(readings, language=language, places=places)
    if not people:
        return Declined()
    bodies = {reading.field: tuple(declined_bodies(reading.text, language)) for reading in readings}
    return Declined(
        people=tuple(one for reading in readings for one in mentions_of(reading, people[reading.field], names)),
        bodies=tuple(
            BodyMention(span=reading.span(one.start, one.end), name=one.name)
            for reading in readings
            for one in bodies[reading.field]
        ),
        statements={
            reading.field: reported_statements(
                reading, people[reading.field], bodies[reading.field], language=language, names=names
            )
            for reading in readings
        },
    )
