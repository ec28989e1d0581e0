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
    enemy: frozenset[str]
    stops: frozenset[str]
    uncounted: frozenset[str]
    joined: frozenset[str]
    stateful: frozenset[str]
    by: frozenset[str]
    destroy: frozenset[str]
    passive: frozenset[str]
    relative: frozenset[str]
    articles: frozenset[str]
    transitive: frozenset[str]
    steps: Mapping[str, int]
    periods: Mapping[str, str]
    per_names: Mapping[str, str]
    hedge: re.Pattern[str]
    hedge_after: re.Pattern[str]
    sign: re.Pattern[str]
    unit: re.Pattern[str]
    noun: re.Pattern[str]
    filler: re.Pattern[str]
    partitive: re.Pattern[str]
    state_next: re.Pattern[str]
    state_later: re.Pattern[str]
    verb: re.Pattern[str]
    toll: re.Pattern[str]
    toll_link: re.Pattern[str]
    number_of: re.Pattern[str]
    between: re.Pattern[str]
    range_to: re.Pattern[str]
    range_and: re.Pattern[str]
    aged: re.Pattern[str]
    old: re.Pattern[str]
    as_of: re.Pattern[str]
    since: re.Pattern[str]
    since_began: re.Pattern[str]
    place_before: re.Pattern[str]
    until: re.Pattern[str]
    losses: re.Pattern[str]
    per: re.Pattern[str]
    period: re.Pattern[str]
    single: re.Pattern[str]
    nobody: re.Pattern[str]
    lives_before: re.Pattern[str]
    lives_after: re.Pattern[str]
    among: re.Pattern[str]
    object_next: re.Pattern[str]
    changed_from: re.Pattern[str]
    bare_from: re.Pattern[str]
    rise_to: re.Pattern[str]
    changed_by: re.Pattern[str]
    after_change: re.Pattern[str]
    more_than: re.Pattern[str]


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
    signs = [name for name in table["currencies"] if not name[-1].isalpha() or name.isupper()]
    units = _lower(table["currencies"]) | _lower(table["measures"])
    spelled = [
        name for name in (*table["currencies"], *table["measures"]) if name[-1].isalpha() or name[0] in "%°"
    ]
    periods = _any(language.table("dates").get("units", ()))
    aux, states = _any(words["aux"]), _any(table["states"])
    be = _any(word for word in words["aux"] if word in words["be"])
    near = _any(words["near"])
    flags = re.IGNORECASE
    implied, change = table.get("implied", {}), table.get("change", {})
    singles, nos = frozenset(implied.get("articles", ())), frozenset(implied.get("no", ()))
    hedges, steps = _any(table["hedges"]), _any(change.get("steps", ()))
    rise = _any(words["rise"] + words["fall"])
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
        enemy=frozenset(words["enemy"]),
        stops=frozenset(words["stops"]),
        uncounted=frozenset(words["uncounted"]),
        joined=frozenset(words["and"] + words["including"]),
        stateful=frozenset(words["one"]) | singles | frozenset(implied.get("nobody", ())) | nos,
        by=frozenset(words.get("by", ())),
        destroy=frozenset(words.get("destroy", ())),
        passive=frozenset(words.get("passive", ())),
        relative=frozenset(words.get("relative", ())),
        articles=frozenset(words.get("articles", ())),
        transitive=frozenset(plain(verb) for verb in table["verbs"]) & frozenset(_lower(table["states"])),
        steps=_lower(change.get("steps", {})),
        periods=_lower(table.get("periods", {})),
        per_names=_lower(table.get("per_names", {})),
        hedge=re.compile(
            rf"(?<![\w-])(?P<hedge>{_any(table['hedges'])})\s+(?:(?:{_any(words['total'])})\s+)?$|(?P<tilde>~)\s?$",
            flags,
        ),
        hedge_after=re.compile(rf"\s?(?P<hedge>{_any(table['hedges_after'])}|\+(?=\s))(?!\w)", flags),
        sign=re.compile(rf"(?<!\w)(?P<sign>{_any(signs)})\s?$"),
        unit=re.compile(rf"[\s\u00a0-]{{0,2}}(?P<unit>{_any(spelled)})(?![\w²])", flags),
        noun=re.compile(rf"(?<![\w-])(?:{_any(table['nouns'])})(?![\w’']|-\w)", flags),
        filler=re.compile(
            rf"(?:[\s\u00a0]+(?:{_any(words['filler'])})(?!\w))*"
            rf"(?:[\s\u00a0]+(?:{_any(words['of'])})(?:\s+(?:{_any(words['determiners'])}))?(?!\w)(?:\s+\d[\d,]*(?=\s+[^\W\d_]))?)?"
            rf"(?:[\s\u00a0]+\d{{1,3}}[\s-]?(?:{_any(words['old'])})(?!\w))?",
            flags,
        ),
        partitive=re.compile(rf"\s+(?:{_any(words.get('partitive', ()))})(?!\w)", flags),
        state_next=re.compile(
            rf"(?:(?:\s+(?:{aux})(?!\w)){{0,7}}[\s-]+|,\s+(?:{be})(?:\s+(?:{aux})){{0,6}}\s+)(?P<state>{states})(?!\w)",
            flags,
        ),
        state_later=re.compile(
            rf"(?:,\s(?:{_any(words['including'])})\s[^,.;\n]{{1,90}},|(?:,[^,.;\n]{{1,90}},|\s[–—-]\s[^–—;\n]{{1,90}}\s[–—-]"
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
        number_of=re.compile(
            rf"(?<!\w)(?:{_any(words.get('number_of', ()))})\s+(?P<noun>[^\W\d]+)\s+(?:[^.;\n\d]{{0,40}}\s)?"
            rf"(?:{_any(words['links'])}|{rise})\s+(?:from\s[\d,.]+\sto\s)?$",
            flags,
        ),
        between=re.compile(rf"(?<!\w)(?:{_any(words['between'])})\s+(?:\w+\s){{0,2}}[$€£]?$", flags),
        range_to=re.compile(rf"(?:\s\w+)?\s(?:{_any(words['range_to'])})\s(?:(?:{_any(signs)})\s?)?", flags),
        range_and=re.compile(rf"\s(?:{_any(words['range_and'])})\s", flags),
        aged=re.compile(rf"(?<!\w)(?:{_any(words['aged'])})\s(?:between\s|\w+\sand\s)?$", flags),
        old=re.compile(rf"[\s-]?(?:{_any(words['old'])})(?!\w)", flags),
        as_of=re.compile(rf"(?<!\w)(?:{_any(words['as_of'])})\s+(?:\w+\s){{0,2}}$", flags),
        since=re.compile(rf"(?<!\w)(?:{_any(words['since'])})\s+$", flags),
        since_began=re.compile(
            rf"(?<!\w)(?:{_any(words['since'])})\s(?:[^\s,.;]+\s){{0,7}}?(?:{_any(words.get('crisis', ()))})(?!\w)",
            flags,
        ),
        place_before=re.compile(rf"(?<!\w)(?:{near})\s+(?:[^\W\d]+\s+){{0,1}}$", flags),
        until=re.compile(rf"(?<!\w)(?:{_any(words['until'])})\s+$", flags),
        losses=re.compile(rf"(?<!\w)(?:{_any(words['losses'])})(?!\w)", flags),
        per=re.compile(
            rf"\s+(?:{_any(words['per'])})\s+(?P<period>{periods})(?!\w)"
            rf"|\s+(?:{_any(words['per_any'])})\s+(?P<each>[^\W\d_]+)|\s+(?P<adverb>{_any(table['adverbs'])})(?!\w)",
            flags,
        ),
        period=re.compile(rf"(?<![\w-])(?:{_any(table.get('periods', ()))})(?!\w)", flags),
        single=re.compile(
            rf"(?<![\w-])(?:{_any(singles)})(?=\s+(?:[\w-]+\s+){{0,3}}?(?:{_any(implied.get('nouns', ()))})(?![\w-]))",
            flags,
        ),
        nobody=re.compile(
            rf"(?<![\w-])(?:(?:{_any(implied.get('nobody', ()))})(?!\w)"
            rf"|(?:{_any(nos)})(?=\s+(?:\w+\s+){{0,2}}?(?:{_any(implied.get('tolls', ()))})(?![\w-])))",
            flags,
        ),
        lives_before=re.compile(
            rf"(?<!\w)(?:{_any(implied.get('lives_before', ()))})(?:\s+(?:{_any(words['object'])}))*\s+$",
            flags,
        ),
        lives_after=re.compile(
            rf"(?:\s+(?:{aux}))*\s+(?:{_any(implied.get('lives_after', ()))})(?!\w)", flags
        ),
        among=re.compile(
            rf"\s+(?:{be})\s+(?:{_any(words['including'])})\s+(?:(?:{hedges})\s+)?[\w,]+\s+(?:[\w’'-]+\s+){{0,3}}?(?P<state>{states})(?!\w)",
            flags,
        ),
        object_next=re.compile(
            rf"\s+(?:(?:{hedges})\s+)?(?P<word>[\w’'][\w’',.-]*)(?P<next>\s+[\w-]+)?", flags
        ),
        changed_from=re.compile(rf"(?<!\w)(?:{_any(change.get('base', ()))})\s+$", flags),
        bare_from=re.compile(rf"\s+(?:{_any(change.get('from', ()))})\s+", flags),
        rise_to=re.compile(rf"(?<!\w)(?:{rise})\s+(?:{_any(words['range_to'])})\s+$", flags),
        changed_by=re.compile(rf"(?<!\w)(?P<step>{steps})\s+$", flags),
        after_change=re.compile(rf"\s+(?:{_any(change.get('after', ()))})(?!\w)", flags),
        more_than=re.compile(rf"\s+(?P<step>{steps})\s+(?:{_any(change.get('than', ()))})(?!\w)", flags),
    )
