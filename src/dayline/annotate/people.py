"""People named in a document: where, by what full name, in what role; found by rule, with the parser's help.

A run of capitals is taken for a person's name on evidence: a title or role before it, a role after it, a given
name, the parser's own opinion, or a full name elsewhere in the document. A place of the gazetteer is no person
unless a title says so; a surname alone belongs to the last full name of that surname; an initial proves nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dayline.annotate.names_found import FoundName, name_words_of, names_in
from dayline.annotate.reading import Reading
from dayline.annotate.roles import Role, role_of
from dayline.annotate.tree import Tree
from dayline.model.document import Field
from dayline.model.entities import PersonMention, PlaceMention
from dayline.text.languages import Language
from dayline.text.persons import NameTable, PersonName, agree, name_table_of, person_id, person_name


@dataclass(slots=True)
class _Candidate:
    """A name in one field, with what speaks for its being a person's."""

    reading: Reading
    start: int
    end: int
    name: str
    evidence: bool
    is_place: bool
    role: Role | None
    full: str = ""


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
    place_ends = {(mention.span.field, mention.span.start): mention.span.end for mention in places}
    candidates: list[_Candidate] = []
    for reading in readings:
        tree = (trees or {}).get(reading.field) or Tree.of(reading.parsed)
        for candidate in names_in(tree, words):
            found = _after_place(candidate, place_ends.get((reading.field, candidate.start)), reading.text)
            is_place = (reading.field, found.start) in taken or (reading.field, found.end - 1) in taken
            role = role_of(tree, found.start, found.end, words)
            evidence = found.titled or role is not None or (found.likely and not is_place)
            if is_place and not found.titled and not (found.likely and role is not None):
                evidence = False
            name = reading.text[found.start : found.end]
            name = " ".join(name.split())
            candidates.append(_Candidate(reading, found.start, found.end, name, evidence, is_place, role))
    table = name_table_of(language)
    _give_full_names(candidates, table)
    return tuple(_mention(candidate, table) for candidate in candidates if candidate.full)


def _after_place(found: FoundName, place_end: int | None, text: str) -> FoundName:
    """Return a name without the place before it: "Prime Minister of Ravenia Olena Vell"."""
    if place_end is None or not found.start < place_end < found.end or text[place_end] != " ":
        return found
    return replace(found, start=place_end + 1)


def _mention(candidate: _Candidate, table: NameTable) -> PersonMention:
    return PersonMention(
        span=candidate.reading.span(candidate.start, candidate.end),
        name=candidate.full,
        person_id=person_id(person_name(candidate.full, table)),
        role=candidate.role.text if candidate.role is not None else None,
    )


def _give_full_names(candidates: list[_Candidate], table: NameTable) -> None:
    """Give each name with evidence its longest form in the document, and each bare surname its bearer."""
    known = _Known((candidate.name for candidate in candidates if candidate.evidence), table)
    last_seen: dict[str, int] = {}
    for order, candidate in enumerate(candidates):
        is_single = " " not in candidate.name
        fits = known.of(candidate.name, or_first=is_single and not candidate.is_place)
        if candidate.name in fits:
            candidate.full = max(fits, key=lambda name: (known.length(name), name == candidate.name))
        elif is_single and fits:
            latest = max(fits, key=lambda name: (last_seen.get(name, -1), -fits.index(name)))
            candidate.full = max((name for name in fits if known.are_one(name, latest)), key=known.length)
        elif candidate.evidence:
            candidate.full = candidate.name
        if candidate.full:
            last_seen[candidate.full] = order
    _keep_proven_surnames(candidates)


class _Known:
    """The full names of a document, by surname and by given name."""

    def __init__(self, names: Iterable[str], table: NameTable) -> None:
        self._table = table
        self._parts: dict[str, PersonName] = {}
        self._by_family: dict[str, list[str]] = {}
        self._by_given: dict[str, list[str]] = {}
        for name in dict.fromkeys(name for name in names if " " in name):
            parts = person_name(name, table)
            if parts is not None and parts.given:
                self._parts[name] = parts
                self._by_family.setdefault(parts.family, []).append(name)
                self._by_given.setdefault(parts.given, []).append(name)

    def length(self, name: str) -> int:
        """Return the number of words of a known name that count."""
        return 2 + len(self._parts[name].middle)

    def are_one(self, one: str, other: str) -> bool:
        """Tell whether two known names can be one person's."""
        return agree(self._parts[one], self._parts[other])

    def of(self, name: str, *, or_first: bool) -> list[str]:
        """Return the full names that a name can stand for; by its given name only where no surname fits."""
        parts = person_name(name, self._table)
        if parts is None:
            return []
        fits = [known for known in self._by_family.get(parts.family, ()) if agree(parts, self._parts[known])]
        return fits or (self._by_given.get(self._table.given_key(name), []) if or_first else [])


def _keep_proven_surnames(candidates: list[_Candidate]) -> None:
    """Let a surname that is a person's by evidence once be one wherever it stands alone."""
    proven = {candidate.name for candidate in candidates if candidate.full}
    for candidate in candidates:
        if not candidate.full and candidate.name in proven and not candidate.is_place:
            candidate.full = candidate.name
