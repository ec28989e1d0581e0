"""The words that say somebody said something: their forms, and what each of them takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dayline.text.languages import Language

VOWELS = "aeiou"
LANGUAGES_KEPT = 16  # compiled cue words: one entry a language


@dataclass(frozen=True, slots=True)
class CueWords:
    """Inflected form → base form, by what the word takes.

    ``clause``: a clause or a quotation ("said that …"); ``thought``: a clause ("believes that …");
    ``infinitive``: "vowed to …", "urged him to …"; ``thing``: an object ("denied the report");
    ``prepositions``: base → the prepositions that lead to what is said ("called" "for").
    ``passive``: "is expected to …"; ``nouns``: "the claim that …". Bases that count only with a quotation are
    ``quotation_only``; those whose object is the person spoken to are ``addressed``; participles that name
    the source of an outlet are ``citing``; ``naming`` verbs need
    what the thing is called; ``asking`` participles have a passive sense; ``unnamed`` verbs tell in an
    infinitive that a source would not give its name.
    """

    clause: dict[str, str]
    thought: dict[str, str]
    infinitive: dict[str, str]
    thing: dict[str, str]
    prepositional: dict[str, str]
    prepositions: dict[str, frozenset[str]]
    passive: dict[str, str]
    nouns: frozenset[str]
    quotation_only: frozenset[str]
    addressed: frozenset[str]
    citing: frozenset[str]
    asking: frozenset[str]
    unnamed: frozenset[str]
    naming: dict[str, str]

    def is_cue(self, form: str) -> bool:
        """Tell whether a form is a cue verb of any kind."""
        return any(
            form in forms
            for forms in (self.clause, self.thought, self.infinitive, self.thing, self.prepositional, self.passive)
        )


@lru_cache(maxsize=LANGUAGES_KEPT)
def cue_words(language: Language) -> CueWords | None:
    """Return the compiled cue words of a language; None where it has none."""
    table = language.table("statements")
    if not table:
        return None
    irregular: dict[str, list[str]] = dict(table.get("irregular", {}))

    def forms(key: str) -> dict[str, str]:
        return forms_of(table.get(key, ()), irregular)

    prepositions = {base: frozenset(words) for base, words in table.get("prepositions", {}).items()}
    return CueWords(
        clause=forms("clause"),
        thought=forms("thought"),
        infinitive=forms("infinitive"),
        thing=forms("thing"),
        prepositional=forms_of(prepositions, irregular),
        prepositions=prepositions,
        passive=forms("passive"),
        nouns=frozenset(table.get("nouns", ())),
        quotation_only=frozenset(table.get("quotation_only", ())),
        addressed=frozenset(table.get("addressed", ())),
        naming=forms("naming"),
        unnamed=frozenset(table.get("unnamed", ())),
        asking=frozenset(table.get("asking", ())),
        citing=frozenset(table.get("citing", ())),
    )


def forms_of(bases: Iterable[str], irregular: dict[str, list[str]]) -> dict[str, str]:
    """Return every form of English verbs, mapped to its base; irregular forms come from the table."""
    found: dict[str, str] = {}
    for base in bases:
        for form in (base, *inflections(base), *irregular.get(base, ())):
            found.setdefault(form, base)
    return found


def inflections(base: str) -> tuple[str, ...]:
    """Return the regular -s, -ed and -ing forms of a verb."""
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es", base + "ed", base + "ing"
    return base + "s", base + "ed", base + "ing"
