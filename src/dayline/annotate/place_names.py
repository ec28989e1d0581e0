"""Words of a text that are names of places by the gazetteer: the longest that begin at a word, and lists of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from dayline.annotate.inflections import base_forms
from dayline.model.entities import Place
from dayline.text.languages import Language

MOST_WORDS = 7  # words of the longest name that is looked up
LONGEST_ACRONYM = 4  # letters; so many capitals name a large city ("KYIV") at most, fewer none
LARGE_CITY = 100_000  # people
SHORTEST_BASE = 4  # letters of a name that is looked up by taking a case's ending off

_WORD = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*(?:-[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)*")
POSSESSIVE = re.compile(r"['’ʼ]s?$")
_GAP = re.compile(r" |['’]s? |\. ")
_ABBREVIATED = 4  # letters of the longest word that a full stop shortens inside a name ("St.", "Mt.", "Twp.")
_STOPS = frozenset('.!?:;"“”…(\n|—–•*')


Match = tuple[int, tuple[Place, ...], int, int]  # index of the last word, places, start, end


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


def split(text: str) -> list[Word]:
    """Return the words of a text; those with hyphens whole."""
    found = []
    for match in _WORD.finditer(text):
        bare, start = POSSESSIVE.sub("", match[0]), match.start()
        is_capital = bare[0].isupper()
        found.append(
            Word(start, start + len(bare), bare, bare.lower(), is_capital, is_capital and _opens(text, start))
        )
    return found


def parts_of(word: Word) -> list[Word]:
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


def lists_in(text: str, found: Sequence[Word], gazetteer: Gazetteer, words: PlaceWords) -> dict[int, Match]:
    """Return, by the index of its first word, each name that a plural after the last one says the sort of."""
    matches: dict[int, Match] = {}
    for index, word in enumerate(found):
        kind = words.plurals.get(word.low)
        last = index - 1
        here: dict[int, Match] = {}
        while kind and last >= 0 and found[last].capital:
            first = last
            while (
                first > 0
                and found[first - 1].capital
                and text[found[first - 1].end : found[first].start] == " "
            ):
                first -= 1
            end = found[last].end
            places = _lookup(f"{text[found[first].start : end]} {kind}", gazetteer, words)
            while not places and first < last:  # "In Hall and Dawson counties"
                first += 1
                places = _lookup(f"{text[found[first].start : end]} {kind}", gazetteer, words)
            start = found[first].start
            if not places:
                break
            here[first] = (last, places, start, end)
            before = first - 1
            while before >= 0 and not found[before].capital and found[before].low in words.links:
                before -= 1
            between = text[found[before].end : start] if before >= 0 else "."
            if not set(between.replace(",", " , ").split()) <= words.links | {","}:
                break
            last = before
        if (
            len(here) > 1 or word.low not in words.heads
        ):  # one alone may be no plural, but the name's last word
            matches |= here
    return matches


def longest_at(
    text: str, found: Sequence[Word], index: int, gazetteer: Gazetteer, words: PlaceWords
) -> Match | None:
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
        if found[index].low in words.common and not any(word.capital for word in found[index + 1 : last + 1]):
            continue  # "The bridge" at the head of a sentence
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
