"""Names of places in a document: longest matches against the gazetteer that stand like a place's name.

A match is weighed by what stands beside it (a preposition, another capitalised word, a region after a comma),
by what the parser took it for, and by how well known the place is; the weights were set on LGL and TR-News.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log10
from typing import Any, Protocol

from dayline.annotate.inflections import base_forms
from dayline.annotate.reading import Reading
from dayline.model.entities import Place
from dayline.text.languages import Language

MOST_WORDS = 7  # words of the longest name that is looked up
TITLE_CASE = 0.6  # least share of capitalised words for a field to be a headline in capitals
LEAST_EVIDENCE = 1.0  # evidence from which a name is taken for a place; swept 0.4–1.6 on LGL and TR-News
KNOWN_TOWN = 5000  # people in a town of the crisis's countries that its news names without ado
NO_PARSER = 0.3  # evidence in place of the entities that a parser would have found

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*(?:-[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)*")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_GAP = re.compile(r"\.? |['’]s? ")
_JOINED = re.compile(r",? (?:and|or|та|і|й|и|або|или)? ?|, |/|[-–—]")
_STOPS = frozenset('.!?:;"“”…(\n|—–•*')


class Gazetteer(Protocol):
    """A table of the world's places by name."""

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places of a name or alias, compared as ``text.normalize.fold`` has it; largest first."""
        ...


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a field, from ``start`` to ``end``, with the places that it may mean."""

    reading: Reading
    start: int
    end: int
    name: str
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    text: str
    low: str
    capital: bool
    opens: bool


@dataclass(slots=True)
class _Candidate:
    reading: Reading
    start: int
    end: int
    name: str
    places: tuple[Place, ...]
    before: _Word | None
    after: _Word | None
    opens: bool
    title_case: bool
    label: str = ""
    exact: bool = False
    person: bool = False
    evidence: float = 0.0
    parts: list["_Candidate"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of a language that speak for or against a place."""

    before: frozenset[str]
    kinds: frozenset[str]
    heads: frozenset[str]
    inside: frozenset[str]
    persons: frozenset[str]
    speaks: frozenset[str]
    compass: frozenset[str]
    things: frozenset[str]
    institutions: frozenset[str]
    common: frozenset[str]
    names: frozenset[str]
    endings: Mapping[str, Sequence[str]]


@lru_cache(maxsize=16)
def _words_of(language: Language) -> _Words:
    table: Mapping[str, Any] = language.table("places")
    lists = {
        name: frozenset(table.get(name, ()))
        for name in _Words.__dataclass_fields__
        if name != "endings"
    }
    return _Words(**lists, endings=table.get("endings", {}))


def find_toponyms(
    readings: Sequence[Reading], *, gazetteer: Gazetteer, focus: Sequence[str], language: Language
) -> list[Toponym]:
    """Return the names of places in the fields of one document, in order."""
    words = _words_of(language)
    candidates = [
        candidate for reading in readings for candidate in _candidates(reading, gazetteer, words)
    ]
    for candidate in candidates:
        candidate.evidence = _evidence(candidate, words, frozenset(focus))
    _agree(candidates)
    return [
        Toponym(c.reading, c.start, c.end, c.name, c.places)
        for c in candidates
        if c.evidence >= LEAST_EVIDENCE
    ]


def _split(text: str) -> list[_Word]:
    """Return the words of a text; those with hyphens whole."""
    found = []
    for match in _WORD.finditer(text):
        written = match[0]
        bare = _POSSESSIVE.sub("", written)
        before = text[max(0, match.start() - 2) : match.start()].strip(" '‘’\"“”") or (
            "." if match.start() < 2 else ""
        )
        opens = not before or before[-1] in _STOPS or "\n" in text[max(0, match.start() - 2) : match.start()]
        if not before and match.start() >= 2:
            opens = _opens(text, match.start())
        found.append(
            _Word(match.start(), match.start() + len(bare), bare, bare.lower(), bare[0].isupper(), opens)
        )
    return found


def _parts(word: _Word) -> list[_Word]:
    """Return the parts of a word with hyphens as words ("Kyiv-based", "Russia-Ukraine")."""
    parts, start = [], word.start
    for part in word.text.split("-"):
        if part:
            parts.append(
                _Word(start, start + len(part), part, part.lower(), part[0].isupper(), word.opens and not parts)
            )
        start += len(part) + 1
    return parts


def _opens(text: str, start: int) -> bool:
    """Tell whether a word at ``start`` begins a sentence or a line."""
    before = start - 1
    while before >= 0 and text[before] in " '‘’\"“”\u00a0":
        before -= 1
    return before < 0 or text[before] in _STOPS


def _candidates(reading: Reading, gazetteer: Gazetteer, words: _Words) -> Iterator[_Candidate]:
    text = reading.text
    found = _split(text)
    if not found:
        return
    title_case = sum(word.capital for word in found) > TITLE_CASE * len(found)
    entities = [(e.start_char, e.end_char, e.label_) for e in reading.parsed.ents]
    starts = [entity[0] for entity in entities]
    persons = {
        _POSSESSIVE.sub("", word) for e in reading.parsed.ents if e.label_ == "PERSON" and len(e) > 1 for word in e.text.split()
    }
    index = 0
    while index < len(found):
        if not found[index].capital:
            index += 1
            continue
        match = _longest(text, found, index, gazetteer, words)
        if match is None:
            if "-" in found[index].text:
                found[index : index + 1] = _parts(found[index])
            else:
                index += 1
            continue
        last, places, start, end = match
        candidate = _Candidate(
            reading, start, end, text[start:end], places,
            _neighbour(text, found, index, -1), _neighbour(text, found, last, 1), found[index].opens, title_case,
        )  # fmt: skip
        at = bisect_right(starts, end - 1) - 1
        if at >= 0 and entities[at][1] > start:
            candidate.label = entities[at][2]
            outer = text[entities[at][0] : entities[at][1]].removeprefix("the ").removeprefix("The ")
            candidate.exact = _POSSESSIVE.sub("", outer) == candidate.name
        candidate.person = candidate.name in persons
        yield candidate
        index = last + 1


def _neighbour(text: str, found: Sequence[_Word], index: int, step: int) -> _Word | None:
    """Return the word beside, where nothing but a space or hyphen lies between."""
    other = index + step
    if not 0 <= other < len(found):
        return None
    first, second = (found[other], found[index]) if step < 0 else (found[index], found[other])
    between = text[first.end : second.start]
    return found[other] if between in (" ", "-", "’s ", "'s ", "\u00a0", "’ ", "' ", ". ") else None


def _longest(
    text: str, found: Sequence[_Word], index: int, gazetteer: Gazetteer, words: _Words
) -> tuple[int, tuple[Place, ...], int, int] | None:
    """Return (index of the last word, places, start, end) of the longest name that begins at a word."""
    ends = [index]
    for other in range(index + 1, min(index + MOST_WORDS, len(found))):
        if _GAP.fullmatch(text[found[other - 1].end : found[other].start]) is None:
            break
        word = found[other]
        if word.capital or word.low in words.heads:
            ends.append(other)
        elif word.low not in words.inside:
            break
    start = found[index].start
    for last in reversed(ends):
        end = found[last].end
        if places := _lookup(text[start:end], gazetteer, words):
            return last, places, start, end
    return None


def _lookup(name: str, gazetteer: Gazetteer, words: _Words) -> tuple[Place, ...]:
    places = tuple(gazetteer.lookup(name))
    if not places and words.endings and len(name) > 3:
        for form in base_forms(name, words.endings):
            places += tuple(place for place in gazetteer.lookup(form) if place not in places)
    if name.isupper() and len(name.replace(".", "")) <= 4:
        places = tuple(place for place in places if place.kind in ("country", "region", "feature"))
    return places


def _renown(places: Sequence[Place], focus: frozenset[str]) -> float:
    """Return how well known the best known place of a name is, 0 to 1."""
    best = 0.0
    for place in places:
        known = {"country": 1.0, "region": 0.8, "feature": 0.8, "settlement": 0.0}[place.kind]
        if place.kind == "settlement":
            known = min(1.0, max(0.0, (log10(place.population + 1) - 3) / 3.5))
        if place.country in focus and place.population >= KNOWN_TOWN:
            known = max(known, 0.8)
        best = max(best, known)
    return best


def _evidence(c: _Candidate, words: _Words, focus: frozenset[str]) -> float:
    single = " " not in c.name
    low = c.name.lower()
    total = 0.9 * _renown(c.places, focus) + (0.0 if single else 0.5)
    total += _from_label(c) - (0.9 if c.person else 0.0)
    total += _from_neighbours(c, words)
    if low in words.common:
        total -= 1.5
    elif single and low in words.names:
        total -= 0.4
    if c.opens and single:
        total -= 0.2
    return total if c.reading.parsed.has_annotation("ENT_IOB") else total + NO_PARSER


def _from_label(c: _Candidate) -> float:
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


def _from_neighbours(c: _Candidate, words: _Words) -> float:
    total = 0.0
    before, after, text = c.before, c.after, c.reading.text
    if before is not None:
        if before.low in words.before:
            total += 0.8
        elif before.low in words.persons:
            total -= 1.2
        elif before.low in words.kinds or before.low in words.compass:
            total += 0.5
        elif before.low == "of":
            total += 0.4
        elif before.capital and not c.title_case and not before.opens and text[c.start - 1] == " ":
            total -= 0.5
    if after is not None:
        if after.capital and after.low in words.things:
            total -= 1.0
        elif after.capital and after.low in words.institutions:
            total += 0.4
        elif after.low in words.speaks:
            total -= 0.4
        elif after.low in words.kinds:
            total += 0.4
        elif after.capital and not c.title_case and text[c.end] == " ":
            total -= 0.3
    following = text[c.end : c.end + 2]
    if following == ", " and text[c.end + 2 : c.end + 3].isupper():
        total += 0.3
    return total


def _agree(candidates: Sequence[_Candidate]) -> None:
    """Let a name that is surely a place once in the document be one wherever nothing speaks against it."""
    sure = Counter(c.name.casefold() for c in candidates if c.evidence >= LEAST_EVIDENCE + 0.5)
    for c in candidates:
        if sure[c.name.casefold()] and c.label != "PERSON":
            c.evidence += 0.5
    for one, other in zip(candidates, candidates[1:], strict=False):
        if one.reading is other.reading and _JOINED.fullmatch(one.reading.text[one.end : other.start]):
            if one.evidence >= LEAST_EVIDENCE:
                other.evidence += 0.4
            elif other.evidence >= LEAST_EVIDENCE:
                one.evidence += 0.4
