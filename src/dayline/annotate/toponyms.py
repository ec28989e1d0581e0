"""Names of places in a document: longest matches against the gazetteer that stand like a place's name.

A match is weighed by what stands beside it (a preposition, another capitalised word, a region after a comma),
by what the parser took it for, and by how well known the place is; the weights were set on LGL and TR-News.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from dayline.annotate.inflections import base_forms
from dayline.annotate.place_candidates import Candidate, candidates_in
from dayline.annotate.place_names import Gazetteer, PlaceWords, Word, place_words_of
from dayline.annotate.reading import Reading
from dayline.model.entities import Place
from dayline.text.languages import Language

LEAST_EVIDENCE = 0.85  # evidence from which a name is taken for a place; swept 0.7–1.3 on LGL and TR-News
KNOWN_TOWN = 5000  # people in a town of the crisis's countries that its news names without ado
LEAST_OF_WORLD = 500  # people in the least settlement that is not out of a file the user imported
IMPORTED = 0.35  # renown of a place that the user imported: the crisis is about such places
LISTED = 1.2  # words say that it is a place of some sort
DATELINE = 1.0
CUT = 1.5
LOWERED = 0.8
DOUBT = 0.35  # a sentence's first word, an adjective, a word in other letters
NO_PARSER = 0.55  # evidence in place of the entities that a parser would have found

_JOINED = re.compile(r",? (?:and|or|та|і|й|и|або|или) |, |/|[-–—]")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a field, from ``start`` to ``end``, with the places that it may mean."""

    reading: Reading
    start: int
    end: int
    name: str
    places: tuple[Place, ...]


def find_toponyms(
    readings: Sequence[Reading], *, gazetteer: Gazetteer, focus: Sequence[str], language: Language
) -> list[Toponym]:
    """Return the names of places in the fields of one document, in order."""
    words = place_words_of(language)
    candidates = [candidate for reading in readings for candidate in candidates_in(reading, gazetteer, words)]
    for candidate in candidates:
        candidate.evidence = _evidence(candidate, words, frozenset(focus))
    _agree(candidates)
    return [
        Toponym(c.reading, c.start, c.end, c.name, c.places)
        for c in candidates
        if c.evidence >= LEAST_EVIDENCE
    ]


def _is_known(places: Sequence[Place], focus: frozenset[str]) -> bool:
    """Tell whether a name is that of a town, or more, in the crisis's countries."""
    return any(place.country in focus and place.population >= KNOWN_TOWN for place in places)


def _renown(places: Sequence[Place], focus: frozenset[str]) -> float:
    """Return how well known the best known place of a name is, 0 to 1."""
    best = max(map(_renown_of, places))
    return max(best, 0.8) if _is_known(places, focus) else best


def _renown_of(place: Place) -> float:
    if place.kind == "country":
        return 1.0
    if place.kind == "region" or (place.kind == "feature" and place.gazetteer_id is None):
        return 0.8
    by_people = (log10(place.population + 1) - 3) / 3.5
    return min(1.0, max(IMPORTED if place.population < LEAST_OF_WORLD else 0.0, by_people))


def _evidence(c: Candidate, words: PlaceWords, focus: frozenset[str]) -> float:
    """Return how much speaks for a name being a place's, and meant as one."""
    single = " " not in c.name
    low = c.name.lower()
    total = 0.9 * _renown(c.places, focus) + (0.0 if single else 0.5)
    total += _from_label(c) - (0.9 if c.person else 0.0)
    total += _from_neighbours(c, words)
    total += LISTED if c.in_list or c.of_kind else DATELINE if c.dateline else 0.0
    if c.cut:
        total -= CUT
    if c.lowered:
        total -= LOWERED
    if low in words.common and not c.of_kind:
        total -= 1.5
    elif single and (low in words.names or _is_cased_name(low, words)):
        is_surnamed = c.after is not None and c.after.capital and c.after.low not in words.institutions
        total -= 1.0 if is_surnamed else 0.4
    if c.opens and single:
        total -= 1.5 if low in words.before else 0.2
    if (
        c.label == "PERSON"
        and c.exact
        and not c.person
        and low not in words.names
        and _is_known(c.places, focus)
    ):
        total += 0.4  # the small model takes most towns of a country it has not read of for persons
    return total if c.has_parser else total + _unparsed(c, words)


def _unparsed(c: Candidate, words: PlaceWords) -> float:
    """Return what speaks for a name in a text that no parser has read; nothing where the language has no lists."""
    if not words.endings:
        return 0.0
    if " " in c.name:
        return NO_PARSER
    low = c.name.lower()
    if any(low.startswith(stem) for stem in words.demonyms):
        return -1.0
    is_led = c.before is not None and c.before.low in words.before
    is_adjective = low.endswith(tuple(words.adjectives)) and all(p.kind == "settlement" for p in c.places)
    doubts = (c.opens, is_adjective and not is_led, low.isascii())
    return NO_PARSER - sum(DOUBT for doubt in doubts if doubt)


def _is_cased_name(low: str, words: PlaceWords) -> bool:
    """Tell whether a word is a case of a person's name ("Романові")."""
    return bool(words.endings) and any(form in words.names for form in base_forms(low, words.endings))


def _from_label(c: Candidate) -> float:
    """Return what the parser's entity says for a place (or against)."""
    if c.label in ("GPE", "LOC"):
        return 1.2 if c.exact else 0.7
    if c.label == "FAC":
        return 0.5
    if c.label == "ORG":
        return 0.6 if c.exact else 0.3
    if c.label == "PERSON":
        return -0.1 if c.exact else -1.2
    if c.label in ("DATE", "TIME", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE", "MONEY"):
        return -0.3
    return 0.0


def _from_neighbours(c: Candidate, words: PlaceWords) -> float:
    """Return what the words beside a name say for a place (or against)."""
    text = c.reading.text
    total = 0.0
    if c.before is not None:
        total += _from_before(c, c.before, words)
    if c.after is not None:
        total += _from_after(c, c.after, words)
    if text[c.end : c.end + 2] == ", " and text[c.end + 2 : c.end + 3].isupper():
        total += 0.3
    return total


def _from_before(c: Candidate, before: Word, words: PlaceWords) -> float:
    if before.low in words.before:
        return 0.8
    if before.low in words.persons:
        return -1.2
    if before.low in words.kinds or before.low in words.compass:
        return 0.5
    if before.low == "of":
        return 0.4
    is_name = before.capital and not c.title_case and not before.opens and c.reading.text[c.start - 1] == " "
    return -0.5 if is_name else 0.0


def _from_after(c: Candidate, after: Word, words: PlaceWords) -> float:
    if after.capital and after.low in words.things:
        return -1.0
    if after.capital and after.low in words.institutions:
        return 0.4
    if after.low in words.speaks:
        is_led = c.before is not None and (c.before.low == "of" or c.before.low in words.before)
        return 0.0 if is_led else -0.4  # "residents of Tarn said"
    if after.low in words.kinds:
        return 0.4
    return -0.3 if after.capital and not c.title_case and c.reading.text[c.end] == " " else 0.0


def _agree(candidates: Sequence[Candidate]) -> None:
    """Let a name that is surely a place once in the document be one wherever nothing speaks against it."""
    sure = Counter(c.name.casefold() for c in candidates if c.evidence >= LEAST_EVIDENCE + 0.5)
    for c in candidates:
        if sure[c.name.casefold()] and c.label != "PERSON":
            c.evidence += 0.5
    for one, other in pairwise(candidates):
        if one.reading is other.reading and _JOINED.fullmatch(one.reading.text[one.end : other.start]):
            if one.evidence >= LEAST_EVIDENCE:
                other.evidence += 0.4
            elif other.evidence >= LEAST_EVIDENCE:
                one.evidence += 0.4
