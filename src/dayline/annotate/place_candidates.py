"""Names in a text that the gazetteer knows: longest matches, each with what stands beside it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from dayline.annotate.inflections import base_forms
from dayline.annotate.reading import Reading
from dayline.model.entities import Place
from dayline.text.languages import Language

MOST_WORDS = 7  # words of the longest name that is looked up
LONGEST_ACRONYM = 4  # letters; so many capitals name a large city ("KYIV") at most, fewer none
LARGE_CITY = 100_000  # people
SHORTEST_BASE = 4  # letters of a name that is looked up by taking a case's ending off
TITLE_CASE = 0.6  # least share of capitalised words for a field to be a headline in capitals

_WORD = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*(?:-[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)*")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_GAP = re.compile(r" |['’]s? |\. ")
_ABBREVIATED = 4  # letters of the longest word that a full stop shortens inside a name ("St.", "Mt.", "Twp.")
_DATELINE = re.compile(r"(?:, [^\n—–:(]{2,24}?)? ?(?:\([^\n()]{2,30}\) ?)?(?:[—–]|-{1,2} |:)|,? \([A-Z]")
_STOPS = frozenset('.!?:;"“”…(\n|—–•*')


class Gazetteer(Protocol):
    """A table of the world's places by name."""

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places of a name or alias, compared as ``text.normalize.fold`` has it; largest first."""
        ...


@dataclass(slots=True)
class Word:
    """A word without its possessive ending; ``opens`` where it begins a sentence, a line or a bracket."""

    start: int
    end: int
    text: str
    low: str
    capital: bool
    opens: bool


@dataclass(slots=True)
class Candidate:
    """A name that the gazetteer knows, with the words beside it and what the parser took it for.

    ``label`` is the entity that it lies in, ``exact`` where it is all of that; ``person`` where the same word
    stands in the full name of a person of that text; ``has_parser`` where entities were looked for at all;
    ``in_list`` where a word after several names says what they are ("Hall and Dawson counties"), ``of_kind``
    where words before it do ("the village of Bam"), ``dateline`` where it opens a line as the place of writing,
    ``cut`` where words beside it belong to a longer name that is not known ("Mount" before "Sable"), ``lowered``
    where the same word stands in small letters elsewhere in the field.
    """

    reading: Reading
    start: int
    end: int
    name: str
    places: tuple[Place, ...]
    before: Word | None
    after: Word | None
    opens: bool
    title_case: bool
    has_parser: bool
    label: str = ""
    exact: bool = False
    person: bool = False
    in_list: bool = False
    dateline: bool = False
    of_kind: bool = False
    cut: bool = False
    lowered: bool = False
    evidence: float = 0.0


@dataclass(frozen=True, slots=True)
class PlaceWords:
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
    leads: frozenset[str]
    tails: frozenset[str]
    demonyms: frozenset[str]
    adjectives: frozenset[str]
    links: frozenset[str]
    plurals: Mapping[str, str]
    endings: Mapping[str, Sequence[str]]


@lru_cache(maxsize=16)
def place_words_of(language: Language) -> PlaceWords:
    """Return the word lists of a language; empty ones where it has none."""
    table: Mapping[str, Any] = language.table("places")
    lists = {
        name: frozenset(table.get(name, ()))
        for name in PlaceWords.__dataclass_fields__
        if name not in ("plurals", "endings")
    }
    return PlaceWords(**lists, plurals=table.get("plurals", {}), endings=table.get("endings", {}))


def _split(text: str) -> list[Word]:
    """Return the words of a text; those with hyphens whole."""
    found = []
    for match in _WORD.finditer(text):
        bare, start = _POSSESSIVE.sub("", match[0]), match.start()
        is_capital = bare[0].isupper()
        found.append(
            Word(start, start + len(bare), bare, bare.lower(), is_capital, is_capital and _opens(text, start))
        )
    return found


def _parts(word: Word) -> list[Word]:
    """Return the parts of a word with hyphens as words ("Kyiv-based", "Russia-Ukraine")."""
    parts: list[Word] = []
    start = word.start
    for part in word.text.split("-"):
        if part:
            parts.append(
                Word(
                    start, start + len(part), part, part.lower(), part[0].isupper(), word.opens and not parts
                )
            )
        start += len(part) + 1
    return parts


def _opens(text: str, start: int) -> bool:
    """Tell whether a word at ``start`` begins a sentence or a line."""
    before = start - 1
    while before >= 0 and text[before] in " '‘’\"“”\u00a0":
        before -= 1
    return before < 0 or text[before] in _STOPS


class _Entities:
    """What the parser took the stretches of a text for."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.is_known = reading.parsed.has_annotation("ENT_IOB")
        self.spans = [(entity.start_char, entity.end_char, entity.label_) for entity in reading.parsed.ents]
        self.starts = [start for start, _, _ in self.spans]
        self.persons = {
            _POSSESSIVE.sub("", word)
            for start, end, label in self.spans
            if label == "PERSON" and " " in self.text[start:end]
            for word in self.text[start:end].split()
        }

    def label_of(self, start: int, end: int) -> tuple[str, bool]:
        """Return the label of the entity that a name lies in, and whether it is all of that; "" for none."""
        at = bisect_right(self.starts, end - 1) - 1
        if at < 0 or self.spans[at][1] <= start:
            return "", False
        first, last, label = self.spans[at]
        if start <= first and last <= end and last - first < end - start:
            return "", False  # the name is more than the entity
        outer = self.text[first:last].removeprefix("the ").removeprefix("The ")
        return label, _POSSESSIVE.sub("", outer) == self.text[start:end]


def candidates_in(reading: Reading, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Candidate]:
    """Yield the names of a field that the gazetteer knows, in order, none overlapping another."""
    text = reading.text
    found = _split(text)
    title_case = sum(word.capital for word in found) > TITLE_CASE * len(found)
    entities = _Entities(reading)
    lowered = {word.low for word in found if not word.capital}
    listed = _lists(text, found, gazetteer, words)
    index = 0
    while index < len(found):
        match = listed.get(index)
        if match is None and found[index].capital:
            match = _longest(text, found, index, gazetteer, words)
        if match is None:
            if found[index].capital and "-" in found[index].text:
                found[index : index + 1] = _parts(found[index])
            else:
                index += 1
            continue
        last, places, start, end = match
        if end - start > 2 or text[start:end].islower() or _is_postal(text, start, places):
            label, exact = entities.label_of(start, end)
            before, after = _neighbour(text, found, index, -1), _neighbour(text, found, last, 1)
            yield Candidate(
                reading=reading,
                start=start,
                end=end,
                name=text[start:end],
                places=places,
                before=before,
                after=after,
                opens=found[index].opens,
                title_case=title_case,
                has_parser=entities.is_known,
                label=label,
                exact=exact,
                person=text[start:end] in entities.persons,
                in_list=index in listed,
                dateline=_is_dateline(text, start, end),
                of_kind=_is_of_kind(text, found, index, words),
                lowered=start == found[index].start and end == found[index].end and found[index].low in lowered,
                cut=_is_cut(before, after, words) and index not in listed,
            )
        index = last + 1


def _is_postal(text: str, start: int, places: Sequence[Place]) -> bool:
    """Tell whether two capitals are a country's, or a state's after the name of a town ("Dallas, TX")."""
    return any(place.kind == "country" for place in places) or text[max(0, start - 2) : start] == ", "


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether a name opens a line as the place of writing ("TARN — …", "Tarn, May 9 (Agency) — …")."""
    if start and text[start - 1] != "\n" and not (text[start:end].isupper() and text[:start].rstrip()[-1:] in ".!?"):
        return False
    match = _DATELINE.match(text, end)
    return match is not None and (text[start:end].isupper() or match[0][-1:] not in ":- ")


def _is_of_kind(text: str, found: Sequence[Word], index: int, words: PlaceWords) -> bool:
    """Tell whether a word for a sort of place stands before a name ("the village of Bam", "in the town Bam")."""
    before = index - 1
    if before > 0 and found[before].low == "of":
        before -= 1
    elif before < 1 or found[before].capital:
        return False
    return found[before].low in words.kinds and text[found[before].end : found[index].start] in (" ", " of ")


def _is_cut(before: Word | None, after: Word | None, words: PlaceWords) -> bool:
    """Tell whether a name is but part of a longer one ("Mount Sable", "Sable Ridge")."""
    return (before is not None and before.capital and before.low.rstrip(".") in words.leads) or (
        after is not None and after.capital and after.low in words.tails
    )


def _neighbour(text: str, found: Sequence[Word], index: int, step: int) -> Word | None:
    """Return the word beside, where nothing but a space or hyphen lies between."""
    other = index + step
    if not 0 <= other < len(found):
        return None
    first, second = (found[other], found[index]) if step < 0 else (found[index], found[other])
    between = text[first.end : second.start]
    return found[other] if between in (" ", "-", "’s ", "'s ", "\u00a0", "’ ", "' ", ". ") else None


def _lists(
    text: str, found: Sequence[Word], gazetteer: Gazetteer, words: PlaceWords
) -> dict[int, tuple[int, tuple[Place, ...], int, int]]:
    """Return, by the index of its first word, each name that a plural after the last one says the sort of."""
    matches = {}
    for index, word in enumerate(found):
        kind = words.plurals.get(word.low)
        last = index - 1
        while kind and last >= 0 and found[last].capital:
            first = last
            while first > 0 and found[first - 1].capital and text[found[first - 1].end : found[first].start] == " ":
                first -= 1
            end = found[last].end
            places = _lookup(f"{text[found[first].start : end]} {kind}", gazetteer, words)
            while not places and first < last:  # "In Hall and Dawson counties"
                first += 1
                places = _lookup(f"{text[found[first].start : end]} {kind}", gazetteer, words)
            start = found[first].start
            if not places:
                break
            matches[first] = (last, places, start, end)
            before = first - 1
            while before >= 0 and not found[before].capital and found[before].low in words.links:
                before -= 1
            between = text[found[before].end : start] if before >= 0 else "."
            if not set(between.replace(",", " , ").split()) <= words.links | {","}:
                break
            last = before
    return matches


def _longest(
    text: str, found: Sequence[Word], index: int, gazetteer: Gazetteer, words: PlaceWords
) -> tuple[int, tuple[Place, ...], int, int] | None:
    """Return (index of the last word, places, start, end) of the longest name that begins at a word."""
    ends = [index]
    for other in range(index + 1, min(index + MOST_WORDS, len(found))):
        gap = text[found[other - 1].end : found[other].start]
        if _GAP.fullmatch(gap) is None or (gap == ". " and len(found[other - 1].text) > _ABBREVIATED):
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
        if last > index and "-" in found[last].text:  # "San Jose-based"
            end = found[last].start + found[last].text.index("-")
            if places := _lookup(text[start:end], gazetteer, words):
                return last, places, start, end
    return None


def _lookup(name: str, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Place, ...]:
    places = tuple(gazetteer.lookup(name))
    if words.endings:
        found = {place.id: place for place in places}
        for form in base_forms(name, words.endings):
            if len(form) >= SHORTEST_BASE:
                found.update((place.id, place) for place in gazetteer.lookup(form) if place.id not in found)
        places = tuple(found.values())
    if name.isupper() and (letters := len(name.replace(".", ""))) <= LONGEST_ACRONYM:
        least = LARGE_CITY if letters == LONGEST_ACRONYM else float("inf")
        places = tuple(place for place in places if place.kind != "settlement" or place.population >= least)
    return places
