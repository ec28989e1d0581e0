"""People named in a document: where, by what full name, in what role; found by rule, with the parser's help.

A run of capitals is taken for a person's name on evidence: a title or role before it, a role after it, a given
name, the parser's own opinion, or a full name elsewhere in the document. A place of the gazetteer is no person
unless a title says so; a surname alone belongs to the last full name of that surname; an initial proves nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dayline.annotate.names_found import NameWords, name_words_of, names_in
from dayline.annotate.reading import Reading
from dayline.annotate.roles import Role, role_of
from dayline.annotate.tree import Tree
from dayline.model.claims import PersonId
from dayline.model.document import Field
from dayline.model.entities import PersonMention, PlaceMention
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language
from dayline.text.names import name_words, same_person

VERSION = "1"


@dataclass(slots=True)
class _Candidate:
    """A name in one field, with what speaks for its being a person's."""

    reading: Reading
    start: int
    end: int
    name: str
    evidence: bool
    role: Role | None
    full: str = ""
    order: int = field(default=0)


def find_people(
    readings: Sequence[Reading],
    *,
    language: Language,
    places: Sequence[PlaceMention],
    trees: Mapping[Field, Tree] | None = None,
) -> tuple[PersonMention, ...]:
    """Return the mentions of people in the fields of one document, in order; texts unparsed have none."""
    words = name_words_of(language)
    if words is None:
        return ()
    taken = {(mention.span.field, at) for mention in places for at in (mention.span.start, mention.span.end - 1)}
    candidates: list[_Candidate] = []
    for reading in readings:
        tree = (trees or {}).get(reading.field) or Tree.of(reading.parsed)
        for found in names_in(reading.parsed, tree, words):
            is_place = (reading.field, found.start) in taken or (reading.field, found.end - 1) in taken
            role = role_of(tree, found.start, found.end, words)
            evidence = found.titled or role is not None or (found.likely and not is_place)
            if is_place and not found.titled and not (found.likely and role is not None):
                evidence = False
            name = reading.text[found.start : found.end]
            candidates.append(_Candidate(reading, found.start, found.end, " ".join(name.split()), evidence, role))
    _give_full_names(candidates)
    return tuple(_mention(candidate) for candidate in candidates if candidate.full)


def _mention(candidate: _Candidate) -> PersonMention:
    return PersonMention(
        span=candidate.reading.span(candidate.start, candidate.end),
        name=candidate.full,
        person_id=person_id(candidate.full),
        role=candidate.role.text if candidate.role is not None else None,
    )


def person_id(name: str) -> PersonId | None:
    """Return the id of a full name, the same over documents; None for a surname alone."""
    words = name_words(name)
    return PersonId(short_id("person", *words)) if len(words) > 1 else None


def _give_full_names(candidates: list[_Candidate]) -> None:
    """Give each name with evidence its longest form in the document, and each bare surname its bearer."""
    known: list[str] = []
    for candidate in candidates:
        if candidate.evidence and len(candidate.name.split()) > 1 and candidate.name not in known:
            known.append(candidate.name)
    seen: list[str] = []
    for candidate in candidates:
        fits = [name for name in known if same_person(candidate.name, name)]
        if candidate.name in known:
            candidate.full = max(fits, key=lambda name: (len(name_words(name)), name == candidate.name))
        elif len(candidate.name.split()) == 1 and fits:
            before = [name for name in seen if name in fits]
            candidate.full = before[-1] if before else fits[0]
            longer = [name for name in fits if same_person(name, candidate.full)]
            candidate.full = max(longer, key=lambda name: len(name_words(name)))
        elif candidate.evidence:
            candidate.full = candidate.name
        if candidate.full:
            seen.append(candidate.full)
    _keep_proven_surnames(candidates)


def _keep_proven_surnames(candidates: list[_Candidate]) -> None:
    """Let a surname that is a person's by evidence once be one wherever it stands alone."""
    proven = {candidate.name for candidate in candidates if candidate.full}
    for candidate in candidates:
        if not candidate.full and candidate.name in proven:
            candidate.full = candidate.name
