"""The deeds of a crisis's sides, and how texts deny them, read once from the words of a language."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dayline.compose.gates.lexicon import alternatives, whole_words
from dayline.text.languages import Language

# Words that may stand between a side and its deed ("Northern riflemen then shelled"), and between a deed and its doer.
DOER_REACH, AGENT_REACH = 5, 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deeds:
    """Patterns by which deeds are judged; got by ``deeds_of(language, sides)``.

    ``side`` is the pattern of a side's names; ``deed`` finds a deed of whomever, ``done`` one with the side that does
    it, in its group ``side`` or, after a "by", ``agent``. ``denial`` says that somebody denies one, ``hedge`` that it
    is not certain, ``weighed`` that it is a charge, ``claim`` that it is somebody's word. ``opening`` finds where a
    clause of the writer's own begins, ``blame`` who is to blame or how bad it is in a word before a noun, ``motive``
    why somebody is said to do something, ``briefed`` crimes that somebody only speaks of, ``lost`` soldiers of a side
    that are dead or taken.
    """

    side: str
    deed: re.Pattern[str]
    done: re.Pattern[str]
    denial: re.Pattern[str]
    hedge: re.Pattern[str]
    weighed: re.Pattern[str]
    claim: re.Pattern[str]
    opening: re.Pattern[str]
    blame: re.Pattern[str]
    motive: re.Pattern[str]
    briefed: re.Pattern[str]
    lost: re.Pattern[str]


@lru_cache(maxsize=8)
def deeds_of(language: Language, sides: tuple[str, ...]) -> Deeds:
    """Return the patterns for a language and the names of a crisis's sides; raise KeyError for a missing list."""
    words = language.table("voice")["disputed"]
    deed, denial = (rf"(?i:{'|'.join(words[key])})" for key in ("deeds", "denials"))
    return Deeds(
        side=rf"\b(?:{stem_of(sides)})\w*",
        deed=re.compile(rf"\b{deed}\b"),
        done=_done(deed, stem_of(sides)),
        denial=re.compile(rf"\b{denial}"),
        hedge=whole_words(words["hedges"]),
        weighed=re.compile(rf"\b(?i:{'|'.join(words['weighed'])})\b"),
        claim=whole_words(words["claims"]),
        opening=_opening(words["openings"], words["openings_after"]),
        blame=_blame(words["blame"], words["judgements"]),
        motive=re.compile(rf",? \b(?:{alternatives(words['motives'])})\b[^“”]*$"),
        briefed=re.compile(rf"\b(?i:{'|'.join(words['briefings'])})\b.*\b(?i:{'|'.join(words['crimes'])})\b"),
        lost=_lost(stem_of(sides), words["ranks"], words["ends"]),
    )


def _opening(words: list[str], leads: list[str]) -> re.Pattern[str]:
    opening = rf"(?:(?i:{'|'.join(leads)}) )?(?i:{alternatives(words)})\b"
    return re.compile(rf",? \b{opening}|^{opening}")


def stem_of(sides: tuple[str, ...]) -> str:
    """Return the pattern of what begins the names of some sides and of theirs ("Northland", "Northlander")."""
    return "|".join(re.escape(side[:-1]) for side in sides if " " not in side) or r"(?!)"


def _done(deed: str, stem: str) -> re.Pattern[str]:
    between = r"(?:[ -][\w’'.\[\]-]+)"
    side = rf"\b(?P<side>{stem})\w*(?:[’']s)?"
    # "Northern boats sunk near Kolm" are no doers
    active = rf"{side}{between}{{0,{DOER_REACH}}}?[ -]{deed}\b(?! by\b)(?:(?<!ed)|(?! (?:in|near|over|at|on|during)\b))"
    again = rf"\b(?:{stem})\w*\b[^.;]*\bthey (?:had |have )?{deed}\b"
    passive = rf"\b{deed}\b{between}{{0,{AGENT_REACH}}}? by (?:[a-z]+ ){{0,2}}(?P<agent>{stem})"
    return re.compile(f"{active}|{again}|{passive}")


def _lost(stem: str, ranks: list[str], ends: list[str]) -> re.Pattern[str]:
    ranked = rf"(?:{stem})\w*(?:[’']s)? (?:[\w’-]+ ){{0,{DOER_REACH}}}?(?i:{'|'.join(ranks)})\b"
    fallen = rf"(?:(?:are|is|was|were|has|have|been|reportedly) )*(?:{'|'.join(ends)})\b"
    return re.compile(rf"\b{ranked}(?: [A-Z][\w’-]+)* {fallen}")


def _blame(words: list[str], judgements: list[str]) -> re.Pattern[str]:
    judged = rf"[A-Z]\w+-(?i:{alternatives(words)})|(?i:{alternatives(judgements)})(?= [a-z])"
    return re.compile(rf"\b(?:(?P<article>[Aa])n? )?(?:{judged}) (?=(?P<vowel>[aeiou])?)")
