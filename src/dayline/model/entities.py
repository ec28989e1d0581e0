"""Who and where and when: places, people, roles, dates, and all that annotation found in one document."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType

from dayline.model.checks import require
from dayline.model.claims import Figure, PersonId, Sentence, Statement
from dayline.model.document import DocumentId, Span

PlaceId = NewType("PlaceId", str)
PlaceKind = Literal["settlement", "region", "country", "feature"]
ActorKind = Literal["person", "body"]
Facet = Literal["self", "name", "role"]
Precision = Literal["site", "settlement", "region", "country", "area"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point on the map; latitude and longitude in degrees (WGS 84); ``country`` an ISO 3166 code or ""."""

    id: PlaceId
    name: str
    kind: PlaceKind
    latitude: float
    longitude: float
    country: str = ""
    region: str = ""
    population: int = 0
    gazetteer_id: int | None = None

    def __post_init__(self) -> None:
        require(
            -90 <= self.latitude <= 90 and -180 <= self.longitude <= 180,
            f"Place {self.id}: {self.latitude}, {self.longitude} is not on Earth",
        )

    @property
    def precision(self) -> Precision:
        """Say what the point stands for: a feature's is either the site itself or the middle of an area."""
        if self.kind != "feature":
            return self.kind
        return "area" if self.id.startswith("area:") else "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """A place as a file lists it, with its names, and the region's name where the file gives no codes."""

    place: Place
    names: tuple[str, ...]
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named in a text."""

    span: Span
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A written form of a name: the first and last day on which it stood, and in how many documents."""

    text: str
    documents: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role as texts gave it: first and last day, in how many documents, and the first of these."""

    title: str
    documents: int
    first: date | None = None
    last: date | None = None
    document_id: DocumentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person or body over all documents and spellings; aliases and roles, those in most documents first."""

    id: PersonId
    kind: ActorKind
    name: str
    aliases: tuple[Alias, ...] = ()
    roles: tuple[Role, ...] = ()
    documents: int = 0
    statements: int = 0
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """How often an actor was met at all ("self"), under one name, or in one role, over some days.

    ``document_id`` is the first document; ``statements`` counts what the actor said there.
    """

    actor_id: PersonId
    kind: ActorKind
    facet: Facet
    text: str
    first: date
    last: date
    documents: int
    statements: int = 0
    document_id: DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A person named in a text: full name as far as the text gives it, and the role beside it."""

    span: Span
    name: str
    person_id: PersonId | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMention:
    """A ministry, army, agency, party or company named in a text, by its fullest name there."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A date, time, duration or recurrence, with its TIMEX3 value.

    ``guessed`` marks a weekday of which no word tells whether it is the last one or the next.
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """All that was found in one document; ``language`` as found from the text."""

    document_id: DocumentId
    language: str
    sentences: tuple[Sentence, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    bodies: tuple[BodyMention, ...] = ()
