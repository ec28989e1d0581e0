"""The register of people and bodies: each day's names are put to whom they belong, and never taken back.

A day is placed as a whole, so that the order of its documents does not matter: first all full names, the longest
first, then bare surnames and letters, which are only joined where one bearer is at hand and the role does not speak
against. Names that differ in a given name, and names with initials, are never joined.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dayline.actors.found import Found, found_in
from dayline.actors.known import OUTSTANDING, Known
from dayline.actors.roles import RoleWords
from dayline.actors.sightings import counted
from dayline.model.claims import PersonId, Statement
from dayline.model.crisis import KnownActor
from dayline.model.document import Document
from dayline.model.entities import ActorKind, Annotations, PersonMention, Sighting
from dayline.text.bodies import BodyTable, body_id, body_name
from dayline.text.fingerprints import short_id
from dayline.text.normalize import fold
from dayline.text.persons import NameTable, PersonName, person_id, person_name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tables:
    """What is known of names, bodies and roles in the language of the texts."""

    names: NameTable
    bodies: BodyTable
    roles: RoleWords


class Register:
    """All people and bodies met so far; ``configured`` are those that the crisis names, with their names."""

    def __init__(self, tables: Tables, configured: Sequence[KnownActor] = ()) -> None:
        self._tables = tables
        self._known: dict[PersonId, Known] = {}
        self._by_family: dict[str, list[Known]] = {}
        self._by_alias: dict[str, Known] = {}
        self._by_letters: dict[str, set[PersonId]] = {}
        for actor in configured:
            self._configure(actor)

    def _configure(self, actor: KnownActor) -> None:
        if actor.kind == "body":
            chosen = body_id(body_name(actor.names[0], self._tables.bodies))
        else:
            parts = person_name(actor.names[0], self._tables.names)
            chosen = person_id(parts) or PersonId(short_id("person", fold(actor.names[0])))
        one = self._known.setdefault(chosen, Known(chosen, actor.kind, is_configured=True))
        one.offices.update(self._tables.roles.all_telling(actor.roles))
        for name in actor.names:
            self._by_alias.setdefault(fold(name), one)
            if actor.kind == "person":
                self._learn(one, person_name(name, self._tables.names))

    def _learn(self, one: Known, name: PersonName | None) -> None:
        """Note a full name of a person."""
        if name is not None and name.is_full and name not in one.names:
            one.names.add(name)
            bearers = self._by_family.setdefault(name.family, [])
            if one not in bearers:
                bearers.append(one)

    def restore(self, sightings: Iterable[Sighting]) -> None:
        """Put back what ``place`` gave for the days before, summed up or not."""
        for seen in sightings:
            one = self._known.setdefault(seen.actor_id, Known(seen.actor_id, seen.kind))
            self._note(one, seen)

    def _note(self, one: Known, seen: Sighting) -> None:
        if seen.facet == "self":
            one.documents += seen.documents
            one.last = max(one.last or seen.last, seen.last)
        elif seen.facet == "role":
            one.offices.update(self._tables.roles.telling(seen.text))
        elif seen.kind == "person":
            self._learn(one, person_name(seen.text, self._tables.names))
        elif _is_letters(seen.text):
            self._by_letters.setdefault(seen.text, set()).add(one.id)

    def place(self, day: date, documents: Sequence[tuple[Document, Annotations]]) -> list[Sighting]:
        """Put the names of a day's documents to people and bodies; return what was seen, in one order."""
        found = [(document, found_in(document, annotations)) for document, annotations in documents]
        full = {parts for _, names in found for one in names if (parts := self._full_name(one)) is not None}
        for parts in sorted(full, key=lambda parts: (-len(parts.middle), parts)):
            self._place_full(parts)
        first: list[tuple[Document, Found, PersonId]] = []
        for stands_alone in (True, False):
            placed = [(document, one, owner) for document, names in found for one in names
                      if self._stands_alone(one) == stands_alone and (owner := self._owner(one, day)) is not None]
            self.restore(counted(day, placed))
            first += placed
        return counted(day, first)

    def _stands_alone(self, one: Found) -> bool:
        """Tell whether a name says by itself whom it means; a bare surname, or letters, must be told by others."""
        if one.kind == "body":
            return not _is_letters(one.name)
        return fold(one.name) in self._by_alias or self._full_name(one) is not None

    def _full_name(self, one: Found) -> PersonName | None:
        """Return a name that can make a record of its own; None for a surname alone, initials, configured names."""
        if one.kind == "body" or fold(one.name) in self._by_alias:
            return None
        parts = person_name(one.name, self._tables.names)
        return parts if parts is not None and parts.is_full else None

    def _place_full(self, parts: PersonName) -> None:
        """Give a full name of the day to the person it can be, or open a record for it."""
        fits = [one for one in self._by_family.get(parts.family, ()) if one.can_be(parts)]
        if not fits:
            chosen = person_id(parts)
            if chosen is not None:
                self._learn(self._known.setdefault(chosen, Known(chosen, "person")), parts)
        elif len(fits) == 1:
            self._learn(fits[0], parts)

    def _owner(self, one: Found, day: date) -> PersonId | None:
        """Return whom a name in a document belongs to; None where that is not sure."""
        if one.kind == "body":
            return self._body(one.name)
        configured = self._by_alias.get(fold(one.name))
        if configured is not None:
            return configured.id if " " in one.name or self._fits(one.roles, configured) else None
        parts = person_name(one.name, self._tables.names)
        if parts is None or parts.is_initial:
            return None
        if parts.is_full:
            fits = [known for known in self._by_family.get(parts.family, ()) if known.can_be(parts)]
            exact = [known for known in fits if parts in known.names]
            return (exact or fits)[0].id if len(exact or fits) == 1 else None
        return self._bearer(parts, one.roles, day)

    def _bearer(self, parts: PersonName, roles: set[str], day: date) -> PersonId | None:
        """Return whose a bare surname is: the one bearer at hand, the outstanding one, or the holder of the role."""
        bearers = [known for known in self._by_family.get(parts.family, ())
                   if known.is_at_hand(day) and any(_bears(name, parts) for name in known.names)]
        telling = self._tables.roles.all_telling(roles)
        holders = [known for known in bearers if telling & known.offices.keys()]
        if len(holders) == 1:
            return holders[0].id
        if not bearers or parts.family in self._tables.names.common:
            return None
        first, *others = sorted(bearers, key=lambda known: -known.documents)
        is_sure = first.documents >= OUTSTANDING * sum(other.documents for other in others)
        return first.id if is_sure and self._fits(roles, first) else None

    def _fits(self, roles: set[str], known: Known) -> bool:
        """Tell whether the roles of a mention name no other office than those known of a person."""
        telling = self._tables.roles.all_telling(roles)
        return not telling or not known.offices or bool(telling & known.offices.keys())

    def _body(self, name: str) -> PersonId | None:
        configured = self._by_alias.get(fold(name))
        if configured is not None:
            return configured.id
        parts = body_name(name, self._tables.bodies)
        is_known = parts in self._tables.bodies.alone.values()
        if not is_known and _is_letters(name) and len(self._by_letters.get(name, ())) == 1:
            return next(iter(self._by_letters[name]))
        if not parts.words or self._tables.bodies.is_plain(parts) or self._is_surname(name):
            return None
        return body_id(parts)

    def _is_surname(self, name: str) -> bool:
        """Tell whether what looks like a body is the surname of a person that is known."""
        parts = person_name(name, self._tables.names)
        return parts is not None and not parts.given and parts.family in self._by_family

    def owners(
        self, document: Document, annotations: Annotations, day: date
    ) -> dict[tuple[ActorKind, str], PersonId | None]:
        """Return whom each name in a placed document belongs to; None for what is left open."""
        return {(one.kind, one.name): self._owner(one, day) for one in found_in(document, annotations)}

    def resolve(self, document: Document, annotations: Annotations, day: date) -> Annotations:
        """Return the annotations of a placed document with the ids of records in place of those of names."""
        owners = self.owners(document, annotations, day)
        people = {name: owner for (kind, name), owner in owners.items() if kind == "person"}
        bodies = {name: owner for (kind, name), owner in owners.items() if kind == "body"}
        return replace(
            annotations,
            people=tuple(_mention(mention, people) for mention in annotations.people),
            statements=tuple(self._statement(statement, people, bodies) for statement in annotations.statements),
        )

    def _statement(
        self, statement: Statement, people: Mapping[str, PersonId | None], bodies: Mapping[str, PersonId | None]
    ) -> Statement:
        speaker = statement.speaker
        if speaker is None:
            return statement
        owner = people[speaker] if speaker in people else bodies.get(speaker) or self._body(speaker)
        return replace(statement, speaker_id=owner) if owner != statement.speaker_id else statement


def _mention(mention: PersonMention, people: Mapping[str, PersonId | None]) -> PersonMention:
    return replace(mention, person_id=people.get(mention.name))


def _bears(full: PersonName, bare: PersonName) -> bool:
    return full.family == bare.family and all(word in full.middle for word in bare.middle)


def _is_letters(text: str) -> bool:
    """Tell whether a name is only letters for a longer one."""
    return text.isupper() and text.isalpha() and 2 <= len(text) <= 8
