"""The words by which the gates judge, read once from the tables of a language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dayline.text.languages import Language

# Letters by which months are told apart.
SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Word lists as sets and compiled patterns; got by ``lexicon_of(language)``.

    ``label_nouns`` finds a nation with a side's name for its soldiers, for which ``label_stands_for`` may stand;
    ``label_names`` such a name alone.

    The patterns match whole words in any case. ``operators`` maps a word to its group, ``hedges`` and
    ``hedges_after`` a class of hedge to the pattern that finds it right before or right after a number.
    """

    openers: frozenset[str]
    function_words: frozenset[str]
    template_words: frozenset[str]
    addressing: frozenset[str]
    operators: Mapping[str, str]
    hedges: tuple[tuple[str, re.Pattern[str]], ...]
    hedges_after: tuple[tuple[str, re.Pattern[str]], ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    month_day: re.Pattern[str]
    weekday: re.Pattern[str]
    relative_days: Mapping[str, int]
    same_day: re.Pattern[str]
    unresolved: tuple[tuple[str, re.Pattern[str]], ...]
    future: re.Pattern[str]
    future_leads: re.Pattern[str]
    reporting: re.Pattern[str]
    loaded: re.Pattern[str]
    loaded_exceptions: re.Pattern[str]
    judgement: re.Pattern[str]
    first_person: re.Pattern[str]
    attribution: re.Pattern[str]
    offices: frozenset[str]
    bare_office: str
    losses: re.Pattern[str]
    labels: re.Pattern[str]
    label_adjective: re.Pattern[str]
    label_actor: re.Pattern[str]
    surmise: re.Pattern[str]
    surmised_deed: re.Pattern[str]
    label_nouns: re.Pattern[str]
    label_names: re.Pattern[str]
    label_stands_for: str
    place_words: frozenset[str]
    speech_title: re.Pattern[str]

    @classmethod
    def of(cls, language: Language) -> "Lexicon":
        """Build from the tables ``voice`` and ``digest``; raise KeyError for a missing list."""
        voice, digest = language.table("voice"), language.table("digest")
        words, dates = voice["words"], voice["dates"]
        return cls(
            openers=frozenset(voice["openers"]),
            function_words=frozenset(voice["function_words"]),
            template_words=frozenset(voice["template_words"]),
            addressing=frozenset(voice["addressing"]),
            operators={word: group for group, members in voice["operators"].items() for word in members},
            hedges=_hedges(voice["hedges"], r"\b(?:{})(?:\s+(?:the|a|an))?\W*$"),
            hedges_after=_hedges(voice["hedges_after"], r"^(?:\s+[\w-]+)?\s+(?:{})\b"),
            months=tuple(digest["months"]),
            weekdays=tuple(digest["weekdays"]),
            month_day=_month_day(digest["months"]),
            weekday=re.compile(rf"\b(?:{alternatives(digest['weekdays'])})\b"),
            relative_days=dict(dates["relative"]),
            same_day=whole_words(dates["same_day"]),
            unresolved=tuple(
                (unit, whole_words(dates[f"{unit}_words"])) for unit in ("day", "week", "month", "year")
            ),
            future=whole_words(dates["future"]),
            future_leads=re.compile(rf"\b(?:{alternatives(dates['future_leads'])})\s+$", re.IGNORECASE),
            reporting=re.compile(rf"\b(?:{alternatives(dates['reporting'])})(?: on)?[ ,]*$", re.IGNORECASE),
            loaded=whole_words(words["loaded"]),
            loaded_exceptions=whole_words(words["loaded_exceptions"]),
            judgement=whole_words(words["judgement"]),
            first_person=whole_words(words["first_person"]),
            attribution=_attribution(words["attribution"], words),
            offices=frozenset(words["offices"]),
            bare_office=words["bare_office"],
            losses=whole_words(words["losses"]),
            labels=whole_words(words["labels"]),
            label_adjective=_label_adjective(words["label_adjectives"], words["labelled_nouns"]),
            label_actor=_label_adjective(words["label_adjectives"], words["labelled_actors"]),
            surmise=whole_words(words["surmise"]),
            surmised_deed=whole_words(words["surmised_deed"]),
            label_nouns=_label_nouns(words["label_nouns"]),
            label_names=whole_words(
                [name + end for name in (*words["label_nouns"], *words["label_names"]) for end in ("", "'", "'s")]
            ),
            label_stands_for=words["label_stands_for"],
            place_words=frozenset(words["places"]),
            speech_title=_speech_title(words["speeches"]),
        )


@lru_cache(maxsize=8)
def lexicon_of(language: Language) -> Lexicon:
    """Return the lexicon of a language, built once."""
    return Lexicon.of(language)


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern of words or phrases, longest first, with any white space and apostrophe inside."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of the words or phrases, whole, in any case, not in "I.C.C."."""
    return re.compile(_whole(words), re.IGNORECASE)


def _whole(words: Iterable[str]) -> str:
    return rf"(?<![\w’'-])(?<![A-Z]\.)(?:{alternatives(words)})(?![\w-]|\.\w)"


def _attribution(verbs: Iterable[str], words: Mapping[str, Any]) -> re.Pattern[str]:
    """Return the pattern of verbs of saying, where what stands before and after does not say that nobody says so.

    The passive ("was reported") says who only before a "by".
    """
    unless, passive = (
        "".join(rf"(?<!\b{re.escape(lead)})" for lead in words[key]) for key in ("nobody_before", "passive_before")
    )
    verb = _whole(verbs)
    active = rf"{passive}{verb}|(?=\w+{words['active_ending']}\b){verb}|{verb}(?=\s+{words['agent']}\b)"
    return re.compile(rf"{unless}(?:{active})(?!{words['nobody_after']})", re.IGNORECASE)


def _hedges(table: Mapping[str, Any], form: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(form.format(alternatives(words)), re.IGNORECASE)) for kind, words in table.items()
    )


def _month_day(months: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a day and a month, whose name may be cut to three or four letters ("Feb. 24").

    A name of three letters is whole, and a full stop after it ends a sentence.
    """
    name = "|".join(
        rf"{n[:SHORT]}(?:{re.escape(n[SHORT:])}|(?:{n[SHORT]})?\.?)" if n[SHORT:] else n for n in months
    )
    return re.compile(
        rf"\b(?:(?P<m1>{name}) (?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}}) (?P<m2>{name}))\b", re.IGNORECASE
    )


def _label_adjective(adjectives: Iterable[str], nouns: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a side's adjective before a noun, with an article before it."""
    words = rf"(?i:{alternatives(adjectives)}) (?=(?:{'|'.join(nouns)})\b)(?=(?P<vowel>[aeiou])?)"
    return re.compile(rf"(?<!\b[Tt]he )\b(?:(?P<article>[Aa])n? )?{words}")


def _label_nouns(nouns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?!The |Th[eo]se )(?P<nation>[A-Z]\w+) (?:{alternatives(nouns)})\b(?![’'])")


def _speech_title(speeches: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a headline such as "Address by the President of Ukraine" with its speaker."""
    speaker = (
        r"(?:[Tt]he )?[A-Z][\w’'-]*(?: (?:of|the|and|for|[A-Z][\w’'-]*))*(?<!of)(?<!the)(?<!and)(?<!for)"
    )
    return re.compile(rf"\b(?i:{alternatives(speeches)})\b.{{0,24}}?\b(?:by|of|from) (?P<speaker>{speaker})")
