"""Words of speech and of offices, for languages that no parser reads here."""

import re
from dataclasses import dataclass
from functools import lru_cache

from dayline.text.languages import Language

_PATTERNS = ("plural", "acting", "adjectives", "her_roles", "her_verbs", "her_before", "not_roles", "mans_end")


@dataclass(frozen=True, slots=True, eq=False)
class SpeechWords:
    """Compiled words of speech and of roles of one language."""

    roles: re.Pattern[str]
    verbs: re.Pattern[str]
    plural: re.Pattern[str]
    acting: re.Pattern[str]
    adjectives: re.Pattern[str]
    her_roles: re.Pattern[str]
    her_verbs: re.Pattern[str]
    her_before: re.Pattern[str]
    not_roles: re.Pattern[str]
    mans_end: re.Pattern[str]
    not_acting: frozenset[str]


@lru_cache(maxsize=16)
def speech_words_of(language: Language) -> SpeechWords | None:
    """Return the compiled words of a language; None where it has none."""
    table = language.table("speech")
    if not table:
        return None
    heads = "|".join(table["roles"])
    return SpeechWords(
        roles=re.compile(rf"(?<![\w-])(?:(?i:{heads}))[\w’'ʼ-]*"),
        verbs=re.compile(rf"(?<!\w)(?i:{'|'.join(table['verbs'])})(?!\w)"),
        **{name: re.compile(table[name]) for name in _PATTERNS},
        not_acting=frozenset(table["not_acting"]),
    )
