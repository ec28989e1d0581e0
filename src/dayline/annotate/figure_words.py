"""The words by which numbers are read, compiled once a language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dayline.text.languages import Language
from dayline.text.number_words import ENGLISH, NumberWords
from dayline.text.numbers import NumberReader


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that is counted: its unit, and what is counted ("" for people in general, or a state already)."""

    unit: str
    of: str
    is_state: bool


@dataclass(frozen=True, slots=True, eq=False)
class FigureWords:
    """Tables and compiled patterns of one language; patterns that look back end with ``$``."""

    numbers: NumberReader
    labels: frozenset[str]
    hedges: Mapping[str, str]
    hedges_after: Mapping[str, str]
    units: Mapping[str, str]
    states: Mapping[str, str]
    verbs: Mapping[str, str]
    adverbs: Mapping[str, str]
    tolls: Mapping[str, str]
    nouns: Mapping[str, Noun]
    rise: frozenset[str]
    including: frozenset[str]
    enemy: frozenset[str]
    stops: frozenset[str]
    uncounted: frozenset[str]
    joined: frozenset[str]
    one: frozenset[str]
    hedge: re.Pattern[str]
    hedge_after: re.Pattern[str]
    sign: re.Pattern[str]
    unit: re.Pattern[str]
    noun: re.Pattern[str]
    filler: re.Pattern[str]
    state_next: re.Pattern[str]
    state_later: re.Pattern[str]
    verb: re.Pattern[str]
    toll: re.Pattern[str]
    toll_link: re.Pattern[str]
    between: re.Pattern[str]
    range_to: re.Pattern[str]
    range_and: re.Pattern[str]
    aged: re.Pattern[str]
    old: re.Pattern[str]
    as_of: re.Pattern[str]
    since: re.Pattern[str]
    until: re.Pattern[str]
    losses: re.Pattern[str]
    per: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    escaped = (re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’ʼ]") for word in set(words) if word)
    return "|".join(sorted(escaped, key=lambda word: (-len(word), word))) or r"(?!)"


def plain(written: str) -> str:
    """Return a word or phrase as the tables have it: lower case, single spaces, plain apostrophes."""
    return " ".join(written.lower().replace("’", "'").replace("ʼ", "'").split())


def _lower(table: Mapping[str, Any]) -> dict[str, Any]:
    return {plain(key): value for key, value in table.items()}


@lru_cache(maxsize=16)
def figure_words_of(language: Language) -> FigureWords | None:
    """Return the words of a language; None where it has none for figures."""
    table = language.table("figures")
    if not table:
        return None
    words: Mapping[str, list[str]] = table["words"]
    numbers = NumberWords.from_mapping(table["numbers"]) if "numbers" in table else ENGLISH
    nouns = {
        plain(name): Noun(unit, of.removeprefix("="), of.startswith("="))
        for name, (unit, of) in table["nouns"].items()
    }
    signs = [name for name in table["currencies"] if not name[-1].isalpha()]
    units = _lower(table["currencies"]) | _lower(table["measures"])
    spelled = [
        name for name in (*table["currencies"], *table["measures"]) if name[-1].isalpha() or name[0] in "%°"
    ]
    periods = _any(language.table("dates").get("units", ()))
    aux, states = _any(words["aux"]), _any(table["states"])
    be = _any(word for word in words["aux"] if word in words["be"])
    near = _any(words["near"])
    flags = re.IGNORECASE
    return FigureWords(
        numbers=NumberReader(numbers),
        labels=frozenset(map(plain, table["labels"])),
        hedges=_lower(table["hedges"]),
        hedges_after=_lower(table["hedges_after"]),
        units=units,
        states=_lower(table["states"]),
        verbs=_lower(table["verbs"]),
        adverbs=_lower(table["adverbs"]),
        tolls=_lower(table["tolls"]),
        nouns=nouns,
        rise=frozenset(words["rise"] + words["fall"]),
        including=frozenset(words["including"]),
        enemy=frozenset(words["enemy"]),
        stops=frozenset(words["stops"]),
        uncounted=frozenset(words["uncounted"]),
        joined=frozenset(words["and"] + words["including"]),
        one=frozenset(words["one"]),
        hedge=re.compile(
            rf"(?<![\w-])(?P<hedge>{_any(table['hedges'])})\s+(?:(?:{_any(words['total'])})\s+)?$|(?P<tilde>~)\s?$",
            flags,
        ),
        hedge_after=re.compile(rf"\s?(?P<hedge>{_any(table['hedges_after'])}|\+(?=\s))(?!\w)", flags),
        sign=re.compile(rf"(?P<sign>{_any(signs)})\s?$"),
        unit=re.compile(rf"[\s\u00a0-]{{0,2}}(?P<unit>{_any(spelled)})(?![\w²])", flags),
        noun=re.compile(rf"(?<![\w-])(?:{_any(table['nouns'])})(?![\w’']|-\w)", flags),
        filler=re.compile(
            rf"(?:[\s\u00a0]+(?:{_any(words['filler'])})(?!\w))*"
            rf"(?:[\s\u00a0]+(?:{_any(words['of'])})(?:\s+(?:{_any(words['determiners'])}))?(?!\w)(?:\s+\d[\d,]*(?=\s+[a-z]))?)?",
            flags,
        ),
        state_next=re.compile(
            rf"(?:(?:\s+(?:{aux})(?!\w)){{0,7}}[\s-]+|,\s+(?:{be})(?:\s+(?:{aux})){{0,6}}\s+)(?P<state>{states})(?!\w)",
            flags,
        ),
        state_later=re.compile(
            rf"(?:,\s(?:{_any(words['including'])})\s[^,.;\n]{{1,90}},|(?:,[^,.;\n]{{1,90}},"
            rf"|\s+(?:{near})\s[^,.;:\n\d]{{1,70}}?)?\s+(?:{be}))(?:\s+(?:{aux})){{0,6}}\s+(?P<state>{states})(?!\w)",
            flags,
        ),
        verb=re.compile(
            rf"(?<![\w-])(?P<verb>{_any(table['verbs'])})(?:\s+(?:{_any(words['object'])}))*[\s:]*$", flags
        ),
        toll=re.compile(
            rf"(?<![\w-])(?P<toll>{_any(table['tolls'])})(?!\w)(?P<mid>[^.;\n\d]{{0,90}}(?:from\s\d+\s\w+\s)?)$",
            flags,
        ),
        toll_link=re.compile(rf"(?:\b(?:{_any(words['links'])})|[:–-])\s*(?:\w+\s){{0,3}}$", flags),
        between=re.compile(rf"(?<!\w)(?:{_any(words['between'])})\s+(?:\w+\s){{0,2}}[$€£]?$", flags),
        range_to=re.compile(rf"(?:\s\w+)?\s(?:{_any(words['range_to'])})\s", flags),
        range_and=re.compile(rf"\s(?:{_any(words['range_and'])})\s", flags),
        aged=re.compile(rf"(?<!\w)(?:{_any(words['aged'])})\s(?:between\s|\w+\sand\s)?$", flags),
        old=re.compile(rf"[\s-]?(?:{_any(words['old'])})(?!\w)", flags),
        as_of=re.compile(rf"(?<!\w)(?:{_any(words['as_of'])})\s+(?:\w+\s){{0,2}}$", flags),
        since=re.compile(rf"(?<!\w)(?:{_any(words['since'])})\s+$", flags),
        until=re.compile(rf"(?<!\w)(?:{_any(words['until'])})\s+$", flags),
        losses=re.compile(rf"(?<!\w)(?:{_any(words['losses'])})(?!\w)", flags),
        per=re.compile(
            rf"\s+(?:{_any(words['per'])})\s+(?P<period>{periods})(?!\w)"
            rf"|\s+(?:{_any(words['per_any'])})\s+(?P<each>[^\W\d_]+)|\s+(?P<adverb>{_any(table['adverbs'])})(?!\w)",
            flags,
        ),
    )
